use super::{Cx, code};
use crate::ir::{Location, Param};

/// Where a parameter stands; with its name, where that is not the identifier it has here: ``Header `X-Days`.``
pub fn place(param: &Param, identifier: &str) -> String {
    let place = match param.location {
        Location::Path => "Path parameter",
        Location::Query => "Query parameter",
        Location::Header => "Header",
        Location::Cookie => "Cookie",
    };
    if param.wire == identifier.trim_start_matches("r#") {
        format!("{place}.")
    } else {
        format!("{place} {}.", code(&param.wire))
    }
}

/// The default of a parameter as JSON, for people.
pub fn default_shown(cx: &Cx<'_>, param: &Param) -> Option<String> {
    param.presence.default().map(|literal| literal.json(cx.api))
}
