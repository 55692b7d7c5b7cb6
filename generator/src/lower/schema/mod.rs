//! From schemas to types. One file per keyword family; this one holds the order in which they are asked.
//!
//! A named schema gets a [`TypeDef`] when something first refers to it, and its body when the queue comes to it: so
//! neither a chain of references nor a cycle costs stack. Null belongs to uses, not to definitions: a component that
//! accepts null is defined without it, and every use of it is [`Ty::Nullable`] ([`settle`]).

mod accepted;
mod all_of;
mod array;
mod beside;
mod check;
mod constraints;
mod default;
mod define;
mod demands;
mod direction;
mod elsewhere;
mod enumeration;
mod flatten;
mod format;
mod judge;
mod key;
mod keywords;
mod kinds;
mod meet;
mod member;
mod mixed;
mod narrowing;
mod numbers;
mod object;
mod others;
mod reference;
mod rules;
mod same;
mod scalar;
mod settle;
mod state;
mod texts;
mod union;
mod values;

use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::{Schema, SchemaObject, TypeName};
use crate::ir::{Ty, Whence};
use crate::rust_path;

use super::{Lowerer, Unsupported};

pub(crate) use state::State;
pub(crate) use union::Unions;

use define::Scope;
use key::SchemaKey;

/// How deep schemas may be nested in one another without an object or a reference between them.
const MAX_DEPTH: u32 = 48;

