//! The IR as text, for people and for snapshots: what is decided, in the order of the IR.

use std::fmt::{self, Display, Write as _};

use super::{
    Additional, Answer, AnswerClass, Api, Called, Content, Docs, Encoding, FieldForm, Literal,
    Member, Operation, Origin, Param, Part, PathPart, Payload, Presence, Root, SchemeKind,
    Security, Select, Shape, Step, Style, Ty, TypeDef, TypeId, Usage, VariantOf, View, Whence,
};

/// The IR as text. Equal for equal IRs; the places in the source are left out.
#[must_use]
pub fn dump(api: &Api) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let written = Dump { api }.all(&mut out);
    debug_assert!(written.is_ok());
    out
}

struct Dump<'a> {
    api: &'a Api,
}

impl Dump<'_> {
    fn all(&self, out: &mut String) -> fmt::Result {
        let api = self.api;
        let profile = api.profile.as_str();
        writeln!(
            out,
            "api {:?} {:?} profile {profile}",
            api.title, api.version
        )?;
        for server in &api.servers {
            writeln!(out, "server {:?}{}", server.url, Hint(&server.origin))?;
            for variable in &server.variables {
                write!(out, "  {{{}}} = {:?}", variable.wire, variable.default)?;
                writeln!(out, "{}", List(" of ", &variable.values))?;
            }
        }
        for scheme in &api.schemes {
            let kind = match &scheme.kind {
                SchemeKind::Bearer => "bearer".to_owned(),
                SchemeKind::Basic => "basic".to_owned(),
                SchemeKind::HeaderKey(name) => format!("header {name:?}"),
                SchemeKind::QueryKey(name) => format!("query {name:?}"),
                SchemeKind::CookieKey(name) => format!("cookie {name:?}"),
            };
            writeln!(out, "scheme {kind}{}", Hint(&scheme.origin))?;
        }
        for (index, group) in api.groups.iter().enumerate() {
            writeln!(out, "\ngroup {}", Name(&group.origin))?;
            for operation in &api.operations {
                if operation.group.0 as usize == index {
                    self.operation(out, operation)?;
                }
            }
        }
        for (index, def) in api.types.iter().enumerate() {
            self.type_def(out, index, def)?;
        }
        Ok(())
    }

    fn operation(&self, out: &mut String, operation: &Operation) -> fmt::Result {
        writeln!(
            out,
            "\n  {} {}{}{}",
            operation.method.as_str(),
            operation.target.text(),
            Hint(&operation.origin),
            Flags(&operation.docs)
        )?;
        let segments: Vec<String> = (operation.target.segments().iter())
            .map(|segment| {
                (segment.parts.iter())
                    .map(|part| match part {
                        PathPart::Literal(text) => format!("{text:?}"),
                        PathPart::Param(index) => format!("{{{index}}}"),
                    })
                    .collect::<Vec<_>>()
                    .join("+")
            })
            .collect();
        writeln!(out, "    path {}", segments.join(" / "))?;
        for param in &operation.params {
            self.param(out, param)?;
        }
        if let Some(body) = &operation.body {
            let required = if body.required {
                "required"
            } else {
                "optional"
            };
            writeln!(out, "    body {required}{}", self.contents(&body.contents))?;
        }
        for answer in &operation.answers {
            self.answer(out, answer)?;
        }
        self.security(out, &operation.security)
    }

    fn answer(&self, out: &mut String, answer: &Answer) -> fmt::Result {
        let class = match answer.class {
            AnswerClass::Success => "success",
            AnswerClass::Error => "error",
            AnswerClass::Both => "both",
        };
        let content = self.contents(answer.content.as_slice());
        writeln!(out, "    {} {class}{content}", answer.status)?;
        for header in &answer.headers {
            let optional = if header.required { "" } else { "?" };
            let repeats = if header.repeats { ", repeated" } else { "" };
            writeln!(out, "      header {:?}{optional}{repeats}", header.wire)?;
        }
        Ok(())
    }

    fn security(&self, out: &mut String, security: &Security) -> fmt::Result {
        for alternative in &security.alternatives {
            let schemes: Vec<String> = (alternative.schemes.iter())
                .map(|(id, scopes)| {
                    let name = (self.api.schemes.get(id.0 as usize))
                        .map_or_else(String::new, |scheme| Name(&scheme.origin).to_string());
                    format!("{name}{}", List(" for ", scopes))
                })
                .collect();
            let schemes = if schemes.is_empty() {
                "nothing".to_owned()
            } else {
                schemes.join(" and ")
            };
            writeln!(out, "    asks for {schemes}")?;
        }
        Ok(())
    }

    fn param(&self, out: &mut String, param: &Param) -> fmt::Result {
        let location = param.location.as_str();
        let encoding = if param.encoding == Encoding::of(param.location) {
            String::new()
        } else {
            format!(" as {},", Written(&param.encoding))
        };
        writeln!(
            out,
            "    {location} {:?}:{encoding} {}{}{}{}",
            param.wire,
            self.ty(&param.ty),
            self.presence(&param.presence),
            Renamed(&param.origin),
            Flags(&param.docs)
        )
    }

    fn contents(&self, contents: &[Content]) -> String {
        (contents.iter()).fold(String::new(), |mut text, content| {
            let Payload::Json(ty) = &content.payload;
            text.push_str(&format!(" {:?} json {}", content.media_type, self.ty(ty)));
            text
        })
    }

    fn type_def(&self, out: &mut String, index: usize, def: &TypeDef) -> fmt::Result {
        let kind = match &def.shape {
            Shape::Struct(_) => "struct",
            Shape::StringEnum(_) => "string enum",
            Shape::IntegerEnum(_) => "integer enum",
            Shape::Union(_) => "union",
            Shape::Alias(_) => "alias",
            Shape::Newtype(_) => "newtype",
        };
        let id = TypeId(u32::try_from(index).unwrap_or(u32::MAX));
        writeln!(
            out,
            "\n{kind} {}{}{}\n  at {}",
            self.type_name(id),
            Used(def.usage),
            Flags(&def.docs),
            def.origin.pointer
        )?;
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
                    writeln!(out, "  {value:?}{}", Renamed(&part.origin))?;
                }
                Ok(())
            }
            Shape::IntegerEnum(shape) => {
                for (value, part) in shape.values.iter().zip(&def.parts) {
                    writeln!(out, "  {value}{}", Renamed(&part.origin))?;
                }
                Ok(())
            }
            Shape::Union(union) => {
                for (index, (variant, part)) in union.variants.iter().zip(&def.parts).enumerate() {
                    let when = select(&union.select, index);
                    writeln!(
                        out,
                        "  {}: {} when {when}",
                        Alternative(&part.origin),
                        self.ty(&variant.ty)
                    )?;
                }
                Ok(())
            }
            Shape::Alias(ty) | Shape::Newtype(ty) => writeln!(out, "  {}", self.ty(ty)),
        }
    }

    fn member(&self, out: &mut String, member: &Member, part: &Part) -> fmt::Result {
        let form = match member.form() {
            FieldForm::Plain => "",
            FieldForm::Option => " as Option",
            FieldForm::Maybe => " as Maybe",
        };
        let direction = match (member.read_only, member.write_only) {
            (false, false) => "",
            (true, _) => " read-only",
            (false, true) => " write-only",
        };
        writeln!(
            out,
            "  {:?}: {}{}{form}{direction}{}{}",
            member.wire,
            self.ty(&member.ty),
            self.presence(&member.presence),
            Renamed(&part.origin),
            Flags(&part.docs)
        )
    }

    fn presence(&self, presence: &Presence) -> String {
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
        let value = literal.json(self.api);
        match literal {
            Literal::Enum { ty, .. } => format!("{value} of {}", self.type_name(*ty)),
            _ => value,
        }
    }

    fn ty(&self, ty: &Ty) -> String {
        match ty {
            Ty::Null => "null".to_owned(),
            Ty::Bool => "bool".to_owned(),
            Ty::I32 => "i32".to_owned(),
            Ty::I64 => "i64".to_owned(),
            Ty::F32 => "f32".to_owned(),
            Ty::F64 => "f64".to_owned(),
            Ty::String => "string".to_owned(),
            Ty::Secret => "secret".to_owned(),
            Ty::Uuid => "uuid".to_owned(),
            Ty::DateTime => "date-time".to_owned(),
            Ty::Date => "date".to_owned(),
            Ty::Base64 => "base64".to_owned(),
            Ty::Json => "json".to_owned(),
            Ty::Nullable(inner) => format!("{}?", self.ty(inner)),
            Ty::Array(inner) => format!("[{}]", self.ty(inner)),
            Ty::Map(inner) => format!("map of {}", self.ty(inner)),
            Ty::Boxed(inner) => format!("box {}", self.ty(inner)),
            Ty::Named(id) => self.type_name(*id),
            Ty::Path(path) => path.clone(),
        }
    }

    /// What a type would like to be called, and the direction that it is of.
    fn type_name(&self, id: TypeId) -> String {
        match self.api.type_def(id) {
            Some(def) => match def.view {
                View::Whole => Name(&def.origin).to_string(),
                View::Response => format!("{}@response", Name(&def.origin)),
                View::Request => format!("{}@request", Name(&def.origin)),
            },
            None => format!("#{}", id.0),
        }
    }
}

