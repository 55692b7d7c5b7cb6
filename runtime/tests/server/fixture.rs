//! By hand what the generator writes for a small API of two groups, once for each profile.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;

use counterpart_runtime::param::ListStyle;
use counterpart_runtime::server::{
    Answer, Api, AuthContext, Call, Challenge, Context, Denied, Head, IntoResponse, Location,
    Mount, NotImplemented, Operation, Options, Part, PathSegment, Problem, Profile, Refusal,
    Rejection, Response, Router, StatusCode, json,
};
use counterpart_runtime::{Fault, FaultKind, Maybe, Secret, Uuid};

pub static FASTAPI: Api = Api {
    title: "Fixture",
    profile: Profile::FastApi,
};
pub static PROBLEMS: Api = Api {
    title: "Fixture",
    profile: Profile::ProblemDetails,
};

// auth.rs

pub trait Authenticator: Send + Sync + 'static {
    type Principal: Send;

    fn bearer(
        &self,
        token: Secret,
        cx: AuthContext<'_>,
    ) -> impl Future<Output = Result<Self::Principal, Denied>> + Send;

    fn basic(
        &self,
        user: String,
        password: Secret,
        cx: AuthContext<'_>,
    ) -> impl Future<Output = Result<Self::Principal, Denied>> + Send;

    fn key(
        &self,
        key: Secret,
        cx: AuthContext<'_>,
    ) -> impl Future<Output = Result<Self::Principal, Denied>> + Send;

    fn combine(
        &self,
        first: Self::Principal,
        second: Self::Principal,
    ) -> Result<Self::Principal, Denied>;
}

async fn bearer<S: Authenticator>(service: &S, head: &Head) -> Result<S::Principal, Rejection> {
    let mut refusal = Refusal::new(head);
    if let Some(token) = head.bearer() {
        match service.bearer(token, head.auth_context(&["read"])).await {
            Ok(principal) => return Ok(principal),
            Err(denied) => refusal.denied(denied),
        }
    }
    Err(refusal.answer(&[Challenge::Bearer]))
}

/// Basic and key together, or else bearer.
async fn both_or_bearer<S: Authenticator>(
    service: &S,
    head: &Head,
) -> Result<S::Principal, Rejection> {
    let mut refusal = Refusal::new(head);
    if let (Some((user, password)), Some(key)) = (head.basic(), head.header_key("X-Key")) {
        let outcome = async {
            let principal = service
                .basic(user, password, head.auth_context(&[]))
                .await?;
            let next = service.key(key, head.auth_context(&[])).await?;
            service.combine(principal, next)
        };
        match outcome.await {
            Ok(principal) => return Ok(principal),
            Err(denied) => refusal.denied(denied),
        }
    }
    if let Some(token) = head.bearer() {
        match service.bearer(token, head.auth_context(&[])).await {
            Ok(principal) => return Ok(principal),
            Err(denied) => refusal.denied(denied),
        }
    }
    Err(refusal.answer(&[Challenge::Basic, Challenge::ApiKey, Challenge::Bearer]))
}

async fn optional_key<S: Authenticator>(
    service: &S,
    head: &Head,
) -> Result<Option<S::Principal>, Rejection> {
    let mut refusal = Refusal::new(head);
    if let Some(key) = head.query_key("key") {
        match service.key(key, head.auth_context(&[])).await {
            Ok(principal) => return Ok(Some(principal)),
            Err(denied) => refusal.denied(denied),
        }
    }
    if refusal.is_missing() {
        return Ok(None);
    }
    Err(refusal.answer(&[Challenge::ApiKey]))
}

// users.rs, things.rs

pub struct ListRequest {
    pub limit: i32,
    pub flag: Option<bool>,
    pub ids: Vec<i64>,
    pub tags: Option<Vec<String>>,
    pub trace: Uuid,
    pub theme: Option<String>,
}

pub enum ListResponse {
    Ok(Vec<String>),
}

impl IntoResponse for ListResponse {
    fn into_response(self) -> Response {
        match self {
            Self::Ok(body) => json(StatusCode::OK, "application/json", &body),
        }
    }
}

pub trait Users: Authenticator {
    type Error: IntoResponse + From<NotImplemented>;

    fn me(
        &self,
        cx: Context<Self::Principal>,
    ) -> impl Future<Output = Result<ListResponse, Self::Error>> + Send;

    fn list(
        &self,
        request: ListRequest,
        cx: Context<Option<Self::Principal>>,
    ) -> impl Future<Output = Result<ListResponse, Self::Error>> + Send;

    fn put(
        &self,
        id: String,
        body: BTreeMap<String, i32>,
        cx: Context<Self::Principal>,
    ) -> impl Future<Output = Result<ListResponse, Self::Error>> + Send;

    fn left_out(
        &self,
        api: &'static Api,
    ) -> impl Future<Output = Result<ListResponse, Self::Error>> + Send {
        async move { Err(NotImplemented::new(api, &LEFT_OUT).into()) }
    }
}

