//! `cargo xtask bench types`: what it costs to compile emitted types, against equal structs with derived serde.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use counterpart::config::Config;
use counterpart::diagnostic::{Code, Effect};
use counterpart::emit::{self, CrateConfig, EmitConfig};
use counterpart::ir::{Api, Shape};
use counterpart::lock::Lock;
use counterpart::lower::{self, LowerConfig};
use counterpart::names::{self, Names};
use counterpart::source::{DiskLoader, Sources, load, pointer};
use counterpart::{document, passes};

use super::measure::{Build, Cost, Spread, cost};
use super::workspace::{self, DERIVED, Package};
use super::{derived, synthetic};
use crate::root;

/// The package of either side that has its dependencies, and nothing of its own.
const WARM: &str = "warm";

/// The root of both sides' crates. What rustc has to say about warnings is not what is measured.
const ROOT: &str = "#![allow(warnings)]\npub mod types;\npub mod uses;\n";

/// The types of a document, named.
struct Types {
    name: String,
    api: Api,
    names: Names,
    /// Why places of the document are JSON, and how many for each reason: lowering has no type for them yet.
    json: BTreeMap<Code, usize>,
}

/// What is measured, and how often.
#[derive(clap::Args)]
pub struct Plan {
    /// Documents to measure beside the synthetic one.
    pub documents: Vec<PathBuf>,
    /// How often each side of a row is built, at most.
    #[arg(long, default_value_t = 3)]
    pub rounds: usize,
    /// How many CPU seconds the rounds of a row may take; the first is always made.
    #[arg(long, default_value_t = 900.0)]
    pub seconds: f64,
    /// What is done to the crates.
    #[arg(long = "build", value_enum, default_values_t = Build::ALL)]
    pub builds: Vec<Build>,
}

/// Measures the synthetic document, and each further one; prints one table.
pub fn types(plan: &Plan) -> Result<()> {
    let text = synthetic::document().to_string();
    let sources = Sources::from_text("synthetic.json", text)
        .map_err(|failure| anyhow!("{:?}", failure.diagnostics))?;
    let mut all = vec![lowered("300 objects", &sources)];
    for path in &plan.documents {
        all.push(read(path)?);
    }
    let directory = root().join("target/bench-types");
    workspace::write(&directory, &packages(&all)?)?;
    contents(&all);
    println!(
        "CPU s (and MB) of cargo and rustc for the crate of types alone: medians of the rounds, each of which builds both sides; no incremental compilation, {}\n",
        rustc()?
    );
    println!(
        "| document | build | emitted | derived serde | CPU ratio | spread | budget | MB ratio | rounds |\n|---|---|---|---|---|---|---|---|---|"
    );
    for build in &plan.builds {
        for side in ["emitted", "derived"] {
            cost(
                &directory,
                &workspace::target(),
                &format!("{side}-{WARM}"),
                *build,
            )?;
        }
    }
    for (index, types) in all.iter().enumerate() {
        for build in &plan.builds {
            row(
                &types.name,
                *build,
                &rounds(plan, &directory, index, *build)?,
            );
        }
    }
    Ok(())
}

/// What both sides of a row cost, round by round.
fn rounds(plan: &Plan, directory: &Path, index: usize, build: Build) -> Result<Vec<(Cost, Cost)>> {
    let mut rounds = Vec::new();
    let mut spent = 0.0;
    while rounds.len() < plan.rounds {
        // The two sides follow each other at once, so that what else the machine does hits both.
        let target = workspace::target();
        let ours = cost(directory, &target, &format!("emitted-{index}"), build)?;
        let theirs = cost(directory, &target, &format!("derived-{index}"), build)?;
        rounds.push((ours, theirs));
        spent += ours.cpu + theirs.cpu;
        if spent + spent / rounds.len() as f64 > plan.seconds {
            break;
        }
    }
    Ok(rounds)
}

