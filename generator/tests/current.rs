//! `--check` on this repository's own project: green as it stands, and red for one character anywhere that counts.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what is wrong here is a test that fails"
)]

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use counterpart::project::{Project, ProjectError};

/// The repository's root.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
/// What the project is made of.
const INPUTS: [&str; 3] = ["counterpart.toml", "counterpart.lock", "specs/openapi.json"];

/// A copy of the project, gone with the test.
struct Copy(PathBuf);

impl Copy {
    fn new(name: &str) -> Self {
        let to = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("current-{name}"));
        if to.exists() {
            fs::remove_dir_all(&to).unwrap();
        }
        for folder in ["specs", "generated-server", "generated-client"] {
            fs::create_dir_all(to.join(folder)).unwrap();
        }
        for input in INPUTS {
            fs::copy(Path::new(ROOT).join(input), to.join(input)).unwrap();
        }
        for output in generated(Path::new(ROOT)) {
            let file = to.join(&output);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::copy(Path::new(ROOT).join(&output), file).unwrap();
        }
        Self(to)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap()
    }

    /// What `--check` finds with another text for a file.
    fn with(&self, path: &str, text: &[u8]) -> Found {
        let file = self.0.join(path);
        let before = fs::read(&file).unwrap();
        fs::write(&file, text).unwrap();
        let found = check(&self.0);
        fs::write(&file, before).unwrap();
        found
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}

/// The generated files, as paths below `root`.
fn generated(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec!["generated-server".to_owned(), "generated-client".to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{folder}/{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// How `--check` ends.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    /// Exit 0.
    Current,
    /// Exit 1, with a unified diff.
    Diff(String),
    /// Exit 1, with what is wrong where.
    Fault(String),
}

/// `cargo xtask gen --check`, and `counterpart gen --check`, in short.
fn check(root: &Path) -> Found {
    let project = match Project::open(&root.join("counterpart.toml"), None) {
        Ok(project) => project,
        Err(ProjectError::Said { diagnostics, .. }) => {
            let first = diagnostics.iter().next().unwrap();
            return Found::Fault(first.message.clone());
        }
        Err(error) => return Found::Fault(error.to_string()),
    };
    let output = project.generate();
    let plan = project.plan(&output).unwrap();
    if !plan.is_empty() {
        return Found::Diff(plan.diff());
    }
    match output.diagnostics.iter().next() {
        Some(first) if output.is_refused() => Found::Fault(first.message.clone()),
        _ => Found::Current,
    }
}

/// Another character of the same kind.
fn other(byte: u8) -> u8 {
    match byte {
        b'z' => b'y',
        b'Z' => b'Y',
        b'9' => b'8',
        byte if byte.is_ascii_alphanumeric() => byte + 1,
        _ => b'x',
    }
}

/// The text with another character of the same kind at a place.
fn changed(text: &str, at: usize) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    bytes[at] = other(bytes[at]);
    bytes
}

/// The line in which a place is, without its indentation, and where the place is in it.
fn line(text: &str, at: usize) -> (&str, usize) {
    let start = text[..at].rfind('\n').map_or(0, |before| before + 1);
    let line = text[start..].lines().next().unwrap();
    let indent = line.len() - line.trim_start().len();
    (line.trim(), (at - start).saturating_sub(indent))
}

/// What the document may lose without a trace: `(how the line starts, where in it)`. Each says what is known without it.
const WITHOUT_A_TRACE: [(&str, Range<usize>); 9] = [
    // The keyword becomes an unknown one, of which no annotation is made: `properties`, `items`, `enum` or `format` say
    // the type, too.
    ("\"type\": ", 1..5),
    // A title that says the name once more is left out of the documentation; and one that is not there is not there.
    ("\"title\": ", 1..6),
    // No requirement is what there is without the key.
    ("\"security\": []", 1..9),
    // Path parameters are required whatever the document says.
    ("\"required\": true", 1..9),
    // 3.1.x is 3.1; and a 3.0 document may have all that this one has.
    ("\"openapi\": \"3.1.0\"", 14..18),
    // The type becomes an unknown one, which is reported, and left out: the same keywords say it.
    ("\"type\": \"string\"", 9..15),
    ("\"type\": \"object\"", 9..15),
    ("\"type\": \"array\"", 9..14),
    // The title of a parameter's schema: the parameter has a name.
    ("\"title\": \"Phone Id\"", 10..18),
];

/// The places in the document where one of [`WITHOUT_A_TRACE`] is.
fn places<'t>(
    text: &'t str,
    (start, range): &'t (&str, Range<usize>),
) -> impl Iterator<Item = usize> + 't {
    text.match_indices(start)
        .flat_map(|(at, _)| range.clone().map(move |column| at + column))
}

