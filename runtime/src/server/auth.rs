//! Credentials, and the answers to missing and wrong ones.

use std::fmt;

use axum::http::header::{AUTHORIZATION, COOKIE, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::IntoResponse;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{Api, Head, Operation, Problem, Profile, Rejection};
use crate::{Secret, param};

/// Why a credential is not accepted: what an authenticator answers.
#[derive(Debug)]
pub enum Denied {
    /// The credential is unknown, expired or malformed: 401 with a challenge.
    Invalid,
    /// The credential is good, and does not permit this operation (scopes): 403.
    Forbidden,
    /// Any other answer, such as 503 where the credential could not be checked.
    Other(Rejection),
}

impl Denied {
    /// Any other answer.
    pub fn other(response: impl IntoResponse) -> Self {
        Self::Other(Rejection::new(response))
    }
}

impl From<Rejection> for Denied {
    fn from(rejection: Rejection) -> Self {
        Self::Other(rejection)
    }
}

/// What an authenticator sees beside the credential: the head of the request, and the scopes that the operation asks for.
#[derive(Clone, Copy)]
pub struct AuthContext<'a> {
    head: &'a Head,
    scopes: &'static [&'static str],
}

impl<'a> AuthContext<'a> {
    /// The scopes that the document asks for beside this scheme; to be checked by the authenticator, with [`Denied::Forbidden`].
    #[must_use]
    pub fn scopes(&self) -> &'static [&'static str] {
        self.scopes
    }

    /// The operation that is called.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.head.operation()
    }

    /// The method of the request.
    #[must_use]
    pub fn method(&self) -> &'a Method {
        self.head.method()
    }

    /// The URI of the request. Its query may hold a credential, which `Debug` shows.
    #[must_use]
    pub fn uri(&self) -> &'a Uri {
        self.head.uri()
    }

    /// The headers of the request.
    #[must_use]
    pub fn headers(&self) -> &'a HeaderMap {
        self.head.headers()
    }

    /// What a layer has put into the request's extensions.
    #[must_use]
    pub fn extension<T: Clone + Send + Sync + 'static>(&self) -> Option<&'a T> {
        self.head.extension()
    }
}

impl fmt::Debug for AuthContext<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthContext")
            .field("operation", &self.operation())
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}

impl Head {
    /// What the authenticator sees of this request.
    #[must_use]
    pub fn auth_context(&self, scopes: &'static [&'static str]) -> AuthContext<'_> {
        AuthContext { head: self, scopes }
    }

    /// The token of `Authorization: Bearer` (RFC 6750). The scheme's case does not matter; the first such header counts; an empty token is none.
    #[must_use]
    pub fn bearer(&self) -> Option<Secret> {
        self.authorization("bearer").map(Secret::from)
    }

    /// User name and password of `Authorization: Basic` (RFC 7617), in UTF-8. What is not base64, or has no colon, is none.
    #[must_use]
    pub fn basic(&self) -> Option<(String, Secret)> {
        let encoded = self.authorization("basic")?;
        let decoded = STANDARD.decode(encoded.trim()).ok()?;
        let (user, password) = std::str::from_utf8(&decoded).ok()?.split_once(':')?;
        Some((user.to_owned(), Secret::from(password)))
    }

    fn authorization(&self, scheme: &str) -> Option<String> {
        let value = param::header(self.headers().get(AUTHORIZATION)?.as_bytes());
        let (own, credential) = value.split_once(' ')?;
        (own.eq_ignore_ascii_case(scheme) && !credential.is_empty()).then(|| credential.to_owned())
    }

    /// A key in a header; an empty one is none.
    #[must_use]
    pub fn header_key(&self, name: &str) -> Option<Secret> {
        let value = self.headers().get(name)?;
        secret(param::header(value.as_bytes()))
    }

    /// A key in the query; an empty one is none.
    #[must_use]
    pub fn query_key(&self, name: &str) -> Option<Secret> {
        secret(self.query().value(name)?)
    }

    /// A key in a cookie; an empty one is none.
    #[must_use]
    pub fn cookie_key(&self, name: &str) -> Option<Secret> {
        secret(param::cookie(&self.cookies()?, name)?)
    }

    /// The value of the `Cookie` header; HTTP/2 may have it in several lines.
    pub(super) fn cookies(&self) -> Option<String> {
        let lines: Vec<String> = self
            .headers()
            .get_all(COOKIE)
            .iter()
            .map(|line| param::header(line.as_bytes()))
            .collect();
        (!lines.is_empty()).then(|| lines.join("; "))
    }
}

fn secret(text: String) -> Option<Secret> {
    (!text.is_empty()).then(|| Secret::from(text))
}

/// What a scheme says in `WWW-Authenticate`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Challenge {
    /// `Bearer` (RFC 6750).
    Bearer,
    /// `Basic` (RFC 7617).
    Basic,
    /// `APIKey`, which is not registered, but what FastAPI says too: a 401 must have a challenge.
    ApiKey,
}

impl Challenge {
    /// FastAPI's challenges are the bare names of the schemes.
    fn value(self, profile: Profile, wrong: bool) -> HeaderValue {
        let rules = profile.rules();
        HeaderValue::from_static(match self {
            Self::Bearer if wrong => rules.wrong_bearer,
            Self::Bearer => "Bearer",
            Self::Basic => rules.basic,
            Self::ApiKey => "APIKey",
        })
    }
}

