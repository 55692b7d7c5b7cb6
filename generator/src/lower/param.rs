//! Parameters: where they are, how they are written, what their values are.

use super::{Lowerer, Unsupported, words};
use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::{self, At, Parameter, Schema};
use crate::ir::{
    Called, Docs, Encoding, Location, Origin, Param, Presence, Shape, Step, Style, Ty, Whence,
};
use crate::source::Node;

/// The headers that OpenAPI describes elsewhere: a parameter of that name "shall be ignored" (3.1, 4.8.12.2.1).
const DESCRIBED_ELSEWHERE: [&str; 3] = ["accept", "content-type", "authorization"];

impl Lowerer<'_> {
    /// Lowers a parameter of an operation; none for one that OpenAPI ignores, which is reported. `written` is where it
    /// comes from, if several operations share it.
    pub(super) fn param(
        &mut self,
        parameter: &Parameter,
        operation: &Whence,
        written: Option<&Whence>,
    ) -> Result<Option<Param>, Unsupported> {
        let at = &parameter.at;
        let unsupported = |message: String| {
            Unsupported::from(Diagnostic::new(
                Code::UnsupportedParameter,
                at.place,
                at.pointer.clone(),
                message,
            ))
        };
        let Some(location) = words::location(&parameter.location) else {
            return Err(no_location(parameter));
        };
        if location == Location::Header && self.is_described_elsewhere(parameter) {
            return Ok(None);
        }
        if !parameter.content.is_empty() {
            let message = "a parameter with `content` is not supported yet";
            return Err(unsupported(message.to_owned()));
        }
        // OpenAPI demands a schema; without one it is a parameter without a type, which is reported.
        let any = Schema::True(at.clone());
        let schema = parameter.schema.as_ref().unwrap_or(&any);
        let whence = operation.then(Step::Param(location, parameter.name.clone()));
        let ty = self.schema_ty(schema, written.unwrap_or(&whence).clone());
        let required = parameter.required || location == Location::Path;
        let ty = self.value(ty, required, at).map_err(unsupported)?;
        let is_list = matches!(self.api.inmost(&ty), Ty::Array(_));
        let encoding = encoding(parameter, location, is_list).map_err(unsupported)?;
        self.report_reserved(parameter);
        let default = default_of(schema).filter(|_| !required);
        let presence = match default {
            _ if required => Presence::Required,
            None => Presence::Optional(None),
            Some(default) => match self.param_default(default, &ty, at) {
                Some(literal) => Presence::Filled(literal),
                None => Presence::Optional(None),
            },
        };
        Ok(Some(Param {
            wire: parameter.name.clone(),
            location,
            encoding,
            ty,
            presence,
            origin: Origin {
                whence,
                pointer: at.pointer.clone(),
                place: at.place,
                called: (parameter.rust_name.clone()).map_or(Called::ByPlace, Called::Fixed),
            },
            docs: Docs {
                title: None,
                description: parameter
                    .description
                    .clone()
                    .or_else(|| description_of(schema)),
                deprecated: parameter.deprecated,
            },
        }))
    }

    fn is_described_elsewhere(&mut self, parameter: &Parameter) -> bool {
        let name = &parameter.name;
        if !DESCRIBED_ELSEWHERE
            .iter()
            .any(|one| name.eq_ignore_ascii_case(one))
        {
            return false;
        }
        let message = format!("OpenAPI ignores a header parameter `{name}`");
        let at = &parameter.at;
        self.diagnostics.push(
            Diagnostic::new(
                Code::IgnoredHeaderParameter,
                at.place,
                at.pointer.clone(),
                message,
            )
            .with_help("media types and security schemes say what it would")
            .with_effect(Effect::Ignored(format!("the header `{name}`"))),
        );
        true
    }

    /// The type of the whole, a scalar or a list of scalars; else why not.
    fn value(&mut self, ty: Ty, required: bool, at: &At) -> Result<Ty, String> {
        // An optional parameter that may be null is one that may be absent: nothing is lost.
        if ty.is_nullable() && ty != Ty::Null && required {
            let message = "this parameter accepts null, which a parameter cannot say";
            self.diagnostics.push(
                Diagnostic::new(Code::NullParameter, at.place, at.pointer.clone(), message)
                    .with_effect(Effect::Ignored("null".to_owned())),
            );
        }
        let ty = ty.non_null().clone();
        if *ty.unruled() == Ty::Json {
            let message = "this parameter has no type";
            self.diagnostics.push(
                Diagnostic::new(
                    Code::UntypedParameter,
                    at.place,
                    at.pointer.clone(),
                    message,
                )
                .with_label("read as text")
                .with_effect(Effect::Assumed("a string".to_owned())),
            );
            return Ok(match ty {
                Ty::Ruled(_, rules) => Ty::Ruled(Box::new(Ty::String), rules),
                _ => Ty::String,
            });
        }
        match self.api.inmost(&ty) {
            Ty::Array(item) if self.is_scalar(item) => Ok(self.written_out(ty)),
            Ty::Array(_) => Err("an array of anything but scalars is not supported yet in a parameter".to_owned()),
            _ if self.is_scalar(&ty) => Ok(ty),
            Ty::Null => Err("a parameter cannot be null".to_owned()),
            _ => Err("a parameter of this type is not supported yet: neither a scalar nor an array of them".to_owned()),
        }
    }

    /// An array without the aliases that it stands behind: a client takes a slice of items.
    fn written_out(&self, ty: Ty) -> Ty {
        match ty {
            Ty::Ruled(inner, rules) => Ty::Ruled(Box::new(self.written_out(*inner)), rules),
            ty => self.api.resolve(&ty).clone(),
        }
    }

    fn is_scalar(&self, ty: &Ty) -> bool {
        match self.api.inmost(ty) {
            Ty::Bool | Ty::Int(_) | Ty::Integer | Ty::F32 | Ty::F64 | Ty::Number => true,
            Ty::String | Ty::Secret => true,
            Ty::Uuid | Ty::DateTime | Ty::Date => true,
            Ty::Named(id) => self.api.type_def(*id).is_some_and(|def| {
                matches!(
                    def.shape,
                    Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::ValueEnum(_)
                )
            }),
            _ => false,
        }
    }

    fn report_reserved(&mut self, parameter: &Parameter) {
        if !parameter.allow_reserved {
            return;
        }
        let at = &parameter.at;
        let message =
            "`allowReserved` is not supported yet: reserved characters are percent-encoded";
        self.diagnostics.push(
            Diagnostic::new(Code::ReservedEncoded, at.place, at.pointer.clone(), message)
                .with_effect(Effect::NotChecked("allowReserved".to_owned())),
        );
    }

    fn param_default(&mut self, default: &Node, ty: &Ty, at: &At) -> Option<crate::ir::Literal> {
        // The default of a parameter that may be null is often null: it is absent then.
        if default.is_null() {
            return None;
        }
        let literal = self.literal(default, ty);
        if literal.is_none() {
            let message = "this default is not a value of its parameter, or of a type whose defaults are not offered";
            self.diagnostics.push(
                Diagnostic::new(
                    Code::ParameterDefault,
                    default.place,
                    at.pointer.clone(),
                    message,
                )
                .with_effect(Effect::Ignored("`default`".to_owned())),
            );
        }
        literal
    }
}

