//! Which types may be gone: those that only a place led to which is a text now, or an enum of more values.

use std::collections::{BTreeMap, BTreeSet};

use super::texts::{difference, words};
use crate::items::{Item, Kind};

/// The types of `before` that were led to, directly or through other types, by what takes more now.
pub(super) fn replaced(before: &BTreeSet<Item>, after: &BTreeSet<Item>) -> BTreeSet<String> {
    let leads_to = leads_to(before);
    let mut found = BTreeSet::new();
    let mut open: Vec<String> = before
        .difference(after)
        .flat_map(|old| became(old, before, after))
        .collect();
    while let Some(path) = open.pop() {
        if found.insert(path.clone()) {
            open.extend(leads_to.get(&path).into_iter().flatten().cloned());
        }
    }
    found
}

/// What `old` led to, if it is now of a type that takes more.
fn became(old: &Item, before: &BTreeSet<Item>, after: &BTreeSet<Item>) -> Vec<String> {
    let takes_more = |text: &str| names_scalar(text) || names_new_enum(text, before, after);
    let mut same = after.iter().filter(|now| now.path == old.path);
    let has_become = same.any(|now| {
        let (was, is) = difference(&old.text, &now.text);
        let is_alias_now = now.kind == Kind::Alias && old.kind != Kind::Alias;
        let is_one_of_several = (old.kind, now.kind) == (Kind::Struct, Kind::Enum);
        is_one_of_several
            || (is_alias_now && takes_more(&now.text))
            || (!takes_more(&was) && takes_more(&is))
    });
    match has_become {
        true => declared(old).chain(named(old)).collect(),
        false => Vec::new(),
    }
}

/// Whether a text names an enum that was not there: one of the values of several.
fn names_new_enum(text: &str, before: &BTreeSet<Item>, after: &BTreeSet<Item>) -> bool {
    let is_in = |items: &BTreeSet<Item>, word: &str| {
        items.iter().any(|item| {
            let path = item.path.split_once("::").map_or("", |(_, path)| path);
            item.kind == Kind::Enum && path == word
        })
    };
    words(text).any(|word| is_in(after, word) && !is_in(before, word))
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
pub(super) fn named(item: &Item) -> impl Iterator<Item = String> {
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
        let owner = |text| item("client::types::Pet::owner", Kind::Field, text);
        let found = replaced(&before, &BTreeSet::from([owner("String")]));
        assert!(found.contains("client::types::Owner") && found.contains("client::types::Home"));
        assert!(!found.contains("client::types::Other"));
        let role = item("client::types::Role", Kind::Enum, "");
        let after = BTreeSet::from([owner("types::Role"), role]);
        assert_eq!(replaced(&before, &after), found);
        let after = BTreeSet::from([owner("types::Role")]);
        assert!(replaced(&before, &after).is_empty());
    }
}
