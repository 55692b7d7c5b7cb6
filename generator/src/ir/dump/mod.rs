//! The IR as text, for people and for snapshots: what is decided, in the order of the IR. Tests read it back.

mod select;
mod types;
pub(super) mod words;

use std::fmt::{self, Write as _};

use super::{
    Answer, AnswerClass, Api, Called, Content, Docs, Encoding, Group, Operation, Param, PathPart,
    Payload, Root, Scheme, SchemeKind, Security, Segment, Server, Step, Style, Target,
};
use words::{From, List, Renamed, Word};

/// The IR as text. Equal for equal IRs; the places in the source and the documentation are left out.
#[must_use]
pub fn dump(api: &Api) -> String {
    with(api, false)
}

/// The same, and the documentation.
#[cfg(test)]
pub(super) fn dump_with_docs(api: &Api) -> String {
    with(api, true)
}

fn with(api: &Api, docs: bool) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let written = Dump { api, docs }.all(&mut out);
    debug_assert!(written.is_ok());
    out
}

struct Dump<'a> {
    api: &'a Api,
    /// Whether to write the documentation.
    docs: bool,
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
        if let (Some(text), true) = (&api.description, self.docs) {
            writeln!(out, "  ## {text:?}")?;
        }
        if let Some(limit) = api.recursion_limit {
            writeln!(out, "recursion limit {limit}")?;
        }
        for server in &api.servers {
            self.server(out, server)?;
        }
        for scheme in &api.schemes {
            self.scheme(out, scheme)?;
        }
        let numbered = !api.operations.is_sorted_by_key(|one| one.group);
        for (index, of) in api.groups.iter().enumerate() {
            writeln!(
                out,
                "\ngroup {}{}{}",
                group(of),
                Renamed::new(&of.origin),
                flags(&of.docs)
            )?;
            self.docs(out, "  ", &of.docs)?;
            for (number, operation) in api.operations.iter().enumerate() {
                if operation.group.0 as usize == index {
                    let number = numbered.then_some(number);
                    self.operation(out, operation, number)?;
                }
            }
        }
        for (index, def) in api.types.iter().enumerate() {
            self.type_def(out, index, def)?;
        }
        for check in &api.checks {
            writeln!(out, "\ncheck {:?} {}", check.pointer, check.rules)?;
        }
        Ok(())
    }

    fn server(&self, out: &mut String, server: &Server) -> fmt::Result {
        writeln!(
            out,
            "server {:?}{}",
            server.url,
            Renamed::new(&server.origin)
        )?;
        self.docs(out, "  ", &server.docs)?;
        for variable in &server.variables {
            let (name, values) = (&variable.wire, List(" of ", &variable.values));
            writeln!(out, "  {{{}}} = {:?}{values}", Word(name), variable.default)?;
            self.docs(out, "    ", &variable.docs)?;
        }
        Ok(())
    }

    fn scheme(&self, out: &mut String, scheme: &Scheme) -> fmt::Result {
        let kind = match &scheme.kind {
            SchemeKind::Bearer => "bearer".to_owned(),
            SchemeKind::Basic => "basic".to_owned(),
            SchemeKind::HeaderKey(name) => format!("header {name:?}"),
            SchemeKind::QueryKey(name) => format!("query {name:?}"),
            SchemeKind::CookieKey(name) => format!("cookie {name:?}"),
        };
        let (name, renamed) = (scheme_name(scheme), Renamed::new(&scheme.origin));
        writeln!(
            out,
            "scheme {kind} as {name}{renamed}{}",
            flags(&scheme.docs)
        )?;
        self.docs(out, "  ", &scheme.docs)
    }

    /// An operation; with its number, where the groups are not the order of all operations.
    fn operation(
        &self,
        out: &mut String,
        operation: &Operation,
        number: Option<usize>,
    ) -> fmt::Result {
        let target = match &operation.target {
            Target::Path(path) if is_bare(&path.text) => path.text.clone(),
            Target::Path(path) => format!("{:?}", path.text),
            Target::Webhook(name) => format!("webhook {name:?}"),
            Target::Callback { name, expression } => format!("callback {name:?} {expression:?}"),
        };
        let method = operation.method.as_str();
        let id = (operation.operation_id.as_ref())
            .map_or_else(String::new, |id| format!(" as {}", Word(id)));
        let renamed = Renamed {
            called: &operation.origin.called,
            unless: (operation.operation_id.clone()).map_or(Called::ByPlace, Called::Like),
        };
        let from = From {
            whence: &operation.origin.whence,
            unless: super::Whence::of(Root::Operation(
                operation.target.text().to_owned(),
                operation.method,
            )),
        };
        let flags = flags(&operation.docs);
        let number = number.map_or_else(String::new, |number| format!(" number {number}"));
        writeln!(
            out,
            "\n  {method} {target}{id}{renamed}{from}{number}{flags}"
        )?;
        self.docs(out, "    ", &operation.docs)?;
        writeln!(out, "    path{}", path(operation.target.segments()))?;
        for param in &operation.params {
            self.param(out, operation, param)?;
        }
        if let Some(body) = &operation.body {
            let required = if body.required {
                "required"
            } else {
                "optional"
            };
            writeln!(out, "    body {required}{}", self.contents(&body.contents))?;
            self.docs(out, "      ", &body.docs)?;
        }
        for answer in &operation.answers {
            self.answer(out, operation, answer)?;
        }
        self.security(out, &operation.security)
    }

    fn param(&self, out: &mut String, operation: &Operation, param: &Param) -> fmt::Result {
        let location = param.location.as_str();
        let encoding = if param.encoding == Encoding::of(param.location) {
            String::new()
        } else {
            format!(" as {},", Written(&param.encoding))
        };
        let step = Step::Param(param.location, param.wire.clone());
        let from = From {
            whence: &param.origin.whence,
            unless: operation.origin.whence.then(step),
        };
        writeln!(
            out,
            "    {location} {:?}:{encoding} {}{}{}{from}{}",
            param.wire,
            self.ty(&param.ty),
            self.presence(&param.presence),
            Renamed::new(&param.origin),
            flags(&param.docs)
        )?;
        self.docs(out, "      ", &param.docs)
    }

    fn answer(&self, out: &mut String, operation: &Operation, answer: &Answer) -> fmt::Result {
        let class = match answer.class {
            AnswerClass::Success => "success",
            AnswerClass::Error => "error",
            AnswerClass::Both => "both",
        };
        let content = self.contents(answer.content.as_slice());
        let own = operation.origin.whence.then(Step::Answer(answer.status));
        let from = From {
            whence: &answer.origin.whence,
            unless: match &answer.content {
                Some(content) => own.then(Step::Media(content.media_type.clone())),
                None => own.clone(),
            },
        };
        let converts = self.converts(&answer.origin.whence.to_string());
        let (renamed, flags) = (Renamed::new(&answer.origin), flags(&answer.docs));
        let status = answer.status;
        writeln!(
            out,
            "    {status} {class}{content}{renamed}{from}{converts}{flags}"
        )?;
        self.docs(out, "      ", &answer.docs)?;
        for header in &answer.headers {
            let optional = if header.required { "" } else { "?" };
            let repeats = if header.repeats { ", repeated" } else { "" };
            let from = From {
                whence: &header.origin.whence,
                unless: own.then(Step::Header(header.wire.clone())),
            };
            let renamed = Renamed::new(&header.origin);
            writeln!(
                out,
                "      header {:?}{optional}{repeats}{renamed}{from}{}",
                header.wire,
                self::flags(&header.docs)
            )?;
            self.docs(out, "        ", &header.docs)?;
        }
        Ok(())
    }

    fn contents(&self, contents: &[Content]) -> String {
        (contents.iter()).fold(String::new(), |mut text, content| {
            let Payload::Json(ty) = &content.payload;
            text.push_str(&format!(" {:?} json {}", content.media_type, self.ty(ty)));
            text
        })
    }

    fn security(&self, out: &mut String, security: &Security) -> fmt::Result {
        for alternative in &security.alternatives {
            let schemes: Vec<String> = (alternative.schemes.iter())
                .map(|(id, scopes)| {
                    let name =
                        (self.api.schemes.get(id.0 as usize)).map_or_else(String::new, scheme_name);
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

    /// Whether a `From` leads to a variant or an answer.
    fn converts(&self, key: &str) -> &'static str {
        if self.api.conversions.contains(key) {
            " with From"
        } else {
            ""
        }
    }

    fn docs(&self, out: &mut String, indent: &str, docs: &Docs) -> fmt::Result {
        if !self.docs {
            return Ok(());
        }
        if let Some(text) = &docs.title {
            writeln!(out, "{indent}# {text:?}")?;
        }
        if let Some(text) = &docs.description {
            writeln!(out, "{indent}## {text:?}")?;
        }
        Ok(())
    }
}

/// A path that needs no quotes on the line of its operation.
fn is_bare(path: &str) -> bool {
    let is_sign = |sign: char| sign.is_whitespace() || sign.is_control() || sign == '"';
    path.starts_with('/') && !path.contains(is_sign)
}

/// A group, by its tag (`pets`), or by its segment (`/pets`).
fn group(group: &Group) -> String {
    let name = Word(group.origin.whence.name());
    match &group.origin.whence.root {
        Root::Segment(_) => format!("/{name}"),
        _ => name.to_string(),
    }
}

fn scheme_name(scheme: &Scheme) -> String {
    match scheme.origin.whence.name() {
        "nothing" => "\"nothing\"".to_owned(),
        name => Word(name).to_string(),
    }
}

/// The segments of a path: ` "pets" / {0}+".json"`. One without parts is `""`.
fn path(segments: &[Segment]) -> String {
    let part = |part: &PathPart| match part {
        PathPart::Literal(text) => format!("{text:?}"),
        PathPart::Param(index) => format!("{{{index}}}"),
    };
    let mut text = String::new();
    for (index, segment) in segments.iter().enumerate() {
        let parts: Vec<String> = segment.parts.iter().map(part).collect();
        let parts = parts.join("+");
        text.push_str(if index == 0 { " " } else { " / " });
        text.push_str(if parts.is_empty() { "\"\"" } else { &parts });
    }
    text
}

fn flags(docs: &Docs) -> &'static str {
    if docs.deprecated { " deprecated" } else { "" }
}

/// How a parameter is written: `form exploded`.
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
