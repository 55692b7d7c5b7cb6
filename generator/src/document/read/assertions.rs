//! What a schema demands of its values beside their type. A demand of a wrong kind is reported, and costs itself.

use super::Reader;
use super::object::Object;
use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::{At, Demand, SchemaObject};
use crate::source::{Member, Node, Number};

impl<'s> Reader<'s> {
    /// Reads the keyword `member` where it is one of those that demand something; whether it is.
    ///
    /// `if` is read with what goes with it, and so is `contains`.
    pub(super) fn assertion(
        &mut self,
        object: &Object<'s>,
        member: &'s Member,
        schema: &mut SchemaObject,
    ) -> bool {
        let key = &*member.key.text;
        let node = &member.value;
        let demand = match key {
            "minLength" => self.count(object, key).map(Demand::MinLength),
            "maxLength" => self.count(object, key).map(Demand::MaxLength),
            "minItems" => self.count(object, key).map(Demand::MinItems),
            "maxItems" => self.count(object, key).map(Demand::MaxItems),
            "minProperties" => self.count(object, key).map(Demand::MinProperties),
            "maxProperties" => self.count(object, key).map(Demand::MaxProperties),
            "pattern" => self.text(object, key).map(Demand::Pattern),
            "minimum" => self.number(object, key).map(Demand::Minimum),
            "maximum" => self.number(object, key).map(Demand::Maximum),
            // A boolean is JSON Schema's draft 4, and OpenAPI 3.0's.
            "exclusiveMinimum" | "exclusiveMaximum" if node.as_bool().is_some() => return false,
            "exclusiveMinimum" => self.number(object, key).map(Demand::ExclusiveMinimum),
            "exclusiveMaximum" => self.number(object, key).map(Demand::ExclusiveMaximum),
            "multipleOf" => self.step(object, key).map(Demand::MultipleOf),
            "uniqueItems" => (self.flag(object, key) == Some(true)).then_some(Demand::UniqueItems),
            "prefixItems" => Some(Demand::PrefixItems(self.schemas(object, key))),
            "contains" => self.contains(object),
            "propertyNames" => self.schema_of(object, key).map(Demand::PropertyNames),
            "dependentRequired" => Some(self.dependent_required(object)),
            "patternProperties" => Some(Demand::PatternProperties(self.named_schemas(object, key))),
            "dependentSchemas" => Some(Demand::DependentSchemas(self.named_schemas(object, key))),
            "not" => self.schema_of(object, key).map(Demand::Not),
            "if" => self.condition(object),
            "unevaluatedItems" => self.schema_of(object, key).map(Demand::UnevaluatedItems),
            "unevaluatedProperties" => {
                (self.schema_of(object, key)).map(Demand::UnevaluatedProperties)
            }
            "then" | "else" => return self.goes_with(object, member, "if"),
            "minContains" | "maxContains" => return self.goes_with(object, member, "contains"),
            _ => return false,
        };
        if let Some(demand) = demand {
            let at = At {
                place: member.key.place,
                pointer: object.at.child(key, node).pointer,
            };
            schema.assertions.push(demand, at);
        }
        true
    }

    fn schema_of(&mut self, object: &Object<'s>, key: &str) -> Option<crate::document::Schema> {
        object.get(key).map(|(node, at)| self.schema(node, at))
    }

    /// A number of characters, items or members. `1.0` is 1, as everywhere in JSON Schema.
    fn count(&mut self, object: &Object<'s>, key: &str) -> Option<u64> {
        let (node, at) = object.get(key)?;
        let number = self.plain_number(key, node, &at)?;
        let count = (number.as_i128()).filter(|count| *count >= 0);
        if count.is_none() {
            let message = format!(
                "`{key}` must be a whole number that is not negative, but is {}",
                number.as_str()
            );
            self.lost_demand(key, node, &at, message);
        }
        count.map(|count| u64::try_from(count).unwrap_or(u64::MAX))
    }

    fn number(&mut self, object: &Object<'s>, key: &str) -> Option<Number> {
        let (node, at) = object.get(key)?;
        self.plain_number(key, node, &at)
    }

