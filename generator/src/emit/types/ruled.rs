//! Where rules stand in the impls of types: behind members, and around what is read.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::{Cx, Imports, rules};
use crate::ir::Rules;

const CODEC: &str = "counterpart_runtime::codec";

/// A list of rules, in a function.
pub(super) fn list(cx: &Cx<'_>, rules: &Rules, imports: &mut Imports) -> TokenStream {
    rules::list_in_fn(rules, cx, &mut |name| {
        let name = imports.from(CODEC, name);
        quote!(#name)
    })
}

/// `.with(…)` of a static table; nothing where there are no rules.
pub(super) fn with(
    cx: &Cx<'_>,
    method: &TokenStream,
    rules: &Rules,
    imports: &mut Imports,
) -> TokenStream {
    if rules.is_empty() {
        return TokenStream::new();
    }
    let rules = rules::list(rules, cx, &mut |name| {
        let name = imports.from(CODEC, name);
        quote!(#name)
    });
    quote!(.#method(#rules))
}

/// What reads a type of its own around a value that must keep rules.
pub(super) fn read_newtype(cx: &Cx<'_>, rules: &Rules, imports: &mut Imports) -> TokenStream {
    if rules.is_empty() {
        return quote!(Decode::decode(reader).map(Self));
    }
    let mut path = |name: &str| {
        let name = imports.from(CODEC, name);
        quote!(#name)
    };
    let list = rules::list(rules, cx, &mut path);
    if rules::is_constant(rules) {
        return quote!(reader.ruled(#list, Decode::decode).map(Self));
    }
    let rule = path("Rule");
    quote! {
        static RULES: &[#rule] = #list;
        reader.ruled(RULES, Decode::decode).map(Self)
    }
}

/// What reads a value that must keep rules.
pub(super) fn read(cx: &Cx<'_>, rules: &Rules, imports: &mut Imports) -> TokenStream {
    if rules.is_empty() {
        return quote!(Decode::decode(reader));
    }
    let rules = list(cx, rules, imports);
    quote!(reader.ruled(#rules, Decode::decode))
}
