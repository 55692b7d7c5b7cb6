//! The tokens that calls carry.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use counterpart_runtime::Secret;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde::Serialize;

/// How long a token is good for: LiveKit's clock and ours may differ by about as much, and it allows for that.
const SECONDS: u64 = 60;

/// Who signs.
pub(super) struct Signer {
    key: String,
    secret: EncodingKey,
}

#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    nbf: u64,
    exp: u64,
    sip: Grant,
}

/// What the token allows: the trunks, and nothing else of LiveKit's.
#[derive(Serialize)]
struct Grant {
    admin: bool,
}

impl Signer {
    pub(super) fn new(key: &str, secret: &Secret) -> Self {
        Self {
            key: key.to_owned(),
            secret: EncodingKey::from_secret(secret.expose().as_bytes()),
        }
    }

    /// A token that is good from now on, and for a minute.
    pub(super) fn token(&self) -> Result<Secret, jsonwebtoken::errors::Error> {
        // A clock before 1970 makes a token that LiveKit refuses, as it should.
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_secs());
        let claims = Claims {
            iss: &self.key,
            nbf: now,
            exp: now + SECONDS,
            sip: Grant { admin: true },
        };
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &self.secret).map(Secret::new)
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signer(..)")
    }
}
