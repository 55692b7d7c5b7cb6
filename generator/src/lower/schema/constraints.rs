//! What a schema asks for that nothing checks.

use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::SchemaObject;
use crate::source::{Place, pointer};

use super::rules::rule;
use super::{Lowerer, keywords};

impl Lowerer<'_> {
    /// Says which of the schema's keywords are not honoured: one diagnostic for all constraints of a place.
    pub(super) fn report_keywords(&mut self, object: &SchemaObject) {
        self.report_constraints(object);
        self.report_unknown(object);
    }

    fn report_constraints(&mut self, object: &SchemaObject) {
        let other = keywords::constraints(object).map(|key| {
            let pointer = pointer::join(&object.at.pointer, &key.text);
            (&*key.text, key.place, pointer)
        });
        let unchecked = (object.assertions.iter()).filter(|one| rule(&one.demand).is_none());
        let demanded = unchecked.flat_map(|one| {
            let keywords = one.demand.keywords().into_iter();
            keywords.map(|keyword| (keyword, one.at.place, one.at.pointer.clone()))
        });
        let mut constraints: Vec<(&str, Place, String)> = demanded.chain(other).collect();
        constraints.sort_by_key(|(_, place, _)| place.span.start);
        if let Some((_, place, pointer)) = constraints.first() {
            let names: Vec<&str> = constraints.iter().map(|(name, ..)| *name).collect();
            let verb = if names.len() == 1 { "is" } else { "are" };
            self.diagnostics.push(
                Diagnostic::new(
                    Code::NotChecked,
                    *place,
                    pointer,
                    format!("`{}` {verb} not checked", names.join("`, `")),
                )
                .with_effect(Effect::NotChecked(names.join(", "))),
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

    /// Whether `anyOf` and `oneOf` add nothing but constraints to what stands beside them, as in
    /// `anyOf: [{required: [a]}, {required: [b]}]`. Says so.
    pub(super) fn alternatives_only_constrain(&mut self, object: &SchemaObject) -> bool {
        let mut alternatives = object.any_of.iter().chain(&object.one_of);
        if !alternatives.all(keywords::only_constrains) {
            return false;
        }
        let keyword = if object.any_of.is_empty() {
            "oneOf"
        } else {
            "anyOf"
        };
        self.say_not_checked(object, keyword);
        true
    }
}
