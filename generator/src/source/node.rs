use std::sync::Arc;

use super::Place;

/// A value of a document, with its place. Cloning is cheap: containers are shared.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Where the value stands (for containers, from the opening to the closing bracket; for block YAML, its first to its last byte).
    pub place: Place,
}

/// What JSON knows, whichever syntax it was written in.
#[derive(Clone, Debug)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it was written.
    Number(Number),
    /// A string, unescaped.
    String(Arc<str>),
    /// An array.
    Array(Arc<[Node]>),
    /// An object, in the order of the document.
    Object(Arc<[Member]>),
}

/// A number kept as JSON text, so that nothing of it is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(pub Arc<str>);

/// A member of an object: its key and value, each with its place.
#[derive(Clone, Debug)]
pub struct Member {
    /// The key.
    pub key: Key,
    /// The value.
    pub value: Node,
}

/// The key of a member, unescaped, with its place.
#[derive(Clone, Debug)]
pub struct Key {
    /// The text.
    pub text: Arc<str>,
    /// Where the key stands.
    pub place: Place,
}

impl Node {
    /// The value of the member `key`, where this is an object that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.member(key).map(|member| &member.value)
    }

    /// The member `key`, where this is an object that has it.
    #[must_use]
    pub fn member(&self, key: &str) -> Option<&Member> {
        self.members()
            .iter()
            .find(|member| &*member.key.text == key)
    }

    /// The members of an object; empty for every other value.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        match &self.value {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// The items of an array; empty for every other value.
    #[must_use]
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::Array(items) => items,
            _ => &[],
        }
    }

    /// The text of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a boolean.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }
}
