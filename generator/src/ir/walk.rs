//! Ways through the IR that passes and lowering go: every type of a shape or an operation, every id.

use super::{Additional, Api, Content, Operation, Payload, Presence, Shape, Ty, TypeId};

impl Shape {
    /// Every type that the shape uses, in its order.
    pub fn for_each_ty<'s>(&'s self, visit: &mut impl FnMut(&'s Ty)) {
        match self {
            Shape::Struct(shape) => {
                for member in &shape.members {
                    visit(&member.ty);
                }
                if let Additional::Kept(ty) = &shape.additional {
                    visit(ty);
                }
            }
            Shape::Union(union) => {
                for variant in &union.variants {
                    visit(&variant.ty);
                }
            }
            Shape::Tuple(tuple) => {
                for item in &tuple.items {
                    visit(&item.ty);
                }
                tuple.rest.iter().for_each(visit);
            }
            Shape::Alias(ty) | Shape::Newtype(ty) => visit(ty),
            Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::ValueEnum(_) => {}
        }
    }

    /// As [`Shape::for_each_ty`], to change them.
    pub fn for_each_ty_mut(&mut self, visit: &mut impl FnMut(&mut Ty)) {
        match self {
            Shape::Struct(shape) => {
                for member in &mut shape.members {
                    visit(&mut member.ty);
                }
                if let Additional::Kept(ty) = &mut shape.additional {
                    visit(ty);
                }
            }
            Shape::Union(union) => {
                for variant in &mut union.variants {
                    visit(&mut variant.ty);
                }
            }
            Shape::Tuple(tuple) => {
                for item in &mut tuple.items {
                    visit(&mut item.ty);
                }
                tuple.rest.iter_mut().for_each(visit);
            }
            Shape::Alias(ty) | Shape::Newtype(ty) => visit(ty),
            Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::ValueEnum(_) => {}
        }
    }

    /// Every named type inside the shape, in its order.
    pub fn for_each_named(&self, visit: &mut impl FnMut(TypeId)) {
        self.for_each_ty(&mut |ty| ty.for_each_named(visit));
    }

    /// Every id of a type that the shape names, those in defaults too.
    pub fn for_each_id_mut(&mut self, visit: &mut impl FnMut(&mut TypeId)) {
        self.for_each_ty_mut(&mut |ty| ty.for_each_id_mut(visit));
        if let Shape::Struct(shape) = self {
            for member in &mut shape.members {
                id_in_presence(&mut member.presence, visit);
            }
        }
    }
}

impl Operation {
    /// Every type that its requests use: of parameters and bodies.
    pub fn for_each_request_ty<'o>(&'o self, visit: &mut impl FnMut(&'o Ty)) {
        for param in &self.params {
            visit(&param.ty);
        }
        let bodies = self.body.iter();
        for content in bodies.flat_map(|body| &body.contents) {
            visit(carried(content));
        }
    }

    /// Every type that its responses use.
    pub fn for_each_response_ty<'o>(&'o self, visit: &mut impl FnMut(&'o Ty)) {
        for content in self.answers.iter().flat_map(|one| &one.content) {
            visit(carried(content));
        }
    }

    /// As [`Operation::for_each_request_ty`], to change them.
    pub fn for_each_request_ty_mut(&mut self, visit: &mut impl FnMut(&mut Ty)) {
        for param in &mut self.params {
            visit(&mut param.ty);
        }
        let bodies = self.body.iter_mut();
        for content in bodies.flat_map(|body| &mut body.contents) {
            visit(carried_mut(content));
        }
    }

    /// As [`Operation::for_each_response_ty`], to change them.
    pub fn for_each_response_ty_mut(&mut self, visit: &mut impl FnMut(&mut Ty)) {
        for content in self.answers.iter_mut().flat_map(|one| &mut one.content) {
            visit(carried_mut(content));
        }
    }

    /// Every id of a type that it names, those in defaults too.
    pub fn for_each_id_mut(&mut self, visit: &mut impl FnMut(&mut TypeId)) {
        self.for_each_request_ty_mut(&mut |ty| ty.for_each_id_mut(visit));
        self.for_each_response_ty_mut(&mut |ty| ty.for_each_id_mut(visit));
        for param in &mut self.params {
            id_in_presence(&mut param.presence, visit);
        }
    }
}

impl Api {
    /// Every use of a type: in the types, then in the operations.
    pub fn for_each_ty<'a>(&'a self, visit: &mut impl FnMut(&'a Ty)) {
        for def in &self.types {
            def.shape.for_each_ty(visit);
        }
        for operation in &self.operations {
            operation.for_each_request_ty(visit);
            operation.for_each_response_ty(visit);
        }
    }

    /// Every id of a type that the API names.
    pub fn for_each_id_mut(&mut self, visit: &mut impl FnMut(&mut TypeId)) {
        for def in &mut self.types {
            def.shape.for_each_id_mut(visit);
        }
        for operation in &mut self.operations {
            operation.for_each_id_mut(visit);
        }
        for id in &mut self.roots {
            visit(id);
        }
    }

    /// Whether each type is reached from what the operations carry, or from a root.
    #[must_use]
    pub fn reached(&self) -> Vec<bool> {
        let mut waiting = self.roots.clone();
        for operation in &self.operations {
            let mut visit = |ty: &Ty| ty.for_each_named(&mut |id| waiting.push(id));
            operation.for_each_request_ty(&mut visit);
            operation.for_each_response_ty(&mut visit);
        }
        let mut reached = vec![false; self.types.len()];
        // A list, not recursion: a document may nest as deeply as it likes.
        while let Some(id) = waiting.pop() {
            let (Some(reached), Some(def)) = (reached.get_mut(id.index()), self.type_def(id))
            else {
                continue;
            };
            if !std::mem::replace(reached, true) {
                def.shape.for_each_named(&mut |id| waiting.push(id));
            }
        }
        reached
    }
}

fn carried(content: &Content) -> &Ty {
    let Payload::Json(ty) = &content.payload;
    ty
}

fn carried_mut(content: &mut Content) -> &mut Ty {
    let Payload::Json(ty) = &mut content.payload;
    ty
}

fn id_in_presence(presence: &mut Presence, visit: &mut impl FnMut(&mut TypeId)) {
    if let Some(literal) = presence.default_mut() {
        literal.for_each_id_mut(visit);
    }
}
