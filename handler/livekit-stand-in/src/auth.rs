//! LiveKit's tokens: HS256 JWTs whose issuer is the API key.

use std::time::{SystemTime, UNIX_EPOCH};

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use serde_json::Value;

/// What a clock may differ by.
const LEEWAY_SECONDS: i64 = 60;

/// What a call may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Permission {
    /// `sip.admin`: everything.
    SipAdmin,
    /// No token, or one without that grant: nothing.
    None,
}

/// Why a token is refused before the call is looked at: the text of the 401.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("invalid authorization header. Must start with Bearer ")]
    Scheme,
    #[error("invalid authorization token")]
    Unreadable,
    #[error("invalid API key")]
    UnknownKey,
    #[error("invalid authorization token: token signature is invalid: signature is invalid")]
    Signature,
    #[error(
        "invalid authorization token: token has invalid claims: token is missing required claim: exp claim is required"
    )]
    NoExpiry,
    #[error("invalid authorization token: token has invalid claims: token is expired by {}", go_duration(*.0))]
    Expired(i64),
    #[error("invalid authorization token: token has invalid claims: token is not valid yet")]
    NotYetValid,
}

/// Judges an `Authorization` header. No header is no refusal yet: the method asks for the permission.
pub(crate) fn permission(
    header: Option<&[u8]>,
    api_key: &str,
    api_secret: &str,
) -> Result<Permission, Refusal> {
    let Some(header) = header.filter(|header| !header.is_empty()) else {
        return Ok(Permission::None);
    };
    let token = header.strip_prefix(b"Bearer ").ok_or(Refusal::Scheme)?;
    if token.is_empty() {
        return Ok(Permission::None);
    }
    let token = std::str::from_utf8(token).map_err(|_| Refusal::Unreadable)?;

    let key = DecodingKey::from_secret(api_secret.as_bytes());
    let mut validation = Validation::new(Algorithm::HS256);
    validation.required_spec_claims.clear(); // the claims are judged below, with LiveKit's texts
    validation.validate_exp = false;
    validation.validate_aud = false;
    let mut unsigned = validation.clone();
    unsigned.insecure_disable_signature_validation();

    let claims = decode::<Value>(token, &key, &unsigned)
        .map_err(|_| Refusal::Unreadable)?
        .claims;
    if claims.get("iss").and_then(Value::as_str) != Some(api_key) {
        return Err(Refusal::UnknownKey);
    }
    decode::<Value>(token, &key, &validation).map_err(|_| Refusal::Signature)?;
    check_time(&claims)?;
    let admin = claims.pointer("/sip/admin").and_then(Value::as_bool) == Some(true);
    Ok(if admin {
        Permission::SipAdmin
    } else {
        Permission::None
    })
}

fn check_time(claims: &Value) -> Result<(), Refusal> {
    let since_epoch = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let now = i64::try_from(since_epoch.as_secs()).unwrap_or(i64::MAX);
    let moment = |name| {
        claims
            .get(name)
            .and_then(Value::as_f64)
            .map(|seconds| seconds as i64)
    };
    let expiry = moment("exp").ok_or(Refusal::NoExpiry)?;
    if now - LEEWAY_SECONDS >= expiry {
        return Err(Refusal::Expired(now.saturating_sub(expiry)));
    }
    if moment("nbf").is_some_and(|start| now + LEEWAY_SECONDS < start) {
        return Err(Refusal::NotYetValid);
    }
    Ok(())
}

/// Seconds as Go prints a duration.
fn go_duration(seconds: i64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match (hours, minutes) {
        (0, 0) => format!("{seconds}s"),
        (0, _) => format!("{minutes}m{seconds}s"),
        _ => format!("{hours}h{minutes}m{seconds}s"),
    }
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::{EncodingKey, Header, encode};
    use serde_json::json;

    use super::*;

    fn judge(claims: &Value, secret: &str) -> Result<Permission, Refusal> {
        let token = encode(
            &Header::default(),
            claims,
            &EncodingKey::from_secret(secret.as_bytes()),
        )
        .expect("a token");
        permission(
            Some(format!("Bearer {token}").as_bytes()),
            "devkey",
            "secret",
        )
    }

    #[test]
    fn the_issuer_is_looked_at_before_the_signature_and_that_before_the_claims() {
        assert_eq!(
            judge(&json!({"iss": "other"}), "wrong"),
            Err(Refusal::UnknownKey)
        );
        assert_eq!(
            judge(&json!({"iss": "devkey"}), "wrong"),
            Err(Refusal::Signature)
        );
        assert_eq!(
            judge(&json!({"iss": "devkey", "sip": {"admin": true}}), "secret"),
            Err(Refusal::NoExpiry)
        );
    }

    #[test]
    fn the_grant_is_sip_admin() {
        for (sip, expected) in [
            (json!({"admin": true}), Permission::SipAdmin),
            (json!({"admin": false}), Permission::None),
            (json!({"call": true}), Permission::None),
        ] {
            let claims = json!({"iss": "devkey", "exp": 4_102_444_800_i64, "sip": sip});
            assert_eq!(judge(&claims, "secret"), Ok(expected), "{claims}");
        }
    }

    #[test]
    fn durations_as_go_prints_them() {
        assert_eq!(
            [59, 60, 3600, 3661].map(go_duration),
            ["59s", "1m0s", "1h0m0s", "1h1m1s"]
        );
    }
}
