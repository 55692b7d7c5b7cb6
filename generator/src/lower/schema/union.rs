//! `anyOf`, `oneOf`, and several types in `type`.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{At, Schema, SchemaObject, TypeName};
use crate::ir::{
    Called, Docs, Kind, Origin, Part, Select, Shape, Step, Ty, Union, Variant, VariantOf, Whence,
};
use crate::source::pointer;

use super::alternative::Alternative;
use super::define::{Scope, Slot, docs, part_pointer};
use super::kinds::{Kinds, kind_of_type, type_text};
use super::select::Decision;
use super::{Lowerer, Unsupported, keywords};

impl Lowerer<'_> {
    pub(super) fn union(&mut self, object: &SchemaObject, scope: &Scope) -> Ty {
        let (keyword, alternatives) = match (&*object.any_of, &*object.one_of) {
            (any, []) => ("anyOf", any),
            ([], one) => ("oneOf", one),
            // Both together, and what decides beside them, has been put into each alternative.
            _ => return Ty::Json,
        };
        let mut nullable = false;
        let mut kept = Vec::new();
        for schema in alternatives {
            if let Err(Unsupported(diagnostic)) = self.is_there(schema) {
                return self.unsupported(*diagnostic);
            }
            let schema = typed_by(schema, &object.types);
            let kinds = self.kinds(&schema);
            if kinds != Kinds::ALL && kinds.has(Kind::Null) {
                nullable = true;
            }
            let kinds = kinds.without_null();
            if kinds.is_empty() {
                continue;
            }
            let (of, called) = self.identify(&schema, kinds);
            kept.push(Alternative {
                schema,
                kinds,
                of,
                called,
            });
        }
        if !object.types.is_empty() && !object.types.contains(&TypeName::Null) {
            nullable = false;
        }
        let ty = match kept.as_slice() {
            [] if nullable => return Ty::Null,
            [] => {
                return self.unsupported(Diagnostic::new(
                    Code::NeverValid,
                    object.at.place,
                    pointer::join(&object.at.pointer, keyword),
                    format!("no value is one of this `{keyword}`"),
                ));
            }
            [only] => self.use_of(&only.schema, &scope.inner()),
            _ => self.alternatives(object, keyword, kept, scope),
        };
        if nullable { ty.or_null() } else { ty }
    }

    /// Whether what an alternative refers to is there: nothing can be told apart from what is not known.
    fn is_there(&mut self, alternative: &Schema) -> Result<(), Unsupported> {
        match alternative {
            Schema::Object(object) => match &object.reference {
                Some(link) => self.referenced_schema(link).map(|_| ()),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// `type: [string, integer]`: a union of one alternative for each.
    pub(super) fn several_types(&mut self, object: &SchemaObject, scope: &Scope) -> Ty {
        let alternatives = (object.types.iter())
            .filter(|name| **name != TypeName::Null)
            .map(|name| {
                let mut schema = object.clone();
                let text = type_text(*name);
                schema.types = vec![*name];
                schema.at.pointer = part_pointer(&object.at, "type", text);
                (schema.title, schema.description, schema.rust_name) = (None, None, None);
                Alternative {
                    schema: schema.into(),
                    kinds: Kinds::of_types(&[*name]),
                    of: VariantOf::Kind(kind_of_type(*name)),
                    called: Called::ByPlace,
                }
            })
            .collect();
        self.alternatives(object, "type", alternatives, scope)
    }

    /// The type of several alternatives, none of which is null.
    fn alternatives(
        &mut self,
        object: &SchemaObject,
        keyword: &'static str,
        alternatives: Vec<Alternative>,
        scope: &Scope,
    ) -> Ty {
        match self.decide(object, keyword, alternatives) {
            Decision::Union(alternatives, select) => {
                self.make_union(object, keyword, &alternatives, select, scope)
            }
            Decision::Only(alternative) => self.use_of(&alternative.schema, &scope.inner()),
            Decision::Json => Ty::Json,
        }
    }

    fn make_union(
        &mut self,
        object: &SchemaObject,
        keyword: &str,
        alternatives: &[Alternative],
        select: Select,
        scope: &Scope,
    ) -> Ty {
        let id = match self.slot(object, scope) {
            Slot::Made(id) => return Ty::Named(id),
            Slot::Make(id) => id,
        };
        let mut variants = Vec::new();
        let mut parts: Vec<Part> = Vec::new();
        let owner = self.whence_of(id);
        let mut seen: HashMap<&VariantOf, u32> = HashMap::new();
        for (index, alternative) in alternatives.iter().enumerate() {
            let nth = seen.entry(&alternative.of).or_default();
            let step = Step::Variant {
                of: alternative.of.clone(),
                nth: *nth,
            };
            *nth += 1;
            let whence = owner.then(step);
            let mut inner = Scope::new(whence.clone()).called(alternative.called.clone());
            inner.depth = scope.depth + 1;
            variants.push(Variant {
                ty: self.use_of(&alternative.schema, &inner),
            });
            let at = VariantAt {
                whence,
                union: &object.at,
                keyword,
                index,
            };
            parts.push(variant_part(at, alternative, &parts));
        }
        self.fill(id, Shape::Union(Union { variants, select }), parts);
        Ty::Named(id)
    }

    /// What an alternative is, and what the document calls it: a component by its name, an anonymous schema by its one
    /// value or its title.
    fn identify(&mut self, schema: &Schema, kinds: Kinds) -> (VariantOf, Called) {
        let kind = (kinds.list().first()).map_or(VariantOf::Any, |kind| VariantOf::Kind(*kind));
        let Schema::Object(object) = schema else {
            return (kind, Called::ByPlace);
        };
        let constant = object.constant.as_ref().and_then(|value| value.as_str());
        let (of, called) =
            if let Some(link) = object.reference.as_ref().or(object.stands_for.as_ref()) {
                match self.referenced_schema(link) {
                    Ok(found) => (
                        VariantOf::Schema(found.at.pointer.clone()),
                        Called::Like(found.name),
                    ),
                    Err(_) => (kind, Called::ByPlace),
                }
            } else if let Some(constant) = constant {
                let constant = constant.to_owned();
                (
                    VariantOf::Constant(constant.clone()),
                    Called::Like(constant),
                )
            } else {
                (
                    kind,
                    object.title.clone().map_or(Called::ByPlace, Called::Like),
                )
            };
        match &object.rust_name {
            Some(name) => (of, Called::Fixed(name.clone())),
            None => (of, called),
        }
    }
}

/// Where a variant stands.
struct VariantAt<'a> {
    whence: Whence,
    union: &'a At,
    keyword: &'a str,
    index: usize,
}

/// The configuration finds it by its name, not by its index.
fn variant_part(at: VariantAt<'_>, alternative: &Alternative, before: &[Part]) -> Part {
    let mut pointer = part_pointer(at.union, at.keyword, alternative.name());
    if before.iter().any(|part| part.origin.pointer == pointer) {
        pointer = part_pointer(at.union, at.keyword, &at.index.to_string());
    }
    Part {
        origin: Origin {
            whence: at.whence,
            pointer,
            place: alternative.schema.at().place,
            called: alternative.called.clone(),
        },
        docs: match &alternative.schema {
            Schema::Object(object) => docs(object),
            _ => Docs::default(),
        },
    }
}

/// The alternative, with the types of the schema that holds it where it has none itself.
fn typed_by(schema: &Schema, types: &[TypeName]) -> Schema {
    match schema {
        Schema::Object(object)
            if object.types.is_empty()
                && !types.is_empty()
                && object.reference.is_none()
                && object.all_of.is_empty()
                && object.any_of.is_empty()
                && object.one_of.is_empty()
                && keywords::inferred_type(object).is_none_or(|name| types.contains(&name)) =>
        {
            let mut typed = (**object).clone();
            typed.types = types.to_vec();
            typed.into()
        }
        other => other.clone(),
    }
}
