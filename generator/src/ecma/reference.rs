//! References to what a group has matched, told without remembering.
//!
//! A group that matches one of few texts, and that every match passes once, is written once for each of them: `(a|b)\1` is `aa|bb`. Of other groups the
//! crate `regex` would have to remember what they have matched, which takes more than linear time.

use super::Untranslatable;
use super::syntax::{Item, Node, Set};

/// How many texts the groups of a pattern may match together.
const MOST: usize = 128;

/// The same without groups and references.
pub(super) fn resolve(node: Node) -> Result<Node, Untranslatable> {
    let mut left = MOST;
    resolved(node, &mut left)
}

fn resolved(node: Node, left: &mut usize) -> Result<Node, Untranslatable> {
    if !node.any(&|node| matches!(node, Node::Reference(_))) {
        return Ok(ungrouped(node));
    }
    if let Node::Either(nodes) = node {
        let nodes: Result<_, _> = nodes.into_iter().map(|one| resolved(one, left)).collect();
        return Ok(Node::either(nodes?));
    }
    let (names, texts) = referred(&node, &node)
        .and_then(|(names, group)| Some((names.to_vec(), texts(group)?)))
        .ok_or(Untranslatable::Reference)?;
    *left = (left.checked_sub(texts.len())).ok_or(Untranslatable::Reference)?;
    let alternatives = texts.into_iter().map(|text| {
        let mut one = node.clone();
        let mut is_passed = false;
        put(&mut one, &names, &text, &mut is_passed).and_then(|()| resolved(one, left))
    });
    Ok(Node::either(alternatives.collect::<Result<_, _>>()?))
}

/// The first group that every match of `node` passes once, and that something in `whole` refers to.
fn referred<'n>(node: &'n Node, whole: &Node) -> Option<(&'n [String], &'n Node)> {
    match node {
        Node::Sequence(nodes) => nodes.iter().find_map(|one| referred(one, whole)),
        Node::Group { names, node } => {
            let is = |other: &Node| matches!(other, Node::Reference(name) if names.contains(name));
            if whole.any(&is) {
                Some((names, node))
            } else {
                referred(node, whole)
            }
        }
        _ => None,
    }
}

/// The texts that a node matches, if they are few and all of one case.
fn texts(node: &Node) -> Option<Vec<Vec<u32>>> {
    let found = match node {
        Node::Set(set) => characters(set)?.into_iter().map(|one| vec![one]).collect(),
        Node::Group { node, .. } => texts(node)?,
        Node::Either(nodes) => {
            let all: Option<Vec<_>> = nodes.iter().map(texts).collect();
            all?.into_iter().flatten().collect()
        }
        Node::Sequence(nodes) => nodes.iter().try_fold(vec![Vec::new()], |before, node| {
            followed(&before, &texts(node)?)
        })?,
        Node::Repeat { node, least, most } => {
            let once = texts(node)?;
            let mut now = vec![Vec::new()];
            let mut all = Vec::new();
            for times in 0..=(*most)? {
                if times >= *least {
                    all.extend(now.iter().cloned());
                }
                if times < (*most)? {
                    now = followed(&now, &once)?;
                }
            }
            all
        }
        _ => return None,
    };
    (found.len() <= MOST).then_some(found)
}

fn followed(before: &[Vec<u32>], after: &[Vec<u32>]) -> Option<Vec<Vec<u32>>> {
    if before.len().saturating_mul(after.len()) > MOST {
        return None;
    }
    let both = |one: &Vec<u32>| {
        let one = one.clone();
        after
            .iter()
            .map(move |other| [one.clone(), other.clone()].concat())
    };
    Some(before.iter().flat_map(both).collect())
}

/// The characters of a set, if they are few.
fn characters(set: &Set) -> Option<Vec<u32>> {
    let Set::Class {
        items,
        negated: false,
        fold: false,
    } = set
    else {
        return None;
    };
    let mut found = Vec::new();
    for item in items {
        let (first, last) = match item {
            Item::Range(first, last) => (*first, *last),
            Item::Escape {
                kind: 'd',
                negated: false,
            } => ('0'.into(), '9'.into()),
            _ => return None,
        };
        if usize::try_from(last.checked_sub(first)?).ok()? >= MOST {
            return None;
        }
        found.extend(first..=last);
    }
    found.sort_unstable();
    found.dedup();
    Some(found)
}

/// Puts a text in the place of the group, and of what refers to it. What refers to a group before it is there matches nothing: who writes that means
/// something else.
fn put(
    node: &mut Node,
    names: &[String],
    text: &[u32],
    is_passed: &mut bool,
) -> Result<(), Untranslatable> {
    let literal = || {
        let characters = text.iter().map(|one| Node::Set(Set::one(*one, false)));
        Node::sequence(characters)
    };
    match node {
        Node::Group { names: own, .. } if own == names => {
            *is_passed = true;
            *node = literal();
        }
        Node::Reference(name) if names.contains(name) => {
            if !*is_passed {
                return Err(Untranslatable::Reference);
            }
            *node = literal();
        }
        Node::Sequence(nodes) | Node::Either(nodes) => {
            for one in nodes {
                put(one, names, text, is_passed)?;
            }
        }
        Node::Repeat { node, .. } | Node::Look { node, .. } | Node::Group { node, .. } => {
            put(node, names, text, is_passed)?;
        }
        _ => {}
    }
    Ok(())
}

/// The same without groups, which only references ask for.
fn ungrouped(node: Node) -> Node {
    let all = |nodes: Vec<Node>| nodes.into_iter().map(ungrouped);
    match node {
        Node::Group { node, .. } => ungrouped(*node),
        Node::Sequence(nodes) => Node::sequence(all(nodes)),
        Node::Either(nodes) => Node::either(all(nodes).collect()),
        Node::Repeat { node, least, most } => ungrouped(*node).repeat(least, most),
        Node::Look {
            behind,
            negated,
            node,
        } => Node::Look {
            behind,
            negated,
            node: Box::new(ungrouped(*node)),
        },
        other => other,
    }
}
