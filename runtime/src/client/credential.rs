//! The credentials that a client has, and which of them a call carries.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};

use super::build::BuildError;
use super::describe::{Scheme, SchemeKind};
use super::invalid::MissingCredential;
use super::url;
use crate::param;
use crate::secret::Secret;

/// The credentials that a client has, by scheme.
#[derive(Debug, Default)]
pub(super) struct Credentials(Vec<(&'static Scheme, Credential)>);

/// A credential, as it goes over the wire.
#[derive(Debug, Clone)]
pub(super) enum Credential {
    /// A header, marked as sensitive.
    Header(HeaderName, HeaderValue),
    /// `name=value`, percent-encoded.
    Query(Secret),
    /// `name=value`
    Cookie(Secret),
}

impl Credentials {
    /// Keeps `secret` for `scheme`, in place of an earlier one.
    pub(super) fn set(
        &mut self,
        scheme: &'static Scheme,
        secret: &Secret,
    ) -> Result<(), BuildError> {
        let credential = credential(scheme, secret).ok_or(BuildError::Credential {
            scheme: scheme.name,
        })?;
        self.0.retain(|(known, _)| *known != scheme);
        self.0.push((scheme, credential));
        Ok(())
    }

    /// The credentials that a call carries whose operation asks for `security`.
    ///
    /// That is the first alternative, in the document's order, for all of whose schemes there is a credential. The alternative without any
    /// scheme, which makes credentials optional, comes last wherever it stands: who set a credential wants it sent. A header of `own`, the
    /// call's headers, stands for the credential that would go there.
    pub(super) fn select(
        &self,
        security: &[&[&'static Scheme]],
        own: &HeaderMap,
    ) -> Result<Vec<&Credential>, MissingCredential> {
        let complete = security
            .iter()
            .filter(|schemes| !schemes.is_empty())
            .find_map(|schemes| self.all(schemes, own));
        let optional = security.iter().any(|schemes| schemes.is_empty());
        match complete {
            Some(credentials) => Ok(credentials),
            None if optional || security.is_empty() => Ok(Vec::new()),
            None => {
                let names = |schemes: &&[&'static Scheme]| {
                    schemes.iter().map(|scheme| scheme.name).collect()
                };
                Err(MissingCredential {
                    alternatives: security.iter().map(names).collect(),
                })
            }
        }
    }

    fn all(&self, schemes: &[&'static Scheme], own: &HeaderMap) -> Option<Vec<&Credential>> {
        let mut all = Vec::new();
        for scheme in schemes {
            if !header(scheme).is_some_and(|name| own.contains_key(name)) {
                all.push(self.get(scheme)?);
            }
        }
        Some(all)
    }

    fn get(&self, scheme: &Scheme) -> Option<&Credential> {
        self.0
            .iter()
            .find(|(known, _)| *known == scheme)
            .map(|(_, credential)| credential)
    }
}

/// The header that a scheme's credential goes to.
fn header(scheme: &Scheme) -> Option<HeaderName> {
    match scheme.kind {
        SchemeKind::Bearer | SchemeKind::Basic => Some(AUTHORIZATION),
        SchemeKind::Header(name) => HeaderName::try_from(name).ok(),
        SchemeKind::Query(_) | SchemeKind::Cookie(_) => None,
    }
}

/// None where the secret cannot stand in its place.
fn credential(scheme: &Scheme, secret: &Secret) -> Option<Credential> {
    let text = secret.expose();
    match scheme.kind {
        SchemeKind::Bearer => sensitive(AUTHORIZATION, &Secret::new(format!("Bearer {text}"))),
        SchemeKind::Basic => sensitive(AUTHORIZATION, &Secret::new(format!("Basic {text}"))),
        SchemeKind::Header(name) => sensitive(HeaderName::try_from(name).ok()?, secret),
        SchemeKind::Query(name) => {
            let pair = param::query_pair(name, text);
            Some(Credential::Query(Secret::new(pair)))
        }
        SchemeKind::Cookie(name) => url::is_cookie_value(text)
            .then(|| Credential::Cookie(Secret::new(format!("{name}={text}")))),
    }
}

fn sensitive(name: HeaderName, text: &Secret) -> Option<Credential> {
    let mut value = HeaderValue::from_str(text.expose()).ok()?;
    value.set_sensitive(true);
    Some(Credential::Header(name, value))
}

/// User and password of RFC 7617; none where the user's name has a colon, which would end it early.
pub(super) fn basic(user: &str, password: &Secret) -> Option<Secret> {
    if user.contains(':') {
        return None;
    }
    let pair = Secret::new(format!("{user}:{}", password.expose()));
    Some(Secret::new(STANDARD.encode(pair.expose())))
}

#[cfg(test)]
mod tests {
    use super::*;

    static BEARER: Scheme = Scheme {
        name: "bearer",
        kind: SchemeKind::Bearer,
    };
    static KEY: Scheme = Scheme {
        name: "key",
        kind: SchemeKind::Header("x-key"),
    };
    static QUERY: Scheme = Scheme {
        name: "query",
        kind: SchemeKind::Query("api key"),
    };
    static COOKIE: Scheme = Scheme {
        name: "cookie",
        kind: SchemeKind::Cookie("session"),
    };

    fn shown(credentials: &[&Credential]) -> String {
        let one = |credential: &&Credential| match credential {
            Credential::Header(name, value) => format!("{name}: {}", value.to_str().unwrap()),
            Credential::Query(pair) => format!("?{}", pair.expose()),
            Credential::Cookie(pair) => format!("cookie {}", pair.expose()),
        };
        credentials.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn the_first_complete_alternative_is_sent() {
        let all: &[&'static Scheme] = &[&BEARER, &KEY, &QUERY, &COOKIE];
        type Case<'a> = (
            &'a [&'a [&'static Scheme]],
            &'a [&'static Scheme],
            Result<&'a str, &'a str>,
        );
        let cases: &[Case] = &[
            (&[], all, Ok("")),
            (&[&[]], all, Ok("")),
            (&[&[&BEARER]], all, Ok("authorization: Bearer s3")),
            (&[&[&KEY], &[&BEARER]], all, Ok("x-key: s3")),
            (
                &[&[&KEY], &[&BEARER]],
                &[&BEARER],
                Ok("authorization: Bearer s3"),
            ),
            (
                &[&[&KEY, &QUERY], &[&COOKIE]],
                all,
                Ok("x-key: s3, ?api%20key=s3"),
            ),
            (
                &[&[&KEY, &QUERY], &[&COOKIE]],
                &[&KEY, &COOKIE],
                Ok("cookie session=s3"),
            ),
            // Optional wherever the empty alternative stands.
            (
                &[&[], &[&BEARER]],
                &[&BEARER],
                Ok("authorization: Bearer s3"),
            ),
            (&[&[], &[&BEARER]], &[], Ok("")),
            (&[&[&BEARER]], &[], Err("needs bearer")),
            (
                &[&[&KEY, &QUERY], &[&COOKIE]],
                &[&KEY],
                Err("needs key and query or cookie"),
            ),
        ];
        for (security, set, expected) in cases {
            let mut credentials = Credentials::default();
            for scheme in *set {
                credentials.set(scheme, &Secret::from("s3")).unwrap();
            }
            let selected = credentials.select(security, &HeaderMap::new());
            let selected = selected
                .map(|list| shown(&list))
                .map_err(|missing| missing.to_string());
            assert_eq!(
                selected.as_deref().map_err(String::as_str),
                *expected,
                "{security:?} with {set:?}"
            );
        }
    }

    #[test]
    fn a_header_of_the_call_stands_for_a_credential() {
        let mut credentials = Credentials::default();
        credentials.set(&KEY, &Secret::from("s3")).unwrap();
        let own = HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::from_static("Bearer mine"))]);
        let selected = credentials.select(&[&[&BEARER, &KEY]], &own).unwrap();
        assert_eq!(shown(&selected), "x-key: s3");
    }

    #[test]
    fn secrets_that_cannot_be_sent_are_refused_and_not_shown() {
        for (scheme, secret) in [
            (&BEARER, "c4nary\r\nx: y"),
            (&KEY, "c4nary\n"),
            (&COOKIE, "c4nary; admin=1"),
            (&COOKIE, "c4nary,"),
        ] {
            let mut credentials = Credentials::default();
            let error = credentials.set(scheme, &Secret::from(secret)).unwrap_err();
            let shown = format!("{error} {error:?}");
            assert!(
                shown.contains(scheme.name) && !shown.contains("c4nary"),
                "{shown}"
            );
        }
        let mut credentials = Credentials::default();
        for scheme in [&BEARER, &KEY, &QUERY, &COOKIE] {
            credentials.set(scheme, &Secret::from("c4nary")).unwrap();
        }
        assert!(!format!("{credentials:?}").contains("c4nary"));
    }

    #[test]
    fn basic_credentials() {
        let secret = basic("Aladdin", &Secret::from("open sesame")).unwrap();
        assert_eq!(secret.expose(), "QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert!(basic("a:b", &Secret::from("c")).is_none());
    }
}
