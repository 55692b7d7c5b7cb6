//! "Adding never changes what was there" (DESIGN.md section 3), over random cuts of the documents of `specs/` and of twelve real ones.
//!
//! `COUNTERPART_CUTS` is how many cuts each document gets, 5 without it; `cargo xtask nightly` asks for 200. `COUNTERPART_CUTS_OF` is a part
//! of a document's name, and `COUNTERPART_CUTS_FROM` the first seed, for looking into one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use counterpart_tests::adding::allowed::{ALL, Decided, entry};
use counterpart_tests::adding::{Case, Change, Pair};
use counterpart_tests::documents::{TWELVE, specs_and};
use counterpart_tests::raw::cut::Reach;
use counterpart_tests::raw::parse;
use serde_json::Value;

/// A change that may not be, by its name and what it looks like.
type Known = (&'static str, fn(&Change) -> bool);

/// What is known to change and may not, and who mends it. An entry that no cut needs any more is taken out.
const OPEN: &[Known] = &[];

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |text| text.parse().expect("a number"))
}

fn documents() -> Vec<PathBuf> {
    let mut found = specs_and(&TWELVE);
    let wanted = std::env::var("COUNTERPART_CUTS_OF").unwrap_or_default();
    found.retain(|path| name_of(path).contains(&wanted));
    found
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().expect("a name");
    name.to_string_lossy().into_owned()
}

/// What came of the cuts of one document.
#[derive(Default)]
struct Row {
    cuts: usize,
    gone: usize,
    used: BTreeMap<&'static str, usize>,
    faults: Vec<String>,
    open: usize,
    time: Duration,
}

fn cuts(name: &str, document: &Value) -> Row {
    let start = Instant::now();
    let mut row = Row::default();
    let (wanted, first) = (
        number("COUNTERPART_CUTS", 5),
        number("COUNTERPART_CUTS_FROM", 0),
    );
    // Not every seed finds something to cut.
    for seed in first..first + 4 * wanted {
        if row.cuts as u64 >= wanted {
            break;
        }
        let Some(case) = Case::of(document, seed) else {
            continue;
        };
        match case.run() {
            Ok(mut outcome) => {
                row.cuts += 1;
                row.gone += outcome.gone;
                for (entry, count) in &outcome.used {
                    *row.used.entry(entry).or_default() += count;
                }
                let before = outcome.faults.len();
                outcome
                    .faults
                    .retain(|change| !OPEN.iter().any(|(_, is)| is(change)));
                row.open += before - outcome.faults.len();
                if !outcome.faults.is_empty() {
                    let known = |change: &Change| OPEN.iter().any(|(_, is)| is(change));
                    let smaller = case.smaller(&known);
                    let mut faults = smaller
                        .run()
                        .map_or_else(|_| Vec::new(), |outcome| outcome.faults);
                    faults.retain(|change| !known(change));
                    let lines: Vec<String> =
                        faults.iter().take(6).map(ToString::to_string).collect();
                    row.faults.push(format!(
                        "{name}, seed {seed}, {:?}: adding {:?} changes {} items:\n  {}",
                        smaller.reach,
                        smaller.chosen,
                        faults.len(),
                        lines.join("\n  ")
                    ));
                }
            }
            // A cut may leave no operation that is emitted.
            Err(why) if why.starts_with("cut: ") => {}
            Err(why) => row.faults.push(format!("{name}, seed {seed}: {why}")),
        }
    }
    row.time = start.elapsed();
    row
}

#[test]
fn adding_changes_nothing_that_was_there() {
    let documents = documents();
    let next = AtomicUsize::new(0);
    let rows = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(path) = documents.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let text = std::fs::read_to_string(path).expect("a document");
                    let name = name_of(path);
                    let row = cuts(&name, &parse(&text).expect("JSON or YAML"));
                    rows.lock().expect("no thread panics").push((name, row));
                }
            });
        }
    });
    let mut rows = rows.into_inner().expect("no thread panics");
    rows.sort_by(|one, other| one.0.cmp(&other.0));
    println!(
        "| document | cuts | places gone | changes that the list allows | s |\n|---|---|---|---|---|"
    );
    for (name, row) in &rows {
        let used: Vec<String> = row
            .used
            .iter()
            .map(|(entry, count)| format!("{entry} {count}"))
            .collect();
        println!(
            "| {name} | {} | {} | {} | {:.1} |",
            row.cuts,
            row.gone,
            used.join(", "),
            row.time.as_secs_f64()
        );
    }
    for (name, row) in rows
        .iter()
        .filter(|(name, _)| TWELVE.contains(&name.as_str()))
    {
        let wanted = number("COUNTERPART_CUTS", 5);
        assert!(
            row.cuts as u64 >= wanted,
            "{name} was cut {} times",
            row.cuts
        );
    }
    let faults: Vec<&String> = rows.iter().flat_map(|(_, row)| &row.faults).collect();
    for fault in &faults {
        println!("{fault}");
    }
    let cuts: usize = rows.iter().map(|(_, row)| row.cuts).sum();
    println!(
        "{cuts} cuts, {} with changes that nothing allows",
        faults.len()
    );
    assert!(faults.is_empty());
}

#[test]
fn each_entry_of_the_list_is_needed_and_decided() {
    for allowed in ALL {
        let [before, after] = allowed.needed;
        let pair =
            Pair::of(before, after, allowed.roles.iter().copied().collect()).expect(allowed.name);
        let changes = pair.changes();
        assert!(
            !changes.is_empty(),
            "`{}` is not needed: nothing changes",
            allowed.name
        );
        for change in &changes {
            let by = entry(change, &pair, Reach::Listed);
            assert!(
                by.is_some(),
                "`{}`: {change}\nis allowed by nothing",
                allowed.name
            );
        }
        assert!(
            changes.iter().any(|change| (allowed.is)(change, &pair)),
            "`{}` is not needed: its document's changes are of other kinds",
            allowed.name
        );
        match allowed.decided {
            Decided::Page(page) => assert!(Path::new("..").join(page).is_file(), "{page}"),
            Decided::Design(words) => {
                if let Ok(design) = std::fs::read_to_string("../../shared/design/DESIGN.md") {
                    let design = design.split_whitespace().collect::<Vec<_>>().join(" ");
                    assert!(design.contains(words), "DESIGN.md does not say: {words}");
                }
            }
        }
    }
}
