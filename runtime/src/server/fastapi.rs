//! Faults as FastAPI answers them: `{"detail": [{"type", "loc", "msg"}]}`, with pydantic's types and messages.
//!
//! FastAPI also has `input`, which repeats values of the request, passwords among them. It is left out, and so is `ctx` where it does so too: it is there
//! for the rules of the document, whose bounds it holds.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::answer::text_response;
use super::body::UNREADABLE;
use super::problem::written;
use super::pydantic::{Context, of_rule, one_of};
use crate::codec::{Constant, Writer};
use crate::{Fault, FaultKind, Faults, Segment};

/// The answer to faults: 422, or 400 for what is not text.
pub(super) fn answer(faults: &Faults) -> Response {
    let unreadable = |fault: &Fault| matches!(fault.kind, FaultKind::InvalidUtf8 { .. });
    if faults.iter().any(unreadable) {
        let mut writer = Writer::new();
        writer.open('{');
        writer.name("detail");
        writer.string(UNREADABLE);
        writer.close('}');
        return text_response(StatusCode::BAD_REQUEST, "application/json", written(writer));
    }
    let mut writer = Writer::new();
    writer.open('{');
    writer.name("detail");
    writer.open('[');
    for fault in faults {
        details(&mut writer, fault);
    }
    if faults.truncated() {
        detail(
            &mut writer,
            &[],
            None,
            ("omitted", "More errors are not listed"),
            &[],
        );
    }
    writer.close(']');
    writer.close('}');
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    text_response(status, "application/json", written(writer)).into_response()
}

/// One entry; for a union one for each of its variants, as pydantic has it.
fn details(writer: &mut Writer, fault: &Fault) {
    if let FaultKind::NoVariant { expected } = &fault.kind {
        let known: Option<Vec<_>> = expected.iter().map(|name| variant(name)).collect();
        if let Some(variants) = known {
            for (tag, kind, message) in variants {
                detail(
                    writer,
                    &fault.location,
                    Some(tag.into()),
                    (kind, message),
                    &[],
                );
            }
            return;
        }
    }
    if let FaultKind::KeyMissing { expected } = &fault.kind {
        for name in *expected {
            let member = Some(Segment::from(*name));
            detail(
                writer,
                &fault.location,
                member,
                ("missing", "Field required"),
                &[],
            );
        }
        return;
    }
    let in_body = matches!(fault.location.first(), Some(Segment::Member(place)) if place == "body");
    let (kind, message) = describe(&fault.kind, in_body);
    let last = match fault.kind {
        FaultKind::Syntax { offset, .. } => Some(Segment::Index(offset)),
        FaultKind::Name(_) => Some(Segment::from("[key]")),
        _ => None,
    };
    let context = context(&fault.kind);
    detail(writer, &fault.location, last, (kind, &message), &context);
}

fn detail(
    writer: &mut Writer,
    location: &[Segment],
    last: Option<Segment>,
    (kind, message): (&str, &str),
    context: &[(&str, Context)],
) {
    writer.item();
    writer.open('{');
    writer.name("type");
    writer.string(kind);
    writer.name("loc");
    writer.open('[');
    for segment in location.iter().chain(&last) {
        writer.item();
        match segment {
            Segment::Member(name) => writer.string(name),
            Segment::Index(index) => {
                writer.unsigned(u64::try_from(*index).unwrap_or(u64::MAX));
            }
        }
    }
    writer.close(']');
    writer.name("msg");
    writer.string(message);
    if !context.is_empty() {
        writer.name("ctx");
        writer.open('{');
        for (name, value) in context {
            writer.name(name);
            value.write(writer);
        }
        writer.close('}');
    }
    writer.close('}');
}

/// The bounds of a rule.
fn context(kind: &FaultKind) -> Vec<(&'static str, Context)> {
    match kind {
        FaultKind::Rule { rule, actual } => of_rule(rule, *actual).context,
        FaultKind::Name(kind) => context(kind),
        _ => Vec::new(),
    }
}

/// What pydantic appends to the location for a variant of a union, and says about it.
fn variant(name: &str) -> Option<(&'static str, &'static str, &'static str)> {
    Some(match name {
        "string" => ("str", "string_type", "Input should be a valid string"),
        "integer" => ("int", "int_type", "Input should be a valid integer"),
        "number" => ("float", "float_type", "Input should be a valid number"),
        "boolean" => ("bool", "bool_type", "Input should be a valid boolean"),
        _ => return None,
    })
}

