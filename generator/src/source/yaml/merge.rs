//! YAML's merge keys (`<<`).

use std::collections::HashSet;
use std::sync::Arc;

use crate::source::{Member, Node, Value};

/// A member of a mapping as it is read: `<<` is told apart from a quoted `"<<"`.
pub(super) struct Entry {
    pub member: Member,
    pub is_merge: bool,
}

/// A `<<` whose value is neither a mapping nor a sequence of mappings.
pub(super) struct NotMergeable(pub Node);

/// The members of a mapping with those of its `<<` in their place, but for keys that stand there already.
pub(super) fn merged(entries: Vec<Entry>) -> Result<Arc<[Member]>, NotMergeable> {
    if !entries.iter().any(|entry| entry.is_merge) {
        return Ok(entries.into_iter().map(|entry| entry.member).collect());
    }
    let mut taken: HashSet<Arc<str>> = entries
        .iter()
        .filter(|entry| !entry.is_merge)
        .map(|entry| Arc::clone(&entry.member.key.text))
        .collect();
    let mut members = Vec::with_capacity(entries.len());
    for entry in entries {
        if !entry.is_merge {
            members.push(entry.member);
            continue;
        }
        for mapping in mappings(&entry.member.value)? {
            for member in mapping.members() {
                if taken.insert(Arc::clone(&member.key.text)) {
                    members.push(member.clone());
                }
            }
        }
    }
    Ok(members.into())
}

fn mappings(value: &Node) -> Result<&[Node], NotMergeable> {
    let mappings = match &value.value {
        Value::Object(_) => std::slice::from_ref(value),
        Value::Array(items) => items,
        _ => return Err(NotMergeable(value.clone())),
    };
    match mappings.iter().find(|node| !node.is_object()) {
        Some(other) => Err(NotMergeable(other.clone())),
        None => Ok(mappings),
    }
}
