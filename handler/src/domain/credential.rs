//! What a trunk authenticates with.

use std::fmt;
use std::str::FromStr;

use counterpart_runtime::Secret;
use thiserror::Error;

/// The longest user name and the longest password, in bytes of UTF-8.
pub const MAX_CREDENTIAL_BYTES: usize = 1024;

/// Why a text is neither a [`Username`] nor a [`Password`]. Does not hold the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CredentialError {
    /// Longer than [`MAX_CREDENTIAL_BYTES`].
    #[error("must not be longer than 1024 bytes")]
    TooLong,
    /// A control character (Unicode's category Cc), which could end a header of SIP.
    #[error("must not contain control characters")]
    Control,
}

/// A user name for digest authentication; empty where it is cleared, as LiveKit has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Username(String);

impl Username {
    /// What takes the user name away.
    #[must_use]
    pub fn cleared() -> Self {
        Self::default()
    }

    /// The user name, empty where it is cleared.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the user name is taken away.
    #[must_use]
    pub fn is_cleared(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Username {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for Username {
    type Err = CredentialError;

    fn from_str(text: &str) -> Result<Self, CredentialError> {
        check(text)?;
        Ok(Self(text.to_owned()))
    }
}

/// A password for digest authentication; empty where it is cleared, as LiveKit has it. `Debug` does not show it, and its memory is
/// overwritten when it is dropped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Password(Secret);

impl Password {
    /// What takes the password away.
    #[must_use]
    pub fn cleared() -> Self {
        Self::default()
    }

    /// The password, empty where it is cleared. Who calls this answers for where it goes.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// Whether the password is taken away.
    #[must_use]
    pub fn is_cleared(&self) -> bool {
        self.0.is_empty()
    }
}

/// Takes the secret over, so that no copy of it is left.
impl TryFrom<Secret> for Password {
    type Error = CredentialError;

    fn try_from(secret: Secret) -> Result<Self, CredentialError> {
        check(secret.expose())?;
        Ok(Self(secret))
    }
}

fn check(text: &str) -> Result<(), CredentialError> {
    if text.len() > MAX_CREDENTIAL_BYTES {
        Err(CredentialError::TooLong)
    } else if text.contains(char::is_control) {
        Err(CredentialError::Control)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use counterpart_runtime::Secret;

    use super::{CredentialError, Password, Username};

    /// The same rule for both.
    fn read(text: &str) -> Result<(), CredentialError> {
        let username = text.parse::<Username>();
        let password = Password::try_from(Secret::from(text));
        if let (Ok(username), Ok(password)) = (&username, &password) {
            assert_eq!((username.as_str(), password.expose()), (text, text));
            assert_eq!(username.is_cleared(), text.is_empty());
            assert_eq!(password.is_cleared(), text.is_empty());
        }
        assert_eq!(username.clone().err(), password.err());
        username.map(|_| ())
    }

    #[test]
    fn counts_bytes() {
        for text in ["a".repeat(1024), "ñ".repeat(512), String::new()] {
            assert_eq!(read(&text), Ok(()));
        }
        for text in ["a".repeat(1025), "ñ".repeat(513)] {
            assert_eq!(read(&text), Err(CredentialError::TooLong));
        }
    }

    #[test]
    fn refuses_control_characters_only() {
        for text in [" ", "a b", "ñandú😀", "\"<>@:;/?#", "a\u{a0}b", "~"] {
            assert_eq!(read(text), Ok(()), "{text:?}");
        }
        for text in [
            "\0", "a\rb", "a\n", "\tb", "a\u{1f}b", "\u{7f}", "\u{80}", "a\u{9f}",
        ] {
            assert_eq!(read(text), Err(CredentialError::Control), "{text:?}");
        }
    }

    #[test]
    fn password_is_not_shown() {
        let password = Password::try_from(Secret::from("hunter2")).expect("a password");
        let shown = format!("{password:?} {password:#?}");
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}