/// pydantic's type and message. Text (a parameter) fails by its content, a JSON value (in the body) by its type.
fn describe(kind: &FaultKind, in_body: bool) -> (&str, String) {
    let (kind, message) = match kind {
        FaultKind::Missing => ("missing", "Field required"),
        FaultKind::NotObject => (
            "model_attributes_type",
            "Input should be a valid dictionary or object to extract fields from",
        ),
        FaultKind::NotMap => ("dict_type", "Input should be a valid dictionary"),
        FaultKind::NotArray => ("list_type", "Input should be a valid list"),
        FaultKind::NotString => ("string_type", "Input should be a valid string"),
        FaultKind::NotInteger if in_body => ("int_type", "Input should be a valid integer"),
        FaultKind::NotInteger => (
            "int_parsing",
            "Input should be a valid integer, unable to parse string as an integer",
        ),
        FaultKind::Fraction => (
            "int_from_float",
            "Input should be a valid integer, got a number with a fractional part",
        ),
        FaultKind::NotNumber if in_body => ("float_type", "Input should be a valid number"),
        FaultKind::NotNumber => (
            "float_parsing",
            "Input should be a valid number, unable to parse string as a number",
        ),
        FaultKind::NotBoolean if in_body => ("bool_type", "Input should be a valid boolean"),
        FaultKind::NotBoolean => (
            "bool_parsing",
            "Input should be a valid boolean, unable to interpret input",
        ),
        FaultKind::NotNull => ("none_required", "Input should be None"),
        FaultKind::Enum { expected } => return ("enum", one_of(&quoted(expected))),
        FaultKind::Literal { expected } => return ("literal_error", one_of(&quoted(expected))),
        FaultKind::IntegerEnum { expected } => return ("enum", one_of(&digits(expected))),
        FaultKind::IntegerLiteral { expected } => {
            return ("literal_error", one_of(&digits(expected)));
        }
        FaultKind::Uuid => (
            "uuid_parsing",
            "Input should be a valid UUID, unable to parse string as a UUID",
        ),
        FaultKind::DateTime => (
            "datetime_from_date_parsing",
            "Input should be a valid datetime or date, not in the form of RFC 3339",
        ),
        FaultKind::Date => (
            "date_from_datetime_parsing",
            "Input should be a valid date or datetime, not in the form of RFC 3339",
        ),
        FaultKind::Base64 => ("base64_decode", "Base64 decoding error"),
        FaultKind::IntegerRange { .. } => (
            "int_parsing_size",
            "Unable to parse input string as an integer, exceeded maximum size",
        ),
        FaultKind::NumberRange => ("finite_number", "Input should be a finite number"),
        FaultKind::Rule { rule, actual } => {
            let said = of_rule(rule, *actual);
            return (said.kind, said.message);
        }
        FaultKind::Name(kind) => return describe(kind, in_body),
        FaultKind::MissingBeside { beside } => {
            return ("missing", format!("Field required where '{beside}' is"));
        }
        FaultKind::UnknownMember => ("extra_forbidden", "Extra inputs are not permitted"),
        FaultKind::TagMissing { member } => {
            return (
                "union_tag_not_found",
                format!("Unable to extract tag using discriminator '{member}'"),
            );
        }
        FaultKind::TagUnknown { member, expected } => {
            let tags: Vec<String> = expected.iter().map(|tag| format!("'{tag}'")).collect();
            return ("union_tag_invalid", no_tag(member, &tags));
        }
        FaultKind::ConstantUnknown { member, expected } => {
            let tags = expected.iter().map(|tag| match tag {
                Constant::Text(text) => format!("'{text}'"),
                Constant::Integer(value) => value.to_string(),
                Constant::Boolean(value) => value.to_string(),
            });
            let tags: Vec<String> = tags.collect();
            return ("union_tag_invalid", no_tag(member, &tags));
        }
        FaultKind::Syntax { .. } => ("json_invalid", "JSON decode error"),
        FaultKind::Omitted => ("omitted", "More errors are not listed"),
        FaultKind::Custom { code, message } => return (code, message.clone().into_owned()),
        other => return ("value_error", format!("Value error, {other}")),
    };
    (kind, message.to_owned())
}

fn quoted(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| format!("'{value}'")).collect()
}

fn digits(values: &[i64]) -> Vec<String> {
    values.iter().map(i64::to_string).collect()
}

