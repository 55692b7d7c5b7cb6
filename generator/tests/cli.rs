//! The command: what it writes, what it says, and how it ends.

#![allow(
    clippy::unwrap_used,
    reason = "what is wrong here is a test that fails"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const DIGA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../specs/openapi.json");

/// A folder of its own, gone with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{name}"));
        if path.exists() {
            fs::remove_dir_all(&path).unwrap();
        }
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// One with the Diga document as `openapi.json`.
    fn diga(name: &str) -> Self {
        let folder = Self::new(name);
        fs::copy(DIGA, folder.0.join("openapi.json")).unwrap();
        folder
    }

    fn run(&self, args: &[&str]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_counterpart"))
            .args(args)
            .current_dir(&self.0)
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        Run(output)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap()
    }

    fn has(&self, path: &str) -> bool {
        self.0.join(path).exists()
    }

    /// Replaces a text that stands in the file.
    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "`{from}` stands in {path}");
        self.write(path, &text.replacen(from, to, 1));
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}

struct Run(Output);

impl Run {
    /// Asserts how the command ended; gives what it wrote to the standard output and to the standard error.
    fn ends(self, code: i32) -> (String, String) {
        let (out, said) = (text(&self.0.stdout), text(&self.0.stderr));
        assert_eq!(self.0.status.code(), Some(code), "{out}\n{said}");
        (out, said)
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn writes_both_crates_and_finds_them_current() {
    let folder = Folder::diga("both");
    let (_, said) = folder.run(&["gen", "openapi.json", "--out", "api"]).ends(0);
    let (note, summary) = said.split_at(said.find("1 of 1 operations").unwrap());
    assert_eq!(
        summary,
        "1 of 1 operations emitted; profile fastapi (inferred)\n  \
         schemas: 10; places that state a type: 71, all typed\n  \
         constraints: 7 of 7 enforced\n  \
         places: 1 narrowed\n"
    );
    // The one thing that there is to say: the items of `loc` are strings and integers.
    assert_eq!(note.matches("[CP").count(), 1, "{note}");
    assert!(note.contains("note[CP0130]: 1 integer "), "{note}");
    for path in [
        "api/server/Cargo.toml",
        "api/server/src/phones.rs",
        "api/client/src/client.rs",
        "api/counterpart.lock",
    ] {
        assert!(folder.has(path), "{path}");
    }
    let (diff, _) = folder
        .run(&["gen", "openapi.json", "--out", "api", "--check"])
        .ends(0);
    assert_eq!(diff, "");
}

#[test]
fn writes_the_crate_that_is_asked_for() {
    let folder = Folder::diga("one");
    folder
        .run(&["gen", "openapi.json", "--out", "api", "--client"])
        .ends(0);
    assert!(folder.has("api/client/src/lib.rs") && !folder.has("api/server"));
}

#[test]
fn one_character_makes_a_difference() {
    let gen_args = ["gen", "openapi.json", "--out", "api"];
    let check = ["gen", "openapi.json", "--out", "api", "--check"];
    let table = [
        (
            "openapi.json",
            "Phone Number",
            "Phone Numbers",
            "+    /// Phone Numbers",
        ),
        (
            "api/server/src/phones/types.rs",
            "Phone Number",
            "Phone Numbe",
            "+    /// Phone Number\n",
        ),
        (
            "api/counterpart.lock",
            "type HTTPValidationError",
            "type HTTPValidationErro",
            "+pub struct HTTPValidationErro {",
        ),
        (
            "api/counterpart.lock",
            "ValidationError type",
            "ValidationErro type",
            "+#/components/schemas/HTTPValidationError type HTTPValidationError",
        ),
        (
            "api/counterpart.lock",
            "version 2",
            "version 7",
            "+counterpart.lock version 2",
        ),
    ];
    let folder = Folder::diga("difference");
    folder.run(&gen_args).ends(0);
    for (path, from, to, line) in table {
        let before = folder.read(path);
        folder.edit(path, from, to);
        let (diff, said) = folder.run(&check).ends(1);
        assert!(
            diff.contains(line) && diff.contains("@@ -"),
            "{path}: {diff}\n{said}"
        );
        folder.write(path, &before);
        folder.run(&check).ends(0);
    }
}

#[test]
fn a_file_without_its_header_is_a_difference_too() {
    let folder = Folder::diga("header");
    let check = ["gen", "openapi.json", "--out", "api", "--check"];
    folder.run(&check[..4]).ends(0);
    folder.edit("api/client/src/lib.rs", "// @generated", "// @generatee");
    let (diff, said) = folder.run(&check).ends(1);
    assert!(
        diff.contains("@@ -1,4 +1,4 @@\n-// @generatee by"),
        "{diff}"
    );
    assert!(
        said.contains("`client/src/lib.rs` was not generated by counterpart"),
        "{said}"
    );
}

#[test]
fn missing_and_stale_files_are_differences_and_foreign_ones_errors() {
    let folder = Folder::diga("stale");
    let gen_args = ["gen", "openapi.json", "--out", "api"];
    folder.run(&gen_args).ends(0);
    fs::remove_file(folder.0.join("api/client/src/lib.rs")).unwrap();
    folder.write(
        "api/client/src/old.rs",
        "// @generated by counterpart from openapi.json. Do not edit.\n",
    );
    let (diff, _) = folder
        .run(&["gen", "openapi.json", "--out", "api", "--check"])
        .ends(1);
    assert!(
        diff.contains("--- /dev/null\n+++ b/client/src/lib.rs"),
        "{diff}"
    );
    assert!(diff.contains("old.rs\n+++ /dev/null"), "{diff}");
    folder.run(&gen_args).ends(0);
    assert!(folder.has("api/client/src/lib.rs") && !folder.has("api/client/src/old.rs"));

    folder.write("api/server/src/lib.rs", "// mine\n");
    folder.edit("openapi.json", "Phone Number", "Number");
    let before = folder.read("api/client/src/phones/types.rs");
    let (_, said) = folder.run(&gen_args).ends(1);
    assert!(
        said.contains("`server/src/lib.rs` was not generated by counterpart"),
        "{said}"
    );
    assert_eq!(
        folder.read("api/client/src/phones/types.rs"),
        before,
        "nothing is written"
    );
}

#[test]
fn what_stands_outside_of_a_manifests_marks_is_kept() {
    let folder = Folder::diga("manifest");
    let gen_args = ["gen", "openapi.json", "--out", "api"];
    folder.run(&gen_args).ends(0);
    folder.edit(
        "api/server/Cargo.toml",
        "version = \"0.1.0\"",
        "version = \"3.0.0\"",
    );
    folder
        .run(&["gen", "openapi.json", "--out", "api", "--check"])
        .ends(0);
    folder.run(&gen_args).ends(0);
    assert!(
        folder
            .read("api/server/Cargo.toml")
            .contains("version = \"3.0.0\"")
    );
}

#[test]
fn documents_that_cannot_be_read_write_nothing() {
    let folder = Folder::new("broken");
    folder.write("a.json", "{\n  \"openapi\": \"3.1.0\",,\n}");
    let (_, said) = folder.run(&["gen", "a.json", "--out", "api"]).ends(1);
    assert!(said.starts_with("a.json:2:22: error[CP0001]: "), "{said}");
    assert!(!folder.has("api"));
    folder.write("b.json", "{\"swagger\": \"2.0\"}");
    let (_, said) = folder.run(&["gen", "b.json", "--out", "api"]).ends(1);
    assert!(
        said.contains("error[CP0007]") && said.ends_with("nothing is written\n"),
        "{said}"
    );
    assert!(!folder.has("api"));
}

#[test]
fn a_document_of_which_nothing_can_be_used_writes_nothing() {
    let head = r#""openapi": "3.1.0", "info": {"title": "t", "version": "1"}"#;
    let table = [
        (r#"["/a"]"#, "0 of 0 operations emitted"),
        (
            r#"{"/a": {"get": {}, "put": 1}}"#,
            "0 of 2 operations emitted, 2 skipped",
        ),
    ];
    for (paths, summary) in table {
        let folder = Folder::diga("unusable");
        folder.write("a.json", &format!(r#"{{{head}, "paths": {paths}}}"#));
        for command in [
            &["gen", "a.json", "--out", "api"][..],
            &["gen", "a.json", "--out", "api", "--check"],
            &["check", "a.json"],
        ] {
            let (_, said) = folder.run(command).ends(1);
            assert!(said.contains("CP0019") && said.contains(summary), "{said}");
            assert!(!folder.has("api"), "{command:?}");
        }
        // What was written before stays as it is.
        folder.run(&["gen", "openapi.json", "--out", "api"]).ends(0);
        let lock = folder.read("api/counterpart.lock");
        let (_, said) = folder.run(&["gen", "a.json", "--out", "api"]).ends(1);
        assert!(said.contains("nothing is written"), "{said}");
        assert_eq!(folder.read("api/counterpart.lock"), lock);
        assert!(folder.has("api/server/src/phones.rs"));
    }
}

/// A document of one operation that can be emitted, and one that cannot.
const SKIPPING: &str = r#"{"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {
  "/a": {"get": {"operationId": "a", "responses": {"204": {"description": ""}}}},
  "/b": {"get": {"operationId": "b", "responses": {"200": {"description": "", "content": {"image/png": {}}}}}}
}}"#;

#[test]
fn skipped_operations_are_told_and_refused_by_strict() {
    let folder = Folder::new("strict");
    folder.write("a.json", SKIPPING);
    let (_, said) = folder
        .run(&["gen", "a.json", "--out", "api", "--strict"])
        .ends(1);
    assert!(said.contains("--strict") && !folder.has("api"), "{said}");
    let (_, said) = folder
        .run(&["gen", "a.json", "--out", "api", "--report", "report.json"])
        .ends(0);
    assert!(
        said.contains("1 of 2 operations emitted, 1 skipped"),
        "{said}"
    );
    let report: serde_json::Value = serde_json::from_str(&folder.read("report.json")).unwrap();
    assert_eq!(report["total"], 2);
    assert_eq!(report["emitted"], serde_json::json!(["GET /a"]));
    assert_eq!(report["skipped"][0]["operation"], "GET /b");
    assert!(
        report["skipped"][0]["at"]
            .as_str()
            .unwrap()
            .starts_with("a.json:3:"),
        "{report}"
    );
    folder.run(&["check", "a.json"]).ends(0);
    folder.run(&["check", "a.json", "--strict"]).ends(1);

    let code = report["skipped"][0]["code"].as_str().unwrap();
    let config = format!(
        "document = \"a.json\"\n[[allow]]\ncode = \"{code}\"\nat = \"#/paths/~1b\"\nreason = \"images come later\"\n"
    );
    folder.write("counterpart.toml", &config);
    let (_, said) = folder.run(&["gen", "--strict"]).ends(0);
    assert!(
        said.contains("1 skipped;") && said.contains("1 accepted") && !said.contains("error["),
        "{said}"
    );
}

#[test]
fn include_and_exclude_leave_operations_out() {
    let folder = Folder::new("exclude");
    folder.write("a.json", SKIPPING);
    folder.write(
        "counterpart.toml",
        "document = \"a.json\"\n[exclude]\npaths = [\"/b\"]\noperations = [\"c\"]\n",
    );
    let (_, said) = folder.run(&["gen", "--strict"]).ends(0);
    assert!(
        said.contains("1 of 2 operations emitted, 1 excluded"),
        "{said}"
    );
    assert!(said.contains("counterpart.toml:4:15: warning[CP0305]: no operation has the tag, path or operationId `c`"), "{said}");
}

#[test]
fn a_configuration_is_found_read_and_checked() {
    let folder = Folder::diga("config");
    folder.write(
        "sub/counterpart.toml",
        "document = \"../openapi.json\"\n[client]\ndirectory = \"sdk\"\npackage = \"diga\"\n",
    );
    folder
        .run(&["gen", "--config", "sub/counterpart.toml"])
        .ends(0);
    assert!(
        folder.has("sub/sdk/src/lib.rs")
            && folder.has("sub/counterpart.lock")
            && !folder.has("sub/generated-server")
    );
    assert!(
        folder
            .read("sub/sdk/Cargo.toml")
            .contains("name = \"diga\"")
    );

    folder.write(
        "sub/counterpart.toml",
        "document = \"../openapi.json\"\n[clinet]\n",
    );
    let (_, said) = folder
        .run(&["gen", "--config", "sub/counterpart.toml"])
        .ends(1);
    assert!(
        said.starts_with("sub/counterpart.toml:2:2: error[CP0301]: there is no key `clinet`"),
        "{said}"
    );
    assert!(said.contains("help: did you mean `client`?"), "{said}");
}

#[test]
fn messages_in_json_are_one_object_a_line() {
    let folder = Folder::new("json");
    folder.write("a.json", SKIPPING);
    let (_, said) = folder
        .run(&["check", "a.json", "--message-format", "json"])
        .ends(0);
    assert!(!said.is_empty());
    for line in said.lines() {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(object["file"], "a.json");
    }
}

#[test]
fn a_page_is_what_a_person_reads_and_the_rest_is_there() {
    let folder = Folder::new("page");
    let operations: Vec<String> = (0..100)
        .map(|index| {
            format!(r#""/a{index}": {{"get": {{"responses": {{}}, "parameters": [{{}}]}}}}"#)
        })
        .collect();
    folder.write(
        "a.json",
        &SKIPPING.replace(
            r#"  "/b""#,
            &format!("{},\n  \"/b\"", operations.join(",\n")),
        ),
    );
    for command in [&["check", "a.json"][..], &["gen", "a.json", "--out", "api"]] {
        let (_, said) = folder.run(command).ends(0);
        let lines = said.lines().count();
        assert!(lines <= 60 && said.contains("at 100 places"), "{said}");
        let all = [command, &["--all"]].concat();
        let (_, said) = folder.run(&all).ends(0);
        let lines = said.lines().count();
        assert!(lines > 500 && said.contains("a.json:50:"), "{lines}");
    }
}

#[test]
fn usage() {
    let folder = Folder::new("usage");
    folder.run(&[]).ends(2);
    folder.run(&["gne"]).ends(2);
    let (_, said) = folder.run(&["gen"]).ends(2);
    assert!(said.contains("there is no counterpart.toml here"), "{said}");
    folder.run(&["gen", "--out", "api"]).ends(2);
    folder
        .run(&[
            "gen",
            "a.json",
            "--out",
            "api",
            "--config",
            "counterpart.toml",
        ])
        .ends(2);
    folder.run(&["explain", "CP9999"]).ends(2);
    folder.run(&["check", "missing.json"]).ends(1);
    let (out, _) = folder.run(&["explain", "cp0001"]).ends(0);
    assert_eq!(out, "CP0001 (error)\nThe file is not JSON (RFC 8259).\n");
}

#[test]
fn the_ir_is_shown_after_a_pass() {
    let folder = Folder::diga("ir");
    let (out, _) = folder.run(&["ir", "openapi.json"]).ends(0);
    assert!(
        out.starts_with("api \"Diga API\" \"0.1.0\" profile fastapi\n"),
        "{out}"
    );
    let (lowered, _) = folder
        .run(&["ir", "openapi.json", "--after", "lower"])
        .ends(0);
    assert!(
        lowered.starts_with("api \"Diga API\"") && lowered != out,
        "{lowered}"
    );
    let (_, said) = folder
        .run(&["ir", "openapi.json", "--after", "magic"])
        .ends(2);
    assert!(said.contains("lower, mark, usage"), "{said}");
}
