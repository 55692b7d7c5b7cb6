//! What a thing is and where it comes from, as data. Its text is the key of the lock; nobody reads that text back.

use std::fmt::{self, Display};

use super::{Kind, Location, Method, StatusKey};
use crate::source::pointer;

/// What a thing is and where it comes from: something that has a name of its own in the document, and the way from there.
///
/// It does not move when something is added beside it: where the document has an index, a name or a reference stands here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Whence {
    /// What has a name or a route of its own.
    pub root: Root,
    /// The way from there; empty for the root itself.
    pub steps: Vec<Step>,
}

/// What has a name or a route of its own in the document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Root {
    /// A schema that others refer to.
    Schema(Shared),
    /// A parameter that several operations refer to.
    Parameter(Shared),
    /// A request body that several operations refer to.
    RequestBody(Shared),
    /// A response that several operations refer to.
    Response(Shared),
    /// What all operations of a path share, by the path as it is written.
    Path(String),
    /// One method of one path.
    Operation(String, Method),
    /// One method of one webhook, by its name.
    Webhook(String, Method),
    /// A tag.
    Tag(String),
    /// A static segment that leads the paths of a group.
    Segment(String),
    /// A server, by its URL.
    Server {
        /// The URL, as it is written.
        url: String,
        /// How many servers of the same URL stand before it.
        nth: u32,
    },
    /// A security scheme, by its name.
    Scheme(String),
}

/// Something that is referred to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shared {
    /// Its normalised place: `#/components/schemas/Pet`, `pets.yaml#/Pet`.
    pub place: String,
    /// What it is called there: `Pet`.
    pub name: String,
}

/// One step further in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A member of an object, by its name on the wire.
    Member(String),
    /// The items of an array.
    Item,
    /// The item of an array at that index, which has a type of its own.
    Nth(u32),
    /// The values of a map.
    MapValue,
    /// An alternative of a union.
    Variant {
        /// What it is.
        of: VariantOf,
        /// How many of the same stand before it.
        nth: u32,
    },
    /// A value of an enum.
    Value(String),
    /// A parameter.
    Param(Location, String),
    /// The body of a request.
    Body,
    /// The answers of a status.
    Answer(StatusKey),
    /// What a body of this media type holds.
    Media(String),
    /// A header of an answer.
    Header(String),
    /// A variable of a server.
    Variable(String),
    /// One method of one callback of an operation.
    Callback {
        /// Its name.
        name: String,
        /// The runtime expression that says its URL.
        expression: String,
        /// The method.
        method: Method,
    },
}

/// What an alternative of a union is: never what it is called in Rust, since that changes with what the generator knows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VariantOf {
    /// The schema that it refers to, by its place.
    Schema(String),
    /// An object that one of its members tells by this constant.
    Tag(String),
    /// The kind of its values; the first one, where they are of several.
    Kind(Kind),
    /// Any value.
    Any,
}

/// The direction in which a type is carried, where the two directions of its schema differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum View {
    /// Both directions are equal.
    #[default]
    Whole,
    /// What responses carry.
    Response,
    /// What requests carry.
    Request,
}

/// What makes two uses of a schema one Rust type or two. Encodings join here when there is more than JSON.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeKey {
    /// The schema.
    pub schema: Whence,
    /// The direction.
    pub view: View,
}

impl Whence {
    /// What has a name or a route of its own.
    #[must_use]
    pub fn of(root: Root) -> Self {
        Self {
            root,
            steps: Vec::new(),
        }
    }

    /// A schema that others refer to.
    #[must_use]
    pub fn schema(place: impl Into<String>, name: impl Into<String>) -> Self {
        Self::of(Root::Schema(Shared {
            place: place.into(),
            name: name.into(),
        }))
    }

    /// What is one step further in.
    #[must_use]
    pub fn then(&self, step: Step) -> Self {
        let mut steps = self.steps.clone();
        steps.push(step);
        Self {
            root: self.root.clone(),
            steps,
        }
    }

    /// What this is inside of, one step back; `None` for a root.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let (_, before) = self.steps.split_last()?;
        Some(Self {
            root: self.root.clone(),
            steps: before.to_vec(),
        })
    }

    /// What the document calls it; empty where it has no name there.
    #[must_use]
    pub fn name(&self) -> &str {
        match self.steps.last() {
            None => match &self.root {
                Root::Schema(shared)
                | Root::Parameter(shared)
                | Root::RequestBody(shared)
                | Root::Response(shared) => &shared.name,
                Root::Tag(name) | Root::Segment(name) | Root::Scheme(name) => name,
                Root::Webhook(name, _) => name,
                Root::Path(_) | Root::Operation(..) | Root::Server { .. } => "",
            },
            Some(
                Step::Member(name)
                | Step::Value(name)
                | Step::Param(_, name)
                | Step::Header(name)
                | Step::Variable(name)
                | Step::Callback { name, .. },
            ) => name,
            Some(
                Step::Item
                | Step::Nth(_)
                | Step::MapValue
                | Step::Variant { .. }
                | Step::Body
                | Step::Answer(_)
                | Step::Media(_),
            ) => "",
        }
    }

    /// Whether it is a schema that others refer to, and so has a name that people know.
    #[must_use]
    pub fn is_named_schema(&self) -> bool {
        self.steps.is_empty() && matches!(self.root, Root::Schema(_))
    }
}

