//! No input panics, and the JSON reader accepts what `serde_json` accepts, no more and no less.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "these are tests, their helpers too"
)]

use std::time::{Duration, Instant};

use counterpart::diagnostic::{Colour, render_all, to_json};
use counterpart::source::{self, FileId, MAX_DEPTH, Sources};

const DIGA: &str = include_str!("../../specs/openapi.json");

/// A generator of numbers that is the same in every run (xorshift64*).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }
}

/// Reads and shows; returns whether it was read.
fn survives(name: &str, bytes: &[u8]) -> bool {
    match Sources::from_text(name, bytes) {
        Ok(_) => true,
        Err(failure) => {
            assert!(failure.diagnostics.has_errors());
            let shown = render_all(&failure.diagnostics, &failure.sources, Colour::Always);
            assert!(!shown.is_empty());
            for diagnostic in &failure.diagnostics {
                let file = failure.sources.file(diagnostic.place.file).unwrap();
                assert!(diagnostic.place.span.start <= diagnostic.place.span.end);
                assert!(diagnostic.place.span.end as usize <= file.text.len());
                assert!(
                    file.text
                        .is_char_boundary(diagnostic.place.span.start as usize)
                );
                assert!(to_json(diagnostic, &failure.sources).starts_with('{'));
            }
            false
        }
    }
}

#[test]
fn truncation_at_every_byte() {
    let whole = DIGA.trim_end();
    for end in 0..whole.len() {
        assert!(
            !survives("a.json", &whole.as_bytes()[..end]),
            "cut at {end}"
        );
    }
    let yaml =
        serde_yaml::to_string(&serde_json::from_str::<serde_json::Value>(DIGA).unwrap()).unwrap();
    for end in (0..yaml.len()).step_by(7) {
        survives("a.yaml", &yaml.as_bytes()[..end]);
    }
}

/// Pieces that the syntax of JSON and YAML is made of.
const PIECES: [&str; 44] = [
    "{", "}", "[", "]", ":", ": ", ",", "\"", "\\", "\\u", "\\ud83d", "\\udE00", "0", "1", "-",
    "- ", ".", "e", "+", "true", "null", "nul", "\n", "\n  ", "\r\n", "\t", " ", "'", "#", " #",
    "&a ", "*a ", "<<: ", "!!int ", "!", "|\n", ">-\n", "? ", "---\n", "...", "%", "é", "😀",
    "\u{feff}",
];

#[test]
fn pieces_at_random() {
    let mut numbers = Numbers(1);
    for _ in 0..30_000 {
        let text: String = (0..numbers.below(24))
            .map(|_| PIECES[numbers.below(PIECES.len())])
            .collect();
        survives("a.json", text.as_bytes());
        survives("a.yaml", text.as_bytes());
    }
}

#[test]
fn bytes_at_random() {
    let mut numbers = Numbers(2);
    for _ in 0..10_000 {
        let bytes: Vec<u8> = (0..numbers.below(40))
            .map(|_| numbers.next().to_le_bytes()[3])
            .collect();
        survives("a.json", &bytes);
        survives("a.yaml", &bytes);
        survives("a", &bytes);
    }
}

