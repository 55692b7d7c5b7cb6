//! Reading documents into trees with places, against `serde_json` and `serde_yaml` into trees without.
//!
//! `cargo bench -p counterpart --bench reading -- DOCUMENT…`

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use counterpart::source::{self, FileId};

/// The least of their times is compared: what else the machine does only adds.
const ROUNDS: u32 = 15;

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo adds a flag of its own, `--bench`.
    let documents = std::env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with("--"));
    for path in documents {
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
        let ours = least(|| drop(black_box(source::read(&path, &text, FileId(0)))));
        let theirs = if path.ends_with(".json") {
            least(|| drop(black_box(serde_json::from_str::<serde_json::Value>(&text))))
        } else {
            least(|| drop(black_box(serde_yaml::from_str::<serde_yaml::Value>(&text))))
        };
        let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
        let length = text.len();
        println!("{ratio:.2}  {ours:>10.1?} {theirs:>10.1?}  {length:>9} bytes  {path}");
    }
    Ok(())
}

fn least(mut work: impl FnMut()) -> Duration {
    let times = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed()
    });
    times.min().unwrap_or_default()
}
