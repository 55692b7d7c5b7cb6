//! The client's method of an operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::param::{argument_ty, borrowed, is_required, note, reference, write};
use super::plan::Op;
use crate::emit::{Cx, Imports, docs_with_notes, ident, item};
use crate::ir::{Docs, Payload};

/// The client's method: required parameters and a required body are its arguments, and a call its result.
pub(super) fn declare(cx: &Cx<'_>, op: &Op<'_>, imports: &mut Imports) -> TokenStream {
    let (name, call) = (ident(&op.names.method), ident(&op.names.call));
    let constant = ident(&op.names.constant);
    let deprecated = op.operation.docs.deprecated.then(|| quote!(#[deprecated]));
    let mut arguments = Vec::new();
    let mut writes = TokenStream::new();
    let mut described = Vec::new();
    for (param, name) in op.operation.params.iter().zip(&op.names.params) {
        if is_required(param) {
            let ty = argument_ty(cx, param, imports);
            let argument = ident(name);
            arguments.push(quote!(#argument: #ty));
            writes.extend(write(cx, param, name, imports));
            described.push(item(name, &param.docs, &note(cx, param, name)));
        }
    }
    let required = op.operation.body.as_ref().filter(|body| body.required);
    if let (Some(body), Some(content)) = (required, op.body()) {
        let Payload::Json(own) = &content.payload;
        let (argument, ty) = (ident(&op.names.body), borrowed(cx, own, imports));
        let value = reference(cx, own, &op.names.body);
        arguments.push(quote!(#argument: #ty));
        writes.extend(quote!(.json(#value)));
        if body.docs != Docs::default() {
            described.push(item(&op.names.body, &body.docs, "The body."));
        }
    }
    let mut notes = Vec::new();
    if !described.is_empty() {
        notes.push(described.join("\n"));
    }
    notes.push(op.line());
    let docs = docs_with_notes(&op.operation.docs, &notes);
    quote! {
        #docs
        #deprecated
        pub fn #name(&self, #(#arguments),*) -> #call {
            let call = self.0.call(&decode::#constant) #writes;
            #call(call)
        }
    }
}
