//! The codec at work, on types of the shapes that the generator emits (`golden`).

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod faults;
mod formats;
mod formats_suite;
#[cfg(feature = "serde")]
mod forward;
mod golden;
mod numbers;
mod oracle;
mod param_rules;
mod rules;
mod schema;
mod suite;
mod syntax;
mod unions;
mod values;
mod variants;
mod whole;

use counterpart_runtime::codec::{self, Decode, DecodeOptions};
use counterpart_runtime::{FaultKind, Faults, SyntaxProblem};

fn decode<T: Decode>(text: &str) -> Result<T, Faults> {
    codec::decode(text.as_bytes(), DecodeOptions::DEFAULT)
}

/// The faults of a text that is no `T`, as lines.
fn faults<T: Decode>(text: &str) -> Vec<String> {
    let Err(faults) = decode::<T>(text) else {
        panic!("no fault in {text}")
    };
    let mut lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    if faults.truncated() {
        lines.push("...".to_owned());
    }
    lines
}

/// The syntax fault of a text, which must stand alone and at the root.
fn syntax<T: Decode>(text: &str) -> Option<(usize, SyntaxProblem)> {
    let faults = decode::<T>(text).err()?;
    match faults.as_slice() {
        [fault] if fault.location.is_empty() => match fault.kind {
            FaultKind::Syntax { offset, problem } => Some((offset, problem)),
            _ => None,
        },
        _ => None,
    }
}
