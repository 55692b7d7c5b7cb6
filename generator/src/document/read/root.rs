//! The root of a document.

use indexmap::IndexMap;

use super::object::{Object, Read};
use super::{Reader, Referable};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Effect};
use crate::document::{At, Components, Document, OrRef, Server, ServerVariable, Tag, Version};
use crate::source::Node;

/// Reads the root document; an empty one where it is not OpenAPI of a version that is known.
pub(super) fn document(root: &Node, diagnostics: &mut Diagnostics) -> Document {
    let at = At {
        place: root.place,
        pointer: "#".to_owned(),
    };
    let version = match version(root) {
        Ok(version) => version,
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            return Document::default();
        }
    };
    let mut reader = Reader {
        version,
        diagnostics,
    };
    reader.root(root, &at).unwrap_or_default()
}

/// The version that `openapi` says, by its first two numbers (OpenAPI 3.1, 4.1).
fn version(root: &Node) -> Result<Version, Box<Diagnostic>> {
    let refuse = |place, pointer: &str, message: String| {
        Box::new(
            Diagnostic::new(Code::Version, place, pointer, message)
                .with_effect(Effect::NothingWritten),
        )
    };
    if !root.is_object() {
        let message = format!(
            "an OpenAPI document must be an object, but this is {}",
            root.kind_name()
        );
        return Err(refuse(root.place, "#", message));
    }
    if let Some(swagger) = root.member("swagger") {
        let message = "this is Swagger 2.0; OpenAPI 3.0, 3.1 and 3.2 are read".to_owned();
        let diagnostic = refuse(swagger.key.place, "#/swagger", message);
        return Err(Box::new(
            diagnostic.with_help("convert it, for example with swagger2openapi"),
        ));
    }
    let Some(openapi) = root.get("openapi") else {
        let message = "the document does not say which version of OpenAPI it is".to_owned();
        let diagnostic = refuse(root.place.start(), "#", message);
        return Err(Box::new(diagnostic.with_help("add `openapi: 3.1.0`")));
    };
    let text = match (openapi.as_str(), openapi.as_number()) {
        (Some(text), _) => text,
        // `openapi: 3.1` without quotes is a number in YAML; what is meant is plain.
        (None, Some(number)) => number.as_str(),
        (None, None) => openapi.kind_name(),
    };
    let mut numbers = text.splitn(3, '.');
    match (numbers.next(), numbers.next()) {
        (Some("3"), Some("0")) => Ok(Version::V3_0),
        (Some("3"), Some("1")) => Ok(Version::V3_1),
        (Some("3"), Some("2")) => Ok(Version::V3_2),
        _ => {
            let message = format!("`openapi` is {text}; 3.0, 3.1 and 3.2 are read");
            Err(refuse(openapi.place, "#/openapi", message))
        }
    }
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

impl Reader<'_> {
    fn root(&mut self, node: &Node, at: &At) -> Read<Document> {
        let object = self.object(node, at, "a document")?;
        self.unknown(&object, ROOT);
        let mut document = Document {
            version: self.version,
            ..Document::default()
        };
        self.info(&object, &mut document);
        // Neither servers nor tags are needed for anything else.
        document.servers = self.servers(&object).unwrap_or_default();
        let tags = self.list(&object, "tags", Self::tag);
        document.tags = tags.unwrap_or_default().into_iter().flatten().collect();
        document.security = self.security(&object);
        document.webhooks = self.names_of(&object, "webhooks").unwrap_or_default();
        document.extensions = (node.members().iter())
            .filter(|member| member.key.text.starts_with("x-"))
            .map(|member| (member.key.text.to_string(), member.value.clone()))
            .collect();
        document.components = self.components(&object).unwrap_or_default();
        document.paths = self.paths(&object).unwrap_or_default();
        Ok(document)
    }

    fn info(&mut self, root: &Object<'_>, document: &mut Document) {
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

    fn undocumented(&mut self, object: &Object<'_>, key: &str) {
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
    pub(super) fn servers(&mut self, object: &Object<'_>) -> Read<Vec<Server>> {
        let servers = self.list(object, "servers", Self::server)?;
        Ok(servers.into_iter().flatten().collect())
    }

    fn server(&mut self, node: &Node, at: At) -> Read<Server> {
        let object = self.object(node, &at, "a server")?;
        self.unknown(&object, &["url", "description", "name", "variables"]);
        let mut variables = Vec::new();
        for (member, at) in self.entries(&object, "variables")? {
            if member.key.text.starts_with("x-") {
                continue;
            }
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

    fn server_variable(&mut self, name: &str, node: &Node, at: At) -> Read<ServerVariable> {
        let object = self.object(node, &at, "a server variable")?;
        self.unknown(&object, &["enum", "default", "description"]);
        let values = self.texts(&object, "enum")?;
        Ok(ServerVariable {
            name: name.to_owned(),
            default: self.required_text(&object, "default")?,
            values: values.into_iter().map(|(value, _)| value).collect(),
            description: self.doc(&object, "description"),
            at,
        })
    }

    fn tag(&mut self, node: &Node, at: At) -> Read<Tag> {
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
    pub(super) fn names_of(&mut self, object: &Object<'_>, key: &str) -> Read<Vec<(String, At)>> {
        let entries = self.entries(object, key)?.into_iter();
        let names = entries.filter(|(member, _)| !member.key.text.starts_with("x-"));
        Ok(names
            .map(|(member, at)| {
                (
                    member.key.text.to_string(),
                    At {
                        place: member.key.place,
                        pointer: at.pointer,
                    },
                )
            })
            .collect())
    }

    fn components(&mut self, root: &Object<'_>) -> Read<Components> {
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
            schemas: self
                .map(&object, "schemas", Self::schema)
                .unwrap_or_default(),
            parameters: self.section(&object),
            request_bodies: self.section(&object),
            responses: self.section(&object),
            headers: self.section(&object),
            security_schemes: self.section(&object),
        })
    }

    fn section<T: Referable>(&mut self, components: &Object<'_>) -> IndexMap<String, OrRef<T>> {
        let read = |reader: &mut Self, node: &Node, at| {
            T::read(node, at, reader.version, reader.diagnostics)
        };
        self.map(components, T::SECTION, read).unwrap_or_default()
    }
}
