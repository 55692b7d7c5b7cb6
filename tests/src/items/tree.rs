//! A crate as a tree of modules.

use std::collections::{BTreeMap, BTreeSet};

use syn::{Item, UseTree, Visibility};

/// The segments of a path from the root of the crate; the root's own is empty.
pub(super) type ModulePath = Vec<String>;

/// The modules of a crate, by their paths.
#[derive(Default)]
pub(super) struct Tree {
    pub(super) modules: BTreeMap<ModulePath, Module>,
}

/// What stands in a module.
#[derive(Default)]
pub(super) struct Module {
    /// Its items, those of modules within it apart.
    pub(super) items: Vec<Item>,
    /// The names that it declares, and whether they are public. A module and a function may share one.
    pub(super) own: BTreeMap<String, bool>,
    /// What it imports.
    pub(super) uses: Vec<Use>,
}

/// One import.
#[derive(Debug)]
pub(super) struct Use {
    /// Whether it is a `pub use`.
    pub(super) public: bool,
    /// The path, as written.
    pub(super) path: Vec<String>,
    /// The name under which it is known here; `None`: all of what is there.
    pub(super) name: Option<String>,
}

impl Tree {
    /// Reads the modules, from `src/lib.rs` on.
    pub(super) fn read(files: &BTreeMap<String, String>) -> Result<Self, String> {
        let mut tree = Self::default();
        let mut seen = BTreeSet::new();
        tree.file(files, "src/lib.rs", Vec::new(), &mut seen)?;
        let unread: Vec<&String> = files
            .keys()
            .filter(|path| path.ends_with(".rs") && !seen.contains(*path))
            .collect();
        if unread.is_empty() {
            Ok(tree)
        } else {
            Err(format!("no module leads to {unread:?}"))
        }
    }

    fn file(
        &mut self,
        files: &BTreeMap<String, String>,
        path: &str,
        module: ModulePath,
        seen: &mut BTreeSet<String>,
    ) -> Result<(), String> {
        let text = files.get(path).ok_or(format!("there is no {path}"))?;
        let file = syn::parse_file(text).map_err(|error| format!("{path}: {error}"))?;
        seen.insert(path.to_owned());
        self.module(files, file.items, module, seen)
    }

    fn module(
        &mut self,
        files: &BTreeMap<String, String>,
        items: Vec<Item>,
        path: ModulePath,
        seen: &mut BTreeSet<String>,
    ) -> Result<(), String> {
        let mut module = Module::default();
        for item in items {
            match item {
                Item::Mod(inner) => {
                    let name = inner.ident.to_string();
                    *module.own.entry(name.clone()).or_default() |= is_public(&inner.vis);
                    let mut below = path.clone();
                    below.push(name);
                    match inner.content {
                        Some((_, items)) => self.module(files, items, below, seen)?,
                        None => {
                            let file = file_of(files, &below)?;
                            self.file(files, &file, below, seen)?;
                        }
                    }
                }
                Item::Use(import) => {
                    let public = is_public(&import.vis);
                    flatten(&import.tree, public, &mut Vec::new(), &mut module.uses);
                }
                other => {
                    if let Some((name, public)) = declared(&other) {
                        *module.own.entry(name).or_default() |= public;
                    }
                    module.items.push(other);
                }
            }
        }
        self.modules.insert(path, module);
        Ok(())
    }
}

/// Whether something is visible outside of the crate, as far as its own words go.
pub(super) fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn file_of(files: &BTreeMap<String, String>, module: &[String]) -> Result<String, String> {
    let plain: Vec<&str> = module
        .iter()
        .map(|name| name.strip_prefix("r#").unwrap_or(name))
        .collect();
    let plain = plain.join("/");
    [format!("src/{plain}.rs"), format!("src/{plain}/mod.rs")]
        .into_iter()
        .find(|path| files.contains_key(path))
        .ok_or(format!("module {plain} has no file"))
}

/// The name that an item declares in its module, and whether it is public. Implementations and `const _` declare none.
fn declared(item: &Item) -> Option<(String, bool)> {
    let (name, visibility) = match item {
        Item::Const(item) if item.ident == "_" => return None,
        Item::Const(item) => (&item.ident, &item.vis),
        Item::Enum(item) => (&item.ident, &item.vis),
        Item::Fn(item) => (&item.sig.ident, &item.vis),
        Item::Static(item) => (&item.ident, &item.vis),
        Item::Struct(item) => (&item.ident, &item.vis),
        Item::Trait(item) => (&item.ident, &item.vis),
        Item::Type(item) => (&item.ident, &item.vis),
        _ => return None,
    };
    Some((name.to_string(), is_public(visibility)))
}

fn flatten(tree: &UseTree, public: bool, before: &mut Vec<String>, out: &mut Vec<Use>) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            flatten(&path.tree, public, before, out);
            before.pop();
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                flatten(tree, public, before, out);
            }
        }
        UseTree::Glob(_) => out.push(Use {
            public,
            path: before.clone(),
            name: None,
        }),
        UseTree::Name(name) => {
            let mut path = before.clone();
            // `use a::{self}` imports `a`.
            if name.ident != "self" {
                path.push(name.ident.to_string());
            }
            out.push(Use {
                public,
                name: path.last().cloned(),
                path,
            });
        }
        UseTree::Rename(rename) => {
            let mut path = before.clone();
            if rename.ident != "self" {
                path.push(rename.ident.to_string());
            }
            out.push(Use {
                public,
                path,
                name: Some(rename.rename.to_string()),
            });
        }
    }
}
