//! The words of the text of an IR: names, ways, and what the document calls a thing.

use std::fmt::{self, Display, Formatter};

use super::super::{Called, Origin, Root, Shared, Step, TypeDef, Usage, VariantOf, View, Whence};
use crate::source::pointer;

/// Words that a type begins with; a component that is called so is quoted.
const OF_TYPES: &[&str] = &[
    "null",
    "bool",
    "i8",
    "i16",
    "i32",
    "i64",
    "u8",
    "u16",
    "u32",
    "u64",
    "integer",
    "f32",
    "f64",
    "number",
    "string",
    "secret",
    "uuid",
    "date-time",
    "date",
    "base64",
    "json",
    "map",
    "box",
    "kept",
    "rust",
    "GET",
    "PUT",
    "POST",
    "DELETE",
    "OPTIONS",
    "HEAD",
    "PATCH",
    "TRACE",
];

/// Words that are steps of a way; a member that is called so is quoted.
const OF_STEPS: &[&str] = &["item", "value", "body", "json", "default"];

/// Words that say what an alternative is; a component that is called so is quoted.
const OF_VARIANTS: &[&str] = &[
    "null", "boolean", "integer", "number", "string", "array", "object", "any",
];

/// Where components stand.
pub(in crate::ir) const SCHEMAS: &str = "#/components/schemas/";

/// A name, in quotes where it is no plain word.
pub(super) struct Word<'a>(pub(super) &'a str);

impl Display for Word<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        but_not(f, self.0, &[])
    }
}

fn but_not(f: &mut Formatter<'_>, text: &str, reserved: &[&str]) -> fmt::Result {
    if is_plain(text) && !reserved.contains(&text) {
        f.write_str(text)
    } else {
        write!(f, "{text:?}")
    }
}

/// Whether a text is read back without quotes.
fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_in_word)
}

/// The signs of a plain word.
pub(in crate::ir) fn is_in_word(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_' || sign == '-'
}

/// The signs that a path has in a way without quotes. A dot would be the next step.
pub(in crate::ir) fn is_in_path(sign: char) -> bool {
    sign == '/' || sign == '{' || sign == '}' || is_in_word(sign)
}

/// A type, by the way to it, and the direction that it is of: `Pet`, `Pet.tags.item`, `Pet@request`.
pub(super) struct Reference<'a>(pub(super) &'a TypeDef);

impl Display for Reference<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Way(&self.0.origin.whence).fmt(f)?;
        f.write_str(match self.0.view {
            View::Whole => "",
            View::Response => "@response",
            View::Request => "@request",
        })
    }
}

/// `Pet.tag.item`; `GET /pets.query:sort`.
pub(super) struct Way<'a>(pub(super) &'a Whence);

impl Display for Way<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        root(f, &self.0.root)?;
        self.0.steps.iter().try_for_each(|one| step(f, one))
    }
}

fn root(f: &mut Formatter<'_>, root: &Root) -> fmt::Result {
    match root {
        Root::Schema(it) => {
            but_not(f, &it.name, OF_TYPES)?;
            place(f, it, "schemas")
        }
        Root::Parameter(it) => shared(f, "parameter", it, "parameters"),
        Root::RequestBody(it) => shared(f, "body", it, "requestBodies"),
        Root::Response(it) => shared(f, "response", it, "responses"),
        Root::Path(path) => write!(f, "path:{path:?}"),
        Root::Operation(path, method) => {
            write!(f, "{} ", method.as_str())?;
            if path.starts_with('/') && path.chars().all(is_in_path) {
                f.write_str(path)
            } else {
                write!(f, "{path:?}")
            }
        }
        Root::Webhook(name, method) => write!(f, "{} webhook:{}", method.as_str(), Word(name)),
        Root::Tag(name) => write!(f, "tag:{}", Word(name)),
        Root::Segment(name) => write!(f, "segment:{}", Word(name)),
        Root::Server { url, nth } => {
            write!(f, "server:{url:?}")?;
            again(f, *nth)
        }
        Root::Scheme(name) => write!(f, "scheme:{}", Word(name)),
    }
}

fn shared(f: &mut Formatter<'_>, what: &str, it: &Shared, under: &str) -> fmt::Result {
    write!(f, "{what}:{}", Word(&it.name))?;
    place(f, it, under)
}

/// The place of what is referred to, unless it is the component of that name.
fn place(f: &mut Formatter<'_>, it: &Shared, under: &str) -> fmt::Result {
    if it.place == component(under, &it.name) {
        Ok(())
    } else {
        write!(f, "({:?})", it.place)
    }
}

/// Where a component stands: `#/components/schemas/Pet`.
pub(in crate::ir) fn component(under: &str, name: &str) -> String {
    format!("#/components/{under}/{}", pointer::escape(name))
}

