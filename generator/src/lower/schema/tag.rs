//! `discriminator`: variants told apart by the value of a member (OpenAPI 3.1, 4.8.25).

use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::{Discriminator, Schema, SchemaId};
use crate::ir::Select;

use super::Lowerer;
use super::alternative::Alternative;

/// How many references a property is looked for through.
const MAX_STEPS: usize = 32;

impl Lowerer<'_> {
    /// How `discriminator` decides between `alternatives`, all of them objects.
    pub(super) fn tag(
        &mut self,
        discriminator: &Discriminator,
        alternatives: &[Alternative],
    ) -> Result<Select, Box<Diagnostic>> {
        let member = &discriminator.property;
        let mut mapping = self.explicit_mapping(discriminator, alternatives);
        for (index, alternative) in alternatives.iter().enumerate() {
            let Some(property) = self.find_property(&alternative.schema, member, &mut Vec::new())
            else {
                return Err(Box::new(
                    Diagnostic::new(
                        Code::TagUnusable,
                        discriminator.at.place,
                        &discriminator.at.pointer,
                        format!(
                            "the variant {} has no property `{member}`, which the `discriminator` names",
                            alternative.name()
                        ),
                    )
                    .with_note(alternative.schema.at().place, "the variant"),
                ));
            };
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            if mapping.iter().any(|(_, variant)| *variant == index) {
                continue;
            }
            let values = fixed_values(&property);
            let is_reference = matches!(&alternative.schema, Schema::Object(object) if object.reference.is_some() || object.stands_for.is_some());
            if !values.is_empty() {
                mapping.extend(values.into_iter().map(|value| (value, index)));
            } else if is_reference {
                mapping.push((alternative.name().to_owned(), index));
            } else {
                return Err(Box::new(
                    Diagnostic::new(
                        Code::TagUnusable,
                        discriminator.at.place,
                        &discriminator.at.pointer,
                        format!(
                            "nothing says which value of `{member}` the variant {} has",
                            alternative.name()
                        ),
                    )
                    .with_note(alternative.schema.at().place, "the variant")
                    .with_help(format!("give its `{member}` a `const`")),
                ));
            }
        }
        let twice = (mapping.iter().enumerate()).find(|(index, (value, _))| {
            (mapping.iter().skip(index + 1)).any(|(other, _)| other == value)
        });
        if let Some((_, (value, _))) = twice {
            return Err(Box::new(Diagnostic::new(
                Code::TagUnusable,
                discriminator.at.place,
                &discriminator.at.pointer,
                format!("two variants have the value `{value}` of `{member}`"),
            )));
        }
        Ok(Select::Tag {
            member: member.clone(),
            mapping,
        })
    }

    /// `mapping`, as far as it leads to variants.
    fn explicit_mapping(
        &mut self,
        discriminator: &Discriminator,
        alternatives: &[Alternative],
    ) -> Vec<(String, u32)> {
        let variants: Vec<Option<SchemaId>> = (alternatives.iter())
            .map(|alternative| match &alternative.schema {
                Schema::Object(object) => {
                    let link = object.reference.as_ref().or(object.stands_for.as_ref())?;
                    link.to.as_ref().ok().copied()
                }
                _ => None,
            })
            .collect();
        let mut mapping = Vec::new();
        for entry in &discriminator.mapping {
            let (value, link) = (&entry.value, &entry.schema);
            let id = link.to.as_ref().ok().copied();
            let variant = (variants.iter())
                .position(|variant| variant.is_some() && *variant == id)
                .and_then(|index| u32::try_from(index).ok());
            match variant {
                Some(variant) => mapping.push((value.clone(), variant)),
                None => self.diagnostics.push(
                    Diagnostic::new(
                        Code::TagTarget,
                        link.at.place,
                        &link.at.pointer,
                        format!("`{}` is not one of the variants", link.target),
                    )
                    .with_effect(Effect::Ignored(format!("the mapping of `{value}`"))),
                ),
            }
        }
        mapping
    }

    /// The schema of the property `name`, in the schema itself or in what it extends. `seen`: the references followed
    /// so far, each once.
    fn find_property(
        &mut self,
        schema: &Schema,
        name: &str,
        seen: &mut Vec<SchemaId>,
    ) -> Option<Schema> {
        let Schema::Object(object) = schema else {
            return None;
        };
        if let Some((_, property)) = object.properties.get(name) {
            return Some(property.clone());
        }
        if let Some(link) = &object.reference {
            let found = self.referenced_schema(link).ok()?;
            if seen.len() < MAX_STEPS && !seen.contains(&found.id) {
                seen.push(found.id);
                if let Some(property) = self.find_property(found.schema, name, seen) {
                    return Some(property);
                }
            }
        }
        // What stands last narrows what stands before it.
        for part in object.all_of.iter().rev() {
            if let Some(property) = self.find_property(part, name, seen) {
                return Some(property);
            }
        }
        match &*object.any_of {
            [only] => self.find_property(only, name, seen),
            _ => None,
        }
    }
}

/// The strings that a property may be, where its schema lists them.
fn fixed_values(property: &Schema) -> Vec<String> {
    let Schema::Object(object) = property else {
        return Vec::new();
    };
    if let Some(constant) = &object.constant {
        return constant.as_str().map(str::to_owned).into_iter().collect();
    }
    (object.values.iter().flatten())
        .filter_map(|value| value.as_str())
        .map(str::to_owned)
        .collect()
}
