//! From operations to axum's routes.
//!
//! axum has one route for each shape of path: what it calls parameters is named by position, and text beside a parameter within a segment is
//! matched here, at run time. So no document can make axum panic, and groups that share a path merge.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::Method;
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter};
use tracing::Instrument;
use tracing::field::Empty;

use super::matching::{captures, specificity, split};
use super::options::Shared;
use super::problem::{method_not_allowed, not_found};
use super::{Answering, Api, Call, Operation, Options, PathSegment, Profile};
use crate::param;

/// A function that answers an operation, with its service.
pub(super) type Run = Arc<dyn Fn(Call) -> Answering + Send + Sync>;

/// An operation and what answers it.
#[derive(Clone)]
struct Route {
    operation: &'static Operation,
    run: Run,
}

/// All operations of a mount.
pub(super) struct Table {
    shared: Arc<Shared>,
    routes: Vec<Route>,
}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.routes.iter().map(|route| route.operation))
            .finish()
    }
}

impl Table {
    pub(super) fn new(api: &'static Api, options: Options) -> Self {
        Self {
            shared: Arc::new(Shared { api, options }),
            routes: Vec::new(),
        }
    }

    pub(super) fn api(&self) -> &'static Api {
        self.shared.api
    }

    pub(super) fn push(&mut self, operation: &'static Operation, run: Run) {
        self.routes.push(Route { operation, run });
    }

    pub(super) fn router(mut self) -> Router {
        // Stable: the document's order decides among equals.
        self.routes
            .sort_by_cached_key(|route| specificity(route.operation));
        let mut shapes: BTreeMap<String, Vec<&'static Operation>> = BTreeMap::new();
        for Route { operation, .. } in &self.routes {
            shapes.entry(shape(operation)).or_default().push(operation);
        }
        let mut router = Router::new();
        for (path, own) in shapes {
            let Some(first) = own.first() else { continue };
            let filters = own
                .iter()
                .filter_map(|one| filter(one))
                .reduce(MethodFilter::or);
            let dispatch = Dispatch {
                shared: Arc::clone(&self.shared),
                routes: self.candidates(first),
            };
            router = router.route(&path, method_router(&dispatch, filters));
        }
        router
    }

    /// The operations that a route of axum's may have to answer, concrete ones first: its own, and all others that some path of the route may be
    /// one of. Those are asked where text within a segment makes it none of the route's own, and in FastAPI's profile, where routes match by path and
    /// method together, also where the route's own have not the method.
    fn candidates(&self, own: &Operation) -> Arc<[Route]> {
        let candidates = self
            .routes
            .iter()
            .filter(|route| may_answer(own, route.operation));
        candidates.cloned().collect()
    }
}

/// Whether some path that axum takes for one of `own`'s shape may be one of `other`.
fn may_answer(own: &Operation, other: &Operation) -> bool {
    let compatible = |(own, other): (&PathSegment, &PathSegment)| match (fixed(own), other) {
        (Some(own), PathSegment::Literal(other)) => own == *other,
        (Some(text), PathSegment::Param(_) | PathSegment::Mixed(_)) => !text.is_empty(),
        (None, PathSegment::Literal(other)) => !other.is_empty(),
        (None, PathSegment::Param(_) | PathSegment::Mixed(_)) => true,
    };
    own.segments.len() == other.segments.len()
        && own.segments.iter().zip(other.segments).all(compatible)
}

/// The text of a segment, where axum compares it. axum refuses segments that start like the parameters of its version 0.7.
fn fixed(segment: &PathSegment) -> Option<&'static str> {
    match segment {
        PathSegment::Literal(text) if !text.starts_with([':', '*']) => Some(text),
        _ => None,
    }
}

