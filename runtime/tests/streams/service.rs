//! A service of streams, on a socket.

use std::future::pending;
use std::ops::Deref;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use counterpart_runtime::Event;
use counterpart_runtime::server::axum::body::{Body, Bytes};
use counterpart_runtime::server::axum::{self, extract::Request, middleware};
use counterpart_runtime::server::{Events, Lines, Options, UploadError};
use futures_util::stream;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::golden::client::{Client, builder};
use crate::golden::server::{SearchRequest, Streams, UploadBody, router};
use crate::golden::{Filter, Tick, tick};

pub const PIECE: usize = 64 << 10;

/// What the service has seen, and what it will say.
#[derive(Clone, Default)]
pub struct Service {
    pub seen: Arc<Mutex<Vec<Filter>>>,
    pub queries: Arc<Mutex<Vec<String>>>,
    /// The events, as the test makes them; each with the time when it was taken from here, to be written.
    pub events: Arc<Mutex<Option<UnboundedReceiver<Event<Tick>>>>>,
    pub written: Arc<Mutex<Vec<Instant>>>,
    /// How many pieces a download has.
    pub pieces: usize,
}

impl Streams for Service {
    async fn ticks(&self) -> Events<Tick> {
        let events = self.events.lock().unwrap().take();
        let events = events.unwrap_or_else(|| unbounded_channel().1);
        let written = Arc::clone(&self.written);
        Events::new(stream::unfold(
            (events, written),
            async |(mut events, written)| {
                let event = events.recv().await?;
                written.lock().unwrap().push(Instant::now());
                Some((event, (events, written)))
            },
        ))
    }

    async fn log(&self) -> Lines<Tick> {
        Lines::new(stream::iter((0..3).map(tick)))
    }

    async fn download(&self) -> Body {
        let pieces = (0..self.pieces).map(|n| Ok::<_, std::io::Error>(piece(n)));
        Body::from_stream(stream::iter(pieces))
    }

    async fn upload(&self, body: Option<UploadBody>) -> Result<Tick, UploadError> {
        match body {
            None => Ok(tick(-1)),
            Some(UploadBody::Json(body)) => Ok(body),
            Some(UploadBody::OctetStream(mut body)) => {
                let mut length = 0;
                while let Some(piece) = body.next().await {
                    length += piece?.len() as i64;
                }
                Ok([("length".to_owned(), length)].into())
            }
        }
    }

    async fn search(&self, request: SearchRequest) -> Tick {
        self.seen.lock().unwrap().extend(request.filter);
        let limit = request.limit.map_or(-1, i64::from);
        [("limit".to_owned(), limit)].into()
    }
}

/// A piece of a file, made when it is asked for.
pub fn piece(n: usize) -> Bytes {
    vec![(n % 251) as u8; PIECE].into()
}

/// A client of a service on a socket.
pub struct Started {
    client: Client,
    pub service: Service,
}

impl Deref for Started {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

pub async fn start(service: Service, options: Options) -> Started {
    let queries = Arc::clone(&service.queries);
    let keep = middleware::from_fn(move |request: Request, next: middleware::Next| {
        let query = request.uri().query().map(str::to_owned);
        queries.lock().unwrap().extend(query);
        next.run(request)
    });
    let app = router(service.clone(), options).layer(keep);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        axum::serve(listener, app).await.unwrap();
        pending::<()>().await;
    });
    let client = Client(builder(&url).build().unwrap());
    Started { client, service }
}
