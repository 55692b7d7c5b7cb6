//! What is said of rules, against what pydantic says of the same models (`tests/server/rules.jsonl`, made by `rules.py` beside it).

use serde_json::Value;

use super::fastapi::tests::said_of;
use crate::codec::{DecodeOptions, Format, JsonKind, Rule, decode_ruled};
use crate::{Fault, Faults, Json, Segment};

static NAME: [Rule; 3] = [Rule::MinLength(2), Rule::MaxLength(4), lower_case()];
#[cfg(feature = "pattern")]
static LONG_NAME: [Rule; 2] = [Rule::MinLength(3), lower_case()];
static PART: [Rule; 1] = [Rule::Properties(&[
    ("name", &NAME),
    (
        "limits",
        &[
            Rule::PropertyNames(&[Rule::MaxLength(3)]),
            Rule::Values(&[Rule::Minimum("0"), Rule::ExclusiveMaximum("1.5")]),
        ],
    ),
])];
static WHOLE: [Rule; 1] = [Rule::Properties(&[
    ("id", &[Rule::Minimum("1"), Rule::MultipleOf("5")]),
    (
        "tags",
        &[
            Rule::MinItems(1),
            Rule::MaxItems(2),
            Rule::Items(&[Rule::MinLength(2)]),
        ],
    ),
    ("parts", &[Rule::Items(&PART)]),
])];

#[cfg(feature = "pattern")]
const fn lower_case() -> Rule {
    static PATTERN: crate::codec::Pattern =
        crate::codec::Pattern::new("^[a-z]+$", &["^[a-z]+$"], &[]);
    Rule::Pattern(&PATTERN)
}

#[cfg(not(feature = "pattern"))]
const fn lower_case() -> Rule {
    Rule::MinLength(0)
}

#[cfg(feature = "pattern")]
static QUOTED: crate::codec::Pattern = crate::codec::Pattern::new("^a'b$", &["^a'b$"], &[]);
#[cfg(feature = "pattern")]
static PATTERN: [Rule; 1] = [Rule::Pattern(&QUOTED)];

/// The rules of a model of `rules.py`, as a document of FastAPI has them.
fn rules(model: &str) -> Option<&'static [Rule]> {
    Some(match model {
        "min_length_1" => &[Rule::MinLength(1)],
        "min_length_2" => &[Rule::MinLength(2)],
        "max_length_1" => &[Rule::MaxLength(1)],
        "max_length_3" => &[Rule::MaxLength(3)],
        #[cfg(feature = "pattern")]
        "pattern" => &PATTERN,
        #[cfg(feature = "pattern")]
        "length_and_pattern" => &LONG_NAME,
        "ge_int" | "ge_float" => &[Rule::Minimum("0")],
        "gt_float" => &[Rule::ExclusiveMinimum("1.5")],
        "le_int" => &[Rule::Maximum("10")],
        "lt_float" => &[Rule::ExclusiveMaximum("1e-07")],
        "gt_large" => &[Rule::ExclusiveMinimum("100000000000000000000")],
        "ge_large_float" => &[Rule::Minimum("1e+20")],
        "range" => &[Rule::ExclusiveMinimum("3"), Rule::Maximum("5")],
        "multiple_of_int" => &[Rule::MultipleOf("5")],
        "multiple_of_float" => &[Rule::MultipleOf("0.5")],
        "multiple_of_whole_float" => &[Rule::MultipleOf("2.0")],
        "min_items_1" => &[Rule::MinItems(1)],
        "min_items_2" => &[Rule::MinItems(2)],
        "max_items_1" => &[Rule::MaxItems(1)],
        "max_items_2" => &[Rule::MaxItems(2)],
        "min_properties" => &[Rule::MinProperties(2)],
        "max_properties" => &[Rule::MaxProperties(1)],
        "property_names" => &[Rule::PropertyNames(&[Rule::MaxLength(2)])],
        "const" => &[Rule::Enum(&["1"])],
        "enum" => &[Rule::Enum(&["\"a\"", "\"b\""])],
        "enum_of_kinds" => &[Rule::Enum(&["\"a\"", "1", "null", "true"])],
        "items" => &[Rule::Items(&[Rule::Minimum("0")])],
        "values" => &[Rule::Values(&[Rule::MinLength(1)])],
        "whole" => &WHOLE,
        _ => return None,
    })
}

