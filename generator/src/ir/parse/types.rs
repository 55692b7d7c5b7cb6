//! Types, and the uses of types.

use std::cell::RefCell;

use indexmap::IndexSet;

use super::super::dump::words::called;
use super::super::{
    Additional, Int, IntegerEnum, Member, Origin, Part, Presence, Rules, Select, Shape, Step,
    StringEnum, Struct, Tuple, TupleItem, Ty, TypeDef, TypeId, TypeKey, Union, Usage, ValueEnum,
    Variant, Whence,
};
use super::words::Words;
use super::{Ids, Lines, Parsed, Parser, origin, select};

/// The types of a text, before it is read: a type may be named before its line.
#[derive(Default)]
pub(super) struct Known {
    ids: Ids,
    /// The values of enums, by the id of their type.
    pub(super) values: Vec<Vec<String>>,
    /// The rules that were read so far.
    pub(super) ruled: RefCell<IndexSet<Rules>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Struct,
    StringEnum,
    IntegerEnum,
    ValueEnum,
    Tuple,
    Union,
    Alias,
    Newtype,
}

/// The kind of a type, if the line is that of one.
pub(super) fn kind(words: &mut Words<'_>) -> Option<Kind> {
    let kinds = [
        ("struct ", Kind::Struct),
        ("string enum ", Kind::StringEnum),
        ("integer enum ", Kind::IntegerEnum),
        ("value enum ", Kind::ValueEnum),
        ("tuple ", Kind::Tuple),
        ("union ", Kind::Union),
        ("alias ", Kind::Alias),
        ("newtype ", Kind::Newtype),
    ];
    let found = kinds.into_iter().find(|(text, _)| words.eat(text));
    found.map(|(_, kind)| kind)
}

/// Finds the types of a text.
pub(super) fn known(text: &str) -> Parsed<Known> {
    let mut known = Known::default();
    let mut last = None;
    for mut words in Lines::new(text).lines {
        if let Some(kind) = kind(&mut words) {
            let id = TypeId::at(known.values.len());
            if known.ids.insert(words.type_key()?, id).is_some() {
                return Err(words.error("there are two types of this name"));
            }
            known.values.push(Vec::new());
            last = Some(kind);
        } else if let Some(values) = known.values.last_mut() {
            match last {
                Some(Kind::StringEnum | Kind::ValueEnum) if words.starts_with("\"") => {
                    values.push(words.quoted()?)
                }
                Some(Kind::IntegerEnum) if !words.starts_with("#") && !words.starts_with("a") => {
                    values.push(words.number::<i64>()?.to_string());
                }
                _ => {}
            }
        }
    }
    Ok(known)
}

impl Parser {
    pub(super) fn type_def(
        &mut self,
        kind: Kind,
        mut words: Words<'_>,
        lines: &mut Lines<'_>,
    ) -> Parsed<()> {
        let key = words.type_key()?;
        let mut origin = origin(key.schema.clone(), &mut words)?;
        let usage = usage(&mut words);
        let placed = if words.eat(" beside ") {
            Some(words.group()?)
        } else {
            None
        };
        self.placed.push(placed);
        let deprecated = words.eat(" deprecated");
        words.end()?;
        let docs = lines.docs(deprecated)?;
        if let Some(mut words) = lines.next_if(|line| line.starts_with("at ")) {
            words.expect("at ")?;
            origin.pointer = words.rest().to_owned();
        }
        if lines.next_if(|line| line.is("kept")).is_some() {
            self.api.roots.push(TypeId::at(self.api.types.len()));
        }
        let rules = match lines.next_if(|line| line.starts_with("keeps ")) {
            None => None,
            Some(mut words) => {
                words.expect("keeps ")?;
                let rules = self.known.rules(&mut words)?;
                words.end()?;
                Some(rules)
            }
        };
        let merged = merged(lines)?;
        let (shape, parts) = self.shape(kind, &words, &key, lines)?;
        self.api.types.push(TypeDef {
            shape,
            rules,
            origin,
            view: key.view,
            docs,
            parts,
            usage,
            merged,
        });
        Ok(())
    }

