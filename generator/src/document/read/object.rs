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
    /// The member `key`; none where nothing stands behind it.
    pub(super) fn get(&self, key: &str) -> Option<(&'n Node, At)> {
        let node = self.node.get(key)?;
        (!self.is_empty(key, node)).then(|| (node, self.at.child(key, node)))
    }

    /// Whether `node`, the value of the member `key`, is nothing: null, where null is no value of its own.
    pub(super) fn is_empty(&self, key: &str, node: &Node) -> bool {
        node.is_null() && !self.holds_null(key, node)
    }

    fn holds_null(&self, key: &str, node: &Node) -> bool {
        match (self.what, key) {
            ("a schema", "default" | "const" | "example") => true,
            ("a parameter" | "a header" | "a media type", "example") => true,
            // `{type: null}`, four letters without quotes, where a schema says nothing else.
            ("a schema", "type") => {
                let others = self.node.members().iter();
                let mut others = others.map(|member| &*member.key.text);
                node.place.span.end.saturating_sub(node.place.span.start) >= 4
                    && others.all(|key| matches!(key, "type" | "title" | "description"))
            }
            _ => false,
        }
    }

    /// Whether the member is a name that keeps its place with nothing in it.
    fn is_entry(&self, key: &str) -> bool {
        let members = [
            "$ref",
            "summary",
            "description",
            "servers",
            "parameters",
            "additionalOperations",
        ];
        self.what == "a path item" && !members.contains(&key)
    }
}

