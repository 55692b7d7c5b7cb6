//! Faults as problem details (RFC 9457).

use axum::http::StatusCode;
use axum::response::Response;

use super::answer::text_response;
use super::problem::{about, written};
use crate::codec::{Rule, Writer};
use crate::{Fault, FaultKind, Faults, Segment};

/// The answer to faults: `errors` has one entry for each, with `pointer` into the body (RFC 6901) or `parameter` and `in`.
///
/// 400 where a parameter is faulty or the body is not JSON, else 422: the request is well formed, and its content is not what the schema says.
pub(super) fn answer(faults: &Faults) -> Response {
    let malformed = |fault: &Fault| {
        matches!(
            fault.kind,
            FaultKind::Syntax { .. } | FaultKind::InvalidUtf8 { .. }
        ) || place(fault) != "body"
    };
    let (status, detail) = if faults.iter().any(malformed) {
        (StatusCode::BAD_REQUEST, "The request is not well formed")
    } else {
        (
            StatusCode::UNPROCESSABLE_ENTITY,
            "The body is not what the API expects",
        )
    };
    let mut writer = Writer::new();
    writer.open('{');
    about(&mut writer, status);
    writer.name("detail");
    writer.string(detail);
    writer.name("errors");
    writer.open('[');
    for fault in faults {
        writer.item();
        entry(&mut writer, fault);
    }
    writer.close(']');
    if faults.truncated() {
        writer.name("errors_omitted");
        writer.boolean(true);
    }
    writer.close('}');
    text_response(status, "application/problem+json", written(writer))
}

fn place(fault: &Fault) -> &str {
    match fault.location.first() {
        Some(Segment::Member(place)) => place,
        _ => "body",
    }
}

fn entry(writer: &mut Writer, fault: &Fault) {
    writer.open('{');
    match (place(fault), fault.location.get(1)) {
        ("body", _) | (_, None) => {
            let within = fault.location.get(1..).unwrap_or_default();
            let within = Fault::at(within.iter().cloned(), FaultKind::Omitted);
            writer.name("pointer");
            writer.string(&within.pointer());
        }
        (place, Some(name)) => {
            writer.name("in");
            writer.string(place);
            writer.name("parameter");
            match name {
                Segment::Member(name) => writer.string(name),
                Segment::Index(index) => writer.string(&index.to_string()),
            }
            match fault.location.get(2..) {
                Some([Segment::Index(index)]) => {
                    writer.name("index");
                    writer.unsigned(u64::try_from(*index).unwrap_or(u64::MAX));
                }
                Some(within @ [_, ..]) => {
                    writer.name("pointer");
                    let within = Fault::at(within.iter().cloned(), FaultKind::Omitted);
                    writer.string(&within.pointer());
                }
                _ => {}
            }
        }
    }
    writer.name("code");
    writer.string(code(&fault.kind));
    writer.name("detail");
    writer.string(&fault.kind.to_string());
    writer.close('}');
}

/// A stable name of a rule.
fn rule_code(rule: &Rule) -> &'static str {
    match rule {
        Rule::MinLength(_) => "too_short",
        Rule::Pattern(_) => "pattern_mismatch",
        Rule::Format(_) => "format_mismatch",
        Rule::MultipleOf(_) => "not_a_multiple",
        Rule::MaxLength(_) => "too_long",
        Rule::Minimum(_) | Rule::ExclusiveMinimum(_) => "too_small",
        Rule::Maximum(_) | Rule::ExclusiveMaximum(_) => "too_large",
        Rule::MinItems(_) => "too_few_items",
        Rule::MaxItems(_) => "too_many_items",
        Rule::UniqueItems => "items_repeated",
        Rule::Contains(_) => "items_of_a_kind",
        Rule::MinProperties(_) => "too_few_members",
        Rule::MaxProperties(_) => "too_many_members",
        Rule::Type(_) => "other_type",
        Rule::Enum(_) => "not_in_enum",
        Rule::AnyOf(_) => "no_alternative",
        Rule::OneOf(_) => "not_one_alternative",
        Rule::Not(_) => "excluded",
        Rule::Never => "not_allowed",
        _ => "rule_broken",
    }
}

/// A stable name of a kind of fault.
fn code(kind: &FaultKind) -> &str {
    match kind {
        FaultKind::Missing => "missing",
        FaultKind::NotObject | FaultKind::NotMap => "object_expected",
        FaultKind::NotArray => "array_expected",
        FaultKind::NotString => "string_expected",
        FaultKind::NotInteger | FaultKind::Fraction => "integer_expected",
        FaultKind::NotNumber => "number_expected",
        FaultKind::NotBoolean => "boolean_expected",
        FaultKind::NotNull => "null_expected",
        FaultKind::Enum { .. }
        | FaultKind::IntegerEnum { .. }
        | FaultKind::Literal { .. }
        | FaultKind::IntegerLiteral { .. } => "not_in_enum",
        FaultKind::Uuid => "uuid_expected",
        FaultKind::DateTime => "date_time_expected",
        FaultKind::Date => "date_expected",
        FaultKind::Base64 => "base64_expected",
        FaultKind::IntegerRange { .. } | FaultKind::NumberRange => "out_of_range",
        FaultKind::Rule { rule, .. } => rule_code(rule),
        FaultKind::Name(kind) => code(kind),
        FaultKind::MissingBeside { .. } => "missing",
        FaultKind::UnknownMember => "unknown_member",
        FaultKind::NoVariant { .. } => "no_variant",
        FaultKind::TagMissing { .. } => "tag_missing",
        FaultKind::TagUnknown { .. } | FaultKind::ConstantUnknown { .. } => "tag_unknown",
        FaultKind::KeyMissing { .. } => "key_missing",
        FaultKind::SeveralVariants { .. } => "several_variants",
        FaultKind::Syntax { .. } => "json_syntax",
        FaultKind::InvalidUtf8 { .. } => "invalid_utf8",
        FaultKind::Omitted => "omitted",
        FaultKind::Custom { code, .. } => code,
    }
}

