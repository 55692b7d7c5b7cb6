//! `cargo xtask bench codec`: decoding and encoding, against derived serde.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::workspace::{self, DERIVED, Package};
use crate::process::{cargo, run};
use crate::root;

/// Runs the benchmark, which prints its table; `quick` is for seeing that it works.
///
/// It is that of the tests' crate, over the committed types alone: an optimised build of all that the tests need would take many times as long as the benchmark.
pub fn codec(quick: bool) -> Result<()> {
    let root = root();
    let benchmark = root.join("tests/benches/codec.rs");
    let benchmark =
        fs::read_to_string(&benchmark).with_context(|| benchmark.display().to_string())?;
    let packages = [
        Package {
            name: "generated-server".to_owned(),
            manifest: workspace::emitted_manifest(),
            files: types(&root.join("generated-server/src"))?,
        },
        Package {
            name: "codec".to_owned(),
            manifest: format!(
                "{DERIVED}generated-server = {{ path = \"../generated-server\" }}\n{}\n\
                 [target.'cfg(unix)'.dependencies]\nrustix = {{ version = \"1\", features = [\"time\"] }}\n",
                workspace::runtime()
            ),
            files: vec![("main.rs".to_owned(), benchmark)],
        },
    ];
    let directory = root.join("target/bench-codec");
    workspace::write(&directory, &packages)?;
    let mut command = cargo();
    command
        .args([
            "run",
            "--release",
            "--quiet",
            "--offline",
            "--package",
            "codec",
        ])
        .current_dir(directory)
        .env("CARGO_TARGET_DIR", workspace::target());
    if quick {
        command.args(["--", "--quick"]);
    }
    run(&mut command)
}

/// The types of a generated crate, as a crate: `types.rs`, and what stands with a group (`phones/types.rs`), with what is under these.
fn types(source: &Path) -> Result<Vec<(String, String)>> {
    let mut root = String::new();
    let mut files = Vec::new();
    let mut waiting = vec![source.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let inside = path.strip_prefix(source)?.to_string_lossy().into_owned();
            let modules = inside.trim_end_matches(".rs").split('/');
            let Some(depth) = modules.clone().position(|module| module == "types") else {
                continue;
            };
            match modules.collect::<Vec<_>>().as_slice() {
                ["types"] => root.push_str("pub mod types;\n"),
                [group, "types"] => {
                    writeln!(root, "mod {group} {{ pub(crate) mod types; }}")?;
                }
                _ => {}
            }
            if depth <= 1 {
                let text = fs::read_to_string(&path).with_context(|| inside.clone())?;
                files.push((inside, text));
            }
        }
    }
    files.push(("lib.rs".to_owned(), root));
    Ok(files)
}
