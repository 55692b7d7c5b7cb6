use proc_macro2::TokenStream;
use quote::quote;

use super::CLIENT;
use crate::emit::{Cx, Imports, code, default_shown, ident, list_style, place, ty};
use crate::ir::{Location, Param, ParamForm, Presence, Ty};

/// Whether it is an argument of the method, rather than a setter of the call.
pub(super) fn is_required(param: &Param) -> bool {
    param.presence == Presence::Required
}

/// Its type as an argument: what is cheap by value, the rest borrowed.
pub(super) fn argument_ty(cx: &Cx<'_>, param: &Param, imports: &mut Imports) -> TokenStream {
    let own = param.ty.non_null();
    match param.form {
        ParamForm::Scalar => borrowed(cx, own, imports),
        ParamForm::List(..) => {
            let item = ty(own, cx, imports);
            quote!(&[#item])
        }
    }
}

/// A type as an argument: what is cheap by value, the rest borrowed.
pub(super) fn borrowed(cx: &Cx<'_>, own: &Ty, imports: &mut Imports) -> TokenStream {
    if cx.is_copy(own) {
        return ty(own, cx, imports);
    }
    match own {
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

/// What writes it into the call: `.path("phone_id", &phone_id)`.
pub(super) fn write(cx: &Cx<'_>, param: &Param, name: &str, imports: &mut Imports) -> TokenStream {
    let wire = &param.wire;
    let (location, scalar) = match param.location {
        Location::Path => ("path", "path"),
        Location::Query => ("query", "query"),
        Location::Header => ("header", "header_param"),
        Location::Cookie => ("cookie", "cookie"),
    };
    match param.form {
        ParamForm::Scalar => {
            let method = ident(scalar);
            let value = reference(cx, param.ty.non_null(), name);
            quote!(.#method(#wire, #value))
        }
        ParamForm::List(style, explode) => {
            let method = ident(&format!("{location}_list"));
            let value = ident(name);
            let style = match param.location {
                Location::Path | Location::Header => None,
                Location::Query | Location::Cookie => {
                    let list = imports.from("counterpart_runtime::param", "ListStyle");
                    let style = ident(list_style(style, explode));
                    Some(quote!(#list::#style,))
                }
            };
            quote!(.#method(#wire, #style #value))
        }
    }
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
