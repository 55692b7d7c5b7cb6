//! How the variant of a value is decided.

use super::Kind;

/// What is asked of a value, and for each answer which variant it is, or what is asked next.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Select {
    /// Nothing more is asked: it is the variant of this index.
    Is(u32),
    /// Of which kind it is. No kind stands twice; [`Kind::Number`] takes integers where [`Kind::Integer`] is not listed.
    Kind(Vec<(Vec<Kind>, Select)>),
    /// What one of its members is.
    Tag(Tag),
    /// Which of several members it has.
    Key(Key),
    /// Of which kind one of its members is, which each variant must have.
    KeyKind(KeyKind),
    /// Whether it is a text that an enum lists.
    Listed(Listed),
    /// What its members leave open, or what nothing but trying tells.
    Try(Try),
}

/// What a member is that tells variants apart: a `discriminator`, or a constant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tag {
    /// The member's name on the wire.
    pub member: String,
    /// Its values, none of them twice, and what a value with one of them is.
    pub arms: Vec<(Vec<Constant>, Select)>,
    /// What it is if the member is absent; `None` where that is a fault.
    pub absent: Option<Box<Select>>,
    /// What it is if the member has another value. `None` where that is a fault for a server, and for a client a variant
    /// that it does not know, if the union is open.
    pub other: Option<Box<Select>>,
}

/// Which of several members is there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The members' names on the wire, and what a value with one of them is. The first counts.
    pub arms: Vec<(String, Select)>,
    /// What it is if none of them is there; `None` where that is a fault.
    pub otherwise: Option<Box<Select>>,
}

/// Of which kind a member is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KeyKind {
    /// The member's name on the wire.
    pub member: String,
    /// Kinds, none of them twice, and what a value with such a member is.
    pub arms: Vec<(Vec<Kind>, Select)>,
}

/// Whether a text is one that an enum lists: then it is of that enum, which may be open.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Listed {
    /// The variant that holds the enum.
    pub variant: u32,
    /// What another text is.
    pub otherwise: Box<Select>,
}

/// Variants in the order in which they are tried.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Try {
    /// The variants.
    pub among: Vec<u32>,
    /// The members by which some of them are ruled out or preferred, sorted by their names.
    pub members: Vec<Known>,
    /// Whether a server refuses what two of them accept (`oneOf`).
    pub exactly_one: bool,
}

/// A member, and which of the tried variants know it, by their places in [`Try::among`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Known {
    /// The name on the wire.
    pub name: String,
    /// Those that declare it.
    pub declared: Vec<u32>,
    /// Those that are none without it.
    pub required: Vec<u32>,
}

/// A value that a schema fixes, by which variants are told apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Constant {
    /// A string.
    Text(String),
    /// An integer.
    Integer(i64),
    /// `true` or `false`.
    Bool(bool),
}

impl Select {
    /// What is asked next, for each answer, in their order.
    pub fn children(&self) -> Vec<&Select> {
        match self {
            Select::Is(_) | Select::Try(_) => Vec::new(),
            Select::Kind(arms) => arms.iter().map(|(_, next)| next).collect(),
            Select::KeyKind(asked) => asked.arms.iter().map(|(_, next)| next).collect(),
            Select::Tag(tag) => {
                let arms = tag.arms.iter().map(|(_, next)| next);
                arms.chain(tag.absent.as_deref())
                    .chain(tag.other.as_deref())
                    .collect()
            }
            Select::Key(key) => {
                let arms = key.arms.iter().map(|(_, next)| next);
                arms.chain(key.otherwise.as_deref()).collect()
            }
            Select::Listed(listed) => vec![&listed.otherwise],
        }
    }

    /// Calls `visit` with this question and with all that may be asked behind it.
    pub fn for_each<'s>(&'s self, visit: &mut impl FnMut(&'s Select)) {
        visit(self);
        for next in self.children() {
            next.for_each(visit);
        }
    }

    /// The names of the members by whose values variants are told apart.
    #[must_use]
    pub fn tags(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.for_each(&mut |select| {
            if let Select::Tag(tag) = select {
                names.push(tag.member.as_str());
            }
        });
        names
    }
}

impl Tag {
    /// Whether the member may come to have values that are none yet: true and false are all.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let mut constants = self.arms.iter().flat_map(|(constants, _)| constants);
        self.other.is_none() && !constants.any(|one| matches!(one, Constant::Bool(_)))
    }
}
