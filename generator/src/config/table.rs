//! Typed access to a TOML table that misses nothing: what was not asked for is a fault.

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Effect};
use crate::source::{FileId, Place, Span};

use super::{Spanned, closest};

/// A table, and the faults found in it.
pub(super) struct Table<'t> {
    name: String,
    file: FileId,
    table: &'t DeTable<'t>,
    known: Vec<&'static str>,
}

impl<'t> Table<'t> {
    pub(super) fn new(name: &str, file: FileId, table: &'t DeTable<'t>) -> Self {
        Self {
            name: name.to_owned(),
            file,
            table,
            known: Vec::new(),
        }
    }

    fn value(&mut self, key: &'static str) -> Option<&'t TomlSpanned<DeValue<'t>>> {
        self.known.push(key);
        self.table.get(key)
    }

    pub(super) fn string(
        &mut self,
        key: &'static str,
        faults: &mut Diagnostics,
    ) -> Option<Spanned<String>> {
        let value = self.value(key)?;
        text(self.file, key, value, faults)
    }

    pub(super) fn boolean(&mut self, key: &'static str, faults: &mut Diagnostics) -> Option<bool> {
        let value = self.value(key)?;
        if let DeValue::Boolean(value) = value.get_ref() {
            return Some(*value);
        }
        faults.push(wrong(self.file, key, value, "true or false"));
        None
    }

    /// A number that is not zero.
    pub(super) fn number(&mut self, key: &'static str, faults: &mut Diagnostics) -> Option<u32> {
        let value = self.value(key)?;
        if let DeValue::Integer(number) = value.get_ref() {
            // What does not fit is told below, as all that is no number from 1 on.
            let found = u32::from_str_radix(number.as_str(), number.radix()).ok();
            if let Some(found) = found.filter(|found| *found > 0) {
                return Some(found);
            }
        }
        faults.push(wrong(self.file, key, value, "a number from 1 on"));
        None
    }

    pub(super) fn strings(
        &mut self,
        key: &'static str,
        faults: &mut Diagnostics,
    ) -> Vec<Spanned<String>> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        strings(self.file, key, value, faults)
    }

    pub(super) fn table(
        &mut self,
        key: &'static str,
        faults: &mut Diagnostics,
    ) -> Option<Table<'t>> {
        let value = self.value(key)?;
        if let DeValue::Table(table) = value.get_ref() {
            return Some(Table::new(key, self.file, table));
        }
        faults.push(wrong(self.file, key, value, "a table"));
        None
    }

    pub(super) fn tables(
        &mut self,
        key: &'static str,
        faults: &mut Diagnostics,
    ) -> Vec<(Span, Table<'t>)> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value.get_ref() else {
            faults.push(wrong(self.file, key, value, "an array of tables"));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items.iter() {
            match item.get_ref() {
                DeValue::Table(table) => {
                    tables.push((span(item), Table::new(key, self.file, table)))
                }
                _ => faults.push(wrong(self.file, key, item, "a table")),
            }
        }
        tables
    }

    /// A table of the user's keys.
    pub(super) fn map(
        &mut self,
        key: &'static str,
        faults: &mut Diagnostics,
    ) -> Vec<(Spanned<String>, Spanned<String>)> {
        let Some(table) = self.table(key, faults) else {
            return Vec::new();
        };
        let mut entries = Vec::new();
        for (name, value) in table.table {
            let name = spanned(name);
            if let Some(value) = text(self.file, &name.value, value, faults) {
                entries.push((name, value));
            }
        }
        entries
    }

    /// A table of the user's keys, each with an array of strings.
    pub(super) fn lists(
        &mut self,
        key: &'static str,
        faults: &mut Diagnostics,
    ) -> Vec<(Spanned<String>, Vec<Spanned<String>>)> {
        let Some(table) = self.table(key, faults) else {
            return Vec::new();
        };
        let entries = table.table.iter().map(|(name, value)| {
            let name = spanned(name);
            let list = strings(self.file, &name.value, value, faults);
            (name, list)
        });
        entries.collect()
    }

    /// Reports every key that was not asked for.
    pub(super) fn finish(self, faults: &mut Diagnostics) {
        for (key, _) in self.table {
            let name: &str = key.get_ref();
            if self.known.contains(&name) {
                continue;
            }
            let place = Place {
                file: self.file,
                span: span(key),
            };
            let inside = if self.name.is_empty() {
                String::new()
            } else {
                format!(" in `{}`", self.name)
            };
            let fault = fault(place, format!("there is no key `{name}`{inside}"));
            faults.push(fault.with_help(match closest(name, &self.known) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("the keys are `{}`", self.known.join("`, `")),
            }));
        }
    }
}

pub(super) fn fault(place: Place, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::Config, place, "#", message).with_effect(Effect::NothingWritten)
}

fn text(
    file: FileId,
    key: &str,
    value: &TomlSpanned<DeValue<'_>>,
    faults: &mut Diagnostics,
) -> Option<Spanned<String>> {
    if let DeValue::String(text) = value.get_ref() {
        return Some(Spanned {
            value: text.to_string(),
            span: span(value),
        });
    }
    faults.push(wrong(file, key, value, "a string"));
    None
}

fn strings(
    file: FileId,
    key: &str,
    value: &TomlSpanned<DeValue<'_>>,
    faults: &mut Diagnostics,
) -> Vec<Spanned<String>> {
    if let DeValue::Array(items) = value.get_ref() {
        return items
            .iter()
            .filter_map(|item| text(file, key, item, faults))
            .collect();
    }
    faults.push(wrong(file, key, value, "an array of strings"));
    Vec::new()
}

fn spanned(key: &TomlSpanned<std::borrow::Cow<'_, str>>) -> Spanned<String> {
    Spanned {
        value: key.get_ref().to_string(),
        span: span(key),
    }
}

fn wrong(file: FileId, key: &str, value: &TomlSpanned<DeValue<'_>>, expected: &str) -> Diagnostic {
    let place = Place {
        file,
        span: span(value),
    };
    fault(place, format!("`{key}` is not {expected}"))
}

fn span<T>(value: &TomlSpanned<T>) -> Span {
    Span::new(value.span().start, value.span().end)
}