impl Reader<'_> {
    /// `node` as an object. Nothing is an object without members: a name in a map keeps its place.
    pub(super) fn object<'n>(
        &mut self,
        node: &'n Node,
        at: &At,
        what: &'static str,
    ) -> Read<Object<'n>> {
        if node.is_null() {
            let message = format!("nothing stands here: this is {what} without any members");
            let assumed = Effect::Assumed(format!("{what} without members"));
            self.empty(node, at.pointer.clone(), message, assumed);
        } else if !node.is_object() {
            let message = format!("{what} must be an object, but this is {}", node.kind_name());
            return self.broken(Code::WrongShape, node, at, what, message);
        }
        let object = Object {
            node,
            at: at.clone(),
            what,
        };
        for member in node.members() {
            let key = &*member.key.text;
            let is_empty = object.is_empty(key, &member.value);
            if is_empty && !key.starts_with("x-") && !object.is_entry(key) {
                let pointer = at.child(key, &member.value).pointer;
                let message =
                    format!("nothing stands behind `{key}`: it is read as if it were not there");
                let ignored = Effect::Ignored(format!("`{key}`"));
                self.empty(&member.value, pointer, message, ignored);
            }
        }
        Ok(object)
    }

    fn empty(&mut self, node: &Node, pointer: String, message: String, effect: Effect) {
        self.diagnostics.push(
            Diagnostic::new(Code::EmptyValue, node.place, pointer, message)
                .with_help("leave it out, or write what it is")
                .with_effect(effect),
        );
    }

    /// A value of a wrong kind that says plainly what is meant: `assumed`.
    pub(super) fn mended(&mut self, node: &Node, at: &At, wrong: &str, assumed: &str) {
        let message = format!("{wrong}: taken as {assumed}");
        self.diagnostics.push(
            Diagnostic::new(Code::KindMended, node.place, at.pointer.clone(), message)
                .with_effect(Effect::Assumed(assumed.to_owned())),
        );
    }

    /// `node` as a text: a number or a boolean without quotes is what it looks like.
    fn plain_text(&mut self, key: &str, node: &Node, at: &At) -> Option<String> {
        if let Some(text) = node.as_str() {
            return Some(text.to_owned());
        }
        let text = match (node.as_number(), node.as_bool()) {
            _ if key == "$ref" => return None,
            (Some(number), _) => number.as_str().to_owned(),
            (None, Some(flag)) => flag.to_string(),
            (None, None) => return None,
        };
        let wrong = format!("`{key}` must be a string, but is {}", node.kind_name());
        self.mended(node, at, &wrong, &format!("`{text}`"));
        Some(text)
    }

    /// A text that counts.
    pub(super) fn text(&mut self, object: &Object<'_>, key: &str) -> Option<String> {
        self.text_at(object, key).map(|(text, _)| text)
    }

    /// A text that counts, with its place.
    pub(super) fn text_at(&mut self, object: &Object<'_>, key: &str) -> Option<(String, At)> {
        let (node, at) = object.get(key)?;
        match self.plain_text(key, node, &at) {
            Some(text) => Some((text, at)),
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
        let Some((node, at)) = object.get(key) else {
            return self.missing(object, key);
        };
        match self.plain_text(key, node, &at) {
            Some(text) => Ok((text, at)),
            None => {
                let message = format!("`{key}` must be a string, but is {}", node.kind_name());
                self.broken(Code::WrongShape, node, &at, object.what, message)
            }
        }
    }

    /// A boolean that counts; `None` where it is not written.
    pub(super) fn flag(&mut self, object: &Object<'_>, key: &str) -> Option<bool> {
        let (node, at) = object.get(key)?;
        if let Some(flag) = node.as_bool() {
            return Some(flag);
        }
        let flag = match node.as_str() {
            Some("true") => true,
            Some("false") => false,
            _ => return self.wrong(object, key, node, &at, "a boolean"),
        };
        let wrong = format!("`{key}` must be a boolean, but is a string");
        self.mended(node, &at, &wrong, &flag.to_string());
        Some(flag)
    }

    /// The items of an array; none where it is not written.
    pub(super) fn items<'n>(&mut self, object: &Object<'n>, key: &str) -> Vec<(&'n Node, At)> {
        let Some((node, at)) = object.get(key) else {
            return Vec::new();
        };
        if !node.is_array() {
            return self.wrong(object, key, node, &at, "an array");
        }
        let items = node.items().iter().enumerate();
        items
            .map(|(index, item)| (item, at.child(&index.to_string(), item)))
            .collect()
    }

    /// The members of an object; none where it is not written. Where their names are the document's (variables, media types), `x-a` is one of
    /// them; OpenAPI has extensions in `paths` and `responses` alone.
    pub(super) fn entries<'n>(&mut self, object: &Object<'n>, key: &str) -> Vec<(&'n Member, At)> {
        let Some((node, at)) = object.get(key) else {
            return Vec::new();
        };
        if !node.is_object() {
            return self.wrong(object, key, node, &at, "an object");
        }
        let members = node.members().iter();
        members
            .map(|member| (member, at.child(&member.key.text, &member.value)))
            .collect()
    }

    /// The texts of an array of texts. A text alone is an array of it.
    pub(super) fn texts(&mut self, object: &Object<'_>, key: &str) -> Vec<(String, At)> {
        if let Some((node, at)) = object.get(key) {
            if let Some(text) = node.as_str() {
                let wrong = format!("`{key}` must be an array, but is a string");
                self.mended(node, &at, &wrong, "an array of it");
                return vec![(text.to_owned(), at)];
            }
        }
        let mut texts = Vec::new();
        for (item, at) in self.items(object, key) {
            match self.plain_text(key, item, &at) {
                Some(text) => texts.push((text, at)),
                None => {
                    let message = format!(
                        "the items of `{key}` must be strings, but this is {}",
                        item.kind_name()
                    );
                    self.lost(Code::WrongShape, item, &at, "the item", message);
                }
            }
        }
        texts
    }

    /// A text for people: of a wrong kind it is left out, and nothing else with it.
    pub(super) fn doc(&mut self, object: &Object<'_>, key: &str) -> Option<String> {
        let (node, at) = object.get(key)?;
        let text = self.plain_text(key, node, &at);
        if text.is_none() {
            self.wrong_doc(key, node, &at, "a string");
        }
        text
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

    /// `key` has another kind than `expected`: it is left out, and nothing else with it.
    fn wrong<T: Default>(
        &mut self,
        object: &Object<'_>,
        key: &str,
        node: &Node,
        at: &At,
        expected: &str,
    ) -> T {
        let message = format!("`{key}` must be {expected}, but is {}", node.kind_name());
        let code = match object.what {
            "a schema" => Code::SchemaShape,
            _ => Code::WrongShape,
        };
        self.lost(code, node, at, &format!("`{key}`"), message);
        T::default()
    }

    /// Something that is left out, and nothing else with it.
    pub(super) fn lost(&mut self, code: Code, node: &Node, at: &At, what: &str, message: String) {
        self.diagnostics.push(
            Diagnostic::new(code, node.place, at.pointer.clone(), message)
                .with_effect(Effect::Ignored(what.to_owned())),
        );
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
