//! By the values of an enum, beside other strings.

use super::{Asked, index, tried};
use crate::ir::{Kind, Listed, Select, Ty};

pub(super) fn ask(asked: &Asked<'_>) -> Option<Select> {
    if !asked.is(Kind::String) {
        return None;
    }
    let (variant, _) = asked.each().find(|(_, choice)| choice.is_string_enum)?;
    let mut rest: Vec<usize> = asked.among.clone();
    rest.retain(|place| *place != variant);
    // A client takes what it does not know for a new value of the enum, unless it may be any string.
    let takes_rest = asked.each().any(|(place, choice)| {
        place != variant && (choice.is_string_enum || matches!(choice.ty, Ty::String))
    });
    let otherwise = if takes_rest {
        asked.next(rest)
    } else {
        tried::in_order(asked, &rest, Some(variant))
    };
    Some(Select::Listed(Listed {
        variant: index(variant),
        otherwise: Box::new(otherwise),
    }))
}