/// The path of an operation as axum writes it: equal for all operations that only text within a segment, or names of parameters, tell apart.
fn shape(operation: &Operation) -> String {
    let mut path = String::new();
    for (index, segment) in operation.segments.iter().enumerate() {
        path.push('/');
        match fixed(segment) {
            Some(text) => literal(&mut path, text),
            None => path.push_str(&format!("{{p{index}}}")),
        }
    }
    if path.is_empty() {
        "/".to_owned()
    } else {
        path
    }
}

/// Appends a literal segment as clients write it: axum compares it with the URL as it stands there.
fn literal(path: &mut String, text: &str) {
    for character in text.chars() {
        // `pchar` of RFC 3986, section 3.3.
        if character.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@".contains(character) {
            path.push(character);
        } else {
            param::encode(path, character.encode_utf8(&mut [0; 4]));
        }
    }
}

fn filter(operation: &Operation) -> Option<MethodFilter> {
    Some(match operation.method {
        "GET" => MethodFilter::GET,
        "HEAD" => MethodFilter::HEAD,
        "POST" => MethodFilter::POST,
        "PUT" => MethodFilter::PUT,
        "PATCH" => MethodFilter::PATCH,
        "DELETE" => MethodFilter::DELETE,
        "OPTIONS" => MethodFilter::OPTIONS,
        "TRACE" => MethodFilter::TRACE,
        "CONNECT" => MethodFilter::CONNECT,
        // No other method is in a document yet. The fallback serves one, but where routers merge, only one fallback stays.
        _ => return None,
    })
}

/// The declared methods are axum's own, so that routers merge by them. All others come in through axum's default fallback, behind a layer: a
/// fallback of our own could not be merged with another group's.
fn method_router(dispatch: &Dispatch, filters: Option<MethodFilter>) -> MethodRouter {
    let other = dispatch.clone();
    let layer = middleware::from_fn(move |request: Request, _| other.clone().run(request));
    let own = dispatch.clone();
    let router = MethodRouter::new().layer(layer);
    match filters {
        Some(filters) => router.on(filters, move |request: Request| own.run(request)),
        None => router,
    }
}

/// Answers the requests of one route of axum's.
#[derive(Clone)]
struct Dispatch {
    shared: Arc<Shared>,
    routes: Arc<[Route]>,
}

impl Dispatch {
    async fn run(self, request: Request) -> Response {
        let Self { shared, routes } = self;
        let segments = split(request.uri().path());
        let rules = shared.api.profile.rules();
        let mut matched: Option<&'static Operation> = None;
        let mut allowed: Vec<&'static str> = Vec::new();
        for route in routes.iter() {
            let operation = route.operation;
            let more_concrete = |own: &Operation| specificity(own) < specificity(operation);
            if !rules.methods_match_with_paths && matched.is_some_and(more_concrete) {
                // The path is the more concrete one's; that it lacks the method does not make it this one's.
                break;
            }
            let Some(captures) = captures(operation, &segments, shared.api.profile) else {
                continue;
            };
            if serves(operation, request.method(), shared.api.profile) {
                let call = Call::new(request, operation, captures, shared);
                return answer(operation, (route.run)(call)).await;
            }
            matched = Some(operation);
            allowed.extend(operation.methods);
        }
        if matched.is_some() {
            method_not_allowed(shared.api, allowed)
        } else {
            not_found(shared.api)
        }
    }
}

fn serves(operation: &Operation, method: &Method, profile: Profile) -> bool {
    operation.method == method.as_str()
        || (profile.rules().get_answers_head
            && *method == Method::HEAD
            && operation.method == "GET"
            && !operation.methods.contains(&"HEAD"))
}

