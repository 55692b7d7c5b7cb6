//! Streams, and an object in the query, through the very signatures that generated code calls, over real sockets.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "these are tests"
)]

mod events;
mod golden;
mod service;

use std::convert::Infallible;
use std::time::Duration;

use counterpart_runtime::client::{Body, ErrorKind, Expect, StatusCode, from_fn, http};
use counterpart_runtime::server::Options;
use futures_util::{StreamExt, stream};
use http_body_util::BodyExt;

use golden::{Filter, Range, client, tick};
use service::{Service, start};

#[tokio::test]
async fn lines_come_one_by_one() {
    let client = start(Service::default(), Options::default()).await;
    let mut lines = client.log().send(client::log).await.unwrap().into_inner();
    let mut seen = Vec::new();
    while let Some(line) = lines.next().await {
        seen.push(line.unwrap());
    }
    assert_eq!(seen, [tick(0), tick(1), tick(2)]);
}

#[tokio::test]
async fn bytes_come_as_they_arrive_or_all_at_once() {
    let service = Service {
        pieces: 3,
        ..Service::default()
    };
    let client = start(service, Options::default()).await;
    let download = || client.download().send(client::download);
    let expected: Vec<u8> = (0..3).flat_map(service::piece).collect();
    let (mut bytes, mut seen) = (download().await.unwrap().into_inner(), Vec::new());
    while let Some(piece) = bytes.next().await {
        seen.extend_from_slice(&piece.unwrap());
    }
    assert_eq!(seen, expected);
    let limit = expected.len() as u64;
    let whole = download().await.unwrap().into_inner().collect(limit).await;
    assert_eq!(whole.unwrap(), expected);
    let beyond = download().await.unwrap().into_inner();
    let error = beyond.collect(limit - 1).await.unwrap_err();
    assert_eq!(*error.kind(), ErrorKind::TooLarge { limit: limit - 1 });
}

#[tokio::test]
async fn a_text_is_read_as_a_whole() {
    for (bytes, expected) in [(&b"a \xC3\xB1"[..], Some("a \u{F1}")), (b"\xFF", None)] {
        let transport = from_fn(move |_| async move { Ok(http::Response::new(Body::from(bytes))) });
        let core = client::builder("http://x").transport(transport).build();
        let call = client::Client(core.unwrap()).download();
        let reply = call.send::<String, Infallible>(|_| Expect::text(|text| text));
        match reply.await {
            Ok(text) => assert_eq!(Some(text.as_str()), expected),
            Err(error) => {
                assert!(expected.is_none() && matches!(error.kind(), ErrorKind::Decode(_)))
            }
        }
    }
}

#[tokio::test]
async fn what_was_announced_and_does_not_come_is_missed() {
    let transport = from_fn(|_| async {
        let answer = http::Response::builder().header("content-length", "4");
        Ok(answer.body(Body::from("123")).unwrap())
    });
    let core = client::builder("http://x").transport(transport).build();
    let call = client::Client(core.unwrap()).download();
    let bytes = call.send(client::download).await.unwrap().into_inner();
    let error = bytes.collect(10).await.unwrap_err();
    assert_eq!(*error.kind(), ErrorKind::Truncated);
}

/// The time limit of a call is for each piece of a body that is streamed: it may take longer as a whole, and may not stand still.
#[tokio::test(start_paused = true)]
async fn an_upload_ends_in_time_when_it_stands_still() {
    for (pause, arrives) in [(8, true), (60, false)] {
        let transport = from_fn(|request: http::Request<Body>| async {
            let body = request.into_body().collect().await;
            let length = body.unwrap().to_bytes().len() as i64;
            let answer = http::Response::builder().header("content-type", "application/json");
            let text = format!("{{\"length\":{length}}}");
            // The answer has its own time, however long the body took.
            let text = stream::once(async move {
                tokio::time::sleep(Duration::from_secs(1)).await;
                Ok::<_, std::io::Error>(text.into())
            });
            Ok(answer.body(Body::stream(text)).unwrap())
        });
        let pieces = stream::unfold(0, move |n| async move {
            tokio::time::sleep(Duration::from_secs(pause)).await;
            (n < 9).then(|| (Ok::<_, std::io::Error>("a".into()), n + 1))
        });
        let core = client::builder("http://x").transport(transport).build();
        let call = client::Client(core.unwrap()).upload(Body::stream(pieces));
        let reply = call.timeout(Duration::from_secs(10)).send(client::tick);
        match reply.await {
            Ok(seen) => assert!(arrives && seen["length"] == 9, "{pause}"),
            Err(error) => assert!(!arrives && *error.kind() == ErrorKind::Timeout, "{pause}"),
        }
    }
}

