//! What a file imports.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::ident;

/// What a file imports: it grows while the file's items are made, and is printed before them.
#[derive(Clone, Debug, Default)]
pub struct Imports {
    paths: BTreeMap<String, BTreeSet<String>>,
}

/// The module that shows the document's types, wherever they stand.
const TYPES: &str = "crate::types";

impl Imports {
    /// No imports yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What another has, too.
    pub fn add(&mut self, other: &Imports) {
        for (module, names) in &other.paths {
            let own = self.paths.entry(module.clone()).or_default();
            own.extend(names.iter().cloned());
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

    /// Imports one of the document's types.
    pub fn document_type(&mut self, name: &str) -> Ident {
        self.from(TYPES, name)
    }

    /// The `use` items: the standard library, other crates, this crate. One a name, so that one more is one more line. Types that are `known`
    /// need none.
    #[must_use]
    pub fn tokens(&self, known: &BTreeSet<String>) -> TokenStream {
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
                let is_here = move |name: &str| module == TYPES && known.contains(name);
                let others = names
                    .iter()
                    .filter(move |name| *name != "self" && !is_here(name));
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
    use std::collections::BTreeSet;

    use super::Imports;

    #[test]
    fn imports_are_grouped_by_origin() {
        let mut imports = Imports::new();
        imports.document_type("Pet");
        imports.runtime("Uuid");
        imports.runtime("Maybe");
        imports.from("std::collections", "BTreeMap");
        imports.runtime("Uuid");
        assert_eq!(
            crate::emit::print::rust_file("h", imports.tokens(&BTreeSet::new()), []).unwrap(),
            "// h\n\nuse std::collections::BTreeMap;\n\nuse counterpart_runtime::Maybe;\nuse counterpart_runtime::Uuid;\n\nuse crate::types::Pet;\n"
        );
    }

    #[test]
    fn types_that_are_known_are_not_imported() {
        let mut imports = Imports::new();
        imports.document_type("Pet");
        let known = BTreeSet::from(["Pet".to_owned()]);
        assert!(imports.tokens(&known).is_empty());
    }
}
