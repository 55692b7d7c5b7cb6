//! The items of an array that two schemas describe.

use crate::document::{Schema, SchemaObject};

use super::objects::both;

/// The first items of both; where one says nothing of an item alone, it says of it what it says of all further ones.
pub(super) fn prefix(first: &SchemaObject, second: &SchemaObject) -> Vec<Schema> {
    let count = first.prefix_items().len().max(second.prefix_items().len());
    let item = |index: usize| {
        let one = first.prefix_items().get(index).or(first.items.as_ref());
        let two = second.prefix_items().get(index).or(second.items.as_ref());
        let place = index.to_string();
        match (one, two) {
            (Some(one), Some(two)) => Some(both(one, two, &first.at, &["prefixItems", &place])),
            (one, two) => one.or(two).cloned(),
        }
    };
    (0..count).filter_map(item).collect()
}

/// What both say of all further items.
pub(super) fn rest(first: &SchemaObject, second: &SchemaObject) -> Option<Schema> {
    match (&first.items, &second.items) {
        (Some(one), Some(two)) => Some(both(one, two, &first.at, &["items"])),
        (one, two) => one.clone().or_else(|| two.clone()),
    }
}
