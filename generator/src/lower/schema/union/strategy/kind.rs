//! By the kind of the value.

use super::{Asked, Kinds};
use crate::ir::{Kind, Select};

pub(super) fn ask(asked: &Asked<'_>) -> Option<Select> {
    if asked.kinds.list().len() == 1 {
        return None;
    }
    let mut arms: Vec<(Vec<Kind>, Vec<usize>)> = Vec::new();
    for kind in Kind::ALL {
        let takers: Vec<usize> = (asked.each())
            .filter(|(_, choice)| choice.kinds.common(asked.kinds).has(kind))
            .map(|(place, _)| place)
            .collect();
        if takers.is_empty() {
            continue;
        }
        match arms.iter_mut().find(|(_, known)| *known == takers) {
            Some((kinds, _)) => {
                // All numbers are integers too.
                kinds.retain(|known| (*known, kind) != (Kind::Integer, Kind::Number));
                kinds.push(kind);
            }
            None => arms.push((vec![kind], takers)),
        }
    }
    let of =
        |kinds: &[Kind]| (kinds.iter()).fold(Kinds::NONE, |all, kind| all.union(Kinds::of(*kind)));
    match arms.as_slice() {
        [] => return None,
        // Whatever it is, it may be any of them.
        [(kinds, takers)] if kinds.len() > 1 && *takers == asked.among => return None,
        [(kinds, takers)] => return Some(asked.within(takers.clone(), of(kinds))),
        _ => {}
    }
    arms.sort_by(|(_, one), (_, two)| one.cmp(two));
    let arms = arms.into_iter().map(|(kinds, takers)| {
        let next = asked.within(takers, of(&kinds));
        (kinds, next)
    });
    Some(Select::Kind(arms.collect()))
}
