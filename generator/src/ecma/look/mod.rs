//! Looks ahead and behind, told without looking.
//!
//! A look at a place that is known (so many characters behind the start, or before the end) is an expression of its own, which must match or must not. A
//! look at one character takes characters out of the set beside it. A match is not asked for its extent, so that what is looked at behind all else may
//! as well be matched, and what may match nothing there may be left out.

mod beside;

use super::syntax::{Node, Set};
use super::{Untranslatable, reference};

/// What must match, and what must not.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) must: Vec<Node>,
    pub(super) must_not: Vec<Node>,
}

pub(super) fn resolve(node: Node) -> Result<Parts, Untranslatable> {
    let node = reference::resolve(node)?;
    let mut parts = Parts::default();
    if node.looks() {
        take_looks(without_tail(node).into_sequence(), &mut parts)?;
    } else {
        parts.must.push(node);
    }
    Ok(parts)
}

/// Leaves out what may match nothing at the end: something is found with it where something is found without it.
fn without_tail(node: Node) -> Node {
    let mut nodes = node.into_sequence();
    while nodes.last().is_some_and(Node::is_nullable) {
        nodes.pop();
    }
    Node::sequence(nodes)
}

/// Tells the looks of a sequence one by one, until none is left.
fn take_looks(mut nodes: Vec<Node>, parts: &mut Parts) -> Result<(), Untranslatable> {
    let mut index = 0;
    while let Some(node) = nodes.get(index) {
        if let Some((sign, told)) = told_apart(&nodes, index) {
            parts.add(sign, told)?;
            nodes.remove(index);
            continue;
        }
        if let Some(inner) = matched_as_well(&nodes, index) {
            nodes.splice(index..=index, inner);
            continue;
        }
        if let Some((told, plain)) = told_of_each(&nodes, index, node) {
            parts.add(Sign::MustNot, told)?;
            nodes.splice(index..=index, [plain]);
        }
        index += 1;
    }
    let rest = beside::resolve(Node::sequence(nodes));
    if !rest.looks() {
        // That the text has a start need not be asked.
        if rest != (Node::Start { of_line: false }) {
            parts.must.push(rest);
        }
        return Ok(());
    }
    let ahead = |node: &Node| matches!(node, Node::Look { behind: false, .. });
    Err(if rest.any(&ahead) {
        Untranslatable::LookAhead
    } else {
        Untranslatable::LookBehind
    })
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Sign {
    Must,
    MustNot,
}

impl Parts {
    /// Adds what must match or must not, which may look ahead itself where it must.
    fn add(&mut self, sign: Sign, node: Node) -> Result<(), Untranslatable> {
        match sign {
            Sign::Must => {
                let inner = resolve(node)?;
                self.must.extend(inner.must);
                self.must_not.extend(inner.must_not);
            }
            Sign::MustNot => {
                let mut inner = resolve(node)?;
                match (
                    inner.must.pop(),
                    inner.must.is_empty() && inner.must_not.is_empty(),
                ) {
                    (Some(only), true) => self.must_not.push(only),
                    // That not all of several hold is no list of what must and must not.
                    _ => return Err(Untranslatable::LookAhead),
                }
            }
        }
        Ok(())
    }
}

/// The look at `index`, as an expression of its own, if its place is known.
fn told_apart(nodes: &[Node], index: usize) -> Option<(Sign, Node)> {
    let Node::Look {
        behind,
        negated,
        node,
    } = nodes.get(index)?
    else {
        return None;
    };
    let sign = if *negated { Sign::MustNot } else { Sign::Must };
    if *behind {
        let mut all = vec![(**node).clone()];
        all.extend(after(nodes, index)?);
        Some((sign, Node::sequence(all)))
    } else {
        let mut all = before(nodes, index)?;
        all.push((**node).clone());
        Some((sign, Node::sequence(all)))
    }
}

/// What a look looks for at an end of the pattern, where it may as well be matched.
fn matched_as_well(nodes: &[Node], index: usize) -> Option<Vec<Node>> {
    match nodes.get(index)? {
        Node::Look {
            behind,
            negated: false,
            node,
        } if index == if *behind { 0 } else { nodes.len() - 1 } => {
            Some((**node).clone().into_sequence())
        }
        _ => None,
    }
}

/// What stands between the start of the text and `index`, if every match of it has the same length there.
fn before(nodes: &[Node], index: usize) -> Option<Vec<Node>> {
    let is_start = |node: &Node| *node == Node::Start { of_line: false };
    let (first, rest) = nodes.split_at_checked(index)?;
    let Some(start) = first.iter().rposition(is_start) else {
        // What is behind it may say as well that this is the start.
        let zero = rest.iter().take_while(|node| node.fixed_width() == Some(0));
        let pinned = first.iter().all(|node| node.fixed_width() == Some(0));
        let mut zero = zero.filter(|node| is_start(node));
        return (pinned && zero.next().is_some()).then(|| vec![Node::Start { of_line: false }]);
    };
    pinned(nodes.get(start..index)?)
}

/// What stands from `index` to the end of the text, if every match of it has the same length there.
fn after(nodes: &[Node], index: usize) -> Option<Vec<Node>> {
    let rest = nodes.get(index + 1..)?;
    let end = Node::End { of_line: false };
    let end = rest.iter().position(|node| *node == end)?;
    pinned(rest.get(..=end)?)
}

/// The nodes without their looks, which are told by themselves, if all have a fixed width.
fn pinned(nodes: &[Node]) -> Option<Vec<Node>> {
    let kept = nodes
        .iter()
        .filter(|node| !matches!(node, Node::Look { .. }));
    let kept: Vec<Node> = kept.cloned().collect();
    let fixed = kept
        .iter()
        .all(|node| node.fixed_width().is_some() && !node.looks());
    fixed.then_some(kept)
}

/// A loop that looks ahead before each character, `(?:(?!ab)[a-z])+`, from a known place to the end: then what it looks for stands nowhere from there on.
/// Returns that, and the loop without looking.
fn told_of_each(nodes: &[Node], index: usize, node: &Node) -> Option<(Node, Node)> {
    let Node::Repeat { node, least, most } = node else {
        return None;
    };
    let Node::Sequence(inner) = &**node else {
        return None;
    };
    let [
        Node::Look {
            behind: false,
            negated: true,
            node: look,
        },
        set @ Node::Set(_),
    ] = inner.as_slice()
    else {
        return None;
    };
    let mut told = before(nodes, index)?;
    // What stands behind the loop is too short for what is looked for.
    let behind: u64 = after(nodes, index)?.iter().map(|node| node.width().0).sum();
    let (shortest, _) = look.width();
    if shortest <= behind {
        return None;
    }
    told.push(Node::Set(Set::any()).repeat(0, None));
    told.push((**look).clone());
    Some((Node::sequence(told), set.clone().repeat(*least, *most)))
}
