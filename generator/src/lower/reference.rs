//! What references lead to. The document has followed them; here it is said what that means for what is lowered.

use super::{Lowerer, Unsupported};
use crate::document::{At, BOUND, Found, Id, Link, OrRef, Referable, Schema, SchemaId};
use crate::ir::Shared;
use crate::source::pointer;

/// What the `$ref` of a schema leads to, after one step.
pub(crate) struct ReferencedSchema<'a> {
    /// Which schema it is.
    pub(crate) id: SchemaId,
    /// Where it stands.
    pub(crate) at: &'a At,
    /// What it would like to be called: the last segment of the pointer.
    pub(crate) name: String,
    /// The schema itself, which may be a `$ref` again.
    pub(crate) schema: &'a Schema,
}

impl<'a> Lowerer<'a> {
    /// The schema that `link` leads to. One step: it may be a reference again.
    pub(crate) fn referenced_schema(
        &self,
        link: &Link<Schema>,
    ) -> Result<ReferencedSchema<'a>, Unsupported> {
        let id = link
            .id()
            .map_err(|dead_end| dead_end.diagnostic("a schema"))?;
        let schema = self.document.schema(id);
        let at = schema.at();
        Ok(ReferencedSchema {
            id,
            at,
            name: last_segment(&at.pointer),
            schema,
        })
    }

    /// The object that `id` leads to, with the first reference on the way.
    pub(crate) fn follow<T: Referable>(
        &self,
        id: Id<OrRef<T>>,
    ) -> Result<Found<'a, T>, Unsupported> {
        let found = self.document.follow(id);
        found.map_err(|dead_end| dead_end.diagnostic(T::WHAT).into())
    }
}

/// Something that is referred to, by where it stands.
pub(crate) fn shared(at: &At) -> Shared {
    Shared {
        place: at.pointer.clone(),
        name: last_segment(&at.pointer),
    }
}

/// The last segment of a pointer; for a whole file (`schemas/pet.yaml#`) its name without the ending.
fn last_segment(at: &str) -> String {
    if at.contains(BOUND) {
        return place_words(at).join("_");
    }
    let last = at.rsplit('/').next().unwrap_or_default();
    match last.strip_suffix('#') {
        Some(file) => file
            .split_once('.')
            .map_or(file, |(stem, _)| stem)
            .to_owned(),
        None => pointer::unescape(last).unwrap_or_default().into_owned(),
    }
}

/// The words of a pointer that are not keywords: `#/components/schemas/Pet/properties/tag` is `Pet`, `tag`.
pub(crate) fn place_words(text: &str) -> Vec<String> {
    const KEYWORDS: [&str; 12] = [
        "components",
        "schemas",
        "properties",
        "items",
        "additionalProperties",
        "allOf",
        "anyOf",
        "oneOf",
        "paths",
        "content",
        "schema",
        "$defs",
    ];
    let (_, fragment) = text.split_once('#').unwrap_or(("", text));
    let mut words: Vec<String> = Vec::new();
    let segments = pointer::segments(fragment).unwrap_or_default();
    let mut segments = segments.iter();
    while let Some(word) = segments.next() {
        if word == BOUND {
            // Of what an anchor is bound to, the words.
            let bound = segments.next().map_or("", |bound| bound);
            words.extend(place_words(bound));
        } else if !KEYWORDS.contains(&&**word) && word.parse::<u32>().is_err() {
            words.push(word.to_string());
        }
    }
    if words.is_empty() {
        words.push("Schema".to_owned());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::last_segment;

    #[test]
    fn names_of_places() {
        let table = [
            ("#/components/schemas/Pet", "Pet"),
            ("#/components/schemas/a~1b", "a/b"),
            ("pets.yaml#/Pet", "Pet"),
            ("schemas/pet.yaml#", "pet"),
            ("pet.schema.json#", "pet"),
            ("#", ""),
        ];
        for (at, name) in table {
            assert_eq!(last_segment(at), name, "{at}");
        }
    }
}
