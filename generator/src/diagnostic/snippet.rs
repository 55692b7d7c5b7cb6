//! One line of a file with a part of it underlined.

use unicode_width::UnicodeWidthChar;

use crate::source::{Place, Sources, is_invisible};

/// How wide a line may be shown, in columns of the terminal. Longer ones are cut around what is underlined.
const WIDTH: usize = 100;
/// How much of a line that is cut is shown before what is underlined.
const BEFORE: usize = 30;
const TAB: usize = 4;
const ELLIPSIS: char = '…';

/// A line of a file as it is shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Snippet {
    /// The number of the line, from 1.
    pub line: usize,
    /// Its text, or the part of it around the place, without trailing blanks.
    pub text: String,
    /// How many columns of the terminal stand before what is underlined.
    pub indent: usize,
    /// How many columns are underlined; at least one.
    pub width: usize,
}

/// The line in which `place` starts; none where the file has no text, or no lines to speak of. Of a place that
/// spans lines the first is shown.
pub(super) fn snippet(sources: &Sources, place: Place) -> Option<Snippet> {
    let file = sources
        .file(place.file)
        .filter(|file| !file.text.is_empty() && !file.is_on_one_line())?;
    let index = file.line_of(place.span.start);
    let line = file.line(index);
    let line_start = file.line_start(index);
    let start = floor(line, (place.span.start as usize).saturating_sub(line_start));
    let end = floor(line, (place.span.end as usize).saturating_sub(line_start)).max(start);
    let (before, rest) = line.split_at_checked(start)?;
    let (marked, after) = rest.split_at_checked(end - start)?;
    let mut shown = Shown::default();
    shown.before(before);
    let indent = shown.columns;
    let is_cut = !shown.until(marked.trim_end(), WIDTH);
    let width = (shown.columns - indent).max(1);
    if is_cut || !shown.until(after.trim_end(), WIDTH) {
        shown.text.push(ELLIPSIS);
    }
    Some(Snippet {
        line: index + 1,
        text: shown.text,
        indent,
        width,
    })
}

/// The last boundary between characters up to `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or_default()
}

#[derive(Default)]
struct Shown {
    text: String,
    columns: usize,
}

impl Shown {
    /// Adds the text before what is underlined; of a long one the end. Costs what is shown, not what there is.
    fn before(&mut self, text: &str) {
        let mut columns = 0;
        let kept = text.char_indices().rev().take_while(|(_, character)| {
            columns += columns_of(*character, 0);
            columns <= WIDTH / 2
        });
        let first = kept.last().map_or(text.len(), |(at, _)| at);
        let cut = if first == 0 {
            0
        } else {
            text.char_indices()
                .rev()
                .nth(BEFORE - 1)
                .map_or(0, |(at, _)| at)
        };
        if cut > 0 {
            self.push(ELLIPSIS);
        }
        let kept = text.get(cut..).unwrap_or_default();
        kept.chars().for_each(|character| self.push(character));
    }

    /// Adds the text up to a width; whether all of it was added.
    fn until(&mut self, text: &str, width: usize) -> bool {
        for character in text.chars() {
            if self.columns >= width {
                return false;
            }
            self.push(character);
        }
        true
    }

    fn push(&mut self, character: char) {
        let columns = columns_of(character, self.columns);
        match character {
            '\t' => self.text.extend(std::iter::repeat_n(' ', columns)),
            // Nothing of a document may move the cursor, or turn the text around.
            other if is_invisible(other) => self.text.push('\u{fffd}'),
            other => self.text.push(other),
        }
        self.columns += columns;
    }
}

fn columns_of(character: char, at: usize) -> usize {
    match character {
        '\t' => TAB - at % TAB,
        other if is_invisible(other) => 1,
        other => other.width().unwrap_or(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    /// The two lines that are shown for `marked`, the first text of that kind in `text`.
    fn shown(text: &str, marked: &str) -> (String, String) {
        let sources = Sources::from_text("a.txt", format!("- |\n  {text}\n")).unwrap();
        let all = &sources.files()[0].text;
        let start = 6 + text.find(marked).unwrap();
        let place = Place::new(FileId(0), start, start + marked.len());
        assert!(all.is_char_boundary(start));
        let snippet = snippet(&sources, place).unwrap();
        assert_eq!(snippet.line, 2);
        (
            snippet.text,
            format!(
                "{}{}",
                " ".repeat(snippet.indent),
                "^".repeat(snippet.width)
            ),
        )
    }

    #[test]
    fn columns_are_those_of_the_terminal() {
        let table = [
            ("anyOf: [x]", "anyOf", "  anyOf: [x]", "  ^^^^^"),
            ("é: ü", "ü", "  é: ü", "     ^"),
            ("漢字: 値 x", "値", "  漢字: 値 x", "        ^^"),
            ("漢字: 値 x", "x", "  漢字: 値 x", "           ^"),
            ("a\u{301}: b", "b", "  a\u{301}: b", "     ^"),
            ("a:\tb\tc", "b\tc", "  a:    b   c", "        ^^^^^"),
            (
                "x\u{202e}y: \u{200b}b",
                "b",
                "  x\u{fffd}y: \u{fffd}b",
                "        ^",
            ),
            ("a b  ", "b  ", "  a b", "    ^"),
            ("a b", "", "  a b", "  ^"),
        ];
        for (text, marked, line, underline) in table {
            assert_eq!(
                shown(text, marked),
                (line.to_owned(), underline.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let long = format!("{}MARK{}", "a ".repeat(500), "b ".repeat(500));
        let (line, underline) = shown(&long, "MARK");
        assert_eq!(line.chars().count(), WIDTH + 1);
        assert!(line.starts_with("…a a ") && line.ends_with("b…"), "{line}");
        assert_eq!(
            line.find("MARK").unwrap() - "…".len() + 1,
            underline.find('^').unwrap()
        );
        assert_eq!(underline.matches('^').count(), 4);

        let (line, underline) = shown(&format!("x {}", "b".repeat(500)), &"b".repeat(500));
        assert_eq!(line, format!("  x {}…", "b".repeat(WIDTH - 4)));
        assert_eq!(underline, format!("    {}", "^".repeat(WIDTH - 4)));

        let (line, _) = shown(&format!("{}MARK", "漢".repeat(500)), "MARK");
        assert_eq!(line, format!("…{}MARK", "漢".repeat(BEFORE)));
    }

    #[test]
    fn places_that_span_lines_show_the_first() {
        let sources = Sources::from_text("a.json", "[1,\r\n {\r\n }\r\n]").unwrap();
        let place = sources.root().pointer("#/1").unwrap().place;
        let expected = Snippet {
            line: 2,
            text: " {".to_owned(),
            indent: 1,
            width: 1,
        };
        assert_eq!(snippet(&sources, place), Some(expected));
        let end = Place::new(FileId(0), usize::MAX, usize::MAX);
        assert_eq!(snippet(&sources, end).unwrap().line, 4);
    }
}
