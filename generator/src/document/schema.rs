//! Schemas, in the 3.1 form.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::source::{Key, Node, Number};

use super::At;
use super::arena::Id;
use super::reference::Link;

/// A schema of the document.
pub type SchemaId = Id<Schema>;

/// A schema (JSON Schema 2020-12). Cloning is cheap: what is in it is shared.
#[derive(Clone, Debug)]
pub enum Schema {
    /// `true`: everything.
    True(At),
    /// `false`: nothing.
    False(At),
    /// An object of keywords.
    Object(Arc<SchemaObject>),
    /// Something of a wrong shape, already reported. Nothing may rely on it.
    Unreadable(At),
}

/// An object of keywords. In the 3.1 form, whatever the document's version: `nullable` has become a type or an
/// alternative, boolean `exclusiveMinimum` a number, `example` an item of `examples`, `format: byte` `contentEncoding`.
#[derive(Clone, Debug, Default)]
pub struct SchemaObject {
    /// Where it stands.
    pub at: At,
    /// `$ref`. Its siblings count (3.1).
    pub reference: Option<Link<Schema>>,
    /// `type`: one or several; empty where it is not written.
    pub types: Vec<TypeName>,
    /// `format`.
    pub format: Option<String>,
    /// `contentEncoding`.
    pub content_encoding: Option<String>,
    /// `contentMediaType`.
    pub content_media_type: Option<String>,
    /// `enum`.
    pub values: Option<Vec<Node>>,
    /// `const`.
    pub constant: Option<Node>,
    /// `default`.
    pub default: Option<Node>,
    /// `properties`, each with its key and its place.
    pub properties: IndexMap<String, (Key, Schema)>,
    /// `required`, each with its place.
    pub required: Vec<(String, At)>,
    /// `additionalProperties`.
    pub additional_properties: Option<AdditionalProperties>,
    /// `items`: those behind `prefixItems`, which are a demand.
    pub items: Option<Schema>,
    /// `allOf`.
    pub all_of: Vec<Schema>,
    /// `anyOf`.
    pub any_of: Vec<Schema>,
    /// `oneOf`.
    pub one_of: Vec<Schema>,
    /// `discriminator`.
    pub discriminator: Option<Discriminator>,
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `nullable: true` is written, whether or not its version knows it.
    pub nullable: bool,
    /// The alternative of a union that it is made from, where that is a reference.
    pub stands_for: Option<Link<Schema>>,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// What it demands beside all this: lengths, ranges, patterns, …
    pub assertions: Assertions,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// `x-rust-type`.
    pub rust_type: Option<String>,
    /// Every other keyword, in order: keywords that are not understood yet, extensions. Kept, so that lowering can say what
    /// it does not honour.
    pub other: Vec<(Key, Node)>,
}

/// What a schema demands of its values beside their type (JSON Schema 2020-12, validation, section 6, and the applicators
/// that no type can show), in the order of the document.
#[derive(Clone, Debug, Default)]
pub struct Assertions(pub(super) Vec<Assertion>);

/// One demand, and where it is made.
#[derive(Clone, Debug)]
pub struct Assertion {
    /// What is demanded.
    pub demand: Demand,
    /// The keyword: its place, and its pointer.
    pub at: At,
}

