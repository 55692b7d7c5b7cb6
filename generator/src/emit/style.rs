use crate::ir::{Explode, Style};

/// The name of `counterpart_runtime::param::ListStyle` for a style of a list.
pub fn list_style(style: Style, explode: Explode) -> &'static str {
    match (style, explode) {
        (Style::Simple, _) => "Simple",
        (Style::Form | Style::SpaceDelimited | Style::PipeDelimited, Explode::Yes) => {
            "FormExploded"
        }
        (Style::Form, Explode::No) => "Form",
        (Style::SpaceDelimited, Explode::No) => "SpaceDelimited",
        (Style::PipeDelimited, Explode::No) => "PipeDelimited",
    }
}
