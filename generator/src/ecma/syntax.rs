//! A regular expression as a tree.

/// What matches at a place of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// One character of a set.
    Set(Set),
    /// The start of the text; of a line, if that is said.
    Start { of_line: bool },
    /// The end of the text; of a line, if that is said.
    End { of_line: bool },
    /// Between a character of a word and another one; or not there.
    Boundary { negated: bool },
    /// One after the other; nothing, where there is none.
    Sequence(Vec<Node>),
    /// One of several.
    Either(Vec<Node>),
    /// As often as that.
    Repeat {
        node: Box<Node>,
        least: u32,
        most: Option<u32>,
    },
    /// What matches from here on, or up to here, without being part of the match.
    Look {
        behind: bool,
        negated: bool,
        node: Box<Node>,
    },
    /// A group, by its number and its name. There are none where nothing refers to one.
    Group { names: Vec<String>, node: Box<Node> },
    /// What the group of this number or name has matched.
    Reference(String),
}

/// A set of characters.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Set {
    /// What is listed, or what is not.
    Class {
        items: Vec<Item>,
        negated: bool,
        /// In either case.
        fold: bool,
    },
    /// What is in the first and in the second.
    Both(Box<Set>, Box<Set>),
    /// What is in the first and not in the second.
    Without(Box<Set>, Box<Set>),
}

/// Characters of a set.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item {
    /// All from one to another, by their code points: those of surrogates are in no text.
    Range(u32, u32),
    /// `\d`, `\w`, `\s`, or all others.
    Escape { kind: char, negated: bool },
    /// `\p{…}`, or all others.
    Property { name: String, negated: bool },
    /// A class of POSIX, `[:alpha:]`.
    Posix(String),
}

impl Set {
    /// A set of one character.
    pub(super) fn one(character: u32, fold: bool) -> Self {
        Set::listed(vec![Item::Range(character, character)], false, fold)
    }

    pub(super) fn listed(items: Vec<Item>, negated: bool, fold: bool) -> Self {
        Set::Class {
            items,
            negated,
            fold,
        }
    }

    /// Every character.
    pub(super) fn any() -> Self {
        Set::listed(Vec::new(), true, false)
    }

    /// Whether the set must be written with a flag, so that it cannot be part of another.
    pub(super) fn folds(&self) -> bool {
        match self {
            Set::Class { fold, .. } => *fold,
            Set::Both(one, other) | Set::Without(one, other) => one.folds() || other.folds(),
        }
    }

    /// What is in both, or in the first and not in the second; none where a flag stands in the way.
    pub(super) fn cut(self, other: Set, without: bool) -> Option<Set> {
        if self.folds() || other.folds() {
            return None;
        }
        let (one, other) = (Box::new(self), Box::new(other));
        Some(if without {
            Set::Without(one, other)
        } else {
            Set::Both(one, other)
        })
    }
}

impl Node {
    /// What matches the empty text.
    pub(super) fn nothing() -> Self {
        Node::Sequence(Vec::new())
    }

