//! Looks at one character, told by the set beside them: `(?!-)[a-z-]+` is `[a-z-]` without the hyphen, then `[a-z-]*`.

use crate::ecma::syntax::{Node, Set};

/// How often the way to the character beside may fork.
const FORKS: u32 = 16;

/// How many nodes a sequence may have that a look is told by: each fork repeats what follows.
const LARGEST: usize = 500;

/// Resolves the looks of a pattern as far as they can be; the others stay.
pub(super) fn resolve(node: Node) -> Node {
    match node {
        Node::Either(nodes) => Node::either(nodes.into_iter().map(resolve).collect()),
        other => within(other, true),
    }
}

/// Resolves the looks of a node. Beside the outermost sequence nothing is asked of the text.
fn within(node: Node, is_outermost: bool) -> Node {
    match node {
        Node::Sequence(nodes) => {
            let nodes = nodes.into_iter().map(|node| within(node, false)).collect();
            let nodes = ahead(nodes, is_outermost);
            let nodes = mirrored(ahead(mirrored(nodes), is_outermost));
            Node::sequence(nodes)
        }
        Node::Either(nodes) => {
            Node::either(nodes.into_iter().map(|node| within(node, false)).collect())
        }
        Node::Repeat { node, least, most } => within(*node, false).repeat(least, most),
        look @ Node::Look { .. } if is_outermost => within(Node::Sequence(vec![look]), true),
        other => other,
    }
}

/// Resolves the looks ahead of a sequence, from its end on: each finds none before it.
fn ahead(nodes: Vec<Node>, is_outermost: bool) -> Vec<Node> {
    let mut behind: Vec<Node> = Vec::new();
    for node in nodes.into_iter().rev() {
        let resolved = look_at_one(&node).and_then(|look| {
            let mut forks = FORKS;
            let told = look.before(behind.clone(), is_outermost, &mut forks)?;
            (told.iter().map(Node::size).sum::<usize>() <= LARGEST).then_some(told)
        });
        behind = match resolved {
            Some(nodes) => nodes,
            None => {
                behind.insert(0, node);
                behind
            }
        };
    }
    behind
}

/// A look at one character: it must be there and in the set, or must not be there or not in the set.
#[derive(Clone)]
struct One {
    set: Set,
    negated: bool,
}

fn look_at_one(node: &Node) -> Option<One> {
    let Node::Look {
        behind: false,
        negated,
        node,
    } = node
    else {
        return None;
    };
    let negated = *negated;
    match &**node {
        Node::Set(set) => Some(One {
            set: set.clone(),
            negated,
        }),
        // Whether the end is here is whether any character is.
        Node::End { of_line: false } => Some(One {
            set: Set::any(),
            negated: !negated,
        }),
        Node::Either(nodes) => {
            let mut all = Vec::new();
            for node in nodes {
                match node {
                    Node::Set(Set::Class {
                        items,
                        negated: false,
                        fold: false,
                    }) => all.extend(items.iter().cloned()),
                    _ => return None,
                }
            }
            let set = Set::listed(all, false, false);
            Some(One { set, negated })
        }
        _ => None,
    }
}

impl One {
    /// What follows the look, so that it says what the look says.
    fn before(self, nodes: Vec<Node>, is_outermost: bool, forks: &mut u32) -> Option<Vec<Node>> {
        *forks = forks.checked_sub(1)?;
        let mut nodes = nodes.into_iter();
        let Some(first) = nodes.next() else {
            return is_outermost.then(|| self.alone());
        };
        let rest: Vec<Node> = nodes.collect();
        match first {
            Node::Set(set) => {
                let cut = Node::Set(set.cut(self.set, self.negated)?);
                Some(with(cut, rest))
            }
            Node::End { of_line: false } if self.negated => {
                Some(with(Node::End { of_line: false }, rest))
            }
            Node::Start { .. } | Node::Boundary { .. } | Node::Look { .. } => {
                let rest = self.before(rest, is_outermost, forks)?;
                Some(with(first, rest))
            }
            Node::Either(ways) => {
                let mut all = Vec::new();
                for way in ways {
                    let mut way = way.into_sequence();
                    way.extend(rest.iter().cloned());
                    all.push(Node::sequence(self.clone().before(
                        way,
                        is_outermost,
                        forks,
                    )?));
                }
                Some(vec![Node::either(all)])
            }
            Node::Repeat { node, least, most } => {
                let once = |least: u32| {
                    let mut way = (*node).clone().into_sequence();
                    way.push(
                        (*node)
                            .clone()
                            .repeat(least, most.map(|most| most.saturating_sub(1))),
                    );
                    way.extend(rest.iter().cloned());
                    way.retain(|node| *node != Node::nothing());
                    way
                };
                // A loop whose body may match nothing would come back here as it was.
                if node.width().0 == 0 {
                    return None;
                }
                let taken =
                    self.clone()
                        .before(once(least.saturating_sub(1)), is_outermost, forks)?;
                if least > 0 {
                    return Some(taken);
                }
                let passed = self.before(rest, is_outermost, forks)?;
                Some(vec![Node::either(vec![
                    Node::sequence(taken),
                    Node::sequence(passed),
                ])])
            }
            _ => None,
        }
    }

    /// The look with nothing behind it.
    fn alone(self) -> Vec<Node> {
        if !self.negated {
            return vec![Node::Set(self.set)];
        }
        match Set::any().cut(self.set, true) {
            Some(rest) => vec![Node::either(vec![
                Node::End { of_line: false },
                Node::Set(rest),
            ])],
            None => Vec::new(),
        }
    }
}

fn with(first: Node, rest: Vec<Node>) -> Vec<Node> {
    std::iter::once(first).chain(rest).collect()
}

/// The same from the end to the start.
fn mirrored(nodes: Vec<Node>) -> Vec<Node> {
    nodes.into_iter().rev().map(mirror).collect()
}

fn mirror(node: Node) -> Node {
    match node {
        Node::Start { of_line } => Node::End { of_line },
        Node::End { of_line } => Node::Start { of_line },
        Node::Sequence(nodes) => Node::Sequence(mirrored(nodes)),
        Node::Either(nodes) => Node::Either(nodes.into_iter().map(mirror).collect()),
        Node::Repeat { node, least, most } => Node::Repeat {
            node: Box::new(mirror(*node)),
            least,
            most,
        },
        Node::Look {
            behind,
            negated,
            node,
        } => Node::Look {
            behind: !behind,
            negated,
            node: Box::new(mirror(*node)),
        },
        Node::Group { names, node } => Node::Group {
            names,
            node: Box::new(mirror(*node)),
        },
        other @ (Node::Set(_) | Node::Boundary { .. } | Node::Reference(_)) => other,
    }
}
