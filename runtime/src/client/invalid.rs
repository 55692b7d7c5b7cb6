//! Calls that are not sent.

use std::error::Error as StdError;
use std::fmt;

use crate::codec::EncodeError;
use crate::param::Unwritable;

/// What cannot be written as a request: one entry for each faulty parameter.
///
/// No entry holds a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidRequest {
    pub(super) parameters: Vec<InvalidParameter>,
}

impl InvalidRequest {
    /// The faulty parameters, in the order in which they were set; at least one.
    #[must_use]
    pub fn parameters(&self) -> &[InvalidParameter] {
        &self.parameters
    }
}

impl fmt::Display for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, parameter) in self.parameters.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{parameter}")?;
        }
        Ok(())
    }
}

impl StdError for InvalidRequest {}

/// A parameter whose value cannot be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidParameter {
    /// The name of the parameter or header, or `body`; for [`ParameterProblem::Url`] that of the operation.
    pub name: String,
    /// What is wrong with its value.
    pub problem: ParameterProblem,
}

impl fmt::Display for InvalidParameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}", self.name, self.problem)
    }
}

/// What is wrong with the value of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParameterProblem {
    /// An empty value in the path: the request would go to another operation.
    EmptyInPath,
    /// A segment of the path would be `.` or `..`, which URLs resolve: the request would go to another operation.
    DotSegment,
    /// The path has no value for it.
    NotSet,
    /// Not the name of a header.
    HeaderName,
    /// A header's value with a control character in it.
    HeaderValue,
    /// A header that only the client itself may set.
    ReservedHeader,
    /// The body has no JSON form.
    Body(EncodeError),
    /// The value has no form in the style of its parameter.
    Unwritable(Unwritable),
    /// The whole is not a URL, or is too long for one.
    Url,
}

impl fmt::Display for ParameterProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::EmptyInPath => "must not be empty in a path",
            Self::DotSegment => "must not make a path segment of dots",
            Self::NotSet => "is not set",
            Self::HeaderName => "is not the name of a header",
            Self::HeaderValue => "cannot stand in a header",
            Self::ReservedHeader => "is a header that the client sets itself",
            Self::Body(error) => return error.fmt(f),
            Self::Unwritable(problem) => return problem.fmt(f),
            Self::Url => "does not make a URL",
        })
    }
}

/// The credentials that an operation asks for, none of which the client has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingCredential {
    pub(super) alternatives: Vec<Vec<&'static str>>,
}

impl MissingCredential {
    /// The names of the security schemes, as alternatives; all schemes of one are needed together.
    #[must_use]
    pub fn alternatives(&self) -> &[Vec<&'static str>] {
        &self.alternatives
    }
}

impl fmt::Display for MissingCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("needs ")?;
        for (index, schemes) in self.alternatives.iter().enumerate() {
            let or = if index == 0 { "" } else { " or " };
            write!(f, "{or}{}", schemes.join(" and "))?;
        }
        Ok(())
    }
}

impl StdError for MissingCredential {}
