//! How a union is decoded and encoded, as the IR decided it.

use proc_macro2::TokenStream;
use quote::quote;

use super::arms::chosen;
use super::ruled;
use crate::emit::{Cx, Imports, ident};
use crate::ir::{Kind, Select, Ty, TypeId, Union};

/// How a union is read: the decision is in [`Select`].
pub(super) fn decode(cx: &Cx<'_>, id: TypeId, shape: &Union, imports: &mut Imports) -> TokenStream {
    let read: Vec<TokenStream> = shape
        .variants
        .iter()
        .zip(cx.names.of_parts(id))
        .map(|(variant, name)| {
            let name = ident(name);
            match variant.ty {
                Ty::Null => quote!(<()>::decode(reader).map(|()| Self::#name)?),
                _ => {
                    let read = ruled::read(cx, &cx.api.use_rules(&variant.ty), imports);
                    quote!(Self::#name(#read?))
                }
            }
        })
        .collect();
    match &shape.select {
        Select::Kind(kinds) => by_kind(kinds, &read, imports),
        Select::Tag { member, mapping } => by_tag(member, mapping, &read),
    }
}

/// How a union is written: as the value that it holds.
pub(super) fn encode(cx: &Cx<'_>, id: TypeId, shape: &Union) -> TokenStream {
    let arms = shape
        .variants
        .iter()
        .zip(cx.names.of_parts(id))
        .map(|(variant, name)| {
            let name = ident(name);
            match variant.ty {
                Ty::Null => quote!(Self::#name => writer.null(),),
                _ => quote!(Self::#name(value) => value.encode(writer),),
            }
        });
    quote!(match self { #(#arms)* })
}

fn by_kind(kinds: &[Vec<Kind>], read: &[TokenStream], imports: &mut Imports) -> TokenStream {
    let json_kind = imports.from("counterpart_runtime::codec", "JsonKind");
    let listed = || kinds.iter().flatten().copied();
    let asks_integers = listed().any(|kind| kind == Kind::Integer);
    let mut covered = 0;
    let arms: Vec<TokenStream> = kinds
        .iter()
        .zip(read)
        .map(|(kinds, read)| {
            let mut patterns = Vec::new();
            for kind in kinds {
                match kind {
                    // Whoever takes numbers takes integers, unless another variant asks for them.
                    Kind::Number if !asks_integers => patterns.extend(["Integer", "Number"]),
                    kind => patterns.push(pattern(*kind)),
                }
            }
            covered += patterns.len();
            let patterns = patterns.into_iter().map(ident);
            quote!(#(#json_kind::#patterns)|* => #read,)
        })
        .collect();
    let expected = listed().map(|kind| match kind {
        Kind::Null => "null",
        Kind::Bool => "boolean",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::String => "string",
        Kind::Array => "array",
        Kind::Object => "object",
    });
    // There are seven kinds; where each has its variant, nothing is left to refuse.
    let refused =
        (covered < 7).then(|| quote!(_ => return Err(reader.no_variant(&[#(#expected),*])),));
    quote!(Ok(match reader.peek_kind()? { #(#arms)* #refused }))
}

fn pattern(kind: Kind) -> &'static str {
    match kind {
        Kind::Null => "Null",
        Kind::Bool => "Boolean",
        Kind::Integer => "Integer",
        Kind::Number => "Number",
        Kind::String => "String",
        Kind::Array => "Array",
        Kind::Object => "Object",
    }
}

fn by_tag(member: &str, mapping: &[(String, u32)], read: &[TokenStream]) -> TokenStream {
    let values = mapping.iter().map(|(value, _)| value);
    let chosen_from: Vec<TokenStream> = mapping
        .iter()
        .filter_map(|(_, variant)| read.get(*variant as usize).cloned())
        .collect();
    chosen(
        &quote!(reader.closed_tag(#member, &[#(#values),*])?),
        &chosen_from,
    )
}
