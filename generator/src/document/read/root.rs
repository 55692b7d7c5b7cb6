//! The root of a document.

use indexmap::IndexMap;

use super::Reader;
use super::follow::{Entry, Following};
use super::object::{Object, Read};
use super::version::version;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Effect};
use crate::document::{At, Components, Document, Id, Path, Server, ServerVariable, Tag};
use crate::source::{Node, Sources};

/// Reads the document; an empty one where it is not OpenAPI of a version that is known.
pub(super) fn document(sources: &Sources) -> (Document, Diagnostics) {
    let root = sources.root();
    let at = At {
        place: root.place,
        pointer: "#".to_owned(),
    };
    let version = match version(root) {
        Ok(version) => version,
        Err(diagnostic) => {
            let mut diagnostics = Diagnostics::new();
            diagnostics.push(*diagnostic);
            return (Document::default(), diagnostics);
        }
    };
    let mut reader = Reader {
        version,
        following: Following::new(sources),
        diagnostics: sources.faults().clone(),
    };
    let document = reader.root(root, &at).unwrap_or_default();
    (document, reader.diagnostics)
}

const ROOT: &[&str] = &[
    "openapi",
    "$self",
    "info",
    "jsonSchemaDialect",
    "servers",
    "paths",
    "webhooks",
    "components",
    "security",
    "tags",
    "externalDocs",
];

impl<'s> Reader<'s> {
    fn root(&mut self, node: &'s Node, at: &At) -> Read<Document> {
        let object = self.object(node, at, "a document")?;
        self.unknown(&object, ROOT);
        let mut document = Document {
            version: self.version,
            ..Document::default()
        };
        self.info(&object, &mut document);
        // Neither servers nor tags are needed for anything else.
        document.servers = self.servers(&object);
        let tags = self.list(&object, "tags", Self::tag);
        document.tags = tags.into_iter().flatten().collect();
        document.security = self.security(&object);
        document.webhooks = self.names_of(&object, "webhooks");
        document.extensions = (node.members().iter())
            .filter(|member| member.key.text.starts_with("x-"))
            .map(|member| (member.key.text.to_string(), member.value.clone()))
            .collect();
        document.components = self.components(&object).unwrap_or_default();
        let paths = self.paths(&object);
        self.follow();
        for (text, id) in paths {
            let (path, dead_end) = Path::of(id, &self.following.arenas.path_items);
            if let Some(dead_end) = dead_end {
                let diagnostic = dead_end.diagnostic("a path item");
                self.diagnostics
                    .push(diagnostic.with_effect(Effect::Ignored("the path item".to_owned())));
            }
            document.paths.insert(text, path);
        }
        document.arenas = std::mem::take(&mut self.following.arenas);
        Ok(document)
    }

    fn info(&mut self, root: &Object<'s>, document: &mut Document) {
        let Some((node, at)) = root.get("info") else {
            self.undocumented(root, "info");
            return;
        };
        let Ok(info) = self.object(node, &at, "an info") else {
            return;
        };
        for key in ["title", "version"] {
            if node.get(key).is_none() {
                self.undocumented(&info, key);
            }
        }
        self.unknown(
            &info,
            &[
                "title",
                "summary",
                "description",
                "termsOfService",
                "contact",
                "license",
                "version",
            ],
        );
        document.title = self.doc(&info, "title").unwrap_or_default();
        document.api_version = self.doc(&info, "version").unwrap_or_default();
        document.description = self.doc(&info, "description");
    }

    fn undocumented(&mut self, object: &Object<'s>, key: &str) {
        let message = format!("`{key}` is missing");
        let place = object.at.place.start();
        self.diagnostics.push(Diagnostic::new(
            Code::WrongDocumentation,
            place,
            object.at.pointer.clone(),
            message,
        ));
    }

    /// The servers that can be read; the others are reported.
    pub(super) fn servers(&mut self, object: &Object<'s>) -> Vec<Server> {
        let servers = self.list(object, "servers", Self::server);
        servers.into_iter().flatten().collect()
    }

    fn server(&mut self, node: &'s Node, at: At) -> Read<Server> {
        let object = self.object(node, &at, "a server")?;
        self.unknown(&object, &["url", "description", "name", "variables"]);
        let mut variables = Vec::new();
        for (member, at) in self.entries(&object, "variables") {
            variables.push(self.server_variable(&member.key.text, &member.value, at)?);
        }
        Ok(Server {
            url: self.required_text(&object, "url")?,
            description: self.doc(&object, "description"),
            name: self.doc(&object, "name"),
            variables,
            at,
        })
    }

    fn server_variable(&mut self, name: &str, node: &'s Node, at: At) -> Read<ServerVariable> {
        let object = self.object(node, &at, "a server variable")?;
        self.unknown(&object, &["enum", "default", "description"]);
        let values = self.texts(&object, "enum");
        Ok(ServerVariable {
            name: name.to_owned(),
            default: self.required_text(&object, "default")?,
            values: values.into_iter().map(|(value, _)| value).collect(),
            description: self.doc(&object, "description"),
            at,
        })
    }

    fn tag(&mut self, node: &'s Node, at: At) -> Read<Tag> {
        let object = self.object(node, &at, "a tag")?;
        self.unknown(
            &object,
            &[
                "name",
                "summary",
                "description",
                "externalDocs",
                "parent",
                "kind",
            ],
        );
        Ok(Tag {
            name: self.required_text(&object, "name")?,
            description: self
                .doc(&object, "description")
                .or_else(|| self.doc(&object, "summary")),
            at,
        })
    }

    /// The names in the object `key`, each with its place, and nothing of what they stand for.
    pub(super) fn names_of(&mut self, object: &Object<'s>, key: &str) -> Vec<(String, At)> {
        let entries = self.entries(object, key).into_iter();
        let names = entries.filter(|(member, _)| !member.key.text.starts_with("x-"));
        names
            .map(|(member, at)| {
                (
                    member.key.text.to_string(),
                    At {
                        place: member.key.place,
                        pointer: at.pointer,
                    },
                )
            })
            .collect()
    }

    fn components(&mut self, root: &Object<'s>) -> Read<Components> {
        let Some((node, at)) = root.get("components") else {
            return Ok(Components::default());
        };
        let object = self.object(node, &at, "a components")?;
        self.unknown(
            &object,
            &[
                "schemas",
                "responses",
                "parameters",
                "examples",
                "requestBodies",
                "headers",
                "securitySchemes",
                "links",
                "callbacks",
                "pathItems",
                "mediaTypes",
            ],
        );
        Ok(Components {
            schemas: self.section(&object, "schemas"),
            parameters: self.section(&object, "parameters"),
            request_bodies: self.section(&object, "requestBodies"),
            responses: self.section(&object, "responses"),
            headers: self.section(&object, "headers"),
            security_schemes: self.section(&object, "securitySchemes"),
        })
    }

    fn section<E: Entry>(&mut self, components: &Object<'s>, key: &str) -> IndexMap<String, Id<E>> {
        self.map(components, key)
    }
}
