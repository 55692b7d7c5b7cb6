use proc_macro2::TokenStream;
use quote::quote;

use super::{Cx, Imports, ident};
use crate::ir::{FieldForm, Member, Ty};

/// A type as people write it, in a readable file: `Option<Vec<Uuid>>`, with what it needs imported.
pub fn ty(ty: &Ty, cx: &Cx<'_>, imports: &mut Imports) -> TokenStream {
    write(ty, cx, &mut Some(imports))
}

/// A type by absolute paths, in a mechanical file: `Option<Vec<::counterpart_runtime::Uuid>>`.
#[must_use]
pub fn ty_absolute(ty: &Ty, cx: &Cx<'_>) -> TokenStream {
    write(ty, cx, &mut None)
}

/// The type of a struct's field: [`ty`] within `Option` or `Maybe` where the member may be absent.
pub fn field_ty(member: &Member, cx: &Cx<'_>, imports: &mut Imports) -> TokenStream {
    write_field(member, cx, &mut Some(imports))
}

/// As [`field_ty`], by absolute paths.
#[must_use]
pub fn field_ty_absolute(member: &Member, cx: &Cx<'_>) -> TokenStream {
    write_field(member, cx, &mut None)
}

fn write_field(member: &Member, cx: &Cx<'_>, imports: &mut Option<&mut Imports>) -> TokenStream {
    match member.form() {
        FieldForm::Plain => write(&member.ty, cx, imports),
        FieldForm::Option => {
            let inner = write(&member.ty, cx, imports);
            quote!(Option<#inner>)
        }
        FieldForm::Maybe => {
            let maybe = runtime("Maybe", imports);
            let inner = write(member.ty.non_null(), cx, imports);
            quote!(#maybe<#inner>)
        }
    }
}

fn write(ty: &Ty, cx: &Cx<'_>, imports: &mut Option<&mut Imports>) -> TokenStream {
    match ty {
        Ty::Null => quote!(()),
        Ty::Bool => quote!(bool),
        Ty::I32 => quote!(i32),
        Ty::I64 => quote!(i64),
        Ty::F32 => quote!(f32),
        Ty::F64 => quote!(f64),
        Ty::String => quote!(String),
        Ty::Secret => runtime("Secret", imports),
        Ty::Uuid => runtime("Uuid", imports),
        Ty::DateTime => runtime("DateTime", imports),
        Ty::Date => runtime("Date", imports),
        Ty::Base64 => runtime("Base64", imports),
        Ty::Json => runtime("Json", imports),
        Ty::Nullable(inner) => {
            let inner = write(inner, cx, imports);
            quote!(Option<#inner>)
        }
        Ty::Array(inner) => {
            let inner = write(inner, cx, imports);
            quote!(Vec<#inner>)
        }
        Ty::Map(inner) => {
            let map = match imports {
                Some(imports) => {
                    let map = imports.from("std::collections", "BTreeMap");
                    quote!(#map)
                }
                None => quote!(::std::collections::BTreeMap),
            };
            let inner = write(inner, cx, imports);
            quote!(#map<String, #inner>)
        }
        Ty::Boxed(inner) => {
            let inner = write(inner, cx, imports);
            quote!(Box<#inner>)
        }
        Ty::Named(id) => {
            let name = cx.names.of_type(*id);
            match imports {
                Some(imports) => {
                    let name = imports.document_type(name);
                    quote!(#name)
                }
                None => {
                    let name = ident(name);
                    quote!(crate::types::#name)
                }
            }
        }
        Ty::Path(path) => users_path(path),
    }
}

fn runtime(name: &str, imports: &mut Option<&mut Imports>) -> TokenStream {
    match imports {
        Some(imports) => {
            let name = imports.runtime(name);
            quote!(#name)
        }
        None => {
            let name = ident(name);
            quote!(::counterpart_runtime::#name)
        }
    }
}

/// A path that the configuration or `x-rust-type` gives. Both were checked when they were read; a path that was not, in
/// an IR made by hand, does not compile.
fn users_path(path: &str) -> TokenStream {
    match syn::parse_str::<syn::TypePath>(path) {
        Ok(path) => quote::ToTokens::into_token_stream(path),
        Err(_) => quote!(::core::compile_error!("this is not the path of a type")),
    }
}
