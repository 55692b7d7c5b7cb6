//! What a schema has that nothing honours. What it demands is said where rules are made of it.

use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::{Demand, SchemaObject};
use crate::source::{Place, pointer};

use super::others::is_by_patterns;
use super::{Lowerer, keywords};

impl Lowerer<'_> {
    /// Says which of the schema's keywords are not honoured: one diagnostic for all constraints of a place.
    pub(super) fn report_keywords(&mut self, object: &SchemaObject) {
        self.report_constraints(object);
        self.say_patterns(object);
        self.report_elsewhere(object);
        self.report_unknown(object);
    }

    fn report_constraints(&mut self, object: &SchemaObject) {
        let constraints: Vec<(&str, Place)> = keywords::constraints(object)
            .map(|key| (&*key.text, key.place))
            .collect();
        if let Some((first, place)) = constraints.first() {
            let names: Vec<&str> = constraints.iter().map(|(name, _)| *name).collect();
            let verb = if names.len() == 1 { "is" } else { "are" };
            self.diagnostics.push(
                Diagnostic::new(
                    Code::NotChecked,
                    *place,
                    pointer::join(&object.at.pointer, first),
                    format!("`{}` {verb} not checked", names.join("`, `")),
                )
                .with_effect(Effect::NotChecked(names.join(", "))),
            );
        }
    }

    /// Says where members are of the types that patterns name, whatever their names.
    pub(super) fn say_patterns(&mut self, object: &SchemaObject) {
        let mut demands = object.assertions.iter();
        let patterns = demands.find(|one| matches!(one.demand, Demand::PatternProperties(_)));
        let Some(patterns) = patterns else {
            return;
        };
        if is_by_patterns(object) {
            let message = "members that match no pattern are taken for those that do";
            self.diagnostics.push(
                Diagnostic::new(
                    Code::PatternsAlone,
                    patterns.at.place,
                    patterns.at.pointer.clone(),
                    message,
                )
                .with_help("say what other members are by `additionalProperties`")
                .with_effect(Effect::Assumed(
                    "the types of `patternProperties`".to_owned(),
                )),
            );
        }
    }

    /// Says which of the schema's keywords JSON Schema does not have.
    pub(super) fn report_unknown(&mut self, object: &SchemaObject) {
        for key in keywords::unknown(object) {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::UnknownKeyword,
                    key.place,
                    pointer::join(&object.at.pointer, &key.text),
                    format!("`{}` is not a keyword of JSON Schema", key.text),
                )
                .with_effect(Effect::Ignored(key.text.to_string())),
            );
        }
    }
}
