//! Rules as the runtime has them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::{Rule, Rules};

/// A list of rules: `&[Rule::MinLength(1), Rule::MaxLength(64)]`. `path` is how the file names the runtime's type.
pub(super) fn list(rules: &Rules, path: &TokenStream) -> TokenStream {
    let rules = rules.iter().map(|one| rule(one, path));
    quote!(&[#(#rules),*])
}

fn rule(rule: &Rule, path: &TokenStream) -> TokenStream {
    let counted = |count: &u64| Literal::u64_unsuffixed(*count);
    match rule {
        Rule::MinLength(count) => {
            let count = counted(count);
            quote!(#path::MinLength(#count))
        }
        Rule::MaxLength(count) => {
            let count = counted(count);
            quote!(#path::MaxLength(#count))
        }
        Rule::Minimum(bound) => quote!(#path::Minimum(#bound)),
        Rule::Maximum(bound) => quote!(#path::Maximum(#bound)),
        Rule::ExclusiveMinimum(bound) => quote!(#path::ExclusiveMinimum(#bound)),
        Rule::ExclusiveMaximum(bound) => quote!(#path::ExclusiveMaximum(#bound)),
        Rule::MultipleOf(divisor) => quote!(#path::MultipleOf(#divisor)),
        Rule::MinItems(count) => {
            let count = counted(count);
            quote!(#path::MinItems(#count))
        }
        Rule::MaxItems(count) => {
            let count = counted(count);
            quote!(#path::MaxItems(#count))
        }
        Rule::UniqueItems => quote!(#path::UniqueItems),
        Rule::Items(rules) => {
            let rules = list(rules, path);
            quote!(#path::Items(#rules))
        }
        Rule::MinProperties(count) => {
            let count = counted(count);
            quote!(#path::MinProperties(#count))
        }
        Rule::MaxProperties(count) => {
            let count = counted(count);
            quote!(#path::MaxProperties(#count))
        }
        Rule::DependentRequired(all) => {
            let all = all
                .iter()
                .map(|(member, others)| quote!((#member, &[#(#others),*])));
            quote!(#path::DependentRequired(&[#(#all),*]))
        }
        Rule::Values(rules) => {
            let rules = list(rules, path);
            quote!(#path::Values(#rules))
        }
    }
}
