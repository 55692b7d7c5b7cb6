//! The struct of an operation's request, and how it is read.

use proc_macro2::TokenStream;
use quote::quote;

use super::plan::{BodyForm, Op};
use crate::emit::types::filled;
use crate::emit::{
    Cx, Imports, code, default_shown, descriptor, docs_with_notes, ident, place, rules, ty,
};
use crate::ir::{Docs, Encoding, Param, Presence};

/// The struct of an operation's parameters and body. It is there where the operation has neither: the first one changes no signature.
/// It is neither cloned nor compared: its body may be a stream one day.
pub(super) fn declare(cx: &Cx<'_>, op: &Op<'_>, imports: &mut Imports) -> TokenStream {
    let name = ident(&op.names.request);
    let lines = [format!(" What {} is given.", code(&op.names.method))];
    let params: TokenStream = op
        .operation
        .params
        .iter()
        .zip(&op.names.params)
        .map(|(param, name)| {
            let docs = docs_with_notes(&param.docs, &[notes(cx, param, name)]);
            let name = ident(name);
            let ty = param_ty(cx, param, imports);
            quote!(#docs pub #name: #ty,)
        })
        .collect();
    let body = op.body_form().map(|form| {
        let documented = op.operation.body.as_ref().map(|body| body.docs.clone());
        let documented = documented.unwrap_or_default();
        let notes = if documented == Docs::default() {
            vec!["The body.".to_owned()]
        } else {
            vec![]
        };
        let docs = docs_with_notes(&documented, &notes);
        let name = ident(&op.names.body);
        let ty = match form {
            BodyForm::Required(body) => ty(body, cx, imports),
            BodyForm::Optional(body) => {
                let body = ty(body, cx, imports);
                quote!(Option<#body>)
            }
            BodyForm::Maybe(body) => {
                let maybe = imports.runtime("Maybe");
                let body = ty(body, cx, imports);
                quote!(#maybe<#body>)
            }
        };
        quote!(#docs pub #name: #ty,)
    });
    quote! {
        #(#[doc = #lines])*
        #[derive(Debug)]
        pub struct #name { #params #body }
    }
}

/// Where the parameter stands, and what is filled in.
fn notes(cx: &Cx<'_>, param: &Param, name: &str) -> String {
    let mut note = place(param, name);
    if let Some(default) = default_shown(cx, param) {
        note.push_str(&format!(" Default: {}.", code(&default)));
    }
    note
}

fn param_ty(cx: &Cx<'_>, param: &Param, imports: &mut Imports) -> TokenStream {
    let own = ty(param.ty.non_null(), cx, imports);
    match param.presence {
        Presence::Required | Presence::Filled(_) => own,
        Presence::Optional(_) => quote!(Option<#own>),
    }
}

/// The statements that read parameters and body into variables, all of them before the first answer.
pub(super) fn read(cx: &Cx<'_>, op: &Op<'_>) -> TokenStream {
    let request = ident(&op.names.request);
    if !op.has_request() {
        return quote!(let request = #request {};);
    }
    let mut reads = TokenStream::new();
    let mut fields = Vec::new();
    let mut values = Vec::new();
    for (param, name) in op.operation.params.iter().zip(&op.names.params) {
        let name = ident(name);
        let read = read_param(cx, param);
        reads.extend(quote!(let #name = call.#read;));
        values.push(match &param.presence {
            Presence::Filled(literal) => {
                let filled = filled(cx, literal, &quote!(crate::types::));
                quote!(#name: #name.#filled)
            }
            Presence::Required | Presence::Optional(_) => quote!(#name),
        });
        fields.push(name);
    }
    if let Some(form) = op.body_form() {
        let name = ident(&op.names.body);
        let method = ident(match form {
            BodyForm::Required(_) => "json",
            BodyForm::Optional(_) => "json_optional",
            BodyForm::Maybe(_) => "json_maybe",
        });
        let rules = cx.api.use_rules(form.ty());
        let keeping = (!rules.is_empty()).then(|| {
            let rules = rules::list_in_fn(&rules, cx, &mut |name| in_runtime(name));
            quote!(.keeping(#rules))
        });
        reads.extend(quote! {
            call.read_json().await?;
            let #name = call #keeping.#method();
        });
        values.push(quote!(#name));
        fields.push(name);
    }
    let (pattern, tuple) = match fields.as_slice() {
        [field] => (quote!(Some(#field)), quote!(#field)),
        fields => (quote!((#(Some(#fields)),*)), quote!((#(#fields),*))),
    };
    quote! {
        #reads
        let #pattern = #tuple else {
            return Err(call.rejected());
        };
        let request = #request { #(#values),* };
    }
}

/// How this file names the runtime's types.
fn in_runtime(name: &str) -> TokenStream {
    let name = ident(name);
    quote!(rt::#name)
}

fn read_param(cx: &Cx<'_>, param: &Param) -> TokenStream {
    let required = param.presence == Presence::Required;
    let method = ident(if required { "required" } else { "optional" });
    let desc = descriptor(param, &quote!(rt::ParamDesc), &quote!(rt::Style));
    let rules = match &param.encoding {
        Encoding::Style { .. } => cx.api.param_rules(&param.ty),
        Encoding::Content(_) => cx.api.use_rules(&param.ty),
    };
    let with = (!rules.is_empty()).then(|| {
        let rules = rules::list_in_fn(&rules, cx, &mut |name| in_runtime(name));
        quote!(.with(#rules))
    });
    let inner = match (&param.encoding, required) {
        (Encoding::Style { .. }, _) => None,
        (Encoding::Content(_), true) => Some(quote!(.map(|rt::AsJson(value)| value))),
        (Encoding::Content(_), false) => {
            Some(quote!(.map(|one| one.map(|rt::AsJson(value)| value))))
        }
    };
    quote!(#method(&#desc #with) #inner)
}
