//! `cargo xtask bench beside COMMIT`: this tree beside an earlier commit of it, in a second tree, in turns.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use wait4::Wait4;

use super::measure::{Build, Cost, Spread, cost};
use crate::process::{cargo, run, show};
use crate::root;

/// What is compared, and how often.
#[derive(clap::Args)]
pub struct Beside {
    /// The commit that this tree is compared with.
    pub commit: String,
    /// The document whose generated crates are compared; the types of its components, too.
    pub document: Option<PathBuf>,
    /// How often each side of a row is measured.
    #[arg(long, default_value_t = 3)]
    pub rounds: usize,
    /// What is done to the crates of types.
    #[arg(long = "build", value_enum, default_values_t = Build::ALL)]
    pub builds: Vec<Build>,
}

/// A tree whose xtask and generator are built.
struct Tree {
    root: PathBuf,
}

/// Compares the types, the codec and, with a document, what `gen` writes for it; prints one table of ratios, below 1 where this tree is better.
pub fn beside(plan: &Beside) -> Result<()> {
    let document = match &plan.document {
        Some(document) => Some(fs::canonicalize(document).context("the document")?),
        None => None,
    };
    let trees = [Tree { root: root() }, earlier(&plan.commit)?];
    for tree in &trees {
        tree.write_types(document.as_deref())?;
    }
    println!("\n| what | this tree | {} | ratio | spread |", plan.commit);
    println!("|---|---|---|---|---|");
    let documents = 1 + usize::from(document.is_some());
    for index in 0..documents {
        for build in &plan.builds {
            let package = format!("emitted-{index}");
            let name = ["300 objects", "the document"].get(index).unwrap_or(&"");
            let what = format!("types of {name}, {}", build.name());
            row_of_costs(&what, plan.rounds, &trees, |tree| {
                let folder = tree.root.join("target/bench-types");
                cost(&folder, &tree.root.join("target/bench"), &package, *build)
            })?;
        }
    }
    if let Some(document) = &document {
        row_of_costs("gen", plan.rounds, &trees, |tree| tree.generate(document))?;
        for side in ["server", "client"] {
            for tree in &trees {
                tree.check(side)?;
            }
            let what = format!("check of the {side}");
            row_of_costs(&what, plan.rounds, &trees, |tree| tree.check(side))?;
        }
    }
    codec(plan.rounds, &trees)
}

/// One row for CPU seconds and one for memory.
fn row_of_costs(
    what: &str,
    rounds: usize,
    trees: &[Tree; 2],
    measure: impl Fn(&Tree) -> Result<Cost>,
) -> Result<()> {
    let mut costs = Vec::new();
    let [ours, theirs] = trees;
    for _ in 0..rounds {
        // The two follow each other at once, so that what else the machine does hits both.
        costs.push((measure(ours)?, measure(theirs)?));
    }
    row(
        &format!("{what}, CPU s"),
        costs.iter().map(|(a, b)| (a.cpu, b.cpu)),
    );
    row(
        &format!("{what}, MB"),
        costs.iter().map(|(a, b)| (a.memory, b.memory)),
    );
    Ok(())
}

fn row(what: &str, rounds: impl Iterator<Item = (f64, f64)> + Clone) {
    let ratio = Spread::of(rounds.clone().map(|(ours, theirs)| ours / theirs));
    println!(
        "| {what} | {:.2} | {:.2} | {:.2} | {:.2} to {:.2} |",
        Spread::of(rounds.clone().map(|(ours, _)| ours)).median,
        Spread::of(rounds.map(|(_, theirs)| theirs)).median,
        ratio.median,
        ratio.least,
        ratio.most,
    );
}

