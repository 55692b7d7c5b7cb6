//! What of a raw document may be cut: places with their roles, found by the words of the specification.

use serde_json::Value;

use super::{escape, followed};

/// What stands at a place, as far as cutting it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// An entry of `components`: everything that refers to it goes with it.
    Component,
    /// A path with all its operations, or a webhook.
    Path,
    /// An operation.
    Operation,
    /// A callback of an operation, or a link of an answer.
    Aside,
    /// A parameter.
    Parameter,
    /// The body of a request.
    Body,
    /// A media type of a body, or of an answer.
    Media,
    /// An answer of an operation, by its status.
    Answer,
    /// A header of an answer.
    Header,
    /// A property of an object.
    Member,
    /// A value of an enum.
    Value,
    /// An alternative of `oneOf` or `anyOf`.
    Variant,
    /// An entry of a discriminator's mapping, beside another for the same alternative.
    Mapping,
    /// The only entry of a discriminator's mapping for an alternative. It goes with that: without it the alternative has another value, the name
    /// of its schema.
    Tag,
}

/// Whether, and how, the place can go while what holds it stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freedom {
    /// Putting it back changes nothing else.
    Free,
    /// Putting it back may change what DESIGN.md section 3 lists.
    Listed,
    /// It goes with what holds it.
    Bound,
}

/// A place.
#[derive(Clone, Debug)]
pub struct Place {
    /// Where it stands.
    pub pointer: String,
    /// What stands there.
    pub role: Role,
    /// Whether it can go alone.
    pub freedom: Freedom,
    /// The place that holds it, in the list.
    pub parent: Option<usize>,
}

/// The places of a document; one that holds another comes before it.
#[must_use]
pub fn places(root: &Value) -> Vec<Place> {
    let mut walk = Walk {
        root,
        places: Vec::new(),
        marks: super::marks::Marks::of(root),
    };
    walk.root();
    walk.places
}

const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// Where a parameter stands, and its name.
type Slot<'d> = (&'d str, String);

struct Walk<'d> {
    root: &'d Value,
    places: Vec<Place>,
    marks: super::marks::Marks,
}

/// Where the walk stands: the pointer, the place that holds it, and how its schemas are meant.
#[derive(Clone, Copy)]
struct Here<'p> {
    at: &'p str,
    parent: Option<usize>,
    /// Whether the schema has a name of its own, so that it is never one with an equal one.
    named: bool,
}

fn entries<'d>(value: &'d Value, key: &str) -> impl Iterator<Item = (&'d String, &'d Value)> {
    value
        .get(key)
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
}

fn items<'d>(value: &'d Value, key: &str) -> impl DoubleEndedIterator<Item = (usize, &'d Value)> {
    let items = value.get(key).and_then(Value::as_array);
    items
        .map(Vec::as_slice)
        .unwrap_or_default()
        .iter()
        .enumerate()
}

impl<'d> Walk<'d> {
    fn add(
        &mut self,
        pointer: String,
        role: Role,
        freedom: Freedom,
        parent: Option<usize>,
    ) -> usize {
        self.places.push(Place {
            pointer,
            role,
            freedom,
            parent,
        });
        self.places.len() - 1
    }

    fn root(&mut self) {
        let root = self.root;
        for (list, key) in [("/paths", "paths"), ("/webhooks", "webhooks")] {
            for (name, item) in entries(root, key) {
                let at = format!("{list}/{}", escape(name));
                let place = self.add(at.clone(), Role::Path, Freedom::Free, None);
                self.path_item(item, &at, place);
            }
        }
        let Some(components) = root.get("components") else {
            return;
        };
        for kind in [
            "schemas",
            "responses",
            "parameters",
            "requestBodies",
            "headers",
            "pathItems",
        ] {
            for (name, value) in entries(components, kind) {
                let at = format!("/components/{kind}/{}", escape(name));
                let place = self.add(at.clone(), Role::Component, Freedom::Free, None);
                match kind {
                    "schemas" => self.schema(
                        value,
                        Here {
                            at: &at,
                            parent: Some(place),
                            named: true,
                        },
                    ),
                    "responses" => self.answer(value, &at, place, true),
                    "requestBodies" => self.contents(value, &at, place, Freedom::Listed),
                    "pathItems" => self.path_item(value, &at, place),
                    _ => self.with_schema(value, &at, place),
                }
            }
        }
    }

