//! Names that the configuration fixes.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::source::Place;

use crate::identifier::{Case, escape_keyword, is_valid};

/// `rename` of the configuration. A place may hold a type and the field that it is the type of: a name in upper camel
/// case renames the one, a name in snake case the other.
pub(super) struct Renames {
    all: BTreeMap<String, Rename>,
}

struct Rename {
    name: String,
    place: Place,
    used: bool,
}

impl Renames {
    pub(super) fn new(config: &Config) -> Self {
        let all = config.rename.iter().map(|(pointer, name)| {
            let place = config.place(name.span);
            let name = escape_keyword(name.value.clone());
            (
                pointer.value.clone(),
                Rename {
                    name,
                    place,
                    used: false,
                },
            )
        });
        Self { all: all.collect() }
    }

    /// The name for what stands there and is written in that case.
    pub(super) fn take(&mut self, pointer: &str, case: Case) -> Option<(String, Place)> {
        let rename = self.all.get_mut(pointer)?;
        if !is_valid(&rename.name, case) {
            return None;
        }
        rename.used = true;
        Some((rename.name.clone(), rename.place))
    }

    /// Those that renamed nothing.
    pub(super) fn unused(&self) -> Vec<Diagnostic> {
        let unused = self.all.iter().filter(|(_, rename)| !rename.used);
        unused
            .map(|(pointer, rename)| rename.fault(pointer))
            .collect()
    }
}

impl Rename {
    fn fault(&self, pointer: &str) -> Diagnostic {
        let name = &self.name;
        if !is_valid(name, Case::Camel) && !is_valid(name, Case::Snake) {
            let message = format!("`{name}` is not an identifier in UpperCamelCase or snake_case");
            return Diagnostic::new(Code::FixedName, self.place, pointer, message)
                .with_effect(Effect::NothingWritten);
        }
        let kind = if is_valid(name, Case::Camel) {
            "type, value or variant"
        } else {
            "field, parameter, operation, group or scheme"
        };
        Diagnostic::new(
            Code::ConfigUnused,
            self.place,
            pointer,
            format!("there is no {kind} at `{pointer}` to be called `{name}`"),
        )
    }
}
