//! The headers of a success, as a struct that is read from the reply.

use proc_macro2::TokenStream;
use quote::quote;

use super::param::import;
use super::plan::Op;
use crate::emit::{Imports, code, docs_with_notes, ident};
use crate::ir::{Answer, ResponseHeader};

const PARAM: &str = "counterpart_runtime::param";

/// One struct for each success that declares headers. A reply's type never says which it has: one more changes no type.
pub(super) fn declare(op: &Op<'_>, imports: &mut Imports) -> TokenStream {
    let answers = op.operation.with_headers();
    (answers.iter().zip(&op.names.reply_headers))
        .map(|(answer, name)| of_answer(op, answer, name, imports))
        .collect()
}

fn of_answer(op: &Op<'_>, answer: &Answer, name: &str, imports: &mut Imports) -> TokenStream {
    import(imports, &["Reply"]);
    let (faults, desc) = (imports.runtime("Faults"), imports.from(PARAM, "ParamDesc"));
    let about = format!(
        " The headers of {}, where it answers {}.",
        code(&op.names.method),
        answer.status
    );
    let (mut fields, mut reads) = (TokenStream::new(), TokenStream::new());
    for header in &answer.headers {
        let field = ident(op.names.of_header(op.operation, &header.wire));
        let docs = docs_with_notes(&header.docs, &[note(header)]);
        let wire = &header.wire;
        let (ty, read) = match (header.repeats, header.required) {
            (true, true) => (quote!(Vec<String>), quote!(required_lines)),
            (true, false) => (quote!(Vec<String>), quote!(optional_lines)),
            (false, true) => (quote!(String), quote!(required_header)),
            (false, false) => (quote!(Option<String>), quote!(optional_header)),
        };
        fields.extend(quote!(#docs pub #field: #ty,));
        reads.extend(quote!(#field: reply.#read(&#desc::header(#wire))?,));
    }
    let (shown, name) = (name, ident(name));
    quote! {
        #[doc = #about]
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub struct #name { #fields }

        impl #name {
            /// Reads them from a reply.
            ///
            /// # Errors
            /// A header that the document requires is absent.
            pub fn of<T>(reply: &Reply<T>) -> Result<Self, #faults> {
                Ok(Self { #reads })
            }
        }

        /// Shows no value: one may be a secret.
        impl std::fmt::Debug for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(#shown).finish_non_exhaustive()
            }
        }
    }
}

/// What it is called on the wire.
fn note(header: &ResponseHeader) -> String {
    let deprecated = if header.docs.deprecated {
        " Deprecated."
    } else {
        ""
    };
    format!("Header {}.{deprecated}", code(&header.wire))
}
