//! JSON Schema as lists of rules, made at run time: what the generator writes, for tests.

#[cfg(feature = "pattern")]
use counterpart_runtime::codec::Pattern;
use counterpart_runtime::codec::{Check, Condition, Contains, JsonKind, Rule};
use serde_json::{Map, Value};

/// How often a reference is followed within itself: instances are no deeper.
const UNROLLED: usize = 6;

/// The rules of a schema; `None` where it says something that rules are not for.
pub fn rules(schema: &Value) -> Option<&'static [Rule]> {
    Translation { root: schema }.list(schema, UNROLLED)
}

/// The same rules, behind a reference: so that all of them are asked of the whole.
pub fn referred(rules: &'static [Rule]) -> &'static [Rule] {
    leak(vec![Rule::Schema(Box::leak(Box::new(Check::new(rules))))])
}

struct Translation<'a> {
    root: &'a Value,
}

pub fn leak<T>(list: Vec<T>) -> &'static [T] {
    list.leak()
}

pub fn text(text: &str) -> &'static str {
    text.to_owned().leak()
}

fn texts(value: &Value) -> Option<&'static [&'static str]> {
    let items = value.as_array()?.iter();
    items
        .map(|item| item.as_str().map(text))
        .collect::<Option<Vec<_>>>()
        .map(leak)
}

fn count(value: &Value) -> Option<u64> {
    value
        .as_u64()
        .or_else(|| value.as_f64().map(|count| count as u64))
}

#[cfg(feature = "pattern")]
fn pattern(source: &str) -> Option<&'static Pattern> {
    let source = text(source);
    Some(Box::leak(Box::new(Pattern::new(
        source,
        leak(vec![source]),
        &[],
    ))))
}

