//! How the variants of a union are told apart.

use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::{Schema, SchemaObject, TypeName};
use crate::ir::{Called, Int, Kind, Select, Ty, VariantOf};
use crate::source::pointer;

use super::Lowerer;
use super::alternative::Alternative;
use super::kinds::{Kinds, kind_of_type, type_text};
use super::numbers;

/// What becomes of several alternatives.
pub(super) enum Decision {
    /// A union of them.
    Union(Vec<Alternative>, Select),
    /// All of them are this one.
    Only(Box<Alternative>),
    /// Any JSON; it has been said why.
    Json,
}

impl Lowerer<'_> {
    pub(super) fn decide(
        &mut self,
        object: &SchemaObject,
        keyword: &'static str,
        alternatives: Vec<Alternative>,
    ) -> Decision {
        let only_objects = alternatives
            .iter()
            .all(|alternative| alternative.kinds == Kinds::of(Kind::Object));
        if let (Some(discriminator), true) = (&object.discriminator, only_objects) {
            return match self.tag(discriminator, &alternatives) {
                Ok(select) => Decision::Union(alternatives, select),
                Err(diagnostic) => self.all_json(*diagnostic),
            };
        }
        let alternatives = self.merge_scalars(object, keyword, alternatives);
        if let [only] = alternatives.as_slice() {
            return Decision::Only(Box::new(only.clone()));
        }
        for (index, one) in alternatives.iter().enumerate() {
            let clash = (alternatives.iter().enumerate().skip(index + 1))
                .find(|(_, two)| !told_apart(one, two));
            if let Some((other, two)) = clash {
                return self.all_json(overlap(object, keyword, (index, one), (other, two)));
            }
        }
        let kinds = alternatives
            .iter()
            .map(|alternative| alternative.kinds.list())
            .collect();
        Decision::Union(alternatives, Select::Kind(kinds))
    }

    fn all_json(&mut self, diagnostic: Diagnostic) -> Decision {
        self.unsupported(diagnostic);
        Decision::Json
    }

    /// Alternatives that are all strings, or all numbers, are one: what they demand beyond that is not checked.
    fn merge_scalars(
        &mut self,
        object: &SchemaObject,
        keyword: &'static str,
        alternatives: Vec<Alternative>,
    ) -> Vec<Alternative> {
        let is_plain_pair = is_integer_and_number(&alternatives);
        let mut merged = alternatives;
        for class in [Kind::String, Kind::Number, Kind::Bool] {
            if class == Kind::Number && is_plain_pair {
                continue;
            }
            let among = |alternative: &Alternative| alternative.kinds.is_within(Kinds::of(class));
            if merged.iter().filter(|one| among(one)).count() < 2 {
                continue;
            }
            let all = (merged.iter().filter(|one| among(one)))
                .fold(Kinds::NONE, |all, one| all.union(one.kinds));
            let name = match class {
                Kind::String => TypeName::String,
                Kind::Bool => TypeName::Boolean,
                _ if all.has(Kind::Number) => TypeName::Number,
                _ => TypeName::Integer,
            };
            self.diagnostics.push(
                Diagnostic::new(
                    Code::AlternativesMerged,
                    object.at.place,
                    pointer::join(&object.at.pointer, keyword),
                    format!(
                        "several alternatives of this `{keyword}` are of the type `{}`, which is taken for all of them",
                        type_text(name)
                    ),
                )
                .with_effect(Effect::NotChecked(keyword.to_owned())),
            );
            let mut first = true;
            merged.retain_mut(|one| {
                if !among(one) {
                    return true;
                }
                let keep = std::mem::replace(&mut first, false);
                if keep {
                    one.of = VariantOf::Kind(kind_of_type(name));
                    one.called = Called::ByPlace;
                    one.kinds = all;
                    one.schema = Schema::from(SchemaObject {
                        at: one.schema.at().clone(),
                        types: vec![name],
                        ..SchemaObject::default()
                    });
                }
                keep
            });
        }
        merged
    }
}

/// Whether the kind of a value says which of the two it is of. Integers are asked first, so an alternative of all
/// integers stands well beside one of all numbers.
fn told_apart(one: &Alternative, two: &Alternative) -> bool {
    one.kinds.common(two.kinds).is_empty()
        || (is_any_integer(one) && is_any_number(two))
        || (is_any_number(one) && is_any_integer(two))
}

fn is_integer_and_number(alternatives: &[Alternative]) -> bool {
    let count =
        |matches: fn(&Alternative) -> bool| alternatives.iter().filter(|one| matches(one)).count();
    let numeric = |one: &Alternative| one.kinds.is_within(Kinds::of(Kind::Number));
    count(is_any_integer) == 1 && count(is_any_number) == 1 && count(numeric) == 2
}

fn is_any_integer(alternative: &Alternative) -> bool {
    is_any_of(alternative, TypeName::Integer)
        && matches!(&alternative.schema, Schema::Object(object)
            if matches!(numbers::integer(object).ty, Ty::Int(Int::I64) | Ty::Integer))
}

fn is_any_number(alternative: &Alternative) -> bool {
    is_any_of(alternative, TypeName::Number)
}

fn is_any_of(alternative: &Alternative, name: TypeName) -> bool {
    match &alternative.schema {
        Schema::Object(object) => {
            object.types == [name] && object.values.is_none() && object.constant.is_none()
        }
        _ => false,
    }
}

fn overlap(
    object: &SchemaObject,
    keyword: &str,
    (index, one): (usize, &Alternative),
    (other, two): (usize, &Alternative),
) -> Diagnostic {
    let common: Vec<&str> = (one.kinds.common(two.kinds).list().into_iter())
        .map(Kind::as_str)
        .collect();
    Diagnostic::new(
        Code::UnionOverlap,
        object.at.place,
        pointer::join(&object.at.pointer, keyword),
        format!("the variants of this `{keyword}` cannot be told apart"),
    )
    .with_label(format!(
        "variants {index} ({}) and {other} ({}) both accept values of the kinds: {}",
        one.name(),
        two.name(),
        common.join(", ")
    ))
    .with_note(one.schema.at().place, format!("variant {index}"))
    .with_note(two.schema.at().place, format!("variant {other}"))
    .with_help("add a `discriminator` where the variants are objects")
}
