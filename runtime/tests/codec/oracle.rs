//! Rules against other ways to tell: the crate `jsonschema`, and integers for exact numbers. Schemas and values are sampled.

use counterpart_runtime::Json;
use counterpart_runtime::codec::{DecodeOptions, Rule, decode_ruled};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use crate::schema;

/// Whether a text keeps rules, told while it is read and by the whole: both must say the same.
fn keeps(text: &str, rules: &'static [Rule]) -> bool {
    let options = DecodeOptions::DEFAULT.with_rules(true);
    let read = |rules| decode_ruled::<Json>(text.as_bytes(), options, rules).is_ok();
    let kept = read(rules);
    assert_eq!(kept, read(schema::referred(rules)), "{text} by {rules:?}");
    kept
}

fn scalar() -> impl Strategy<Value = Value> {
    select(vec![
        json!(null),
        json!(true),
        json!(-1),
        json!(0),
        json!(1),
        json!(2),
        json!(3),
        json!(1.5),
        json!(""),
        json!("a"),
        json!("ab"),
        json!("ñ"),
    ])
}

fn value() -> impl Strategy<Value = Value> {
    scalar().prop_recursive(2, 12, 4, |inner| {
        let names = select(vec!["a", "b", "ab", "c"]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(names.prop_map(str::to_owned), inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Keywords about values without parts.
fn simple() -> impl Strategy<Value = (&'static str, Value)> {
    let small = 0..3_u64;
    prop_oneof![
        select(vec![
            "null", "boolean", "integer", "number", "string", "array", "object"
        ])
        .prop_map(|name| ("type", json!(name))),
        Just(("type", json!(["integer", "string", "object"]))),
        prop::collection::vec(value(), 1..4).prop_map(|all| ("enum", json!(all))),
        value().prop_map(|value| ("const", value)),
        (
            select(vec![
                "minLength",
                "maxLength",
                "minItems",
                "maxItems",
                "minProperties",
                "maxProperties"
            ]),
            small
        )
            .prop_map(|(name, count)| (name, json!(count))),
        (
            select(vec![
                "minimum",
                "maximum",
                "exclusiveMinimum",
                "exclusiveMaximum"
            ]),
            -1..3_i64
        )
            .prop_map(|(name, bound)| (name, json!(bound))),
        select(vec![json!(2), json!(0.5), json!(3)]).prop_map(|by| ("multipleOf", by)),
        Just(("uniqueItems", json!(true))),
        Just(("required", json!(["a"]))),
        Just(("dependentRequired", json!({"a": ["b"], "b": ["c", "a"]}))),
    ]
}

fn schema_of(keywords: Vec<(&'static str, Value)>) -> Value {
    let mut schema = serde_json::Map::new();
    for (name, value) in keywords {
        match value {
            // Those that belong together.
            Value::Object(members) if name.is_empty() => schema.extend(members),
            value => {
                schema.insert(name.to_owned(), value);
            }
        }
    }
    Value::Object(schema)
}

fn any_schema() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        1 => any::<bool>().prop_map(Value::Bool),
        4 => prop::collection::vec(simple(), 1..3).prop_map(schema_of),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let some = prop::collection::vec(inner.clone(), 1..4);
        let keyword = prop_oneof![
            simple(),
            (
                select(vec![
                    "items",
                    "additionalProperties",
                    "unevaluatedItems",
                    "unevaluatedProperties",
                    "propertyNames",
                    "not",
                ]),
                inner.clone()
            ),
            (select(vec!["prefixItems", "allOf", "anyOf", "oneOf"]), some)
                .prop_map(|(name, all)| (name, json!(all))),
            (
                select(vec!["properties", "dependentSchemas"]),
                inner.clone(),
                inner.clone()
            )
                .prop_map(|(name, a, b)| (name, json!({"a": a, "b": b}))),
            (inner.clone(), 0..3_u64, 0..3_u64).prop_map(|(all, least, most)| {
                (
                    "",
                    json!({"contains": all, "minContains": least, "maxContains": most}),
                )
            }),
            inner.clone().prop_map(|all| ("", json!({"contains": all}))),
            (inner.clone(), inner.clone(), inner)
                .prop_map(|(a, b, c)| ("", json!({"if": a, "then": b, "else": c}))),
        ];
        prop::collection::vec(keyword, 1..4).prop_map(schema_of)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn schemas_hold_for_the_values_that_jsonschema_says(
        schema in any_schema(),
        values in prop::collection::vec(value(), 6),
    ) {
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        let rules = schema::rules(&schema).unwrap();
        for value in values {
            let text = value.to_string();
            prop_assert_eq!(keeps(&text, rules), validator.is_valid(&value), "{} by {}", text, schema);
        }
    }

    #[test]
    fn ranges_and_multiples_are_exact(
        number in -2_000_000_i64..2_000_000,
        bound in -2_000_000_i64..2_000_000,
        divisor in 1_i64..3_000,
        (number_places, bound_places, divisor_places) in (0_u32..6, 0_u32..6, 0_u32..6),
        written in 0..3_usize,
    ) {
        // All times 10^6, as integers.
        let scaled = |value: i64, places: u32| i128::from(value) * 10_i128.pow(6 - places);
        let text = spelled(number, number_places, written);
        let (exact, limit) = (scaled(number, number_places), scaled(bound, bound_places));
        let bound = schema::text(&decimal(bound, bound_places));
        for (rule, expected) in [
            (Rule::Minimum(bound), exact >= limit),
            (Rule::Maximum(bound), exact <= limit),
            (Rule::ExclusiveMinimum(bound), exact > limit),
            (Rule::ExclusiveMaximum(bound), exact < limit),
            (
                Rule::MultipleOf(schema::text(&decimal(divisor, divisor_places))),
                exact % scaled(divisor, divisor_places) == 0,
            ),
        ] {
            prop_assert_eq!(keeps(&text, schema::leak(vec![rule])), expected, "{} by {:?}", text, rule);
        }
    }

    #[test]
    fn lengths_are_counted_in_characters(text in "\\PC{0,6}", bound in 0_u64..6) {
        let count = text.chars().count() as u64;
        let text = Value::from(text).to_string();
        prop_assert_eq!(keeps(&text, schema::leak(vec![Rule::MinLength(bound)])), count >= bound);
        prop_assert_eq!(keeps(&text, schema::leak(vec![Rule::MaxLength(bound)])), count <= bound);
    }
}

/// `-1.50`
fn decimal(value: i64, places: u32) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let one = 10_u64.pow(places);
    let (whole, rest) = (value.unsigned_abs() / one, value.unsigned_abs() % one);
    if places == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest:0width$}", width = places as usize)
    }
}

/// The same number in one of several spellings.
fn spelled(value: i64, places: u32, how: usize) -> String {
    match how {
        0 => decimal(value, places),
        1 => format!("{value}e-{places}"),
        _ => format!("{}E+1", decimal(value, places + 1)),
    }
}