/// Gathers why the alternatives of a security requirement failed, until one succeeds or all have failed.
///
/// The strongest reason is answered: an answer of the authenticator's own, then 403, then 401 for a wrong credential, then 401 for a missing one.
/// Among equals the first counts.
#[derive(Debug)]
pub struct Refusal {
    api: &'static Api,
    denied: Option<Denied>,
}

impl Refusal {
    /// No alternative has failed yet.
    #[must_use]
    pub fn new(head: &Head) -> Self {
        Self {
            api: head.api(),
            denied: None,
        }
    }

    /// An alternative's credential was there, and is not accepted.
    pub fn denied(&mut self, denied: Denied) {
        fn weight(denied: &Denied) -> u8 {
            match denied {
                Denied::Invalid => 1,
                Denied::Forbidden => 2,
                Denied::Other(_) => 3,
            }
        }
        if self
            .denied
            .as_ref()
            .is_none_or(|own| weight(own) < weight(&denied))
        {
            self.denied = Some(denied);
        }
    }

    /// Whether no alternative's credential was there as a whole: then an operation whose credential is optional is served without one. A
    /// credential that is there and wrong is answered with 401 even so, so that a caller whose token has expired learns of it.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.denied.is_none()
    }

    /// The answer, with a challenge for each scheme where it is 401.
    #[must_use]
    pub fn answer(self, challenges: &[Challenge]) -> Rejection {
        match self.denied {
            None => unauthorized(self.api, false, challenges),
            Some(Denied::Invalid) => unauthorized(self.api, true, challenges),
            Some(Denied::Forbidden) => {
                Problem::new(self.api, StatusCode::FORBIDDEN, "Not enough permissions").into()
            }
            Some(Denied::Other(rejection)) => rejection,
        }
    }
}

fn unauthorized(api: &'static Api, wrong: bool, challenges: &[Challenge]) -> Rejection {
    let detail = if wrong {
        "Invalid authentication credentials"
    } else {
        "Not authenticated"
    };
    let problem = Problem::new(api, StatusCode::UNAUTHORIZED, detail);
    let with_challenge = |problem: Problem, challenge: &Challenge| {
        problem.with_header(WWW_AUTHENTICATE, challenge.value(api.profile, wrong))
    };
    challenges.iter().fold(problem, with_challenge).into()
}

#[cfg(test)]
mod tests {
    use axum::response::IntoResponse;

    use super::*;

    fn answer(
        profile: Profile,
        denied: Vec<Denied>,
        challenges: &[Challenge],
    ) -> (u16, Vec<String>) {
        let api: &'static Api = Box::leak(Box::new(Api { title: "", profile }));
        let mut refusal = Refusal { api, denied: None };
        assert!(refusal.is_missing());
        for one in denied {
            refusal.denied(one);
            assert!(!refusal.is_missing());
        }
        let response = refusal.answer(challenges).into_response();
        let said = response.headers().get_all(WWW_AUTHENTICATE).iter();
        let said = said.map(|value| value.to_str().unwrap().to_owned());
        (response.status().as_u16(), said.collect())
    }

    #[test]
    fn the_strongest_reason_is_answered() {
        let other = || Denied::other(StatusCode::SERVICE_UNAVAILABLE);
        let late = || Denied::other(StatusCode::BAD_GATEWAY);
        for (denied, status) in [
            (vec![], 401),
            (vec![Denied::Invalid], 401),
            (vec![Denied::Invalid, Denied::Forbidden], 403),
            (vec![Denied::Forbidden, Denied::Invalid], 403),
            (vec![other(), Denied::Forbidden, late()], 503),
            (vec![Denied::Invalid, late(), other()], 502),
        ] {
            let shown = format!("{denied:?}");
            let (own, challenges) = answer(Profile::FastApi, denied, &[Challenge::Bearer]);
            assert_eq!(
                (own, challenges.len()),
                (status, usize::from(status == 401)),
                "{shown}"
            );
        }
    }

    /// RFC 9110, section 11.6.1: a 401 has a challenge for each scheme that would do.
    #[test]
    fn each_scheme_has_a_challenge_of_its_own() {
        let all = [Challenge::Bearer, Challenge::Basic, Challenge::ApiKey];
        for (profile, wrong, expected) in [
            (Profile::FastApi, false, ["Bearer", "Basic", "APIKey"]),
            (Profile::FastApi, true, ["Bearer", "Basic", "APIKey"]),
            (
                Profile::ProblemDetails,
                false,
                ["Bearer", r#"Basic realm="API", charset="UTF-8""#, "APIKey"],
            ),
            (
                Profile::ProblemDetails,
                true,
                [
                    r#"Bearer error="invalid_token""#,
                    r#"Basic realm="API", charset="UTF-8""#,
                    "APIKey",
                ],
            ),
        ] {
            let denied = wrong.then_some(Denied::Invalid).into_iter().collect();
            let (status, challenges) = answer(profile, denied, &all);
            assert_eq!(
                (status, challenges.as_slice()),
                (401, expected.map(str::to_owned).as_slice())
            );
        }
    }
}
