//! Paths and operations.

use super::Reader;
use super::object::{Object, Read};
use crate::diagnostic::Code;
use crate::document::{
    At, Method, Operation, ParameterId, PathItem, PathItemId, ResponseId, Route, Status,
};
use crate::source::{Member, Node};

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

impl<'s> Reader<'s> {
    /// `paths` of the root; extensions in it are none.
    pub(super) fn paths(&mut self, root: &Object<'s>) -> Vec<(String, PathItemId)> {
        let mut paths = Vec::new();
        for (member, mut at) in self.entries(root, "paths") {
            if member.key.text.starts_with("x-") {
                continue;
            }
            at.place = member.key.place;
            let id = self.entry(&member.value, at);
            // A path of a wrong shape has no operation, and was reported.
            if member.value.is_object() || member.value.is_null() {
                paths.push((member.key.text.to_string(), id));
            }
        }
        paths
    }

    pub(super) fn path_item(&mut self, node: &'s Node, at: At) -> Read<PathItem> {
        let object = self.object(node, &at, "a path item")?;
        self.unknown(&object, PATH_ITEM);
        // One of a wrong shape was reported; the operations beside it are known all the same.
        let reference = self.text_at(&object, "$ref");
        let mut item = PathItem {
            reference: reference.map(|(target, at)| self.link(target, at)),
            parameters: self.parameters(&object),
            servers: self.servers(&object),
            at,
            ..PathItem::default()
        };
        for member in node.members() {
            self.path_item_member(&object, member, &mut item);
        }
        Ok(item)
    }

    fn path_item_member(&mut self, object: &Object<'s>, member: &'s Member, item: &mut PathItem) {
        let key = &*member.key.text;
        if let Some(method) = Method::of_key(key) {
            let at = object.at.child(key, &member.value);
            item.routes.push(self.route(method, member, at));
        } else if key == "additionalOperations" {
            for (member, at) in self.entries(object, key) {
                let name = member.key.text.to_string();
                if !name.starts_with("x-") {
                    let route = self.route(Method::Additional(name), member, at);
                    item.routes.push(route);
                }
            }
        }
    }

    fn route(&mut self, method: Method, member: &'s Member, at: At) -> Route {
        let at = At {
            place: member.key.place,
            ..at
        };
        Route {
            method,
            id: self.entry(&member.value, at.clone()),
            at,
        }
    }

    fn parameters(&mut self, object: &Object<'s>) -> Vec<ParameterId> {
        self.list(object, "parameters", Self::entry)
    }

    pub(super) fn operation(&mut self, node: &'s Node, at: At) -> Read<Operation> {
        let object = self.object(node, &at, "an operation")?;
        self.unknown(&object, OPERATION);
        let tags = self.texts(&object, "tags");
        let request_body = object.get("requestBody");
        Ok(Operation {
            operation_id: self.text_at(&object, "operationId"),
            tags: tags.into_iter().map(|(tag, _)| tag).collect(),
            summary: self.doc(&object, "summary"),
            description: self.doc(&object, "description"),
            deprecated: self.doc_flag(&object, "deprecated"),
            parameters: self.parameters(&object),
            request_body: request_body.map(|(node, at)| self.entry(node, at)),
            responses: self.responses(&object),
            security: self.security(&object),
            servers: self.servers(&object),
            callbacks: self.names_of(&object, "callbacks"),
            rust_name: self.doc(&object, "x-rust-name"),
            at,
        })
    }

    fn responses(&mut self, operation: &Object<'s>) -> Vec<(Status, At, ResponseId)> {
        let mut responses = Vec::new();
        for (member, at) in self.entries(operation, "responses") {
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
                self.lost(Code::InvalidValue, &node, &at, "the response", message);
                continue;
            };
            let key_at = At {
                place: member.key.place,
                pointer: at.pointer.clone(),
            };
            responses.push((status, key_at, self.entry(&member.value, at)));
        }
        responses
    }
}

/// A key of `responses` (OpenAPI 3.1, 4.8.16). Ranges are written with a capital X; a small one can mean nothing else.
fn status_key(key: &str) -> Option<Status> {
    if key == "default" {
        return Some(Status::Default);
    }
    if let Some(digit) = key.strip_suffix("XX").or_else(|| key.strip_suffix("xx")) {
        let digit = digit.parse().ok().filter(|digit| (1..=5).contains(digit))?;
        return Some(Status::Range(digit));
    }
    let code = key.parse().ok().filter(|code| (100..=599).contains(code))?;
    (key.len() == 3).then_some(Status::Code(code))
}
