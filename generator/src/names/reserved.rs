//! The names that a document cannot have: one list for each scope.
//!
//! Generated files that people read import these, or have them from the prelude; files of mechanical code use absolute
//! paths, and need no entry here.

/// Of types: the prelude's, the standard library's that generated code imports, the runtime's and the crates' own.
#[rustfmt::skip]
pub(super) const TYPES: &[&str] = &[
    // The prelude, and what derives and impls name.
    "AsMut", "AsRef", "AsyncFn", "AsyncFnMut", "AsyncFnOnce", "Box", "Clone", "Copy", "Debug", "Default", "Display",
    "DoubleEndedIterator", "Drop", "Eq", "Err", "ExactSizeIterator", "Extend", "Fn", "FnMut", "FnOnce", "From",
    "FromIterator", "FromStr", "Future", "Hash", "Into", "IntoFuture", "IntoIterator", "Iterator", "None", "Ok",
    "Option", "Ord", "PartialEq", "PartialOrd", "Result", "Self", "Send", "Sized", "Some", "String", "Sync",
    "ToOwned", "ToString", "TryFrom", "TryInto", "Unpin", "Vec",
    // What generated files import from the standard library and from other crates.
    "Answer", "Arc", "BTreeMap", "Date", "DateTime", "Duration", "IntoResponse",
    "StatusCode", "Uuid",
    // What files of mechanical code import beside the document's types.
    "DecodeOptions", "FaultKind", "JsonKind", "Members", "NotImplemented",
    // Ours.
    "Authenticator", "Base64", "Call", "Client", "ClientBuilder", "Context", "Decode",
    "Encode", "Error", "Faults", "Infallible", "Integer", "Json", "Maybe", "Number",
    "Param", "ParamDesc", "Pending", "Reader", "Reply", "Secret", "Server", "Stop", "Style", "Writer",
];

/// Of traits beside the types': the parameters of the generic functions that have a trait as their bound.
#[rustfmt::skip]
pub(super) const GENERICS: &[&str] = &["S", "T"];

/// Of modules: the crates' own, the names of crates, which a module in the root would hide, and those of devices, which are no files on Windows.
#[rustfmt::skip]
pub(super) const MODULES: &[&str] = &[
    "alloc", "auth", "axum", "bytes", "chrono", "client", "codec", "core", "counterpart_runtime", "decode", "futures",
    "http", "impls", "lib", "main", "mod", "mount", "proc_macro", "reqwest", "serde", "serde_json", "server", "std",
    "test", "tokio", "tracing", "types", "uuid",
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6",
    "lpt7", "lpt8", "lpt9", "nul", "prn",
];

/// Of operations, which are methods of the client: its own.
#[rustfmt::skip]
pub(super) const METHODS: &[&str] = &["builder", "clone", "new", "server"];

/// Of parameters, which are setters of a call: the call's own, and the words that functions use.
#[rustfmt::skip]
pub(super) const PARAMS: &[&str] = &[
    "body", "call", "cx", "header", "into_future", "principal", "request", "send", "service", "timeout",
];

/// Of the members of an object.
#[rustfmt::skip]
pub(super) const FIELDS: &[&str] = &["additional_properties"];

/// Of security schemes, which are methods of `Authenticator` and of the client's builder: their own.
#[rustfmt::skip]
pub(super) const SCHEMES: &[&str] = &[
    "base_url", "body_limit", "build", "clone", "combine", "connect_timeout", "default_header", "foreign_credentials",
    "header", "http", "http_client", "max_body", "max_body_bytes", "new", "reqwest", "server", "timeout", "transport",
    "user_agent",
];

/// Of the values of an enum: the variant for those that the document does not know.
#[rustfmt::skip]
pub(super) const VALUES: &[&str] = &["Unknown"];

/// Of the variants of a union.
#[rustfmt::skip]
pub(super) const VARIANTS: &[&str] = &["Unknown"];

/// Of answers: the variant for one that the document does not declare, and those whose constructor would be called like what a response has
/// beside, or like a keyword that cannot be raw.
#[rustfmt::skip]
pub(super) const ANSWERS: &[&str] = &["Crate", "From", "HeadMut", "Header", "Super", "TryFrom", "Unknown"];

/// Of headers of answers: the other arguments of constructors.
#[rustfmt::skip]
pub(super) const HEADERS: &[&str] = &["body", "status"];

/// Of servers: the variant for one that the document does not name.
#[rustfmt::skip]
pub(super) const SERVERS: &[&str] = &["Custom"];

/// Of the variables of servers, which are arguments where the URL is put together: the function that does it.
#[rustfmt::skip]
pub(super) const VARIABLES: &[&str] = &["expand"];

/// Whether the list has the name, raw or plain.
pub(super) fn contains(list: &[&str], name: &str) -> bool {
    let plain = name.strip_prefix("r#").unwrap_or(name);
    list.contains(&plain)
}
