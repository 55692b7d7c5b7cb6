//! Long lines of prose, broken where Markdown does not mind.

use pulldown_cmark::{Event, Parser, Tag};

use super::options;

/// The width of a line of prose, without indentation and slashes.
const WIDTH: usize = 92;

/// The lines of a text; those of paragraphs and list items broken, all others as they are.
pub(super) fn wrap(text: &str) -> Vec<String> {
    let prose = prose(text);
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let is_prose = prose.binary_search_by_key(&at, |start| *start).is_ok();
        at += line.len() + 1;
        let line = line.trim_end();
        if is_prose && line.chars().count() > WIDTH {
            break_line(line, &mut lines);
        } else {
            lines.push(line.to_owned());
        }
    }
    lines
}

/// The lines of a text that is nothing but prose.
pub(super) fn wrap_words(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        if line.chars().count() > WIDTH {
            break_line(line, &mut lines);
        } else {
            lines.push(line.to_owned());
        }
    }
    lines
}

/// Where the lines start that hold prose and nothing else.
fn prose(text: &str) -> Vec<usize> {
    let mut inside = vec![Kind::Other; text.split('\n').count()];
    let starts: Vec<usize> = text
        .split('\n')
        .scan(0, |at, line| {
            let start = *at;
            *at += line.len() + 1;
            Some(start)
        })
        .collect();
    let line_of = |at: usize| {
        starts
            .partition_point(|start| *start <= at)
            .saturating_sub(1)
    };
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        let Event::Start(tag) = event else { continue };
        let kind = match tag {
            Tag::Paragraph | Tag::Item => Kind::Prose,
            Tag::CodeBlock(_)
            | Tag::Table(_)
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::HtmlBlock => Kind::Block,
            _ => continue,
        };
        if range.is_empty() {
            continue;
        }
        for line in line_of(range.start)..=line_of(range.end - 1) {
            if let Some(inside) = inside.get_mut(line) {
                *inside = (*inside).max(kind);
            }
        }
    }
    starts
        .into_iter()
        .zip(inside)
        .filter(|(_, kind)| *kind == Kind::Prose)
        .map(|(start, _)| start)
        .collect()
}

/// What a line belongs to; the greater counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Other,
    Prose,
    Block,
}

fn break_line(line: &str, lines: &mut Vec<String>) {
    let margin = " ".repeat(hanging_indent(line));
    let mut current = String::new();
    let mut width = 0;
    for word in line.split_inclusive(' ') {
        let length = word.trim_end().chars().count();
        if width + length > WIDTH && !current.trim().is_empty() && may_begin_a_line(word) {
            lines.push(current.trim_end().to_owned());
            current.clone_from(&margin);
            width = margin.len();
        }
        current.push_str(word);
        width += word.chars().count();
    }
    lines.push(current.trim_end().to_owned());
}

/// How far the text of a line is indented, the marker of a list item included.
fn hanging_indent(line: &str) -> usize {
    let text = line.trim_start_matches(' ');
    let indent = line.len() - text.len();
    let number = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let marker = match text.get(number..).and_then(|rest| rest.get(..2)) {
        Some("- " | "* " | "+ ") if number == 0 => 2,
        Some(". " | ") ") if number > 0 => number + 2,
        _ => return indent,
    };
    let rest = text.get(marker..).unwrap_or_default();
    indent + marker + rest.len() - rest.trim_start_matches(' ').len()
}

/// Whether Markdown takes a line that begins with this word for more of the same paragraph.
fn may_begin_a_line(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || c == '(' || c == '"')
}
