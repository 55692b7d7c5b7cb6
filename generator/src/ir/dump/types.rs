//! Types as text, and the uses of types.

use std::fmt::{self, Write as _};

use super::super::{
    Additional, FieldForm, Literal, Member, Part, Placement, Presence, RulesId, Shape, Step, Ty,
    TypeDef, TypeId, Union,
};
use super::words::{Alternative, Reference, Renamed, Used, Way, called};
use super::{Dump, flags, select};

impl Dump<'_> {
    pub(super) fn type_def(&self, out: &mut String, index: usize, def: &TypeDef) -> fmt::Result {
        let kind = match &def.shape {
            Shape::Struct(_) => "struct",
            Shape::StringEnum(_) => "string enum",
            Shape::IntegerEnum(_) => "integer enum",
            Shape::ValueEnum(_) => "value enum",
            Shape::Tuple(_) => "tuple",
            Shape::Union(_) => "union",
            Shape::Alias(_) => "alias",
            Shape::Newtype(_) => "newtype",
        };
        let id = TypeId::at(index);
        let (name, renamed) = (Reference(def), Renamed::new(&def.origin));
        let (used, placed, flags) = (Used(def.usage), self.placed(index), flags(&def.docs));
        writeln!(out, "\n{kind} {name}{renamed}{used}{placed}{flags}")?;
        self.docs(out, "  ", &def.docs)?;
        writeln!(out, "  at {}", def.origin.pointer)?;
        if self.api.roots.contains(&id) {
            writeln!(out, "  kept")?;
        }
        if let Some(rules) = def.rules {
            writeln!(out, "  keeps {}", self.rules(rules))?;
        }
        for other in &def.merged {
            let renamed = Renamed::new(other);
            writeln!(
                out,
                "  also {}{renamed} at {}",
                Way(&other.whence),
                other.pointer
            )?;
        }
        self.shape(out, def)
    }

    fn placed(&self, index: usize) -> String {
        match self.api.placements.get(index) {
            Some(Placement::Group(id)) => (self.api.groups.get(id.0 as usize))
                .map_or_else(String::new, |group| {
                    format!(" beside {}", super::group(group))
                }),
            Some(Placement::Shared) | None => String::new(),
        }
    }

    fn shape(&self, out: &mut String, def: &TypeDef) -> fmt::Result {
        match &def.shape {
            Shape::Struct(shape) => {
                for (member, part) in shape.members.iter().zip(&def.parts) {
                    self.member(out, member, part)?;
                }
                for wire in &shape.ignored {
                    writeln!(out, "  {wire:?}: read over")?;
                }
                match &shape.additional {
                    Additional::Ignored => Ok(()),
                    Additional::Refused => writeln!(out, "  others refused"),
                    Additional::Kept(ty) => writeln!(out, "  others: {}", self.ty(ty)),
                }
            }
            Shape::StringEnum(shape) => {
                for (value, part) in shape.values.iter().zip(&def.parts) {
                    self.value(out, &format!("{value:?}"), part)?;
                }
                others(out, shape.open)
            }
            Shape::IntegerEnum(shape) => {
                for (value, part) in shape.values.iter().zip(&def.parts) {
                    self.value(out, &value.to_string(), part)?;
                }
                others(out, shape.open)
            }
            Shape::ValueEnum(shape) => {
                for (value, part) in shape.values.iter().zip(&def.parts) {
                    self.value(out, &format!("{value:?}"), part)?;
                }
                Ok(())
            }
            Shape::Tuple(shape) => {
                for item in &shape.items {
                    let presence = if item.required {
                        "required"
                    } else {
                        "optional"
                    };
                    writeln!(out, "  - {} {presence}", self.ty(&item.ty))?;
                }
                match &shape.rest {
                    Some(ty) => writeln!(out, "  others: {}", self.ty(ty)),
                    None => Ok(()),
                }
            }
            Shape::Union(union) => self.union(out, union, def),
            Shape::Alias(ty) | Shape::Newtype(ty) => writeln!(out, "  {}", self.ty(ty)),
        }
    }

    fn value(&self, out: &mut String, value: &str, part: &Part) -> fmt::Result {
        let (renamed, flags) = (Renamed::new(&part.origin), flags(&part.docs));
        writeln!(out, "  {value}{renamed}{flags}")?;
        self.docs(out, "    ", &part.docs)
    }

    fn union(&self, out: &mut String, union: &Union, def: &TypeDef) -> fmt::Result {
        let flat = select::by_variant(&union.select, union.variants.len());
        for (index, (variant, part)) in union.variants.iter().zip(&def.parts).enumerate() {
            let Some(Step::Variant { of, nth }) = part.step() else {
                continue;
            };
            let renamed = Renamed {
                called: &part.origin.called,
                unless: called(of),
            };
            let converts = self.converts(&def.part_key(part));
            let (name, ty) = (Alternative { of, nth: *nth }, self.ty(&variant.ty));
            let flags = flags(&part.docs);
            write!(out, "  {name}: {ty}{renamed}{converts}{flags}")?;
            match flat.as_ref().and_then(|flat| flat.get(index)) {
                Some(when) => writeln!(out, " when {when}")?,
                None => writeln!(out)?,
            }
            self.docs(out, "    ", &part.docs)?;
        }
        if flat.is_none() {
            writeln!(out, "  told by {}", select::Asked(&union.select))?;
        }
        others(out, union.open)
    }

    fn member(&self, out: &mut String, member: &Member, part: &Part) -> fmt::Result {
        let form = match member.form() {
            FieldForm::Plain => "",
            FieldForm::Option => " as Option",
            FieldForm::Maybe => " as Maybe",
        };
        let read_only = if member.read_only { " read-only" } else { "" };
        let write_only = if member.write_only { " write-only" } else { "" };
        writeln!(
            out,
            "  {:?}: {}{}{form}{read_only}{write_only}{}{}",
            member.wire,
            self.ty(&member.ty),
            self.presence(&member.presence),
            Renamed::new(&part.origin),
            flags(&part.docs)
        )?;
        self.docs(out, "    ", &part.docs)
    }

    pub(super) fn presence(&self, presence: &Presence) -> String {
        match presence {
            Presence::Required => " required".to_owned(),
            Presence::Optional(None) => " optional".to_owned(),
            Presence::Optional(Some(literal)) => {
                format!(" optional, default {}", self.literal(literal))
            }
            Presence::Filled(literal) => format!(" filled with {}", self.literal(literal)),
        }
    }

    fn literal(&self, literal: &Literal) -> String {
        match literal {
            Literal::String(text) => format!("{text:?}"),
            Literal::F32(_) => format!("{} of f32", literal.json(self.api)),
            Literal::F64(_) => format!("{} of f64", literal.json(self.api)),
            Literal::Enum { ty, index } => {
                let index = *index as usize;
                let value = match self.api.type_def(*ty).map(|def| &def.shape) {
                    Some(Shape::StringEnum(shape)) => {
                        shape.values.get(index).map(|value| format!("{value:?}"))
                    }
                    _ => None,
                };
                let value = value.unwrap_or_else(|| literal.json(self.api));
                format!("{value} of {}", self.type_name(*ty))
            }
            Literal::Secret(text) => format!("{text:?} of secret"),
            Literal::Date(text) => format!("{text:?} of date"),
            Literal::DateTime(text) => format!("{text:?} of date-time"),
            Literal::Base64(text) => format!("{text:?} of base64"),
            Literal::Digits(value) => format!("{value} of integer"),
            Literal::Number(value) => format!("{value} of number"),
            Literal::Uuid(_) => format!("{} of uuid", literal.json(self.api)),
            Literal::Array(items) => {
                let items: Vec<String> = items.iter().map(|item| self.literal(item)).collect();
                format!("[{}]", items.join(", "))
            }
            Literal::Map(members) => {
                let members = members.iter();
                let members: Vec<String> = members
                    .map(|(name, value)| format!("{name:?}: {}", self.literal(value)))
                    .collect();
                format!("{{{}}}", members.join(", "))
            }
            Literal::Empty(ty) => format!("nothing of {}", self.type_name(*ty)),
            Literal::Newtype { ty, value } => {
                format!("({}) of {}", self.literal(value), self.type_name(*ty))
            }
            Literal::Bool(_) | Literal::Integer(_) => literal.json(self.api),
        }
    }

    pub(super) fn ty(&self, ty: &Ty) -> String {
        match ty {
            Ty::Null => "null".to_owned(),
            Ty::Bool => "bool".to_owned(),
            Ty::Int(int) => int.as_str().to_owned(),
            Ty::Integer => "integer".to_owned(),
            Ty::F32 => "f32".to_owned(),
            Ty::F64 => "f64".to_owned(),
            Ty::Number => "number".to_owned(),
            Ty::String => "string".to_owned(),
            Ty::Secret => "secret".to_owned(),
            Ty::Uuid => "uuid".to_owned(),
            Ty::DateTime => "date-time".to_owned(),
            Ty::Date => "date".to_owned(),
            Ty::Base64 => "base64".to_owned(),
            Ty::Json => "json".to_owned(),
            Ty::Nullable(inner) => format!("{}?", self.ty(inner)),
            Ty::Ruled(inner, rules) => format!("{} {}", self.ty(inner), self.rules(*rules)),
            Ty::Array(inner) => format!("[{}]", self.ty(inner)),
            Ty::Map(inner) => format!("map of {}", self.inner(inner)),
            Ty::Boxed(inner) => format!("box {}", self.inner(inner)),
            Ty::Named(id) => self.type_name(*id),
            Ty::Path(path) => format!("rust {path:?}"),
        }
    }

    fn rules(&self, id: RulesId) -> String {
        let rules = self.api.rules.get_index(id.0 as usize);
        rules.map_or_else(|| format!("#{}", id.0), ToString::to_string)
    }

    /// A type behind a word: its `?` and its rules would be of the whole.
    fn inner(&self, ty: &Ty) -> String {
        match ty {
            Ty::Nullable(_) | Ty::Ruled(..) => format!("({})", self.ty(ty)),
            _ => self.ty(ty),
        }
    }

    fn type_name(&self, id: TypeId) -> String {
        (self.api.type_def(id))
            .map_or_else(|| format!("#{}", id.0), |def| Reference(def).to_string())
    }
}

fn others(out: &mut String, open: bool) -> fmt::Result {
    if open {
        writeln!(out, "  and others")
    } else {
        Ok(())
    }
}
