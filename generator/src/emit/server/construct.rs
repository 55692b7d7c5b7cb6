//! What builds the answers of an operation: a constructor for each, and setters for the headers.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::SERVER;
use super::plan::Op;
use crate::emit::{Cx, Imports, code, docs_with_notes, ident, item, ty};
use crate::ir::{Answer, Declared, Docs, ResponseHeader};

const PARAM: &str = "counterpart_runtime::param";

/// All of them, as they stand beside the enum.
pub(super) fn constructors(cx: &Cx<'_>, op: &Op<'_>, imports: &mut Imports) -> TokenStream {
    if op.operation.answers.is_empty() {
        return TokenStream::new();
    }
    let name = ident(&op.names.response);
    let (answers, names) = (&op.operation.answers, &op.names);
    let built: TokenStream = (answers.iter())
        .zip(names.answers.iter().zip(&names.constructors))
        .map(|(answer, (variant, name))| constructor(cx, op, answer, (variant, name), imports))
        .collect();
    let declared = op.operation.headers();
    let setters: TokenStream = (declared.iter().zip(&names.headers))
        .map(|(declared, name)| setter(declared, name, imports))
        .collect();
    quote! {
        impl #name {
            #built
            #setters

            /// A further header. The same name twice is sent twice.
            pub fn header(mut self, name: &str, value: &str) -> Self {
                self.head_mut().append(name, value);
                self
            }
        }
    }
}

/// The status where it is open, the body and the required headers are its arguments.
fn constructor(
    cx: &Cx<'_>,
    op: &Op<'_>,
    answer: &Answer,
    (variant, name): (&str, &str),
    imports: &mut Imports,
) -> TokenStream {
    let held = imports.from(SERVER, "Answer");
    let (mut arguments, mut described) = (Vec::new(), Vec::new());
    let body = match answer.body() {
        Some(body) => {
            let body = ty(body, cx, imports);
            arguments.push(quote!(body: #body));
            quote!(body)
        }
        None => quote!(()),
    };
    let mut built = quote!(#held::new(#body));
    if !answer.status.is_exact() {
        let status = imports.from(SERVER, "StatusCode");
        arguments.insert(0, quote!(status: #status));
        built = quote!(#held::with_status(status, #body));
    }
    for header in answer.headers.iter().filter(|header| header.required) {
        let name = op.names.of_header(op.operation, &header.wire);
        let (argument, desc) = (ident(name), descriptor(header, imports));
        arguments.push(quote!(#argument: &str));
        built.extend(quote!(.with(&#desc, #argument)));
        let note = format!("Header {}.", code(&header.wire));
        described.push(item(name, &header.docs, &note));
    }
    let mut notes = vec![format!("[`Self::{variant}`]: {}.", answer.status)];
    if !described.is_empty() {
        notes.push(described.join("\n"));
    }
    let docs = docs_with_notes(&Docs::default(), &notes);
    let (variant, name) = (ident(variant), ident(name));
    quote! {
        #docs
        pub fn #name(#(#arguments),*) -> Self { Self::#variant(#built) }
    }
}

/// Sets a header that some answer declares.
fn setter(declared: &Declared<'_>, name: &str, imports: &mut Imports) -> TokenStream {
    let header = declared.header;
    let mut statuses: Vec<String> = Vec::new();
    for answer in &declared.answers {
        let status = answer.status.to_string();
        if !statuses.contains(&status) {
            statuses.push(status);
        }
    }
    let note = format!(
        "Header {}, declared for {}.",
        code(&header.wire),
        statuses.join(", ")
    );
    let docs = docs_with_notes(&header.docs, &[note]);
    let deprecated = header.docs.deprecated.then(|| quote!(#[deprecated]));
    let setter = format_ident!("with_{}", name.trim_start_matches("r#"));
    let (name, desc) = (ident(name), descriptor(header, imports));
    quote! {
        #docs
        #deprecated
        pub fn #setter(mut self, #name: &str) -> Self {
            self.head_mut().set(&#desc, #name);
            self
        }
    }
}

fn descriptor(header: &ResponseHeader, imports: &mut Imports) -> TokenStream {
    let (desc, wire) = (imports.from(PARAM, "ParamDesc"), &header.wire);
    quote!(#desc::header(#wire))
}

/// `From` for the answers that the pass `conversions` chose, for `mount.rs`.
pub(super) fn conversions(cx: &Cx<'_>, op: &Op<'_>, imports: &mut Imports) -> TokenStream {
    let name = ident(&op.names.response);
    (op.operation.answers.iter())
        .zip(&op.names.constructors)
        .filter(|(answer, _)| {
            let key = answer.origin.whence.to_string();
            cx.api.conversions.contains(&key)
        })
        .filter_map(|(answer, constructor)| Some((answer.body()?, constructor)))
        .map(|(ty, constructor)| {
            let (ty, constructor) = (self::ty(ty, cx, imports), ident(constructor));
            quote! {
                impl From<#ty> for #name {
                    fn from(body: #ty) -> Self { Self::#constructor(body) }
                }
            }
        })
        .collect()
}
