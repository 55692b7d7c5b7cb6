//! The trait that checks credentials, and a function for each requirement.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::plan::Plan;
use crate::emit::{Cx, EmitError, File, Imports, code, docs_with_notes, ident};
use crate::ir::{Requirement, SchemeId, SchemeKind, Security};

/// `src/auth.rs`: the trait that checks credentials, and a function for each distinct requirement of the document.
pub(super) fn emit(cx: &Cx<'_>, plan: &Plan<'_>) -> Result<File, EmitError> {
    let mut imports = Imports::new();
    for name in [
        "AuthContext",
        "Challenge",
        "Denied",
        "Head",
        "Refusal",
        "Rejection",
    ] {
        imports.from("counterpart_runtime::server", name);
    }
    let authenticator = authenticator(cx, plan, &mut imports);
    let shared = for_arc(cx, plan, &mut imports);
    let functions: TokenStream = plan
        .requirements
        .iter()
        .map(|(security, name)| requirement(cx, security, name))
        .collect();
    let imports = imports.tokens(&BTreeSet::new());
    cx.file(
        "src/auth.rs",
        quote! {
            #![doc = " Who may call: the trait that checks credentials."]
            #imports
            #authenticator
            #shared
            #functions
        },
    )
}

fn authenticator(cx: &Cx<'_>, plan: &Plan<'_>, imports: &mut Imports) -> TokenStream {
    let methods = plan.schemes().into_iter().map(|id| {
        let docs = cx
            .api
            .schemes
            .get(id.0 as usize)
            .map(|scheme| docs_with_notes(&scheme.docs, &[asks(&scheme.kind)]));
        let signature = signature(cx, id, imports);
        quote!(#docs #signature;)
    });
    let methods: TokenStream = methods.collect();
    let combine = plan.combines().then(|| {
        quote! {
            /// Joins the principals of two credentials that an operation asks for together, or refuses
            /// them: they may be of two callers.
            ///
            /// # Errors
            ///
            /// [`Denied`] where the two do not go together.
            fn combine(
                &self,
                first: Self::Principal,
                second: Self::Principal,
            ) -> Result<Self::Principal, Denied>;
        }
    });
    quote! {
        /// Checks credentials. The runtime finds them in the request; a missing one never gets here.
        pub trait Authenticator: Send + Sync + 'static {
            /// Who calls: what the methods of an operation find in their context.
            type Principal: Send;

            #methods
            #combine
        }
    }
}

fn asks(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::Bearer => "Checks the token of `Authorization: Bearer`.".to_owned(),
        SchemeKind::Basic => "Checks user name and password of `Authorization: Basic`.".to_owned(),
        SchemeKind::HeaderKey(name) => format!("Checks the key in the header {}.", code(name)),
        SchemeKind::QueryKey(name) => {
            format!("Checks the key in the query parameter {}.", code(name))
        }
        SchemeKind::CookieKey(name) => format!("Checks the key in the cookie {}.", code(name)),
    }
}

