//! `lib.rs` of both crates.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Cx, EmitError, File, Side, client, inner_docs, server};
use crate::ir::Docs;

/// `src/lib.rs`.
pub(super) fn emit(cx: &Cx<'_>) -> Result<File, EmitError> {
    let limit = cx.api.recursion_limit.map(|limit| limit.to_string());
    let note = limit.as_ref().map(|limit| {
        format!(
            "The types nest deeper than rustc follows by itself. Where it reports an overflow in a crate that uses \
             them, `#![recursion_limit = \"{limit}\"]` helps there, too."
        )
    });
    let notes: Vec<String> = note.into_iter().collect();
    let limit = limit.map(|limit| quote!(#![recursion_limit = #limit]));
    let docs = inner_docs(
        &Docs {
            title: Some(format!("{} {}", cx.api.title, cx.api.version)),
            description: cx.api.description.clone(),
            deprecated: false,
        },
        &notes,
    );
    let allowed = allowed(cx);
    let own = match cx.side {
        Side::Server => server::root_items(cx),
        Side::Client => client::root_items(cx),
    };
    cx.file(
        "src/lib.rs",
        quote! {
            #docs
            #![forbid(unsafe_code)]
            #limit
            #allowed
            pub mod types;
            #own
            const _: () = counterpart_runtime::compat::V1;
        },
    )
}

/// The lints that a document decides about rather than its emitter: sizes, counts, values, prose.
fn allowed(cx: &Cx<'_>) -> TokenStream {
    let deprecated = cx.deprecates().then(
        || quote!(#![allow(deprecated, reason = "what the document deprecates is still there")]),
    );
    quote! {
        #deprecated
        #![allow(
            unknown_lints,
            clippy::approx_constant,
            clippy::disallowed_names,
            clippy::doc_lazy_continuation,
            clippy::doc_nested_refdefs,
            clippy::doc_overindented_list_items,
            clippy::enum_variant_names,
            clippy::excessive_precision,
            clippy::just_underscores_and_digits,
            clippy::large_enum_variant,
            clippy::result_large_err,
            clippy::should_implement_trait,
            clippy::too_many_arguments,
            clippy::type_complexity,
            clippy::wrong_self_convention,
            reason = "the document decides"
        )]
    }
}
