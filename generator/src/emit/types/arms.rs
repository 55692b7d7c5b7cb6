//! Arms of a `match` over indexes.

use proc_macro2::TokenStream;
use quote::quote;

/// The value of the index that `read` gives, which is below the number of `values`.
pub(super) fn chosen(read: &TokenStream, values: &[TokenStream]) -> TokenStream {
    if let [only] = values {
        return quote!(#read; Ok(#only));
    }
    let arms = by_index(values, |pattern, value| quote!(#pattern => #value,));
    quote!(Ok(match #read { #arms }))
}

/// An arm for each index, the last of them for all that is left.
pub(super) fn by_index(
    values: &[TokenStream],
    arm: impl Fn(TokenStream, &TokenStream) -> TokenStream,
) -> TokenStream {
    let last = values.len().saturating_sub(1);
    values
        .iter()
        .enumerate()
        .map(|(index, value)| {
            let pattern = if index == last {
                quote!(_)
            } else {
                let index = proc_macro2::Literal::usize_unsuffixed(index);
                quote!(#index)
            };
            arm(pattern, value)
        })
        .collect()
}

/// A pattern for each list of places, the last of them for all that is left.
pub(super) fn patterns(places: &[Vec<usize>]) -> Vec<TokenStream> {
    let last = places.len().saturating_sub(1);
    let patterns = places.iter().enumerate().map(|(index, places)| {
        if index == last {
            return quote!(_);
        }
        let places = places
            .iter()
            .copied()
            .map(proc_macro2::Literal::usize_unsuffixed);
        quote!(#(#places)|*)
    });
    patterns.collect()
}
