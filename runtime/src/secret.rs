//! Text that must not be shown.

use std::fmt;

use zeroize::Zeroize;

/// A password or another secret text. `Debug` does not show it, there is no `Display`, and its memory is overwritten when it is dropped.
///
/// It goes over the wire as a plain string.
#[derive(Clone, Default)]
pub struct Secret(String);

impl Secret {
    /// A secret of this text.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// The text. Who calls this answers for where it goes.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether the text is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// Compares every byte, however early the first difference is; texts of different lengths return at once.
impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.0.as_bytes(), other.0.as_bytes());
        ours.len() == theirs.len()
            && ours
                .iter()
                .zip(theirs)
                .fold(0, |difference, (a, b)| difference | (a ^ b))
                == 0
    }
}

impl Eq for Secret {}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn debug_shows_nothing() {
        let shown = format!(
            "{:?} {:#?}",
            Secret::from("hunter2"),
            Some(Secret::from("hunter2"))
        );
        assert!(!shown.contains("hunter2"), "{shown}");
    }

    #[test]
    fn equality_is_by_text() {
        assert_eq!(Secret::from("a"), Secret::from("a".to_owned()));
        assert_ne!(Secret::from("a"), Secret::from("b"));
        assert_ne!(Secret::from("a"), Secret::from("ab"));
        assert!(Secret::default().is_empty());
        assert_eq!(Secret::from("p").expose(), "p");
    }
}