fn select(select: &Select, index: usize) -> String {
    match select {
        Select::Kind(kinds) => {
            let kinds: Vec<String> = (kinds.get(index).into_iter().flatten())
                .map(|kind| format!("{kind:?}").to_lowercase())
                .collect();
            format!("the kind is {}", kinds.join(" or "))
        }
        Select::Tag { member, mapping } => {
            let values: Vec<String> = (mapping.iter())
                .filter(|(_, variant)| *variant as usize == index)
                .map(|(value, _)| format!("{value:?}"))
                .collect();
            format!("{member:?} is {}", values.join(" or "))
        }
    }
}

/// What something is called: an anonymous type by the way to it.
struct Name<'a>(&'a Origin);

impl Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.called {
            Called::Fixed(name) => write!(f, "{name}!"),
            Called::Like(name) if self.0.whence.steps.is_empty() => write!(f, "{name}"),
            _ => Way(&self.0.whence).fmt(f),
        }
    }
}

/// `Pet.tag.item`; `get /pets.sort`.
struct Way<'a>(&'a Whence);

impl Display for Way<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.root {
            Root::Path(path) => f.write_str(path)?,
            Root::Operation(path, method) => write!(f, "{} {path}", method.as_str())?,
            Root::Webhook(name, method) => write!(f, "{} webhook {name}", method.as_str())?,
            Root::Server { url, .. } => f.write_str(url)?,
            root => f.write_str(Whence::of(root.clone()).name())?,
        }
        for step in &self.0.steps {
            match step {
                Step::Member(name)
                | Step::Value(name)
                | Step::Param(_, name)
                | Step::Header(name)
                | Step::Variable(name)
                | Step::Callback { name, .. } => write!(f, ".{name}")?,
                Step::Item => f.write_str(".item")?,
                Step::MapValue => f.write_str(".value")?,
                Step::Variant { of, nth } => {
                    match of {
                        VariantOf::Schema(text) | VariantOf::Constant(text) => {
                            write!(f, ".{text}")?;
                        }
                        VariantOf::Kind(kind) => write!(f, ".{}", kind.as_str())?,
                        VariantOf::Any => f.write_str(".any")?,
                    }
                    if *nth > 0 {
                        write!(f, "{}", nth + 1)?;
                    }
                }
                Step::Body => f.write_str(".body")?,
                Step::Answer(status) => write!(f, ".{status}")?,
                Step::Media(_) => {}
            }
        }
        Ok(())
    }
}

