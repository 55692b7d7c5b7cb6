//! What the lock says of the types of a document, for the passes: what was there, and what was decided.

use std::collections::{BTreeMap, BTreeSet};

use super::{Api, Origin, Part, Shape, Step, Ty, TypeDef, TypeKey, View, Whence};

/// What a lock has recorded. Keys are texts of [`super::TypeKey`] and of [`TypeDef::part_key`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recorded {
    /// The names of types. Two anonymous types of one name are one, of two names never are.
    pub types: BTreeMap<String, String>,
    /// The members and variants that were there.
    pub parts: BTreeSet<String>,
    /// Those of them that hold their type in a box; newtypes by their own key.
    pub boxed: BTreeSet<String>,
    /// The variants and answers that a `From` leads to.
    pub conversions: BTreeSet<String>,
}

/// A key under which the lock has something of a type, and the one that the type has now: it has become a view of its
/// schema, or the whole again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// What the lock has.
    pub from: String,
    /// What it is now.
    pub to: String,
    /// Whether the name of the type goes with it. Of two views, one alone takes the name.
    pub with_name: bool,
}

impl Recorded {
    /// Makes what was recorded under the old keys known under the new ones.
    pub fn follow(&mut self, moved: &[Moved]) {
        for Moved {
            from,
            to,
            with_name,
        } in moved
        {
            if let (Some(name), true) = (self.types.get(from), *with_name) {
                let name = name.clone();
                self.types.entry(to.clone()).or_insert(name);
            }
            for set in [&mut self.parts, &mut self.boxed, &mut self.conversions] {
                if set.contains(from) {
                    set.insert(to.clone());
                }
            }
        }
    }
}

impl Api {
    /// What the lock has under another key, since the directions of a schema differ now and did not, or the other way
    /// around: types, and their parts.
    #[must_use]
    pub fn moved(&self) -> Vec<Moved> {
        let responses: BTreeSet<&Whence> = (self.types.iter())
            .filter(|def| def.view == View::Response)
            .flat_map(TypeDef::origins)
            .map(|origin| &origin.whence)
            .collect();
        let mut moved = Vec::new();
        for def in &self.types {
            let before: &[View] = match def.view {
                View::Whole => &[View::Response, View::Request],
                View::Response | View::Request => &[View::Whole],
            };
            for origin in def.origins() {
                let key = |view| TypeKey {
                    schema: origin.whence.clone(),
                    view,
                };
                let from = (before.iter())
                    .map(|view| key(*view).to_string())
                    .find(|key| self.recorded.types.contains_key(key));
                let Some(from) = from else { continue };
                let to = key(def.view).to_string();
                for step in def.parts.iter().filter_map(Part::step) {
                    moved.push(Moved {
                        from: format!("{from}{step}"),
                        to: format!("{to}{step}"),
                        with_name: true,
                    });
                }
                let is_second = def.view == View::Request && responses.contains(&origin.whence);
                moved.push(Moved {
                    from,
                    to,
                    with_name: !is_second,
                });
            }
        }
        moved
    }
}

impl Part {
    /// The last step of the way to it, which tells it from the other parts of its type.
    #[must_use]
    pub fn step(&self) -> Option<&Step> {
        self.origin.whence.steps.last()
    }
}

impl TypeDef {
    /// Where it comes from, and the types that were merged into it.
    pub fn origins(&self) -> impl Iterator<Item = &Origin> {
        std::iter::once(&self.origin).chain(&self.merged)
    }

    /// The keys under which the lock has it: its own first, then those of the types that were merged into it.
    pub fn keys(&self) -> impl Iterator<Item = TypeKey> {
        self.origins().map(|origin| TypeKey {
            schema: origin.whence.clone(),
            view: self.view,
        })
    }

    /// The key of a part in the lock: that of the type, and the step from there.
    #[must_use]
    pub fn part_key(&self, part: &Part) -> String {
        part.step().map_or_else(
            || self.key().to_string(),
            |step| format!("{}{step}", self.key()),
        )
    }

    /// The keys under which the lock may have a part: that of the type, and those of the types that were merged into it.
    #[must_use]
    pub fn part_keys(&self, part: &Part) -> Vec<String> {
        let step = part.step().map(ToString::to_string).unwrap_or_default();
        self.keys().map(|key| format!("{key}{step}")).collect()
    }

    /// The keys of the members and variants that hold their type in a box; a newtype's is its own.
    #[must_use]
    pub fn boxed(&self) -> Vec<String> {
        let parts = |boxed: Vec<bool>| {
            let parts = self.parts.iter().zip(boxed).filter(|(_, boxed)| *boxed);
            parts.map(|(part, _)| self.part_key(part)).collect()
        };
        match &self.shape {
            Shape::Struct(shape) => {
                parts(shape.members.iter().map(|one| is_boxed(&one.ty)).collect())
            }
            Shape::Union(shape) => {
                parts(shape.variants.iter().map(|one| is_boxed(&one.ty)).collect())
            }
            Shape::Newtype(ty) if is_boxed(ty) => vec![self.key().to_string()],
            // All that are on a cycle are, or none is.
            Shape::Tuple(shape) if shape.items.iter().any(|item| is_boxed(&item.ty)) => {
                vec![self.key().to_string()]
            }
            Shape::Newtype(_)
            | Shape::Tuple(_)
            | Shape::Alias(_)
            | Shape::StringEnum(_)
            | Shape::IntegerEnum(_)
            | Shape::ValueEnum(_) => Vec::new(),
        }
    }
}

/// Whether a value is in a box, inside of null.
fn is_boxed(ty: &Ty) -> bool {
    match ty {
        Ty::Nullable(inner) | Ty::Ruled(inner, _) => is_boxed(inner),
        Ty::Boxed(_) => true,
        _ => false,
    }
}
