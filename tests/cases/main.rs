//! Values through emitted types of small documents: `cargo xtask schemas cases`.
//!
//! The samples of `../shared/cases`, and of each case three neighbours of our own (`tests/neighbours`): one program over all of them.

mod neighbours;
mod samples;

use std::collections::BTreeSet;

use counterpart_tests::schemas::equal::is_equal_but;
use counterpart_tests::schemas::probe;
use counterpart_tests::schemas::program::{Ask, Program, Told, View};
use serde_json::Value;

/// What is to become of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// It is taken, and comes back equal.
    Equal,
    /// It is taken; the text may change.
    Accept,
    /// It is refused.
    Refuse,
}

/// A value, and what is to become of it.
pub struct Row {
    /// Where it is from, and why.
    pub label: String,
    /// What is asked.
    pub ask: Ask,
    /// The value alone.
    pub instance: String,
    /// What is to become of it.
    pub expect: Expect,
    /// The schema in the probe, where the value is asked for through one.
    pub index: Option<usize>,
    /// The members that a value may lack behind the round: none that the document names.
    pub named: BTreeSet<String>,
    /// The members with a default, which an answer may gain.
    pub defaulted: BTreeSet<String>,
}

#[test]
fn each_value_is_what_is_expected() {
    let mut program = Program::anew("cases").expect("the target folder");
    let mut failures = Vec::new();
    let mut rows = samples::rows(&mut program);
    rows.extend(neighbours::rows(&mut program, &mut failures));
    let built = program.build().expect("what is emitted compiles");
    let asks: Vec<Ask> = rows.iter().map(|row| row.ask.clone()).collect();
    let told = built.ask(&asks).expect("the program answers");
    for (row, told) in rows.iter().zip(&told) {
        if let Some(why) = wrong(row, told) {
            failures.push(format!(
                "{} {:?} {:?}: {} should be {:?}: {why}",
                row.label, row.ask.side, row.ask.view, row.instance, row.expect
            ));
        }
    }
    for failure in &failures {
        println!("{failure}");
    }
    println!("{} values, {} wrong", rows.len(), failures.len());
    assert!(failures.is_empty());
}

fn wrong(row: &Row, told: &Told) -> Option<String> {
    let may_miss = |name: &str| !row.named.contains(name);
    let may_add = |name: &str| row.ask.view == View::Response && row.defaulted.contains(name);
    match (told, row.expect) {
        (Err(_), Expect::Refuse) | (Ok(_), Expect::Accept) => None,
        (Ok(text), Expect::Refuse) => Some(format!("taken, became {text}")),
        (Ok(text), Expect::Equal) => {
            let given: Value = serde_json::from_str(&row.instance).expect("JSON");
            let got = match row.index {
                Some(index) => probe::told(index, text),
                None => serde_json::from_str(text).ok(),
            };
            match got {
                Some(got) if is_equal_but(&given, &got, &may_miss, &may_add) => None,
                None if given.is_null() => None,
                _ => Some(format!("became {text}")),
            }
        }
        (Err(why), _) => Some(format!("refused: {why}")),
    }
}
