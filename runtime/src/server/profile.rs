//! What the profiles differ in: one table each, and no question about a profile anywhere else.

use axum::http::StatusCode;
use axum::response::Response;

use super::api::Profile;
use super::problem::about;
use super::{fastapi, problem_details};
use crate::Faults;
use crate::codec::{DecodeOptions, Writer};

/// What a profile decides.
#[derive(Debug)]
pub(super) struct ProfileRules {
    /// How strictly parameters and bodies are read.
    pub(super) decode: DecodeOptions,
    /// Whether a path and its method match together: where the most concrete path lacks the method, the next one is asked.
    pub(super) methods_match_with_paths: bool,
    /// Whether `GET` answers `HEAD`, where the document declares none.
    pub(super) get_answers_head: bool,
    /// Whether `%2F` within a segment is a slash of its value; else such a path is none of the document's.
    pub(super) slashes_in_segments: bool,
    /// Whether `null` as a body is no body.
    pub(super) null_is_no_body: bool,
    /// Whether a body of a media type that is not declared is 415; else it is a faulty body.
    pub(super) unsupported_media_type: bool,
    /// Whether a body that is no JSON is said alone, without the faults of parameters.
    pub(super) syntax_stands_alone: bool,
    /// What `WWW-Authenticate` says of a wrong token.
    pub(super) wrong_bearer: &'static str,
    /// What `WWW-Authenticate` says of the scheme `Basic`.
    pub(super) basic: &'static str,
    /// The media type of an answer that the document does not declare.
    pub(super) problem_media_type: &'static str,
    /// Writes the members of such an answer that stand before `detail`.
    pub(super) problem_members: fn(&mut Writer, StatusCode),
    /// The answer to faults.
    pub(super) faults: fn(&Faults) -> Response,
}

static FASTAPI: ProfileRules = ProfileRules {
    decode: DecodeOptions::DEFAULT
        .with_lenient_params(true)
        .with_lenient_formats(true)
        .with_plain_date_times(true),
    methods_match_with_paths: true,
    get_answers_head: false,
    slashes_in_segments: false,
    null_is_no_body: true,
    unsupported_media_type: false,
    syntax_stands_alone: true,
    wrong_bearer: "Bearer",
    basic: "Basic",
    problem_media_type: "application/json",
    problem_members: |_, _| {},
    faults: fastapi::answer,
};

static PROBLEM_DETAILS: ProfileRules = ProfileRules {
    decode: DecodeOptions::DEFAULT.with_strict_uuid(true),
    methods_match_with_paths: false,
    get_answers_head: true,
    slashes_in_segments: true,
    null_is_no_body: false,
    unsupported_media_type: true,
    syntax_stands_alone: false,
    wrong_bearer: "Bearer error=\"invalid_token\"",
    basic: "Basic realm=\"API\", charset=\"UTF-8\"",
    problem_media_type: "application/problem+json",
    problem_members: about,
    faults: problem_details::answer,
};

impl Profile {
    /// What this profile decides.
    pub(super) const fn rules(self) -> &'static ProfileRules {
        match self {
            Self::FastApi => &FASTAPI,
            Self::ProblemDetails => &PROBLEM_DETAILS,
        }
    }
}
