//! Types as people write them.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Cx, Imports, ident};
use crate::ir::{FieldForm, Member, Ty};

/// A type as people write it: `Option<Vec<Uuid>>`, with what it needs imported.
pub fn ty(ty: &Ty, cx: &Cx<'_>, imports: &mut Imports) -> TokenStream {
    match ty {
        Ty::Null => quote!(()),
        Ty::Bool => quote!(bool),
        Ty::Int(int) => {
            let name = ident(int.as_str());
            quote!(#name)
        }
        Ty::Integer => runtime("Integer", imports),
        Ty::F32 => quote!(f32),
        Ty::F64 => quote!(f64),
        Ty::Number => runtime("Number", imports),
        Ty::String => quote!(String),
        Ty::Secret => runtime("Secret", imports),
        Ty::Uuid => runtime("Uuid", imports),
        Ty::DateTime => runtime("DateTime", imports),
        Ty::Date => runtime("Date", imports),
        Ty::Base64 => runtime("Base64", imports),
        Ty::Json => runtime("Json", imports),
        Ty::Ruled(inner, _) => self::ty(inner, cx, imports),
        Ty::Nullable(inner) => {
            let inner = self::ty(inner, cx, imports);
            quote!(Option<#inner>)
        }
        Ty::Array(inner) => {
            let inner = self::ty(inner, cx, imports);
            quote!(Vec<#inner>)
        }
        Ty::Map(inner) => {
            let map = imports.from("std::collections", "BTreeMap");
            let inner = self::ty(inner, cx, imports);
            quote!(#map<String, #inner>)
        }
        Ty::Boxed(inner) => {
            let inner = self::ty(inner, cx, imports);
            quote!(Box<#inner>)
        }
        Ty::Named(id) => {
            let name = imports.document_type(cx.names.of_type(*id));
            quote!(#name)
        }
        Ty::Path(path) => users_path(path),
    }
}

/// The type of a struct's field: [`ty`] within `Option` or `Maybe` where the member may be absent.
pub fn field_ty(member: &Member, cx: &Cx<'_>, imports: &mut Imports) -> TokenStream {
    match member.form() {
        FieldForm::Plain => ty(&member.ty, cx, imports),
        FieldForm::Option => {
            let inner = ty(&member.ty, cx, imports);
            quote!(Option<#inner>)
        }
        FieldForm::Maybe => {
            let maybe = runtime("Maybe", imports);
            let inner = ty(member.ty.non_null(), cx, imports);
            quote!(#maybe<#inner>)
        }
    }
}

fn runtime(name: &str, imports: &mut Imports) -> TokenStream {
    let name = imports.runtime(name);
    quote!(#name)
}

/// A path that the configuration or `x-rust-type` gives. Both were checked when they were read; a path that was not, in
/// an IR made by hand, does not compile.
fn users_path(path: &str) -> TokenStream {
    match syn::parse_str::<syn::TypePath>(path) {
        Ok(path) => quote::ToTokens::into_token_stream(path),
        Err(_) => quote!(::core::compile_error!("this is not the path of a type")),
    }
}
