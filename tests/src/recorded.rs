//! The recordings of a FastAPI server, and what it takes to agree with one.

use bytes::Bytes;
use http::Request;
use http_body_util::BodyExt;
use serde::Deserialize;
use serde_json::Value;

/// One exchange with the FastAPI server.
#[derive(Clone, Debug, Deserialize)]
pub struct Recording {
    /// Its name, `kind.case`.
    pub name: String,
    /// What was sent.
    pub request: RecordedRequest,
    /// What came back.
    pub response: RecordedResponse,
}

/// What was sent.
#[derive(Clone, Debug, Deserialize)]
pub struct RecordedRequest {
    /// The method.
    pub method: String,
    /// Path and query.
    pub path: String,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// The body as text, where it is UTF-8 and short.
    #[serde(default)]
    pub body: Option<String>,
    /// The body in base64, where it is not UTF-8.
    #[serde(default)]
    pub body_b64: Option<String>,
    /// The length of a body that was too long to record.
    #[serde(default)]
    pub body_len: Option<usize>,
    /// Its first bytes.
    #[serde(default)]
    pub body_head: Option<String>,
    /// Its last bytes.
    #[serde(default)]
    pub body_tail: Option<String>,
}

/// What came back.
#[derive(Clone, Debug, Deserialize)]
pub struct RecordedResponse {
    /// The status.
    pub status: u16,
    /// Names and values, without `date`, `server`, `connection`.
    pub headers: Vec<(String, String)>,
    /// The body, where it is JSON and short.
    #[serde(default)]
    pub json: Option<Value>,
    /// The length of a body that was too long to record.
    #[serde(default)]
    pub body_len: Option<usize>,
    /// Its first characters.
    #[serde(default)]
    pub body_head: Option<String>,
}

/// An answer, of either server.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// `allow`, `www-authenticate`, `content-type`.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Bytes,
}

/// All recordings, in their order.
///
/// # Panics
/// When the fixture is not what it was.
#[must_use]
pub fn recordings() -> Vec<Recording> {
    include_str!("../fixtures/fastapi-recorded.jsonl")
        .lines()
        .skip(1)
        .map(|line| serde_json::from_str(line).expect("the fixture is JSON lines"))
        .collect()
}

impl RecordedRequest {
    /// The bytes that were sent.
    ///
    /// # Panics
    /// When a body that was too long to record is not of a kind that can be made again.
    #[must_use]
    pub fn bytes(&self) -> Bytes {
        if let Some(text) = &self.body {
            return Bytes::from(text.clone());
        }
        if let Some(base64) = &self.body_b64 {
            return counterpart_runtime::Base64::from_text(base64)
                .expect("the fixture's base64")
                .0
                .into();
        }
        match self.body_len {
            Some(length) => self.long_body(length),
            None => Bytes::new(),
        }
    }

    /// Bodies that were too long to record repeat one unit between their head and their tail.
    fn long_body(&self, length: usize) -> Bytes {
        let head = self.body_head.as_deref().expect("a long body has a head");
        let body = if head.starts_with("{\"inbound_config\"") {
            let addresses = vec!["\"198.51.100.1\""; 10_000].join(", ");
            format!("{{\"inbound_config\": {{\"allowed_addresses\": [{addresses}]}}}}")
        } else {
            format!(
                "{{\"outbound_config\": {{\"username\": \"{}\"}}}}",
                "a".repeat(2_000_000)
            )
        };
        assert_eq!(
            body.len(),
            length,
            "a long body is made again byte for byte"
        );
        assert!(body.starts_with(head) && body.ends_with(self.body_tail.as_deref().unwrap_or("")));
        Bytes::from(body)
    }

    /// As a request for a router in this process.
    ///
    /// # Panics
    /// When the recording is no valid request.
    #[must_use]
    pub fn to_http(&self) -> Request<axum::body::Body> {
        let mut request = Request::builder()
            .method(self.method.as_str())
            .uri(&self.path);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let bytes = self.bytes();
        if !bytes.is_empty() {
            request = request.header("content-length", bytes.len());
        }
        request
            .body(axum::body::Body::from(bytes))
            .expect("a recorded request")
    }
}

/// Reads a response of a router in this process to its end.
///
/// # Panics
/// When the body breaks off.
pub async fn collect(response: axum::response::Response) -> Answer {
    let (parts, body) = response.into_parts();
    let mut headers: Vec<_> = parts
        .headers
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap_or("").to_owned()))
        .collect();
    headers.sort();
    Answer {
        status: parts.status.as_u16(),
        headers,
        body: body
            .collect()
            .await
            .expect("a body in this process")
            .to_bytes(),
    }
}

/// In what an answer differs from the recorded one: status, the headers that carry meaning, and the body; of a 422,
/// `type`, `loc` and `msg`, of which the text after "valid UUID," is the parser's own.
#[must_use]
pub fn differences(recorded: &RecordedResponse, answer: &Answer) -> Vec<String> {
    let mut found = Vec::new();
    if recorded.status != answer.status {
        found.push(format!(
            "status: recorded {}, answered {}",
            recorded.status, answer.status
        ));
        return found;
    }
    for name in ["allow", "www-authenticate", "content-type"] {
        let (theirs, ours) = (
            header(&recorded.headers, name),
            header(&answer.headers, name),
        );
        if theirs != ours {
            found.push(format!("{name}: recorded {theirs:?}, answered {ours:?}"));
        }
    }
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or(Value::Null);
    if let Some(json) = &recorded.json {
        let (theirs, ours) = (essence(json), essence(&body));
        if theirs != ours {
            found.push(format!("body: recorded {theirs}, answered {ours}"));
        }
    }
    if recorded
        .body_len
        .is_some_and(|length| length != answer.body.len())
    {
        found.push(format!(
            "length: recorded {:?}, answered {}",
            recorded.body_len,
            answer.body.len()
        ));
    }
    if recorded
        .body_head
        .as_ref()
        .is_some_and(|head| !answer.body.starts_with(head.as_bytes()))
    {
        found.push("the body begins differently".to_owned());
    }
    found
}

fn header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers
        .iter()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.as_str())
}

/// The part of a body that both servers owe: of the faults of a 422, all but `input` and `ctx`.
fn essence(body: &Value) -> Value {
    let Some(Value::Array(faults)) = body.get("detail") else {
        return body.clone();
    };
    let faults = faults.iter().map(|fault| {
        let message = fault.get("msg").and_then(Value::as_str).unwrap_or("");
        let message = match message.split_once("valid UUID,") {
            Some((before, _)) => format!("{before}valid UUID,"),
            None => message.to_owned(),
        };
        serde_json::json!({"type": fault.get("type"), "loc": fault.get("loc"), "msg": message})
    });
    serde_json::json!({"detail": faults.collect::<Vec<_>>()})
}
