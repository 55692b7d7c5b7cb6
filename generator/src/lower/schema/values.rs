//! The values of `enum` and `const` as they are meant, beside a `type` that they do not fit.

use crate::document::{SchemaObject, TypeName};
use crate::source::{Node, Number, Value};

use super::kinds::Kinds;

/// A value that is listed.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    /// The value as it is meant.
    pub(super) node: Node,
    /// Which of the document's it is.
    pub(super) index: usize,
    /// The kind that it has as it is written, where that does not fit.
    pub(super) written: Option<&'static str>,
}

/// What an `enum` lists.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    /// Those that are meant, in the document's order.
    pub(super) listed: Vec<Listed>,
    /// Those that neither fit nor plainly mean one that does.
    pub(super) dropped: Vec<Node>,
    /// None of them fits the type, which is taken for wrong.
    pub(super) is_type_wrong: bool,
}

/// The values that a schema lists; none where it lists none.
pub(super) fn listed(object: &SchemaObject) -> Option<Values> {
    let written = match (&object.constant, &object.values) {
        (Some(value), _) => std::slice::from_ref(value),
        (None, Some(values)) => values.as_slice(),
        (None, None) => return None,
    };
    let kinds = Kinds::of_types(&object.types);
    let fits = |node: &Node| kinds.is_empty() || Kinds::of_value(node).is_within(kinds);
    let mut found = Values::default();
    for (index, node) in written.iter().enumerate() {
        let mended = if fits(node) {
            None
        } else {
            mended(node, &object.types)
        };
        match mended {
            None if !fits(node) => found.dropped.push(node.clone()),
            mended => found.listed.push(Listed {
                written: mended.is_some().then(|| node.kind_name()),
                node: mended.unwrap_or_else(|| node.clone()),
                index,
            }),
        }
    }
    let has_values = found.listed.iter().any(|one| !one.node.is_null());
    if !has_values && !found.dropped.is_empty() {
        let all = written.iter().enumerate().map(|(index, node)| Listed {
            node: node.clone(),
            index,
            written: None,
        });
        return Some(Values {
            listed: all.collect(),
            dropped: Vec::new(),
            is_type_wrong: true,
        });
    }
    Some(found)
}

/// What a value plainly means beside types that it does not fit: the text of a number where strings are asked for, the
/// number of a text, and null, which nobody lists who does not mean it.
fn mended(node: &Node, types: &[TypeName]) -> Option<Node> {
    let has = |name| types.contains(&name);
    let value = match &node.value {
        Value::Null => Value::Null,
        Value::Number(number) if has(TypeName::String) => Value::String(number.as_str().into()),
        Value::Bool(value) if has(TypeName::String) => Value::String(value.to_string().into()),
        Value::String(text) => match &**text {
            "true" if has(TypeName::Boolean) => Value::Bool(true),
            "false" if has(TypeName::Boolean) => Value::Bool(false),
            text => Value::Number(number(text, types)?),
        },
        _ => return None,
    };
    Some(Node {
        value,
        place: node.place,
    })
}

fn number(text: &str, types: &[TypeName]) -> Option<Number> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_plain = digits.starts_with(|first: char| first.is_ascii_digit())
        && text.parse::<serde_json::Number>().is_ok();
    let number = is_plain.then(|| Number(text.into()))?;
    let fits = types.contains(&TypeName::Number)
        || types.contains(&TypeName::Integer) && number.as_i128().is_some();
    fits.then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::schema::tests::schema;

    #[test]
    fn values_are_what_is_meant() {
        let table = [
            (r#"{"enum": ["a", 1]}"#, r#""a" 1"#),
            (
                r#"{"type": "string", "enum": ["a", 1, 2.50, true]}"#,
                r#""a" "1"* "2.50"* "true"*"#,
            ),
            (
                r#"{"type": "integer", "enum": ["1", 2, "x", "1.5"]}"#,
                r#"1* 2 without "x" "1.5""#,
            ),
            (r#"{"type": "number", "enum": ["1.5"]}"#, "1.5*"),
            (
                r#"{"type": "boolean", "enum": ["true", false]}"#,
                "true* false",
            ),
            (r#"{"type": "string", "enum": ["a", null]}"#, r#""a" null*"#),
            (
                r#"{"type": ["string", "null"], "enum": ["a", null]}"#,
                r#""a" null"#,
            ),
            (
                r#"{"type": "object", "enum": ["a", "b"]}"#,
                r#""a" "b" whatever the type"#,
            ),
            (r#"{"type": "string", "const": 5}"#, r#""5"*"#),
        ];
        for (text, expected) in table {
            let values = listed(&schema(text)).unwrap();
            let mut shown: Vec<String> = (values.listed.iter())
                .map(|one| one.node.to_text() + if one.written.is_some() { "*" } else { "" })
                .collect();
            if !values.dropped.is_empty() {
                shown.push("without".to_owned());
                shown.extend(values.dropped.iter().map(Node::to_text));
            }
            if values.is_type_wrong {
                shown.push("whatever the type".to_owned());
            }
            assert_eq!(shown.join(" "), expected, "{text}");
        }
        assert!(listed(&schema("{}")).is_none());
    }
}
