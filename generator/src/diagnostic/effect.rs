//! What follows from diagnostics for the output: one effect as a clause, and many of them together.

use std::cmp::Reverse;

use indexmap::IndexMap;

/// What follows from a diagnostic, for the output.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// The document cannot be read: nothing is written.
    NothingWritten,
    /// The operation (method and path, or its operationId) is left out.
    OperationSkipped(String),
    /// The type at this place is `Json`.
    TypeIsJson,
    /// The named keyword is kept in the documentation at most, and not enforced; several are parted by `, `.
    NotChecked(String),
    /// The output refuses, or changes, values that the document accepts; a clause that says which: "integers beyond 64
    /// bits are refused".
    Narrowed(String),
    /// The named part of the document has no counterpart in the output; several are parted by `, `.
    Ignored(String),
    /// The document leaves open, or gets wrong, what is plainly meant: this is taken.
    Assumed(String),
    /// None: the output is what the document says.
    None,
}

/// How many names are listed where there are many.
const LISTED: usize = 4;

impl Effect {
    /// What follows, as a clause; none for [`Effect::None`].
    #[must_use]
    pub fn describe(&self) -> Option<String> {
        together(&[self])
    }
}

/// What follows from several diagnostics of one kind, as clauses; none where nothing does.
pub(super) fn together(effects: &[&Effect]) -> Option<String> {
    let texts = |of: fn(&Effect) -> Option<&str>| effects.iter().filter_map(move |one| of(one));
    let skipped = Tally::of(texts(|one| match one {
        Effect::OperationSkipped(operation) => Some(operation),
        _ => None,
    }));
    let unchecked = Tally::of(parted(texts(|one| match one {
        Effect::NotChecked(keywords) => Some(keywords),
        _ => None,
    })));
    let narrowed = Tally::of(texts(|one| match one {
        Effect::Narrowed(clause) => Some(clause),
        _ => None,
    }));
    let ignored = Tally::of(parted(texts(|one| match one {
        Effect::Ignored(what) => Some(what),
        _ => None,
    })));
    let assumed = Tally::of(texts(|one| match one {
        Effect::Assumed(what) => Some(what),
        _ => None,
    }));
    let count = |wanted: &Effect| effects.iter().filter(|one| **one == wanted).count();
    let clauses = [
        (count(&Effect::NothingWritten) > 0).then(|| "nothing is written".to_owned()),
        match skipped.0.as_slice() {
            [] => None,
            [(only, _)] => Some(format!("operation {} is skipped", quoted(only))),
            many => Some(format!("{} operations are skipped", grouped(many.len()))),
        },
        match count(&Effect::TypeIsJson) {
            0 => None,
            1 => Some("the type is `Json`".to_owned()),
            many => Some(format!("{} types are `Json`", grouped(many))),
        },
        unchecked.are("not checked", quoted),
        narrowed.listed(str::to_owned),
        ignored.are("ignored", str::to_owned),
        assumed.are("assumed", str::to_owned),
    ];
    let clauses: Vec<String> = clauses.into_iter().flatten().collect();
    (!clauses.is_empty()).then(|| clauses.join("; "))
}

/// What one effect names, one by one.
fn parted<'t>(texts: impl Iterator<Item = &'t str>) -> impl Iterator<Item = &'t str> {
    texts.flat_map(|text| text.split(", "))
}

/// Texts, and how often each is there: the most frequent first, equally frequent ones as they came.
struct Tally<'t>(Vec<(&'t str, usize)>);

impl<'t> Tally<'t> {
    fn of(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut counts = IndexMap::<&str, usize>::new();
        for text in texts {
            *counts.entry(text).or_default() += 1;
        }
        let mut found: Vec<_> = counts.into_iter().collect();
        found.sort_by_key(|(_, count)| Reverse(*count));
        Self(found)
    }

    /// `a (12), b and 3 others`; nothing where there is none.
    fn listed(&self, show: fn(&str) -> String) -> Option<String> {
        let shown = self.0.iter().take(LISTED).map(|(text, count)| match count {
            1 => show(text),
            count => format!("{} ({})", show(text), grouped(*count)),
        });
        let mut list = shown.collect::<Vec<_>>().join(", ");
        match self.0.len().saturating_sub(LISTED) {
            0 => {}
            1 => list.push_str(" and one other"),
            others => list.push_str(&format!(" and {others} others")),
        }
        (!list.is_empty()).then_some(list)
    }

    /// `a, b are ignored`.
    fn are(&self, done: &str, show: fn(&str) -> String) -> Option<String> {
        let list = self.listed(show)?;
        let are = match self.0.as_slice() {
            [_] => "is",
            _ => "are",
        };
        Some(format!("{list} {are} {done}"))
    }
}

/// `12,345`.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// `text` in backquotes, unless it has some.
fn quoted(text: &str) -> String {
    if text.contains('`') {
        text.to_owned()
    } else {
        format!("`{text}`")
    }
}
