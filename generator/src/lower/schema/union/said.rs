//! What a `discriminator` says of the alternatives.

use super::Lowerer;
use super::alternative::Alternative;
use super::choice::Said;
use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::{Discriminator, Link, Schema, SchemaId, SchemaObject};
use crate::ir::VariantOf;

impl Lowerer<'_> {
    /// What the document says of each alternative, beside its schema. The discriminator may be that of a schema that all of
    /// them extend.
    pub(super) fn said(
        &mut self,
        discriminator: Option<&Discriminator>,
        is_own: bool,
        alternatives: &[Alternative],
    ) -> Vec<Said> {
        let targets: Vec<Option<SchemaId>> = (alternatives.iter())
            .map(|one| self.target(&one.schema))
            .collect();
        let mut said: Vec<Said> = (alternatives.iter())
            .map(|one| Said {
                kinds: one.kinds,
                mapped: Vec::new(),
                name: match &one.of {
                    VariantOf::Schema(_) => self.component(&one.schema),
                    _ => None,
                },
                is_default: false,
            })
            .collect();
        let Some(discriminator) = discriminator else {
            return said;
        };
        let place = |link: &Link<Schema>| {
            let id = link.to.as_ref().ok().copied()?;
            targets.iter().position(|target| *target == Some(id))
        };
        for entry in &discriminator.mapping {
            match place(&entry.schema).and_then(|place| said.get_mut(place)) {
                Some(said) => said.mapped.push(entry.value.clone()),
                // A base has children that are no variants here.
                None if !is_own => {}
                None => {
                    self.say_no_variant(&entry.schema, format!("the mapping of `{}`", entry.value))
                }
            }
        }
        if let Some(link) = &discriminator.default_mapping {
            match place(link).and_then(|place| said.get_mut(place)) {
                Some(said) => said.is_default = true,
                None if !is_own => {}
                None => self.say_no_variant(link, "the `defaultMapping`".to_owned()),
            }
        }
        said
    }

    fn say_no_variant(&mut self, link: &Link<Schema>, what: String) {
        self.diagnostics.push(
            Diagnostic::new(
                Code::TagTarget,
                link.at.place,
                &link.at.pointer,
                format!("`{}` is not one of the variants", link.target),
            )
            .with_effect(Effect::Ignored(what)),
        );
    }

    fn target(&self, schema: &Schema) -> Option<SchemaId> {
        let Schema::Object(object) = schema else {
            return None;
        };
        link(object)?.to.as_ref().ok().copied()
    }

    /// The name of the component that an alternative refers to.
    fn component(&self, schema: &Schema) -> Option<String> {
        let Schema::Object(object) = schema else {
            return None;
        };
        let link = link(object)?;
        self.referenced_schema(link).ok().map(|found| found.name)
    }
}

/// What an alternative refers to, or is made from.
fn link(object: &SchemaObject) -> Option<&Link<Schema>> {
    object.reference.as_ref().or(object.stands_for.as_ref())
}
