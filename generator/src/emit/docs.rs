use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::Docs;

/// Documentation of an item, as `///` lines: title, blank line, description.
///
/// It never runs as a doctest, and is valid to rustdoc whatever the document holds.
#[must_use]
pub fn docs(docs: &Docs) -> TokenStream {
    docs_with_notes(docs, &[])
}

/// As [`docs`], with paragraphs of ours after it. They are Markdown of the emitter: text of the document in them must
/// come through [`code`].
#[must_use]
pub fn docs_with_notes(docs: &Docs, notes: &[String]) -> TokenStream {
    lines(&doc_lines(docs, notes))
}

/// As [`docs_with_notes`], for the file or crate that it opens: `//!`.
#[must_use]
pub fn inner_docs(docs: &Docs, notes: &[String]) -> TokenStream {
    doc_lines(docs, notes)
        .iter()
        .map(|line| {
            let line = attribute(line);
            quote!(#![doc = #line])
        })
        .collect()
}

/// The lines of [`docs_with_notes`], without the comment's slashes.
#[must_use]
pub fn doc_lines(docs: &Docs, notes: &[String]) -> Vec<String> {
    let mut paragraphs = Vec::new();
    paragraphs.extend(docs.title.clone());
    paragraphs.extend(docs.description.clone());
    paragraphs.extend(notes.iter().cloned());
    let mut lines: Vec<String> = Vec::new();
    for paragraph in paragraphs {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(
            paragraph
                .trim()
                .lines()
                .map(|line| line.trim_end().to_owned()),
        );
    }
    lines
}

fn lines(lines: &[String]) -> TokenStream {
    lines
        .iter()
        .map(|line| {
            let line = attribute(line);
            quote!(#[doc = #line])
        })
        .collect()
}

/// A line of documentation stands a space behind the slashes.
fn attribute(line: &str) -> String {
    if line.is_empty() {
        String::new()
    } else {
        format!(" {line}")
    }
}

/// Text of the document as inline code, in backticks that it does not hold itself.
#[must_use]
pub fn code(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let longest = text
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let ticks = "`".repeat(longest + 1);
    if text.starts_with('`') || text.ends_with('`') || text.trim().is_empty() {
        format!("{ticks} {text} {ticks}")
    } else {
        format!("{ticks}{text}{ticks}")
    }
}