fn format(name: &str) -> Option<&'static [Rule]> {
    Some(match name {
        "email" => &[Rule::Format(Format::Email)],
        "ipv4" => &[Rule::Format(Format::Ipv4)],
        "ipv6" => &[Rule::Format(Format::Ipv6)],
        "uri" => &[Rule::Format(Format::Uri)],
        "time" => &[Rule::Format(Format::Time)],
        "duration" => &[Rule::Format(Format::Duration)],
        "uuid" => &[Rule::Format(Format::Uuid)],
        "date" => &[Rule::Format(Format::Date)],
        "date-time" => &[Rule::Format(Format::DateTime)],
        "decimal" => &[Rule::Format(Format::Decimal)],
        "byte" => &[Rule::Format(Format::Byte)],
        _ => return None,
    })
}

/// What we answer for a value that breaks rules.
fn said(value: &Value, rules: &'static [Rule]) -> Vec<Value> {
    let options = DecodeOptions::DEFAULT.with_rules(true);
    let read = decode_ruled::<Json>(value.to_string().as_bytes(), options, rules);
    let faults = read.unwrap_err();
    faults.iter().map(said_of).collect()
}

/// Numbers by value: pydantic shows `0` of a float as `0.0`.
fn comparable(mut entry: Value, without_reason: bool) -> Value {
    for bound in entry["ctx"].as_object_mut().into_iter().flatten() {
        if let Some(number) = bound.1.as_f64() {
            *bound.1 = number.into();
        }
    }
    if without_reason {
        let message = entry["msg"].as_str().unwrap_or_default();
        let end = message.find([',', ':']).unwrap_or(message.len());
        entry["msg"] = message.split_at(end).0.into();
        if let Some(entry) = entry.as_object_mut() {
            entry.remove("ctx");
        }
    }
    entry
}

#[test]
fn rules_are_said_as_pydantic_says_them() {
    let (mut compared, mut kinds) = (0, std::collections::BTreeSet::new());
    let mut unknown = Vec::new();
    for line in include_str!("../../tests/server/rules.jsonl")
        .lines()
        .skip(1)
    {
        let recorded: Value = serde_json::from_str(line).unwrap();
        if recorded["taken"].is_string() {
            continue;
        }
        let is_format = recorded["format"].is_string();
        let known = recorded["rules"]
            .as_str()
            .map_or_else(|| format(recorded["format"].as_str().unwrap()), rules);
        let Some(rules) = known else {
            unknown.push(line);
            continue;
        };
        let ours: Vec<Value> = said(&recorded["value"], rules)
            .into_iter()
            .map(|entry| comparable(entry, is_format))
            .collect();
        let theirs: Vec<Value> = (recorded["errors"].as_array().unwrap().iter().cloned())
            .map(|entry| comparable(entry, is_format))
            .collect();
        for entry in &theirs {
            kinds.insert(entry["type"].to_string());
            assert!(ours.contains(entry), "{line}\n{ours:#?}");
        }
        // pydantic stops at the first rule that a value breaks, and does not look into an array that is too long: we say all.
        for entry in &ours {
            let within = |other: &Value| {
                let (ours, theirs) = (entry["loc"].as_array(), other["loc"].as_array());
                ours.unwrap().starts_with(theirs.unwrap())
            };
            assert!(theirs.iter().any(within), "{line}\n{entry}");
        }
        compared += 1;
    }
    assert!(compared >= 40, "{compared}");
    assert!(kinds.len() >= 19, "{kinds:?}");
    let patterns = unknown.iter().filter(|line| line.contains("pattern"));
    assert_eq!(patterns.count(), unknown.len(), "{unknown:?}");
    #[cfg(feature = "pattern")]
    assert!(unknown.is_empty(), "{unknown:?}");
}

/// What FastAPI's profile takes for a format is what pydantic takes; else what the RFC says.
#[test]
fn formats_are_taken_as_pydantic_takes_them() {
    let lenient = super::Profile::FastApi.rules().decode.with_rules(true);
    let strict = super::Profile::ProblemDetails
        .rules()
        .decode
        .with_rules(true);
    let (mut compared, mut beyond) = (0, 0);
    for line in include_str!("../../tests/server/rules.jsonl").lines() {
        let recorded: Value = serde_json::from_str(line).unwrap();
        let Some(rules) = recorded["taken"].as_str().and_then(format) else {
            continue;
        };
        let text = recorded["value"].to_string();
        let takes = |options| decode_ruled::<Json>(text.as_bytes(), options, rules).is_ok();
        // What the RFC says is taken in any case: `http://` is a URI.
        let expected = takes(strict) || recorded["yes"] == true;
        assert_eq!(takes(lenient), expected, "{line}");
        compared += 1;
        beyond += usize::from(takes(lenient) && !takes(strict));
    }
    assert_eq!((compared, beyond), (47, 18));
}

