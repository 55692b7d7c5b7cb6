//! References behind a second file against references within one: 1,000 schemas of 30 references each, generated from one file and from two.
//!
//! `cargo bench -p counterpart --bench following`; a ratio above 1.2 ends with an error.

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use counterpart::source::{MemoryLoader, load};
use counterpart::{Config, Lock};

/// How many schemas there are.
const SCHEMAS: usize = 1_000;

/// How many others each refers to.
const REFERENCES: usize = 30;

/// The least of their times is compared: what else the machine does only adds.
const ROUNDS: u32 = 3;

/// How much longer the second file may make it.
const AT_MOST: f64 = 1.2;

fn main() -> Result<(), Box<dyn Error>> {
    let one = MemoryLoader::new().with("api.yaml", document("") + &schemas());
    let two = MemoryLoader::new()
        .with("api.yaml", document("shared.yaml"))
        .with("shared.yaml", schemas());
    let (mut within, mut behind) = (Duration::MAX, Duration::MAX);
    // In turn, so that what else the machine does is spread over both.
    for _ in 0..ROUNDS {
        within = within.min(generate(one.clone())?);
        behind = behind.min(generate(two.clone())?);
    }
    let ratio = behind.as_secs_f64() / within.as_secs_f64();
    println!(
        "{ratio:.2}  one file {within:.2?}, two files {behind:.2?}  {SCHEMAS} schemas of {REFERENCES} references"
    );
    if ratio > AT_MOST {
        return Err(format!("more than {AT_MOST} times as long").into());
    }
    Ok(())
}

/// The time from files to both crates.
fn generate(mut files: MemoryLoader) -> Result<Duration, Box<dyn Error>> {
    let start = Instant::now();
    let sources = load(&mut files, "api.yaml").map_err(|_| "a document that cannot be read")?;
    let output = counterpart::generate(&sources, &Config::default(), &Lock::new());
    let time = start.elapsed();
    let structs: usize = output
        .files
        .iter()
        .filter(|file| file.path.contains("types"))
        .map(|file| file.text.matches("pub struct Thing").count())
        .sum();
    // Both crates declare each: else the two sides would not have the same work.
    if structs != 2 * SCHEMAS {
        return Err(format!("{structs} structs, not {}", 2 * SCHEMAS).into());
    }
    black_box(output);
    Ok(time)
}

/// An operation that reaches the first schema, which stands in `file`.
fn document(file: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n  /a:\n    put:\n      operationId: put_a\n      requestBody: \
         {{content: {{application/json: {{schema: {{$ref: '{file}#/components/schemas/Thing0'}}}}}}}}\n      responses: {{'204': \
         {{description: done}}}}\n"
    )
}

/// The schemas: each refers to the next ones, the last ones to the first.
fn schemas() -> String {
    let mut text = "components:\n  schemas:\n".to_owned();
    for schema in 0..SCHEMAS {
        text.push_str(&format!(
            "    Thing{schema}:\n      type: object\n      properties:\n"
        ));
        for member in 0..REFERENCES {
            let other = (schema + member * member + 1) % SCHEMAS;
            text.push_str(&format!(
                "        m{member}: {{$ref: '#/components/schemas/Thing{other}'}}\n"
            ));
        }
    }
    text
}
