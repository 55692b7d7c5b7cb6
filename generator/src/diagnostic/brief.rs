//! Diagnostics as few lines for people: each code once, the gravest first.
//!
//! ```text
//! error[CP0210] at 7 places: a body has no media type that has a counterpart
//!   effect: 7 operations are skipped
//!   specs/shop.yaml:214:17: the body has only `application/xml`
//!   specs/shop.yaml:881:5: the body has only `text/csv`
//!   specs/shop.yaml:902:5: the body has only `text/csv`
//! ```

use super::effect::{grouped, together};
use super::once::{Said, once};
use super::render::{details, head, render_said, shown_place, style_of, visible};
use super::style::Style;
use super::{Code, Colour, Diagnostics, Effect, Severity};
use crate::source::Sources;

/// How long a line may be, in characters.
const LONGEST_LINE: usize = 160;
/// How much of it a place may take.
const LONGEST_PLACE: usize = 90;

/// The hints below kinds of which not every place is shown.
const HINTS: usize = 2;

/// How much of each kind is shown.
#[derive(Clone, Copy)]
struct Detail {
    /// Whether the first place of an error is shown with its line, its notes and its help.
    snippets: bool,
    /// How many places of an error, of a warning, and of a note.
    places: [usize; 3],
}

/// From the most that is shown of each kind to the least. The first with which all kinds have room is taken.
const DETAILS: &[Detail] = &[
    detail(true, [3, 3, 3]),
    detail(false, [3, 3, 3]),
    detail(false, [3, 3, 1]),
    detail(false, [3, 1, 1]),
    detail(false, [3, 1, 0]),
    detail(false, [3, 0, 0]),
    detail(false, [1, 0, 0]),
    detail(false, [0, 0, 0]),
];

const fn detail(snippets: bool, places: [usize; 3]) -> Detail {
    Detail { snippets, places }
}

/// The diagnostics on at most `lines` lines: all of them in full where that has room, else each code once, with how
/// often it is said, what follows from it and its first places. Errors come first. Ends with a line break where there
/// is a diagnostic.
#[must_use]
pub fn brief(diagnostics: &Diagnostics, sources: &Sources, colour: Colour, lines: usize) -> String {
    let mut said = once(diagnostics);
    said.sort_by_key(|one| one.first.severity());
    // Each of them takes a line at least: of thousands none is rendered in vain.
    if said.len() <= lines {
        let full = said.iter().map(|one| render_said(one, sources, colour));
        let full = full.collect::<Vec<String>>().join("\n");
        if full.lines().count() <= lines {
            return full;
        }
    }
    let page = Page { sources, colour };
    let kinds = kinds(&said);
    let room = lines.saturating_sub(HINTS);
    let shown = DETAILS.iter().map(|detail| {
        let kinds = kinds.iter().map(|kind| page.kind(kind, *detail));
        kinds.collect::<Vec<String>>()
    });
    let mut fewest = Vec::new();
    for kinds in shown {
        if count(&kinds) <= room {
            return kinds.concat() + &page.hints(&said);
        }
        fewest = kinds;
    }
    let kept = room.saturating_sub(1);
    let others = fewest.len().saturating_sub(kept);
    fewest.truncate(kept);
    fewest.push(format!("and {others} other codes\n"));
    fewest.concat() + &page.hints(&said)
}

fn count(texts: &[String]) -> usize {
    texts.iter().map(|text| text.lines().count()).sum()
}

/// What is said with one code, the gravest codes first.
fn kinds<'k, 'd>(said: &'k [Said<'d>]) -> Vec<Vec<&'k Said<'d>>> {
    let mut kinds: Vec<(Code, Vec<&Said<'_>>)> = Vec::new();
    for one in said {
        match kinds.iter_mut().find(|(code, _)| *code == one.first.code) {
            Some((_, kind)) => kind.push(one),
            None => kinds.push((one.first.code, vec![one])),
        }
    }
    kinds.sort_by_key(|(code, _)| (code.severity(), *code));
    kinds.into_iter().map(|(_, kind)| kind).collect()
}

struct Page<'s> {
    sources: &'s Sources,
    colour: Colour,
}

