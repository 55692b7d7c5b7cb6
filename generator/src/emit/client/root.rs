//! `client.rs`, and what the client's `lib.rs` holds beside the types.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::plan::Plan;
use super::{CLIENT, servers};
use crate::emit::{Cx, EmitError, File, Imports, docs_with_notes, ident};
use crate::ir::{Docs, Scheme, SchemeId, SchemeKind};

/// What `lib.rs` holds beside the types: the modules, and what stands in the root.
pub(crate) fn items(cx: &Cx<'_>) -> TokenStream {
    let plan = Plan::new(cx);
    let modules = plan.groups.iter().map(|group| ident(&group.names.module));
    quote! {
        pub mod client;
        #(pub mod #modules;)*
        pub use client::{Client, ClientBuilder, Server};
        pub use counterpart_runtime;
        pub use counterpart_runtime::client::{BuildError, Error, ErrorKind, Reply};
    }
}

/// `src/client.rs`: the client, its builder, the servers. To be read.
pub(super) fn emit(cx: &Cx<'_>) -> Result<File, EmitError> {
    let mut imports = Imports::new();
    for name in ["BuildError", "Builder", "Core", "Transport", "reqwest"] {
        imports.from(CLIENT, name);
    }
    imports.from("std::time", "Duration");
    let credentials: TokenStream = (0..)
        .map(SchemeId)
        .zip(&cx.api.schemes)
        .map(|(id, scheme)| credential(cx, id, scheme, &mut imports))
        .collect();
    let servers = servers::declare(cx, &mut imports);
    let imports = imports.tokens(&BTreeSet::new());
    let about = format!(" The client of {}.", one_line(&cx.api.title));
    cx.file(
        "src/client.rs",
        quote! {
            #![doc = " The client, and how it is built."]
            mod describe;
            pub(crate) use self::describe::*;
            #imports

            #[doc = #about]
            ///
            /// Cheap to clone; clones share their connections. Its methods are the operations, which stand
            /// with their groups.
            #[derive(Clone, Debug)]
            pub struct Client(pub(crate) Core);

            impl Client {
                /// Builds a client for a server of the document, or for another one by its URL.
                pub fn builder(server: impl Into<Server>) -> ClientBuilder {
                    ClientBuilder(Builder::new(&API, server.into().url()))
                }
            }

            /// Builds a [`Client`].
            #[derive(Debug)]
            #[must_use = "a client is there once it is built"]
            pub struct ClientBuilder(Builder);

            impl ClientBuilder {
                #credentials

                /// Operations that ask for a credential which this client does not have are sent all the
                /// same, because the transport adds it. Otherwise they are errors before they are sent.
                pub fn foreign_credentials(self) -> Self {
                    Self(self.0.foreign_credentials())
                }

                /// How long a call may take from start to end; `None`: as long as it takes. Default: 30
                /// seconds.
                pub fn timeout(self, timeout: impl Into<Option<Duration>>) -> Self {
                    Self(self.0.timeout(timeout.into()))
                }

                /// How long it may take to connect. Default: 10 seconds.
                pub fn connect_timeout(self, timeout: Duration) -> Self {
                    Self(self.0.connect_timeout(timeout))
                }

                /// How many bytes the body of an answer may have. Default: 64 MiB.
                pub fn body_limit(self, bytes: u64) -> Self {
                    Self(self.0.body_limit(bytes))
                }

                /// The `User-Agent` header. Default: name and version of this crate.
                pub fn user_agent(self, user_agent: &str) -> Self {
                    Self(self.0.user_agent(user_agent))
                }

                /// Sends by this client, with its proxies, certificates and timeouts. It should follow no
                /// redirects: they take API keys in headers, and bodies, to other hosts. Start with
                /// [`http_client_builder`](counterpart_runtime::client::http_client_builder).
                pub fn http_client(self, client: reqwest::Client) -> Self {
                    Self(self.0.transport(client))
                }

                /// Sends by another transport: a router in the same process, or middleware.
                pub fn transport(self, transport: impl Transport) -> Self {
                    Self(self.0.transport(transport))
                }

                /// The client.
                ///
                /// # Errors
                ///
                /// A server's URL or a credential that cannot be used, or an HTTP client that cannot be built.
                pub fn build(self) -> Result<Client, BuildError> {
                    self.0.build().map(Client)
                }
            }

            #servers
        },
    )
}

/// A text of the document within a sentence of ours.
fn one_line(text: &str) -> String {
    crate::emit::code(text.trim())
}

/// The builder's method for a security scheme.
fn credential(cx: &Cx<'_>, id: SchemeId, scheme: &Scheme, imports: &mut Imports) -> TokenStream {
    let secret = imports.runtime("Secret");
    let name = cx.names.of_scheme(id);
    let constant = super::describe::scheme_constant(name);
    let method = ident(name);
    let what = match &scheme.kind {
        SchemeKind::Bearer => {
            "The token of `Authorization: Bearer`, sent with operations that ask for it.".to_owned()
        }
        SchemeKind::Basic => {
            "User and password of `Authorization: Basic`, sent with operations that ask for it."
                .to_owned()
        }
        SchemeKind::HeaderKey(name) => format!(
            "The key in the header {}, sent with operations that ask for it.",
            crate::emit::code(name)
        ),
        SchemeKind::QueryKey(name) => format!(
            "The key in the query parameter {}, sent with operations that ask for it.",
            crate::emit::code(name)
        ),
        SchemeKind::CookieKey(name) => format!(
            "The key in the cookie {}, sent with operations that ask for it.",
            crate::emit::code(name)
        ),
    };
    let documented = Docs {
        deprecated: false,
        ..scheme.docs.clone()
    };
    let docs = docs_with_notes(&documented, &[what]);
    if scheme.kind == SchemeKind::Basic {
        return quote! {
            #docs
            pub fn #method(self, user: &str, password: impl Into<#secret>) -> Self {
                Self(self.0.basic(&#constant, user, &password.into()))
            }
        };
    }
    let argument = ident(match scheme.kind {
        SchemeKind::Bearer => "token",
        _ => "key",
    });
    quote! {
        #docs
        pub fn #method(self, #argument: impl Into<#secret>) -> Self {
            Self(self.0.credential(&#constant, &#argument.into()))
        }
    }
}