#[tokio::test]
async fn the_media_type_is_known_before_the_body_is_read() {
    let client = start(Service::default(), Options::default()).await;
    let json = client.upload_json(&tick(7)).send(client::tick).await;
    assert_eq!(json.unwrap().into_inner(), tick(7));
    let pieces = stream::iter(["ab", "cde"]).map(|piece| Ok::<_, std::io::Error>(piece.into()));
    let body = Body::stream(pieces);
    let bytes = client.upload(body).send(client::tick).await.unwrap();
    assert_eq!(bytes["length"], 5);
    let whole = client.upload("a=b").send(client::tick);
    assert_eq!(whole.await.unwrap()["length"], 3);
    let text = client.0.call(&client::UPLOAD_TEXT).body("a");
    let error = text.send(client::tick).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    let nothing = client.0.call(&client::UPLOAD).send(client::tick).await;
    assert_eq!(nothing.unwrap().into_inner(), tick(-1));
}

#[tokio::test]
async fn an_upload_has_a_limit_of_its_own() {
    let options = Options::default().with_body_limit(1).with_upload_limit(4);
    let client = start(Service::default(), options).await;
    let announced = client.upload("12345").send(client::tick).await.unwrap_err();
    assert_eq!(announced.status(), Some(StatusCode::PAYLOAD_TOO_LARGE));
    let pieces = stream::iter(["123", "45"]).map(|piece| Ok::<_, std::io::Error>(piece.into()));
    let body = Body::stream(pieces);
    let counted = client.upload(body).send(client::tick).await.unwrap_err();
    assert_eq!(counted.status(), Some(StatusCode::PAYLOAD_TOO_LARGE));
    assert_eq!(
        client.upload("1234").send(client::tick).await.unwrap()["length"],
        4
    );
}

#[tokio::test]
async fn an_object_in_the_query() {
    let client = start(Service::default(), Options::default()).await;
    let filter = Filter {
        name: Some("a&b [x]".to_owned()),
        size: Some(Range {
            from: Some(-1),
            to: None,
        }),
        tags: Some(vec!["aa".to_owned(), "b=".to_owned()]),
    };
    let found = client.search(&filter, 5).send(client::tick).await.unwrap();
    assert_eq!(found["limit"], 5);
    let seen = client.service.seen.lock().unwrap().clone();
    assert_eq!(seen, [filter]);
    let query = client.service.queries.lock().unwrap().clone();
    assert_eq!(
        query,
        [
            "filter%5Bname%5D=a%26b%20%5Bx%5D&filter%5Bsize%5D%5Bfrom%5D=-1&filter%5Btags%5D=aa&filter%5Btags%5D=b%3D&limit=5"
        ]
    );
}

#[tokio::test]
async fn rules_of_parameters_are_checked_where_they_stand() {
    let client = start(Service::default(), Options::default()).await;
    let filter = Filter {
        name: Some("a".to_owned()),
        size: Some(Range {
            from: None,
            to: Some(101),
        }),
        tags: Some(vec!["aa".to_owned(), "b".to_owned(), "cc".to_owned()]),
    };
    let error = client.search(&filter, 101).send(client::tick).await;
    let error = error.unwrap_err();
    assert_eq!(*error.kind(), ErrorKind::Undeclared);
    let said = String::from_utf8(error.body().to_vec()).unwrap();
    assert_eq!(error.status(), Some(StatusCode::BAD_REQUEST), "{said}");
    for expected in [
        r#""in":"query","parameter":"filter","pointer":"/name","#,
        r#""in":"query","parameter":"filter","pointer":"/size/to","#,
        r#""in":"query","parameter":"filter","pointer":"/tags/1","#,
        r#""in":"query","parameter":"filter","pointer":"/tags","#,
        r#""in":"query","parameter":"limit","code""#,
    ] {
        assert!(said.contains(expected), "{expected} in {said}");
    }
    assert!(client.service.seen.lock().unwrap().is_empty());
}
