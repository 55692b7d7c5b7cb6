//! Which version of OpenAPI a file says that it has.

use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::Version;
use crate::source::Node;

/// The version of a file that is a document of its own.
pub(super) fn version_of(root: &Node) -> Option<Version> {
    version(root).ok()
}

/// The version that `openapi` says, by its first two numbers (OpenAPI 3.1, 4.1).
pub(super) fn version(root: &Node) -> Result<Version, Box<Diagnostic>> {
    let refuse = |place, pointer: &str, message: String| {
        Box::new(
            Diagnostic::new(Code::Version, place, pointer, message)
                .with_effect(Effect::NothingWritten),
        )
    };
    if !root.is_object() {
        let message = format!(
            "an OpenAPI document must be an object, but this is {}",
            root.kind_name()
        );
        return Err(refuse(root.place, "#", message));
    }
    if let Some(swagger) = root.member("swagger") {
        let message = "this is Swagger 2.0; OpenAPI 3.0, 3.1 and 3.2 are read".to_owned();
        let diagnostic = refuse(swagger.key.place, "#/swagger", message);
        return Err(Box::new(
            diagnostic.with_help("convert it, for example with swagger2openapi"),
        ));
    }
    let Some(openapi) = root.get("openapi") else {
        let message = "the document does not say which version of OpenAPI it is".to_owned();
        let diagnostic = refuse(root.place.start(), "#", message);
        return Err(Box::new(diagnostic.with_help("add `openapi: 3.1.0`")));
    };
    let text = match (openapi.as_str(), openapi.as_number()) {
        (Some(text), _) => text,
        // `openapi: 3.1` without quotes is a number in YAML; what is meant is plain.
        (None, Some(number)) => number.as_str(),
        (None, None) => openapi.kind_name(),
    };
    let mut numbers = text.splitn(3, '.');
    match (numbers.next(), numbers.next()) {
        (Some("3"), Some("0")) => Ok(Version::V3_0),
        (Some("3"), Some("1")) => Ok(Version::V3_1),
        (Some("3"), Some("2")) => Ok(Version::V3_2),
        _ => {
            let message = format!("`openapi` is {text}; 3.0, 3.1 and 3.2 are read");
            Err(refuse(openapi.place, "#/openapi", message))
        }
    }
}