/// What the documents hold, so that everyone sees what the ratios are of.
fn contents(all: &[Types]) {
    println!(
        "| document | objects | members | enums | unions | newtypes | aliases | as JSON |\n|---|---|---|---|---|---|---|---|"
    );
    for types in all {
        let count = |matching: fn(&Shape) -> bool| {
            let defs = types.api.types.iter();
            defs.filter(|def| matching(&def.shape)).count()
        };
        let members: usize = (types.api.types.iter())
            .map(|def| match &def.shape {
                Shape::Struct(shape) => shape.members.len(),
                _ => 0,
            })
            .sum();
        let reasons: Vec<_> = (types.json.iter())
            .map(|(code, places)| format!("{} {places}", code.as_str()))
            .collect();
        println!(
            "| {} | {} | {members} | {} | {} | {} | {} | {} ({}) |",
            types.name,
            count(|shape| matches!(shape, Shape::Struct(_))),
            count(|shape| matches!(shape, Shape::StringEnum(_) | Shape::IntegerEnum(_))),
            count(|shape| matches!(shape, Shape::Union(_))),
            count(|shape| matches!(shape, Shape::Newtype(_))),
            count(|shape| matches!(shape, Shape::Alias(_))),
            types.json.values().sum::<usize>(),
            reasons.join(", ")
        );
    }
    println!();
}

fn row(name: &str, build: Build, rounds: &[(Cost, Cost)]) {
    let each = |number: fn(&(Cost, Cost)) -> f64| Spread::of(rounds.iter().map(number));
    let ratio = each(|(ours, theirs)| ours.cpu / theirs.cpu);
    println!(
        "| {name} | {} | {:.2} ({:.0}) | {:.2} ({:.0}) | {:.2} | {:.2} to {:.2} | {:.2} | {:.2} | {} |",
        build.name(),
        each(|(ours, _)| ours.cpu).median,
        each(|(ours, _)| ours.memory).median,
        each(|(_, theirs)| theirs.cpu).median,
        each(|(_, theirs)| theirs.memory).median,
        ratio.median,
        ratio.least,
        ratio.most,
        build.budget(),
        each(|(ours, theirs)| ours.memory / theirs.memory).median,
        rounds.len(),
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
        roots: document
            .components
            .schemas
            .keys()
            .map(|name| pointer::join("#/components/schemas", name))
            .collect(),
        ..LowerConfig::default()
    };
    let mut lowered = lower::lower(&document, &config);
    passes::run_all(&mut lowered.api);
    let mut json = BTreeMap::new();
    for said in &lowered.diagnostics {
        if said.effect == Effect::TypeIsJson {
            *json.entry(said.code).or_default() += 1;
        }
    }
    let names = names::assign(&lowered.api, &Lock::new(), &Config::default()).names;
    Types {
        name: name.to_owned(),
        api: lowered.api,
        names,
        json,
    }
}

/// The crates of both sides, and one of each without types.
fn packages(all: &[Types]) -> Result<Vec<Package>> {
    let package = |side: &str, name: &str, files: Vec<(String, String)>| Package {
        name: format!("{side}-{name}"),
        manifest: match side {
            "emitted" => workspace::emitted_manifest(),
            _ => DERIVED.to_owned(),
        },
        files,
    };
    let nothing = || vec![("lib.rs".to_owned(), String::new())];
    let mut packages = vec![
        package("emitted", WARM, nothing()),
        package("derived", WARM, nothing()),
    ];
    for (index, types) in all.iter().enumerate() {
        let index = index.to_string();
        packages.push(package("emitted", &index, emitted(types)?));
        packages.push(package("derived", &index, derived(types)));
    }
    Ok(packages)
}

/// The same types with derived serde, and the functions that use them.
fn derived(types: &Types) -> Vec<(String, String)> {
    vec![
        ("lib.rs".to_owned(), ROOT.to_owned()),
        (
            "types.rs".to_owned(),
            derived::types(&types.api, &types.names),
        ),
        (
            "uses.rs".to_owned(),
            derived::uses(&types.api, &types.names),
        ),
    ]
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
    found.push(("lib.rs".to_owned(), ROOT.to_owned()));
    found.push((
        "uses.rs".to_owned(),
        derived::emitted_uses(&types.api, &types.names),
    ));
    Ok(found)
}

fn rustc() -> Result<String> {
    let output = std::process::Command::new("rustc")
        .arg("--version")
        .output()
        .context("cannot start rustc")?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
