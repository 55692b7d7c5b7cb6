//! Alternatives that are there twice, or of which another takes all values in the same form.

use super::choice::Choice;
use crate::ir::{Additional, Api, Shape, Step, Struct, Tuple, Ty, TypeId, VariantOf};

/// How deep types are compared.
const MAX_DEPTH: usize = 8;

/// The choices without those that add nothing, and whether there were any.
pub(super) fn without_doubled(api: &Api, choices: Vec<Choice>) -> (Vec<Choice>, bool) {
    let types = Types { api };
    let mut kept: Vec<Choice> = Vec::new();
    let mut merged = false;
    for choice in choices {
        let Some(place) = (kept.iter()).position(|one| types.takes_all(one, &choice)) else {
            let narrower = (kept.iter()).position(|one| types.takes_all(&choice, one));
            match narrower.and_then(|place| kept.get_mut(place)) {
                Some(one) => {
                    merged = true;
                    *one = joined(choice, one);
                }
                None => kept.push(choice),
            }
            continue;
        };
        merged = true;
        if let Some(one) = kept.get_mut(place) {
            *one = joined(one.clone(), &choice);
        }
    }
    (kept, merged)
}

/// The wider of two choices, which stands for the other too.
fn joined(wider: Choice, other: &Choice) -> Choice {
    let mut said = wider.said.clone();
    said.mapped.extend(other.said.mapped.iter().cloned());
    said.is_default |= other.said.is_default;
    Choice { said, ..wider }
}

/// The types that are compared.
#[derive(Clone, Copy)]
struct Types<'a> {
    api: &'a Api,
}

impl Types<'_> {
    /// Whether all values of `narrow` are values of `wide`, and come back equal. What is made from two schemas with names
    /// stays two.
    fn takes_all(self, wide: &Choice, narrow: &Choice) -> bool {
        let (name, other) = (name(wide), name(narrow));
        let (wide, narrow) = (&wide.ty, &narrow.ty);
        let is_same = self.api.resolve(wide) == self.api.resolve(narrow);
        if name.is_some() && other.is_some() && name != other && !is_same {
            return false;
        }
        let rules = self.api.use_rules(wide);
        if !rules.is_empty() && rules != self.api.use_rules(narrow) {
            return false;
        }
        let resolved = |ty| self.api.resolve(self.api.resolve(ty).non_null());
        match (resolved(wide), resolved(narrow)) {
            (Ty::Int(wide), Ty::Int(narrow)) => {
                let (smallest, largest) = narrow.range();
                wide.holds(smallest) && wide.holds(largest)
            }
            (Ty::Integer, Ty::Int(_)) | (Ty::F64, Ty::F32) | (Ty::Number, Ty::F32 | Ty::F64) => {
                true
            }
            (wide, narrow) => self.same(wide, narrow, 0),
        }
    }

    /// Whether two types are the same: by name, or without names by what they are.
    fn same(self, one: &Ty, two: &Ty, depth: usize) -> bool {
        if depth > MAX_DEPTH || one.own_rules() != two.own_rules() {
            return false;
        }
        match (self.api.resolve(one), self.api.resolve(two)) {
            (Ty::Nullable(one), Ty::Nullable(two))
            | (Ty::Array(one), Ty::Array(two))
            | (Ty::Map(one), Ty::Map(two)) => self.same(one, two, depth + 1),
            (Ty::Named(one), Ty::Named(two)) if one != two => {
                self.same_without_names(*one, *two, depth + 1)
            }
            (one, two) => one == two,
        }
    }

    fn same_without_names(self, one: TypeId, two: TypeId, depth: usize) -> bool {
        let def = |id| self.api.type_def(id).filter(|def| def.is_anonymous());
        let (Some(first), Some(second)) = (def(one), def(two)) else {
            return false;
        };
        if first.rules != second.rules {
            return false;
        }
        match (&first.shape, &second.shape) {
            (Shape::Struct(first), Shape::Struct(second)) => {
                self.same_objects(first, second, depth)
            }
            (Shape::StringEnum(first), Shape::StringEnum(second)) => first == second,
            (Shape::IntegerEnum(first), Shape::IntegerEnum(second)) => first == second,
            (Shape::ValueEnum(first), Shape::ValueEnum(second)) => first == second,
            (Shape::Tuple(first), Shape::Tuple(second)) => self.same_tuples(first, second, depth),
            _ => false,
        }
    }

    fn same_tuples(self, one: &Tuple, two: &Tuple, depth: usize) -> bool {
        let rest = match (&one.rest, &two.rest) {
            (Some(one), Some(two)) => self.same(one, two, depth),
            (one, two) => one == two,
        };
        let mut items = one.items.iter().zip(&two.items);
        rest && one.items.len() == two.items.len()
            && items.all(|(one, two)| {
                one.required == two.required && self.same(&one.ty, &two.ty, depth)
            })
    }

    fn same_objects(self, one: &Struct, two: &Struct, depth: usize) -> bool {
        let additional = match (&one.additional, &two.additional) {
            (Additional::Kept(one), Additional::Kept(two)) => self.same(one, two, depth),
            (one, two) => one == two,
        };
        let mut members = one.members.iter().zip(&two.members);
        additional
            && one.members.len() == two.members.len()
            && members.all(|(one, two)| {
                one.wire == two.wire
                    && one.presence == two.presence
                    && one.read_only == two.read_only
                    && one.write_only == two.write_only
                    && self.same(&one.ty, &two.ty, depth)
            })
    }
}

/// The schema with a name that an alternative is, or is made from.
fn name(choice: &Choice) -> Option<&str> {
    match choice.part.step() {
        Some(Step::Variant {
            of: VariantOf::Schema(place),
            ..
        }) => Some(place),
        _ => None,
    }
}
