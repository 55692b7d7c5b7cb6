//! The end of a batch of types: null moves from definitions to their uses, and defaults are checked.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Additional, Shape, Ty, TypeId};

use super::{Lowerer, Lowers};

impl Lowerer<'_> {
    /// Settles the types from the index `from` on; those before are settled.
    pub(super) fn settle(&mut self, from: usize) -> Lowers<()> {
        self.follow_aliases(from)?;
        for index in from..self.api.types.len() {
            let Some(def) = self.api.types.get(index) else {
                continue;
            };
            let mut shape = def.shape.clone();
            self.settle_shape(&mut shape);
            if let Some(def) = self.api.types.get_mut(index) {
                def.shape = shape;
            }
        }
        self.settle_defaults();
        Ok(())
    }

    /// `ty`, with the null of the types it names.
    pub(super) fn settled(&self, ty: &Ty) -> Ty {
        match ty {
            Ty::Named(id) if self.schemas.is_nullable(*id) => Ty::Named(*id).or_null(),
            Ty::Nullable(inner) => self.settled(inner).or_null(),
            Ty::Array(inner) => Ty::Array(Box::new(self.settled(inner))),
            Ty::Map(inner) => Ty::Map(Box::new(self.settled(inner))),
            Ty::Boxed(inner) => Ty::Boxed(Box::new(self.settled(inner))),
            other => other.clone(),
        }
    }

    fn settle_shape(&self, shape: &mut Shape) {
        match shape {
            Shape::Struct(shape) => {
                for member in &mut shape.members {
                    member.ty = self.settled(&member.ty);
                }
                if let Additional::Kept(ty) = &mut shape.additional {
                    *ty = self.settled(ty);
                }
            }
            // Its null is that of the uses of the whole union.
            Shape::Union(union) => {
                for variant in &mut union.variants {
                    variant.ty = self.settled(&variant.ty).into_non_null();
                }
            }
            Shape::Alias(ty) | Shape::Newtype(ty) => *ty = self.settled(ty).into_non_null(),
            Shape::StringEnum(_) | Shape::IntegerEnum(_) => {}
        }
    }

    /// What is another name for a type with null has null itself; what is another name for itself says nothing about
    /// any value, and is refused. Each type is visited once, so long chains cost what they are long.
    fn follow_aliases(&mut self, from: usize) -> Lowers<()> {
        let mut done = HashSet::new();
        for index in from..self.api.types.len() {
            let mut path: Vec<TypeId> = Vec::new();
            let mut on_path = HashSet::new();
            let mut id = type_id(index);
            while (id.0 as usize) >= from && !done.contains(&id) {
                if !on_path.insert(id) {
                    self.refuse_endless(id)?;
                    break;
                }
                path.push(id);
                match self.api.type_def(id).map(|def| &def.shape) {
                    Some(Shape::Alias(Ty::Named(next))) => id = *next,
                    _ => break,
                }
            }
            let mut nullable = self.schemas.is_nullable(id);
            for id in path.into_iter().rev() {
                nullable |= self.schemas.is_nullable(id);
                if nullable {
                    self.schemas.set_nullable(id);
                }
                done.insert(id);
            }
        }
        Ok(())
    }

    /// `A: {$ref: B}`, `B: {$ref: A}`.
    fn refuse_endless(&mut self, id: TypeId) -> Lowers<()> {
        let Some(origin) = self.api.type_def(id).map(|def| def.origin.clone()) else {
            return Ok(());
        };
        let ty = self.unsupported(Diagnostic::new(
            Code::Endless,
            origin.place,
            origin.pointer,
            "this schema is another name for itself",
        ))?;
        self.fill(id, Shape::Alias(ty), Vec::new());
        Ok(())
    }
}

fn type_id(index: usize) -> TypeId {
    TypeId(u32::try_from(index).unwrap_or(u32::MAX))
}
