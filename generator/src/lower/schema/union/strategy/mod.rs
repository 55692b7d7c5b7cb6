//! How variants are told apart: a list of strategies, each in a file of its own.
//!
//! A strategy asks one thing of a value, where that leaves fewer variants; what is left is asked again, by the whole list.
//! The last one always has an answer.

mod constant;
mod key;
mod key_kind;
mod kind;
mod listed;
mod tag;
mod tried;

use super::choice::Choice;
use super::facts::Fact;
use super::{Kinds, Undecided};
use crate::ir::{Constant, Kind, Select};

pub(super) use tried::{breadth, left_open};

/// What is asked of a value next, if this way of asking tells its variants apart.
type Strategy = fn(&Asked<'_>) -> Option<Select>;

/// The strategies, the surest first.
const ALL: &[Strategy] = &[
    kind::ask,
    tag::ask,
    constant::ask,
    key_kind::ask,
    key::ask,
    listed::ask,
    tried::ask,
];

/// Variants that a value may be of, and what is known of it.
pub(super) struct Asked<'c> {
    choices: &'c [Choice],
    /// Their places among the choices, in order.
    among: Vec<usize>,
    /// The kinds that the value may be of.
    kinds: Kinds,
    /// The member that a `discriminator` names.
    tag: Option<&'c str>,
    /// Whether a value must be of one variant alone (`oneOf`).
    exactly_one: bool,
    /// The members that have been asked for.
    told: Vec<&'c str>,
}

/// Which variant a value of a union is.
pub(super) fn decide(union: &Undecided, choices: &[Choice]) -> Select {
    let asked = Asked {
        choices,
        among: (0..choices.len()).collect(),
        kinds: Kinds::ALL.without_null(),
        tag: union.tag.as_deref(),
        exactly_one: union.keyword == "oneOf",
        told: Vec::new(),
    };
    let by_tag = (union.is_base())
        .then(|| {
            tag::ask(&Asked {
                among: asked.among.clone(),
                kinds: Kinds::of(Kind::Object),
                told: Vec::new(),
                ..asked
            })
        })
        .flatten();
    by_tag.unwrap_or_else(|| asked.decide())
}

impl<'c> Asked<'c> {
    fn decide(&self) -> Select {
        if let [only] = self.among.as_slice() {
            return Select::Is(index(*only));
        }
        let found = ALL.iter().find_map(|strategy| strategy(self));
        found.unwrap_or_else(|| Select::Is(self.among.first().map_or(0, |first| index(*first))))
    }

    /// What is asked of these.
    fn next(&self, among: Vec<usize>) -> Select {
        self.within(among, self.kinds)
    }

    /// What is asked of these, of a value of one of the kinds.
    fn within(&self, among: Vec<usize>, kinds: Kinds) -> Select {
        let asked = Asked {
            among,
            kinds,
            told: self.told.clone(),
            ..*self
        };
        asked.decide()
    }

    /// What is asked of these, now that a member has been asked for.
    fn after(&self, member: &'c str, among: Vec<usize>) -> Select {
        let mut told = self.told.clone();
        told.push(member);
        Asked {
            among,
            told,
            ..*self
        }
        .decide()
    }

    /// The variants, with their places among the choices.
    fn each(&self) -> impl Iterator<Item = (usize, &'c Choice)> + '_ {
        let choices = self.choices;
        (self.among.iter()).filter_map(move |place| Some((*place, choices.get(*place)?)))
    }

    /// Whether the value is of this kind.
    fn is(&self, kind: Kind) -> bool {
        self.kinds == Kinds::of(kind)
    }
}

/// Constants by whose they are: each set of variants once, in the order of its first.
fn by_owners(constants: &[(usize, Vec<Constant>)]) -> Vec<(Vec<Constant>, Vec<usize>)> {
    let mut owners: Vec<(&Constant, Vec<usize>)> = Vec::new();
    for (place, constants) in constants {
        for constant in constants {
            match owners.iter_mut().find(|(known, _)| *known == constant) {
                Some((_, places)) if places.contains(place) => {}
                Some((_, places)) => places.push(*place),
                None => owners.push((constant, vec![*place])),
            }
        }
    }
    let mut arms: Vec<(Vec<Constant>, Vec<usize>)> = Vec::new();
    for (constant, places) in owners {
        match arms.iter_mut().find(|(_, known)| *known == places) {
            Some((constants, _)) => constants.push(constant.clone()),
            None => arms.push((vec![constant.clone()], places)),
        }
    }
    arms
}

/// A place as the IR has it.
fn index(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
