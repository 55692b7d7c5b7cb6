use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::ident;

/// Where a readable file stands, which decides what it must import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// `types.rs`: the document's types are here already.
    Types,
    /// Any other module of the crate.
    Other,
}

/// What a readable file imports: it grows while the file's items are made, and is printed before them.
#[derive(Clone, Debug)]
pub struct Imports {
    home: Home,
    paths: BTreeMap<String, BTreeSet<String>>,
}

impl Imports {
    /// No imports yet.
    #[must_use]
    pub fn new(home: Home) -> Self {
        Imports {
            home,
            paths: BTreeMap::new(),
        }
    }

    /// Imports `name` from a module of ours, given by its path (`std::collections`, `counterpart_runtime::server`).
    pub fn from(&mut self, module: &str, name: &str) -> Ident {
        self.paths
            .entry(module.to_owned())
            .or_default()
            .insert(name.to_owned());
        ident_or_keyword(name)
    }

    /// Imports `name` from the root of the runtime.
    pub fn runtime(&mut self, name: &str) -> Ident {
        self.from("counterpart_runtime", name)
    }

    /// Imports one of the document's types, where the file is not their home.
    pub fn document_type(&mut self, name: &str) -> Ident {
        match self.home {
            Home::Types => ident(name),
            Home::Other => self.from("crate::types", name),
        }
    }

    /// The `use` items: the standard library, other crates, this crate. One a name, so that one more is one more line.
    #[must_use]
    pub fn tokens(&self) -> TokenStream {
        let rank = |module: &str| match module.split("::").next() {
            Some("std") => 0,
            Some("crate" | "super" | "self") => 2,
            _ => 1,
        };
        let mut modules: Vec<_> = self.paths.iter().collect();
        modules.sort_by_key(|(module, _)| rank(module));
        modules
            .into_iter()
            .flat_map(|(module, names)| {
                // The module itself stands first, as people write it.
                let own = names.contains("self").then_some(module.clone());
                let others = names.iter().filter(|name| *name != "self");
                own.into_iter()
                    .chain(others.map(move |name| format!("{module}::{name}")))
            })
            .map(|path| {
                let path = path.split("::").map(ident_or_keyword);
                quote!(use #(#path)::*;)
            })
            .collect()
    }
}

/// `crate`, `super` and `self` are no identifiers to the parser, but they stand in paths.
fn ident_or_keyword(segment: &str) -> Ident {
    match segment {
        "crate" | "super" | "self" => Ident::new(segment, proc_macro2::Span::call_site()),
        other => ident(other),
    }
}

#[cfg(test)]
mod tests {
    use super::{Home, Imports};

    #[test]
    fn imports_are_grouped_by_origin() {
        let mut imports = Imports::new(Home::Other);
        imports.document_type("Pet");
        imports.runtime("Uuid");
        imports.runtime("Maybe");
        imports.from("std::collections", "BTreeMap");
        imports.runtime("Uuid");
        assert_eq!(
            crate::emit::rust_file("h", imports.tokens()).unwrap(),
            "// h\n\nuse std::collections::BTreeMap;\n\nuse counterpart_runtime::Maybe;\nuse counterpart_runtime::Uuid;\n\nuse crate::types::Pet;\n"
        );
    }

    #[test]
    fn the_home_of_types_does_not_import_them() {
        let mut imports = Imports::new(Home::Types);
        imports.document_type("Pet");
        assert!(imports.tokens().is_empty());
    }
}