#[test]
fn a_character_of_the_document_counts() {
    let copy = Copy::new("document");
    assert_eq!(check(&copy.0), Found::Current);
    let path = "specs/openapi.json";
    let text = copy.read(path);
    let excepted: Vec<usize> = WITHOUT_A_TRACE
        .iter()
        .flat_map(|one| places(&text, one))
        .collect();
    let (mut diffs, mut faults) = (0, 0);
    // A prime, so that it does not stay in step with the lines.
    for at in (0..text.len()).step_by(37) {
        if text.as_bytes()[at].is_ascii_whitespace() {
            continue;
        }
        match copy.with(path, &changed(&text, at)) {
            Found::Current => assert!(excepted.contains(&at), "{}", &text[at..][..40]),
            Found::Diff(diff) => {
                assert!(diff.contains("\n@@ -"), "{diff}");
                diffs += 1;
            }
            Found::Fault(_) => faults += 1,
        }
    }
    assert!(diffs > 100 && faults > 20, "{diffs} {faults}");
}

#[test]
fn no_exception_is_stale() {
    let copy = Copy::new("exceptions");
    let path = "specs/openapi.json";
    let text = copy.read(path);
    for one in &WITHOUT_A_TRACE {
        let is_current = |at| copy.with(path, &changed(&text, at)) == Found::Current;
        assert!(places(&text, one).any(is_current), "{}", one.0);
    }
}

#[test]
fn what_carries_meaning_is_a_difference() {
    let copy = Copy::new("meaning");
    let path = "specs/openapi.json";
    let text = copy.read(path);
    // What changes, by a character, and a line of the diff.
    let table = [
        ("Diga API", "Diga APJ", "+//! Diga APJ 0.1.0"),
        ("\"0.1.0\"", "\"0.2.0\"", "+//! Diga API 0.2.0"),
        (
            "api.diga.io",
            "api.diga.iq",
            "+    /// `https://api.diga.iq`",
        ),
        ("\"Production\"", "\"Productiom\"", "+    /// Productiom"),
        (
            "/v1/phone/",
            "/v2/phone/",
            "+    /// `PATCH /v2/phone/{phone_id}/sip-config`, operation `update_sip_config_v1_phone__phone_id__sip_config_patch`",
        ),
        ("\"Phones\"", "\"Phonez\"", "+pub mod phonez;"),
        ("Update Sip", "Update Zip", "+    /// Update Zip Config"),
        (
            "purchased",
            "purchasee",
            "+    /// The telephony provider (NETELIP for purchasee numbers, CUSTOM for imported numbers)",
        ),
        (
            "\"update_sip",
            "\"updade_sip",
            "+    operation_id: \"updade_sip_config_v1_phone__phone_id__sip_config_patch\",",
        ),
        ("\"uuid\"", "\"uuie\"", "+    pub phone_id: String,"),
        ("\"200\"", "\"201\"", "+    /// 201: Successful Response"),
        (
            "\"nickname\"",
            "\"nicknamf\"",
            "+    pub nicknamf: Maybe<String>,",
        ),
        (
            "\"Phone Number\"",
            "\"Phone Numbers\"",
            "+    /// Phone Numbers",
        ),
        (
            "\"default\": \"allow\"",
            "\"default\": \"allov\"",
            "+    pub inbound_media_encryption: Option<SipMediaEncryption>,",
        ),
        ("\"netelip\"", "\"netelib\"", "+    /// `netelib`"),
        // The only operation is not emitted any more.
        (
            "\"patch\": {",
            "\"patcg\": {",
            "--- a/generated-server/src/phones.rs\n+++ /dev/null",
        ),
        (
            "\"phone_id\"",
            "\"phone_ib\"",
            "--- a/generated-server/src/phones.rs\n+++ /dev/null",
        ),
        (
            "schemas/PatchSip",
            "schemas/PathSip",
            "-impl PatchSipConfigRequestSchema {",
        ),
    ];
    for (from, to, expected) in table {
        assert!(text.contains(from), "{from}");
        let found = copy.with(path, text.replacen(from, to, 1).as_bytes());
        let Found::Diff(diff) = found else {
            panic!("{from}: {found:?}");
        };
        assert!(diff.contains(&format!("{expected}\n")), "{from}: {diff}");
    }
}

#[test]
fn each_character_of_the_lock_is_a_difference() {
    let copy = Copy::new("lock");
    let text = copy.read("counterpart.lock");
    for at in (0..text.len()).step_by(7) {
        match copy.with("counterpart.lock", &changed(&text, at)) {
            Found::Diff(diff) => assert!(diff.contains("\n@@ -"), "{diff}"),
            found => panic!("{at}: {found:?}"),
        }
    }
}

#[test]
fn each_character_of_a_generated_file_is_a_difference() {
    let copy = Copy::new("generated");
    let files = generated(&copy.0);
    assert!(files.len() > 15, "{files:?}");
    for path in files {
        let text = copy.read(&path);
        // Of a manifest, what stands outside of the marks is the user's.
        let from = text
            .find("# >>> counterpart")
            .filter(|_| path.ends_with(".toml"));
        let from = from.unwrap_or_default();
        for at in [from, text.trim_end().len() - 1]
            .into_iter()
            .chain((from..text.len()).step_by(997))
        {
            match copy.with(&path, &changed(&text, at)) {
                Found::Diff(diff) => {
                    let (line, _) = line(&text, at);
                    assert!(
                        diff.starts_with(&format!("--- a/{path}\n+++ b/{path}\n@@ -")),
                        "{diff}"
                    );
                    assert!(diff.contains(line), "{path}: {line}: {diff}");
                }
                found => panic!("{path}: {at}: {found:?}"),
            }
        }
    }
}
