//! What must hold of each document before a compiler sees its crates.

use std::collections::BTreeSet;

use counterpart::diagnostic::{Colour, Diagnostics, Effect, render_all};
use counterpart::source::FileId;
use counterpart::{Config, Lock, Output, Sources};

/// The longest name of a file, its ending included; file systems take 255 bytes, and a path of several names 4,096, or 260 in all on Windows.
const MOST_OF_A_FILE: usize = 80;

/// Diagnostics that a valid document may meet here, with the reason.
const EXPECTED: &[(&str, &str)] = &[
    (
        "CP0130",
        "integers and numbers have no size here: that is about values, not about names",
    ),
    (
        "CP0211",
        "an answer has one body of JSON; the names of the other media types must do no harm all the same",
    ),
];

/// What is wrong with what was generated of a document.
pub fn faults(stem: &str, sources: &Sources, config: &Config, output: &Output) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fault = |text: String| faults.push(format!("{stem}: {text}"));
    if output.is_refused() || output.files.is_empty() {
        let said = render_all(&output.diagnostics, sources, Colour::Never);
        fault(format!("nothing is generated:\n{said}"));
    }
    for one in &output.diagnostics {
        let is_expected = EXPECTED.iter().any(|(code, _)| *code == one.code.as_str());
        if one.effect != Effect::None && !is_expected {
            let mut only = Diagnostics::new();
            only.push(one.clone());
            fault(render_all(&only, sources, Colour::Never));
        }
    }
    // As the next run reads it.
    let text = output.lock.to_text();
    match Lock::parse(&text, FileId(0)) {
        Ok(lock) => {
            let again = counterpart::generate(sources, config, &lock);
            if again.files != output.files || again.lock.to_text() != text {
                fault("its own lock gives it other names".to_owned());
            }
        }
        Err(said) => {
            let said: Vec<String> = said.iter().map(|one| one.message.clone()).collect();
            fault(format!("its own lock cannot be read: {}", said.join("; ")));
        }
    }
    let mut seen = BTreeSet::new();
    for file in &output.files {
        if !seen.insert(file.path.to_lowercase()) {
            fault(format!(
                "`{}` differs from another file by case only",
                file.path
            ));
        }
        let names = file.path.split('/');
        for name in names.filter(|name| name.len() > MOST_OF_A_FILE || is_of_windows(name)) {
            fault(format!("not every file system has a file `{name}`"));
        }
    }
    faults
}

/// Windows has no files of these names, whatever ends them.
fn is_of_windows(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    let is_port = |port: &str| {
        stem.strip_prefix(port)
            .is_some_and(|digit| matches!(digit.as_bytes(), [b'1'..=b'9']))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || is_port("com") || is_port("lpt")
}