impl Lowerer<'_> {
    /// The type of a use of `schema`, with everything that it needs lowered. `whence` is where an anonymous type comes from.
    ///
    /// What has no counterpart is any JSON there, and reported: it costs itself, and nothing around it.
    pub(crate) fn schema_ty(&mut self, schema: &Schema, whence: Whence) -> Ty {
        let types = self.api.types.len();
        let ty = self.use_of(schema, &Scope::new(whence));
        while let Some((id, schema)) = self.schemas.next() {
            let ty = self.use_of(&schema, &self.body_of(id));
            self.fill_alias(id, ty);
        }
        self.settle(types);
        self.settled(&ty)
    }

    /// The type of a use of `schema`; what it refers to is left in the queue.
    fn use_of(&mut self, schema: &Schema, scope: &Scope) -> Ty {
        match schema {
            Schema::True(_) => Ty::Json,
            Schema::False(at) => self.untyped(
                schema,
                Diagnostic::new(
                    Code::NeverValid,
                    at.place,
                    &at.pointer,
                    "nothing is a value of the schema `false`",
                )
                .with_help("leave the member out of the schema"),
            ),
            Schema::Unreadable(at) => self.unsupported(Diagnostic::new(
                Code::SchemaShape,
                at.place,
                &at.pointer,
                "this is not a schema",
            )),
            Schema::Object(object) => self.use_of_object(object, scope),
        }
    }

    fn use_of_object(&mut self, object: &SchemaObject, scope: &Scope) -> Ty {
        let object = &*self.with_known_format(demands::gathered(object));
        if scope.depth > MAX_DEPTH {
            let said = Diagnostic::new(
                Code::TooDeep,
                object.at.place,
                &object.at.pointer,
                "schemas are nested too deep here",
            );
            return self.untyped(&Schema::from(object.clone()), said);
        }
        if let Some(path) = &object.rust_type {
            self.report_keywords(object);
            let ty = self.rust_type(object, path);
            return self.ruled(object, ty);
        }
        if let Some(keyword) = keywords::impossible(object) {
            return self.unsupported(Diagnostic::new(
                Code::UnsupportedKeyword,
                keyword.place,
                crate::source::pointer::join(&object.at.pointer, &keyword.text),
                format!("`{}` is not supported", keyword.text),
            ));
        }
        if let Some(link) = &object.reference {
            return self.reference(object, link, scope);
        }
        if self.is_base(object, scope) {
            return self.base(object, scope);
        }
        if !object.all_of.is_empty() || all_of::is_beside_alternatives(object) {
            return self.all_of(object, scope);
        }
        self.report_keywords(object);
        let ty = self.undemanding(object, scope);
        self.keep_null(object, &ty);
        self.ruled(object, ty)
    }

    /// Remembers of a type that was made where it is written that its schema accepts null: who refers to that place gets null too.
    fn keep_null(&mut self, object: &SchemaObject, ty: &Ty) {
        if let (Ty::Nullable(_), Ty::Named(id)) = (ty, ty.non_null().unruled()) {
            if self.schemas.at(&SchemaKey::at(&object.at, self.document)) == Some(*id) {
                self.schemas.set_nullable(*id);
            }
        }
    }

    /// The type of a schema that refers to no other and has no parts, without what it demands of its values.
    fn undemanding(&mut self, object: &SchemaObject, scope: &Scope) -> Ty {
        if !object.any_of.is_empty() || !object.one_of.is_empty() {
            return self.union(object, scope);
        }
        if object.constant.is_some() || object.values.is_some() {
            return self.enumeration(object, scope);
        }
        self.by_type(object, scope)
    }

    /// Where nothing but `type`, and what goes with it, decides.
    fn by_type(&mut self, object: &SchemaObject, scope: &Scope) -> Ty {
        let named = |name: &TypeName| *name != TypeName::Null;
        let mut types = object.types.iter().copied().filter(named);
        let nullable = object.types.contains(&TypeName::Null);
        let ty = match (types.next(), types.next()) {
            (None, _) if nullable => return Ty::Null,
            (None, _) => return self.without_type(object, scope),
            (Some(only), None) => self.of_type(object, only, scope),
            (Some(_), Some(_)) => self.several_types(object, scope),
        };
        if nullable { ty.or_null() } else { ty }
    }

    fn of_type(&mut self, object: &SchemaObject, name: TypeName, scope: &Scope) -> Ty {
        match name {
            TypeName::Null => Ty::Null,
            TypeName::Boolean => Ty::Bool,
            TypeName::Integer | TypeName::Number => self.numeric(object, name),
            TypeName::String => self.string(object),
            TypeName::Array => self.array(object, scope),
            TypeName::Object => self.object(object, scope),
        }
    }

    /// A schema without `type`: what its other keywords are about, or anything.
    fn without_type(&mut self, object: &SchemaObject, scope: &Scope) -> Ty {
        let Some(name) = keywords::inferred_type(object) else {
            return Ty::Json;
        };
        let text = kinds::type_text(name);
        self.diagnostics.push(
            Diagnostic::new(
                Code::TypeInferred,
                object.at.place,
                &object.at.pointer,
                format!(
                    "no `type` is written here; its keywords are those of `{text}`, which is what is taken"
                ),
            )
            .with_effect(Effect::Assumed(format!("`type: {text}`"))),
        );
        self.of_type(object, name, scope)
    }

    /// What cannot be a type is any JSON, and reported.
    fn unsupported(&mut self, diagnostic: Diagnostic) -> Ty {
        self.diagnostics
            .push(diagnostic.with_effect(Effect::TypeIsJson));
        Ty::Json
    }

    /// The same, of a schema that rules can say: what it does not take is refused all the same.
    fn untyped(&mut self, schema: &Schema, diagnostic: Diagnostic) -> Ty {
        let ty = self.unsupported(diagnostic);
        let rules = self.whole(schema).unwrap_or_default();
        self.api.ruled(ty, rules)
    }

    /// `x-rust-type`.
    fn rust_type(&mut self, object: &SchemaObject, path: &str) -> Ty {
        if !rust_path::is_type(path) {
            return self.unsupported(Diagnostic::new(
                Code::NotAPath,
                object.at.place,
                &object.at.pointer,
                "the value of `x-rust-type` is not the path of a type",
            ));
        }
        let from_root = path.starts_with("::") || path.starts_with("crate::");
        let ty = Ty::Path(if from_root {
            path.to_owned()
        } else {
            format!("::{path}")
        });
        let nullable = object.types.contains(&TypeName::Null);
        if nullable { ty.or_null() } else { ty }
    }
}

#[cfg(test)]
pub(super) mod tests;
