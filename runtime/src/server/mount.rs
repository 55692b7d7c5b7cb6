//! Where a generated crate registers its operations.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use axum::Router;
use axum::response::Response;

use super::problem::not_found;
use super::route::Table;
use super::{Api, Call, Operation, Options, Rejection};

/// What an operation's function returns.
pub type Answering = Pin<Box<dyn Future<Output = Result<Response, Rejection>> + Send>>;

/// A service and the operations that it answers: what becomes a router.
///
/// It is generic over the service alone, and only here: behind it stands code that is compiled once.
pub struct Mount<S> {
    service: Arc<S>,
    table: Table,
}

impl<S> fmt::Debug for Mount<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Mount").field(&self.table).finish()
    }
}

impl<S: Send + Sync + 'static> Mount<S> {
    /// A mount without operations.
    #[must_use]
    pub fn new(service: Arc<S>, api: &'static Api, options: Options) -> Self {
        Self {
            service,
            table: Table::new(api, options),
        }
    }

    /// Registers the function that answers an operation.
    #[must_use]
    pub fn operation(
        mut self,
        operation: &'static Operation,
        run: fn(Arc<S>, Call) -> Answering,
    ) -> Self {
        let service = Arc::clone(&self.service);
        self.table.push(
            operation,
            Arc::new(move |call| run(Arc::clone(&service), call)),
        );
        self
    }

    /// The routes, without a fallback: routers of several groups can be merged, and nested.
    ///
    /// A path that no operation has is left to the router that these routes end up in. Routers of several groups may share paths, as long as only one
    /// of them has an operation beside text within a segment (`/{id}.json`) there: what such text tells apart (`/{id}` beside `/{id}.json`) needs one
    /// mount, as the generated crate's own `router` has it.
    pub fn router(self) -> Router {
        self.table.router()
    }

    /// As [`router`](Self::router), and 404 in the form of the profile for every other path.
    pub fn service(self) -> Router {
        let api = self.table.api();
        self.router()
            .fallback(move || async move { not_found(api) })
    }
}