/// What is demanded of a value. It says nothing of values of other kinds than its own: a length nothing of numbers.
#[derive(Clone, Debug)]
pub enum Demand {
    /// `minLength`, in characters.
    MinLength(u64),
    /// `maxLength`, in characters.
    MaxLength(u64),
    /// `pattern`, a regular expression of ECMA-262.
    Pattern(String),
    /// `minimum`.
    Minimum(Number),
    /// `maximum`.
    Maximum(Number),
    /// `exclusiveMinimum`.
    ExclusiveMinimum(Number),
    /// `exclusiveMaximum`.
    ExclusiveMaximum(Number),
    /// `multipleOf`.
    MultipleOf(Number),
    /// `minItems`.
    MinItems(u64),
    /// `maxItems`.
    MaxItems(u64),
    /// `uniqueItems: true`.
    UniqueItems,
    /// `prefixItems`: what the first items are.
    PrefixItems(Vec<Schema>),
    /// `contains`, with `minContains` and `maxContains`.
    Contains {
        /// What items are counted.
        schema: Schema,
        /// At least so many; 1 where it is not written.
        min: u64,
        /// At most so many.
        max: Option<u64>,
    },
    /// `minProperties`.
    MinProperties(u64),
    /// `maxProperties`.
    MaxProperties(u64),
    /// `propertyNames`.
    PropertyNames(Schema),
    /// `patternProperties`: a pattern, and what the members are whose names match.
    PatternProperties(Vec<(String, Schema)>),
    /// `dependentRequired`: a member, and those that must be there with it.
    DependentRequired(Vec<(String, Vec<String>)>),
    /// `dependentSchemas`: a member, and what the object must be with it.
    DependentSchemas(Vec<(String, Schema)>),
    /// `anyOf` of schemas that only demand something, as lowering finds them.
    AnyOf(Vec<Schema>),
    /// `oneOf` of such schemas.
    OneOf(Vec<Schema>),
    /// `not`.
    Not(Schema),
    /// `if`, with `then` and `else`.
    If {
        /// What is asked.
        condition: Schema,
        /// What holds where it is so.
        then: Option<Schema>,
        /// What holds where it is not.
        otherwise: Option<Schema>,
    },
    /// `unevaluatedItems`.
    UnevaluatedItems(Schema),
    /// `unevaluatedProperties`.
    UnevaluatedProperties(Schema),
}

/// `additionalProperties`.
#[derive(Clone, Debug)]
pub enum AdditionalProperties {
    /// `true`, or `{}`.
    Any(At),
    /// `false`.
    None(At),
    /// A schema.
    Schema(Schema),
}

/// `discriminator` (OpenAPI 3.1, 4.8.25).
#[derive(Clone, Debug)]
pub struct Discriminator {
    /// Where it stands.
    pub at: At,
    /// `propertyName`.
    pub property: String,
    /// `mapping`.
    pub mapping: Vec<Mapping>,
    /// `defaultMapping` (3.2): the schema of values whose property is absent, or is mapped to none.
    pub default_mapping: Option<Link<Schema>>,
}

/// An entry of a discriminator's `mapping`.
#[derive(Clone, Debug)]
pub struct Mapping {
    /// The value of the property.
    pub value: String,
    /// The schema that it stands for: the name of a component, or a reference.
    pub schema: Link<Schema>,
}

/// The values of `type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TypeName {
    /// `null`
    Null,
    /// `boolean`
    Boolean,
    /// `integer`
    Integer,
    /// `number`
    Number,
    /// `string`
    String,
    /// `array`
    Array,
    /// `object`
    Object,
}

impl SchemaObject {
    /// What the first items of an array are, each by itself.
    #[must_use]
    pub fn prefix_items(&self) -> &[Schema] {
        let mut demands = self.assertions.0.iter();
        let found = demands.find_map(|one| match &one.demand {
            Demand::PrefixItems(schemas) => Some(schemas.as_slice()),
            _ => None,
        });
        found.unwrap_or_default()
    }

    /// What the members are whose names match patterns.
    #[must_use]
    pub fn pattern_properties(&self) -> &[(String, Schema)] {
        let mut demands = self.assertions.0.iter();
        let found = demands.find_map(|one| match &one.demand {
            Demand::PatternProperties(schemas) => Some(schemas.as_slice()),
            _ => None,
        });
        found.unwrap_or_default()
    }

    /// Whether it demands something that `is` takes.
    #[must_use]
    pub fn demands(&self, is: impl Fn(&Demand) -> bool) -> bool {
        self.assertions.0.iter().any(|one| is(&one.demand))
    }
}

impl Schema {
    /// Where it stands.
    #[must_use]
    pub fn at(&self) -> &At {
        match self {
            Schema::True(at) | Schema::False(at) | Schema::Unreadable(at) => at,
            Schema::Object(object) => &object.at,
        }
    }
}

impl Default for Schema {
    fn default() -> Self {
        Schema::Unreadable(At::default())
    }
}

impl From<SchemaObject> for Schema {
    fn from(object: SchemaObject) -> Self {
        Schema::Object(Arc::new(object))
    }
}