fn no_tag(member: &str, tags: &[String]) -> String {
    let tags = tags.join(", ");
    format!("Input tag found using '{member}' does not match any of the expected tags: {tags}")
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::codec::Rule;

    /// What is said of a fault, which is one entry.
    pub(in crate::server) fn said_of(fault: &Fault) -> serde_json::Value {
        let mut writer = Writer::new();
        writer.open('[');
        details(&mut writer, fault);
        writer.close(']');
        let [entry] = serde_json::from_str(&written(writer)).unwrap();
        entry
    }

    fn said(kind: FaultKind, place: &'static str) -> String {
        let mut writer = Writer::new();
        writer.open('[');
        details(&mut writer, &Fault::at([place.into(), "x".into()], kind));
        writer.close(']');
        written(writer)
    }

    /// As FastAPI 0.128 with pydantic 2 says it, without `input` and `ctx`.
    #[test]
    fn types_and_messages() {
        for (kind, place, expected) in [
            (
                FaultKind::Missing,
                "query",
                r#"[{"type":"missing","loc":["query","x"],"msg":"Field required"}]"#,
            ),
            (
                FaultKind::NotInteger,
                "query",
                r#"[{"type":"int_parsing","loc":["query","x"],"msg":"Input should be a valid integer, unable to parse string as an integer"}]"#,
            ),
            (
                FaultKind::NotInteger,
                "body",
                r#"[{"type":"int_type","loc":["body","x"],"msg":"Input should be a valid integer"}]"#,
            ),
            (
                FaultKind::NotBoolean,
                "header",
                r#"[{"type":"bool_parsing","loc":["header","x"],"msg":"Input should be a valid boolean, unable to interpret input"}]"#,
            ),
            (
                FaultKind::Enum {
                    expected: &["a", "b", "c"],
                },
                "body",
                r#"[{"type":"enum","loc":["body","x"],"msg":"Input should be 'a', 'b' or 'c'"}]"#,
            ),
            (
                FaultKind::Enum { expected: &["a"] },
                "body",
                r#"[{"type":"enum","loc":["body","x"],"msg":"Input should be 'a'"}]"#,
            ),
            (
                FaultKind::IntegerEnum { expected: &[1, 2] },
                "body",
                r#"[{"type":"enum","loc":["body","x"],"msg":"Input should be 1 or 2"}]"#,
            ),
            (
                FaultKind::NoVariant {
                    expected: &["string", "integer"],
                },
                "body",
                r#"[{"type":"string_type","loc":["body","x","str"],"msg":"Input should be a valid string"},{"type":"int_type","loc":["body","x","int"],"msg":"Input should be a valid integer"}]"#,
            ),
            (
                FaultKind::KeyMissing {
                    expected: &["and", "not"],
                },
                "body",
                r#"[{"type":"missing","loc":["body","x","and"],"msg":"Field required"},{"type":"missing","loc":["body","x","not"],"msg":"Field required"}]"#,
            ),
            (
                FaultKind::ConstantUnknown {
                    member: "v",
                    expected: &[
                        Constant::Text("a"),
                        Constant::Integer(1),
                        Constant::Boolean(true),
                    ],
                },
                "body",
                r#"[{"type":"union_tag_invalid","loc":["body","x"],"msg":"Input tag found using 'v' does not match any of the expected tags: 'a', 1, true"}]"#,
            ),
            (
                FaultKind::SeveralVariants { of: &["A", "B"] },
                "body",
                r#"[{"type":"value_error","loc":["body","x"],"msg":"Value error, expected a value of one alone of \"A\", \"B\""}]"#,
            ),
            (
                FaultKind::custom(
                    "value_error",
                    "Value error, must not include the sip: or sips: prefix",
                ),
                "body",
                r#"[{"type":"value_error","loc":["body","x"],"msg":"Value error, must not include the sip: or sips: prefix"}]"#,
            ),
            (
                FaultKind::Rule {
                    rule: Rule::MinLength(1),
                    actual: None,
                },
                "body",
                r#"[{"type":"string_too_short","loc":["body","x"],"msg":"String should have at least 1 character","ctx":{"min_length":1}}]"#,
            ),
            (
                FaultKind::NoVariant {
                    expected: &["Card"],
                },
                "body",
                r#"[{"type":"value_error","loc":["body","x"],"msg":"Value error, expected one of \"Card\""}]"#,
            ),
        ] {
            assert_eq!(said(kind, place), expected);
        }
    }
}
