//! What rules refer to: patterns, which are prepared once, and schemas, which may lead back to themselves.

use std::collections::BTreeSet;

use quote::quote;

use crate::ecma;
use crate::emit::rules::{check, list, pattern};
use crate::emit::{Chunk, Cx, EmitError, File, Imports, LongFile, Side};
use crate::ir::{CheckId, Rule, Rules, Shape};

/// What the rules of a crate refer to.
#[derive(Default)]
pub(in crate::emit) struct Used {
    /// The patterns, as the document has them.
    pub patterns: BTreeSet<String>,
    /// The schemas.
    pub checks: BTreeSet<CheckId>,
    /// Whether there is a format of international names.
    pub idn: bool,
}

impl Used {
    /// What the rules of this crate refer to: those of types, and on the server those of parameters and bodies.
    pub fn of(cx: &Cx<'_>) -> Self {
        let mut used = Self::default();
        for (_, def) in cx.types() {
            if !matches!(def.shape, Shape::Alias(_)) {
                used.add(cx, &cx.api.own_rules(def.rules));
                (def.shape).for_each_ty(&mut |ty| used.add(cx, &cx.api.use_rules(ty)));
            }
        }
        if cx.side == Side::Server {
            for operation in &cx.api.operations {
                operation.for_each_request_ty(&mut |ty| used.add(cx, &cx.api.param_rules(ty)));
            }
        }
        used
    }

    fn add(&mut self, cx: &Cx<'_>, rules: &Rules) {
        let mut found = Vec::new();
        rules.for_each(&mut |rule| match rule {
            Rule::Pattern(source) => {
                self.patterns.insert(source.clone());
            }
            Rule::PatternProperties(all) => {
                self.patterns
                    .extend(all.iter().map(|(source, _)| source.clone()));
            }
            Rule::Format(format) => self.idn |= format.needs_idn(),
            Rule::Schema(id) => found.push(*id),
            _ => {}
        });
        for id in found {
            if let (true, Some(check)) = (self.checks.insert(id), cx.api.checks.get(id.0 as usize))
            {
                self.add(cx, &check.rules);
            }
        }
    }
}

/// `src/types/rules.rs`; no file where no rule refers to anything.
pub(super) fn emit(cx: &Cx<'_>) -> Result<Vec<File>, EmitError> {
    let used = Used::of(cx);
    let patterns = used.patterns.iter().map(|source| {
        let name = pattern(source);
        let mut imports = Imports::new();
        let ty = imports.from("counterpart_runtime::codec", "Pattern");
        // Lowering makes rules of patterns that have a translation only.
        let translated = ecma::translate(source).unwrap_or_default();
        let (must, must_not) = (&translated.must, &translated.must_not);
        let items = quote! {
            pub(crate) static #name: #ty = #ty::new(#source, &[#(#must),*], &[#(#must_not),*]);
        };
        Chunk::new(&name.to_string(), imports, items)
    });
    let checks = used.checks.iter().filter_map(|id| {
        let found = cx.api.checks.get(id.0 as usize)?;
        let name = check(cx, *id);
        let mut imports = Imports::new();
        let ty = imports.from("counterpart_runtime::codec", "Check");
        let mut path = |name: &str| {
            let name = imports.from("counterpart_runtime::codec", name);
            quote!(#name)
        };
        let rules = list(&found.rules, cx, &mut path);
        let about = format!(" `{}`", found.pointer);
        let items = quote! {
            #[doc = #about]
            pub(crate) static #name: #ty = #ty::new(#rules);
        };
        Some(Chunk::new(&name.to_string(), imports, items))
    });
    let chunks: Vec<Chunk> = patterns.chain(checks).collect();
    if chunks.is_empty() {
        return Ok(Vec::new());
    }
    let file = LongFile {
        shown: Some(quote!(pub(crate))),
        ..LongFile::of("src/types/rules.rs".to_owned(), chunks)
    };
    file.emit(cx)
}
