//! By hand what the generator writes for a small API of streams and an object in the query: the server and the client.

use std::future::Future;
use std::sync::Arc;

use counterpart_runtime::codec::member::optional;
use counterpart_runtime::codec::{DecodeOptions, Encode, Members, Rule, Stop, Writer};
use counterpart_runtime::param::{
    FieldsWriter, ParamReader, ParamValue, ReadParam, Shape, Unwritable, WriteParam,
};
use counterpart_runtime::server::{ParamDesc, Style};

/// What events and lines hold.
pub type Tick = std::collections::BTreeMap<String, i64>;

pub fn tick(n: i64) -> Tick {
    [("n".to_owned(), n)].into()
}

/// An object in the query, as `deepObject`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    pub name: Option<String>,
    pub size: Option<Range>,
    pub tags: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Range {
    pub from: Option<i32>,
    pub to: Option<i32>,
}

static NAME: [Rule; 1] = [Rule::MinLength(2)];
static COUNT: [Rule; 1] = [Rule::Maximum("100")];
static TAGS: [Rule; 2] = [Rule::MaxItems(2), Rule::Items(&NAME)];
static FILTER: Members = Members::new(&[
    optional("name").with(&NAME),
    optional("size"),
    optional("tags").with(&TAGS),
]);
static RANGE: Members = Members::new(&[optional("from"), optional("to").with(&COUNT)]);

impl WriteParam for Filter {
    fn param_value(&self) -> Result<ParamValue, Unwritable> {
        let fields = FieldsWriter::new()
            .optional("name", self.name.as_ref())?
            .optional("size", self.size.as_ref())?
            .optional("tags", self.tags.as_ref())?;
        Ok(fields.value())
    }
}

impl Encode for Filter {
    fn encode(&self, writer: &mut Writer) {
        writer.object(&FILTER, &[&self.name, &self.size, &self.tags]);
    }
}

impl ReadParam for Filter {
    fn shape() -> Shape {
        Shape::Fields(Some(&FILTER))
    }

    fn read_param(
        value: ParamValue,
        _: &'static [Rule],
        reader: &mut ParamReader,
    ) -> Result<Self, Stop> {
        let mut own = Self::default();
        reader.object(
            value,
            &FILTER,
            &mut [&mut own.name, &mut own.size, &mut own.tags],
        )?;
        Ok(own)
    }
}

impl WriteParam for Range {
    fn param_value(&self) -> Result<ParamValue, Unwritable> {
        let fields = FieldsWriter::new()
            .optional("from", self.from.as_ref())?
            .optional("to", self.to.as_ref())?;
        Ok(fields.value())
    }
}

impl Encode for Range {
    fn encode(&self, writer: &mut Writer) {
        writer.object(&RANGE, &[&self.from, &self.to]);
    }
}

impl ReadParam for Range {
    fn shape() -> Shape {
        Shape::Fields(Some(&RANGE))
    }

    fn read_param(
        value: ParamValue,
        _: &'static [Rule],
        reader: &mut ParamReader,
    ) -> Result<Self, Stop> {
        let mut own = Self::default();
        reader.object(value, &RANGE, &mut [&mut own.from, &mut own.to])?;
        Ok(own)
    }
}

static FILTER_PARAM: ParamDesc = ParamDesc::query("filter").style(Style::DeepObject, true);
static LIMIT_PARAM: ParamDesc = ParamDesc::query("limit").with(&COUNT);

pub mod server {
    use super::*;

    use counterpart_runtime::server as rt;

    pub static API: rt::Api = rt::Api {
        title: "Streams",
        profile: rt::Profile::ProblemDetails,
    };

    /// The body of a request that may be of two media types.
    pub enum UploadBody {
        Json(Tick),
        OctetStream(rt::Upload),
    }

    pub struct SearchRequest {
        pub filter: Option<Filter>,
        pub limit: Option<i32>,
    }

