//! Paths and operations.

use indexmap::IndexMap;

use super::Reader;
use super::object::{Object, Read};
use crate::diagnostic::Code;
use crate::document::{At, Operation, OrRef, Parameter, PathItem, Response};
use crate::ir::{Method, StatusKey};
use crate::source::{Member, Node};

const METHODS: &[(&str, Method)] = &[
    ("get", Method::Get),
    ("put", Method::Put),
    ("post", Method::Post),
    ("delete", Method::Delete),
    ("options", Method::Options),
    ("head", Method::Head),
    ("patch", Method::Patch),
    ("trace", Method::Trace),
];

const PATH_ITEM: &[&str] = &[
    "$ref",
    "summary",
    "description",
    "servers",
    "parameters",
    "get",
    "put",
    "post",
    "delete",
    "options",
    "head",
    "patch",
    "trace",
    "query",
    "additionalOperations",
];

const OPERATION: &[&str] = &[
    "tags",
    "summary",
    "description",
    "externalDocs",
    "operationId",
    "parameters",
    "requestBody",
    "responses",
    "callbacks",
    "deprecated",
    "security",
    "servers",
];

impl Reader<'_> {
    /// `paths` of the root; extensions in it are none.
    pub(super) fn paths(&mut self, root: &Object<'_>) -> Read<IndexMap<String, PathItem>> {
        let mut paths = IndexMap::new();
        for (member, mut at) in self.entries(root, "paths")? {
            if member.key.text.starts_with("x-") {
                continue;
            }
            at.place = member.key.place;
            // A path of a wrong shape has no operation, and was reported.
            if let Ok(item) = self.path_item(&member.value, at) {
                paths.insert(member.key.text.to_string(), item);
            }
        }
        Ok(paths)
    }

    pub(super) fn path_item(&mut self, node: &Node, at: At) -> Read<PathItem> {
        let object = self.object(node, &at, "a path item")?;
        self.unknown(&object, PATH_ITEM);
        let mut item = PathItem {
            // One of a wrong shape was reported; the operations beside it are known all the same.
            reference: self.text_at(&object, "$ref").unwrap_or_default(),
            parameters: self.parameters(&object),
            servers: self.servers(&object).unwrap_or_default(),
            at,
            ..PathItem::default()
        };
        for member in node.members() {
            self.path_item_member(&object, member, &mut item);
        }
        Ok(item)
    }

    fn path_item_member(&mut self, object: &Object<'_>, member: &Member, item: &mut PathItem) {
        let key = &*member.key.text;
        let at = At {
            place: member.key.place,
            ..object.at.child(key, &member.value)
        };
        if let Some((_, method)) = METHODS.iter().find(|(name, _)| *name == key) {
            match self.operation(&member.value, at.clone()) {
                Ok(operation) => {
                    item.operations.insert(*method, operation);
                }
                Err(_) => item.unreadable.push((*method, at)),
            }
        } else if key == "query" {
            item.other_methods.push(("QUERY".to_owned(), at));
        } else if key == "additionalOperations" {
            item.other_methods
                .extend(self.names_of(object, key).unwrap_or_default());
        }
    }

    /// `parameters`; one that is unreadable where they are not a list, so that no operation does without them unnoticed.
    fn parameters(&mut self, object: &Object<'_>) -> Vec<OrRef<Parameter>> {
        let read = |reader: &mut Self, node: &Node, at| reader.or_ref(node, at, Self::parameter);
        self.list(object, "parameters", read)
            .unwrap_or_else(|_| vec![OrRef::Unreadable(object.at.clone())])
    }

    fn operation(&mut self, node: &Node, at: At) -> Read<Operation> {
        let object = self.object(node, &at, "an operation")?;
        self.unknown(&object, OPERATION);
        let tags = self.texts(&object, "tags")?;
        let request_body = object.get("requestBody");
        Ok(Operation {
            operation_id: self.text_at(&object, "operationId")?,
            tags: tags.into_iter().map(|(tag, _)| tag).collect(),
            summary: self.doc(&object, "summary"),
            description: self.doc(&object, "description"),
            deprecated: self.doc_flag(&object, "deprecated"),
            parameters: self.parameters(&object),
            request_body: request_body.map(|(node, at)| self.or_ref(node, at, Self::request_body)),
            responses: self.responses(&object)?,
            security: self.security(&object),
            servers: self.servers(&object).unwrap_or_default(),
            callbacks: self.names_of(&object, "callbacks").unwrap_or_default(),
            rust_name: self.doc(&object, "x-rust-name"),
            at,
        })
    }

    fn responses(&mut self, operation: &Object<'_>) -> Read<Vec<(StatusKey, At, OrRef<Response>)>> {
        let mut responses = Vec::new();
        for (member, at) in self.entries(operation, "responses")? {
            let key = &*member.key.text;
            if key.starts_with("x-") {
                continue;
            }
            let Some(status) = status_key(key) else {
                let message = format!(
                    "`{key}` is not a status: a code from 100 to 599, a range like `4XX`, or `default`"
                );
                let node = Node {
                    place: member.key.place,
                    ..member.value.clone()
                };
                return self.broken(Code::InvalidValue, &node, &at, "an operation", message);
            };
            let key_at = At {
                place: member.key.place,
                pointer: at.pointer.clone(),
            };
            responses.push((
                status,
                key_at,
                self.or_ref(&member.value, at, Self::response),
            ));
        }
        Ok(responses)
    }
}

/// A key of `responses` (OpenAPI 3.1, 4.8.16). Ranges are written with a capital X; a small one can mean nothing else.
fn status_key(key: &str) -> Option<StatusKey> {
    if key == "default" {
        return Some(StatusKey::Default);
    }
    if let Some(digit) = key.strip_suffix("XX").or_else(|| key.strip_suffix("xx")) {
        let digit = digit.parse().ok().filter(|digit| (1..=5).contains(digit))?;
        return Some(StatusKey::Range(digit));
    }
    let code = key.parse().ok().filter(|code| (100..=599).contains(code))?;
    (key.len() == 3).then_some(StatusKey::Code(code))
}