impl Page<'_> {
    fn kind(&self, kind: &[&Said<'_>], detail: Detail) -> String {
        let Some(first) = kind.first() else {
            return String::new();
        };
        let severity = first.first.severity();
        let [errors, warnings, notes] = detail.places;
        let places = match severity {
            Severity::Error => errors,
            Severity::Warning => warnings,
            Severity::Note => notes,
        };
        let effects: Vec<&Effect> = kind.iter().flat_map(|one| one.effects.clone()).collect();
        let effect = together(&effects);
        let mut text = self.head(first, kind.len());
        match effect {
            Some(effect) if places == 0 => text.push_str(&format!(" ({effect})")),
            Some(effect) => {
                let label = self.colour.paint(Style::Strong, "effect");
                text.push_str(&format!("\n  {label}: {}", cut(&visible(&effect))));
            }
            None => {}
        }
        text.push('\n');
        for (index, one) in kind.iter().take(places).enumerate() {
            text.push_str(&format!("  {}\n", self.place(one)));
            if index == 0 && detail.snippets && severity == Severity::Error {
                let details = details(one.first, self.sources, self.colour);
                text.extend(details.lines().map(|line| format!("  {line}\n")));
            }
        }
        text
    }

    /// `error[CP0210] at 7 places: a body has no media type that has a counterpart`.
    fn head(&self, first: &Said<'_>, count: usize) -> String {
        let places = match count {
            1 => String::new(),
            many => format!(" at {} places", grouped(many)),
        };
        let head = (self.colour).paint(style_of(first.first.severity()), &head(first.first));
        let what = (self.colour).paint(Style::Strong, &format!(": {}", title(first.first.code)));
        format!("{head}{places}{what}")
    }

    fn place(&self, one: &Said<'_>) -> String {
        let place = shown_place(self.sources, one.first.place, &one.first.pointer);
        let place = without_middle(&visible(&place));
        cut(&format!("{place}: {}", visible(&one.first.message)))
    }

    /// How to see the rest, and how to accept a kind.
    fn hints(&self, said: &[Said<'_>]) -> String {
        let help = self.colour.paint(Style::Help, "help");
        let code = said.first().map_or("", |one| one.first.code.as_str());
        let mut text = format!(
            "{help}: --all shows every place; `counterpart explain {code}` says what a code means\n"
        );
        let acceptable = said.iter().find(|one| {
            one.first.severity() <= Severity::Warning
                && one
                    .effects
                    .iter()
                    .all(|effect| **effect != Effect::NothingWritten)
        });
        if let Some(one) = acceptable {
            let code = one.first.code.as_str();
            text.push_str(&format!(
                "{help}: counterpart.toml accepts what it names: allow = [{{ code = \"{code}\", at = \"#\", reason = \"…\" }}]\n"
            ));
        }
        text
    }
}

/// What a code means: the first sentence of its explanation.
fn title(code: Code) -> String {
    let text = code
        .explanation()
        .lines()
        .map(str::trim)
        .collect::<Vec<_>>();
    let text = text.join(" ");
    let sentence = text
        .split(". ")
        .next()
        .unwrap_or_default()
        .trim()
        .trim_end_matches('.');
    let mut characters = sentence.chars();
    match (characters.next(), characters.next()) {
        // `A body …`, `The file …`; but not `OpenAPI`, nor what stands in backquotes.
        (Some(first), Some(second)) if !second.is_uppercase() => {
            let rest = sentence.get(first.len_utf8()..).unwrap_or_default();
            format!("{}{rest}", first.to_lowercase())
        }
        _ => sentence.to_owned(),
    }
}

/// A place that leaves room for what is said of it: both its ends tell where it is.
fn without_middle(place: &str) -> String {
    let count = place.chars().count();
    if count <= LONGEST_PLACE {
        return place.to_owned();
    }
    let half = LONGEST_PLACE / 2;
    let start: String = place.chars().take(half).collect();
    let end: String = place.chars().skip(count - half).collect();
    format!("{start}…{end}")
}

/// A line that is not longer than lines may be.
fn cut(line: &str) -> String {
    match line.char_indices().nth(LONGEST_LINE) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line.to_owned(),
    }
}