    fn path_item(&mut self, item: &'d Value, at: &str, parent: usize) {
        self.parameters(item, at, parent, &[]);
        let of_path: Vec<Slot<'d>> = items(item, "parameters")
            .filter_map(|(_, parameter)| self.slot(parameter))
            .collect();
        for method in METHODS {
            if let Some(operation) = item.get(method) {
                self.operation(operation, &format!("{at}/{method}"), parent, &of_path);
            }
        }
        for (method, operation) in entries(item, "additionalOperations") {
            let at = format!("{at}/additionalOperations/{}", escape(method));
            self.operation(operation, &at, parent, &of_path);
        }
    }

    /// `of_path` are the parameters of its path.
    fn operation(&mut self, operation: &'d Value, at: &str, parent: usize, of_path: &[Slot<'d>]) {
        let place = self.add(at.to_owned(), Role::Operation, Freedom::Free, Some(parent));
        self.parameters(operation, at, place, of_path);
        if let Some(body) = operation.get("requestBody") {
            let at = format!("{at}/requestBody");
            let body_place = self.add(at.clone(), Role::Body, Freedom::Bound, Some(place));
            self.contents(body, &at, body_place, Freedom::Listed);
        }
        self.answers(operation, at, place);
        for (name, callback) in entries(operation, "callbacks") {
            let at = format!("{at}/callbacks/{}", escape(name));
            let aside = self.add(at.clone(), Role::Aside, Freedom::Free, Some(place));
            for (expression, item) in callback.as_object().into_iter().flatten() {
                self.path_item(item, &format!("{at}/{}", escape(expression)), aside);
            }
        }
    }

    /// What a parameter is told by: no two of an operation may be equal.
    fn slot(&self, parameter: &'d Value) -> Option<Slot<'d>> {
        let meant = followed(self.root, parameter)?;
        let (place, name) = (meant.get("in")?.as_str()?, meant.get("name")?.as_str()?);
        let knows_case = place != "header";
        let name = if knows_case {
            name.to_owned()
        } else {
            name.to_lowercase()
        };
        Some((place, name))
    }

    /// One of the `others` that stands here too is not added to them but put in place of them.
    fn parameters(&mut self, holder: &'d Value, at: &str, parent: usize, others: &[Slot<'d>]) {
        for (index, parameter) in items(holder, "parameters") {
            let slot = self.slot(parameter);
            let meant = followed(self.root, parameter);
            let is = |key: &str| meant.and_then(|one| one.get(key));
            let bound = slot.is_none_or(|slot| others.contains(&slot))
                || is("required").and_then(Value::as_bool) == Some(true)
                || is("in").and_then(Value::as_str) == Some("path");
            let freedom = if bound { Freedom::Bound } else { Freedom::Free };
            let at = format!("{at}/parameters/{index}");
            let place = self.add(at.clone(), Role::Parameter, freedom, Some(parent));
            self.with_schema(parameter, &at, place);
        }
    }

    /// A parameter or a header.
    fn with_schema(&mut self, value: &'d Value, at: &str, parent: usize) {
        if let Some(schema) = value.get("schema") {
            let at = format!("{at}/schema");
            self.schema(
                schema,
                Here {
                    at: &at,
                    parent: Some(parent),
                    named: false,
                },
            );
        }
        self.contents(value, at, parent, Freedom::Bound);
    }

    /// The media types; `freedom` is of the second one and those behind it.
    fn contents(&mut self, holder: &'d Value, at: &str, parent: usize, freedom: Freedom) {
        for (index, (media, content)) in entries(holder, "content").enumerate() {
            let at = format!("{at}/content/{}", escape(media));
            let freedom = if index == 0 { Freedom::Bound } else { freedom };
            let place = self.add(at.clone(), Role::Media, freedom, Some(parent));
            for key in ["schema", "itemSchema"] {
                if let Some(schema) = content.get(key) {
                    let at = format!("{at}/{key}");
                    self.schema(
                        schema,
                        Here {
                            at: &at,
                            parent: Some(place),
                            named: false,
                        },
                    );
                }
            }
        }
    }

    fn answers(&mut self, operation: &'d Value, at: &str, parent: usize) {
        let is_success = |status: &str| status.starts_with('2');
        let mut before = false;
        let successes = entries(operation, "responses").filter(|(status, _)| is_success(status));
        let has_success = successes.count() > 0;
        for (status, answer) in entries(operation, "responses") {
            let is_error = status.starts_with(['4', '5']) || status == "default";
            let freedom = match (has_success, is_error) {
                (true, true) => Freedom::Free,
                // A redirect; or a success behind the first one.
                (true, false) if !is_success(status) || before => Freedom::Listed,
                _ => Freedom::Bound,
            };
            before |= is_success(status);
            let at = format!("{at}/responses/{}", escape(status));
            let place = self.add(at.clone(), Role::Answer, freedom, Some(parent));
            self.answer(answer, &at, place, !(has_success && is_error));
        }
    }

    fn answer(&mut self, answer: &'d Value, at: &str, place: usize, may_succeed: bool) {
        let freedom = if may_succeed {
            Freedom::Listed
        } else {
            Freedom::Free
        };
        self.contents(answer, at, place, freedom);
        for (name, header) in entries(answer, "headers") {
            let meant = followed(self.root, header);
            let required = meant.and_then(|one| one.get("required"));
            let bound = meant.is_none() || required.and_then(Value::as_bool) == Some(true);
            let freedom = if bound { Freedom::Bound } else { Freedom::Free };
            let at = format!("{at}/headers/{}", escape(name));
            let place = self.add(at.clone(), Role::Header, freedom, Some(place));
            self.with_schema(header, &at, place);
        }
        for (name, _) in entries(answer, "links") {
            let at = format!("{at}/links/{}", escape(name));
            self.add(at, Role::Aside, Freedom::Free, Some(place));
        }
    }

    fn schema(&mut self, schema: &'d Value, here: Here<'_>) {
        let Here { at, parent, named } = here;
        let below = |key: &str| format!("{at}/{key}");
        self.members(schema, here);
        self.values(schema, here);
        for key in ["oneOf", "anyOf"] {
            self.variants(schema, key, here);
        }
        for key in [
            "items",
            "additionalProperties",
            "unevaluatedProperties",
            "propertyNames",
            "contentSchema",
        ] {
            if let Some(schema) = schema.get(key) {
                self.schema(
                    schema,
                    Here {
                        at: &below(key),
                        parent,
                        named: false,
                    },
                );
            }
        }
        for (index, part) in items(schema, "allOf") {
            // Its members become those of the whole.
            let at = format!("{at}/allOf/{index}");
            self.schema(
                part,
                Here {
                    at: &at,
                    parent,
                    named,
                },
            );
        }
        for (index, part) in items(schema, "prefixItems") {
            let at = format!("{at}/prefixItems/{index}");
            self.schema(
                part,
                Here {
                    at: &at,
                    parent,
                    named: false,
                },
            );
        }
        for key in ["patternProperties", "$defs", "definitions"] {
            for (name, part) in entries(schema, key) {
                let at = format!("{at}/{key}/{}", escape(name));
                self.schema(
                    part,
                    Here {
                        at: &at,
                        parent,
                        named: false,
                    },
                );
            }
        }
        if let Some(discriminator) = schema.get("discriminator") {
            for (name, target) in entries(discriminator, "mapping") {
                let same = entries(discriminator, "mapping").filter(|(_, other)| *other == target);
                let (role, freedom) = if same.count() > 1 {
                    (Role::Mapping, Freedom::Listed)
                } else {
                    (Role::Tag, Freedom::Free)
                };
                let at = format!("{at}/discriminator/mapping/{}", escape(name));
                self.add(at, role, freedom, parent);
            }
        }
    }

    fn members(&mut self, schema: &'d Value, here: Here<'_>) {
        let required: Vec<&str> = items(schema, "required")
            .filter_map(|(_, name)| name.as_str())
            .collect();
        let mut first = true;
        for (name, member) in entries(schema, "properties") {
            let is_bound = required.contains(&name.as_str()) || self.marks.names.contains(name);
            let freedom = if is_bound {
                Freedom::Bound
            } else if first || !here.named || self.marks.splits(self.root, member) {
                Freedom::Listed
            } else {
                Freedom::Free
            };
            first = false;
            let at = format!("{}/properties/{}", here.at, escape(name));
            let place = self.add(at.clone(), Role::Member, freedom, here.parent);
            self.schema(
                member,
                Here {
                    at: &at,
                    parent: Some(place),
                    named: false,
                },
            );
        }
    }

    fn values(&mut self, schema: &Value, here: Here<'_>) {
        let mut is_last = true;
        for (index, value) in items(schema, "enum").rev() {
            // The first value of another type makes the enum JSON.
            is_last &= !value.is_null() && !self.marks.defaults.contains(&value.to_string());
            is_last &= items(schema, "enum")
                .take(index)
                .any(|(_, other)| std::mem::discriminant(other) == std::mem::discriminant(value));
            let freedom = match (is_last, index) {
                (false, _) | (_, 0) => Freedom::Bound,
                // Of one value it is a constant.
                (true, 1) => Freedom::Listed,
                (true, _) if here.named => Freedom::Free,
                (true, _) => Freedom::Listed,
            };
            let at = format!("{}/enum/{index}", here.at);
            self.add(at, Role::Value, freedom, here.parent);
        }
    }

    fn variants(&mut self, schema: &'d Value, key: &str, here: Here<'_>) {
        let mut freedoms = Vec::new();
        let mut is_last = true;
        let is_something = |(_, variant): (usize, &Value)| !self.is_null(variant);
        for (index, variant) in items(schema, key).rev() {
            is_last &= !self.may_be_null(variant);
            // Null alone is no union that has one alternative.
            let free = is_last && items(schema, key).take(index).any(is_something);
            freedoms.push(if free {
                Freedom::Listed
            } else {
                Freedom::Bound
            });
        }
        for ((index, variant), freedom) in items(schema, key).zip(freedoms.into_iter().rev()) {
            let at = format!("{}/{key}/{index}", here.at);
            let place = self.add(at.clone(), Role::Variant, freedom, here.parent);
            self.schema(
                variant,
                Here {
                    at: &at,
                    parent: Some(place),
                    named: false,
                },
            );
        }
    }

    /// Whether an alternative lets null through, and nothing else.
    fn is_null(&self, variant: &Value) -> bool {
        let meant = followed(self.root, variant);
        let kind = meant.and_then(|meant| meant.get("type"));
        let is_null = |value: &Value| value.as_str() == Some("null");
        let kinds = kind.and_then(Value::as_array);
        kind.is_some_and(is_null) || kinds.is_some_and(|kinds| kinds.iter().all(is_null))
    }

    /// Whether an alternative lets null through: the union is nullable for it.
    fn may_be_null(&self, variant: &Value) -> bool {
        let Some(meant) = followed(self.root, variant) else {
            return false;
        };
        let is_null = |value: &Value| value.as_str() == Some("null");
        let types = meant.get("type").and_then(Value::as_array);
        meant.get("type").is_some_and(is_null)
            || types.is_some_and(|types| types.iter().any(is_null))
            || meant.get("nullable").and_then(Value::as_bool) == Some(true)
            || items(meant, "enum").any(|(_, value)| value.is_null())
            || ["oneOf", "anyOf"]
                .iter()
                .any(|key| items(meant, key).any(|(_, one)| one.get("type").is_some_and(is_null)))
    }
}