/// Runs the operation's function within its span, which shows the path of the document and not the URL, and leaves the operation in the response's extensions: layers around the router count and
/// time by it.
async fn answer(operation: &'static Operation, run: Answering) -> Response {
    let span = tracing::info_span!(
        "request",
        otel.kind = "server",
        operation = operation.operation_id,
        http.request.method = operation.method,
        http.route = operation.path,
        http.response.status_code = Empty,
    );
    let mut response = match run.instrument(span.clone()).await {
        Ok(response) => response,
        Err(rejection) => rejection.into_response(),
    };
    span.record("http.response.status_code", response.status().as_u16());
    response.extensions_mut().insert(operation);
    response
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use proptest::prelude::*;
    use tower::ServiceExt;

    use super::*;
    use crate::server::Part;

    static FASTAPI: Api = Api {
        title: "",
        profile: Profile::FastApi,
    };

    static PROBLEMS: Api = Api {
        title: "",
        profile: Profile::ProblemDetails,
    };

    fn segment() -> impl Strategy<Value = PathSegment> {
        const MIXED: &[Part] = &[Part::Param("a"), Part::Literal("."), Part::Param("b")];
        const LITERALS: &[&str] = &[
            "a",
            "ab",
            "b",
            "me",
            "",
            ":x",
            "*y",
            "{z}",
            "{",
            "a b",
            "ñ",
            "a%25",
            "-._~!$&'()*+,;=:@",
            "?#[]|\\^`\"<>",
        ];
        prop_oneof![
            proptest::sample::select(LITERALS).prop_map(PathSegment::Literal),
            Just(PathSegment::Param("id")),
            Just(PathSegment::Mixed(MIXED)),
            Just(PathSegment::Mixed(&[
                Part::Param("c"),
                Part::Literal(".json")
            ])),
        ]
    }

    fn table(api: &'static Api, paths: &[Vec<PathSegment>], methods: &[&'static str]) -> Table {
        let mut table = Table::new(api, Options::default());
        for path in paths {
            for method in methods {
                let operation = Box::leak(Box::new(Operation {
                    id: "x",
                    operation_id: "x",
                    method,
                    path: "/x",
                    segments: path.clone().leak(),
                    methods: &["GET", "POST", "PATCH", "HEAD"],
                }));
                table.push(
                    operation,
                    Arc::new(|_| Box::pin(async { Ok(Response::default()) })),
                );
            }
        }
        table
    }

    /// A URL of a path.
    fn url(path: &[PathSegment]) -> String {
        let mut url = String::new();
        for segment in path {
            url.push('/');
            match segment {
                PathSegment::Literal(text) => literal(&mut url, text),
                PathSegment::Param(_) => url.push_str("%C3%B1"),
                PathSegment::Mixed(_) => url.push_str("x%2Ejson"),
            }
        }
        url
    }

    /// Whether axum may miss the path: where a segment is empty, and another path has a parameter in its place, axum's router (matchit 0.8) does not come
    /// back from that parameter, which is not empty, to try the rest.
    fn is_missed(path: &[PathSegment], paths: &[Vec<PathSegment>]) -> bool {
        let others = paths.iter().filter(|other| other.len() == path.len());
        others.into_iter().any(|other| {
            let mut both = path.iter().zip(other);
            both.any(|(own, other)| *own == PathSegment::Literal("") && fixed(other).is_none())
        })
    }

    proptest! {
        /// axum panics on routes that it cannot hold, or cannot merge. What it holds is found again.
        #[test]
        fn every_path_has_its_route(paths in prop::collection::vec(prop::collection::vec(segment(), 1..4), 1..8)) {
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            for api in [&FASTAPI, &PROBLEMS] {
                let one = table(api, &paths, &["GET", "POST"]).router();
                let other = table(api, &paths, &["PATCH", "HEAD"]).router();
                let router: Router = one.merge(other);
                let _nested: Router = Router::new().nest("/nested/{p0}", router.clone());
                for (path, method) in paths.iter().filter(|path| !is_missed(path, &paths)).flat_map(|path| ["GET", "POST", "PATCH", "HEAD"].map(|method| (path, method))) {
                    let uri = url(path);
                    let request = Request::builder().method(method).uri(&uri).body(Body::empty()).unwrap();
                    let response = runtime.block_on(router.clone().oneshot(request)).unwrap();
                    prop_assert_eq!(response.status().as_u16(), 200, "{} {}", method, uri);
                }
            }
        }
    }
}
