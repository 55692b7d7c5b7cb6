use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::{Cx, Imports, ident, ty};
use crate::ir::{Ty, TypeId, Union};

/// `From` for each variant that alone holds its type.
pub(super) fn impls(cx: &Cx<'_>, id: TypeId, shape: &Union, imports: &mut Imports) -> TokenStream {
    let name = ident(cx.names.of_type(id));
    let held: Vec<Ty> = shape
        .variants
        .iter()
        .map(|variant| bare(cx, &variant.ty))
        .collect();
    let mut impls = TokenStream::new();
    for ((variant, part), own) in shape.variants.iter().zip(cx.names.of_parts(id)).zip(&held) {
        let alone = held.iter().filter(|other| *other == own).count() == 1;
        // A type of the user's may be any type under another name.
        let foreign = matches!(own, Ty::Path(_)) || held.iter().any(|ty| matches!(ty, Ty::Path(_)));
        if !alone || foreign || matches!(own, Ty::Null) || *own == Ty::Named(id) {
            continue;
        }
        let part = ident(part);
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

/// A type as the trait solver sees it: without aliases, and without the box that `From` puts around it.
fn bare(cx: &Cx<'_>, ty: &Ty) -> Ty {
    match cx.resolve(ty) {
        Ty::Boxed(inner) => bare(cx, inner),
        other => solved(cx, other),
    }
}

fn solved(cx: &Cx<'_>, ty: &Ty) -> Ty {
    let resolved = cx.resolve(ty).clone();
    resolved.map(&mut |inner| solved(cx, &inner))
}
