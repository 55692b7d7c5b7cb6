//! Server-sent events: each arrives before the next one exists, and every form of HTML's grammar is read.

use std::time::{Duration, Instant};

use counterpart_runtime::Event;
use counterpart_runtime::client::{Body, ErrorKind, from_fn, http};
use counterpart_runtime::server::Options;
use futures_util::stream;
use tokio::sync::mpsc::unbounded_channel;

use crate::golden::client::{self, Client, builder};
use crate::golden::{Tick, tick};
use crate::service::{Service, start};

/// The second event is made only when the first one is here: an answer that is collected anywhere on the way would never come.
#[tokio::test]
async fn the_first_event_arrives_before_the_second_exists() {
    let (sender, receiver) = unbounded_channel();
    let service = Service::default();
    *service.events.lock().unwrap() = Some(receiver);
    let client = start(service, Options::default()).await;
    let reply = client.ticks().send(client::ticks).await.unwrap();
    assert_eq!(reply.headers()["content-type"], "text/event-stream");
    let mut events = reply.into_inner();
    for n in 0..3 {
        let event = Event {
            id: Some(n.to_string()),
            event: Some("tick".to_owned()),
            retry: Some(Duration::from_millis(1500)),
            ..Event::new(tick(n))
        };
        sender.send(event.clone()).unwrap();
        assert_eq!(events.next().await.unwrap().unwrap(), event);
        let written = client.service.written.lock().unwrap()[n as usize];
        let took = Instant::now() - written;
        eprintln!(
            "event {n}: {} µs from its write to its arrival",
            took.as_micros()
        );
    }
    drop(sender);
    assert!(events.next().await.is_none());
}

/// What a client makes of bytes that arrive in these pieces.
async fn read(pieces: Vec<&'static [u8]>) -> Vec<Result<Event<Tick>, ErrorKind>> {
    let transport = from_fn(move |_| {
        let pieces = pieces.clone();
        async move {
            let pieces = pieces
                .into_iter()
                .map(|piece| Ok::<_, std::io::Error>(piece.into()));
            let answer = http::Response::builder().header("content-type", "text/event-stream");
            Ok(answer.body(Body::stream(stream::iter(pieces))).unwrap())
        }
    });
    let core = builder("http://x")
        .transport(transport)
        .body_limit(64)
        .build();
    let call = Client(core.unwrap()).ticks();
    let mut events = call.send(client::ticks).await.unwrap().into_inner();
    let mut seen = Vec::new();
    while let Some(event) = events.next().await {
        seen.push(event.map_err(|error| error.kind().clone()));
    }
    seen
}

/// HTML, section 9.2.6: byte order mark, line ends of three kinds, comments, fields without a value, several lines of data, ids that hold on.
#[tokio::test]
async fn every_form_of_the_grammar() {
    let text: &[u8] = b"\xEF\xBB\xBF: a comment\ndata: {\"n\":1}\n\ndata:{\"n\"\ndata::2}\r\n\r\nid: 7\revent\rdata: {\"n\":3}\r\revent: x\n\ndata: {\"n\":4}\nid\n\nretry: 10\n\ndata: {\"n\":5}\nretry: x\nunknown: y\n\ndata: {\"n\":6}\n";
    let event = |n, id: Option<&str>| Event {
        id: id.map(str::to_owned),
        ..Event::new(tick(n))
    };
    let retried = Event {
        retry: Some(Duration::from_millis(10)),
        ..event(5, Some(""))
    };
    // Wherever the bytes are cut, the events are the same; the last one is not ended.
    for at in 0..text.len() {
        let (first, second) = text.split_at(at);
        let seen = read(vec![first, second]).await;
        let seen: Vec<_> = seen.into_iter().map(Result::unwrap).collect();
        assert_eq!(
            seen,
            [
                event(1, None),
                event(2, None),
                event(3, Some("7")),
                event(4, Some("")),
                retried.clone(),
            ],
            "cut at {at}"
        );
    }
}

#[tokio::test]
async fn a_faulty_event_does_not_end_the_stream_and_an_endless_one_does() {
    let seen = read(vec![b"data: x\n\ndata: {\"n\":1}\n\n"]).await;
    assert!(matches!(seen[0], Err(ErrorKind::Decode(_))), "{seen:?}");
    assert_eq!(seen[1], Ok(Event::new(tick(1))));
    let too_large = [Err(ErrorKind::TooLarge { limit: 64 })];
    let long: &[u8] = b"data: 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789";
    assert_eq!(
        read(vec![long, b"\n\ndata: {\"n\":1}\n\n"]).await,
        too_large
    );
    let many: &[u8] = b"data: 0123456789 0123456789\n";
    assert_eq!(read(vec![many; 9]).await, too_large);
}

/// The time limit of a call is for each piece of a stream.
#[tokio::test(start_paused = true)]
async fn a_silent_stream_ends_in_time() {
    let transport = from_fn(|_| async {
        let ticks = stream::unfold(0, async |n| {
            let wait = if n == 5 { 60 } else { 8 };
            tokio::time::sleep(Duration::from_secs(wait)).await;
            Some((Ok::<_, std::io::Error>("data: {}\n\n".into()), n + 1))
        });
        let answer = http::Response::builder().header("content-type", "text/event-stream");
        Ok(answer.body(Body::stream(ticks)).unwrap())
    });
    let core = builder("http://x").transport(transport).build().unwrap();
    let call = Client(core).ticks().timeout(Duration::from_secs(10));
    let mut events = call.send(client::ticks).await.unwrap().into_inner();
    for _ in 0..5 {
        assert_eq!(
            events.next().await.unwrap().unwrap(),
            Event::new(Tick::new())
        );
    }
    let error = events.next().await.unwrap().unwrap_err();
    assert_eq!(*error.kind(), ErrorKind::Timeout);
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn an_answer_of_another_content_type_is_no_stream() {
    let transport = from_fn(|_| async { Ok(http::Response::new(Body::from("{}"))) });
    let core = builder("http://x").transport(transport).build().unwrap();
    let error = Client(core).ticks().send(client::ticks).await.unwrap_err();
    assert_eq!(*error.kind(), ErrorKind::ContentType);
    assert_eq!(error.body().as_ref(), b"{}");
}
