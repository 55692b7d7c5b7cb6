//! By trying, where nothing else tells: of objects the fuller first, of other values the narrower.

use std::collections::BTreeMap;

use super::{Asked, Choice, index};
use crate::ir::{Api, Int, Kind, Known, Select, Try, Ty};

/// How many variants the runtime tells apart by their members.
const MOST: usize = 64;

pub(super) fn ask(asked: &Asked<'_>) -> Option<Select> {
    Some(in_order(asked, &asked.among, None))
}

/// Tries the variants at these places, and one after all others.
pub(super) fn in_order(asked: &Asked<'_>, places: &[usize], last: Option<usize>) -> Select {
    let mut among: Vec<(usize, &Choice)> = places
        .iter()
        .filter_map(|place| Some((*place, asked.choices.get(*place)?)))
        .collect();
    let are_objects = asked.is(Kind::Object);
    among.sort_by_key(|(_, choice)| {
        if are_objects {
            breadth_of_objects(choice)
        } else {
            choice.breadth
        }
    });
    among.extend(last.and_then(|place| Some((place, asked.choices.get(place)?))));
    let members = if are_objects && among.len() <= MOST {
        members(&among)
    } else {
        Vec::new()
    };
    Select::Try(Try {
        exactly_one: asked.exactly_one && are_objects && are_apart(&among),
        among: among.into_iter().map(|(place, _)| index(place)).collect(),
        members,
    })
}

/// How many values a type takes, if it is no object: less for the narrower. With rules it takes less than without.
pub(in crate::lower::schema::union) fn breadth(api: &Api, ty: &Ty) -> u8 {
    let inmost = api.inmost(ty).non_null();
    let breadth = match api.resolve(inmost) {
        Ty::Named(_) => 0,
        Ty::Uuid | Ty::DateTime | Ty::Date | Ty::Int(Int::I8 | Int::U8) => 1,
        Ty::Int(Int::I16 | Int::U16) => 2,
        Ty::Int(Int::I32 | Int::U32) => 3,
        Ty::Int(Int::I64 | Int::U64) => 4,
        Ty::Integer => 5,
        Ty::Base64 | Ty::F32 | Ty::F64 => 6,
        Ty::Number | Ty::Path(_) => 7,
        Ty::String | Ty::Secret => 8,
        Ty::Json => 10,
        _ => 9,
    };
    let is_ruled = !api.use_rules(ty).is_empty() || inmost != api.resolve(ty).non_null();
    2 * breadth + u8::from(!is_ruled)
}

/// What names its members comes before what takes any object, and what a client leaves open behind what it does not.
fn breadth_of_objects(choice: &Choice) -> u8 {
    u8::from(choice.facts.free) * 2 + u8::from(choice.facts.open)
}

/// The members by which a variant is ruled out, or preferred to another: which know it, and which require it.
fn members(among: &[(usize, &Choice)]) -> Vec<Known> {
    let mut all: BTreeMap<&str, (Vec<u32>, Vec<u32>)> = BTreeMap::new();
    for (at, (_, choice)) in among.iter().enumerate() {
        for (name, fact) in &choice.facts.members {
            let (declared, required) = all.entry(name).or_default();
            declared.push(index(at));
            if fact.required && !fact.one_sided {
                required.push(index(at));
            }
        }
    }
    let tells = |(_, (declared, required)): &(&str, (Vec<u32>, Vec<u32>))| {
        declared.len() < among.len() || !(required.is_empty() || required.len() == among.len())
    };
    let known = all.into_iter().filter(tells);
    let known = known.map(|(name, (declared, required))| Known {
        name: name.to_owned(),
        declared,
        required,
    });
    known.collect()
}

/// Whether no variant is a part of another: of one that is, the fuller is meant, whatever `oneOf` says.
fn are_apart(among: &[(usize, &Choice)]) -> bool {
    let mut pairs = pairs(among);
    pairs.all(|(one, two)| {
        !one.facts.free && !two.facts.free && !is_part(one, two) && !is_part(two, one)
    })
}

fn pairs<'s, 'c>(
    among: &'s [(usize, &'c Choice)],
) -> impl Iterator<Item = (&'c Choice, &'c Choice)> + use<'s, 'c> {
    among.iter().enumerate().flat_map(move |(at, (_, one))| {
        let others = among.iter().skip(at + 1);
        others.map(move |(_, two)| (*one, *two))
    })
}

/// Whether all members of one are members of the other.
fn is_part(one: &Choice, other: &Choice) -> bool {
    let mut names = one.facts.members.keys();
    names.all(|name| other.facts.members.contains_key(name))
}

/// Whether one has a member that the other does not know.
fn has_own(one: &Choice, other: &Choice) -> bool {
    (one.facts.members.iter()).any(|(name, fact)| {
        fact.required && !fact.one_sided && !other.facts.members.contains_key(name)
    })
}

/// Two variants that only trying tells apart, if there are any. Where a tag tells them, it does not count that it may be
/// absent.
pub(in crate::lower::schema::union) fn left_open(
    select: &Select,
    choices: &[Choice],
) -> Option<(usize, usize)> {
    let mut waiting = vec![select];
    while let Some(select) = waiting.pop() {
        match select {
            Select::Try(tried) => {
                let places = tried.among.iter().map(|place| *place as usize);
                let among = places.filter_map(|place| Some((place, choices.get(place)?)));
                let among: Vec<(usize, &Choice)> = among.collect();
                let mut pairs = among.iter().enumerate().flat_map(|(at, one)| {
                    let others = among.iter().skip(at + 1);
                    others.map(move |two| (one, two))
                });
                if let Some((one, two)) = pairs.find(|(one, two)| is_open(one.1, two.1)) {
                    return Some((one.0, two.0));
                }
            }
            Select::Tag(tag) => {
                let arms = tag.arms.iter().map(|(_, next)| next);
                waiting.extend(arms.chain(tag.other.as_deref()));
            }
            other => waiting.extend(other.children()),
        }
    }
    None
}

fn is_open(one: &Choice, two: &Choice) -> bool {
    let both = |kind| one.kinds.has(kind) && two.kinds.has(kind);
    let by_members = one.facts.free
        || two.facts.free
        || has_own(one, two)
        || has_own(two, one)
        || is_part(one, two)
        || is_part(two, one);
    both(Kind::Array) || (both(Kind::Object) && !by_members)
}
