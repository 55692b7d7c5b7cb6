//! What emitted code looks like, by hand: a type of every kind that the generator knows. The other tests of this folder exercise it.
#![allow(missing_docs, dead_code)]

use std::collections::BTreeMap;

use counterpart_runtime::{DateTime, Json, Maybe, Secret, Uuid};

// ---- types.rs ----

/// A struct with a member of every presence.
#[derive(Debug, Clone, PartialEq)]
pub struct Phone {
    /// required
    pub id: Uuid,
    /// required, nullable
    pub nickname: Option<String>,
    /// optional
    pub status: Option<Encryption>,
    /// optional, nullable
    pub released_at: Maybe<DateTime>,
    /// response only, with a default
    pub encryption: Encryption,
    pub password: Maybe<Secret>,
    pub tags: Option<Vec<String>>,
    /// recursive
    pub parent: Maybe<Box<Phone>>,
}

/// A closed string enum, as a server has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Encryption {
    Disable,
    Allow,
    Require,
}

/// An open string enum, as a client has it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Provider {
    Netelip,
    Custom,
    Unknown(String),
}

/// A closed integer enum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    Value1,
    Value2,
}

/// A union told apart by the kind of JSON.
#[derive(Debug, Clone, PartialEq)]
pub enum LocItem {
    String(String),
    Integer(i64),
}

/// A union told apart by the member `kind`.
#[derive(Debug, Clone, PartialEq)]
pub enum Pet {
    Cat(Box<Cat>),
    Dog(Box<Dog>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Cat {
    pub kind: String,
    pub lives: i32,
}

/// Closed.
#[derive(Debug, Clone, PartialEq)]
pub struct Dog {
    pub kind: String,
    pub friends: Vec<Pet>,
}

/// A union that is tried.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    Circle(Circle),
    Square(Square),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Circle {
    pub radius: f64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Square {
    pub side: f32,
}

/// A newtype.
#[derive(Debug, Clone, PartialEq)]
pub struct PhoneList(pub Vec<Phone>);

/// Additional properties with a schema.
#[derive(Debug, Clone, PartialEq)]
pub struct Labels {
    pub name: String,
    pub additional_properties: BTreeMap<String, i32>,
}

/// An alias.
pub type Anything = Json;

// ---- codec.rs ----

use counterpart_runtime::codec;
use counterpart_runtime::codec::member::{optional, required};
use counterpart_runtime::codec::{
    Decode, Encode, JsonKind, Members, Reader, Stop, Variants, Writer,
};

const _: () = counterpart_runtime::compat::V1;

const _: () = {
    static MEMBERS: Members = Members::new(&[
        required("id"),
        required("nickname"),
        optional("status"),
        optional("released_at"),
        optional("encryption"),
        optional("password"),
        optional("tags"),
        optional("parent"),
    ]);
    impl Decode for Phone {
        fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
            let mut id = None;
            let mut nickname = None;
            let mut status = None;
            let mut released_at = Maybe::Absent;
            let mut encryption = None;
            let mut password = Maybe::Absent;
            let mut tags = None;
            let mut parent = Maybe::Absent;
            reader.object(
                &MEMBERS,
                &mut [
                    &mut id,
                    &mut nickname,
                    &mut status,
                    &mut released_at,
                    &mut encryption,
                    &mut password,
                    &mut tags,
                    &mut parent,
                ],
            )?;
            Ok(Self {
                id: codec::required(id)?,
                nickname: codec::required(nickname)?,
                status,
                released_at,
                encryption: encryption.unwrap_or(Encryption::Allow),
                password,
                tags,
                parent,
            })
        }
    }
    impl Encode for Phone {
        fn encode(&self, writer: &mut Writer) {
            writer.object(
                &MEMBERS,
                &[
                    &self.id,
                    &self.nickname,
                    &self.status,
                    &self.released_at,
                    &self.encryption,
                    &self.password,
                    &self.tags,
                    &self.parent,
                ],
            );
        }
    }
};

const _: () = {
    static VALUES: [&str; 3] = ["disable", "allow", "require"];
    impl Encryption {
        pub fn as_str(&self) -> &'static str {
            match self {
                Self::Disable => "disable",
                Self::Allow => "allow",
                Self::Require => "require",
            }
        }
    }
    impl Decode for Encryption {
        fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
            Ok(match reader.closed_enum(&VALUES)? {
                0 => Self::Disable,
                1 => Self::Allow,
                _ => Self::Require,
            })
        }
    }
    impl Encode for Encryption {
        fn encode(&self, writer: &mut Writer) {
            writer.string(self.as_str());
        }
    }
};

const _: () = {
    static VALUES: [&str; 2] = ["netelip", "custom"];
    impl Provider {
        pub fn as_str(&self) -> &str {
            match self {
                Self::Netelip => "netelip",
                Self::Custom => "custom",
                Self::Unknown(value) => value,
            }
        }
    }
    impl Decode for Provider {
        fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
            Ok(match reader.open_enum(&VALUES)? {
                Ok(0) => Self::Netelip,
                Ok(_) => Self::Custom,
                Err(value) => Self::Unknown(value),
            })
        }
    }
    impl Encode for Provider {
        fn encode(&self, writer: &mut Writer) {
            writer.string(self.as_str());
        }
    }
};

