//! Where the document says nothing of a number's size, and its type in the output has one: said once, with a count.

use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::At;
use crate::lower::Lowerer;

/// What is narrower in the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Narrowed {
    /// Integers of any size, which have 64 bits.
    Integers,
    /// Numbers of any precision, which are doubles.
    Numbers,
}

impl Lowerer<'_> {
    /// Says for integers and numbers how many are narrower than the document says, at the first of them.
    pub(crate) fn say_narrowed(&mut self) {
        for kind in [Narrowed::Integers, Narrowed::Numbers] {
            let places = self.schemas.narrowed(kind);
            let first = (places.iter()).min_by_key(|at| (at.place.file, at.place.span.start));
            let said = first.map(|first| said(kind, places.len(), first));
            self.diagnostics.extend(said);
        }
    }
}

fn said(kind: Narrowed, count: usize, first: &At) -> Diagnostic {
    let are = |one: &str, many: &str| {
        if count == 1 {
            format!("1 {one}")
        } else {
            format!("{count} {many}")
        }
    };
    let (message, key, effect) = match kind {
        Narrowed::Integers => (
            are(
                "integer does not say its size, by `format` or by bounds on both sides: it has 64 bits",
                "integers do not say their size, by `format` or by bounds on both sides: they have 64 bits",
            ),
            "integer",
            "integers of more than 64 bits are refused",
        ),
        Narrowed::Numbers => (
            are(
                "number has no `format`: it is a double",
                "numbers have no `format`: they are doubles",
            ),
            "number",
            "digits beyond those of a double are lost",
        ),
    };
    let help = format!(
        "say a `format`, or keep all digits by `{key} = \"exact\"` below `[numbers]` in counterpart.toml"
    );
    Diagnostic::new(Code::Narrowed, first.place, &first.pointer, message)
        .with_help(help)
        .with_effect(Effect::Narrowed(effect.to_owned()))
}
