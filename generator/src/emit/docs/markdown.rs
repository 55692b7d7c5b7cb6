//! Markdown of unknown origin, made fit for rustdoc: it runs nothing, loads nothing, links to nothing in the crate, and
//! raises none of rustdoc's lints.
//!
//! The text is read by the parser that rustdoc uses; what it finds is escaped in place, and the result read again, until
//! nothing is left to escape. What does not come to rest, or reaches beyond its end, is shown as plain text in a fence.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, LinkType, Parser, Tag, TagEnd};

use super::options;
use super::wrap::{wrap, wrap_words};

/// Escaping may uncover something else to escape: `[a][b]` first, then `[b]`. Real texts need two rounds.
const ROUNDS: usize = 8;

/// The lines of a text, fit for rustdoc, none of them with blanks at its end.
pub(super) fn lines(text: &str) -> Vec<String> {
    let mut text = plain(text);
    if is_words(&text) {
        return wrap_words(&text);
    }
    for _ in 0..ROUNDS {
        let edits = edits(&text);
        if edits.is_empty() {
            return if is_contained(&text) {
                wrap(&text)
            } else {
                fenced(&text)
            };
        }
        text = apply(&text, &edits);
    }
    fenced(&text)
}

/// Whether Markdown has no say in the text: paragraphs of words, as most texts are. Reading them would cost a good part of all time.
fn is_words(text: &str) -> bool {
    let is_plain = |sign: char| sign.is_alphanumeric() || " \n,.;:'\"()?/%+-_=$".contains(sign);
    let begins = |line: &str| line.chars().next().is_none_or(char::is_alphabetic);
    text.chars().all(is_plain) && text.lines().all(begins) && !text.contains("http")
}

/// Without what a comment cannot hold: carriage returns, tabs, control characters, and those that turn the direction of
/// text around (rustc refuses them).
fn plain(text: &str) -> String {
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let text: String = text
        .replace('\t', "    ")
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .filter(|c| !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
        .collect();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    // An indented first line is code, so its blanks stay.
    lines.join("\n").trim_matches('\n').to_owned()
}

/// A place in the text, and what is to stand there.
type Edit = (Range<usize>, String);

/// What rustdoc would run, load, resolve or complain about, each with its replacement, in the order of the text.
fn edits(text: &str) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut broken: Vec<usize> = Vec::new();
    let mut free_text: Vec<Range<usize>> = Vec::new();
    let mut covered = 0_u32;
    let parser = Parser::new_with_broken_link_callback(
        text,
        options(),
        Some(|link: BrokenLink<'_>| {
            broken.push(link.span.start);
            None
        }),
    );
    let parser = parser.into_offset_iter();
    // What is defined leads out of the text, whether a link uses it or not.
    for (_, defined) in parser.reference_definitions().iter() {
        if !leads_outside(LinkType::Reference, &defined.dest) {
            edits.push(escape(defined.span.start));
        }
    }
    for (event, range) in parser {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                covered += 1;
                edits.extend(code_block(text, &kind, range));
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                covered += 1;
                if !leads_outside(link_type, &dest_url) {
                    edits.push(escape(range.start));
                }
            }
            Event::End(TagEnd::CodeBlock | TagEnd::Link) => covered = covered.saturating_sub(1),
            // An image is loaded by whoever looks at the page; its link is not.
            Event::Start(Tag::Image { .. } | Tag::FootnoteDefinition(_))
            | Event::FootnoteReference(_) => edits.push(escape(range.start)),
            Event::Html(_) | Event::InlineHtml(_) => edits.extend(html(text, &range)),
            Event::Text(_) if covered == 0 => free_text.push(range),
            _ => {}
        }
    }
    edits.extend(broken.into_iter().map(escape));
    edits.extend(bare_urls(text, &free_text));
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    edits
}

fn escape(at: usize) -> Edit {
    (at..at, "\\".to_owned())
}

/// Edits that touch an earlier one wait for the next round.
fn apply(text: &str, edits: &[Edit]) -> String {
    let mut applied = String::with_capacity(text.len() + edits.len());
    let mut from = 0;
    let mut last = None;
    for (range, replacement) in edits {
        if range.start < from || last == Some(range.start) {
            continue;
        }
        applied.push_str(text.get(from..range.start).unwrap_or_default());
        applied.push_str(replacement);
        from = range.end;
        last = Some(range.start);
    }
    applied.push_str(text.get(from..).unwrap_or_default());
    applied
}