#[test]
fn json_accepts_what_serde_json_accepts() {
    let seeds = [
        DIGA.get(..3_000).unwrap(),
        r#"{"a":[1,-2.5e+3,"x\n\u00e9\ud83d\ude00",true,false,null,{}],"b":{"c":[[],[[0]]]},"é":"漢"}"#,
        "[0,-0,1.0,1E5,\"\\\\\\\"\\/\"]",
        "\" \\u0000\"",
        " 12 ",
    ];
    let mut numbers = Numbers(3);
    let (mut accepted, mut refused) = (0, 0);
    for round in 0..60_000 {
        let mut text = seeds[round % seeds.len()].to_owned();
        for _ in 0..=numbers.below(2) {
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            if starts.is_empty() {
                break;
            }
            let at = starts[numbers.below(starts.len())];
            match numbers.below(3) {
                0 => drop(text.remove(at)),
                1 => text.insert_str(at, PIECES[numbers.below(PIECES.len())]),
                _ => {
                    text.remove(at);
                    text.insert_str(at, PIECES[numbers.below(PIECES.len())]);
                }
            }
        }
        let ours = source::json::read(&text, FileId(0)).root;
        match serde_json::from_str::<serde_json::Value>(
            text.strip_prefix('\u{feff}').unwrap_or(&text),
        ) {
            Ok(theirs) => {
                accepted += 1;
                let ours = ours.unwrap_or_else(|| panic!("only serde_json accepts {text:?}"));
                assert_eq!(ours.to_json(), theirs, "{text:?}");
            }
            // Numbers of any size are numbers here.
            Err(error) if error.to_string().starts_with("number out of range") => {}
            Err(error) => {
                refused += 1;
                assert!(ours.is_none(), "only serde_json refuses {text:?}: {error}");
            }
        }
    }
    assert!(accepted > 5_000 && refused > 5_000, "{accepted} {refused}");
}

#[test]
fn hostile_shapes_end_quickly() {
    const MANY: usize = 200_000;
    let keys: String = (0..MANY).map(|index| format!("\"{index}\":0,")).collect();
    let anchors: String = (0..20_000)
        .map(|index| format!("- &a{index} x\n- *a{index}\n"))
        .collect();
    let texts = [
        ("open brackets", "[".repeat(MANY)),
        ("open braces", "{\"a\":".repeat(MANY)),
        ("open flow mappings", "{a: ".repeat(MANY)),
        ("dashes", "- ".repeat(MANY)),
        ("question marks", "? ".repeat(MANY)),
        (
            "deep block",
            (0..2_000)
                .map(|depth| format!("{}a:\n", " ".repeat(depth)))
                .collect(),
        ),
        (
            "one key many times",
            format!("{{{}\"a\":0}}", "\"a\":0,".repeat(MANY)),
        ),
        ("many keys", format!("{{{keys}\"a\":0}}")),
        ("commas", ",".repeat(MANY)),
        ("colons", ": ".repeat(MANY)),
        ("quotes", "\"\\".repeat(MANY)),
        ("anchors", anchors),
        ("comments", "# x\n".repeat(MANY)),
        ("flow keys", format!("{{{}}}", "a b c, ".repeat(MANY))),
        ("spaces", " ".repeat(MANY)),
        ("a line", "a ".repeat(MANY)),
        ("tags", "!a ".repeat(MANY)),
        ("documents", "---\n".repeat(MANY)),
        ("long hexadecimal", format!("0x{}", "f".repeat(MANY))),
        ("long number", "1".repeat(MANY)),
        ("block scalars", "- |\n  x\n".repeat(MANY / 10)),
    ];
    for (what, text) in texts {
        for name in ["a.json", "a.yaml"] {
            let start = Instant::now();
            survives(name, text.as_bytes());
            // A fifth of a second in a debug build; quadratic ones take minutes.
            assert!(
                start.elapsed() < Duration::from_secs(20),
                "{what} as {name}: {:?}",
                start.elapsed()
            );
            eprintln!("{what} as {name}: {:?}", start.elapsed());
        }
    }
}

#[test]
fn the_deepest_document_needs_little_stack() {
    let work = || {
        let json = format!(
            "{}1{}",
            "[{\"a\":".repeat(MAX_DEPTH / 2),
            "}]".repeat(MAX_DEPTH / 2)
        );
        let block: String = (0..MAX_DEPTH)
            .map(|depth| format!("{}a:\n", " ".repeat(depth)))
            .collect();
        for (name, text) in [("a.json", json), ("a.yaml", block)] {
            let sources = Sources::from_text(name, text).unwrap();
            assert!(sources.root() == &sources.root().clone());
            assert!(!sources.root().to_json().is_null());
            assert!(sources.resolve(FileId(0), "#nothing").is_err());
        }
    };
    // A thread has two megabytes by default, the main thread eight: this leaves the rest of the generator most of it.
    std::thread::Builder::new()
        .stack_size(512 * 1024)
        .spawn(work)
        .unwrap()
        .join()
        .unwrap();
}
