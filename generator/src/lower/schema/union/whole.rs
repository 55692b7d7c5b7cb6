//! A union of every kind of value, whose arrays and objects hold it again: any JSON.

use super::choice::Choice;
use super::undecided::Undecided;
use crate::ir::{Api, Ty};

/// Whether any JSON value is of one of the choices, and nothing is known of any: what pydantic writes for its `JsonValue`.
pub(super) fn is_any_json(api: &Api, union: &Undecided, choices: &[Choice]) -> bool {
    let has = |is: &dyn Fn(&Ty) -> bool| {
        let mut all = choices.iter().map(|choice| api.resolve(&choice.ty));
        all.any(|ty| is(ty.non_null()))
    };
    let is_again = |ty: &Ty| {
        let ty = api.resolve(api.resolve(ty).non_null());
        *ty == Ty::Json || *ty == Ty::Named(union.id)
    };
    union.nullable
        && has(&|ty| *ty == Ty::String)
        && has(&|ty| *ty == Ty::Bool)
        && has(&|ty| matches!(ty, Ty::F64 | Ty::Number))
        && has(&|ty| matches!(ty, Ty::Array(item) if is_again(item)))
        && has(&|ty| matches!(ty, Ty::Map(value) if is_again(value)))
}
