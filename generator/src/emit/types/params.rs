//! `Param` of the enums that parameters are.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::module::Module;
use crate::emit::{Chunk, Cx, EmitError, File, Imports, Side, ident};
use crate::ir::{Shape, Ty, TypeId};

/// `src/types/params.rs`: `Param` of the enums that parameters are; no file where none is.
pub(super) fn emit(cx: &Cx<'_>, module: &Module<'_>) -> Result<Vec<File>, EmitError> {
    let own: BTreeSet<TypeId> = module.types.iter().map(|(id, _)| *id).collect();
    let chunks: Vec<Chunk> = enums(cx)
        .into_iter()
        .filter(|(id, _)| own.contains(id))
        .map(|(id, is_string)| {
            let name = ident(cx.names.of_type(id));
            let options = ident(if is_string { "_options" } else { "options" });
            let (parse, write) = bodies(cx.side, is_string);
            let mut imports = Imports::new();
            imports.runtime("FaultKind");
            imports.from("counterpart_runtime::codec", "DecodeOptions");
            imports.from("counterpart_runtime::param", "Param");
            let items = quote! {
                impl Param for crate::types::#name {
                    fn parse(text: &str, #options: DecodeOptions) -> Result<Self, FaultKind> {
                        #parse
                    }

                    fn write(&self, out: &mut String) {
                        #write
                    }
                }
            };
            Chunk::new(cx.names.of_type(id), imports, items)
        })
        .collect();
    if chunks.is_empty() {
        return Ok(Vec::new());
    }
    module.part("params", chunks).emit(cx)
}

/// The enums that parameters are, and whether they are of strings.
fn enums(cx: &Cx<'_>) -> BTreeSet<(TypeId, bool)> {
    let params = cx.api.operations.iter().flat_map(|one| &one.params);
    params
        .filter_map(|param| {
            let whole = cx.resolve(cx.resolve(&param.ty).non_null());
            let text = match whole {
                Ty::Array(item) => cx.resolve(cx.resolve(item).non_null()),
                other => other,
            };
            let Ty::Named(id) = text else { return None };
            match cx.api.type_def(*id)?.shape {
                Shape::StringEnum(_) => Some((*id, true)),
                Shape::IntegerEnum(_) => Some((*id, false)),
                _ => None,
            }
        })
        .collect()
}

fn bodies(side: Side, is_string: bool) -> (TokenStream, TokenStream) {
    if is_string {
        let parse = match side {
            Side::Server => quote!(text.parse::<Self>().map_err(|fault| fault.kind)),
            Side::Client => quote! {
                let Ok(value) = text.parse();
                Ok(value)
            },
        };
        return (parse, quote!(out.push_str(self.as_str());));
    }
    let parse = match side {
        Side::Server => quote! {
            Self::try_from(i64::parse(text, options)?).map_err(|fault| fault.kind)
        },
        Side::Client => quote!(i64::parse(text, options).map(Self::from)),
    };
    (parse, quote!(self.as_i64().write(out);))
}
