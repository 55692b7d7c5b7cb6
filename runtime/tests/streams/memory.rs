//! A gigabyte down and up, through client and server in this process: the memory stays flat. Alone in its process, since it measures that.
#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "this is a test, and uses a part of what others use whole"
)]

mod golden;
mod service;

use std::time::{Duration, Instant};

use counterpart_runtime::client::Body;
use counterpart_runtime::server::Options;
use futures_util::stream;

use golden::client;
use service::{PIECE, Service, piece, start};

const PIECES: usize = (1 << 30) / PIECE;

/// More than what buffers of sockets, client and server take together, and a hundredth of what is sent.
const FLAT: u64 = 10 << 20;

/// What the process held at most since it was last reset, in bytes (Linux: `VmHWM` of proc(5)).
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes << 10)
}

/// How much more the process held at most while `work` was done; `None` where the system does not say.
async fn growth<T>(work: impl Future<Output = T>) -> (T, Option<u64>) {
    // Else what other tests held counts (proc(5), `clear_refs`).
    let reset = std::fs::write("/proc/self/clear_refs", "5");
    let before = reset.ok().and_then(|()| peak());
    let done = work.await;
    let grown = before.and_then(|before| Some(peak()?.saturating_sub(before)));
    (done, grown)
}

fn said(way: &str, took: Duration, grown: Option<u64>) {
    match grown {
        Some(grown) => {
            eprintln!(
                "a gigabyte {way}: {:.1} s, at most {:.1} MiB more",
                took.as_secs_f64(),
                grown as f64 / (1 << 20) as f64
            );
            assert!(grown < FLAT, "{way}: {grown} bytes more");
        }
        None => {
            eprintln!("a gigabyte {way}: this system does not say how much memory a process holds")
        }
    }
}

#[tokio::test]
async fn a_gigabyte_down_and_up() {
    let service = Service {
        pieces: PIECES,
        ..Service::default()
    };
    let client = start(service, Options::default()).await;

    let started = Instant::now();
    let down = async {
        let mut body = client
            .download()
            .send(client::download)
            .await
            .unwrap()
            .into_inner();
        let mut length = 0;
        while let Some(piece) = body.next().await {
            length += piece.unwrap().len();
        }
        length
    };
    let (length, grown) = growth(down).await;
    assert_eq!(length, PIECES * PIECE);
    said("down", started.elapsed(), grown);

    let started = Instant::now();
    let up = async {
        let pieces = stream::iter((0..PIECES).map(|n| Ok::<_, std::io::Error>(piece(n))));
        let call = client
            .upload(Body::stream(pieces))
            .timeout(Duration::from_secs(5));
        call.send(client::tick).await.unwrap().into_inner()
    };
    let (seen, grown) = growth(up).await;
    assert_eq!(seen["length"], (PIECES * PIECE) as i64);
    said("up", started.elapsed(), grown);
}
