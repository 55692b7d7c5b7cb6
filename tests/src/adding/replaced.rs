//! Which types may be gone: those that only a place led to which is JSON now, or a text.

use std::collections::{BTreeMap, BTreeSet};

use super::texts::{difference, words};
use crate::items::{Item, Kind};

/// What a place may have become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Into {
    /// Any JSON.
    Json,
    /// What takes all values of an enum: a string, an integer.
    Scalar,
}

impl Into {
    /// Whether a text is of such a type.
    pub(super) fn is(self, text: &str) -> bool {
        match self {
            Self::Json => names_json(text),
            Self::Scalar => names_scalar(text),
        }
    }
}

/// The types of `before` that were led to, directly or through other types, by what is now what `into` says.
pub(super) fn replaced(
    before: &BTreeSet<Item>,
    after: &BTreeSet<Item>,
    into: Into,
) -> BTreeSet<String> {
    let leads_to = leads_to(before);
    let mut found = BTreeSet::new();
    let mut open: Vec<String> = before
        .difference(after)
        .flat_map(|old| became(old, after, into))
        .collect();
    while let Some(path) = open.pop() {
        if found.insert(path.clone()) {
            open.extend(leads_to.get(&path).into_iter().flatten().cloned());
        }
    }
    found
}

/// What `old` led to, if it is now what `into` says.
fn became(old: &Item, after: &BTreeSet<Item>, into: Into) -> Vec<String> {
    let mut same = after.iter().filter(|now| now.path == old.path);
    let has_become = same.any(|now| {
        let (was, is) = difference(&old.text, &now.text);
        let is_alias_now = now.kind == Kind::Alias && old.kind != Kind::Alias;
        (is_alias_now && into.is(&now.text)) || (!into.is(&was) && into.is(&is))
    });
    match has_become {
        true => declared(old).chain(named(old)).collect(),
        false => Vec::new(),
    }
}

/// For each type, those that what is declared of it names.
fn leads_to(items: &BTreeSet<Item>) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for item in items {
        for path in declared(item) {
            found.entry(path).or_default().extend(named(item));
        }
    }
    found
}

/// The types that an item is, or is declared of.
pub(super) fn declared(item: &Item) -> impl Iterator<Item = String> {
    let (side, own) = item.path.split_once("::").unwrap_or_default();
    types(side, own)
}

/// The types in the text of an item.
fn named(item: &Item) -> impl Iterator<Item = String> {
    let side = item.path.split_once("::").map_or("", |(side, _)| side);
    types(side, &item.text)
}

fn types(side: &str, text: &str) -> impl Iterator<Item = String> {
    words(text).filter_map(move |word| {
        let mut segments = word.split("::");
        let (module, name) = (segments.next()?, segments.next()?);
        (module == "types").then(|| format!("{side}::types::{name}"))
    })
}

/// Whether a text names a type that takes all values of an enum, as `String` does where the enum's other alternative is any string.
pub(super) fn names_scalar(text: &str) -> bool {
    words(text).any(|word| matches!(word, "String" | "str" | "i64" | "u64"))
}

/// Whether a text names the type `Json`, and not only one such as `JsonWebKey`.
pub(super) fn names_json(text: &str) -> bool {
    words(text).any(|word| word.rsplit("::").next() == Some("Json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(path: &str, kind: Kind, text: &str) -> Item {
        Item {
            path: path.to_owned(),
            kind,
            text: text.to_owned(),
        }
    }

    #[test]
    fn what_the_place_did_not_lead_to_is_not_replaced() {
        let before = BTreeSet::from([
            item("client::types::Pet", Kind::Struct, ""),
            item("client::types::Pet::owner", Kind::Field, "types::Owner"),
            item("client::types::Owner::home", Kind::Field, "types::Home"),
            item("client::types::Other", Kind::Struct, ""),
        ]);
        let after = BTreeSet::from([item(
            "client::types::Pet::owner",
            Kind::Field,
            "counterpart_runtime::Json",
        )]);
        let found = replaced(&before, &after, Into::Json);
        assert!(found.contains("client::types::Owner") && found.contains("client::types::Home"));
        assert!(!found.contains("client::types::Other"));
        assert!(replaced(&before, &after, Into::Scalar).is_empty());
    }
}