    /// `multipleOf`: "strictly greater than 0".
    fn step(&mut self, object: &Object<'s>, key: &str) -> Option<Number> {
        let (node, at) = object.get(key)?;
        let number = self.plain_number(key, node, &at)?;
        if number.is_positive() {
            return Some(number);
        }
        let message = format!(
            "`{key}` must be greater than zero, but is {}",
            number.as_str()
        );
        self.lost_demand(key, node, &at, message);
        None
    }

    /// `node` as a number: a text of one is what it looks like.
    fn plain_number(&mut self, key: &str, node: &Node, at: &At) -> Option<Number> {
        if let Some(number) = node.as_number() {
            return Some(number.clone());
        }
        let kind = node.kind_name();
        let written = node.as_str().and_then(number_of_text);
        match &written {
            Some(number) => {
                let wrong = format!("`{key}` must be a number, but is {kind}");
                self.mended(node, at, &wrong, number.as_str());
            }
            None => {
                let message = format!("`{key}` must be a number, but is {kind}");
                self.lost_demand(key, node, at, message);
            }
        }
        written
    }

    fn lost_demand(&mut self, key: &str, node: &Node, at: &At, message: String) {
        self.lost(Code::SchemaShape, node, at, &format!("`{key}`"), message);
    }

    fn contains(&mut self, object: &Object<'s>) -> Option<Demand> {
        let schema = self.schema_of(object, "contains")?;
        Some(Demand::Contains {
            schema,
            min: self.count(object, "minContains").unwrap_or(1),
            max: self.count(object, "maxContains"),
        })
    }

    fn condition(&mut self, object: &Object<'s>) -> Option<Demand> {
        let condition = self.schema_of(object, "if")?;
        let (then, otherwise) = (
            self.schema_of(object, "then"),
            self.schema_of(object, "else"),
        );
        // Without both it demands nothing; what is unevaluated knows what it is about all the same.
        Some(Demand::If {
            condition,
            then,
            otherwise,
        })
    }

    fn dependent_required(&mut self, object: &Object<'s>) -> Demand {
        let mut all = Vec::new();
        for (member, at) in self.entries(object, "dependentRequired") {
            let name = &member.key.text;
            let what = format!("the names for `{name}`");
            if !member.value.is_array() {
                let message = format!(
                    "{what} must be an array of them, but are {}",
                    member.value.kind_name()
                );
                self.lost(Code::SchemaShape, &member.value, &at, &what, message);
                continue;
            }
            let names = (member.value.items().iter()).filter_map(|item| {
                let text = item.as_str().map(str::to_owned);
                if text.is_none() {
                    let message =
                        format!("{what} must be strings, but this is {}", item.kind_name());
                    self.lost(Code::SchemaShape, item, &at, "the name", message);
                }
                text
            });
            all.push((name.to_string(), names.collect()));
        }
        Demand::DependentRequired(all)
    }

    fn named_schemas(
        &mut self,
        object: &Object<'s>,
        key: &str,
    ) -> Vec<(String, crate::document::Schema)> {
        let entries = self.entries(object, key);
        let schemas = entries.into_iter().map(|(member, at)| {
            let schema = self.schema(&member.value, at);
            (member.key.text.to_string(), schema)
        });
        schemas.collect()
    }

    /// A keyword that is read with another one, beside which alone it has a meaning.
    fn goes_with(&mut self, object: &Object<'s>, member: &Member, other: &str) -> bool {
        if object.get(other).is_none() {
            let key = &member.key.text;
            let message = format!("`{key}` has no meaning without `{other}`");
            let pointer = object.at.child(key, &member.value).pointer;
            self.diagnostics.push(
                Diagnostic::new(Code::UnknownKeyword, member.key.place, pointer, message)
                    .with_effect(Effect::Ignored(format!("`{key}`"))),
            );
        }
        true
    }
}

/// The number that a text is, by the grammar of JSON.
fn number_of_text(text: &str) -> Option<Number> {
    let number = serde_json::from_str::<serde_json::Number>(text);
    number.is_ok().then(|| Number(text.trim().into()))
}
