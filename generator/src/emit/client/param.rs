//! A parameter as an argument or as a setter.

use proc_macro2::TokenStream;
use quote::quote;

use super::CLIENT;
use crate::emit::{Cx, Imports, code, default_shown, descriptor, ident, names_style, place, ty};
use crate::ir::{Encoding, Param, Presence, Ty};

/// Whether it is an argument of the method, rather than a setter of the call.
pub(super) fn is_required(param: &Param) -> bool {
    param.presence == Presence::Required
}

/// Its type as an argument: what is cheap by value, the rest borrowed.
pub(super) fn argument_ty(cx: &Cx<'_>, param: &Param, imports: &mut Imports) -> TokenStream {
    borrowed(cx, param.ty.non_null(), imports)
}

/// A type as an argument: what is cheap by value, the rest borrowed.
pub(super) fn borrowed(cx: &Cx<'_>, own: &Ty, imports: &mut Imports) -> TokenStream {
    if cx.is_copy(own) {
        return ty(own, cx, imports);
    }
    match own.unruled() {
        Ty::String => quote!(&str),
        Ty::Array(item) => {
            let item = ty(item, cx, imports);
            quote!(&[#item])
        }
        other => {
            let other = ty(other, cx, imports);
            quote!(&#other)
        }
    }
}

/// The argument as a reference.
pub(super) fn reference(cx: &Cx<'_>, own: &Ty, name: &str) -> TokenStream {
    let name = ident(name);
    if cx.is_copy(own) {
        quote!(&#name)
    } else {
        quote!(#name)
    }
}

/// What writes it into the call: `.param(&ParamDesc::path("phone_id"), &phone_id)`.
pub(super) fn write(cx: &Cx<'_>, param: &Param, name: &str, imports: &mut Imports) -> TokenStream {
    const PARAM: &str = "counterpart_runtime::param";
    let desc = imports.from(PARAM, "ParamDesc");
    let style = names_style(param).then(|| imports.from(PARAM, "Style"));
    let desc = descriptor(param, &quote!(#desc), &quote!(#style));
    let value = reference(cx, param.ty.non_null(), name);
    let value = match param.encoding {
        Encoding::Style { .. } => value,
        Encoding::Content(_) => {
            let json = imports.from(PARAM, "AsJson");
            quote!(&#json(#value))
        }
    };
    quote!(.param(&#desc, #value))
}

/// Where the parameter stands, and what the server takes in its place.
pub(super) fn note(cx: &Cx<'_>, param: &Param, name: &str) -> String {
    let mut note = place(param, name);
    if let Some(default) = default_shown(cx, param) {
        note.push_str(&format!(
            " Where it is not set, the server takes {}.",
            code(&default)
        ));
    }
    note
}

/// [`CLIENT`] has what is imported from here on.
pub(super) fn import(imports: &mut Imports, names: &[&str]) {
    for name in names {
        imports.from(CLIENT, name);
    }
}
