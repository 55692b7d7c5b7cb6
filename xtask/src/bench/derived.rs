//! The baseline of `bench types`: the same types with derived serde, as people write them by hand.

use std::fmt::Write;

use counterpart::ir::{
    Additional, Api, FieldForm, Literal, Member, Presence, Shape, Struct, Ty, TypeId, Union,
};
use counterpart::names::Names;

/// The types of `api`, with derived serde. Names are those of the emitted types.
///
/// The same structs, members in the same order under the same names on the wire, the same enums, unions, boxes and defaults; enums are closed, as the server's are.
/// Absent and null are two things where they are for us. Where serde has no attribute for what we do, the baseline does what is less work: every union is untagged (an internally
/// tagged one would take the tag out of the variant, whose member it is), base64 and secrets stay text, and documentation, constructors, `FromStr`, `Display` and `From` are left out.
pub fn types(api: &Api, names: &Names) -> String {
    let mut out = String::from(
        "use std::collections::BTreeMap;\nuse serde::{Deserialize, Serialize};\n\n\
         fn some<'de, D: serde::Deserializer<'de>, T: Deserialize<'de>>(d: D) -> Result<Option<T>, D::Error> {\n    \
         T::deserialize(d).map(Some)\n}\n\n",
    );
    for (index, def) in api.types.iter().enumerate() {
        let id = TypeId(u32::try_from(index).unwrap_or(u32::MAX));
        let (name, parts) = (names.of_type(id), names.of_parts(id));
        // A String takes whatever is written to it.
        let _infallible = match &def.shape {
            Shape::Struct(shape) => structure(&mut out, names, id, shape),
            Shape::StringEnum(shape) => string_enum(&mut out, name, parts, &shape.values),
            Shape::IntegerEnum(shape) => integer_enum(&mut out, name, parts, &shape.values),
            Shape::ValueEnum(_) => writeln!(out, "pub type {name} = serde_json::Value;\n"),
            Shape::Tuple(_) => writeln!(out, "pub type {name} = Vec<serde_json::Value>;\n"),
            Shape::Union(shape) => union(&mut out, names, name, parts, shape),
            Shape::Alias(inner) => writeln!(out, "pub type {name} = {};\n", ty(inner, names)),
            Shape::Newtype(inner) => writeln!(
                out,
                "#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]\n#[serde(transparent)]\npub struct {name}(pub {});\n",
                ty(inner, names)
            ),
        };
    }
    out
}

/// One function that reads and one that writes each type, so that what is generic is compiled for all of them.
pub fn uses(api: &Api, names: &Names) -> String {
    let mut out = String::from("use crate::types;\n\n");
    for (index, name) in compiled(api, names) {
        let _infallible = write!(
            out,
            "pub fn read_{index}(body: &[u8]) -> serde_json::Result<types::{name}> {{\n    serde_json::from_slice(body)\n}}\n\
             pub fn write_{index}(value: &types::{name}) -> serde_json::Result<String> {{\n    serde_json::to_string(value)\n}}\n"
        );
    }
    out
}

/// The same two functions over the emitted types.
pub fn emitted_uses(api: &Api, names: &Names) -> String {
    let mut out = String::from(
        "use counterpart_runtime::Faults;\nuse counterpart_runtime::codec::{DecodeOptions, EncodeError, decode, encode};\nuse crate::types;\n\n",
    );
    for (index, name) in compiled(api, names) {
        let _infallible = write!(
            out,
            "pub fn read_{index}(body: &[u8]) -> Result<types::{name}, Faults> {{\n    decode(body, DecodeOptions::DEFAULT)\n}}\n\
             pub fn write_{index}(value: &types::{name}) -> Result<String, EncodeError> {{\n    encode(value)\n}}\n"
        );
    }
    out
}