/// The credential's parts, each with its type.
fn credential(cx: &Cx<'_>, id: SchemeId) -> &'static [(&'static str, &'static str)] {
    match cx.api.schemes.get(id.0 as usize).map(|scheme| &scheme.kind) {
        Some(SchemeKind::Bearer) => &[("token", "Secret")],
        Some(SchemeKind::Basic) => &[("user", "String"), ("password", "Secret")],
        _ => &[("key", "Secret")],
    }
}

fn signature(cx: &Cx<'_>, id: SchemeId, imports: &mut Imports) -> TokenStream {
    imports.runtime("Secret");
    let name = ident(cx.names.of_scheme(id));
    let parts = credential(cx, id).iter().map(|(name, ty)| {
        let (name, ty) = (ident(name), ident(ty));
        quote!(#name: #ty)
    });
    quote! {
        fn #name(
            &self,
            #(#parts,)*
            cx: AuthContext<'_>,
        ) -> impl Future<Output = Result<Self::Principal, Denied>> + Send
    }
}

/// A service behind an `Arc` is one too.
fn for_arc(cx: &Cx<'_>, plan: &Plan<'_>, imports: &mut Imports) -> TokenStream {
    imports.from("std::sync", "Arc");
    let methods: TokenStream = plan
        .schemes()
        .into_iter()
        .map(|id| {
            let name = ident(cx.names.of_scheme(id));
            let arguments = credential(cx, id).iter().map(|(name, _)| ident(name));
            let signature = signature(cx, id, imports);
            quote!(#signature { T::#name(self, #(#arguments,)* cx) })
        })
        .collect();
    let combine = plan.combines().then(|| {
        quote! {
            fn combine(
                &self,
                first: Self::Principal,
                second: Self::Principal,
            ) -> Result<Self::Principal, Denied> {
                T::combine(self, first, second)
            }
        }
    });
    quote! {
        impl<T: Authenticator> Authenticator for Arc<T> {
            type Principal = T::Principal;
            #methods
            #combine
        }
    }
}

/// The function that evaluates a requirement: its alternatives in the document's order, the first that succeeds.
fn requirement(cx: &Cx<'_>, security: &Security, name: &str) -> TokenStream {
    let name = ident(name);
    let optional = security.is_optional();
    let (output, accepted) = if optional {
        (quote!(Option<S::Principal>), quote!(Ok(Some(principal))))
    } else {
        (quote!(S::Principal), quote!(Ok(principal)))
    };
    let alternatives = security
        .alternatives
        .iter()
        .filter(|one| !one.schemes.is_empty());
    let alternatives: TokenStream = alternatives
        .map(|one| alternative(cx, one, &accepted))
        .collect();
    let missing = optional.then(|| {
        quote!(if refusal.is_missing() {
            return Ok(None);
        })
    });
    let challenges = challenges(cx, security);
    let lines = [documented(cx, security)];
    quote! {
        #(#[doc = #lines])*
        pub(crate) async fn #name<S: Authenticator>(
            service: &S,
            head: &Head,
        ) -> Result<#output, Rejection> {
            let mut refusal = Refusal::new(head);
            #alternatives
            #missing
            Err(refusal.answer(&[#(Challenge::#challenges),*]))
        }
    }
}

/// The requirement in words.
fn documented(cx: &Cx<'_>, security: &Security) -> String {
    let alternatives = security
        .alternatives
        .iter()
        .filter(|one| !one.schemes.is_empty());
    let alternatives = alternatives.map(|one| {
        let schemes = one
            .schemes
            .iter()
            .map(|(id, _)| match cx.api.schemes.get(id.0 as usize) {
                Some(scheme) => code(scheme.origin.text()),
                None => code(cx.names.of_scheme(*id)),
            });
        schemes.collect::<Vec<_>>().join(" and ")
    });
    let alternatives = alternatives.collect::<Vec<_>>().join(", or ");
    let optional = if security.is_optional() {
        ", or nothing"
    } else {
        ""
    };
    format!(" Asks for {alternatives}{optional}.")
}

fn alternative(cx: &Cx<'_>, one: &Requirement, accepted: &TokenStream) -> TokenStream {
    let found = one.schemes.iter().enumerate().map(|(index, (id, _))| {
        let pattern = pattern(&parts(cx, *id, index, one.schemes.len()));
        let read = read(cx, *id);
        (pattern, read)
    });
    let (patterns, reads): (Vec<_>, Vec<_>) = found.unzip();
    let (pattern, read) = match (patterns.as_slice(), reads.as_slice()) {
        ([pattern], [read]) => (quote!(Some(#pattern)), quote!(#read)),
        _ => (quote!((#(Some(#patterns)),*)), quote!((#(#reads),*))),
    };
    let calls: Vec<TokenStream> = one
        .schemes
        .iter()
        .enumerate()
        .map(|(index, (id, scopes))| {
            let method = ident(cx.names.of_scheme(*id));
            let parts = parts(cx, *id, index, one.schemes.len());
            quote! {
                Authenticator::#method(service, #(#parts,)* head.auth_context(&[#(#scopes),*])).await
            }
        })
        .collect();
    let outcome = match calls.as_slice() {
        [call] => quote!(match #call),
        _ => {
            let steps = calls.iter().enumerate().map(|(index, call)| match index {
                0 => quote!(let principal = #call?;),
                _ => quote! {
                    let next = #call?;
                    let principal = Authenticator::combine(service, principal, next)?;
                },
            });
            quote! {
                let outcome = async {
                    #(#steps)*
                    Ok::<_, Denied>(principal)
                };
                match outcome.await
            }
        }
    };
    quote! {
        if let #pattern = #read {
            #outcome {
                Ok(principal) => return #accepted,
                Err(denied) => refusal.denied(denied),
            }
        }
    }
}

/// Names for the parts of a credential; numbered where an alternative has several.
fn parts(cx: &Cx<'_>, id: SchemeId, index: usize, count: usize) -> Vec<Ident> {
    let number = |name: &str| {
        if count == 1 {
            ident(name)
        } else {
            format_ident!("{name}_{index}")
        }
    };
    credential(cx, id)
        .iter()
        .map(|(name, _)| number(name))
        .collect()
}

fn pattern(parts: &[Ident]) -> TokenStream {
    match parts {
        [part] => quote!(#part),
        parts => quote!((#(#parts),*)),
    }
}

/// Finds the credential in the request.
fn read(cx: &Cx<'_>, id: SchemeId) -> TokenStream {
    match cx.api.schemes.get(id.0 as usize).map(|scheme| &scheme.kind) {
        Some(SchemeKind::Basic) => quote!(head.basic()),
        Some(SchemeKind::HeaderKey(name)) => quote!(head.header_key(#name)),
        Some(SchemeKind::QueryKey(name)) => quote!(head.query_key(#name)),
        Some(SchemeKind::CookieKey(name)) => quote!(head.cookie_key(#name)),
        Some(SchemeKind::Bearer) | None => quote!(head.bearer()),
    }
}

/// One challenge for each kind of scheme.
fn challenges(cx: &Cx<'_>, security: &Security) -> Vec<Ident> {
    let mut challenges: Vec<Ident> = Vec::new();
    for (id, _) in security.alternatives.iter().flat_map(|one| &one.schemes) {
        let challenge = match cx.api.schemes.get(id.0 as usize).map(|scheme| &scheme.kind) {
            Some(SchemeKind::Bearer) | None => ident("Bearer"),
            Some(SchemeKind::Basic) => ident("Basic"),
            Some(_) => ident("ApiKey"),
        };
        if !challenges.contains(&challenge) {
            challenges.push(challenge);
        }
    }
    challenges
}
