//! How large a document may be before it is refused. A hostile one meets a diagnostic (`CP0004`), not the end of the
//! memory or the stack.

/// How deep arrays and objects may be nested, counted over aliases too. Everything downstream that recurses over a
/// [`Node`](super::Node) relies on it.
pub const MAX_DEPTH: usize = 128;

/// How many nodes all aliases of one YAML file may stand for together. Without aliases a file has at most one node for
/// two bytes; nine lines of aliases of aliases have billions.
pub const MAX_ALIASED_NODES: u64 = 1_000_000;

/// How many files one document may consist of.
pub const MAX_FILES: usize = 10_000;

/// How large one file may be, in bytes: places are 32 bits wide.
pub const MAX_FILE_BYTES: u64 = u32::MAX as u64;

/// How many faults of one file are reported.
pub(super) const MAX_FAULTS: usize = 100;
