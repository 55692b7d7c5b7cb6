//! Keywords about values of another kind than the schema has: `maximum` beside `type: string`.
//!
//! JSON Schema lets them say nothing. Who writes them means something all the same, so each is named.

use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::{AdditionalProperties, Schema, SchemaObject, TypeName};
use crate::source::{Place, pointer};

use super::Lowerer;
use super::kinds::Kinds;

/// A keyword, what it is about, and where it stands.
struct About<'o> {
    keyword: &'o str,
    name: TypeName,
    place: Place,
    pointer: String,
}

impl Lowerer<'_> {
    /// Says which keywords of a schema are about no value that it accepts.
    pub(super) fn report_elsewhere(&mut self, object: &SchemaObject) {
        let of_type = |name: TypeName| Kinds::of_types(&[name]);
        let own = Kinds::of_types(&object.types);
        let mut elsewhere = abouts(object);
        // Most schemas have the type that their keywords are about: of those nothing more is asked.
        elsewhere.retain(|one| own.common(of_type(one.name)).is_empty());
        if elsewhere.is_empty() {
            return;
        }
        let kinds = self.kinds(&self.as_written(object)).without_null();
        if kinds.is_empty() {
            return;
        }
        elsewhere.retain(|one| kinds.common(of_type(one.name)).is_empty());
        for one in elsewhere {
            let message = format!("`{}` says nothing of {}", one.keyword, plural(kinds));
            let said = Diagnostic::new(Code::OtherKind, one.place, one.pointer, message)
                .with_effect(Effect::Ignored(format!("`{}`", one.keyword)));
            self.diagnostics.push(match meant(one.name, kinds) {
                Some(meant) => said.with_help(meant),
                None => said,
            });
        }
    }
}

impl Lowerer<'_> {
    /// The schema at the place of `object`, which may be one of the alternatives that several names in `type` become.
    fn as_written(&self, object: &SchemaObject) -> Schema {
        let pointer = &object.at.pointer;
        let whole = pointer.rsplit_once("/type/").map(|(whole, _)| whole);
        let schemas = self.document.schemas();
        match whole
            .and_then(|whole| schemas.at(whole))
            .or_else(|| schemas.at(pointer))
        {
            Some(id) => self.document.schema(id).clone(),
            None => Schema::from(object.clone()),
        }
    }
}

/// The keywords of a schema that are about values of one kind.
fn abouts(object: &SchemaObject) -> Vec<About<'_>> {
    let demanded = object.assertions.iter().filter_map(|one| {
        Some(About {
            keyword: one.demand.keyword(),
            name: one.demand.about()?,
            place: one.at.place,
            pointer: one.at.pointer.clone(),
        })
    });
    let first_property = object.properties.values().next();
    let additional = object.additional_properties.as_ref();
    let others = [
        (
            "properties",
            TypeName::Object,
            first_property.map(|(key, _)| key.place),
        ),
        (
            "required",
            TypeName::Object,
            object.required.first().map(|(_, at)| at.place),
        ),
        (
            "additionalProperties",
            TypeName::Object,
            additional.map(|additional| match additional {
                AdditionalProperties::Any(at) | AdditionalProperties::None(at) => at.place,
                AdditionalProperties::Schema(schema) => schema.at().place,
            }),
        ),
        (
            "items",
            TypeName::Array,
            object.items.as_ref().map(|items| items.at().place),
        ),
    ];
    let others = others.into_iter().filter_map(|(keyword, name, place)| {
        Some(About {
            keyword,
            name,
            place: place?,
            pointer: pointer::join(&object.at.pointer, keyword),
        })
    });
    demanded.chain(others).collect()
}

/// `strings`, `integers and arrays`.
fn plural(kinds: Kinds) -> String {
    let names = kinds
        .list()
        .into_iter()
        .map(|kind| format!("{}s", kind.as_str()));
    names.collect::<Vec<_>>().join(" and ")
}

/// What the author may have meant.
fn meant(about: TypeName, kinds: Kinds) -> Option<&'static str> {
    let is = |name: TypeName| kinds == Kinds::of_types(&[name]);
    match about {
        TypeName::Object | TypeName::Null | TypeName::Boolean | TypeName::Integer => None,
        _ if is(TypeName::String) => {
            Some("of the length of strings say `minLength` and `maxLength`")
        }
        _ if is(TypeName::Array) => Some("of the length of arrays say `minItems` and `maxItems`"),
        _ if is(TypeName::Integer) || is(TypeName::Number) => {
            Some("of the size of numbers say `minimum` and `maximum`")
        }
        _ => None,
    }
}
