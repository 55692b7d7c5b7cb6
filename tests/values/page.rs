//! `docs/values.md`: a row for each document, as it was last run.

use std::collections::BTreeMap;
use std::fmt::Write as _;

const PAGE: &str = "../docs/values.md";

const HEAD: &str = "# Values of real documents through emitted types\n\n\
`COUNTERPART_VALUES=all cargo xtask schemas values --write` wrote this, a row for each document. Values are those that a document gives (`example`, `examples`, `default`), \
those sampled from its raw schemas, and the latter with one keyword broken; what is valid is said by the crate `jsonschema`. *Lost*: a valid value that the server (request view) or the \
client (response view) refuses, or that does not come back equal as DESIGN.md section 6 has it. *Taken*: a broken value that the server takes, or refuses without its place. CI runs \
`dograh.json`, `figma.yaml` and `mistral.yaml`; `cargo xtask nightly values` all.\n\n\
| document | given, not valid | given, valid | lost | sampled | lost | broken | taken | why |\n|---|---|---|---|---|---|---|---|---|\n";

/// How many values of a document were tried, and how many of them are lost.
#[derive(Default)]
pub struct Counts {
    /// What the document gives and is not of its schema.
    pub invalid: usize,
    pub given: (usize, usize),
    pub sampled: (usize, usize),
    pub broken: (usize, usize),
    /// Why they are lost.
    pub reasons: BTreeMap<&'static str, usize>,
}

/// The rows, by document.
pub struct Rows(BTreeMap<String, String>);

impl Rows {
    /// Those of the page as it is.
    pub fn read() -> Self {
        let page = std::fs::read_to_string(PAGE).unwrap_or_default();
        let rows = page.lines().filter_map(|line| {
            let name = line.strip_prefix("| ")?.split(' ').next()?;
            let is_row = name.contains('.');
            is_row.then(|| (name.to_owned(), line.to_owned()))
        });
        Self(rows.collect())
    }

    pub fn set(&mut self, name: &str, counts: &Counts) {
        let pair = |(count, lost): (usize, usize)| format!("{count} | {lost}");
        let reasons = counts.reasons.iter();
        let reasons: Vec<String> = reasons
            .map(|(why, count)| format!("{count}: {why}"))
            .collect();
        let row = format!(
            "| {name} | {} | {} | {} | {} | {} |",
            counts.invalid,
            pair(counts.given),
            pair(counts.sampled),
            pair(counts.broken),
            reasons.join("; ")
        );
        self.0.insert(name.to_owned(), row);
    }

    /// The row of a document.
    pub fn row(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |row| row)
    }

    /// Writes the page, where that is asked for.
    pub fn write(&self) {
        if std::env::var_os("COUNTERPART_WRITE").is_none() {
            return;
        }
        let mut page = HEAD.to_owned();
        let mut sums = [0_usize; 7];
        for row in self.0.values() {
            let cells = row.split('|').skip(2);
            for (sum, cell) in sums.iter_mut().zip(cells) {
                *sum += cell.trim().parse().unwrap_or(0);
            }
            let _infallible = writeln!(page, "{row}");
        }
        let sums: Vec<String> = sums.iter().map(ToString::to_string).collect();
        let _infallible = writeln!(page, "| all | {} | |", sums.join(" | "));
        std::fs::write(PAGE, page).expect("docs/");
    }
}
