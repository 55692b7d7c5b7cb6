//! What a file says of itself and others: the references that lead to other files, and the names by which references
//! find what is in it (`$self`, `$id`, `$anchor`).
//!
//! A `$ref` within an example, a default or an enumeration is data. Telling it apart needs no model of the document,
//! only whether the keys of an object are keywords or names: `default` is a keyword in a schema, and a name in
//! `responses` and `properties`.

use super::{Member, Node, Place, Span, names, pointer};

/// What is found in one file.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// What leads to other files, in the order of the document.
    pub references: Vec<Reference>,
    /// The file itself, and the schemas in it that have an `$id`; what holds another stands before it.
    pub resources: Vec<Embedded>,
    pub anchors: Vec<Anchor>,
}

/// The text of a `$ref` that leads to another file.
#[derive(Debug)]
pub(super) struct Reference {
    pub text: String,
    pub place: Place,
}

/// A schema that is identified by a URI of its own, by which it is referred to, and from which its references are seen
/// (JSON Schema 2020-12, section 8.2.1); or the file.
#[derive(Debug)]
pub(super) struct Embedded {
    /// What it is called, as it is written; empty for a file that is only known by its name.
    pub id: String,
    /// Where it stands in the file.
    pub pointer: String,
    pub span: Span,
    /// What holds it, by its index.
    pub parent: usize,
}

/// An `$anchor` or a `$dynamicAnchor`.
#[derive(Debug)]
pub(super) struct Anchor {
    pub name: String,
    pub pointer: String,
    /// The resource in which it is known, by its index.
    pub resource: usize,
    /// It is a `$dynamicAnchor`.
    pub is_dynamic: bool,
}

#[derive(Clone, Copy)]
enum Keys {
    /// The keys of the object are keywords of OpenAPI or JSON Schema.
    Keywords,
    /// The keys of the object are names, its values are objects with keywords.
    Names,
    /// Like `Names`, but `value` of each object is data.
    Examples,
    /// An object of `examples`.
    Example,
    /// The mapping of a discriminator: names of components and references.
    Mapping,
}

/// What is in the file whose tree is `root`.
pub(super) fn survey(root: &Node) -> Survey {
    let text = |key: &str| root.get(key).and_then(Node::as_str);
    // OpenAPI 3.2 calls it `$self`, JSON Schema `$id`.
    let id = text("$self").or_else(|| text("$id")).unwrap_or_default();
    let mut surveyor = Surveyor {
        found: Survey {
            resources: vec![Embedded {
                id: without_fragment(id).to_owned(),
                pointer: "#".to_owned(),
                span: root.place.span,
                parent: 0,
            }],
            ..Survey::default()
        },
        path: Vec::new(),
    };
    surveyor.walk(root, Keys::Keywords, 0);
    surveyor.found
}

fn without_fragment(uri: &str) -> &str {
    names::split(uri).0
}

#[derive(Clone, Copy)]
enum Segment<'n> {
    Key(&'n str),
    Index(usize),
}

struct Surveyor<'n> {
    found: Survey,
    path: Vec<Segment<'n>>,
}

impl<'n> Surveyor<'n> {
    fn walk(&mut self, node: &'n Node, keys: Keys, resource: usize) {
        let resource = match keys {
            Keys::Keywords => self.identified(node, resource),
            _ => resource,
        };
        for member in node.members() {
            self.reference(member, keys);
            if let Some(keys) = below(keys, member) {
                self.path.push(Segment::Key(&member.key.text));
                self.walk(&member.value, keys, resource);
                self.path.pop();
            }
        }
        for (index, item) in node.items().iter().enumerate() {
            self.path.push(Segment::Index(index));
            self.walk(item, Keys::Keywords, resource);
            self.path.pop();
        }
    }

    fn reference(&mut self, member: &Member, keys: Keys) {
        let Some(text) = member.value.as_str() else {
            return;
        };
        let is_reference = match (keys, &*member.key.text) {
            (Keys::Names | Keys::Examples, _) => false,
            // The others are names of components.
            (Keys::Mapping, _) => {
                text.contains(['#', '/'])
                    || [".json", ".yaml", ".yml"]
                        .iter()
                        .any(|end| text.ends_with(end))
            }
            (_, key) => matches!(key, "$ref" | "$dynamicRef"),
        };
        if is_reference && !text.starts_with('#') && !text.is_empty() {
            self.found.references.push(Reference {
                text: text.to_owned(),
                place: member.value.place,
            });
        }
    }

    /// Notes by which names an object is known; gives the resource that it belongs to.
    fn identified(&mut self, node: &Node, resource: usize) -> usize {
        let text = |key: &str| node.get(key).and_then(Node::as_str);
        let mut resource = resource;
        match text("$id") {
            Some(id) if !self.path.is_empty() && !without_fragment(id).is_empty() => {
                self.found.resources.push(Embedded {
                    id: without_fragment(id).to_owned(),
                    pointer: self.pointer(),
                    span: node.place.span,
                    parent: resource,
                });
                resource = self.found.resources.len() - 1;
            }
            _ => {}
        }
        for keyword in ["$anchor", "$dynamicAnchor"] {
            let anchor = text(keyword).map(|name| Anchor {
                name: name.to_owned(),
                pointer: self.pointer(),
                resource,
                is_dynamic: keyword == "$dynamicAnchor",
            });
            self.found.anchors.extend(anchor);
        }
        resource
    }

    fn pointer(&self) -> String {
        let mut pointer = String::from("#");
        for segment in &self.path {
            match segment {
                Segment::Key(key) => pointer::push(&mut pointer, key),
                Segment::Index(index) => pointer::push(&mut pointer, &index.to_string()),
            }
        }
        pointer
    }
}

/// What the keys of the member's value are; `None` where the value is data, or cannot have references.
fn below(keys: Keys, member: &Member) -> Option<Keys> {
    if !member.value.is_object() && !member.value.is_array() {
        return None;
    }
    match keys {
        Keys::Names => return Some(Keys::Keywords),
        Keys::Examples => return Some(Keys::Example),
        Keys::Mapping => return None,
        Keys::Keywords | Keys::Example => {}
    }
    match &*member.key.text {
        "default" | "enum" | "const" | "example" => None,
        // Some tools put prose into files of its own, in Markdown. The reader of the document says what comes of it.
        "description" | "summary" | "title" => None,
        "value" | "dataValue" if matches!(keys, Keys::Example) => None,
        // An array in a schema, an object of Example Objects elsewhere.
        "examples" => member.value.is_object().then_some(Keys::Examples),
        "mapping" => Some(Keys::Mapping),
        "properties" | "patternProperties" | "dependentSchemas" | "$defs" | "definitions"
        | "schemas" | "responses" | "requestBodies" | "headers" | "securitySchemes" | "links"
        | "callbacks" | "pathItems" | "mediaTypes" | "paths" | "webhooks" | "content"
        | "encoding" => Some(Keys::Names),
        "parameters" if member.value.is_object() => Some(Keys::Names),
        key if key.starts_with("x-") => None,
        _ => Some(Keys::Keywords),
    }
}
