//! What pydantic says of rules: `type`, `msg`, and the bounds in `ctx`.
//!
//! Recorded from pydantic itself (`tests/server/rules.jsonl`). Of rules that it has not, the types are of its style. `ctx` holds what the document says,
//! and how many items there are: nothing that the request says.

use crate::Json;
use crate::codec::{Format, JsonKind, Rule, Writer, plain_number};

/// What pydantic says of a rule that is not kept.
pub(super) struct Said {
    pub(super) kind: &'static str,
    pub(super) message: String,
    pub(super) context: Vec<(&'static str, Context)>,
}

/// A value in `ctx`.
pub(super) enum Context {
    Text(String),
    Count(u64),
    /// A number of the document.
    Number(&'static str),
    Null,
}

impl Context {
    pub(super) fn write(&self, writer: &mut Writer) {
        match self {
            Self::Text(text) => writer.string(text),
            Self::Count(count) => writer.unsigned(*count),
            Self::Number(text) => writer.raw(text),
            Self::Null => writer.null(),
        }
    }
}

fn said(kind: &'static str, message: impl Into<String>) -> Said {
    Said {
        kind,
        message: message.into(),
        context: Vec::new(),
    }
}

impl Said {
    fn with(mut self, name: &'static str, value: Context) -> Self {
        self.context.push((name, value));
        self
    }
}

const fn plural(count: u64) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// What is said of `rule`; `actual` is how many items or members there are.
pub(super) fn of_rule(rule: &Rule, actual: Option<u64>) -> Said {
    match *rule {
        Rule::MinLength(least) => length("string_too_short", "at least", "min_length", least),
        Rule::MaxLength(most) => length("string_too_long", "at most", "max_length", most),
        Rule::Pattern(pattern) => {
            let source = pattern.source();
            said(
                "string_pattern_mismatch",
                format!("String should match pattern '{source}'"),
            )
            .with("pattern", Context::Text(source.to_owned()))
        }
        Rule::Format(format) => of_format(format),
        Rule::Minimum(bound) => number(
            ("greater_than_equal", "ge"),
            "greater than or equal to",
            bound,
        ),
        Rule::Maximum(bound) => number(("less_than_equal", "le"), "less than or equal to", bound),
        Rule::ExclusiveMinimum(bound) => number(("greater_than", "gt"), "greater than", bound),
        Rule::ExclusiveMaximum(bound) => number(("less_than", "lt"), "less than", bound),
        Rule::MultipleOf(bound) => number(("multiple_of", "multiple_of"), "a multiple of", bound),
        Rule::MinItems(least) => few("List", least, actual),
        Rule::MaxItems(most) => many("List", most, actual),
        Rule::MinProperties(least) => few("Dictionary", least, actual),
        // pydantic stops to count at the first that is too many.
        Rule::MaxProperties(most) => many("Dictionary", most, None),
        Rule::UniqueItems => said("unique_items", "List should have unique items"),
        Rule::Contains(contains) => {
            let actual = actual.unwrap_or(0);
            let (words, bound) = contains.bound(actual);
            let s = plural(bound);
            said(
                "contains",
                format!(
                    "List should contain {words} {bound} item{s} of a certain kind, not {actual}"
                ),
            )
        }
        Rule::Type(kinds) => {
            let names: Vec<_> = kinds
                .iter()
                .map(|kind| type_name(*kind).to_owned())
                .collect();
            said("type", one_of(&names))
        }
        Rule::Enum(values) => {
            let values: Vec<_> = values.iter().map(|value| python(value)).collect();
            let message = one_of(&values);
            let expected = message.trim_start_matches("Input should be ").to_owned();
            said("literal_error", message).with("expected", Context::Text(expected))
        }
        Rule::AnyOf(_) => said("any_of", "Input should match one of the alternatives"),
        Rule::OneOf(_) => said(
            "one_of",
            format!(
                "Input should match exactly one of the alternatives, not {}",
                actual.unwrap_or(0)
            ),
        ),
        Rule::Not(_) => said("not", "Input should be anything else"),
        Rule::Never => said("never", "Input should not be here"),
        _ => said("value_error", "Value error, a part of it breaks a rule"),
    }
}

fn length(kind: &'static str, words: &str, name: &'static str, bound: u64) -> Said {
    let s = plural(bound);
    said(
        kind,
        format!("String should have {words} {bound} character{s}"),
    )
    .with(name, Context::Count(bound))
}

fn number((kind, name): (&'static str, &'static str), words: &str, bound: &'static str) -> Said {
    let plain = plain_number(bound);
    said(kind, format!("Input should be {words} {plain}")).with(name, Context::Number(bound))
}

fn few(what: &str, least: u64, actual: Option<u64>) -> Said {
    count(("too_short", "min_length"), what, "at least", least, actual)
}

fn many(what: &str, most: u64, actual: Option<u64>) -> Said {
    count(("too_long", "max_length"), what, "at most", most, actual)
}

fn count(
    (kind, name): (&'static str, &'static str),
    what: &str,
    words: &str,
    bound: u64,
    actual: Option<u64>,
) -> Said {
    let s = plural(bound);
    let found = actual.map_or_else(|| "more".to_owned(), |actual| actual.to_string());
    let message =
        format!("{what} should have {words} {bound} item{s} after validation, not {found}");
    said(kind, message)
        .with("field_type", Context::Text(what.to_owned()))
        .with(name, Context::Count(bound))
        .with(
            "actual_length",
            actual.map_or(Context::Null, Context::Count),
        )
}

/// The first part of what pydantic says; behind it stands where its own parser stopped.
fn of_format(format: Format) -> Said {
    match format {
        Format::Email => said("value_error", "value is not a valid email address"),
        Format::Ipv4 => said("ip_v4_address", "Input is not a valid IPv4 address"),
        Format::Ipv6 => said("ip_v6_address", "Input is not a valid IPv6 address"),
        Format::Uri => said("url_parsing", "Input should be a valid URL"),
        Format::Time => said("time_parsing", "Input should be in a valid time format"),
        Format::Duration => said("time_delta_parsing", "Input should be a valid timedelta"),
        Format::Uuid => said("uuid_parsing", "Input should be a valid UUID"),
        Format::Date => said(
            "date_from_datetime_parsing",
            "Input should be a valid date or datetime",
        ),
        Format::DateTime => said(
            "datetime_from_date_parsing",
            "Input should be a valid datetime or date",
        ),
        Format::Decimal => said("decimal_parsing", "Input should be a valid decimal"),
        Format::Byte | Format::Base64Url => said("base64_decode", "Base64 decoding error"),
        other => said(
            "value_error",
            format!("Value error, expected {}", other.noun()),
        ),
    }
}

/// What pydantic calls a kind of JSON.
const fn type_name(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Null => "None",
        JsonKind::Boolean => "a valid boolean",
        JsonKind::Integer => "a valid integer",
        JsonKind::Number => "a valid number",
        JsonKind::String => "a valid string",
        JsonKind::Array => "a valid list",
        JsonKind::Object => "a valid dictionary",
    }
}

/// A value of JSON as Python writes it.
fn python(text: &str) -> String {
    match text {
        "null" => return "None".to_owned(),
        "true" => return "True".to_owned(),
        "false" => return "False".to_owned(),
        _ => {}
    }
    match Json::parse(text) {
        Ok(Json::String(text)) if text.contains('\'') && !text.contains('"') => {
            format!("\"{text}\"")
        }
        Ok(Json::String(text)) => format!("'{text}'"),
        _ => text.to_owned(),
    }
}

/// `Input should be 'a', 'b' or 'c'`
pub(super) fn one_of(values: &[String]) -> String {
    match values {
        [] => "Input should be".to_owned(),
        [only] => format!("Input should be {only}"),
        [first @ .., last] => format!("Input should be {} or {last}", first.join(", ")),
    }
}
