//! `readOnly` and `writeOnly`: which members are carried in one direction alone.

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Schema, SchemaId};
use crate::ir::{Shape, Ty, TypeId};
use crate::lower::Lowerer;

/// How many references and parts the keywords are looked for through.
const MAX_STEPS: usize = 32;

/// What a member's schema says of directions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Direction {
    /// Responses alone carry it.
    pub(super) read_only: bool,
    /// Requests alone carry it.
    pub(super) write_only: bool,
}

impl Lowerer<'_> {
    /// The direction of the member `name`: what its schema says, or what it refers to, or a part of its `allOf`.
    pub(super) fn direction(&mut self, schema: &Schema, name: &str) -> Direction {
        let mut found = Direction::default();
        self.gather_direction(schema, &mut found, &mut Vec::new(), 0);
        if !(found.read_only && found.write_only) {
            return found;
        }
        self.diagnostics.push(Diagnostic::new(
            Code::OneDirection,
            schema.at().place,
            schema.at().pointer.clone(),
            format!(
                "`{name}` is both `readOnly` and `writeOnly`: it is carried in both directions"
            ),
        ));
        Direction::default()
    }

    fn gather_direction(
        &mut self,
        schema: &Schema,
        found: &mut Direction,
        seen: &mut Vec<SchemaId>,
        steps: usize,
    ) {
        let Schema::Object(object) = schema else {
            return;
        };
        found.read_only |= object.read_only;
        found.write_only |= object.write_only;
        if steps > MAX_STEPS {
            return;
        }
        if let Some(link) = &object.reference {
            // What is not there is said where its type is asked for.
            if let Ok(target) = self.referenced_schema(link) {
                if !seen.contains(&target.id) {
                    seen.push(target.id);
                    self.gather_direction(target.schema, found, seen, steps + 1);
                }
            }
        }
        for part in &object.all_of {
            self.gather_direction(part, found, seen, steps + 1);
        }
    }

    /// A member that tells the variants of a union apart is carried in both directions, whatever is said of it: without it
    /// nobody could read the union.
    pub(crate) fn carry_tags(&mut self) {
        let mut tags: Vec<(TypeId, String)> = Vec::new();
        for def in &self.api.types {
            let Shape::Union(union) = &def.shape else {
                continue;
            };
            for member in union.select.tags() {
                for variant in &union.variants {
                    if let Ty::Named(id) = self.api.resolve(&variant.ty) {
                        tags.push((*id, member.to_owned()));
                    }
                }
            }
        }
        for (id, wire) in tags {
            let Some(def) = self.api.types.get_mut(id.index()) else {
                continue;
            };
            let Shape::Struct(shape) = &mut def.shape else {
                continue;
            };
            let members = shape.members.iter_mut().zip(&def.parts);
            let one_sided =
                members.filter(|(one, _)| one.wire == wire && (one.read_only || one.write_only));
            for (member, part) in one_sided {
                (member.read_only, member.write_only) = (false, false);
                self.diagnostics.push(Diagnostic::new(
                    Code::OneDirection,
                    part.origin.place,
                    part.origin.pointer.clone(),
                    format!("`{wire}` tells the variants of a union apart: it is carried in both directions"),
                ));
            }
        }
    }
}
