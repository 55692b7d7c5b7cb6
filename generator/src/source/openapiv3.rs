//! A way in for programs that hold an `openapiv3::OpenAPI`.

use openapiv3::OpenAPI;

use super::{LoadFailure, Sources};

impl Sources {
    /// A document that a program holds: written out and read again, as `<openapiv3>`. References to other files lead
    /// nowhere.
    ///
    /// What `openapiv3` does not keep when it reads a document is not there: what stands beside a `$ref`, members that it
    /// does not know, numbers beyond its own types.
    ///
    /// # Errors
    ///
    /// Those of [`load`](super::load): where arrays and objects are nested too deep.
    pub fn from_openapiv3(api: &OpenAPI) -> Result<Self, Box<LoadFailure>> {
        // Its maps have texts for keys, so there is nothing that cannot be written.
        let text = serde_json::to_string_pretty(api).unwrap_or_default();
        Self::from_text("<openapiv3>", text)
    }
}