    fn shape(
        &mut self,
        kind: Kind,
        head: &Words<'_>,
        key: &TypeKey,
        lines: &mut Lines<'_>,
    ) -> Parsed<(Shape, Vec<Part>)> {
        let owner = &key.schema;
        Ok(match kind {
            Kind::Struct => self.members(owner, lines)?,
            Kind::StringEnum => {
                let read = |words: &mut Words<'_>| words.quoted();
                let (values, parts) = values(owner, lines, |line| line.starts_with("\""), read)?;
                let open = others(lines);
                (Shape::StringEnum(StringEnum { values, open }), parts)
            }
            Kind::IntegerEnum => {
                let is_value = |sign: char| sign == '-' || sign.is_ascii_digit();
                let read = |words: &mut Words<'_>| words.number();
                let (values, parts) = values(owner, lines, |line| line.starts(is_value), read)?;
                let open = others(lines);
                (Shape::IntegerEnum(IntegerEnum { values, open }), parts)
            }
            Kind::ValueEnum => {
                let read = |words: &mut Words<'_>| words.quoted();
                let (values, parts) = values(owner, lines, |line| line.starts_with("\""), read)?;
                (Shape::ValueEnum(ValueEnum { values }), parts)
            }
            Kind::Tuple => (self.tuple(lines)?, Vec::new()),
            Kind::Union => self.union(key, lines)?,
            Kind::Alias | Kind::Newtype => {
                let mut words =
                    (lines.next_if(|_| true)).ok_or_else(|| head.error("its type is missing"))?;
                let ty = self.known.ty(&mut words)?;
                words.end()?;
                let shape = if kind == Kind::Alias {
                    Shape::Alias(ty)
                } else {
                    Shape::Newtype(ty)
                };
                (shape, Vec::new())
            }
        })
    }

    fn members(&self, owner: &Whence, lines: &mut Lines<'_>) -> Parsed<(Shape, Vec<Part>)> {
        let (mut members, mut parts) = (Vec::new(), Vec::new());
        let mut ignored = Vec::new();
        while let Some(mut words) = lines.next_if(|line| line.starts_with("\"")) {
            let wire = words.quoted()?;
            words.expect(": ")?;
            if words.eat("read over") {
                words.end()?;
                ignored.push(wire);
                continue;
            }
            let ty = self.known.ty(&mut words)?;
            let presence = self.known.presence(&mut words)?;
            // The form follows from the type and the presence.
            words.pass_over(&[" as Option", " as Maybe"]);
            let step = Step::Member(wire.clone());
            members.push(Member {
                wire,
                ty,
                presence,
                read_only: words.eat(" read-only"),
                write_only: words.eat(" write-only"),
            });
            parts.push(part(owner.then(step), words, lines)?);
        }
        let additional = match lines.next_if(|line| line.starts_with("others")) {
            None => Additional::Ignored,
            Some(mut words) => {
                words.expect("others")?;
                let additional = if words.eat(" refused") {
                    Additional::Refused
                } else {
                    words.expect(": ")?;
                    Additional::Kept(self.known.ty(&mut words)?)
                };
                words.end()?;
                additional
            }
        };
        let shape = Shape::Struct(Struct {
            members,
            additional,
            ignored,
        });
        Ok((shape, parts))
    }

    fn tuple(&self, lines: &mut Lines<'_>) -> Parsed<Shape> {
        let mut tuple = Tuple {
            items: Vec::new(),
            rest: None,
        };
        while let Some(mut words) = lines.next_if(|line| line.starts_with("- ")) {
            words.expect("- ")?;
            let ty = self.known.ty(&mut words)?;
            let required = words.eat(" required");
            words.pass_over(&[" optional"]);
            words.end()?;
            tuple.items.push(TupleItem { ty, required });
        }
        if let Some(mut words) = lines.next_if(|line| line.starts_with("others: ")) {
            words.expect("others: ")?;
            tuple.rest = Some(self.known.ty(&mut words)?);
            words.end()?;
        }
        Ok(Shape::Tuple(tuple))
    }

    fn union(&mut self, key: &TypeKey, lines: &mut Lines<'_>) -> Parsed<(Shape, Vec<Part>)> {
        let (mut variants, mut parts) = (Vec::new(), Vec::new());
        let mut flat = Vec::new();
        let is_alternative = |line: Words<'_>| {
            let mut line = line;
            line.alternative().is_ok() && line.eat(": ")
        };
        while let Some(mut words) = lines.next_if(is_alternative) {
            let (of, nth) = words.alternative()?;
            words.expect(": ")?;
            let ty = self.known.ty(&mut words)?;
            let called = words.called()?.unwrap_or_else(|| called(&of));
            let step = Step::Variant { of, nth };
            if words.eat(" with From") {
                self.api.conversions.insert(format!("{key}{step}"));
            }
            let whence = key.schema.then(step);
            let deprecated = words.eat(" deprecated");
            if words.eat(" when ") {
                let index = u32::try_from(variants.len()).unwrap_or(u32::MAX);
                flat.push((select::when(&mut words)?, Select::Is(index)));
            }
            words.end()?;
            variants.push(Variant { ty });
            parts.push(Part {
                origin: Origin {
                    pointer: whence.to_string(),
                    whence,
                    place: crate::source::Place::default(),
                    called,
                },
                docs: lines.docs(deprecated)?,
            });
        }
        let select = match lines.next_if(|line| line.starts_with("told by ")) {
            Some(mut words) => {
                words.expect("told by ")?;
                let select = words.select()?;
                words.end()?;
                select
            }
            None => select::flat(flat),
        };
        let union = Union {
            variants,
            select,
            open: others(lines),
        };
        Ok((Shape::Union(union), parts))
    }
}

