//! Which module of the generator uses which, read from its source by `syn`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;

/// A path of modules from the root of the crate.
type Module = Vec<String>;

/// One module uses another, which neither holds it nor is held by it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    pub from: Module,
    pub to: Module,
}

/// The modules of a crate, without its tests.
pub struct Crate {
    modules: BTreeMap<Module, Source>,
    pub edges: BTreeSet<Edge>,
}

/// What a module mentions.
#[derive(Default)]
struct Source {
    /// What `use` calls things here, and their paths.
    names: BTreeMap<String, Vec<String>>,
    /// The modules that it declares.
    children: BTreeSet<String>,
    /// The paths to something in the crate, from its root.
    paths: Vec<Vec<String>>,
}

/// Every file of the generator's source, by its path below `src`.
pub fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap();
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((name.replace('\\', "/"), text));
            }
        }
    }
    assert!(found.len() > 100, "the source is not found");
    found.sort();
    found
}

impl Crate {
    /// The generator.
    pub fn read() -> Self {
        let files = files();
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .filter(|(name, _)| *name != "main.rs")
            .collect();
        Self::of(&files)
    }

    /// A crate of these files.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let parsed: BTreeMap<Module, syn::File> = files
            .iter()
            .map(|(name, text)| (module_of(name), syn::parse_file(text).unwrap()))
            .collect();
        let mut modules = BTreeMap::new();
        // From the root on, by what is declared: what is declared for tests only is no part of it.
        let mut waiting = vec![Module::new()];
        // The command is a crate of its own, over the library.
        waiting.extend(parsed.keys().find(|module| *module == &["cli"]).cloned());
        while let Some(module) = waiting.pop() {
            let mut source = Source::default();
            let file = parsed.get(&module).unwrap_or_else(|| panic!("{module:?}"));
            let items = || file.items.iter().filter(|item| !is_test(item));
            for item in items() {
                if let syn::Item::Mod(declared) = item {
                    if declared.content.is_none() {
                        source.children.insert(declared.ident.to_string());
                        waiting.push([&module[..], &[declared.ident.to_string()]].concat());
                    }
                }
            }
            for item in items() {
                source.item(item, &module);
            }
            modules.insert(module, source);
        }
        let mut found = Self {
            modules,
            edges: BTreeSet::new(),
        };
        found.edges = found.resolved();
        found
    }

    /// The parts of the crate: the children of its root.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        let modules = self.modules.keys();
        modules.filter_map(|module| match module.as_slice() {
            [part] => Some(part.as_str()),
            _ => None,
        })
    }

    fn resolved(&self) -> BTreeSet<Edge> {
        let mut edges = BTreeSet::new();
        for (from, source) in &self.modules {
            for path in &source.paths {
                let to = self.module_behind(path, 0);
                let is_related = to.starts_with(from) || from.starts_with(&to);
                if !is_related {
                    edges.insert(Edge {
                        from: from.clone(),
                        to,
                    });
                }
            }
        }
        edges
    }

    /// The module in which stands what a path leads to, through what modules take over from others.
    fn module_behind(&self, path: &[String], steps: usize) -> Module {
        assert!(steps < 20, "{path:?} leads around in a circle");
        let mut module = Module::new();
        for (index, name) in path.iter().enumerate() {
            let inner = [&module[..], std::slice::from_ref(name)].concat();
            if self.modules.contains_key(&inner) {
                module = inner;
                continue;
            }
            let source = self.modules.get(&module);
            let Some(behind) = source.and_then(|source| source.names.get(name)) else {
                return module;
            };
            let rest = &path[index + 1..];
            return self.module_behind(&[&behind[..], rest].concat(), steps + 1);
        }
        module
    }

    /// The circles: the module whose children they are, the children on a circle, and the imports between them.
    pub fn circles(&self) -> BTreeMap<(String, Vec<String>), Vec<&Edge>> {
        let mut levels: BTreeMap<&[String], BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
        for edge in &self.edges {
            let same = edge.from.iter().zip(&edge.to);
            let depth = same.take_while(|(from, to)| from == to).count();
            let level = levels.entry(&edge.from[..depth]).or_default();
            let targets = level.entry(&edge.from[depth]).or_default();
            targets.insert(&edge.to[depth]);
        }
        let mut circles = BTreeMap::new();
        for (parent, targets) in levels {
            let reach: BTreeMap<&str, BTreeSet<&str>> = (targets.keys())
                .map(|from| (*from, reached(from, &targets)))
                .collect();
            let reaches =
                |from: &str, to: &str| reach.get(from).is_some_and(|to_| to_.contains(to));
            for from in targets.keys().filter(|from| reaches(from, from)) {
                let circle: Vec<String> = (targets.keys())
                    .filter(|to| reaches(from, to) && reaches(to, from))
                    .map(|child| (*child).to_owned())
                    .collect();
                let is_on = |module: &Module| {
                    module.starts_with(parent)
                        && (module.get(parent.len())).is_some_and(|child| circle.contains(child))
                };
                let edges = self.edges.iter();
                let edges = edges.filter(|edge| {
                    is_on(&edge.from)
                        && is_on(&edge.to)
                        && edge.from[parent.len()] != edge.to[parent.len()]
                });
                let edges = edges.collect();
                circles.insert((parent.join("::"), circle), edges);
            }
        }
        circles
    }
}

