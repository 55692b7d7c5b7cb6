//! `ListUpdate`: how an update changes a list.

use super::{Fault, fault, items, texts};
use crate::messages::Fields;

/// Checks one list's update.
pub(super) fn check(change: &Fields) -> Result<(), Fault> {
    let given = |name| !items(change, name).is_empty();
    let (sets, changes) = (given("set"), given("add") || given("remove"));
    if !clears(change) && !sets && !changes {
        return fault("unsupported list update operation");
    }
    if clears(change) && (sets || changes) {
        return fault("cannot clear and change the list at the same time");
    }
    if sets && changes {
        return fault("cannot set and change the list at the same time");
    }
    if ["set", "add", "remove"]
        .iter()
        .any(|name| texts(change, name).contains(&""))
    {
        return fault("empty element in the list");
    }
    Ok(())
}

/// The list after the update. Adding avoids duplicates, setting keeps them.
pub(super) fn apply(present: &[&str], change: &Fields) -> Vec<String> {
    let set = texts(change, "set");
    let mut list = match (clears(change), set.is_empty()) {
        (true, _) => Vec::new(),
        (false, false) => set,
        (false, true) => present.to_vec(),
    };
    for removed in texts(change, "remove") {
        if let Some(index) = list.iter().position(|item| *item == removed) {
            list.remove(index); // only the first
        }
    }
    for added in texts(change, "add") {
        if !list.contains(&added) {
            list.push(added);
        }
    }
    list.into_iter().map(str::to_owned).collect()
}

fn clears(change: &Fields) -> bool {
    change.get("clear").and_then(serde_json::Value::as_bool) == Some(true)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn applies() {
        for (change, expected) in [
            (json!({"clear": true}), vec![]),
            (json!({"set": ["b", "b"]}), vec!["b", "b"]),
            (json!({"add": ["a", "c"]}), vec!["a", "b", "a", "c"]),
            (json!({"remove": ["a", "z"]}), vec!["b", "a"]),
            (json!({"remove": ["b"], "add": ["b"]}), vec!["a", "a", "b"]),
        ] {
            let Value::Object(change) = change else {
                panic!("an object")
            };
            assert_eq!(check(&change), Ok(()), "{change:?}");
            assert_eq!(apply(&["a", "b", "a"], &change), expected, "{change:?}");
        }
    }
}