/// The types that cost something: all but aliases.
fn compiled<'a>(api: &'a Api, names: &'a Names) -> impl Iterator<Item = (usize, &'a str)> {
    let named = api.types.iter().zip(&names.types).enumerate();
    named
        .filter(|(_, (def, _))| !matches!(def.shape, Shape::Alias(_)))
        .map(|(index, (_, name))| (index, name.as_str()))
}

fn structure(out: &mut String, names: &Names, id: TypeId, shape: &Struct) -> std::fmt::Result {
    writeln!(
        out,
        "#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]"
    )?;
    if shape.additional == Additional::Refused {
        writeln!(out, "#[serde(deny_unknown_fields)]")?;
    }
    writeln!(out, "pub struct {} {{", names.of_type(id))?;
    for (at, (member, field)) in shape.members.iter().zip(names.of_parts(id)).enumerate() {
        self::member(out, names, (id, at), field, member)?;
    }
    if let Additional::Kept(inner) = &shape.additional {
        writeln!(
            out,
            "    #[serde(flatten)]\n    pub additional_properties: BTreeMap<String, {}>,",
            ty(inner, names)
        )?;
    }
    writeln!(out, "}}\n")?;
    for (at, member) in shape.members.iter().enumerate() {
        if let Presence::Filled(literal) = &member.presence {
            writeln!(
                out,
                "fn {}() -> {} {{\n    {}\n}}\n",
                default_name(id, at),
                ty(&member.ty, names),
                default(literal, names)
            )?;
        }
    }
    Ok(())
}

/// The function that serde asks for what a member is when it is absent.
fn default_name(id: TypeId, at: usize) -> String {
    format!("default_{}_{at}", id.0)
}

fn default(literal: &Literal, names: &Names) -> String {
    match literal {
        Literal::Bool(value) => value.to_string(),
        Literal::Integer(value) => format!("{value}_i128 as _"),
        Literal::F32(number) | Literal::F64(number) => format!("{:?} as _", number.value()),
        Literal::String(text) | Literal::Secret(text) | Literal::Base64(text) => {
            format!("{text:?}.to_owned()")
        }
        Literal::Date(text) | Literal::DateTime(text) => format!("{text:?}.parse().unwrap()"),
        Literal::Enum { ty, index } => {
            format!("{}::{}", names.of_type(*ty), names.of_part(*ty, *index))
        }
        Literal::Digits(value) => format!("{value}_i128"),
        Literal::Number(value) => format!("serde_json::Number::from_i128({value}).unwrap()"),
        Literal::Uuid(bits) => format!("uuid::Uuid::from_u128({bits})"),
        Literal::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| default(item, names)).collect();
            format!("vec![{}]", items.join(", "))
        }
        Literal::Map(members) => {
            let members = members.iter();
            let members: Vec<String> = members
                .map(|(name, value)| format!("({name:?}.to_owned(), {})", default(value, names)))
                .collect();
            format!("BTreeMap::from([{}])", members.join(", "))
        }
        Literal::Empty(_) => "serde_json::from_str(\"{}\").unwrap()".to_owned(),
        Literal::Newtype { ty, value } => {
            format!("{}({})", names.of_type(*ty), default(value, names))
        }
    }
}

fn member(
    out: &mut String,
    names: &Names,
    (id, at): (TypeId, usize),
    field: &str,
    member: &Member,
) -> std::fmt::Result {
    let inner = ty(&member.ty, names);
    writeln!(out, "    #[serde(rename = {:?})]", member.wire)?;
    match (member.form(), &member.presence) {
        (FieldForm::Option, _) => writeln!(
            out,
            "    #[serde(skip_serializing_if = \"Option::is_none\")]\n    pub {field}: Option<{inner}>,"
        ),
        (FieldForm::Plain, Presence::Filled(_)) => writeln!(
            out,
            "    #[serde(default = \"{}\")]\n    pub {field}: {inner},",
            default_name(id, at)
        ),
        (FieldForm::Plain, _) => writeln!(out, "    pub {field}: {inner},"),
        (FieldForm::Maybe, _) => writeln!(
            out,
            "    #[serde(default, deserialize_with = \"some\", skip_serializing_if = \"Option::is_none\")]\n    pub {field}: Option<{inner}>,"
        ),
    }
}

