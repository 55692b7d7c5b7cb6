//! The impls of types of their own around another: made by a check, or as they are.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::{Cx, Imports, ident, ty};
use crate::ir::{Ty, TypeId};

/// What such a type derives, which is what the type inside has.
pub(super) fn derives(cx: &Cx<'_>, inner: &Ty) -> TokenStream {
    match cx.resolve(inner) {
        Ty::F32 | Ty::F64 => quote!(Clone, Copy, Debug, PartialEq, PartialOrd),
        Ty::Bool | Ty::Int(_) | Ty::Uuid | Ty::DateTime | Ty::Date => {
            quote!(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)
        }
        Ty::String | Ty::Base64 => quote!(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash),
        Ty::Integer | Ty::Number => quote!(Clone, Debug, PartialEq, Eq, PartialOrd, Ord),
        Ty::Secret => quote!(Clone, Debug, PartialEq, Eq),
        _ => quote!(Clone, Debug, PartialEq),
    }
}

/// `new_unchecked`, `TryFrom`, and the ways to the value inside. There is no `From`: a value is checked, or said to be
/// taken as it is.
pub(super) fn impls(cx: &Cx<'_>, id: TypeId, inner: &Ty, imports: &mut Imports) -> TokenStream {
    let name = ident(cx.names.of_type(id));
    let faults = imports.runtime("Faults");
    let deref = imports.from("std::ops", "Deref");
    let codec = imports.from("counterpart_runtime", "codec");
    let own = ty(inner, cx, imports);
    let target = target(cx, inner, &own, imports);
    let checked = |from: TokenStream, value: TokenStream| {
        quote! {
            impl TryFrom<#from> for #name {
                type Error = #faults;

                fn try_from(value: #from) -> Result<Self, #faults> {
                    let value = Self(#value);
                    #codec::check(&value, &[])?;
                    Ok(value)
                }
            }
        }
    };
    let resolved = cx.resolve(inner);
    let from_texts = match resolved {
        Ty::String => checked(quote!(&str), quote!(value.to_owned())),
        Ty::Secret => {
            let text = checked(quote!(&str), quote!(value.into()));
            let owned = checked(quote!(String), quote!(value.into()));
            quote!(#text #owned)
        }
        _ => TokenStream::new(),
    };
    let from_own = checked(own.clone(), quote!(value));
    let as_text = (*resolved == Ty::String).then(|| as_text(&name, &faults));
    let display = is_shown(resolved).then(|| display(&name));
    quote! {
        impl #name {
            #[doc = " A value as it is: what the schema demands of it is not checked."]
            #[must_use]
            pub fn new_unchecked(value: #own) -> Self {
                Self(value)
            }

            #[doc = " The value."]
            #[must_use]
            pub fn into_inner(self) -> #own {
                self.0
            }
        }

        #from_own
        #from_texts

        impl From<#name> for #own {
            fn from(value: #name) -> Self {
                value.0
            }
        }

        impl #deref for #name {
            type Target = #target;

            fn deref(&self) -> &#target {
                &self.0
            }
        }

        #as_text
        #display
    }
}

/// What a reference to the value is one to.
fn target(cx: &Cx<'_>, inner: &Ty, own: &TokenStream, imports: &mut Imports) -> TokenStream {
    match cx.resolve(inner) {
        Ty::String => quote!(str),
        Ty::Array(item) => {
            let item = ty(item, cx, imports);
            quote!([#item])
        }
        _ => own.clone(),
    }
}

fn as_text(name: &proc_macro2::Ident, faults: &proc_macro2::Ident) -> TokenStream {
    quote! {
        impl AsRef<str> for #name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for #name {
            type Err = #faults;

            fn from_str(text: &str) -> Result<Self, #faults> {
                Self::try_from(text)
            }
        }
    }
}

fn display(name: &proc_macro2::Ident) -> TokenStream {
    quote! {
        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.0, f)
            }
        }
    }
}

/// Whether the type inside has a `Display`.
fn is_shown(ty: &Ty) -> bool {
    matches!(
        ty,
        Ty::String
            | Ty::Bool
            | Ty::Int(_)
            | Ty::Integer
            | Ty::Number
            | Ty::F32
            | Ty::F64
            | Ty::Uuid
            | Ty::DateTime
            | Ty::Date
    )
}
