//! What may change where a document gains something: the list of DESIGN.md section 3, as data.

use std::collections::BTreeSet;

use super::replaced::{declared, named, names_json, names_scalar};
use super::texts::{difference, words};
use super::{Change, Pair};
use crate::items::{Item, Kind};
use crate::raw::cut::Reach;
use crate::raw::places::Role;

/// An entry of the list.
pub struct Allowed {
    /// What it is called.
    pub name: &'static str,
    /// Where it is decided.
    pub decided: Decided,
    /// One of these must have been added for it.
    pub roles: &'static [Role],
    /// Whether this change is of its kind.
    pub is: fn(&Change, &Pair) -> bool,
    /// A document, and the same with what is added: they show that the entry is needed.
    pub needed: [&'static str; 2],
}

/// Where an entry is decided.
#[derive(Clone, Copy, Debug)]
pub enum Decided {
    /// These words stand in DESIGN.md.
    Design(&'static str),
    /// This file stands in the repository.
    Page(&'static str),
}

/// The entry that allows a change. Where only what is free was cut, nothing may be lost.
#[must_use]
pub fn entry(change: &Change, pair: &Pair, reach: Reach) -> Option<&'static Allowed> {
    if reach == Reach::Free && matches!(change, Change::Lost(..)) {
        return None;
    }
    ALL.iter().find(|entry| {
        let is_added = entry.roles.iter().any(|role| pair.roles.contains(role));
        is_added && (entry.is)(change, pair)
    })
}

macro_rules! needed {
    ($name:literal) => {
        [
            include_str!(concat!("needed/", $name, "-before.yaml")),
            include_str!(concat!("needed/", $name, "-after.yaml")),
        ]
    };
}

/// The list.
pub const ALL: &[Allowed] = &[
    Allowed {
        name: "match",
        decided: Decided::Design("what a `match` over an enum meets"),
        // A component may extend a base, which is a union of what does.
        roles: &[
            Role::Value,
            Role::Variant,
            Role::Mapping,
            Role::Answer,
            Role::Media,
            Role::Component,
        ],
        is: |change, _| matches!(change, Change::Gained(item) if item.kind == Kind::Variant),
        needed: needed!("match"),
    },
    Allowed {
        name: "implement",
        decided: Decided::Design(
            "what must be implemented (methods of a trait, `Authenticator` with a group's first secured operation)",
        ),
        // With its first usable answer or media type, an operation is there that was skipped.
        roles: &[
            Role::Operation,
            Role::Path,
            Role::Component,
            Role::Answer,
            Role::Media,
        ],
        is: is_to_be_implemented,
        needed: needed!("implement"),
    },
    Allowed {
        name: "second success",
        decided: Decided::Design("a second success answer (the client's `Reply<T>` gets an enum)"),
        roles: &[Role::Answer, Role::Media],
        is: is_reply,
        needed: needed!("second-success"),
    },
    Allowed {
        name: "first member",
        decided: Decided::Design("the first member of an object that had none"),
        roles: &[Role::Member],
        is: is_first_member,
        needed: needed!("first-member"),
    },
    Allowed {
        name: "second alternative",
        decided: Decided::Design("the second alternative of a union that had one"),
        roles: &[Role::Variant],
        is: is_second_alternative,
        needed: needed!("second-alternative"),
    },
    Allowed {
        name: "another form",
        decided: Decided::Page("docs/decisions/adding.md"),
        roles: &[Role::Variant],
        is: is_of_another_form,
        needed: needed!("another-form"),
    },
    Allowed {
        name: "unequal anonymous",
        decided: Decided::Design(
            "anonymous types that were equal and no longer are (the first keeps its name)",
        ),
        roles: &[Role::Member, Role::Value, Role::Variant],
        is: is_no_longer_equal,
        needed: needed!("unequal"),
    },
    Allowed {
        name: "views",
        decided: Decided::Design(
            "a schema of both directions that gains its first readOnly, writeOnly or defaulted member, with what holds it",
        ),
        roles: &[Role::Member, Role::Variant],
        is: is_split,
        needed: needed!("views"),
    },
];

fn is_to_be_implemented(change: &Change, pair: &Pair) -> bool {
    match change {
        Change::Gained(item) if item.kind == Kind::Bound => is_of_a_new_group(&item.path, pair),
        Change::Gained(item) => item.kind == Kind::TraitItem,
        Change::Lost(..) => false,
    }
}

/// `Authenticator`; or the trait of a group that was not there, as a bound of what mounts all groups.
fn is_of_a_new_group(bound: &str, pair: &Pair) -> bool {
    let Some((holder, name)) = bound.rsplit_once(": ") else {
        return false;
    };
    let is_named =
        |item: &&Item| item.kind == Kind::Trait && item.path.ends_with(&format!("::{name}"));
    let is_new = pair.after.iter().any(|item| is_named(&item))
        && !pair.before.iter().any(|item| is_named(&item));
    name.ends_with("Authenticator") || (holder.contains('<') && is_new)
}

/// Only what the reply holds is another: the error is the same.
fn is_reply(change: &Change, _: &Pair) -> bool {
    let Change::Lost(item, Some(now)) = change else {
        return false;
    };
    let is_future = item.path.starts_with("client::") && item.path.contains("IntoFuture for ");
    is_future && last_argument(&item.text) == last_argument(now)
}

/// `E` of `Result<Reply<T>,Error<E>>`, and of `Pending<T,E>`.
fn last_argument(text: &str) -> Option<&str> {
    let last = text.rsplit_once(',')?.1.trim_end_matches('>');
    Some(last.rsplit_once('<').map_or(last, |(_, inner)| inner))
}

fn is_first_member(change: &Change, pair: &Pair) -> bool {
    let Change::Lost(item, now) = change else {
        return false;
    };
    let was_open = |text: &str| text.contains("BTreeMap<String") || names_json(text);
    // A generic schema is a type for each place that binds its anchors; while it had no members, it was one alias for all.
    let was_alias = |text: &str| {
        let aliases = pair.before.difference(&pair.after);
        let mut aliases = aliases.filter(|one| one.kind == Kind::Alias && was_open(&one.text));
        aliases.any(|alias| {
            let own = alias.path.split_once("::").map_or("", |(_, own)| own);
            words(text).any(|word| word == own)
        })
    };
    match (item.kind, now) {
        (Kind::Alias, None) if was_open(&item.text) && !is_named(pair, &item.path) => true,
        (Kind::Alias, _) => {
            let was_base = names(&pair.before, Kind::Struct, &item.text);
            (was_open(&item.text) || was_base) && has(pair, Kind::Struct, &item.path)
        }
        (_, None) => {
            is_of_a_base_alone(item, pair)
                || is_of_an_extended(item, pair)
                || is_from_of(item, pair, &is_first_member)
        }
        (_, Some(now)) => {
            let (old, new) = difference(&item.text, now);
            let was_open = was_open(&old) || was_alias(&old);
            (was_open && names(&pair.after, Kind::Struct, &new)) || extends(pair, &old, &new)
        }
    }
}

/// Whether a text names a struct that was not there, and has all fields of the one that the other names: `allOf` of that one and of an object
/// that had no member.
fn extends(pair: &Pair, old: &str, new: &str) -> bool {
    let fields = |items: &BTreeSet<Item>, text: &str| -> BTreeSet<(String, String)> {
        let held = items.iter().filter(|item| item.kind == Kind::Field);
        held.filter_map(|item| {
            let (holder, name) = item.path.split_once("::")?.1.rsplit_once("::")?;
            let is_named = words(text).any(|word| word == holder);
            is_named.then(|| (name.to_owned(), item.text.clone()))
        })
        .collect()
    };
    let (had, has) = (fields(&pair.before, old), fields(&pair.after, new));
    is_new(pair, Kind::Struct, new) && !had.is_empty() && had.is_subset(&has)
}

/// The struct that a place was of, which is extended there now, where nothing else refers to it.
fn is_of_an_extended(item: &Item, pair: &Pair) -> bool {
    let changed = pair.before.difference(&pair.after);
    declared(item).any(|path| {
        let own = path.split_once("::").map_or("", |(_, own)| own);
        !has(pair, Kind::Struct, &path)
            && changed.clone().any(|old| {
                words(&old.text).any(|word| word == own)
                    && (pair.after.iter())
                        .filter(|now| now.path == old.path && now.kind == old.kind)
                        .any(|now| {
                            let (was, is) = difference(&old.text, &now.text);
                            extends(pair, &was, &is)
                        })
            })
    })
}

/// What `allOf` of a base and an object without members was an alias of, where nothing else refers to the base.
fn is_of_a_base_alone(item: &Item, pair: &Pair) -> bool {
    let aliases = (pair.before.iter())
        .filter(|one| one.kind == Kind::Alias && has(pair, Kind::Struct, &one.path));
    declared(item).any(|path| {
        let own = path.split_once("::").map_or("", |(_, own)| own);
        !has(pair, Kind::Struct, &path)
            && aliases
                .clone()
                .any(|alias| words(&alias.text).any(|word| word == own))
    })
}

fn is_second_alternative(change: &Change, pair: &Pair) -> bool {
    let is_union = |text: &str| is_new(pair, Kind::Enum, text);
    let Change::Lost(item, now) = change else {
        return false;
    };
    match (item.kind, now) {
        (Kind::Alias, _) if has(pair, Kind::Enum, &item.path) => true,
        (_, Some(now)) => {
            let (old, new) = difference(&item.text, now);
            is_new(pair, Kind::Enum, &new)
                || has_variant_of(pair, &new, &old)
                || (names_scalar(&new) && was_narrower(&old, pair))
                || is_of_an_opened_enum(item, pair)
                || names_an_opened_enum(&item.text, pair)
                || is_default_of_a_value(&old, &new, pair)
        }
        (Kind::Function, None) if is_default_of_another(&item.path, pair) => true,
        (Kind::Impl, None) if holds_now(&item.path, pair, &is_union) => true,
        (_, None) => {
            is_of_a_type_that_became(item, pair)
                || is_of_an_opened_enum(item, pair)
                || is_of_a_struct_that_is_one_of_several(item, pair)
        }
    }
}

fn is_of_a_struct_that_is_one_of_several(item: &Item, pair: &Pair) -> bool {
    declared(item).any(|path| {
        let mut before = pair.before.iter().filter(|one| one.path == path);
        before.any(|one| one.kind == Kind::Struct) && has(pair, Kind::Enum, &path)
    })
}

/// The first alternative of another kind makes an enum of values a union, and the last one that was missing makes a union any JSON.
fn is_of_another_form(change: &Change, pair: &Pair) -> bool {
    let Change::Lost(item, now) = change else {
        return false;
    };
    let is_json = |path: &str| {
        let mut now = pair.after.iter().filter(|one| one.path == path);
        now.any(|one| one.kind == Kind::Alias && names_json(&one.text))
    };
    let is_union = |path: &str| {
        let all = format!("{path}::ALL");
        let lists = |items: &BTreeSet<Item>| items.iter().any(|item| item.path == all);
        lists(&pair.before) && !lists(&pair.after) && has(pair, Kind::Enum, path)
    };
    match now {
        // Null is one more value of any JSON.
        Some(_) => {
            named(item).any(|path| is_json(&path)) || declared(item).any(|path| is_union(&path))
        }
        None => declared(item).any(|path| is_json(&path) || is_union(&path)),
    }
}

/// What is declared of an enum that any other string or integer is a value of now.
fn is_of_an_opened_enum(item: &Item, pair: &Pair) -> bool {
    declared(item).any(|path| {
        let unknown = format!("{path}::Unknown");
        has(pair, Kind::Variant, &unknown) && !pair.before.iter().any(|item| item.path == unknown)
    })
}

/// Whether a text names an enum that any other value is one of now: it is no longer copied.
fn names_an_opened_enum(text: &str, pair: &Pair) -> bool {
    let gained = pair.after.difference(&pair.before);
    let mut opened = gained.filter(|item| item.kind == Kind::Variant);
    opened.any(|item| {
        let path = item.path.strip_suffix("::Unknown");
        let own = path.and_then(|path| path.split_once("::"));
        own.is_some_and(|(_, own)| words(text).any(|word| word == own))
    })
}

/// A default that no value of an enum had, and one has now: the member is filled in.
fn is_default_of_a_value(old: &str, new: &str, pair: &Pair) -> bool {
    old.strip_prefix("Option<")
        .is_some_and(|inner| inner.trim_end_matches('>') == new.trim_end_matches('>'))
        && names(&pair.after, Kind::Enum, new)
}

/// `x_or_default` of a member whose type is a union now.
fn is_default_of_another(path: &str, pair: &Pair) -> bool {
    let Some(member) = path.strip_suffix("_or_default") else {
        return false;
    };
    let mut now =
        (pair.after.iter()).filter(|item| item.kind == Kind::Field && item.path == member);
    now.any(|item| is_new(pair, Kind::Enum, &item.text))
}

/// Whether a text is of an enum with a variant that holds the other: one that was there, and that the union equals.
fn has_variant_of(pair: &Pair, union: &str, held: &str) -> bool {
    let variants = format!("::{union}::");
    let mut variants = (pair.after.iter())
        .filter(|item| item.kind == Kind::Variant && item.path.contains(&variants));
    !held.is_empty() && variants.any(|variant| variant.text.contains(held))
}

/// The `From` of an answer that held one type, and holds now what `is` says.
fn holds_now(from: &str, pair: &Pair, is: &dyn Fn(&str) -> bool) -> bool {
    let Some((side, from)) = from.split_once("::From<") else {
        return false;
    };
    let Some((_, answer)) = from.rsplit_once("> for ") else {
        return false;
    };
    let variants = format!("{side}::{answer}::");
    (pair.after.difference(&pair.before))
        .filter(|now| now.path.starts_with(&variants))
        .any(|now| is(&now.text))
}

/// The type, or what is declared of it, is an alias of a scalar; or it is gone, and a place that led to it takes more now.
fn is_of_a_type_that_became(item: &Item, pair: &Pair) -> bool {
    declared(item).any(|path| {
        let mut now = pair.after.iter().filter(|one| one.path == path);
        match now.next() {
            Some(now) => now.kind == Kind::Alias && names_scalar(&now.text),
            None => pair.replaced().contains(&path),
        }
    })
}

/// Whether a text is of an enum, or of a scalar of the runtime such as `DateTime`: any string takes what they take.
fn was_narrower(text: &str, pair: &Pair) -> bool {
    let is_scalar =
        text.starts_with("counterpart_runtime::") && !text.contains('<') && !names_json(text);
    is_scalar || names(&pair.before, Kind::Enum, text)
}

fn is_no_longer_equal(change: &Change, pair: &Pair) -> bool {
    let Change::Lost(item, now) = change else {
        return false;
    };
    let Some(now) = now else {
        return is_from_of(item, pair, &is_no_longer_equal);
    };
    let (old, new) = difference(&item.text, now);
    [Kind::Struct, Kind::Enum]
        .into_iter()
        .any(|kind| is_new(pair, kind, &new) && names(&pair.after, kind, &old))
}

/// Where a type stood that was carried both ways, the second one of its schema stands: `OwnerInput` for `Owner`.
fn is_split(change: &Change, pair: &Pair) -> bool {
    let Change::Lost(item, now) = change else {
        return false;
    };
    let second = |old: &str, new: &str| {
        let kinds = [Kind::Struct, Kind::Enum, Kind::Alias];
        new.strip_prefix(old)
            .is_some_and(|rest| rest.contains("Input"))
            && kinds.iter().any(|kind| is_new(pair, *kind, new))
    };
    let Some(now) = now else {
        return is_from_of(item, pair, &is_split);
    };
    let (old, new) = difference(&item.text, now);
    second(&old, &new)
}

/// The `From` of what a variant held, where that variant changed as `is` says.
fn is_from_of(item: &Item, pair: &Pair, is: &dyn Fn(&Change, &Pair) -> bool) -> bool {
    let Some((side, from)) = item.path.split_once("::From<") else {
        return false;
    };
    let Some((held, of)) = from.rsplit_once("> for ") else {
        return false;
    };
    let variants = format!("{side}::{of}::");
    let before = pair.before.difference(&pair.after);
    let mut before = before.filter(|old| {
        old.kind == Kind::Variant && old.path.starts_with(&variants) && old.text.contains(held)
    });
    before.any(|old| {
        let mut after = pair
            .after
            .iter()
            .filter(|now| now.kind == Kind::Variant && now.path == old.path);
        after.any(|now| is(&Change::Lost(old.clone(), Some(now.text.clone())), pair))
    })
}

/// Whether anything has the path.
fn is_named(pair: &Pair, path: &str) -> bool {
    pair.after.iter().any(|item| item.path == path)
}

fn has(pair: &Pair, kind: Kind, path: &str) -> bool {
    let mut items = pair.after.iter();
    items.any(|item| item.kind == kind && item.path == path)
}

/// Whether a text names an item of that kind that is there now, and was not before.
fn is_new(pair: &Pair, kind: Kind, text: &str) -> bool {
    names(&pair.after, kind, text) && !names(&pair.before, kind, text)
}

fn names(items: &BTreeSet<Item>, kind: Kind, text: &str) -> bool {
    let mut items = items.iter().filter(|item| item.kind == kind);
    items.any(|item| {
        let path = item.path.split_once("::").map_or("", |(_, path)| path);
        words(text).any(|word| word == path)
    })
}
