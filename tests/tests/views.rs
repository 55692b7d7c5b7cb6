//! Both directions of `specs/views-members.yaml` over the wire: its crates are generated, built and run, one against the other. What must
//! come out is in `fixtures/views.rs`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use counterpart::config::{CrateOutput, Runtime};
use counterpart::{Config, Lock, Sources, generate};

/// The workspace's folder.
fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// Writes both crates and the program that runs them into a workspace of their own.
fn workspace() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("views");
    let document = "specs/views-members.yaml";
    let text = fs::read_to_string(root().join(document)).expect(document);
    let sources = Sources::from_text("views-members.yaml", text).expect(document);
    let root = root().canonicalize().expect("the workspace");
    let runtime = root.join("runtime").display().to_string();
    let krate = |name: &str| CrateOutput {
        directory: name.to_owned(),
        package: name.to_owned(),
    };
    let config = Config {
        runtime: Runtime::Path(runtime.clone()),
        server: Some(krate("server")),
        client: Some(krate("client")),
        ..Config::default()
    };
    for file in generate(&sources, &config, &Lock::new()).files {
        write(&folder.join(&file.path), &file.text);
    }
    let manifest = format!(
        "[package]\nname = \"run\"\nedition = \"2024\"\n\n[dependencies]\nserver.path = \"../server\"\nclient.path = \"../client\"\n\
         counterpart-runtime = {{ path = {runtime:?}, features = [\"server\", \"client\", \"serde\"] }}\n\
         axum = {{ version = \"*\", default-features = false }}\nbytes = \"*\"\nhttp = \"*\"\nhttp-body-util = \"*\"\n\
         tokio = {{ version = \"*\", features = [\"macros\", \"rt\"] }}\ntower = {{ version = \"*\", features = [\"util\"] }}\n"
    );
    write(&folder.join("run/Cargo.toml"), &manifest);
    let program = include_str!("../fixtures/views.rs");
    write(&folder.join("run/src/main.rs"), program);
    let members = "[workspace]\nresolver = \"3\"\nmembers = [\"server\", \"client\", \"run\"]\n";
    write(&folder.join("Cargo.toml"), members);
    // The versions that are built already.
    let lock = fs::read_to_string(root.join("Cargo.lock")).expect("Cargo.lock");
    write(&folder.join("Cargo.lock"), &lock);
    folder
}

fn write(path: &Path, text: &str) {
    let folder = path.parent().expect("a file stands in a folder");
    fs::create_dir_all(folder).expect("a folder");
    fs::write(path, text).expect("a file");
}

#[test]
fn each_direction_carries_its_own() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("target/");
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--package", "run"])
        .env("CARGO_TARGET_DIR", target)
        .current_dir(workspace())
        .output()
        .expect("cargo");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(said.trim(), "views: as they should be");
}