/// What an alternative of a union is called.
struct Alternative<'a>(&'a Origin);

impl Display for Alternative<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.0.called, self.0.whence.steps.last()) {
            (Called::Fixed(name), _) => write!(f, "{name}!"),
            (Called::Like(name), _) => f.write_str(name),
            (Called::ByPlace, Some(Step::Variant { of, .. })) => write!(f, "{of}"),
            (Called::ByPlace, _) => Ok(()),
        }
    }
}

struct Hint<'a>(&'a Origin);

impl Display for Hint<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, " as {}", Name(self.0))
    }
}

/// What a part would like to be called, where that is not its name on the wire.
struct Renamed<'a>(&'a Origin);

impl Display for Renamed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.called {
            Called::ByPlace => Ok(()),
            Called::Fixed(name) => write!(f, " called {name}!"),
            Called::Like(name) => write!(f, " called {name}"),
        }
    }
}

struct Flags<'a>(&'a Docs);

impl Display for Flags<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.deprecated { " deprecated" } else { "" })
    }
}

struct Used(Usage);

impl Display for Used {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (self.0.request, self.0.response) {
            (false, false) => "",
            (true, false) => " in requests",
            (false, true) => " in responses",
            (true, true) => " in both",
        })
    }
}

struct List<'a>(&'static str, &'a [String]);

impl Display for List<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.1.is_empty() {
            return Ok(());
        }
        write!(f, "{}{}", self.0, self.1.join(", "))
    }
}

/// How a parameter is written: `form, not exploded`.
struct Written<'a>(&'a Encoding);

impl fmt::Display for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Encoding::Style {
                style,
                explode,
                reserved,
            } => {
                let style = match style {
                    Style::Simple => "simple",
                    Style::Form => "form",
                    Style::SpaceDelimited => "space-delimited",
                    Style::PipeDelimited => "pipe-delimited",
                    Style::DeepObject => "deep object",
                };
                let explode = if *explode { " exploded" } else { "" };
                let reserved = if *reserved { " reserved" } else { "" };
                write!(f, "{style}{explode}{reserved}")
            }
            Encoding::Content(media_type) => write!(f, "{media_type:?}"),
        }
    }
}
