//! What is emitted for every document of `specs/`, what is said of it, and for some the IR. A document names the files that its feature is about in
//! a first line `# snapshot: ir client/types.rs server/*/mount.rs` (in JSON `"x-snapshot"`); the rest of its crates is not kept. `ir` stands for the
//! IR, and with `frame` the files are kept with the lines that every file begins with. The frame of a crate (`FRAME`) is in few snapshots, so that
//! a new line in it can be reviewed. `specs/openapi.json` has its golden files in
//! `generated-server` and `generated-client`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what is wrong here is a test that fails"
)]

mod common;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use counterpart::diagnostic::{Code, Colour, Diagnostics};
use counterpart::{Config, Lock, Sources};

/// The files that every crate has, whatever its document is about.
const FRAME: &[&str] = &[
    "client/Cargo.toml",
    "client/lib.rs",
    "client/client.rs",
    "client/client/describe.rs",
    "server/Cargo.toml",
    "server/lib.rs",
];

/// In how many snapshots a file of the frame may stand.
const FRAME_AT_MOST: usize = 3;

/// How many lines all snapshots may have.
const LINES_AT_MOST: usize = 15_000;

#[test]
fn everything_emitted() {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    let _bound = settings.bind_to_scope();
    for (name, text) in common::specs() {
        let stem = name.replace('.', "_");
        let sources = match Sources::from_text(&name, text.as_str()) {
            Ok(sources) => sources,
            Err(failure) => {
                insta::assert_snapshot!(
                    format!("{stem}__said"),
                    common::said(&failure.sources, &failure.diagnostics)
                );
                continue;
            }
        };
        let output = counterpart::generate(&sources, &Config::default(), &Lock::new());
        // Most documents have a number without a size: CP0130 has a document of its own.
        let others = output.diagnostics.iter().cloned();
        let others: Diagnostics = others.filter(|one| one.code != Code::Narrowed).collect();
        if !others.is_empty() {
            insta::assert_snapshot!(format!("{stem}__said"), common::said(&sources, &others));
        }
        if name == "openapi.json" {
            continue;
        }
        if about(&name, &text).contains(&"ir") {
            let (api, _) =
                counterpart::ir_after(&sources, &Config::default(), None).expect("the last pass");
            insta::assert_snapshot!(format!("{stem}__ir"), counterpart::ir::dump(&api));
        }
        let files = files(&name, &text, &output);
        if !files.is_empty() {
            insta::assert_snapshot!(stem, files);
        }
    }
}

/// How many lines a person reads at most (`cli` leaves two of them for its own remarks).
const PAGE: usize = 60;

/// A document with a fault of each gravity, as people make them.
const FAULTY: &str = "\
openapi: 3.1.0
info: { title: Shop, version: 1 }
paths:
  /orders:
    parameters:
      - { name: at, in: query, style: deepObject, schema: { type: object } }
    get:
      operationId: listOrders
      responses:
        '200':
          description: All orders.
          content:
            application/json:
              schema: { type: array, items: { $ref: '#/components/schemas/Oder' } }
    post:
      operationId: createOrder
      responses: { '204': { description: Done. } }
  /orders/{id}:
    get:
      operationId: getOrder
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200':
          description: One order.
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Order' }
components:
  schemas:
    Order:
      required: [id, state]
      properties:
        id: { type: string, frozen: yes }
        note: { type: string, default: 1 }
";

/// What `counterpart check` says.
#[test]
fn what_a_person_reads() {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path("snapshots/terminal");
    let _bound = settings.bind_to_scope();
    let faulty = Some(FAULTY.to_owned());
    let documents = [
        ("faulty.yaml", faulty),
        ("stripe.json", real("stripe.json")),
        ("github.json", real("github.json")),
    ];
    for (name, text) in documents {
        let Some(text) = text else {
            println!("skipped: {name} is not there");
            continue;
        };
        let sources = Sources::from_text(name, text).unwrap();
        let output = counterpart::generate(&sources, &Config::default(), &Lock::new());
        let page = output.brief(&sources, Colour::Never, PAGE - 2);
        assert!(page.lines().count() <= PAGE, "{page}");
        insta::assert_snapshot!(name.replace('.', "_"), page);
    }
}

