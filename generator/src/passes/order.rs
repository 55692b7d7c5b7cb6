//! Puts the types into the order in which they stand in the document, so that it does not depend on who uses them first.

use super::renumber::sort_by_key;
use crate::ir::Api;

/// The pass. Of types at one place, the one that was met first comes first.
pub(super) fn run(api: &mut Api) {
    sort_by_key(api, |def| {
        (def.origin.place.file, def.origin.place.span.start)
    });
}