const _: () = {
    static VALUES: [i64; 2] = [1, 2];
    impl Level {
        pub const fn as_i64(&self) -> i64 {
            match self {
                Self::Value1 => 1,
                Self::Value2 => 2,
            }
        }
    }
    impl Decode for Level {
        fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
            Ok(match reader.integer_enum(&VALUES)? {
                0 => Self::Value1,
                _ => Self::Value2,
            })
        }
    }
    impl Encode for Level {
        fn encode(&self, writer: &mut Writer) {
            writer.integer(self.as_i64());
        }
    }
};

impl Decode for LocItem {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        Ok(match reader.peek_kind()? {
            JsonKind::String => Self::String(Decode::decode(reader)?),
            JsonKind::Integer => Self::Integer(Decode::decode(reader)?),
            _ => return Err(reader.no_variant(&["string", "integer"])),
        })
    }
}
impl Encode for LocItem {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Self::String(value) => value.encode(writer),
            Self::Integer(value) => value.encode(writer),
        }
    }
}

impl Decode for Pet {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        Ok(match reader.closed_tag("kind", &["cat", "dog"])? {
            0 => Self::Cat(Decode::decode(reader)?),
            _ => Self::Dog(Decode::decode(reader)?),
        })
    }
}
impl Encode for Pet {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Self::Cat(value) => value.encode(writer),
            Self::Dog(value) => value.encode(writer),
        }
    }
}

const _: () = {
    static MEMBERS: Members = Members::new(&[required("kind"), required("lives")]);
    impl Decode for Cat {
        fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
            let mut kind = None;
            let mut lives = None;
            reader.object(&MEMBERS, &mut [&mut kind, &mut lives])?;
            Ok(Self {
                kind: codec::required(kind)?,
                lives: codec::required(lives)?,
            })
        }
    }
    impl Encode for Cat {
        fn encode(&self, writer: &mut Writer) {
            writer.object(&MEMBERS, &[&self.kind, &self.lives]);
        }
    }
};

const _: () = {
    static MEMBERS: Members = Members::closed(&[required("kind"), required("friends")]);
    impl Decode for Dog {
        fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
            let mut kind = None;
            let mut friends = None;
            reader.object(&MEMBERS, &mut [&mut kind, &mut friends])?;
            Ok(Self {
                kind: codec::required(kind)?,
                friends: codec::required(friends)?,
            })
        }
    }
    impl Encode for Dog {
        fn encode(&self, writer: &mut Writer) {
            writer.object(&MEMBERS, &[&self.kind, &self.friends]);
        }
    }
};

impl Decode for Shape {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        static VARIANTS: Variants = Variants::new(&["Circle", "Square"]);
        reader.tried(&VARIANTS, |reader, index| {
            Ok(match index {
                0 => Self::Circle(Decode::decode(reader)?),
                _ => Self::Square(Decode::decode(reader)?),
            })
        })
    }
}
impl Encode for Shape {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Self::Circle(value) => value.encode(writer),
            Self::Square(value) => value.encode(writer),
        }
    }
}

const _: () = {
    static MEMBERS: Members = Members::new(&[required("radius")]);
    impl Decode for Circle {
        fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
            let mut radius = None;
            reader.object(&MEMBERS, &mut [&mut radius])?;
            Ok(Self {
                radius: codec::required(radius)?,
            })
        }
    }
    impl Encode for Circle {
        fn encode(&self, writer: &mut Writer) {
            writer.object(&MEMBERS, &[&self.radius]);
        }
    }
};

const _: () = {
    static MEMBERS: Members = Members::new(&[required("side")]);
    impl Decode for Square {
        fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
            let mut side = None;
            reader.object(&MEMBERS, &mut [&mut side])?;
            Ok(Self {
                side: codec::required(side)?,
            })
        }
    }
    impl Encode for Square {
        fn encode(&self, writer: &mut Writer) {
            writer.object(&MEMBERS, &[&self.side]);
        }
    }
};

impl Decode for PhoneList {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        Decode::decode(reader).map(Self)
    }
}
impl Encode for PhoneList {
    fn encode(&self, writer: &mut Writer) {
        self.0.encode(writer);
    }
}

const _: () = {
    static MEMBERS: Members = Members::new(&[required("name")]);
    impl Decode for Labels {
        fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
            let mut name = None;
            let mut additional_properties = BTreeMap::new();
            reader.object_and_rest(&MEMBERS, &mut [&mut name], &mut additional_properties)?;
            Ok(Self {
                name: codec::required(name)?,
                additional_properties,
            })
        }
    }
    impl Encode for Labels {
        fn encode(&self, writer: &mut Writer) {
            writer.object_and_rest(&MEMBERS, &[&self.name], &self.additional_properties);
        }
    }
};

#[cfg(feature = "serde")]
counterpart_runtime::forward_serde!(
    Phone, Encryption, Provider, Level, LocItem, Pet, Cat, Dog, Shape, Circle, Square, PhoneList,
    Labels
);
