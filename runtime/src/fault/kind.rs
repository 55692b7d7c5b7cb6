//! What can be wrong with a value.

use std::borrow::Cow;
use std::fmt;

use super::{SyntaxProblem, words};
use crate::codec::{Constant, Rule};

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum FaultKind {
    /// A required member, parameter or body is absent.
    Missing,
    /// An object with declared members was expected.
    NotObject,
    /// An object with free keys was expected.
    NotMap,
    /// An array was expected.
    NotArray,
    /// A string was expected.
    NotString,
    /// An integer was expected, and no number was found.
    NotInteger,
    /// An integer was expected, and a number with a fraction was found.
    Fraction,
    /// A number was expected.
    NotNumber,
    /// `true` or `false` was expected.
    NotBoolean,
    /// `null` was expected.
    NotNull,
    /// A string, and not one of the values of the enum.
    Enum {
        /// The values of the enum, in the document's order.
        expected: &'static [&'static str],
    },
    /// An integer, and not one of the values of the enum.
    IntegerEnum {
        /// The values of the enum, in the document's order.
        expected: &'static [i64],
    },
    /// A string, and not one of the values that the schema lists where it is used, without a name (pydantic's `Literal`).
    Literal {
        /// The values, in the document's order.
        expected: &'static [&'static str],
    },
    /// An integer, and not one of the values that the schema lists where it is used, without a name.
    IntegerLiteral {
        /// The values, in the document's order.
        expected: &'static [i64],
    },
    /// A string that is not a UUID.
    Uuid,
    /// A string that is not a date-time of RFC 3339.
    DateTime,
    /// A string that is not a full-date of RFC 3339.
    Date,
    /// A string that is not base64 (RFC 4648 section 4, with padding).
    Base64,
    /// An integer that the type cannot hold.
    IntegerRange {
        /// The least value that is accepted.
        minimum: i128,
        /// The greatest value that is accepted.
        maximum: i128,
    },
    /// A number that the type cannot hold (beyond the range of `f32`).
    NumberRange,
    /// A rule of the schema that the value does not keep.
    Rule {
        /// The rule.
        rule: Rule,
        /// How many items, members or alternatives there are, where the rule is about their number; of items that must differ, the place of the first
        /// that is there already.
        actual: Option<u64>,
    },
    /// What is wrong with the name of this member.
    Name(Box<FaultKind>),
    /// A member that must be there where another one is, and is absent.
    MissingBeside {
        /// The member that is there.
        beside: &'static str,
    },
    /// A member that the schema does not know, where it forbids unknown ones.
    UnknownMember,
    /// No variant of a union accepts the value.
    NoVariant {
        /// The names of what would be accepted.
        expected: &'static [&'static str],
    },
    /// The member that tells the variants of a union apart is absent, or not a string.
    TagMissing {
        /// The name of that member.
        member: &'static str,
    },
    /// The member that tells the variants of a union apart has a value of no variant.
    TagUnknown {
        /// The name of that member.
        member: &'static str,
        /// The values that would be accepted.
        expected: &'static [&'static str],
    },
    /// The member that tells the variants of a union apart is absent, or has a value of no variant.
    ConstantUnknown {
        /// The name of that member.
        member: &'static str,
        /// The values that would be accepted.
        expected: &'static [Constant],
    },
    /// None of the members is there that tell the variants of a union apart.
    KeyMissing {
        /// The names of those members.
        expected: &'static [&'static str],
    },
    /// More than one variant of a union accepts the value, where one alone may (`oneOf`).
    SeveralVariants {
        /// The names of the variants.
        of: &'static [&'static str],
    },
    /// The text is not JSON, or not within the limits of the reader. Stands alone, at the root.
    Syntax {
        /// Where, in characters from the start of the text (a byte order mark is not counted); the same place that CPython's `json` reports.
        offset: usize,
        /// What is wrong there.
        problem: SyntaxProblem,
    },
    /// The text is not UTF-8. Stands alone, at the root.
    InvalidUtf8 {
        /// The number of valid bytes before the first invalid one.
        offset: usize,
    },
    /// Faults stood here that are not listed, because there were more than the limit.
    Omitted,
    /// A rule outside of the codec: one of the implementor's.
    Custom {
        /// A stable name of the rule, for programs (FastAPI's `type`).
        code: Cow<'static, str>,
        /// What is wrong, for people. Must not hold the value.
        message: Cow<'static, str>,
    },
}

