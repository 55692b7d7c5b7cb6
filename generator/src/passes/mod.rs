//! Refinements of the IR between lowering and names: each pass has one job, in a file of its own.
//!
//! A pass is a function of the IR alone, is deterministic, and changes nothing where it has nothing to do: run twice, it
//! does what it does once.

mod alias_cycles;
mod boxing;
mod components;
mod conversions;
mod depth;
mod equal;
mod order;
mod placement;
mod reachability;
mod renumber;
mod usage;
mod views;

#[cfg(test)]
mod cycles_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod views_tests;

use crate::ir::Api;

/// A pass, by its name.
#[derive(Clone, Copy, Debug)]
pub struct Pass {
    /// What `counterpart ir --after` calls it.
    pub name: &'static str,
    /// Does it.
    pub run: fn(&mut Api),
}

/// All passes, in the order in which they run.
pub const ALL: &[Pass] = &[
    Pass {
        name: "usage",
        run: usage::run,
    },
    Pass {
        name: "views",
        run: views::run,
    },
    Pass {
        name: "reachability",
        run: reachability::run,
    },
    Pass {
        name: "order",
        run: order::run,
    },
    Pass {
        name: "equal",
        run: equal::run,
    },
    Pass {
        name: "alias_cycles",
        run: alias_cycles::run,
    },
    Pass {
        name: "boxing",
        run: boxing::run,
    },
    Pass {
        name: "conversions",
        run: conversions::run,
    },
    Pass {
        name: "depth",
        run: depth::run,
    },
    Pass {
        name: "placement",
        run: placement::run,
    },
];

/// There is no pass of this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no pass `{0}`; the passes are {names}", names = names())]
pub struct UnknownPass(
    /// The name.
    pub String,
);

fn names() -> String {
    let names: Vec<&str> = ALL.iter().map(|pass| pass.name).collect();
    names.join(", ")
}

/// Runs all passes.
pub fn run_all(api: &mut Api) {
    for pass in ALL {
        (pass.run)(api);
    }
}

/// Runs the passes, up to and with `last`; all of them without it.
///
/// # Errors
/// [`UnknownPass`], where there is no `last`; nothing was run then.
pub fn run(api: &mut Api, last: Option<&str>) -> Result<(), UnknownPass> {
    let count = match last {
        None => ALL.len(),
        Some(last) => {
            let index = ALL.iter().position(|pass| pass.name == last);
            index.ok_or_else(|| UnknownPass(last.to_owned()))? + 1
        }
    };
    for pass in ALL.iter().take(count) {
        (pass.run)(api);
    }
    Ok(())
}