impl Translation<'_> {
    fn list(&self, schema: &Value, depth: usize) -> Option<&'static [Rule]> {
        match schema {
            Value::Bool(true) => Some(&[]),
            Value::Bool(false) => Some(&[Rule::Never]),
            Value::Object(members) => {
                let mut rules = Vec::new();
                for (name, value) in members {
                    self.keyword(name, value, members, depth, &mut rules)?;
                }
                Some(leak(rules))
            }
            _ => None,
        }
    }

    fn lists(&self, value: &Value, depth: usize) -> Option<&'static [&'static [Rule]]> {
        let items = value.as_array()?.iter();
        items
            .map(|item| self.list(item, depth))
            .collect::<Option<Vec<_>>>()
            .map(leak)
    }

    fn named(
        &self,
        value: &Value,
        depth: usize,
    ) -> Option<&'static [(&'static str, &'static [Rule])]> {
        let members = value.as_object()?.iter();
        members
            .map(|(name, value)| Some((text(name), self.list(value, depth)?)))
            .collect::<Option<Vec<_>>>()
            .map(leak)
    }

    fn keyword(
        &self,
        name: &str,
        value: &Value,
        all: &Map<String, Value>,
        depth: usize,
        rules: &mut Vec<Rule>,
    ) -> Option<()> {
        let number = || text(&value.to_string());
        rules.push(match name {
            "minLength" => Rule::MinLength(count(value)?),
            "maxLength" => Rule::MaxLength(count(value)?),
            #[cfg(feature = "pattern")]
            "pattern" => Rule::Pattern(pattern(value.as_str()?)?),
            "minimum" => Rule::Minimum(number()),
            "maximum" => Rule::Maximum(number()),
            "exclusiveMinimum" => Rule::ExclusiveMinimum(number()),
            "exclusiveMaximum" => Rule::ExclusiveMaximum(number()),
            "multipleOf" => Rule::MultipleOf(number()),
            "minItems" => Rule::MinItems(count(value)?),
            "maxItems" => Rule::MaxItems(count(value)?),
            "uniqueItems" if value == false => return Some(()),
            "uniqueItems" => Rule::UniqueItems,
            "prefixItems" => Rule::Prefix(self.lists(value, depth)?),
            "items" => Rule::Items(self.list(value, depth)?),
            "contains" => {
                let mut contains = Contains::new(self.list(value, depth)?);
                if let Some(least) = all.get("minContains") {
                    contains = contains.at_least(count(least)?);
                }
                if let Some(most) = all.get("maxContains") {
                    contains = contains.at_most(count(most)?);
                }
                Rule::Contains(Box::leak(Box::new(contains)))
            }
            "unevaluatedItems" => Rule::UnevaluatedItems(self.list(value, depth)?),
            "minProperties" => Rule::MinProperties(count(value)?),
            "maxProperties" => Rule::MaxProperties(count(value)?),
            "required" => Rule::Required(texts(value)?),
            "dependentRequired" => {
                let members = value.as_object()?.iter();
                let list = members.map(|(name, value)| Some((text(name), texts(value)?)));
                Rule::DependentRequired(leak(list.collect::<Option<Vec<_>>>()?))
            }
            "propertyNames" => Rule::PropertyNames(self.list(value, depth)?),
            "properties" => Rule::Properties(self.named(value, depth)?),
            #[cfg(feature = "pattern")]
            "patternProperties" => {
                let members = value.as_object()?.iter();
                let list =
                    members.map(|(name, value)| Some((pattern(name)?, self.list(value, depth)?)));
                Rule::PatternProperties(leak(list.collect::<Option<Vec<_>>>()?))
            }
            "additionalProperties" => Rule::Values(self.list(value, depth)?),
            "dependentSchemas" => Rule::DependentSchemas(self.named(value, depth)?),
            "unevaluatedProperties" => Rule::UnevaluatedProperties(self.list(value, depth)?),
            "type" => Rule::Type(leak(kinds(value)?)),
            "enum" => {
                let values = value.as_array()?.iter();
                Rule::Enum(leak(values.map(|value| text(&value.to_string())).collect()))
            }
            "const" => Rule::Enum(leak(vec![number()])),
            "allOf" => Rule::AllOf(self.lists(value, depth)?),
            "anyOf" => Rule::AnyOf(self.lists(value, depth)?),
            "oneOf" => Rule::OneOf(self.lists(value, depth)?),
            "not" => Rule::Not(self.list(value, depth)?),
            "if" => {
                let mut condition = Condition::new(self.list(value, depth)?);
                if let Some(then) = all.get("then") {
                    condition = condition.then(self.list(then, depth)?);
                }
                if let Some(otherwise) = all.get("else") {
                    condition = condition.otherwise(self.list(otherwise, depth)?);
                }
                Rule::If(Box::leak(Box::new(condition)))
            }
            "$ref" => {
                let pointer = value.as_str()?.strip_prefix('#')?;
                let target = self
                    .root
                    .pointer(&pointer.replace("%25", "%").replace("%22", "\""))?;
                // Deeper than any instance: nothing is said any more.
                let inner = if depth == 0 {
                    &[]
                } else {
                    self.list(target, depth - 1)?
                };
                Rule::Schema(Box::leak(Box::new(Check::new(inner))))
            }
            "minContains" | "maxContains" | "then" | "else" | "$defs" | "$schema" | "$comment"
            | "title" | "description" | "default" | "definitions" => return Some(()),
            _ => return None,
        });
        Some(())
    }
}

fn kinds(value: &Value) -> Option<Vec<JsonKind>> {
    match value {
        Value::String(name) => Some(vec![kind(name)?]),
        Value::Array(names) => names.iter().map(|name| kind(name.as_str()?)).collect(),
        _ => None,
    }
}

fn kind(name: &str) -> Option<JsonKind> {
    Some(match name {
        "null" => JsonKind::Null,
        "boolean" => JsonKind::Boolean,
        "integer" => JsonKind::Integer,
        "number" => JsonKind::Number,
        "string" => JsonKind::String,
        "array" => JsonKind::Array,
        "object" => JsonKind::Object,
        _ => return None,
    })
}