fn string_enum(
    out: &mut String,
    name: &str,
    variants: &[String],
    values: &[String],
) -> std::fmt::Result {
    writeln!(
        out,
        "#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]\npub enum {name} {{"
    )?;
    for (variant, value) in variants.iter().zip(values) {
        writeln!(out, "    #[serde(rename = {value:?})]\n    {variant},")?;
    }
    writeln!(out, "}}\n")
}

fn integer_enum(
    out: &mut String,
    name: &str,
    variants: &[String],
    values: &[i64],
) -> std::fmt::Result {
    let pairs: Vec<_> = variants.iter().zip(values).collect();
    writeln!(
        out,
        "#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]\n#[serde(try_from = \"i64\", into = \"i64\")]"
    )?;
    writeln!(
        out,
        "pub enum {name} {{\n{}}}",
        pairs
            .iter()
            .map(|(variant, _)| format!("    {variant},\n"))
            .collect::<String>()
    )?;
    let from: String = pairs
        .iter()
        .map(|(variant, value)| format!("{value} => Ok(Self::{variant}), "))
        .collect();
    let into: String = pairs
        .iter()
        .map(|(variant, value)| format!("{name}::{variant} => {value}, "))
        .collect();
    writeln!(
        out,
        "impl TryFrom<i64> for {name} {{\n    type Error = &'static str;\n    fn try_from(value: i64) -> Result<Self, Self::Error> {{\n        match value {{ {from}_ => Err(\"unknown value\") }}\n    }}\n}}"
    )?;
    writeln!(
        out,
        "impl From<{name}> for i64 {{\n    fn from(value: {name}) -> i64 {{\n        match value {{ {into} }}\n    }}\n}}\n"
    )
}

fn union(
    out: &mut String,
    names: &Names,
    name: &str,
    variants: &[String],
    shape: &Union,
) -> std::fmt::Result {
    writeln!(
        out,
        "#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]\n#[serde(untagged)]\npub enum {name} {{"
    )?;
    for (part, variant) in variants.iter().zip(&shape.variants) {
        match &variant.ty {
            Ty::Null => writeln!(out, "    {part},")?,
            held => writeln!(out, "    {part}({}),", ty(held, names))?,
        }
    }
    writeln!(out, "}}\n")
}

fn ty(ty: &Ty, names: &Names) -> String {
    let nested = |inner: &Ty| self::ty(inner, names);
    match ty {
        Ty::Null => "()".to_owned(),
        Ty::Bool => "bool".to_owned(),
        Ty::Int(int) => int.as_str().to_owned(),
        Ty::Integer => "i128".to_owned(),
        Ty::F32 => "f32".to_owned(),
        Ty::F64 => "f64".to_owned(),
        Ty::Number => "serde_json::Number".to_owned(),
        Ty::String | Ty::Secret | Ty::Base64 => "String".to_owned(),
        Ty::Uuid => "uuid::Uuid".to_owned(),
        Ty::DateTime => "chrono::DateTime<chrono::FixedOffset>".to_owned(),
        Ty::Date => "chrono::NaiveDate".to_owned(),
        Ty::Json => "serde_json::Value".to_owned(),
        Ty::Ruled(inner, _) => nested(inner),
        Ty::Nullable(inner) => format!("Option<{}>", nested(inner)),
        Ty::Array(inner) => format!("Vec<{}>", nested(inner)),
        Ty::Map(inner) => format!("BTreeMap<String, {}>", nested(inner)),
        Ty::Boxed(inner) => format!("Box<{}>", nested(inner)),
        Ty::Named(id) => names.of_type(*id).to_owned(),
        Ty::Path(path) => path.clone(),
    }
}
