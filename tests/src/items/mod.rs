//! The public items of a crate, read from its text by `syn`: what a user of the crate can name, with its type.
//!
//! Nothing of the generator is used, so that a test may ask what is really in an emitted crate. Types in signatures stand under their
//! public paths, whatever module they are declared in and however they are imported there.

mod list;
mod names;
mod tokens;
mod tree;

use std::collections::{BTreeMap, BTreeSet};

/// What an [`Item`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A module.
    Module,
    /// A struct; its text says whether a literal can build it.
    Struct,
    /// A public field of a struct, or of a variant; of a tuple by its index.
    Field,
    /// An enum.
    Enum,
    /// A variant of an enum.
    Variant,
    /// A function, or a method of a type.
    Function,
    /// A constant, of a module or of a type.
    Constant,
    /// A static.
    Static,
    /// A `type`.
    Alias,
    /// A trait.
    Trait,
    /// A bound of a trait, of an associated type, or of a function's parameter.
    Bound,
    /// A method, type or constant of a trait; its text says whether implementors must write it.
    TraitItem,
    /// A trait that a type implements.
    Impl,
    /// A type or constant that such an implementation gives.
    ImplItem,
    /// A macro that is called for a type.
    Macro,
    /// A second path of an item, or one of another crate's.
    Reexport,
}

/// One public item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Item {
    /// Its path from the crate's root, without `crate`: `types::Pet::name`; of an implementation its head.
    pub path: String,
    /// What it is.
    pub kind: Kind,
    /// Its signature or type, without its name.
    pub text: String,
}

impl Item {
    /// The identifier, without `r#`: the last segment of the path.
    #[must_use]
    pub fn name(&self) -> &str {
        let name = self.path.rsplit("::").next().unwrap_or(&self.path);
        name.strip_prefix("r#").unwrap_or(name)
    }
}

impl std::fmt::Display for Item {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { path, kind, text } = self;
        write!(f, "{kind:?} {path}: {text}")
    }
}

/// The public items of the crate whose files are given by their paths (`src/lib.rs`).
///
/// # Errors
///
/// A file that is not Rust, a module without a file, or a public item within a macro, where it cannot be seen.
pub fn read(files: &BTreeMap<String, String>) -> Result<BTreeSet<Item>, String> {
    let tree = tree::Tree::read(files)?;
    list::items(&tree)
}