/// Who carries a type.
fn usage(words: &mut Words<'_>) -> Usage {
    let both = words.eat(" in both");
    Usage {
        request: both || words.eat(" in requests"),
        response: both || words.eat(" in responses"),
    }
}

fn merged(lines: &mut Lines<'_>) -> Parsed<Vec<Origin>> {
    let mut merged = Vec::new();
    while let Some(mut words) = lines.next_if(|line| line.starts_with("also ")) {
        words.expect("also ")?;
        let whence = words.way()?;
        let mut origin = origin(whence, &mut words)?;
        if words.eat(" at ") {
            origin.pointer = words.rest().to_owned();
        }
        words.end()?;
        merged.push(origin);
    }
    Ok(merged)
}

fn values<'t, V: ToString>(
    owner: &Whence,
    lines: &mut Lines<'t>,
    is_value: impl Fn(Words<'t>) -> bool,
    read: impl Fn(&mut Words<'t>) -> Parsed<V>,
) -> Parsed<(Vec<V>, Vec<Part>)> {
    let (mut values, mut parts) = (Vec::new(), Vec::new());
    while let Some(mut words) = lines.next_if(&is_value) {
        let value = read(&mut words)?;
        let step = Step::Value(value.to_string());
        values.push(value);
        parts.push(part(owner.then(step), words, lines)?);
    }
    Ok((values, parts))
}

/// The rest of the line of a member or a value, and what stands below it.
fn part(whence: Whence, mut words: Words<'_>, lines: &mut Lines<'_>) -> Parsed<Part> {
    let origin = origin(whence, &mut words)?;
    let deprecated = words.eat(" deprecated");
    words.end()?;
    Ok(Part {
        origin,
        docs: lines.docs(deprecated)?,
    })
}

fn others(lines: &mut Lines<'_>) -> bool {
    lines.next_if(|line| line.is("and others")).is_some()
}

impl Known {
    pub(super) fn presence(&self, words: &mut Words<'_>) -> Parsed<Presence> {
        if words.eat(" required") {
            Ok(Presence::Required)
        } else if words.eat(" filled with ") {
            self.literal(words).map(Presence::Filled)
        } else {
            words.expect(" optional")?;
            if words.eat(", default ") {
                let literal = self.literal(words)?;
                Ok(Presence::Optional(Some(literal)))
            } else {
                Ok(Presence::Optional(None))
            }
        }
    }

    /// A use of a type.
    pub(super) fn ty(&self, words: &mut Words<'_>) -> Parsed<Ty> {
        let mut ty = self.without_null(words)?;
        let mut after = *words;
        if after.eat(" ") && after.starts_with("{") {
            ty = Ty::Ruled(Box::new(ty), self.rules(&mut after)?);
            *words = after;
        }
        while words.eat("?") {
            ty = Ty::Nullable(Box::new(ty));
        }
        Ok(ty)
    }

    fn without_null(&self, words: &mut Words<'_>) -> Parsed<Ty> {
        let plain = [
            ("null", Ty::Null),
            ("bool", Ty::Bool),
            ("integer", Ty::Integer),
            ("f32", Ty::F32),
            ("f64", Ty::F64),
            ("number", Ty::Number),
            ("string", Ty::String),
            ("secret", Ty::Secret),
            ("uuid", Ty::Uuid),
            ("date-time", Ty::DateTime),
            ("date", Ty::Date),
            ("base64", Ty::Base64),
            ("json", Ty::Json),
        ];
        let ints = Int::ALL.map(|int| (int.as_str(), Ty::Int(int)));
        for (text, ty) in ints.into_iter().chain(plain) {
            if words.eat_word(text) {
                return Ok(ty);
            }
        }
        if words.eat("[") {
            let inner = self.ty(words)?;
            words.expect("]")?;
            return Ok(Ty::Array(Box::new(inner)));
        }
        if words.eat("(") {
            let inner = self.ty(words)?;
            words.expect(")")?;
            return Ok(inner);
        }
        if words.eat("map of ") {
            return Ok(Ty::Map(Box::new(self.without_null(words)?)));
        }
        if words.eat("box ") {
            return Ok(Ty::Boxed(Box::new(self.without_null(words)?)));
        }
        if words.eat("rust ") {
            return Ok(Ty::Path(words.quoted()?));
        }
        self.id(words).map(Ty::Named)
    }

    pub(super) fn id(&self, words: &mut Words<'_>) -> Parsed<TypeId> {
        if words.eat("#") {
            return words.number().map(TypeId);
        }
        let before = *words;
        let key = words.type_key()?;
        (self.ids.get(&key).copied()).ok_or_else(|| before.error("there is no such type"))
    }
}