#[cfg(test)]
mod tests {
    use super::code;
    use crate::FaultKind;
    use crate::codec::{Check, Condition, Contains, Format, JsonKind, Rule};

    static CONTAINS: Contains = Contains::new(&[]).at_most(2);
    static CHECK: Check = Check::new(&[]);
    static CONDITION: Condition = Condition::new(&[]);

    #[test]
    fn each_rule_has_a_code_and_words() {
        let rules: [(Rule, Option<u64>, &str, &str); 28] = [
            (
                Rule::MinLength(1),
                None,
                "too_short",
                "expected at least 1 character",
            ),
            (
                Rule::MaxLength(2),
                None,
                "too_long",
                "expected at most 2 characters",
            ),
            (
                Rule::Format(Format::Ipv4),
                None,
                "format_mismatch",
                "expected an IPv4 address",
            ),
            (
                Rule::Minimum("0"),
                None,
                "too_small",
                "expected a number that is at least 0",
            ),
            (
                Rule::Maximum("9"),
                None,
                "too_large",
                "expected a number that is at most 9",
            ),
            (
                Rule::ExclusiveMinimum("0"),
                None,
                "too_small",
                "expected a number greater than 0",
            ),
            (
                Rule::ExclusiveMaximum("9"),
                None,
                "too_large",
                "expected a number less than 9",
            ),
            (
                Rule::MultipleOf("0.5"),
                None,
                "not_a_multiple",
                "expected a multiple of 0.5",
            ),
            (
                Rule::MinItems(1),
                Some(0),
                "too_few_items",
                "expected at least 1 item, found 0",
            ),
            (
                Rule::MaxItems(2),
                Some(3),
                "too_many_items",
                "expected at most 2 items, found 3",
            ),
            (
                Rule::UniqueItems,
                Some(2),
                "items_repeated",
                "expected items that differ, item 2 is there already",
            ),
            (
                Rule::Contains(&CONTAINS),
                Some(0),
                "items_of_a_kind",
                "expected at least 1 item of a certain kind, found 0",
            ),
            (
                Rule::Contains(&CONTAINS),
                Some(3),
                "items_of_a_kind",
                "expected at most 2 items of a certain kind, found 3",
            ),
            (
                Rule::MinProperties(2),
                Some(1),
                "too_few_members",
                "expected at least 2 members, found 1",
            ),
            (
                Rule::MaxProperties(1),
                Some(2),
                "too_many_members",
                "expected at most 1 member, found 2",
            ),
            (
                Rule::Type(&[JsonKind::Array, JsonKind::Null]),
                None,
                "other_type",
                "expected an array or null",
            ),
            (Rule::Enum(&["1"]), None, "not_in_enum", "expected 1"),
            (
                Rule::Enum(&["1", "\"a\""]),
                None,
                "not_in_enum",
                "expected one of 1, \"a\"",
            ),
            (
                Rule::AnyOf(&[]),
                Some(0),
                "no_alternative",
                "none of the alternatives",
            ),
            (
                Rule::OneOf(&[]),
                Some(0),
                "not_one_alternative",
                "none of the alternatives",
            ),
            (
                Rule::OneOf(&[]),
                Some(2),
                "not_one_alternative",
                "expected one of the alternatives, and not 2 of them",
            ),
            (Rule::Not(&[]), None, "excluded", "expected anything else"),
            (Rule::Never, None, "not_allowed", "no value may be here"),
            // Those that are told by what is within.
            (
                Rule::Items(&[]),
                None,
                "rule_broken",
                "a part of it breaks a rule",
            ),
            (
                Rule::Schema(&CHECK),
                None,
                "rule_broken",
                "a part of it breaks a rule",
            ),
            (
                Rule::If(&CONDITION),
                None,
                "rule_broken",
                "a part of it breaks a rule",
            ),
            (
                Rule::Required(&[]),
                None,
                "rule_broken",
                "a part of it breaks a rule",
            ),
            (
                Rule::Properties(&[]),
                None,
                "rule_broken",
                "a part of it breaks a rule",
            ),
        ];
        for (rule, actual, expected, words) in rules {
            let kind = FaultKind::Rule { rule, actual };
            assert_eq!((code(&kind), kind.to_string().as_str()), (expected, words));
        }
        let name = FaultKind::Name(Box::new(FaultKind::Rule {
            rule: Rule::MaxLength(1),
            actual: None,
        }));
        assert_eq!(
            (code(&name), name.to_string().as_str()),
            ("too_long", "the name: expected at most 1 character")
        );
        let beside = FaultKind::MissingBeside { beside: "card" };
        assert_eq!(
            (code(&beside), beside.to_string().as_str()),
            ("missing", "required where \"card\" is, but absent")
        );
    }
}