/// A real document, which is not in this repository.
fn real(name: &str) -> Option<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/corpus/real");
    // Where the documents are not there, what is about them is skipped; not in CI.
    let text = fs::read_to_string(Path::new(folder).join(name)).ok();
    let is_ci = std::env::var_os("CI").is_some();
    assert!(text.is_some() || !is_ci, "{folder}/{name} is not there");
    text
}

/// The words of the document's line about its snapshot.
fn about<'t>(name: &str, text: &'t str) -> Vec<&'t str> {
    let line = text.lines().find_map(|line| {
        line.strip_prefix("# snapshot: ")
            .or_else(|| line.trim().strip_prefix("\"x-snapshot\": \""))
    });
    let line = line.unwrap_or_else(|| {
        panic!("specs/{name} does not say which files it is about: `# snapshot: server/types.rs …`")
    });
    line.trim_end_matches(['"', ',']).split(' ').collect()
}

/// The emitted files that the document is about, one after the other.
fn files(name: &str, text: &str, output: &counterpart::Output) -> String {
    let emitted: Vec<(String, &str)> = output
        .files
        .iter()
        .map(|file| {
            let path = file.path.trim_start_matches("generated-");
            (path.replacen("/src/", "/", 1), file.text.as_str())
        })
        .collect();
    let words = about(name, text);
    let (flags, patterns): (Vec<&str>, Vec<&str>) = words
        .iter()
        .partition(|word| ["ir", "frame"].contains(word));
    let mut shown = String::new();
    for pattern in patterns {
        let mut found = emitted
            .iter()
            .filter(|(path, _)| matches(pattern, path))
            .peekable();
        assert!(
            found.peek().is_some(),
            "specs/{name} is about `{pattern}`, but no such file is emitted"
        );
        for (path, text) in found {
            let text = if flags.contains(&"frame") {
                (*text).to_owned()
            } else {
                common::without_head(text)
            };
            writeln!(shown, "==== {path}\n{text}").unwrap();
        }
    }
    shown
}

/// Whether the path is what the pattern says, in which `*` is one name.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<_>, Vec<_>) =
        (pattern.split('/').collect(), path.split('/').collect());
    pattern.len() == path.len()
        && pattern
            .iter()
            .zip(&path)
            .all(|(wanted, part)| *wanted == "*" || wanted == part)
}

/// Every snapshot of the generator: its path, and its text.
fn snapshots() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR"))];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "snap") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(found.len() > 40, "{} snapshots", found.len());
    found
}

#[test]
fn snapshots_are_few_enough_to_be_read() {
    let lines: usize = snapshots()
        .iter()
        .map(|(_, text)| text.lines().count())
        .sum();
    assert!(lines <= LINES_AT_MOST, "{lines} lines");
}

#[test]
fn a_line_in_the_frame_changes_few_snapshots() {
    let snapshots = snapshots();
    let head = ["// @generated", "#![cfg_attr(rustfmt, rustfmt_skip)]"];
    let frame = FRAME.iter().map(|path| format!("==== {path}"));
    for line in frame.chain(head.map(str::to_owned)) {
        let holders: Vec<&Path> = snapshots
            .iter()
            .filter(|(_, text)| text.lines().any(|there| there.starts_with(&line)))
            .map(|(path, _)| path.as_path())
            .collect();
        assert!(!holders.is_empty(), "no snapshot has `{line}`");
        assert!(
            holders.len() <= FRAME_AT_MOST,
            "`{line}` is in {holders:#?}"
        );
    }
}

#[test]
fn each_snapshot_is_of_a_document() {
    let stems: Vec<String> = common::specs()
        .iter()
        .map(|(name, _)| name.replace('.', "_"))
        .collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    for (path, _) in snapshots() {
        if path.parent() == Some(&folder) {
            let stem = path.file_stem().unwrap().to_str().unwrap();
            let document = stem.split("__").next().unwrap().to_owned();
            assert!(
                stems.contains(&document),
                "{} is of no document",
                path.display()
            );
        }
    }
}