fn step(f: &mut Formatter<'_>, step: &Step) -> fmt::Result {
    f.write_str(".")?;
    match step {
        Step::Member(name) if is_status(name) => write!(f, "{name:?}"),
        Step::Member(name) => but_not(f, name, OF_STEPS),
        Step::Item => f.write_str("item"),
        Step::Nth(index) => write!(f, "nth:{index}"),
        Step::MapValue => f.write_str("value"),
        Step::Variant { of, nth } => write!(f, "variant:{}", Alternative { of, nth: *nth }),
        Step::Value(value) => write!(f, "enum:{}", Word(value)),
        Step::Param(location, name) => write!(f, "{}:{}", location.as_str(), Word(name)),
        Step::Body => f.write_str("body"),
        Step::Answer(status) => write!(f, "{status}"),
        Step::Media(media_type) if media_type == "application/json" => f.write_str("json"),
        Step::Media(media_type) => write!(f, "media:{}", Word(media_type)),
        Step::Header(name) => write!(f, "answer-header:{}", Word(name)),
        Step::Variable(name) => write!(f, "variable:{}", Word(name)),
        Step::Callback {
            name,
            expression,
            method,
        } => write!(f, "callback:{name:?}:{expression:?}:{}", method.as_str()),
    }
}

/// Whether a member would be read back as a status. `default` is a word.
fn is_status(name: &str) -> bool {
    name.len() == 3 && name.starts_with(|first: char| first.is_ascii_digit())
}

/// What an alternative of a union is: a component, `tag="value"`, a kind.
pub(super) struct Alternative<'a> {
    pub(super) of: &'a VariantOf,
    pub(super) nth: u32,
}

impl Display for Alternative<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.of {
            VariantOf::Schema(place) => match place.strip_prefix(SCHEMAS) {
                Some(name) if is_plain(name) && !OF_VARIANTS.contains(&name) => f.write_str(name),
                _ => write!(f, "{place:?}"),
            },
            VariantOf::Tag(text) => write!(f, "tag={text:?}"),
            VariantOf::Kind(kind) => f.write_str(kind.as_str()),
            VariantOf::Any => f.write_str("any"),
        }?;
        again(f, self.nth)
    }
}

/// What the document calls an alternative, unless the text says otherwise.
pub(in crate::ir) fn called(of: &VariantOf) -> Called {
    match of {
        VariantOf::Schema(place) => match place.strip_prefix(SCHEMAS) {
            Some(name) if is_plain(name) => Called::Like(name.to_owned()),
            _ => Called::ByPlace,
        },
        VariantOf::Tag(text) => Called::Like(text.clone()),
        VariantOf::Kind(_) | VariantOf::Any => Called::ByPlace,
    }
}

/// `~2` for the second of several that are the same.
fn again(f: &mut Formatter<'_>, nth: u32) -> fmt::Result {
    match nth {
        0 => Ok(()),
        nth => write!(f, "~{}", u64::from(nth) + 1),
    }
}

/// What something would like to be called, where that is not what its place says.
pub(super) struct Renamed<'a> {
    pub(super) called: &'a Called,
    pub(super) unless: Called,
}

impl<'a> Renamed<'a> {
    pub(super) fn new(origin: &'a Origin) -> Self {
        Self {
            called: &origin.called,
            unless: Called::ByPlace,
        }
    }
}

impl Display for Renamed<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if *self.called == self.unless {
            return Ok(());
        }
        f.write_str(" called ")?;
        match self.called {
            Called::ByPlace => f.write_str("nothing"),
            Called::Fixed(name) => write!(f, "{}!", Word(name)),
            Called::Like(name) => but_not(f, name, &["nothing"]),
        }
    }
}

/// Where something comes from, where that is not what its place in the text says.
pub(super) struct From<'a> {
    pub(super) whence: &'a Whence,
    pub(super) unless: Whence,
}

impl Display for From<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if *self.whence == self.unless {
            Ok(())
        } else {
            write!(f, " from {}", Way(self.whence))
        }
    }
}

pub(super) struct Used(pub(super) Usage);

impl Display for Used {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match (self.0.request, self.0.response) {
            (false, false) => "",
            (true, false) => " in requests",
            (false, true) => " in responses",
            (true, true) => " in both",
        })
    }
}

/// Words after one word: ` of a, b`; nothing for none.
pub(super) struct List<'a>(pub(super) &'static str, pub(super) &'a [String]);

impl Display for List<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (index, text) in self.1.iter().enumerate() {
            f.write_str(if index == 0 { self.0 } else { ", " })?;
            Word(text).fmt(f)?;
        }
        Ok(())
    }
}
