//! Members of objects, values of enums, variants of unions.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Origin, Part, Shape, TypeDef};
use crate::lock::Key;
use crate::source::pointer;

use super::propose::{field_names, value_names, variant_name};
use super::role::Role;
use super::scope::{Claim, Ledger, Record, Scope};
use super::{Names, in_order, reserved};

/// The names of the parts of each type.
pub(super) fn assign(api: &Api, ledger: &mut Ledger<'_>, names: &Names) -> Vec<Vec<String>> {
    api.types
        .iter()
        .map(|def| of_type(def, ledger, names))
        .collect()
}

/// What a part goes by in the document, and what it would like to be called.
struct Wanted {
    wire: String,
    proposals: Vec<String>,
}

fn of_type(def: &TypeDef, ledger: &mut Ledger<'_>, names: &Names) -> Vec<String> {
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
                wanted_values(values),
                Role::Value,
                reserved::VALUES,
                "Value",
            )
        }
        Shape::IntegerEnum(shape) => {
            let values = shape.values.iter().map(|value| value.to_string());
            (
                wanted_values(values),
                Role::Value,
                reserved::VALUES,
                "Value",
            )
        }
        Shape::Union(shape) => {
            let variants = shape.variants.iter().map(|variant| {
                let name = variant_name(&variant.ty, names);
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
        Shape::Alias(_) | Shape::Newtype(_) => return Vec::new(),
    };
    let mut scope = Scope::new(list);
    let claims = claims(def, &wanted, role, ledger);
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
    let records = wanted.iter().map(|wanted| wanted.wire.as_str());
    let records: BTreeMap<_, _> = claims.iter().map(|claim| &claim.key).zip(records).collect();
    in_order(&claims, &proposals, |claim, proposals| {
        let record = match (role, records.get(&claim.key)) {
            (Role::Field, Some(wire)) => Record::UnlessExact(wire),
            _ => Record::Always,
        };
        scope.propose(ledger, claim, proposals, record)
    })
}

fn wanted_values(values: impl Iterator<Item = String>) -> Vec<Wanted> {
    values
        .map(|wire| Wanted {
            proposals: value_names(&wire),
            wire,
        })
        .collect()
}

/// Values and variants have an index for a place, which moves when another is added before it: they go by what they are.
fn claims(def: &TypeDef, wanted: &[Wanted], role: Role, ledger: &mut Ledger<'_>) -> Vec<Claim> {
    let mut seen = BTreeSet::new();
    let mut parts = def.parts.iter().map(Some).chain(std::iter::repeat(None));
    let section = match role {
        Role::Field => "properties",
        Role::Value => "enum",
        _ => "variant",
    };
    wanted
        .iter()
        .map(|Wanted { wire, .. }| {
            let origin = parts
                .next()
                .flatten()
                .map_or(&def.origin, |part: &Part| &part.origin);
            let mut end = pointer::join(section, wire);
            while !seen.insert(end.clone()) {
                end.push('~');
            }
            let below = |owner: &Origin| format!("{}/{end}", owner.pointer);
            let also = def.merged.iter().map(|owner| Key {
                pointer: below(owner),
                role,
            });
            let also = also.collect();
            Claim {
                also,
                ..Claim::new(ledger, origin, below(&def.origin), role)
            }
        })
        .collect()
}
