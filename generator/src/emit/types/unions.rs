//! The impls of unions: `From` of what a variant alone holds.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::{Cx, Imports, ident, ty};
use crate::ir::{Ty, TypeId, Union};

/// `From` for the variants that the pass `conversions` chose.
pub(super) fn impls(cx: &Cx<'_>, id: TypeId, shape: &Union, imports: &mut Imports) -> TokenStream {
    let name = ident(cx.names.of_type(id));
    let mut impls = TokenStream::new();
    let Some(def) = cx.api.type_def(id) else {
        return impls;
    };
    let variants = shape.variants.iter().zip(&def.parts);
    for ((variant, part), name_of) in variants.zip(cx.names.of_parts(id)) {
        if !cx.api.conversions.contains(&def.part_key(part)) {
            continue;
        }
        let part = ident(name_of);
        let (param, value) = match cx.resolve(&variant.ty) {
            Ty::Boxed(inner) => (&**inner, quote!(Box::new(value))),
            _ => (&variant.ty, quote!(value)),
        };
        let param = ty(param, cx, imports);
        impls.extend(quote! {
            impl From<#param> for #name {
                fn from(value: #param) -> Self {
                    Self::#part(#value)
                }
            }
        });
    }
    impls
}