impl Display for Whence {
    /// The key of the lock.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.root)?;
        (self.steps.iter()).try_for_each(|step| write!(f, "{step}"))
    }
}

impl Display for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Root::Schema(shared)
            | Root::Parameter(shared)
            | Root::RequestBody(shared)
            | Root::Response(shared) => f.write_str(&shared.place),
            Root::Path(path) => write!(f, "#/paths/{}", pointer::escape(path)),
            Root::Operation(path, method) => {
                let method = method.as_str().to_ascii_lowercase();
                write!(f, "#/paths/{}/{method}", pointer::escape(path))
            }
            Root::Webhook(name, method) => {
                let method = method.as_str().to_ascii_lowercase();
                write!(f, "#/webhooks/{}/{method}", pointer::escape(name))
            }
            Root::Tag(name) => write!(f, "tag:{name}"),
            Root::Segment(name) => write!(f, "segment:{name}"),
            Root::Server { url, nth: 0 } => write!(f, "#/servers/{}", pointer::escape(url)),
            Root::Server { url, nth } => {
                write!(f, "#/servers/{}/{}", pointer::escape(url), nth + 1)
            }
            Root::Scheme(name) => {
                write!(f, "#/components/securitySchemes/{}", pointer::escape(name))
            }
        }
    }
}

impl Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Member(name) => write!(f, "/properties/{}", pointer::escape(name)),
            Step::Item => f.write_str("/items"),
            Step::Nth(index) => write!(f, "/prefixItems/{index}"),
            Step::MapValue => f.write_str("/additionalProperties"),
            Step::Variant { of, nth } => {
                write!(f, "/variants/{of}")?;
                match nth {
                    0 => Ok(()),
                    nth => write!(f, "/{}", nth + 1),
                }
            }
            Step::Value(value) => write!(f, "/enum/{}", pointer::escape(value)),
            Step::Param(location, name) => {
                write!(
                    f,
                    "/parameters/{}:{}",
                    location.as_str(),
                    pointer::escape(name)
                )
            }
            Step::Body => f.write_str("/requestBody"),
            Step::Answer(status) => write!(f, "/responses/{status}"),
            Step::Media(media_type) => write!(f, "/{}", pointer::escape(media_type)),
            Step::Header(name) => write!(f, "/headers/{}", pointer::escape(name)),
            Step::Variable(name) => write!(f, "/variables/{}", pointer::escape(name)),
            Step::Callback {
                name,
                expression,
                method,
            } => {
                let method = method.as_str().to_ascii_lowercase();
                let (name, expression) = (pointer::escape(name), pointer::escape(expression));
                write!(f, "/callbacks/{name}/{expression}/{method}")
            }
        }
    }
}

impl Display for VariantOf {
    /// A place has a `#`, which no kind has.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            VariantOf::Schema(place) => f.write_str(&pointer::escape(place)),
            VariantOf::Tag(text) => write!(f, "tag/{}", pointer::escape(text)),
            VariantOf::Kind(kind) => f.write_str(kind.as_str()),
            VariantOf::Any => f.write_str("any"),
        }
    }
}

impl Display for TypeKey {
    /// The key of the lock. No step begins with the sign of a view.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.view {
            View::Whole => write!(f, "{}", self.schema),
            View::Response => write!(f, "{}/@response", self.schema),
            View::Request => write!(f, "{}/@request", self.schema),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys() {
        let pet = Whence::schema("#/components/schemas/Pet", "Pet");
        let variant = |of, nth| pet.then(Step::Variant { of, nth });
        let pets = Whence::of(Root::Operation("/pets".to_owned(), Method::Get));
        let sort = Step::Param(Location::Query, "a/b".to_owned());
        let table = [
            (
                pet.then(Step::Member("x/y".to_owned())).then(Step::Item),
                "#/components/schemas/Pet/properties/x~1y/items",
            ),
            (
                variant(VariantOf::Schema("#/components/schemas/Cat".to_owned()), 0),
                "#/components/schemas/Pet/variants/#~1components~1schemas~1Cat",
            ),
            (
                variant(VariantOf::Kind(Kind::String), 1),
                "#/components/schemas/Pet/variants/string/2",
            ),
            (pets.then(sort), "#/paths/~1pets/get/parameters/query:a~1b"),
            (
                pets.then(Step::Answer(StatusKey::Range(4)))
                    .then(Step::Media("application/json".to_owned())),
                "#/paths/~1pets/get/responses/4XX/application~1json",
            ),
            (
                Whence::of(Root::Server {
                    url: "https://a".to_owned(),
                    nth: 1,
                }),
                "#/servers/https:~1~1a/2",
            ),
            (
                Whence::of(Root::Webhook("new pet".to_owned(), Method::Post)),
                "#/webhooks/new pet/post",
            ),
            (
                pets.then(Step::Callback {
                    name: "done".to_owned(),
                    expression: "{$request.body#/url}".to_owned(),
                    method: Method::Post,
                }),
                "#/paths/~1pets/get/callbacks/done/{$request.body#~1url}/post",
            ),
        ];
        for (whence, text) in table {
            assert_eq!(whence.to_string(), text);
        }
        let input = TypeKey {
            schema: pet,
            view: View::Request,
        };
        assert_eq!(input.to_string(), "#/components/schemas/Pet/@request");
    }
}
