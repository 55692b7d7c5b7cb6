//! `cargo xtask bench types`: what it costs to compile emitted types, against equal structs with derived serde.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use counterpart::config::Config;
use counterpart::diagnostic::Effect;
use counterpart::emit::{self, CrateConfig, EmitConfig};
use counterpart::ir::{Api, Shape};
use counterpart::lock::Lock;
use counterpart::lower::{self, LowerConfig};
use counterpart::names::{self, Names};
use counterpart::source::{DiskLoader, Sources, load};
use counterpart::{document, passes};

use super::measure::{Build, Cost, cost};
use super::{derived, synthetic};
use crate::root;

/// The types of a document, named.
struct Types {
    name: String,
    api: Api,
    names: Names,
    /// How many places of the document are JSON because lowering has no type for them yet.
    json: usize,
}

/// Measures the synthetic document, and each document of `documents`; prints one table.
pub fn types(documents: &[PathBuf]) -> Result<()> {
    let text = synthetic::document().to_string();
    let sources = Sources::from_text("synthetic.json", text)
        .map_err(|failure| anyhow!("{:?}", failure.diagnostics))?;
    let mut all = vec![lowered("300 objects", &sources)];
    for path in documents {
        all.push(read(path)?);
    }
    let workspace = root().join("target/bench-types");
    write_workspace(&workspace, &all)?;
    println!(
        "CPU s (and MB) of cargo and rustc for the crate of types alone, no incremental compilation, {}\n",
        rustc()?
    );
    println!(
        "| document | types | as JSON | build | emitted | derived serde | CPU ratio |\n|---|---|---|---|---|---|---|"
    );
    for (index, types) in all.iter().enumerate() {
        for build in Build::ALL {
            // The two sides follow each other at once, so that what else the machine does hits both.
            let ours = cost(&workspace, &format!("emitted-{index}"), build)?;
            let theirs = cost(&workspace, &format!("derived-{index}"), build)?;
            row(types, build, ours, theirs);
        }
    }
    Ok(())
}

fn row(types: &Types, build: Build, ours: Cost, theirs: Cost) {
    let compiled = types
        .api
        .types
        .iter()
        .filter(|def| !matches!(def.shape, Shape::Alias(_)))
        .count();
    println!(
        "| {} | {compiled} | {} | {} | {:.1} ({:.0}) | {:.1} ({:.0}) | {:.2} |",
        types.name,
        types.json,
        build.name(),
        ours.cpu,
        ours.memory,
        theirs.cpu,
        theirs.memory,
        ours.cpu / theirs.cpu
    );
}

fn read(path: &Path) -> Result<Types> {
    let name = path
        .file_name()
        .with_context(|| format!("{} is no file", path.display()))?
        .to_string_lossy();
    let text = path
        .to_str()
        .with_context(|| format!("{} is not text", path.display()))?;
    let sources = load(&mut DiskLoader::new(text), text).map_err(|failure| {
        anyhow!(
            "{} cannot be read: {:?}",
            path.display(),
            failure.diagnostics
        )
    })?;
    Ok(lowered(&name, &sources))
}

/// All component schemas, and what the operations need beside them.
fn lowered(name: &str, sources: &Sources) -> Types {
    let (document, _) = document::read(sources);
    let config = LowerConfig {
        all_components: true,
        json_fallback: true,
        ..LowerConfig::default()
    };
    let mut lowered = lower::lower(sources, &document, &config);
    passes::run_all(&mut lowered.api);
    let json = lowered
        .diagnostics
        .iter()
        .filter(|said| said.effect == Effect::TypeIsJson)
        .count();
    let names = names::assign(&lowered.api, &Lock::new(), &Config::default()).names;
    Types {
        name: name.to_owned(),
        api: lowered.api,
        names,
        json,
    }
}

fn write_workspace(workspace: &Path, all: &[Types]) -> Result<()> {
    if workspace.exists() {
        fs::remove_dir_all(workspace)?;
    }
    let mut members = String::new();
    for (index, types) in all.iter().enumerate() {
        write_crate(
            &workspace.join(format!("emitted-{index}")),
            &emitted_manifest(index),
            &emitted(types)?,
        )?;
        let files = vec![
            (
                "lib.rs".to_owned(),
                "#![allow(clippy::all)]\npub mod types;\npub mod uses;\n".to_owned(),
            ),
            (
                "types.rs".to_owned(),
                derived::types(&types.api, &types.names),
            ),
            (
                "uses.rs".to_owned(),
                derived::uses(&types.api, &types.names),
            ),
        ];
        write_crate(
            &workspace.join(format!("derived-{index}")),
            &derived_manifest(index),
            &files,
        )?;
        write!(members, "\"emitted-{index}\", \"derived-{index}\", ")?;
    }
    fs::write(
        workspace.join("Cargo.toml"),
        format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n"),
    )?;
    fs::copy(root().join("Cargo.lock"), workspace.join("Cargo.lock"))?;
    Ok(())
}

/// The emitted files of types, and the functions that use them.
fn emitted(types: &Types) -> Result<Vec<(String, String)>> {
    let krate = CrateConfig {
        package: "emitted".to_owned(),
    };
    let config = EmitConfig {
        server: Some(krate),
        client: None,
        ..EmitConfig::default()
    };
    // Operations would be measured too.
    let api = Api {
        operations: Vec::new(),
        groups: Vec::new(),
        ..types.api.clone()
    };
    let files = emit::emit(&api, &types.names, &config)?;
    let mut found: Vec<_> = files
        .into_iter()
        .filter_map(|file| Some((file.path.strip_prefix("src/")?.to_owned(), file.text)))
        .filter(|(path, _)| path.starts_with("types"))
        .collect();
    found.push((
        "lib.rs".to_owned(),
        "pub mod types;\npub mod uses;\n".to_owned(),
    ));
    found.push((
        "uses.rs".to_owned(),
        derived::emitted_uses(&types.api, &types.names),
    ));
    Ok(found)
}

fn write_crate(directory: &Path, manifest: &str, files: &[(String, String)]) -> Result<()> {
    for (path, text) in files {
        let path = directory.join("src").join(path);
        fs::create_dir_all(path.parent().context("a file stands in a folder")?)?;
        fs::write(path, text)?;
    }
    Ok(fs::write(directory.join("Cargo.toml"), manifest)?)
}

fn emitted_manifest(index: usize) -> String {
    format!(
        "[package]\nname = \"emitted-{index}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[features]\ndefault = [\"serde\"]\nserde = [\"counterpart-runtime/serde\"]\n\n\
         [dependencies]\ncounterpart-runtime = {{ path = {:?} }}\n",
        root().join("runtime")
    )
}

fn derived_manifest(index: usize) -> String {
    format!(
        "[package]\nname = \"derived-{index}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\
         uuid = {{ version = \"1\", features = [\"serde\"] }}\nchrono = {{ version = \"0.4\", features = [\"serde\"] }}\n"
    )
}

fn rustc() -> Result<String> {
    let output = std::process::Command::new("rustc")
        .arg("--version")
        .output()
        .context("cannot start rustc")?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
