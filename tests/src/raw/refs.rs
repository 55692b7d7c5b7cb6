//! References of a raw document: where they stand, what they mean, and which of them lead nowhere.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::Value;

use super::escape;

/// A reference.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// The pointer of the value that holds it: the object with the `$ref`, or the entry of a discriminator's mapping.
    pub at: String,
    /// The pointer that it leads to.
    pub target: String,
}

/// The references of the document to itself, those in a discriminator's mapping included, in its order.
#[must_use]
pub fn all(root: &Value) -> Vec<Reference> {
    let mut found = Vec::new();
    walk(root, root, &mut String::new(), &mut found);
    found
}

/// What the references within `value`, which is a part of `root`, lead to.
#[must_use]
pub fn targets(root: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    walk(root, value, &mut String::new(), &mut found);
    found.into_iter().map(|one| one.target).collect()
}

fn walk(root: &Value, value: &Value, at: &mut String, found: &mut Vec<Reference>) {
    let length = at.len();
    let mut below = |key: &str, value: &Value, found: &mut Vec<Reference>| {
        at.push('/');
        at.push_str(&escape(key));
        walk(root, value, at, found);
        at.truncate(length);
    };
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                below(&index.to_string(), item, found);
            }
        }
        Value::Object(entries) => {
            for (key, value) in entries {
                below(key, value, found);
            }
            let reference = entries.get("$ref").and_then(Value::as_str);
            if let Some(target) = reference.and_then(local) {
                found.push(Reference {
                    at: at.clone(),
                    target,
                });
            }
            let mapping = entries
                .get("propertyName")
                .and(entries.get("mapping"))
                .and_then(Value::as_object);
            for (key, value) in mapping.into_iter().flatten() {
                let target = value.as_str().and_then(|text| mapped(root, text));
                if let Some(target) = target {
                    let at = format!("{at}/mapping/{}", escape(key));
                    found.push(Reference { at, target });
                }
            }
        }
        _ => {}
    }
}

/// The entry of a mapping is a reference, or the name of a component.
fn mapped(root: &Value, text: &str) -> Option<String> {
    let named = format!("/components/schemas/{}", escape(text));
    local(text).or_else(|| root.pointer(&named).map(|_| named))
}

/// The pointer of a reference to the same document.
#[must_use]
pub fn local(reference: &str) -> Option<String> {
    let pointer = reference.strip_prefix('#')?;
    (pointer.is_empty() || pointer.starts_with('/')).then(|| decoded(pointer).into_owned())
}

/// What a reference means; nothing where it leads nowhere, or to another file.
#[must_use]
pub fn target<'d>(root: &'d Value, reference: &str) -> Option<&'d Value> {
    root.pointer(&local(reference)?)
}

/// `%7B` is `{`.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after
            .get(..2)
            .and_then(|code| std::str::from_utf8(code).ok());
        let code = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        match (first, code) {
            (b'%', Some(code)) => {
                bytes.push(code);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The references that lead nowhere.
#[must_use]
pub fn dangling(root: &Value) -> BTreeSet<String> {
    all(root)
        .into_iter()
        .filter(|one| root.pointer(&one.target).is_none())
        .map(|one| one.target)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_and_mappings_are_found() {
        let root = serde_json::json!({
            "components": {"schemas": {
                "A b": {"oneOf": [{"$ref": "#/components/schemas/B"}],
                    "discriminator": {"propertyName": "kind", "mapping": {
                        "x/y": "B", "z": "#/components/schemas/C", "other": "file.yaml"}}},
                "B": {"items": {"$ref": "#/components/schemas/A%20b"}, "x": {"$ref": "other.yaml#/a"}},
            }}
        });
        let found: Vec<_> = all(&root)
            .into_iter()
            .map(|one| (one.at, one.target))
            .collect();
        let a = "/components/schemas/A b";
        let expected = [
            (format!("{a}/oneOf/0"), "/components/schemas/B"),
            (
                format!("{a}/discriminator/mapping/x~1y"),
                "/components/schemas/B",
            ),
            (
                format!("{a}/discriminator/mapping/z"),
                "/components/schemas/C",
            ),
            ("/components/schemas/B/items".to_owned(), a),
        ];
        for (at, target) in &expected {
            assert!(
                found.contains(&(at.clone(), (*target).to_owned())),
                "{at} in {found:?}"
            );
        }
        assert_eq!(found.len(), expected.len());
        assert_eq!(
            dangling(&root),
            BTreeSet::from(["/components/schemas/C".to_owned()])
        );
    }
}
