use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::{Cx, EmitError, File, Side, ident};
use crate::ir::{Shape, Ty, TypeId};

/// `src/types/params.rs`: `Param` of the enums that parameters are; no file where none is.
pub(super) fn emit(cx: &Cx<'_>) -> Result<Option<File>, EmitError> {
    let items: TokenStream = enums(cx)
        .into_iter()
        .map(|(id, is_string)| {
            let name = ident(cx.names.of_type(id));
            let options = ident(if is_string { "_options" } else { "options" });
            let (parse, write) = bodies(cx.side, is_string);
            quote! {
                impl Param for crate::types::#name {
                    fn parse(text: &str, #options: DecodeOptions) -> Result<Self, FaultKind> {
                        #parse
                    }

                    fn write(&self, out: &mut String) {
                        #write
                    }
                }
            }
        })
        .collect();
    if items.is_empty() {
        return Ok(None);
    }
    let tokens = quote! {
        use counterpart_runtime::FaultKind;
        use counterpart_runtime::codec::DecodeOptions;
        use counterpart_runtime::param::Param;
        #items
    };
    cx.file("src/types/params.rs", tokens).map(Some)
}

/// Whether any parameter is an enum.
pub(super) fn any(cx: &Cx<'_>) -> bool {
    !enums(cx).is_empty()
}

/// The enums that parameters are, and whether they are of strings.
fn enums(cx: &Cx<'_>) -> BTreeSet<(TypeId, bool)> {
    let params = cx.api.operations.iter().flat_map(|one| &one.params);
    params
        .filter_map(|param| {
            let Ty::Named(id) = cx.resolve(cx.resolve(&param.ty).non_null()) else {
                return None;
            };
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
