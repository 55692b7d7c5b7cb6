//! An API written by hand, with every shape of types, for the tests of the emitters.

use crate::ir::{
    Additional, Api, Called, Docs, Float, IntegerEnum, Kind, Literal, Member, Origin, Part,
    Presence, Select, Shape, Step, StringEnum, Struct, Ty, TypeDef, TypeId, Union, Usage, Variant,
    View, Whence,
};
use crate::names::Names;
use crate::source::Place;

/// Collects types and their names.
#[derive(Default)]
pub(super) struct Builder {
    api: Api,
    names: Names,
}

pub(super) fn said(title: &str, description: &str) -> Docs {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Docs {
        title: text(title),
        description: text(description),
        deprecated: false,
    }
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

pub(super) fn nullable(ty: Ty) -> Ty {
    Ty::Nullable(Box::new(ty))
}

/// What the passes decide, and emission asks for.
pub(super) fn choose_conversions(api: &mut Api) {
    let pass = crate::passes::ALL
        .iter()
        .find(|pass| pass.name == "conversions");
    (pass.unwrap().run)(api);
}

fn origin(pointer: String) -> Origin {
    Origin {
        whence: Whence::schema(&pointer, ""),
        pointer,
        place: Place::default(),
        called: Called::ByPlace,
    }
}

impl Builder {
    /// Adds a type; its parts come with their identifiers and documentation.
    pub(super) fn add(
        &mut self,
        name: &str,
        docs: Docs,
        shape: Shape,
        parts: Vec<(&str, Docs)>,
    ) -> TypeId {
        let id = TypeId(u32::try_from(self.api.types.len()).unwrap());
        let pointer = format!("#/components/schemas/{name}");
        self.names.types.push(name.to_owned());
        self.names
            .parts
            .push(parts.iter().map(|(name, _)| (*name).to_owned()).collect());
        self.api.types.push(TypeDef {
            merged: Vec::new(),
            shape,
            origin: origin(pointer.clone()),
            view: View::Whole,
            docs,
            parts: parts
                .into_iter()
                .map(|(name, docs)| {
                    let mut origin = origin(pointer.clone());
                    origin.whence.steps.push(Step::Member(name.to_owned()));
                    Part { origin, docs }
                })
                .collect(),
            usage: Usage::default(),
        });
        id
    }

    pub(super) fn object(
        &mut self,
        name: &str,
        docs: Docs,
        members: Vec<(&str, Member, Docs)>,
        additional: Additional,
    ) -> TypeId {
        let parts = members
            .iter()
            .map(|(field, _, docs)| (*field, docs.clone()))
            .collect();
        let members = members.into_iter().map(|(_, member, _)| member).collect();
        self.add(
            name,
            docs,
            Shape::Struct(Struct {
                members,
                additional,
                ignored: Vec::new(),
            }),
            parts,
        )
    }

    pub(super) fn string_enum(
        &mut self,
        name: &str,
        docs: Docs,
        values: &[(&str, &str)],
    ) -> TypeId {
        let shape = Shape::StringEnum(StringEnum {
            values: values.iter().map(|(_, wire)| (*wire).to_owned()).collect(),
        });
        let parts = values
            .iter()
            .map(|(variant, _)| (*variant, Docs::default()))
            .collect();
        self.add(name, docs, shape, parts)
    }

    pub(super) fn union(
        &mut self,
        name: &str,
        variants: Vec<(&str, Ty)>,
        select: Select,
    ) -> TypeId {
        let parts = variants
            .iter()
            .map(|(name, _)| (*name, Docs::default()))
            .collect();
        let variants = variants.into_iter().map(|(_, ty)| Variant { ty }).collect();
        self.add(
            name,
            Docs::default(),
            Shape::Union(Union { variants, select }),
            parts,
        )
    }

    pub(super) fn finish(mut self) -> (Api, Names) {
        self.api.title = "Sample".to_owned();
        self.api.version = "1.0".to_owned();
        choose_conversions(&mut self.api);
        (self.api, self.names)
    }
}

/// Every shape once, with every presence.
pub(super) fn api() -> (Api, Names) {
    let mut b = Builder::default();
    let none = Docs::default;
    let mode = b.string_enum(
        "Mode",
        said("Mode", "How it is done."),
        &[("Fast", "fast"), ("SlowMotion", "slow-motion")],
    );
    let only = b.string_enum("Only", none(), &[("Cat", "cat")]);
    let level = b.add(
        "Level",
        none(),
        Shape::IntegerEnum(IntegerEnum {
            values: vec![-1, 2],
        }),
        vec![("Minus1", none()), ("Value2", said("", "The second."))],
    );
    let tags = b.add(
        "Tags",
        said("", "Free words."),
        Shape::Alias(Ty::Array(Box::new(Ty::String))),
        vec![],
    );
    let tree = TypeId(5);
    b.add(
        "Forest",
        none(),
        Shape::Newtype(Ty::Array(Box::new(Ty::Named(tree)))),
        vec![],
    );
    b.object(
        "Tree",
        none(),
        vec![
            (
                "left",
                member(
                    "left",
                    Ty::Boxed(Box::new(Ty::Named(tree))),
                    Presence::Optional(None),
                ),
                none(),
            ),
            (
                "right",
                member(
                    "right",
                    nullable(Ty::Boxed(Box::new(Ty::Named(tree)))),
                    Presence::Optional(None),
                ),
                none(),
            ),
        ],
        Additional::Refused,
    );
    members(&mut b, mode, level, tags);
    let cat = b.object(
        "Cat",
        none(),
        vec![(
            "kind",
            member("kind", Ty::Named(only), Presence::Required),
            none(),
        )],
        Additional::Ignored,
    );
    unions(&mut b, cat);
    b.finish()
}

fn unions(b: &mut Builder, cat: TypeId) {
    b.union(
        "Loc",
        vec![("String", Ty::String), ("Integer", Ty::I64)],
        Select::Kind(vec![vec![Kind::String], vec![Kind::Integer]]),
    );
    b.union(
        "Anything",
        vec![
            ("Null", Ty::Null),
            ("Bool", Ty::Bool),
            ("Number", Ty::F64),
            ("Text", Ty::Secret),
            ("List", Ty::Array(Box::new(Ty::Json))),
            ("Map", Ty::Map(Box::new(Ty::Json))),
        ],
        Select::Kind(vec![
            vec![Kind::Null],
            vec![Kind::Bool],
            vec![Kind::Number],
            vec![Kind::String],
            vec![Kind::Array],
            vec![Kind::Object],
        ]),
    );
    b.union(
        "Pet",
        vec![
            ("Cat", Ty::Named(cat)),
            ("Tiger", Ty::Boxed(Box::new(Ty::Named(cat)))),
        ],
        Select::Tag {
            member: "kind".to_owned(),
            mapping: vec![
                ("cat".to_owned(), 0),
                ("tiger".to_owned(), 1),
                ("kitten".to_owned(), 0),
            ],
        },
    );
}

/// A struct with every presence and nullability, and every kind of default, and one that only has defaults.
fn members(b: &mut Builder, mode: TypeId, level: TypeId, tags: TypeId) {
    let none = Docs::default;
    let value = |ty, index| Literal::Enum { ty, index };
    let default = |literal| Presence::Optional(Some(literal));
    b.object(
        "Device",
        said("A device", "It has everything.\n\nIn two paragraphs."),
        vec![
            (
                "id",
                member("id", Ty::Uuid, Presence::Required),
                said("Device ID", "Its id."),
            ),
            (
                "r#type",
                member("type", Ty::Named(mode), Presence::Required),
                said("Type", ""),
            ),
            (
                "reader",
                member("reader", nullable(Ty::String), Presence::Required),
                none(),
            ),
            (
                "required",
                member("required", Ty::Bool, Presence::Required),
                none(),
            ),
            (
                "born_at",
                member("bornAt", Ty::DateTime, Presence::Optional(None)),
                none(),
            ),
            (
                "died_at",
                member("died-at", nullable(Ty::Date), Presence::Optional(None)),
                none(),
            ),
            (
                "tags",
                member("tags", Ty::Named(tags), default(Literal::EmptyArray)),
                none(),
            ),
            (
                "name",
                member(
                    "name",
                    Ty::String,
                    default(Literal::String("a \"b\"\n`c` */".to_owned())),
                ),
                none(),
            ),
            (
                "mode",
                member("mode", Ty::Named(mode), default(value(mode, 1))),
                none(),
            ),
            (
                "level",
                member(
                    "level",
                    nullable(Ty::Named(level)),
                    default(value(level, 0)),
                ),
                none(),
            ),
            (
                "comment",
                member(
                    "comment",
                    nullable(Ty::String),
                    default(Literal::String("none".to_owned())),
                ),
                none(),
            ),
            (
                "limit",
                member("limit", Ty::I32, default(Literal::Integer(-20))),
                none(),
            ),
            (
                "ratio",
                member(
                    "ratio",
                    Ty::F64,
                    default(Literal::F64(Float::double("3.14").unwrap())),
                ),
                none(),
            ),
            (
                "counts",
                member(
                    "counts",
                    Ty::Map(Box::new(Ty::I64)),
                    default(Literal::EmptyMap),
                ),
                none(),
            ),
            (
                "password",
                member("password", Ty::Secret, Presence::Optional(None)),
                none(),
            ),
            (
                "old",
                member("old", Ty::F32, Presence::Optional(None)),
                Docs {
                    deprecated: true,
                    ..said("", "Use `name`.")
                },
            ),
        ],
        Additional::Kept(Ty::Json),
    );
    b.object(
        "Answer",
        Docs {
            deprecated: true,
            ..none()
        },
        vec![
            (
                "mode",
                member("mode", Ty::Named(mode), Presence::Filled(value(mode, 0))),
                none(),
            ),
            (
                "note",
                member(
                    "note",
                    Ty::String,
                    Presence::Filled(Literal::String("–".to_owned())),
                ),
                none(),
            ),
            (
                "count",
                member("count", Ty::I64, Presence::Filled(Literal::Integer(0))),
                none(),
            ),
            (
                "data",
                member("data", nullable(Ty::Base64), Presence::Optional(None)),
                none(),
            ),
        ],
        Additional::Ignored,
    );
    b.object("Empty", none(), vec![], Additional::Ignored);
}
