//! Prose of the document as documentation that rustdoc never compiles.

mod markdown;
#[cfg(test)]
mod tests;
mod wrap;

use proc_macro2::TokenStream;
use pulldown_cmark::Options;
use quote::quote;

use crate::ir::Docs;

/// The options that rustdoc reads with, but for those that only change how text looks.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
}

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
    let mut paragraphs: Vec<Vec<String>> = Vec::new();
    let said = [&docs.title, &docs.description];
    for text in said.into_iter().flatten() {
        if !text.trim().is_empty() {
            paragraphs.push(markdown::lines(text));
        }
    }
    for note in notes {
        paragraphs.push(note.lines().map(str::to_owned).collect());
    }
    paragraphs.join(&String::new())
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
    // A line break would end the code, a tab is not seen, and rustc refuses what turns the direction of text around: they
    // are written as in Rust.
    let is_shown = |c: char| {
        !c.is_control() && !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    let text = text.chars().fold(String::new(), |mut text, c| {
        if is_shown(c) {
            text.push(c);
        } else {
            text.extend(c.escape_default());
        }
        text
    });
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
