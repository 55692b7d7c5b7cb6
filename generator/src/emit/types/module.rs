//! The modules that types stand in. Which one is seen by nobody: each type is shown as `crate::types::Name`.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::{Chunk, Cx, LongFile, groups, ident};
use crate::ir::{GroupId, Placement, TypeDef, TypeId};

/// The types of one group alone, or the shared ones.
pub(super) struct Module<'a> {
    /// Its folder: `src/types`, `src/phones/types`.
    folder: String,
    /// What its types are.
    pub about: String,
    /// The modules of groups whose types it shows.
    pub shows: Vec<TokenStream>,
    /// The types, in the document's order.
    pub types: Vec<(TypeId, &'a TypeDef)>,
}

/// The shared types, then those of each group that has some.
pub(super) fn modules<'a>(cx: &Cx<'a>) -> Vec<Module<'a>> {
    let groups = groups(cx, |_, _| Some(()));
    let mut types: BTreeMap<Option<GroupId>, Vec<(TypeId, &'a TypeDef)>> = BTreeMap::new();
    for (id, def) in cx.types() {
        let group = match cx.api.placements.get(id.index()) {
            Some(Placement::Group(group)) => groups.iter().find(|one| one.id == *group),
            Some(Placement::Shared) | None => None,
        };
        let group = group.map(|one| one.id);
        types.entry(group).or_default().push((id, def));
    }
    let mut all = vec![Module {
        folder: "src/types".to_owned(),
        about: " The types of the document.".to_owned(),
        shows: Vec::new(),
        types: types.remove(&None).unwrap_or_default(),
    }];
    for group in groups {
        let Some(types) = types.remove(&Some(group.id)) else {
            continue;
        };
        let module = ident(&group.names.module);
        if let Some(shared) = all.first_mut() {
            shared.shows.push(quote!(pub use crate::#module::types::*;));
        }
        all.push(Module {
            folder: group.file("/types"),
            about: format!(" The types of one group alone. {}", group.about()),
            shows: Vec::new(),
            types,
        });
    }
    all
}

impl Module<'_> {
    /// The file that declares the types.
    pub fn file(&self) -> String {
        format!("{}.rs", self.folder)
    }

    /// A file of theirs, with what it holds; nobody names what is in it.
    pub fn part(&self, name: &str, chunks: Vec<Chunk>) -> LongFile {
        LongFile::of(format!("{}/{name}.rs", self.folder), chunks)
    }
}
