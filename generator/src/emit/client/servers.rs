//! The enum of the document's servers.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::{Cx, Imports, code, docs_with_notes, ident};
use crate::ir::{Server, ServerVariable};
use crate::names::ServerNames;

/// The enum of the document's servers.
///
/// A server with a relative URL is none of its variants: it is relative to wherever the document is read from, which only
/// the caller knows. The enum's documentation names it.
pub(super) fn declare(cx: &Cx<'_>, imports: &mut Imports) -> TokenStream {
    let all = || cx.api.servers.iter().zip(&cx.names.servers);
    let known: Vec<_> = all().filter(|(server, _)| server.is_absolute()).collect();
    let variants: TokenStream = known
        .iter()
        .map(|(server, names)| variant(server, names))
        .collect();
    let urls: TokenStream = known
        .iter()
        .map(|(server, names)| url(server, names, imports))
        .collect();
    let relative: Vec<_> = all()
        .filter(|(server, _)| !server.is_absolute())
        .map(|(server, _)| code(&server.url))
        .collect();
    let mut notes = vec!["The servers of the document.".to_owned()];
    if !relative.is_empty() {
        notes.push(format!(
            "It also names {}, relative to where it is served: give the absolute URL as `Custom`.",
            relative.join(", ")
        ));
    }
    let docs = docs_with_notes(&crate::ir::Docs::default(), &notes);
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Server {
            #variants
            /// Another server, by its absolute URL. A path in it stands before the path of every
            /// operation.
            Custom(String),
        }

        impl Server {
            /// The URL, with its variables filled in.
            ///
            /// # Errors
            ///
            /// A variable whose value the document does not list, or that would change other parts of
            /// the URL.
            pub fn url(&self) -> Result<String, BuildError> {
                match self {
                    #urls
                    Self::Custom(url) => Ok(url.clone()),
                }
            }
        }

        impl From<&str> for Server {
            fn from(url: &str) -> Self {
                Self::Custom(url.to_owned())
            }
        }

        impl From<String> for Server {
            fn from(url: String) -> Self {
                Self::Custom(url)
            }
        }
    }
}

fn variant(server: &Server, names: &ServerNames) -> TokenStream {
    let docs = docs_with_notes(&server.docs, &[code(&server.url)]);
    let name = ident(&names.variant);
    if server.variables.is_empty() {
        return quote!(#docs #name,);
    }
    let fields = server
        .variables
        .iter()
        .zip(&names.variables)
        .map(|(variable, name)| {
            let docs = docs_with_notes(&variable.docs, &[note(variable)]);
            let name = ident(name);
            quote!(#docs #name: String,)
        });
    quote!(#docs #name { #(#fields)* },)
}

fn note(variable: &ServerVariable) -> String {
    let default = format!("Default: {}.", code(&variable.default));
    if variable.values.is_empty() {
        return default;
    }
    let values: Vec<_> = variable.values.iter().map(|value| code(value)).collect();
    format!("{default} One of {}.", values.join(", "))
}

fn url(server: &Server, names: &ServerNames, imports: &mut Imports) -> TokenStream {
    let (variant, template) = (ident(&names.variant), &server.url);
    if server.variables.is_empty() {
        return quote!(Self::#variant => Ok(#template.to_owned()),);
    }
    imports.from(super::CLIENT, "expand");
    let fields: Vec<_> = names.variables.iter().map(|name| ident(name)).collect();
    let values = server
        .variables
        .iter()
        .zip(&fields)
        .map(|(variable, field)| {
            let (wire, values) = (&variable.wire, &variable.values);
            quote!((#wire, #field.as_str(), &[#(#values),*]))
        });
    quote!(Self::#variant { #(#fields),* } => expand(#template, &[#(#values),*]),)
}