fn default_of(schema: &Schema) -> Option<&Node> {
    match schema {
        Schema::Object(object) => object.default.as_ref(),
        _ => None,
    }
}

/// The description of the parameter's own schema, where many documents have it.
fn description_of(schema: &Schema) -> Option<String> {
    match schema {
        Schema::Object(object) if object.reference.is_none() => object.description.clone(),
        _ => None,
    }
}

/// The style table of OpenAPI 3.1, 4.8.12.3, with its defaults.
fn encoding(parameter: &Parameter, location: Location, is_list: bool) -> Result<Encoding, String> {
    let style = style(parameter, location)?;
    if !is_list {
        // A text alone is written in the same way in each style that a place has, but for those with a prefix.
        return Ok(Encoding::of(location));
    }
    // "When style is form, the default value is true. For all other styles, the default value is false."
    let exploded = parameter.explode.unwrap_or(style == Style::Form);
    let explode = match (style, location, exploded) {
        // Joined by commas, exploded or not.
        (Style::Simple, _, _) => false,
        (Style::Form, Location::Cookie, true) => {
            return Err(
                "an exploded array in a cookie is not supported: use `explode: false`".to_owned(),
            );
        }
        (Style::Form, _, true) => true,
        (Style::SpaceDelimited | Style::PipeDelimited | Style::DeepObject, _, true) => {
            return Err(
                "this style has no exploded form: use `explode: false`, or `style: form`"
                    .to_owned(),
            );
        }
        (_, _, false) => false,
    };
    Ok(Encoding::Style {
        style,
        explode,
        reserved: false,
    })
}