macro_rules! operations {
    ($($name:ident = $method:literal $path:literal [$($segment:expr),*] of [$($all:literal),*];)*) => {$(
        pub static $name: Operation = Operation {
            id: stringify!($name),
            operation_id: stringify!($name),
            method: $method,
            path: $path,
            segments: &[$($segment),*],
            methods: &[$($all),*],
        };
    )*};
}

use PathSegment::{Literal as L, Mixed as M, Param as P};

operations! {
    ME = "GET" "/u/me" [L("u"), L("me")] of ["GET"];
    SHOW = "GET" "/u/{id}" [L("u"), P("id")] of ["GET", "PUT", "DELETE"];
    PUT = "PUT" "/u/{id}" [L("u"), P("id")] of ["GET", "PUT", "DELETE"];
    SHOW_JSON = "GET" "/u/{name}.json" [L("u"), M(&[Part::Param("name"), Part::Literal(".json")])] of ["GET"];
    POSTS = "GET" "/u/{id}/posts" [L("u"), P("id"), L("posts")] of ["GET"];
    LIST = "GET" "/list/" [L("list"), L("")] of ["GET"];
    LEFT_OUT = "GET" "/left out:" [L("left out:")] of ["GET"];
    COLON = "GET" "/:x" [L(":x")] of ["GET"];
    OPTIONAL = "POST" "/optional" [L("optional")] of ["POST"];
    MAYBE = "POST" "/maybe" [L("maybe")] of ["POST"];
    COMBINED = "GET" "/combined" [L("combined")] of ["GET"];
    DELETE = "DELETE" "/u/{key}" [L("u"), P("key")] of ["GET", "PUT", "DELETE"];
}

pub fn users<S: Users>(service: S, api: &'static Api, options: Options) -> Mount<S> {
    Mount::new(Arc::new(service), api, options)
        .operation(&ME, |service, call| Box::pin(me(service, call)))
        .operation(&SHOW_JSON, |_: Arc<S>, call| {
            Box::pin(echo(call, "json", &["name"]))
        })
        .operation(&SHOW, |_: Arc<S>, call| {
            Box::pin(echo(call, "show", &["id"]))
        })
        .operation(&PUT, |service, call| Box::pin(put(service, call)))
        .operation(&POSTS, |_: Arc<S>, call| {
            Box::pin(echo(call, "posts", &["id"]))
        })
        .operation(&LIST, |service, call| Box::pin(list(service, call)))
        .operation(&LEFT_OUT, |service, call| Box::pin(left_out(service, call)))
        .operation(&COLON, |_: Arc<S>, call| Box::pin(echo(call, "colon", &[])))
        .operation(&OPTIONAL, |_: Arc<S>, call| Box::pin(optional(call)))
        .operation(&MAYBE, |_: Arc<S>, call| Box::pin(maybe(call)))
        .operation(&COMBINED, |service, call| Box::pin(combined(service, call)))
}

/// Another group, which shares a path with the first and names its parameter otherwise.
pub fn things<S: Send + Sync + 'static>(service: S, api: &'static Api) -> Mount<S> {
    Mount::new(Arc::new(service), api, Options::default()).operation(&DELETE, |_: Arc<S>, call| {
        Box::pin(echo(call, "delete", &["key"]))
    })
}

/// The operations of both groups behind one mount.
pub fn all(api: &'static Api) -> Router {
    users(Service, api, Options::default())
        .operation(&DELETE, |_, call| Box::pin(echo(call, "delete", &["key"])))
        .router()
}

async fn echo(
    mut call: Call,
    name: &'static str,
    params: &'static [&'static str],
) -> Result<Response, Rejection> {
    let mut said = vec![name.to_owned()];
    for param in params {
        said.extend(call.required::<String>(Location::Path, param));
    }
    Ok(ListResponse::Ok(said).into_response())
}

async fn me<S: Users>(service: Arc<S>, call: Call) -> Result<Response, Rejection> {
    let principal = bearer(&*service, call.head()).await?;
    Ok(answered(service.me(call.context(principal)).await))
}

async fn combined<S: Users>(service: Arc<S>, call: Call) -> Result<Response, Rejection> {
    let principal = both_or_bearer(&*service, call.head()).await?;
    Ok(answered(service.me(call.context(principal)).await))
}

async fn put<S: Users>(service: Arc<S>, mut call: Call) -> Result<Response, Rejection> {
    let principal = bearer(&*service, call.head()).await?;
    let id = call.required(Location::Path, "id");
    call.read_json().await?;
    let body = call.json();
    let (Some(id), Some(body)) = (id, body) else {
        return Err(call.rejected());
    };
    Ok(answered(
        service.put(id, body, call.context(principal)).await,
    ))
}

