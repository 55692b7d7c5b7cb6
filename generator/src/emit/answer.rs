//! What both sides write of an answer.

use proc_macro2::TokenStream;

use super::{code, docs_with_notes};
use crate::ir::{Answer, Docs, StatusKey};

/// `200: Successful Response`, and the headers that it declares.
pub(super) fn answer_docs(answer: &Answer) -> TokenStream {
    let status = match answer.status {
        StatusKey::Default => "Every other status".to_owned(),
        status => status.to_string(),
    };
    let description = answer.docs.description.as_deref().unwrap_or_default();
    let description = match description.trim() {
        "" => format!("{status}."),
        text => format!("{status}: {text}"),
    };
    let docs = Docs {
        title: None,
        description: Some(description),
        deprecated: false,
    };
    let headers = answer.headers.iter().map(|header| code(&header.wire));
    let headers: Vec<_> = headers.collect();
    if headers.is_empty() {
        return docs_with_notes(&docs, &[]);
    }
    let note = format!("Declared headers: {}.", headers.join(", "));
    docs_with_notes(&docs, &[note])
}
