//! The end of a batch of types: null moves from definitions to their uses, and defaults are checked.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Shape, Ty, TypeId};

use super::Lowerer;

impl Lowerer<'_> {
    /// Settles the types from the index `from` on; those before are settled.
    pub(super) fn settle(&mut self, from: usize) {
        self.follow_aliases(from);
        self.decide_unions();
        // A union may have become another name for a type.
        self.follow_aliases(from);
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
    }

    /// `ty`, with the null of the types it names.
    pub(super) fn settled(&self, ty: &Ty) -> Ty {
        match ty {
            Ty::Named(id) => {
                let named = match self.schemas.replaced(*id) {
                    Some(other) => self.settled(other),
                    None => Ty::Named(*id),
                };
                if self.schemas.is_nullable(*id) {
                    named.or_null()
                } else {
                    named
                }
            }
            Ty::Nullable(inner) => self.settled(inner).or_null(),
            // Rules stand inside of null, wherever it comes from.
            Ty::Ruled(inner, rules) => match self.settled(inner) {
                Ty::Nullable(inner) => Ty::Ruled(inner, *rules).or_null(),
                inner => Ty::Ruled(Box::new(inner), *rules),
            },
            other => other.clone().map(&mut |inner| self.settled(&inner)),
        }
    }

    fn settle_shape(&self, shape: &mut Shape) {
        // The null of a definition is that of its uses: neither a variant nor what an alias stands for has it.
        let is_definition = !matches!(shape, Shape::Struct(_) | Shape::Tuple(_));
        shape.for_each_ty_mut(&mut |ty| {
            let settled = self.settled(ty);
            *ty = if is_definition {
                settled.into_non_null()
            } else {
                settled
            };
        });
    }

    /// What is another name for a type with null has null itself; what is another name for itself says nothing about
    /// any value, and is refused. Each type is visited once, so long chains cost what they are long.
    fn follow_aliases(&mut self, from: usize) {
        let mut done = HashSet::new();
        for index in from..self.api.types.len() {
            let mut path: Vec<TypeId> = Vec::new();
            let mut on_path = HashSet::new();
            let mut id = TypeId::at(index);
            while id.index() >= from && !done.contains(&id) {
                if !on_path.insert(id) {
                    self.refuse_endless(id);
                    break;
                }
                path.push(id);
                let shape = self.api.type_def(id).map(|def| &def.shape);
                let Some(Shape::Alias(aliased)) = shape else {
                    break;
                };
                match aliased.unruled() {
                    Ty::Named(next) => id = *next,
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
    }

    /// `A: {$ref: B}`, `B: {$ref: A}`.
    pub(super) fn refuse_endless(&mut self, id: TypeId) {
        let Some(origin) = self.api.type_def(id).map(|def| def.origin.clone()) else {
            return;
        };
        let ty = self.unsupported(Diagnostic::new(
            Code::Endless,
            origin.place,
            origin.pointer,
            "this schema is another name for itself",
        ));
        self.fill(id, Shape::Alias(ty), Vec::new());
    }
}
