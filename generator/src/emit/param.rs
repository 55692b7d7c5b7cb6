//! What both sides say about a parameter.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Cx, code, doc_lines, ident};
use crate::ir::{Docs, Encoding, Location, Param, Style};

/// Where a parameter stands; with its name, where that is not the identifier it has here: ``Header `X-Days`.``
pub fn place(param: &Param, identifier: &str) -> String {
    let place = match param.location {
        Location::Path => "Path parameter",
        Location::Query => "Query parameter",
        Location::Header => "Header",
        Location::Cookie => "Cookie",
    };
    if param.wire == identifier.trim_start_matches("r#") {
        format!("{place}.")
    } else {
        format!("{place} {}.", code(&param.wire))
    }
}

/// An argument in a list: its name, where it goes, and what the document says of it.
pub fn item(name: &str, docs: &Docs, note: &str) -> String {
    let name = code(name.trim_start_matches("r#"));
    let mut lines = vec![format!("* {name}: {note}")];
    let documented = doc_lines(docs, &[]);
    if !documented.is_empty() {
        lines.push(String::new());
        lines.extend(documented);
    }
    let indented = lines.iter().enumerate().map(|(index, line)| {
        let indent = if index == 0 || line.is_empty() {
            ""
        } else {
            "  "
        };
        format!("{indent}{line}")
    });
    indented.collect::<Vec<_>>().join("\n")
}

/// The default of a parameter as JSON, for people.
pub fn default_shown(cx: &Cx<'_>, param: &Param) -> Option<String> {
    param.presence.default().map(|literal| literal.json(cx.api))
}

/// The descriptor of a parameter, of which both sides have the same but for the rules, which the server alone checks: `ParamDesc::query("ids").style(Style::Form, false)`. `desc` and `style` are how the
/// file names the runtime's types.
pub fn descriptor(param: &Param, desc: &TokenStream, style_type: &TokenStream) -> TokenStream {
    let wire = &param.wire;
    let place = ident(match param.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    });
    let own = quote!(#desc::#place(#wire));
    match &param.encoding {
        encoding if *encoding == Encoding::of(param.location) => own,
        Encoding::Content(media_type) => quote!(#own.content(#media_type)),
        Encoding::Style {
            style,
            explode,
            reserved,
        } => {
            let style = ident(match style {
                Style::Simple => "Simple",
                Style::Form => "Form",
                Style::SpaceDelimited => "SpaceDelimited",
                Style::PipeDelimited => "PipeDelimited",
                Style::DeepObject => "DeepObject",
            });
            let reserved = reserved.then(|| quote!(.reserved()));
            quote!(#own.style(#style_type::#style, #explode) #reserved)
        }
    }
}

/// Whether the descriptor of a parameter names a style.
pub fn names_style(param: &Param) -> bool {
    matches!(param.encoding, Encoding::Style { .. })
        && param.encoding != Encoding::of(param.location)
}
