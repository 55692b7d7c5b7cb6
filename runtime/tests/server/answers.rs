//! Answers with their headers, on the wire.

use counterpart_runtime::param::ParamDesc;
use counterpart_runtime::server::{Answer, AnswerHead, IntoResponse, Response, Status, StatusCode};
use http_body_util::BodyExt;

use super::send::Said;

/// By hand what the generator writes for four answers, of which two declare headers.
#[derive(Clone, Debug, PartialEq)]
enum TakeResponse {
    Created(Answer<f64>),
    NoContent(Answer<()>),
    ClientError(Answer<String>),
    Default(Answer<()>),
}

impl TakeResponse {
    fn created(body: f64, location: &str) -> Self {
        Self::Created(Answer::new(body).with(&ParamDesc::header("Location"), location))
    }

    fn no_content() -> Self {
        Self::NoContent(Answer::new(()))
    }

    fn client_error(status: StatusCode, body: String) -> Self {
        Self::ClientError(Answer::with_status(status, body))
    }

    fn default(status: StatusCode) -> Self {
        Self::Default(Answer::with_status(status, ()))
    }

    fn with_retry_after(mut self, retry_after: &str) -> Self {
        self.head_mut()
            .set(&ParamDesc::header("Retry-After"), retry_after);
        self
    }

    fn with_set_cookie(mut self, set_cookie: &str) -> Self {
        self.head_mut()
            .set(&ParamDesc::header("Set-Cookie"), set_cookie);
        self
    }

    fn header(mut self, name: &str, value: &str) -> Self {
        self.head_mut().append(name, value);
        self
    }

    fn head_mut(&mut self) -> &mut AnswerHead {
        match self {
            Self::Created(answer) => answer.head_mut(),
            Self::NoContent(answer) => answer.head_mut(),
            Self::ClientError(answer) => answer.head_mut(),
            Self::Default(answer) => answer.head_mut(),
        }
    }
}

impl IntoResponse for TakeResponse {
    fn into_response(self) -> Response {
        match self {
            Self::Created(answer) => answer.json(Status::Code(201), "application/json"),
            Self::NoContent(answer) => answer.empty(Status::Code(204)),
            Self::ClientError(answer) => answer.json(Status::Range(4), "application/problem+json"),
            Self::Default(answer) => answer.empty(Status::Any),
        }
    }
}

fn said(response: TakeResponse) -> Said {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let (parts, body) = response.into_response().into_parts();
    let body = runtime.block_on(body.collect()).unwrap().to_bytes();
    Said {
        status: parts.status.as_u16(),
        headers: parts.headers,
        body: String::from_utf8(body.to_vec()).unwrap(),
        operation: None,
    }
}

#[test]
fn required_optional_and_further_headers() {
    let answer = TakeResponse::created(1.5, "/things/7")
        .with_retry_after("3")
        .with_retry_after("5")
        .header("x-trace", "a")
        .header("X-Trace", "ñ");
    let said = said(answer);
    assert_eq!((said.status, said.body.as_str()), (201, "1.5"));
    assert_eq!(said.header("location"), ["/things/7"]);
    assert_eq!(said.header("content-type"), ["application/json"]);
    assert_eq!(said.header("retry-after"), ["5"], "a setter sets");
    let traces: Vec<_> = said.headers.get_all("x-trace").iter().collect();
    assert_eq!(traces[0], "a");
    assert_eq!(
        traces[1].as_bytes(),
        "ñ".as_bytes(),
        "a further header is one more"
    );
}

#[test]
fn cookies_are_several_lines() {
    let answer = TakeResponse::no_content()
        .with_set_cookie("a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT")
        .with_set_cookie("b=2")
        .header("set-cookie", "c=3");
    let said = said(answer);
    assert_eq!((said.status, said.body.as_str()), (204, ""));
    let cookies = ["a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=2", "c=3"];
    assert_eq!(said.header("set-cookie"), cookies);
}

#[test]
fn the_implementors_content_type_counts_and_the_length_is_that_of_the_body() {
    let answer = TakeResponse::created(1.0, "/")
        .header("Content-Length", "17")
        .header("Content-Type", "application/vnd.a+json")
        .header("Content-Type", "application/vnd.b+json");
    let said = said(answer);
    assert_eq!(said.header("content-type"), ["application/vnd.b+json"]);
    assert!(said.header("content-length").is_empty(), "axum sets it");
}

#[test]
fn the_status_is_chosen_within_what_is_declared() {
    let chosen = |status: u16| StatusCode::from_u16(status).unwrap();
    for (status, answered) in [(409, 409), (499, 499), (500, 500), (200, 500)] {
        let said = said(TakeResponse::client_error(chosen(status), "no".to_owned()));
        assert_eq!(said.status, answered, "{status}");
        assert_eq!(said.body == "\"no\"", answered == status && status < 500);
    }
    assert_eq!(said(TakeResponse::default(chosen(302))).status, 302);
    let open = TakeResponse::Default(Answer::new(()));
    assert_eq!(said(open).status, 500, "nobody has chosen one");
}

/// As a body without a JSON form: nothing of the answer is sent.
#[test]
fn what_no_header_can_hold_is_an_error_of_the_server() {
    let created = |location: &str| TakeResponse::created(1.0, location);
    for answer in [
        created("a\r\nSet-Cookie: b=c"),
        created("/").header("x y", "z"),
        created("/").header("", "z"),
        created("/").header("x", "\0").header("y", "z"),
        created("/").with_retry_after("\n"),
        TakeResponse::no_content().header("x", "\u{7f}"),
        TakeResponse::created(f64::NAN, "/"),
    ] {
        let said = said(answer.header("x-trace", "a"));
        assert_eq!(
            (said.status, said.body.as_str()),
            (500, "Internal Server Error")
        );
        assert_eq!(said.header("content-type"), ["text/plain; charset=utf-8"]);
        assert_eq!(said.headers.len(), 1, "{:?}", said.headers);
    }
}

#[test]
fn debug_shows_no_value() {
    let answer = TakeResponse::client_error(StatusCode::CONFLICT, "c4nary".to_owned())
        .header("x-c4", "c4nary")
        .header("bad name", "c4nary");
    let shown = format!("{answer:?}");
    assert_eq!(
        shown,
        r#"ClientError(Answer { status: 409, headers: ["x-c4"], .. })"#
    );
    assert_eq!(
        format!("{:?}", TakeResponse::no_content()),
        "NoContent(Answer { headers: [], .. })"
    );
}

#[test]
fn answers_can_be_looked_at() {
    let TakeResponse::Created(answer) = TakeResponse::created(2.0, "/") else {
        panic!("not what was built");
    };
    assert_eq!(answer.headers()["location"], "/");
    assert_eq!(answer.status(), None);
    assert_eq!(answer.body(), &2.0);
    assert_eq!(answer.into_body(), 2.0);
    assert_ne!(
        TakeResponse::created(2.0, "/"),
        TakeResponse::created(2.0, "/a")
    );
}
