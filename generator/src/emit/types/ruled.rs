//! Where rules stand in the impls of types: behind members, and around what is read.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::{Imports, rules};
use crate::ir::Rules;

/// A list of rules.
pub(super) fn list(rules: &Rules, imports: &mut Imports) -> TokenStream {
    let rule = imports.from("counterpart_runtime::codec", "Rule");
    rules::list(rules, &quote!(#rule))
}

/// `.with(…)` of a table; nothing where there are no rules.
pub(super) fn with(method: &TokenStream, rules: &Rules, imports: &mut Imports) -> TokenStream {
    if rules.is_empty() {
        return TokenStream::new();
    }
    let rules = list(rules, imports);
    quote!(.#method(#rules))
}

/// What reads a value that must keep rules.
pub(super) fn read(rules: &Rules, imports: &mut Imports) -> TokenStream {
    if rules.is_empty() {
        return quote!(Decode::decode(reader));
    }
    let rules = list(rules, imports);
    quote!(reader.ruled(#rules, Decode::decode))
}
