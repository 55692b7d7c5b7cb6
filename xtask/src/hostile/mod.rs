//! `cargo xtask hostile`: documents with hostile names in every place compile on both sides, warnings denied.

#![allow(
    clippy::indexing_slicing,
    reason = "of JSON that is made here: a missing key is added"
)]

mod check;
mod deck;
mod document;
mod fits;
mod frame;
mod judge;
mod pools;
#[path = "../../../tests/src/raw/rng.rs"]
mod rng;
mod schemas;

use std::fs;

use anyhow::{Context, Result, anyhow, ensure};
use clap::Args;
use counterpart::{Lock, Output, Sources};

use crate::workspace::{self, Workspace, shown};
use deck::Deck;
use rng::Rng;

/// How many documents, and which.
#[derive(Args)]
pub struct Plan {
    /// How many documents.
    #[arg(long, default_value_t = 500)]
    pub documents: usize,
    /// What the names are chosen by: the same number gives the same documents.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

/// A document, and what stands in its way.
struct Made {
    stem: String,
    text: String,
    output: Output,
    faults: Vec<String>,
}

/// Makes the documents, generates both crates of each into one workspace, and has them checked at once.
pub fn hostile(plan: &Plan) -> Result<()> {
    let mut rng = Rng::new(plan.seed);
    let mut deck = Deck::new()?;
    let texts: Vec<(String, String)> = (0..plan.documents)
        .map(|index| {
            let names = deck.deal(&mut rng);
            let document = document::document(&mut rng, names);
            Ok((
                format!("d{index:04}"),
                serde_json::to_string_pretty(&document)?,
            ))
        })
        .collect::<Result<_>>()?;
    let mut workspace = Workspace::anew("hostile")?;
    let mut faults = Vec::new();
    for made in generated(&texts)? {
        let path = workspace.folder.join(format!("{}.json", made.stem));
        fs::write(path, &made.text)?;
        if made.faults.is_empty() {
            workspace.add(&made.stem, &made.output)?;
        }
        faults.extend(made.faults);
    }
    faults.extend(check::check(&workspace)?);
    for fault in &faults {
        println!("{fault}");
    }
    ensure!(
        faults.is_empty(),
        "{} faults; the documents are in {}",
        faults.len(),
        shown(&workspace.folder)
    );
    let (families, singles) = deck.len();
    println!(
        "{} documents of {families} families of names and {singles} other names: {} crates, no warning",
        plan.documents,
        workspace.members.len()
    );
    Ok(())
}

/// What is generated of each text, by as many threads as there are cores.
fn generated(texts: &[(String, String)]) -> Result<Vec<Made>> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = texts.len().div_ceil(cores).max(1);
    let shares = std::thread::scope(|scope| {
        let threads: Vec<_> = texts
            .chunks(share)
            .map(|texts| scope.spawn(|| texts.iter().map(one).collect::<Result<Vec<_>>>()))
            .collect();
        let ended = threads.into_iter().map(|thread| {
            let ended = thread.join();
            ended.unwrap_or_else(|_| Err(anyhow!("the generator panicked")))
        });
        ended.collect::<Result<Vec<_>>>()
    })?;
    Ok(shares.into_iter().flatten().collect())
}

fn one((stem, text): &(String, String)) -> Result<Made> {
    let name = format!("{stem}.json");
    let sources = Sources::from_text(&name, text.clone())
        .ok()
        .with_context(|| format!("{name} cannot be read"))?;
    let config = workspace::config(stem)?;
    let output = counterpart::generate(&sources, &config, &Lock::new());
    Ok(Made {
        stem: stem.clone(),
        text: text.clone(),
        faults: judge::faults(stem, &sources, &config, &output),
        output,
    })
}
