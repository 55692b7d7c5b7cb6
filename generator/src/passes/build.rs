//! APIs written by hand, in few words.

use crate::ir::{
    Additional, Answer, AnswerClass, Api, Body, Called, Content, Docs, GroupId, Kind, Member,
    Method, Operation, Origin, Part, PathTemplate, Payload, Presence, Root, Security, Select,
    Shape, StatusKey, Step, StringEnum, Struct, Target, Ty, TypeDef, TypeId, Union, Usage, Variant,
    View, Whence,
};
use crate::source::Place;

pub(super) fn named(id: u32) -> Ty {
    Ty::Named(TypeId(id))
}

pub(super) fn nullable(ty: Ty) -> Ty {
    Ty::Nullable(Box::new(ty))
}

pub(super) fn array(ty: Ty) -> Ty {
    Ty::Array(Box::new(ty))
}

pub(super) fn map(ty: Ty) -> Ty {
    Ty::Map(Box::new(ty))
}

pub(super) fn member(wire: &str, ty: Ty, presence: Presence) -> Member {
    Member {
        wire: wire.to_owned(),
        ty,
        presence,
        read_only: false,
        write_only: false,
    }
}

/// A struct of optional members, called `a`, `b` and so on.
pub(super) fn object(tys: Vec<Ty>) -> Shape {
    let members = ('a'..).zip(tys);
    members_of(
        members
            .map(|(name, ty)| member(&name.to_string(), ty, Presence::Optional(None)))
            .collect(),
    )
}

pub(super) fn members_of(members: Vec<Member>) -> Shape {
    Shape::Struct(Struct {
        members,
        additional: Additional::Ignored,
        ignored: Vec::new(),
    })
}

pub(super) fn union(tys: Vec<Ty>) -> Shape {
    let kinds = tys.iter().map(|_| vec![Kind::Object]).collect();
    Shape::Union(Union {
        variants: tys.into_iter().map(|ty| Variant { ty }).collect(),
        select: Select::Kind(kinds),
    })
}

pub(super) fn values(values: &[&str]) -> Shape {
    Shape::StringEnum(StringEnum {
        values: values.iter().map(|&value| value.to_owned()).collect(),
    })
}

pub(super) fn origin(whence: Whence) -> Origin {
    Origin {
        pointer: whence.to_string(),
        whence,
        place: Place::default(),
        called: Called::ByPlace,
    }
}

pub(super) fn def(whence: Whence, shape: Shape) -> TypeDef {
    let parts: Vec<String> = match &shape {
        Shape::Struct(shape) => shape.members.iter().map(|one| one.wire.clone()).collect(),
        Shape::StringEnum(shape) => shape.values.clone(),
        Shape::IntegerEnum(shape) => shape.values.iter().map(i64::to_string).collect(),
        Shape::Union(shape) => (0..shape.variants.len()).map(|at| at.to_string()).collect(),
        Shape::Alias(_) | Shape::Newtype(_) => Vec::new(),
    };
    TypeDef {
        merged: Vec::new(),
        shape,
        origin: origin(whence.clone()),
        view: View::Whole,
        docs: Docs::default(),
        parts: parts
            .into_iter()
            .map(|name| Part {
                origin: origin(whence.then(Step::Member(name))),
                docs: Docs::default(),
            })
            .collect(),
        usage: Usage::default(),
    }
}

/// An API of components, called `T0`, `T1` and so on.
pub(super) fn components(shapes: Vec<Shape>) -> Api {
    let places = (0..).map(|at: u32| component(&format!("T{at}")));
    api(places.zip(shapes).collect())
}

pub(super) fn component(name: &str) -> Whence {
    Whence::schema(format!("#/components/schemas/{name}"), name)
}

pub(super) fn api(types: Vec<(Whence, Shape)>) -> Api {
    Api {
        roots: (0..types.len()).map(TypeId::at).collect(),
        types: types
            .into_iter()
            .map(|(whence, shape)| def(whence, shape))
            .collect(),
        ..Api::default()
    }
}

fn json(ty: Ty) -> Content {
    Content {
        media_type: "application/json".to_owned(),
        payload: Payload::Json(ty),
    }
}

/// Adds an operation that takes and answers these.
pub(super) fn operation(api: &mut Api, takes: Option<Ty>, answers: Option<Ty>) {
    let path = format!("/{}", api.operations.len());
    let whence = Whence::of(Root::Operation(path, Method::Post));
    let answer = |ty| Answer {
        status: StatusKey::Code(200),
        content: Some(json(ty)),
        headers: Vec::new(),
        class: AnswerClass::Success,
        origin: origin(whence.then(Step::Answer(StatusKey::Code(200)))),
        docs: Docs::default(),
    };
    api.operations.push(Operation {
        method: Method::Post,
        target: Target::Path(PathTemplate {
            text: "/".to_owned(),
            segments: Vec::new(),
        }),
        operation_id: None,
        origin: origin(whence.clone()),
        docs: Docs::default(),
        group: GroupId(0),
        params: Vec::new(),
        body: takes.map(|ty| Body {
            required: true,
            contents: vec![json(ty)],
            docs: Docs::default(),
        }),
        answers: answers.map(answer).into_iter().collect(),
        security: Security::default(),
    });
}

/// The type that the operation's response holds.
pub(super) fn answer(api: &Api, operation: usize) -> &Ty {
    let content = api.operations[operation].answers[0].content.as_ref();
    let Payload::Json(ty) = &content.unwrap().payload;
    ty
}

pub(super) fn shapes(api: &Api) -> Vec<Shape> {
    api.types.iter().map(|def| def.shape.clone()).collect()
}