    pub trait Streams: Send + Sync + 'static {
        fn ticks(&self) -> impl Future<Output = rt::Events<Tick>> + Send;
        fn log(&self) -> impl Future<Output = rt::Lines<Tick>> + Send;
        fn download(&self) -> impl Future<Output = rt::axum::body::Body> + Send;
        fn upload(
            &self,
            body: Option<UploadBody>,
        ) -> impl Future<Output = Result<Tick, rt::UploadError>> + Send;
        fn search(&self, request: SearchRequest) -> impl Future<Output = Tick> + Send;
    }

    pub fn router<S: Streams>(service: S, options: rt::Options) -> rt::Router {
        rt::Mount::new(Arc::new(service), &API, options)
            .operation(&TICKS, |service, _| Box::pin(ticks(service)))
            .operation(&LOG, |service, _| Box::pin(log(service)))
            .operation(&DOWNLOAD, |service, _| Box::pin(download(service)))
            .operation(&UPLOAD, |service, call| Box::pin(upload(service, call)))
            .operation(&SEARCH, |service, call| Box::pin(search(service, call)))
            .service()
    }

    static TICKS: rt::Operation = operation("GET", "/ticks", &[rt::PathSegment::Literal("ticks")]);
    static LOG: rt::Operation = operation("GET", "/log", &[rt::PathSegment::Literal("log")]);
    static DOWNLOAD: rt::Operation = operation("GET", "/file", &[rt::PathSegment::Literal("file")]);
    static UPLOAD: rt::Operation = operation("PUT", "/file", &[rt::PathSegment::Literal("file")]);
    static SEARCH: rt::Operation =
        operation("GET", "/search", &[rt::PathSegment::Literal("search")]);

    const fn operation(
        method: &'static str,
        path: &'static str,
        segments: &'static [rt::PathSegment],
    ) -> rt::Operation {
        rt::Operation {
            id: path,
            operation_id: path,
            method,
            path,
            segments,
            methods: &["GET", "PUT"],
        }
    }

    async fn ticks<S: Streams>(service: Arc<S>) -> Result<rt::Response, rt::Rejection> {
        Ok(rt::Answer::new(service.ticks().await).events(rt::Status::Code(200)))
    }

    async fn log<S: Streams>(service: Arc<S>) -> Result<rt::Response, rt::Rejection> {
        let body = service.log().await;
        Ok(rt::Answer::new(body).lines(rt::Status::Code(200), "application/jsonl"))
    }

    async fn download<S: Streams>(service: Arc<S>) -> Result<rt::Response, rt::Rejection> {
        let body = service.download().await;
        Ok(rt::Answer::new(body).bytes(rt::Status::Code(200), "application/octet-stream"))
    }

    async fn upload<S: Streams>(
        service: Arc<S>,
        mut call: rt::Call,
    ) -> Result<rt::Response, rt::Rejection> {
        let body = match call.media_type(&["application/json", "application/octet-stream"])? {
            None => Some(None),
            Some(0) => {
                call.read_json().await?;
                call.json().map(|body| Some(UploadBody::Json(body)))
            }
            Some(_) => Some(Some(UploadBody::OctetStream(call.upload()?))),
        };
        let Some(body) = body else {
            return Err(call.rejected());
        };
        match service.upload(body).await {
            Ok(body) => Ok(rt::Answer::new(body).json(rt::Status::Code(200), "application/json")),
            Err(error) => Ok(rt::IntoResponse::into_response(error)),
        }
    }

    async fn search<S: Streams>(
        service: Arc<S>,
        mut call: rt::Call,
    ) -> Result<rt::Response, rt::Rejection> {
        let filter = call.optional(&FILTER_PARAM);
        let limit = call.optional(&LIMIT_PARAM);
        let (Some(filter), Some(limit)) = (filter, limit) else {
            return Err(call.rejected());
        };
        let body = service.search(SearchRequest { filter, limit }).await;
        Ok(rt::Answer::new(body).json(rt::Status::Code(200), "application/json"))
    }
}

pub mod client {
    use super::*;

    use std::convert::Infallible;

    use counterpart_runtime::client as rt;

    static API: rt::Api = rt::Api {
        decode: DecodeOptions::DEFAULT,
        user_agent: "streams/1.0",
    };

    pub fn builder(url: &str) -> rt::Builder {
        rt::Builder::new(&API, Ok(url.to_owned()))
    }

    #[derive(Clone)]
    pub struct Client(pub rt::Core);

    impl Client {
        pub fn ticks(&self) -> rt::Call {
            self.0.call(&TICKS)
        }

        pub fn log(&self) -> rt::Call {
            self.0.call(&LOG)
        }

        pub fn download(&self) -> rt::Call {
            self.0.call(&DOWNLOAD)
        }

        pub fn upload(&self, body: impl Into<rt::Body>) -> rt::Call {
            self.0.call(&UPLOAD).body(body)
        }

        pub fn upload_json(&self, body: &Tick) -> rt::Call {
            self.0.call(&UPLOAD_JSON).json(body)
        }

        pub fn search(&self, filter: &Filter, limit: i32) -> rt::Call {
            let call = self.0.call(&SEARCH);
            call.param(&FILTER_PARAM, filter)
                .param(&LIMIT_PARAM, &limit)
        }
    }

    static TICKS: rt::Operation = operation(rt::Method::GET, "ticks", "text/event-stream", "");
    static LOG: rt::Operation = operation(rt::Method::GET, "log", "application/jsonl", "");
    static DOWNLOAD: rt::Operation =
        operation(rt::Method::GET, "file", "application/octet-stream", "");
    pub static UPLOAD_TEXT: rt::Operation =
        operation(rt::Method::PUT, "file", "application/json", "text/plain");
    pub static UPLOAD: rt::Operation = operation(
        rt::Method::PUT,
        "file",
        "application/json",
        "application/octet-stream",
    );
    static UPLOAD_JSON: rt::Operation = operation(
        rt::Method::PUT,
        "file",
        "application/json",
        "application/json",
    );
    static SEARCH: rt::Operation = operation(rt::Method::GET, "search", "application/json", "");

    const fn operation(
        method: rt::Method,
        name: &'static str,
        accept: &'static str,
        content_type: &'static str,
    ) -> rt::Operation {
        let path: &[rt::Segment] = match name.as_bytes() {
            b"ticks" => &[&[rt::Part::Literal("ticks")]],
            b"log" => &[&[rt::Part::Literal("log")]],
            b"file" => &[&[rt::Part::Literal("file")]],
            _ => &[&[rt::Part::Literal("search")]],
        };
        rt::Operation {
            id: name,
            method,
            path,
            accept,
            content_type,
            security: &[],
        }
    }

    pub fn ticks(head: &rt::Head) -> rt::Expect<rt::Events<Tick>, Infallible> {
        match head.code() {
            200 => rt::Expect::events(rt::Events::new),
            _ => rt::Expect::undeclared(),
        }
    }

    pub fn log(head: &rt::Head) -> rt::Expect<rt::Lines<Tick>, Infallible> {
        match head.code() {
            200 => rt::Expect::lines(rt::Lines::new),
            _ => rt::Expect::undeclared(),
        }
    }

    pub fn download(head: &rt::Head) -> rt::Expect<rt::ByteStream, Infallible> {
        match head.code() {
            200 => rt::Expect::bytes(|bytes| bytes),
            _ => rt::Expect::undeclared(),
        }
    }

    pub fn tick(head: &rt::Head) -> rt::Expect<Tick, Infallible> {
        match head.code() {
            200 => rt::Expect::json(),
            _ => rt::Expect::undeclared(),
        }
    }
}