fn style(parameter: &Parameter, location: Location) -> Result<Style, String> {
    use document::Style as Written;
    let default = match location {
        Location::Path | Location::Header => &Written::Simple,
        Location::Query | Location::Cookie => &Written::Form,
    };
    let written = parameter.style.as_ref().unwrap_or(default);
    match (written, location) {
        (Written::Simple, Location::Path | Location::Header) => Ok(Style::Simple),
        (Written::Form, Location::Query | Location::Cookie) => Ok(Style::Form),
        (Written::SpaceDelimited, Location::Query) => Ok(Style::SpaceDelimited),
        (Written::PipeDelimited, Location::Query) => Ok(Style::PipeDelimited),
        _ => {
            let place = &parameter.location;
            Err(format!(
                "the style `{written}` is not supported in `{place}`"
            ))
        }
    }
}

/// Why a parameter is in no place.
fn no_location(parameter: &Parameter) -> Unsupported {
    let at = &parameter.at;
    let place = &parameter.location;
    let (code, message) = match place {
        document::Location::Other(_) => {
            let message = format!("a parameter cannot be in `{place}`");
            (Code::InvalidValue, message)
        }
        _ => {
            let message = format!("parameters in `{place}` are not supported yet");
            (Code::UnsupportedParameter, message)
        }
    };
    Diagnostic::new(code, at.place, at.pointer.clone(), message).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameter(style: Option<&str>, explode: Option<bool>) -> Parameter {
        Parameter {
            at: At::default(),
            name: "p".to_owned(),
            location: document::Location::Other("there".to_owned()),
            required: false,
            deprecated: false,
            description: None,
            style: style.map(document::Style::of_text),
            explode,
            allow_reserved: false,
            schema: None,
            content: Vec::new(),
            rust_name: None,
        }
    }

    #[test]
    fn styles_of_lists() {
        use Location::{Cookie, Header, Path, Query};
        let table = [
            (Path, None, None, Some((Style::Simple, false))),
            (
                Path,
                Some("simple"),
                Some(true),
                Some((Style::Simple, false)),
            ),
            (Path, Some("label"), None, None),
            (Path, Some("matrix"), None, None),
            (Path, Some("form"), None, None),
            (Query, None, None, Some((Style::Form, true))),
            (Query, None, Some(false), Some((Style::Form, false))),
            (
                Query,
                Some("spaceDelimited"),
                None,
                Some((Style::SpaceDelimited, false)),
            ),
            (
                Query,
                Some("pipeDelimited"),
                Some(false),
                Some((Style::PipeDelimited, false)),
            ),
            (Query, Some("pipeDelimited"), Some(true), None),
            (Query, Some("deepObject"), None, None),
            (Query, Some("simple"), None, None),
            (Header, None, Some(true), Some((Style::Simple, false))),
            (Header, Some("form"), None, None),
            (Cookie, None, None, None),
            (Cookie, None, Some(false), Some((Style::Form, false))),
        ];
        for (location, style, explode, expected) in table {
            let found = encoding(&parameter(style, explode), location, true);
            let expected = expected.map(|(style, explode)| Encoding::Style {
                style,
                explode,
                reserved: false,
            });
            assert_eq!(found.ok(), expected, "{location:?} {style:?} {explode:?}");
        }
    }
}
