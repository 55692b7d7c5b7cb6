//! Members of objects, values of enums, variants of unions.

use std::collections::BTreeMap;

use crate::ir::{Api, Called, Shape, TypeDef, TypeKey};
use crate::lock::Key;

use super::propose::{field_names, has_inner_sign, value_names};
use super::scope::{Claim, Ledger, Scope};
use super::variant::{Known, variant_name};
use super::views::Views;
use super::{Names, in_order, reserved};
use crate::identifier::escape_keyword;
use crate::lock::Role;

/// The names of the parts of each type.
pub(super) fn assign(
    api: &Api,
    ledger: &mut Ledger<'_>,
    names: &Names,
    views: &Views,
) -> Vec<Vec<String>> {
    api.types
        .iter()
        .map(|def| of_type(def, api, ledger, names, views))
        .collect()
}

/// What a part goes by in the document, and what it would like to be called.
struct Wanted {
    wire: String,
    proposals: Vec<String>,
}

fn of_type(
    def: &TypeDef,
    api: &Api,
    ledger: &mut Ledger<'_>,
    names: &Names,
    views: &Views,
) -> Vec<String> {
    let (wanted, role, list, suffix) = match &def.shape {
        Shape::Struct(shape) => {
            let members = shape.members.iter().map(|member| Wanted {
                proposals: field_names(&member.wire, "value"),
                wire: member.wire.clone(),
            });
            (members.collect(), Role::Field, reserved::FIELDS, "_field")
        }
        Shape::StringEnum(shape) => {
            let values = shape.values.iter().map(|value| value.to_owned());
            (
                wanted_values(def, values),
                Role::Value,
                reserved::VALUES,
                "Value",
            )
        }
        Shape::IntegerEnum(shape) => {
            let values = shape.values.iter().map(|value| value.to_string());
            (
                wanted_values(def, values),
                Role::Value,
                reserved::VALUES,
                "Value",
            )
        }
        Shape::ValueEnum(shape) => (
            wanted_values(def, shape.values.iter().cloned()),
            Role::Value,
            reserved::VALUES,
            "Value",
        ),
        Shape::Union(shape) => {
            let variants = shape.variants.iter().map(|variant| {
                let known = Known { api, names, views };
                let name = escape_keyword(variant_name(&variant.ty, def, &known));
                Wanted {
                    wire: name.clone(),
                    proposals: vec![name],
                }
            });
            (
                variants.collect::<Vec<_>>(),
                Role::Variant,
                reserved::VARIANTS,
                "Variant",
            )
        }
        Shape::Alias(_) | Shape::Newtype(_) | Shape::Tuple(_) => return Vec::new(),
    };
    let mut scope = Scope::new(list);
    let claims = claims(def, role, ledger);
    scope.keep(ledger, &claims);
    let proposals: Vec<(bool, Vec<String>)> = wanted
        .iter()
        .map(|Wanted { wire, proposals }| {
            let mut proposals = proposals.clone();
            if proposals
                .first()
                .is_some_and(|name| scope.is_reserved(name))
            {
                proposals = proposals
                    .first()
                    .map(|name| format!("{name}{suffix}"))
                    .into_iter()
                    .collect();
            }
            (proposals.first() == Some(wire), proposals)
        })
        .collect();
    in_order(&claims, &proposals, |claim, proposals| {
        scope.propose(ledger, claim, proposals)
    })
}

/// A value is called as the document says (`x-enum-varnames`), else as it is spelled.
fn wanted_values(def: &TypeDef, values: impl Iterator<Item = String>) -> Vec<Wanted> {
    let called = def.parts.iter().map(|part| match &part.origin.called {
        Called::Like(name) | Called::Fixed(name) => Some(name),
        Called::ByPlace => None,
    });
    let mut wanted: Vec<Wanted> = values
        .zip(called.chain(std::iter::repeat(None)))
        .map(|(value, called)| {
            let wire = called.cloned().unwrap_or(value);
            Wanted {
                proposals: value_names(&wire),
                wire,
            }
        })
        .collect();
    spell_signs(&mut wanted);
    wanted
}

/// Where several values want one name, those whose signs tell them apart have them in it: `Plus1` and `Minus1`, not one
/// of them `1`.
fn spell_signs(wanted: &mut [Wanted]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for name in wanted.iter().filter_map(|one| one.proposals.first()) {
        *counts.entry(name.clone()).or_default() += 1;
    }
    for one in wanted {
        let name = one.proposals.first();
        let is_contested = name.is_some_and(|name| counts.get(name).is_some_and(|n| *n > 1));
        if is_contested && has_inner_sign(&one.wire) {
            one.proposals.remove(0);
        }
    }
}

/// The key of a part is that of its type, and the step from there.
fn claims(def: &TypeDef, role: Role, ledger: &mut Ledger<'_>) -> Vec<Claim> {
    let merged: Vec<TypeKey> = def.keys().skip(1).collect();
    let claim = |part: &crate::ir::Part| {
        let step = part.step().map_or_else(String::new, ToString::to_string);
        let also = merged.iter().map(|owner| Key {
            place: format!("{owner}{step}"),
            role,
        });
        Claim {
            also: also.collect(),
            ..Claim::at(ledger, &part.origin, def.part_key(part), role)
        }
    };
    def.parts.iter().map(claim).collect()
}