/// Code that rustdoc would compile becomes text.
fn code_block(text: &str, kind: &CodeBlockKind<'_>, range: Range<usize>) -> Option<Edit> {
    match kind {
        CodeBlockKind::Fenced(info) if is_foreign(info) => None,
        CodeBlockKind::Fenced(_) => {
            let line = text.get(range.start..)?.lines().next()?;
            let fence = line.chars().next()?;
            let after = line.len() - line.trim_start_matches(fence).len();
            let info = range.start + after..range.start + line.len();
            Some((info, "text".to_owned()))
        }
        CodeBlockKind::Indented => indented(text, range),
    }
}

/// Whether a fence's info names one language that is not Rust (as rustdoc's `LangString` has it).
fn is_foreign(info: &str) -> bool {
    let rusts = [
        "rust",
        "ignore",
        "should_panic",
        "no_run",
        "compile_fail",
        "test_harness",
        "standalone",
        "standalone_crate",
        "custom",
    ];
    let is_word = |info: &str| {
        info.chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '+' || c == '-' || c == '_')
    };
    let is_error_code = info.starts_with('E') && info.len() == 5;
    !info.is_empty()
        && is_word(info)
        && !is_error_code
        && !rusts.contains(&info.to_ascii_lowercase().as_str())
        && !info.starts_with("ignore")
        && !info.starts_with("edition")
}

/// Indented code gets a fence, a level further out.
fn indented(text: &str, range: Range<usize>) -> Option<Edit> {
    let start = text.get(..range.start)?.rfind('\n').map_or(0, |at| at + 1);
    let block = text.get(start..range.end)?.trim_end();
    let indent = block.len() - block.trim_start_matches(' ').len();
    let outer = indent.checked_sub(4)?;
    let fence = fence_for(block);
    let margin = " ".repeat(outer);
    let mut fenced = format!("{margin}{fence}text\n");
    for line in block.lines() {
        // A line that is less indented belongs to a quote or a list: those are left to the fence around it all.
        let inner = if line.is_empty() { "" } else { line.get(4..)? };
        fenced.push_str(inner);
        fenced.push('\n');
    }
    fenced.push_str(&margin);
    fenced.push_str(&fence);
    Some((start..start + block.len(), fenced))
}

/// Backticks that the text does not hold in a row.
fn fence_for(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max();
    "`".repeat(longest.unwrap_or_default().max(2) + 1)
}

/// Links to other places than the web would be taken for items of the crate, or run as scripts.
fn leads_outside(link_type: LinkType, target: &str) -> bool {
    link_type == LinkType::Email
        || ["http://", "https://", "mailto:"]
            .iter()
            .any(|scheme| target.starts_with(scheme))
}

/// Escapes every tag of a piece of HTML.
fn html(text: &str, range: &Range<usize>) -> Vec<Edit> {
    let Some(html) = text.get(range.clone()) else {
        return Vec::new();
    };
    html.match_indices('<')
        .map(|(at, _)| escape(range.start + at))
        .collect()
}

/// Puts angle brackets around addresses that stand in free text.
fn bare_urls(text: &str, free: &[Range<usize>]) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut free = free.iter().peekable();
    for (at, scheme) in text.match_indices("http") {
        while free.next_if(|range| range.end <= at).is_some() {}
        let in_free_text = free.peek().is_some_and(|range| range.start <= at);
        let Some(rest) = text.get(at..) else { continue };
        let after = rest.get(scheme.len()..).unwrap_or_default();
        let is_url = after.starts_with("://") || after.starts_with("s://");
        if !in_free_text || !is_url {
            continue;
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || "<>\"`|\\[]{}".contains(c))
            .unwrap_or(rest.len());
        let url = rest.get(..end).unwrap_or_default();
        let url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~']);
        let url = if url.contains('(') {
            url
        } else {
            url.trim_end_matches(')')
        };
        if url.ends_with("://") {
            continue;
        }
        edits.push((at..at + url.len(), format!("<{url}>")));
    }
    edits
}

/// Whether what follows the text is not part of it: no open fence, comment or tag.
fn is_contained(text: &str) -> bool {
    let probed = format!("{text}\n\nprobe");
    let mut depth = 0_u32;
    let mut stands_alone = false;
    for event in Parser::new_ext(&probed, options()) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Text(text) => stands_alone = depth == 1 && &*text == "probe",
            _ => stands_alone = false,
        }
    }
    stands_alone
}

/// The text as it is, in a fence.
fn fenced(text: &str) -> Vec<String> {
    let fence = fence_for(text);
    let mut lines = vec![format!("{fence}text")];
    lines.extend(text.lines().map(|line| line.trim_end().to_owned()));
    lines.push(fence);
    lines
}