/// What pydantic has no words for.
#[test]
fn the_other_rules_are_said_in_its_style() {
    static CONTAINS: crate::codec::Contains =
        crate::codec::Contains::new(&[Rule::Minimum("5")]).at_least(2);
    static AT_MOST: crate::codec::Contains =
        crate::codec::Contains::new(&[Rule::Minimum("5")]).at_most(1);
    static TWO: [Rule; 1] = [Rule::Contains(&CONTAINS)];
    static ONE: [Rule; 1] = [Rule::Contains(&AT_MOST)];
    let cases: [(&'static [Rule], &str, &str); 13] = [
        (
            &[Rule::UniqueItems],
            "[1,2,1.0]",
            r#"{"type":"unique_items","loc":[],"msg":"List should have unique items"}"#,
        ),
        (
            &TWO,
            "[5,1]",
            r#"{"type":"contains","loc":[],"msg":"List should contain at least 2 items of a certain kind, not 1"}"#,
        ),
        (
            &ONE,
            "[5,6]",
            r#"{"type":"contains","loc":[],"msg":"List should contain at most 1 item of a certain kind, not 2"}"#,
        ),
        (
            &[Rule::DependentRequired(&[("a", &["b"])])],
            r#"{"a":1}"#,
            r#"{"type":"missing","loc":["b"],"msg":"Field required where 'a' is"}"#,
        ),
        (
            &[Rule::Required(&["b"])],
            r#"{"a":1}"#,
            r#"{"type":"missing","loc":["b"],"msg":"Field required"}"#,
        ),
        (
            &[Rule::UnevaluatedProperties(&[Rule::Never])],
            r#"{"a":1}"#,
            r#"{"type":"extra_forbidden","loc":["a"],"msg":"Extra inputs are not permitted"}"#,
        ),
        (
            &[Rule::UnevaluatedItems(&[Rule::Never])],
            "[1]",
            r#"{"type":"never","loc":[0],"msg":"Input should not be here"}"#,
        ),
        (
            &[Rule::Not(&[Rule::Type(&[JsonKind::Integer])])],
            "1",
            r#"{"type":"not","loc":[],"msg":"Input should be anything else"}"#,
        ),
        (
            &[Rule::AnyOf(&[&[Rule::Never], &[Rule::Never]])],
            "1",
            r#"{"type":"any_of","loc":[],"msg":"Input should match one of the alternatives"}"#,
        ),
        (
            &[Rule::OneOf(&[&[], &[]])],
            "1",
            r#"{"type":"one_of","loc":[],"msg":"Input should match exactly one of the alternatives, not 2"}"#,
        ),
        (
            &[Rule::Type(&[JsonKind::String, JsonKind::Null])],
            "1",
            r#"{"type":"type","loc":[],"msg":"Input should be a valid string or None"}"#,
        ),
        (
            &[Rule::AnyOf(&[&[Rule::Type(&[JsonKind::String])]])],
            "1",
            r#"{"type":"any_of","loc":[],"msg":"Input should match one of the alternatives"}"#,
        ),
        (
            &[Rule::Format(Format::Hostname)],
            r#""-""#,
            r#"{"type":"value_error","loc":[],"msg":"Value error, expected the name of a host"}"#,
        ),
    ];
    for (rules, value, expected) in cases {
        let value: Value = serde_json::from_str(value).unwrap();
        let expected: Value = serde_json::from_str(expected).unwrap();
        assert_eq!(said(&value, rules), [expected], "{value}");
    }
}

#[test]
fn no_answer_repeats_what_was_sent() {
    static RULES: [Rule; 3] = [
        Rule::MaxLength(1),
        Rule::Enum(&["\"a\""]),
        Rule::Format(Format::Uri),
    ];
    let faults: Faults = decode_ruled::<Json>(
        b"\"hunter2\"",
        DecodeOptions::DEFAULT.with_rules(true),
        &RULES,
    )
    .unwrap_err();
    let at = |fault: &Fault| Fault::at([Segment::from("body")], fault.kind.clone());
    let shown: Vec<String> = (faults.iter())
        .map(|fault| format!("{fault} {} {:?}", said_of(&at(fault)), fault))
        .collect();
    assert_eq!(shown.len(), 3);
    assert!(!shown.concat().contains("hunter2"), "{shown:?}");
}