    /// One after the other, without sequences in sequences.
    pub(super) fn sequence(nodes: impl IntoIterator<Item = Node>) -> Self {
        let mut flat: Vec<Node> = Vec::new();
        for node in nodes {
            match node {
                Node::Sequence(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        // Being at the start twice is being there.
        flat.dedup_by(|second, first| matches!(first, Node::Start { .. }) && first == second);
        match flat.len() {
            1 => flat.remove(0),
            _ => Node::Sequence(flat),
        }
    }

    /// One of several.
    pub(super) fn either(mut nodes: Vec<Node>) -> Self {
        match nodes.len() {
            1 => nodes.remove(0),
            _ => Node::Either(nodes),
        }
    }

    /// So often.
    pub(super) fn repeat(self, least: u32, most: Option<u32>) -> Self {
        match (least, most) {
            (1, Some(1)) => self,
            (_, Some(0)) => Node::nothing(),
            _ => Node::Repeat {
                node: Box::new(self),
                least,
                most,
            },
        }
    }

    /// The nodes of a sequence; of another node itself.
    pub(super) fn into_sequence(self) -> Vec<Node> {
        match self {
            Node::Sequence(nodes) => nodes,
            other => vec![other],
        }
    }

    /// The nodes right within.
    pub(super) fn children(&self) -> &[Node] {
        match self {
            Node::Sequence(nodes) | Node::Either(nodes) => nodes,
            Node::Repeat { node, .. } | Node::Look { node, .. } | Node::Group { node, .. } => {
                std::slice::from_ref(node)
            }
            Node::Set(_)
            | Node::Start { .. }
            | Node::End { .. }
            | Node::Boundary { .. }
            | Node::Reference(_) => &[],
        }
    }

    /// Whether something in it is so.
    pub(super) fn any(&self, is: &dyn Fn(&Node) -> bool) -> bool {
        is(self) || self.children().iter().any(|node| node.any(is))
    }

    /// The same without the flag of its sets, if all of them have it, and there are some.
    pub(super) fn unfolded(&self) -> Option<Self> {
        let is_set = |node: &Node| matches!(node, Node::Set(_));
        let is_plain = |node: &Node| matches!(node, Node::Set(set) if !set.folds());
        if !self.any(&is_set) || self.any(&is_plain) {
            return None;
        }
        let mut node = self.clone();
        node.unfold();
        Some(node)
    }

    fn unfold(&mut self) {
        match self {
            Node::Set(Set::Class { fold, .. }) => *fold = false,
            Node::Sequence(nodes) | Node::Either(nodes) => nodes.iter_mut().for_each(Node::unfold),
            Node::Repeat { node, .. } | Node::Look { node, .. } | Node::Group { node, .. } => {
                node.unfold();
            }
            _ => {}
        }
    }

    /// How many nodes it has.
    pub(super) fn size(&self) -> usize {
        1 + self.children().iter().map(Node::size).sum::<usize>()
    }

    /// Whether it looks ahead or behind.
    pub(super) fn looks(&self) -> bool {
        self.any(&|node| matches!(node, Node::Look { .. }))
    }

    /// The fewest and the most characters that a match has.
    pub(super) fn width(&self) -> (u64, Option<u64>) {
        match self {
            Node::Set(_) => (1, Some(1)),
            Node::Start { .. } | Node::End { .. } | Node::Boundary { .. } | Node::Look { .. } => {
                (0, Some(0))
            }
            Node::Group { node, .. } => node.width(),
            Node::Reference(_) => (0, None),
            Node::Sequence(nodes) => nodes.iter().map(Node::width).fold(
                (0, Some(0)),
                |(least, most), (more, at_most)| {
                    let most = most.zip(at_most).map(|(a, b)| a.saturating_add(b));
                    (u64::saturating_add(least, more), most)
                },
            ),
            Node::Either(nodes) => {
                let widths = || nodes.iter().map(Node::width);
                let least = widths().map(|(least, _)| least).min().unwrap_or(0);
                let most = widths().map(|(_, most)| most);
                let most = most.collect::<Option<Vec<_>>>();
                (least, most.map(|most| most.into_iter().max().unwrap_or(0)))
            }
            Node::Repeat { node, least, most } => {
                let (inner_least, inner_most) = node.width();
                let most = match (inner_most, most) {
                    (Some(0), _) => Some(0),
                    (Some(inner), Some(most)) => Some(inner.saturating_mul(u64::from(*most))),
                    _ => None,
                };
                (inner_least.saturating_mul(u64::from(*least)), most)
            }
        }
    }

    /// The number of characters that every match has, if it is one.
    pub(super) fn fixed_width(&self) -> Option<u64> {
        let (least, most) = self.width();
        (most == Some(least)).then_some(least)
    }

    /// Whether it matches the empty text wherever that is.
    pub(super) fn is_nullable(&self) -> bool {
        match self {
            Node::Set(_)
            | Node::Start { .. }
            | Node::End { .. }
            | Node::Boundary { .. }
            | Node::Look { .. }
            | Node::Reference(_) => false,
            Node::Group { node, .. } => node.is_nullable(),
            Node::Sequence(nodes) => nodes.iter().all(Node::is_nullable),
            Node::Either(nodes) => nodes.iter().any(Node::is_nullable),
            Node::Repeat { node, least, .. } => *least == 0 || node.is_nullable(),
        }
    }
}
