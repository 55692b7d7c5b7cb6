//! What the server's `lib.rs` holds beside the types.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::plan::Plan;
use crate::emit::{Cx, ident};
use crate::ir::Profile;

/// What `lib.rs` holds beside the types: the modules, the routers of all groups, and the answers of the profile.
pub(crate) fn items(cx: &Cx<'_>) -> TokenStream {
    let plan = Plan::new(cx);
    let auth = plan.authenticates().then(|| {
        quote! {
            pub mod auth;
        }
    });
    let authenticator = plan.authenticates().then(|| {
        quote!(
            pub use auth::Authenticator;
        )
    });
    let modules: Vec<_> = plan
        .groups
        .iter()
        .map(|group| ident(&group.names.module))
        .collect();
    let interfaces: Vec<_> = plan
        .groups
        .iter()
        .map(|group| ident(&group.names.trait_name))
        .collect();
    let bounds = if plan.groups.is_empty() {
        quote!(Send + Sync + 'static)
    } else {
        quote!(#(#modules::#interfaces)+*)
    };
    let mounted = mounted(&modules);
    let title = &cx.api.title;
    let profile = ident(match cx.api.profile {
        Profile::FastApi => "FastApi",
        Profile::ProblemDetails => "ProblemDetails",
    });
    quote! {
        #auth
        #(pub mod #modules;)*
        #authenticator
        pub use counterpart_runtime;
        use std::borrow::Cow;
        use std::sync::Arc;
        use counterpart_runtime::server::{Api, Mount, Options, Problem, Profile, Router, StatusCode};

        pub(crate) static API: Api = Api { title: #title, profile: Profile::#profile };

        /// The routes of all operations, to be merged with others, nested, and put behind layers.
        /// It has no fallback.
        pub fn router<S: #bounds>(service: S) -> Router {
            router_with(service, Options::default())
        }

        /// As [`router()`], with options.
        pub fn router_with<S: #bounds>(service: S, options: Options) -> Router {
            mount(service, options).router()
        }

        /// As [`router()`], and 404 in the API's own form for every other path: a service of its own.
        pub fn service<S: #bounds>(service: S) -> Router {
            service_with(service, Options::default())
        }

        /// As [`service()`], with options.
        pub fn service_with<S: #bounds>(service: S, options: Options) -> Router {
            mount(service, options).service()
        }

        fn mount<S: #bounds>(service: S, options: Options) -> Mount<S> {
            #mounted
        }

        /// An answer that the document does not declare, in the API's own form. `detail` is for the
        /// caller: no secrets, nothing of other systems.
        #[must_use]
        pub fn problem(status: StatusCode, detail: impl Into<Cow<'static, str>>) -> Problem {
            Problem::new(&API, status, detail)
        }
    }
}

/// The body of `mount`: a statement a group, so that one more is one more line.
fn mounted(modules: &[Ident]) -> TokenStream {
    let new = quote!(Mount::new(Arc::new(service), &API, options));
    match modules {
        [] => new,
        [only] => quote!(#only::mount::mount(#new)),
        several => quote! {
            let mut mount = #new;
            #(mount = #several::mount::mount(mount);)*
            mount
        },
    }
}
