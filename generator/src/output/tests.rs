//! Tests of what is written to disk, and of what is left alone.

use std::fs;

use super::*;
use crate::emit::{File, SECTION_END, SECTION_START, Side};

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("counterpart-output-{name}-{}", std::process::id()));
        fs::remove_dir_all(&path).unwrap_or_default();
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn files(&self) -> Vec<String> {
        files_below(&self.0, "")
            .unwrap()
            .into_iter()
            .map(|(_, shown)| shown[1..].to_owned())
            .collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}

fn output(lib: &str) -> Output {
    let file = |path: &str, kind, text: String| File {
        side: Side::Server,
        path: path.to_owned(),
        text,
        kind,
    };
    Output {
        files: vec![
            file(
                "generated-server/Cargo.toml",
                FileKind::Manifest,
                format!("[package]\n{SECTION_START}\nnew\n{SECTION_END}\n"),
            ),
            file(
                "generated-server/src/lib.rs",
                FileKind::Rust,
                format!("{HEADER}from a.json.\n{lib}\n"),
            ),
        ],
        ..Output::default()
    }
}

#[test]
fn what_is_generated_is_written_once() {
    let folder = Folder::new("once");
    let config = Config::default();
    let first = plan(&folder.0, &output("a"), &config).unwrap();
    assert_eq!(first.len(), 3);
    first.apply().unwrap();
    assert_eq!(
        folder.files(),
        [
            "counterpart.lock",
            "generated-server/Cargo.toml",
            "generated-server/src/lib.rs"
        ]
    );
    assert!(plan(&folder.0, &output("a"), &config).unwrap().is_empty());

    let diff = plan(&folder.0, &output("b"), &config).unwrap().diff();
    let expected = format!(
        "--- a/generated-server/src/lib.rs\n+++ b/generated-server/src/lib.rs\n@@ -1,2 +1,2 @@\n {HEADER}from a.json.\n-a\n+b\n"
    );
    assert_eq!(diff, expected);
}

#[test]
fn stale_files_go_and_others_stay() {
    let folder = Folder::new("stale");
    let config = Config::default();
    folder.write(
        "generated-server/src/old/mount.rs",
        &format!("{HEADER}from a.json.\n"),
    );
    folder.write("generated-server/src/mine.rs", "// mine\n");
    folder.write("generated-server/README.md", &format!("{HEADER}\n"));
    let plan = plan(&folder.0, &output("a"), &config).unwrap();
    assert!(
        plan.diff()
            .contains("--- a/generated-server/src/old/mount.rs\n+++ /dev/null\n"),
        "{}",
        plan.diff()
    );
    plan.apply().unwrap();
    assert_eq!(
        folder.files(),
        [
            "counterpart.lock",
            "generated-server/Cargo.toml",
            "generated-server/README.md",
            "generated-server/src/lib.rs",
            "generated-server/src/mine.rs",
        ]
    );
    assert!(!folder.0.join("generated-server/src/old").exists());
}

#[test]
fn a_file_that_is_not_ours_stops_everything() {
    let folder = Folder::new("foreign");
    folder.write("generated-server/src/lib.rs", "// mine\n");
    let plan = plan(&folder.0, &output("a"), &Config::default()).unwrap();
    assert!(plan.diff().contains("-// mine"), "{}", plan.diff());
    let error = plan.apply().unwrap_err();
    assert!(
        matches!(&error, OutputError::Foreign(path) if path == "generated-server/src/lib.rs"),
        "{error}"
    );
    assert_eq!(folder.files(), ["generated-server/src/lib.rs"]);
}

#[test]
fn only_the_marked_section_of_a_manifest_is_ours() {
    let folder = Folder::new("manifest");
    let manifest = "generated-server/Cargo.toml";
    folder.write(
        manifest,
        &format!("mine\n{SECTION_START}\nold\n{SECTION_END}\nmine too\n"),
    );
    plan(&folder.0, &output("a"), &Config::default())
        .unwrap()
        .apply()
        .unwrap();
    let text = fs::read_to_string(folder.0.join(manifest)).unwrap();
    assert_eq!(
        text,
        format!("mine\n{SECTION_START}\nnew\n{SECTION_END}\nmine too\n")
    );

    folder.write(manifest, "mine\n");
    let plan = plan(&folder.0, &output("a"), &Config::default()).unwrap();
    let error = plan.apply().unwrap_err();
    assert!(matches!(error, OutputError::Manifest(_)), "{error}");
}

#[test]
fn nothing_is_left_where_writing_fails() {
    let folder = Folder::new("fails");
    let first = plan(&folder.0, &output("a"), &Config::default()).unwrap();
    // A file where a folder has to be.
    folder.write("generated-server/src", "");
    first.apply().unwrap_err();
    assert_eq!(folder.files(), ["generated-server/src"]);
}
