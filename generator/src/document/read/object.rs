//! Members of objects by their kinds.

use super::Reader;
use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::At;
use crate::source::{Member, Node};

/// Something of a wrong shape was met, and reported.
#[derive(Debug)]
pub(super) struct Broken;

/// What was read, or that it was reported.
pub(super) type Read<T> = Result<T, Broken>;

/// An object that is being read.
pub(super) struct Object<'n> {
    pub(super) node: &'n Node,
    pub(super) at: At,
    /// What it is, with its article: "a parameter".
    what: &'static str,
}

impl<'n> Object<'n> {
    pub(super) fn get(&self, key: &str) -> Option<(&'n Node, At)> {
        let node = self.node.get(key)?;
        Some((node, self.at.child(key, node)))
    }
}

impl Reader<'_> {
    /// `node` as an object.
    pub(super) fn object<'n>(
        &mut self,
        node: &'n Node,
        at: &At,
        what: &'static str,
    ) -> Read<Object<'n>> {
        if !node.is_object() {
            let message = format!("{what} must be an object, but this is {}", node.kind_name());
            return self.broken(Code::WrongShape, node, at, what, message);
        }
        Ok(Object {
            node,
            at: at.clone(),
            what,
        })
    }

    /// A text that counts.
    pub(super) fn text(&mut self, object: &Object<'_>, key: &str) -> Read<Option<String>> {
        Ok(self.text_at(object, key)?.map(|(text, _)| text))
    }

    /// A text that counts, with its place.
    pub(super) fn text_at(&mut self, object: &Object<'_>, key: &str) -> Read<Option<(String, At)>> {
        let Some((node, at)) = object.get(key) else {
            return Ok(None);
        };
        match node.as_str() {
            Some(text) => Ok(Some((text.to_owned(), at))),
            None => self.wrong(object, key, node, &at, "a string"),
        }
    }

    /// A text that must be there.
    pub(super) fn required_text(&mut self, object: &Object<'_>, key: &str) -> Read<String> {
        Ok(self.required_text_at(object, key)?.0)
    }

    /// A text that must be there, with its place.
    pub(super) fn required_text_at(
        &mut self,
        object: &Object<'_>,
        key: &str,
    ) -> Read<(String, At)> {
        match self.text_at(object, key)? {
            Some(found) => Ok(found),
            None => self.missing(object, key),
        }
    }

    /// A boolean that counts; `None` where it is not written.
    pub(super) fn flag(&mut self, object: &Object<'_>, key: &str) -> Read<Option<bool>> {
        let Some((node, at)) = object.get(key) else {
            return Ok(None);
        };
        match node.as_bool() {
            Some(flag) => Ok(Some(flag)),
            None => self.wrong(object, key, node, &at, "a boolean"),
        }
    }

    /// The items of an array; none where it is not written.
    pub(super) fn items<'n>(
        &mut self,
        object: &Object<'n>,
        key: &str,
    ) -> Read<Vec<(&'n Node, At)>> {
        let Some((node, at)) = object.get(key) else {
            return Ok(Vec::new());
        };
        if !node.is_array() {
            return self.wrong(object, key, node, &at, "an array");
        }
        let items = node.items().iter().enumerate();
        Ok(items
            .map(|(index, item)| (item, at.child(&index.to_string(), item)))
            .collect())
    }

    /// The members of an object, but for extensions in it; none where it is not written.
    pub(super) fn entries<'n>(
        &mut self,
        object: &Object<'n>,
        key: &str,
    ) -> Read<Vec<(&'n Member, At)>> {
        let Some((node, at)) = object.get(key) else {
            return Ok(Vec::new());
        };
        if !node.is_object() {
            return self.wrong(object, key, node, &at, "an object");
        }
        let members = node.members().iter();
        Ok(members
            .map(|member| (member, at.child(&member.key.text, &member.value)))
            .collect())
    }

    /// The texts of an array of texts.
    pub(super) fn texts(&mut self, object: &Object<'_>, key: &str) -> Read<Vec<(String, At)>> {
        let mut texts = Vec::new();
        for (item, at) in self.items(object, key)? {
            match item.as_str() {
                Some(text) => texts.push((text.to_owned(), at)),
                None => {
                    let message = format!(
                        "the items of `{key}` must be strings, but this is {}",
                        item.kind_name()
                    );
                    return self.broken(Code::WrongShape, item, &at, object.what, message);
                }
            }
        }
        Ok(texts)
    }

    /// A text for people: of a wrong kind it is left out, and nothing else with it.
    pub(super) fn doc(&mut self, object: &Object<'_>, key: &str) -> Option<String> {
        let (node, at) = object.get(key)?;
        if let Some(text) = node.as_str() {
            return Some(text.to_owned());
        }
        self.wrong_doc(key, node, &at, "a string");
        None
    }

    /// A boolean for people, `deprecated`: of a wrong kind it is left out, and nothing else with it.
    pub(super) fn doc_flag(&mut self, object: &Object<'_>, key: &str) -> bool {
        let Some((node, at)) = object.get(key) else {
            return false;
        };
        if node.as_bool().is_none() {
            self.wrong_doc(key, node, &at, "a boolean");
        }
        node.as_bool().unwrap_or(false)
    }

    /// Reports every member that is neither known nor an extension.
    pub(super) fn unknown(&mut self, object: &Object<'_>, known: &[&str]) {
        for member in object.node.members() {
            let key = &*member.key.text;
            if known.contains(&key) || key.starts_with("x-") {
                continue;
            }
            let pointer = object.at.child(key, &member.value).pointer;
            let message = format!("{} has no member `{key}` in OpenAPI", object.what);
            self.diagnostics.push(
                Diagnostic::new(Code::UnknownMember, member.key.place, pointer, message)
                    .with_effect(Effect::Ignored(format!("`{key}`"))),
            );
        }
    }

    pub(super) fn missing<T>(&mut self, object: &Object<'_>, key: &str) -> Read<T> {
        let message = format!("{} must have a member `{key}`", object.what);
        self.broken(
            Code::MissingMember,
            object.node,
            &object.at,
            object.what,
            message,
        )
    }

    /// `key` of `object` has another kind than `expected`.
    pub(super) fn wrong<T>(
        &mut self,
        object: &Object<'_>,
        key: &str,
        node: &Node,
        at: &At,
        expected: &str,
    ) -> Read<T> {
        let message = format!("`{key}` must be {expected}, but is {}", node.kind_name());
        self.broken(Code::WrongShape, node, at, object.what, message)
    }

    pub(super) fn broken<T>(
        &mut self,
        code: Code,
        node: &Node,
        at: &At,
        what: &str,
        message: String,
    ) -> Read<T> {
        let what = what.trim_start_matches("an ").trim_start_matches("a ");
        self.diagnostics.push(
            Diagnostic::new(code, node.place, at.pointer.clone(), message)
                .with_effect(Effect::Ignored(format!("the {what}"))),
        );
        Err(Broken)
    }

    fn wrong_doc(&mut self, key: &str, node: &Node, at: &At, expected: &str) {
        let message = format!("`{key}` must be {expected}, but is {}", node.kind_name());
        self.diagnostics.push(
            Diagnostic::new(
                Code::WrongDocumentation,
                node.place,
                at.pointer.clone(),
                message,
            )
            .with_effect(Effect::Ignored(format!("`{key}`"))),
        );
    }
}
