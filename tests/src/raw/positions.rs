//! Counts the places of a raw document's component schemas that state a type, and the constraints.

use serde_json::Value;

/// What makes a schema a position.
const TYPES: [&str; 8] = [
    "type",
    "properties",
    "items",
    "enum",
    "const",
    "allOf",
    "anyOf",
    "oneOf",
];

/// What says more of a value than its type does.
const CONSTRAINTS: [&str; 27] = [
    "format",
    "contentEncoding",
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "contains",
    "minContains",
    "maxContains",
    "minProperties",
    "maxProperties",
    "propertyNames",
    "dependentRequired",
    "dependentSchemas",
    "not",
    "if",
    "then",
    "else",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// How many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Positions {
    /// Component schemas.
    pub components: usize,
    /// Schemas that state a type.
    pub positions: usize,
    /// Keywords that say more of a value than its type does.
    pub constraints: usize,
}

/// Those of the component schemas, and of what stands in them.
#[must_use]
pub fn positions(root: &Value) -> Positions {
    let mut found = Positions::default();
    let components = root
        .pointer("/components/schemas")
        .and_then(Value::as_object);
    for (_, schema) in components.into_iter().flatten() {
        found.components += 1;
        walk(schema, &mut found);
    }
    found
}

fn walk(schema: &Value, found: &mut Positions) {
    let Some(members) = schema.as_object() else {
        return;
    };
    let has = |key: &&str| members.contains_key(*key);
    found.positions += usize::from(TYPES.iter().any(&has));
    found.constraints += CONSTRAINTS.iter().filter(|key| has(key)).count();
    for (key, member) in members {
        match (key.as_str(), member) {
            (
                "properties" | "patternProperties" | "$defs" | "dependentSchemas",
                Value::Object(all),
            ) => {
                all.values().for_each(|one| walk(one, found));
            }
            ("allOf" | "anyOf" | "oneOf" | "prefixItems", Value::Array(all)) => {
                all.iter().for_each(|one| walk(one, found));
            }
            (
                "items"
                | "additionalProperties"
                | "not"
                | "if"
                | "then"
                | "else"
                | "contains"
                | "propertyNames"
                | "unevaluatedItems"
                | "unevaluatedProperties",
                one,
            ) => walk(one, found),
            _ => {}
        }
    }
}