impl FaultKind {
    /// A rule outside of the codec.
    pub fn custom(
        code: impl Into<Cow<'static, str>>,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self::Custom {
            code: code.into(),
            message: message.into(),
        }
    }
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("required, but absent"),
            Self::NotObject | Self::NotMap => f.write_str("expected an object"),
            Self::NotArray => f.write_str("expected an array"),
            Self::NotString => f.write_str("expected a string"),
            Self::NotInteger => f.write_str("expected an integer"),
            Self::Fraction => f.write_str("expected an integer, found a number with a fraction"),
            Self::NotNumber => f.write_str("expected a number"),
            Self::NotBoolean => f.write_str("expected true or false"),
            Self::NotNull => f.write_str("expected null"),
            Self::Enum { expected } | Self::Literal { expected } => {
                write!(f, "expected one of {}", List(expected))
            }
            Self::IntegerEnum { expected } | Self::IntegerLiteral { expected } => {
                write!(f, "expected one of {}", List(expected))
            }
            Self::Uuid => f.write_str("expected a UUID"),
            Self::DateTime => f.write_str("expected a date-time of RFC 3339"),
            Self::Date => f.write_str("expected a date, as in 2026-01-31"),
            Self::Base64 => f.write_str("expected base64"),
            Self::IntegerRange { minimum, maximum } => {
                write!(f, "expected an integer from {minimum} to {maximum}")
            }
            Self::NumberRange => f.write_str("the number is out of range"),
            Self::Rule { rule, actual } => words::write(f, rule, *actual),
            Self::Name(kind) => write!(f, "the name: {kind}"),
            Self::MissingBeside { beside } => write!(f, "required where {beside:?} is, but absent"),
            Self::UnknownMember => f.write_str("unknown member"),
            Self::NoVariant { expected } => write!(f, "expected one of {}", List(expected)),
            Self::TagMissing { member } => {
                write!(f, "the member {member:?} is absent, or no string")
            }
            Self::TagUnknown { member, expected } => write!(
                f,
                "expected the member {member:?} to be one of {}",
                List(expected)
            ),
            Self::ConstantUnknown { member, expected } => write!(
                f,
                "expected the member {member:?} to be one of {}",
                List(expected)
            ),
            Self::KeyMissing { expected } => {
                write!(f, "expected one of the members {}", List(expected))
            }
            Self::SeveralVariants { of } => {
                write!(f, "expected a value of one alone of {}", List(of))
            }
            Self::Syntax { offset, problem } => write!(f, "{problem} at character {offset}"),
            Self::InvalidUtf8 { offset } => write!(f, "invalid UTF-8 after byte {offset}"),
            Self::Omitted => f.write_str("more faults, not listed"),
            Self::Custom { message, .. } => f.write_str(message),
        }
    }
}

/// `"a", "b", "c"`
pub(super) struct List<'a, T>(pub(super) &'a [T]);

impl<T: Listed> fmt::Display for List<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, item) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{}", item.listed())?;
        }
        Ok(())
    }
}

/// What stands in a list of values, as JSON has it.
trait Listed {
    fn listed(&self) -> String;
}

impl Listed for &str {
    fn listed(&self) -> String {
        format!("{self:?}")
    }
}

impl Listed for i64 {
    fn listed(&self) -> String {
        self.to_string()
    }
}

impl Listed for Constant {
    fn listed(&self) -> String {
        match self {
            Self::Text(text) => format!("{text:?}"),
            Self::Integer(value) => value.to_string(),
            Self::Boolean(value) => value.to_string(),
        }
    }
}