fn reached<'e>(from: &str, targets: &BTreeMap<&'e str, BTreeSet<&'e str>>) -> BTreeSet<&'e str> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<&str> = vec![from];
    while let Some(next) = waiting.pop() {
        for target in targets.get(next).into_iter().flatten() {
            if reached.insert(*target) {
                waiting.push(target);
            }
        }
    }
    reached
}

/// `a/b.rs` and `a/b/mod.rs` are `a::b`.
fn module_of(file: &str) -> Module {
    let path = file.strip_suffix(".rs").unwrap();
    let mut module: Module = path.split('/').map(str::to_owned).collect();
    if matches!(module.last().map(String::as_str), Some("mod" | "lib")) {
        module.pop();
    }
    module
}

fn is_test(item: &syn::Item) -> bool {
    let attributes = match item {
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Const(item) => &item.attrs,
        _ => return false,
    };
    attributes
        .iter()
        .any(|attribute| attribute.to_token_stream().to_string().replace(' ', "") == "#[cfg(test)]")
}

impl Source {
    fn item(&mut self, item: &syn::Item, module: &[String]) {
        match item {
            syn::Item::Use(item) => self.tree(&item.tree, &[], module),
            item => self.tokens(item.to_token_stream(), module),
        }
    }

    fn tree(&mut self, tree: &syn::UseTree, before: &[String], module: &[String]) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.tree(&path.tree, &with(&path.ident), module),
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.tree(tree, before, module);
                }
            }
            syn::UseTree::Name(name) if name.ident == "self" => {
                let called = before.last().cloned();
                self.import(called, before, module);
            }
            syn::UseTree::Name(name) => {
                self.import(Some(name.ident.to_string()), &with(&name.ident), module);
            }
            syn::UseTree::Rename(rename) => {
                self.import(
                    Some(rename.rename.to_string()),
                    &with(&rename.ident),
                    module,
                );
            }
            syn::UseTree::Glob(_) => self.import(None, before, module),
        }
    }

    fn import(&mut self, called: Option<String>, path: &[String], module: &[String]) {
        let of_child = || {
            let is_child = path
                .first()
                .is_some_and(|name| self.children.contains(name));
            is_child.then(|| [module, path].concat())
        };
        // The rest comes from another crate.
        let Some(absolute) = absolute(path, module).or_else(of_child) else {
            return;
        };
        if let Some(called) = called {
            self.names.insert(called, absolute.clone());
        }
        self.paths.push(absolute);
    }

    /// The paths in code that start with `crate` or `super`.
    fn tokens(&mut self, tokens: TokenStream, module: &[String]) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) if colons == 2 && !path.is_empty() => {
                    path.push(ident.to_string());
                }
                TokenTree::Ident(ident) => {
                    self.end(&mut path, module);
                    if ident == "crate" || ident == "counterpart" || ident == "super" {
                        path.push(ident.to_string());
                    }
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => {
                    colons += 1;
                    continue;
                }
                TokenTree::Group(group) => {
                    // `use crate::a::{b, c}` in a function.
                    if colons == 2 && !path.is_empty() {
                        let text = format!("use {}::{{{}}};", path.join("::"), group.stream());
                        if let Ok(syn::Item::Use(item)) = syn::parse_str(&text) {
                            self.tree(&item.tree, &[], module);
                        }
                        path.clear();
                    } else {
                        self.end(&mut path, module);
                        self.tokens(group.stream(), module);
                    }
                }
                _ => self.end(&mut path, module),
            }
            colons = 0;
        }
        self.end(&mut path, module);
    }

    fn end(&mut self, path: &mut Vec<String>, module: &[String]) {
        self.paths.extend(absolute(path, module));
        path.clear();
    }
}

/// A path that starts with `crate`, `self` or `super`, from the root.
fn absolute(path: &[String], module: &[String]) -> Option<Vec<String>> {
    let mut base = match path.first()?.as_str() {
        "crate" | "counterpart" => Vec::new(),
        "self" | "super" => module.to_vec(),
        _ => return None,
    };
    for name in path {
        match name.as_str() {
            "crate" | "counterpart" | "self" => {}
            "super" => {
                base.pop();
            }
            name => base.push(name.to_owned()),
        }
    }
    Some(base)
}
