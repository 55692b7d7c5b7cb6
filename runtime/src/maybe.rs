//! A member of an object that may be absent, null or a value.

/// A member that may be absent, and may be null: three states, and all three mean something on the wire.
///
/// ```
/// use counterpart_runtime::Maybe;
///
/// let mut nickname = Some("Reception".to_owned());
/// Maybe::Absent.apply(&mut nickname);                 // absent: left alone
/// assert_eq!(nickname.as_deref(), Some("Reception"));
/// Maybe::from("Desk".to_owned()).apply(&mut nickname); // a value: set
/// assert_eq!(nickname.as_deref(), Some("Desk"));
/// Maybe::Null.apply(&mut nickname);                   // null: removed
/// assert_eq!(nickname, None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Maybe<T> {
    /// The member is not there.
    #[default]
    Absent,
    /// The member is there, and null.
    Null,
    /// The member is there, and has a value.
    Value(T),
}

impl<T> Maybe<T> {
    /// Whether the member is not there.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the member is there, and null.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether the member has a value.
    #[must_use]
    pub const fn is_value(&self) -> bool {
        matches!(self, Self::Value(_))
    }

    /// The value, if there is one; absent and null alike are `None`.
    #[must_use]
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The same state, borrowing the value.
    #[must_use]
    pub const fn as_ref(&self) -> Maybe<&T> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Value(value) => Maybe::Value(value),
        }
    }

    /// The same state, borrowing the value mutably.
    #[must_use]
    pub const fn as_mut(&mut self) -> Maybe<&mut T> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Value(value) => Maybe::Value(value),
        }
    }

    /// The same state, borrowing what the value points to: `Maybe<String>` to `Maybe<&str>`.
    #[must_use]
    pub fn as_deref(&self) -> Maybe<&T::Target>
    where
        T: std::ops::Deref,
    {
        self.as_ref().map(|value| &**value)
    }

    /// The value, if there is one; absent and null alike become `None`.
    #[must_use]
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The outer `Option` says whether the member is there, the inner one whether it has a value.
    #[must_use]
    pub fn into_nested(self) -> Option<Option<T>> {
        match self {
            Self::Absent => None,
            Self::Null => Some(None),
            Self::Value(value) => Some(Some(value)),
        }
    }

    /// The value, or `default` where the member is absent or null.
    #[must_use]
    pub fn unwrap_or(self, default: T) -> T {
        self.into_option().unwrap_or(default)
    }

    /// The value, or what `default` returns where the member is absent or null.
    #[must_use]
    pub fn unwrap_or_else(self, default: impl FnOnce() -> T) -> T {
        self.into_option().unwrap_or_else(default)
    }

    /// The value, or the type's default where the member is absent or null.
    #[must_use]
    pub fn unwrap_or_default(self) -> T
    where
        T: Default,
    {
        self.into_option().unwrap_or_default()
    }

    /// The same state, with the value changed by `change`.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Maybe<U> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Value(value) => Maybe::Value(change(value)),
        }
    }

    /// Takes the state out and leaves `Absent`.
    #[must_use]
    pub const fn take(&mut self) -> Self {
        std::mem::replace(self, Self::Absent)
    }

    /// Applies the member as a patch: absent leaves `target` alone, null empties it, a value replaces it.
    pub fn apply(self, target: &mut Option<T>) {
        match self {
            Self::Absent => {}
            Self::Null => *target = None,
            Self::Value(value) => *target = Some(value),
        }
    }
}

impl<T: Clone> Maybe<&T> {
    /// The same state, with the value cloned.
    #[must_use]
    pub fn cloned(self) -> Maybe<T> {
        self.map(T::clone)
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` is `Null`: who has an `Option` at hand and sets a member with it wants to say something about that member.
impl<T> From<Option<T>> for Maybe<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl From<&str> for Maybe<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::Maybe;

    #[test]
    fn option_becomes_null_or_value() {
        assert_eq!(Maybe::<u8>::from(None), Maybe::Null);
        assert_eq!(Maybe::<u8>::from(Some(1)), Maybe::Value(1));
        assert_eq!(Maybe::<u8>::from(1), Maybe::Value(1));
        assert_eq!(Maybe::<u8>::default(), Maybe::Absent);
        assert_eq!(Maybe::<String>::from("x"), Maybe::Value("x".to_owned()));
    }

    #[test]
    fn states_survive_borrowing_and_mapping() {
        for state in [Maybe::Absent, Maybe::Null, Maybe::Value("a".to_owned())] {
            assert_eq!(state.as_ref().cloned(), state);
            assert_eq!(state.as_deref().map(str::to_owned), state);
            assert_eq!(
                state
                    .clone()
                    .into_nested()
                    .map_or(Maybe::Absent, Maybe::from),
                state
            );
            assert_eq!(state.value().is_some(), state.is_value());
            assert_eq!(
                u8::from(state.is_absent())
                    + u8::from(state.is_null())
                    + u8::from(state.is_value()),
                1
            );
        }
        let mut state = Maybe::Value(1);
        if let Maybe::Value(value) = state.as_mut() {
            *value += 1;
        }
        assert_eq!(state.take(), Maybe::Value(2));
        assert!(state.is_absent());
        assert_eq!(Maybe::Null.unwrap_or(3), 3);
        assert_eq!(Maybe::<u8>::Absent.unwrap_or_default(), 0);
        assert_eq!(Maybe::Value(4).unwrap_or_else(|| 5), 4);
    }

    #[test]
    fn patch_has_three_effects() {
        for (patch, before, after) in [
            (Maybe::Absent, Some(1), Some(1)),
            (Maybe::Absent, None, None),
            (Maybe::Null, Some(1), None),
            (Maybe::Value(2), Some(1), Some(2)),
            (Maybe::Value(2), None, Some(2)),
        ] {
            let mut target = before;
            patch.apply(&mut target);
            assert_eq!(target, after);
        }
    }
}
