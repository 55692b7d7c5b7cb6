//! Request bodies, responses and their media types.

use super::Reader;
use super::object::{Object, Read};
use crate::document::{At, MediaType, RequestBody, Response};
use crate::source::Node;

impl<'s> Reader<'s> {
    pub(super) fn request_body(&mut self, node: &'s Node, at: At) -> Read<RequestBody> {
        let object = self.object(node, &at, "a request body")?;
        self.unknown(&object, &["description", "content", "required"]);
        if node.get("content").is_none() {
            return self.missing(&object, "content");
        }
        Ok(RequestBody {
            description: self.doc(&object, "description"),
            required: self.flag(&object, "required").unwrap_or(false),
            content: self.content(&object),
            at,
        })
    }

    pub(super) fn response(&mut self, node: &'s Node, at: At) -> Read<Response> {
        let object = self.object(node, &at, "a response")?;
        self.unknown(
            &object,
            &["summary", "description", "headers", "content", "links"],
        );
        let headers = self.map(&object, "headers");
        Ok(Response {
            description: self
                .doc(&object, "description")
                .or_else(|| self.doc(&object, "summary")),
            headers: headers.into_iter().collect(),
            content: self.content(&object),
            links: self.names_of(&object, "links"),
            at,
        })
    }

    pub(super) fn content(&mut self, object: &Object<'s>) -> Vec<MediaType> {
        let mut content = Vec::new();
        for (member, at) in self.entries(object, "content") {
            let at = At {
                place: member.key.place,
                ..at
            };
            // One of a wrong shape was reported.
            content.extend(self.media_type(&member.key.text, &member.value, at).ok());
        }
        content
    }

    /// A Media Type Object. Its examples are for people, its other members are kept.
    fn media_type(&mut self, name: &str, node: &'s Node, at: At) -> Read<MediaType> {
        let object = self.object(node, &at, "a media type")?;
        let known =
            |key: &str| matches!(key, "schema" | "example" | "examples") || key.starts_with("x-");
        let other = node.members().iter().filter(|member| {
            let key = &member.key.text;
            !known(key) && !object.is_empty(key, &member.value)
        });
        Ok(MediaType {
            name: name.to_owned(),
            schema: object.get("schema").map(|(node, at)| self.schema(node, at)),
            other: other
                .map(|member| (member.key.clone(), member.value.clone()))
                .collect(),
            at,
        })
    }
}