/// The codec's own benchmark in both trees, in turns: what is compared is each row's ratio to derived serde, which is the same program in both.
fn codec(rounds: usize, trees: &[Tree; 2]) -> Result<()> {
    let mut found: BTreeMap<String, Vec<(f64, f64)>> = BTreeMap::new();
    let [ours, theirs] = trees;
    for _ in 0..rounds {
        let (ours, theirs) = (ours.codec()?, theirs.codec()?);
        for (what, ratio) in ours {
            let other = theirs.get(&what).copied().unwrap_or(f64::NAN);
            found.entry(what).or_default().push((ratio, other));
        }
    }
    for (what, ratios) in found {
        row(
            &format!("codec, {what}, of derived serde's time"),
            ratios.iter().copied(),
        );
    }
    Ok(())
}

/// The commit in a tree of its own, which stays for the next time.
fn earlier(commit: &str) -> Result<Tree> {
    let folder = root().join("target/beside").join(commit);
    if !folder.exists() {
        let mut git = Command::new("git");
        let git = git.args(["worktree", "add", "--detach", "--force"]);
        run(git.arg(&folder).arg(commit).current_dir(root()))?;
    }
    Ok(Tree { root: folder })
}

impl Tree {
    /// Cargo in this tree, with what it builds in this tree.
    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = cargo();
        command
            .args(arguments)
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", self.root.join("target"))
            .env_remove("RUSTFLAGS");
        command
    }

    /// Has the tree's own benchmark write its crates of types, and build what they need.
    fn write_types(&self, document: Option<&Path>) -> Result<()> {
        run(&mut self.cargo(&["fetch", "--quiet"]))?;
        let mut command = self.cargo(&["xtask", "bench", "types", "--rounds", "0"]);
        command.args(document);
        run(&mut command)?;
        run(&mut self.cargo(&["build", "--release", "--quiet", "--package", "counterpart"]))
    }

    fn written(&self) -> PathBuf {
        self.root.join("target/bench-beside")
    }

    /// Writes both crates of a document anew.
    fn generate(&self, document: &Path) -> Result<Cost> {
        let written = self.written();
        if written.exists() {
            fs::remove_dir_all(&written)?;
        }
        let mut command = Command::new(self.root.join("target/release/counterpart"));
        command
            .arg("gen")
            .arg(document)
            .arg("--out")
            .arg(&written)
            .arg("--runtime-path")
            .arg(self.root.join("runtime"))
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut child = command.spawn().context("cannot start counterpart")?;
        let used = child.wait4().context("cannot wait for counterpart")?;
        ensure!(used.status.success(), "`{}` failed", show(&command));
        fs::write(
            written.join("Cargo.toml"),
            "[workspace]\nresolver = \"3\"\nmembers = [\"server\", \"client\"]\n",
        )?;
        fs::copy(self.root.join("Cargo.lock"), written.join("Cargo.lock"))?;
        Ok(Cost {
            cpu: (used.rusage.utime + used.rusage.stime).as_secs_f64(),
            memory: used.rusage.maxrss as f64 / (1024.0 * 1024.0),
        })
    }

    fn check(&self, side: &str) -> Result<Cost> {
        let written = self.written();
        let package = format!("generated-{side}");
        let target = self.root.join("target/beside-build");
        // The folder is called by its side, the package is not.
        let folder = written.join(side).join("src/lib.rs");
        super::measure::cost_of(&written, &folder, &target, &package, Build::Check)
    }

    /// The rows of the codec's benchmark: ours divided by derived serde's.
    fn codec(&self) -> Result<BTreeMap<String, f64>> {
        let mut command = self.cargo(&["xtask", "bench", "codec"]);
        let output = command.stderr(Stdio::inherit()).output()?;
        ensure!(output.status.success(), "`{}` failed", show(&command));
        let text = String::from_utf8_lossy(&output.stdout);
        let rows = text.lines().filter_map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let ["", body, _, what, _, _, ratio, ..] = cells.as_slice() else {
                return None;
            };
            Some((format!("{what} of {body}"), ratio.parse().ok()?))
        });
        Ok(rows.collect())
    }
}