async fn list<S: Users>(service: Arc<S>, mut call: Call) -> Result<Response, Rejection> {
    let principal = optional_key(&*service, call.head()).await?;
    let limit = call.optional(Location::Query, "limit");
    let flag = call.optional(Location::Query, "flag");
    let ids = call.required_list(Location::Query, "ids", ListStyle::FormExploded);
    let tags = call.optional_list(Location::Query, "tags", ListStyle::PipeDelimited);
    let trace = call.required(Location::Header, "x-trace");
    let theme = call.optional(Location::Cookie, "theme");
    let (Some(limit), Some(flag), Some(ids), Some(tags), Some(trace), Some(theme)) =
        (limit, flag, ids, tags, trace, theme)
    else {
        return Err(call.rejected());
    };
    let request = ListRequest {
        limit: limit.unwrap_or(20),
        flag,
        ids,
        tags,
        trace,
        theme,
    };
    Ok(answered(
        service.list(request, call.context(principal)).await,
    ))
}

async fn optional(mut call: Call) -> Result<Response, Rejection> {
    call.read_json().await?;
    let Some(body) = call.json_optional::<Vec<i32>>() else {
        return Err(call.rejected());
    };
    Ok(ListResponse::Ok(vec![format!("{body:?}")]).into_response())
}

async fn maybe(mut call: Call) -> Result<Response, Rejection> {
    call.read_json().await?;
    let Some::<Maybe<Vec<i32>>>(body) = call.json_maybe() else {
        return Err(call.rejected());
    };
    Ok(ListResponse::Ok(vec![format!("{body:?}")]).into_response())
}

async fn left_out<S: Users>(service: Arc<S>, call: Call) -> Result<Response, Rejection> {
    let api = call.head().api();
    Ok(answered(service.left_out(api).await))
}

fn answered<E: IntoResponse>(outcome: Result<ListResponse, E>) -> Response {
    match outcome {
        Ok(response) => response.into_response(),
        Err(error) => error.into_response(),
    }
}

// What an implementor writes.

pub struct Service;

pub enum Error {
    Rejected(Rejection),
    NotImplemented(NotImplemented),
    Missing(&'static Api),
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        match self {
            Self::Rejected(rejection) => rejection.into_response(),
            Self::NotImplemented(operation) => operation.into_response(),
            Self::Missing(api) => {
                Problem::new(api, StatusCode::NOT_FOUND, "User not found").into_response()
            }
        }
    }
}

impl From<NotImplemented> for Error {
    fn from(operation: NotImplemented) -> Self {
        Self::NotImplemented(operation)
    }
}

impl Authenticator for Service {
    type Principal = String;

    async fn bearer(&self, token: Secret, cx: AuthContext<'_>) -> Result<String, Denied> {
        match token.expose() {
            "good" => Ok(format!("bearer {:?}", cx.scopes())),
            "poor" => Err(Denied::Forbidden),
            "down" => Err(Denied::other(StatusCode::SERVICE_UNAVAILABLE)),
            _ => Err(Denied::Invalid),
        }
    }

    async fn basic(
        &self,
        user: String,
        password: Secret,
        _: AuthContext<'_>,
    ) -> Result<String, Denied> {
        if password.expose() == "p:w" {
            Ok(user)
        } else {
            Err(Denied::Invalid)
        }
    }

    async fn key(&self, key: Secret, _: AuthContext<'_>) -> Result<String, Denied> {
        if key.expose() == "k" {
            Ok("key".to_owned())
        } else {
            Err(Denied::Invalid)
        }
    }

    fn combine(&self, first: String, second: String) -> Result<String, Denied> {
        Ok(format!("{first}+{second}"))
    }
}

impl Users for Service {
    type Error = Error;

    async fn me(&self, cx: Context<String>) -> Result<ListResponse, Error> {
        Ok(ListResponse::Ok(vec![cx.principal]))
    }

    async fn list(
        &self,
        request: ListRequest,
        cx: Context<Option<String>>,
    ) -> Result<ListResponse, Error> {
        Ok(ListResponse::Ok(vec![
            format!("{:?}", cx.principal),
            format!(
                "{} {:?} {:?} {:?}",
                request.limit, request.flag, request.ids, request.tags
            ),
            format!("{} {:?}", request.trace, request.theme),
        ]))
    }

    async fn put(
        &self,
        id: String,
        body: BTreeMap<String, i32>,
        cx: Context<String>,
    ) -> Result<ListResponse, Error> {
        if id == "nobody" {
            let api: &'static Api = if cx.headers().contains_key("x-problems") {
                &PROBLEMS
            } else {
                &FASTAPI
            };
            return Err(Error::Missing(api));
        }
        if body.contains_key("forbidden") {
            let kind = FaultKind::custom("value_error", "Value error, not this one");
            let fault = Fault::at(["body".into(), "forbidden".into()], kind);
            return Err(Error::Rejected(cx.rejection(fault.into())));
        }
        Ok(ListResponse::Ok(vec![id, format!("{body:?}")]))
    }
}

pub fn router(api: &'static Api) -> Router {
    users(Service, api, Options::default()).service()
}

/// Proves that the type of an operation's function is what [`Mount`] takes.
#[allow(dead_code)]
fn answer_type<S: Users>(service: Arc<S>, call: Call) -> Answer {
    Box::pin(me(service, call))
}
