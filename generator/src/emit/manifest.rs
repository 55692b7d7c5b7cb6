//! `Cargo.toml` of a generated crate, and its marked section.

use super::types::Used;
use super::{CrateConfig, Cx, File, FileKind, RuntimeSource, Side};

/// The first line of a manifest's marked section.
pub const SECTION_START: &str =
    "# >>> counterpart: written by `counterpart gen`; outside of the marks the file is yours";

/// The last line of a manifest's marked section.
pub const SECTION_END: &str = "# <<< counterpart";

/// `Cargo.toml`, as it is written the first time.
pub(super) fn emit(cx: &Cx<'_>, krate: &CrateConfig) -> File {
    let used = Used::of(cx);
    let has_patterns = !used.patterns.is_empty();
    let mut features = vec![match cx.side {
        Side::Server => "server",
        Side::Client => "client",
    }];
    // A client checks nothing by itself: who never asks can do without regular expressions.
    let own = match (cx.side, has_patterns) {
        (Side::Server, true) => {
            features.push("pattern");
            vec!["serde"]
        }
        (Side::Server, false) => vec!["serde"],
        (Side::Client, true) => vec!["pattern", "rustls", "serde"],
        (Side::Client, false) => vec!["rustls", "serde"],
    };
    if used.idn {
        features.push("idn");
    }
    let (default, features) = (quoted(&own), quoted(&features));
    let own = own
        .iter()
        .map(|name| format!("{name} = [\"counterpart-runtime/{name}\"]\n"));
    let own: String = own.collect();
    let runtime = match &cx.config.runtime {
        RuntimeSource::Workspace => "workspace = true".to_owned(),
        RuntimeSource::Path(path) => {
            format!("path = {}\ndefault-features = false", toml_string(path))
        }
        RuntimeSource::Version(version) => format!(
            "version = {}\ndefault-features = false",
            toml_string(version)
        ),
    };
    let name = toml_string(&krate.package);
    let text = format!(
        "[package]
version = \"0.1.0\"
publish = false
{SECTION_START}
name = {name}
edition = \"2024\"
rust-version = \"1.85\"

[features]
default = [{default}]
{own}
[dependencies.counterpart-runtime]
{runtime}
features = [{features}]
{SECTION_END}
"
    );
    File {
        side: cx.side,
        path: "Cargo.toml".to_owned(),
        text,
        kind: FileKind::Manifest,
    }
}

/// Names in quotes, behind each other.
fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| toml_string(name)).collect();
    names.join(", ")
}

fn toml_string(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// The manifest that stands there already, with its marked section replaced by the fresh one's; `None` where it has
/// no marked section, and so is not ours to touch.
#[must_use]
pub fn merge_manifest(existing: &str, fresh: &str) -> Option<String> {
    let (before, _, after) = split(existing)?;
    let (_, section, _) = split(fresh)?;
    Some(format!("{before}{section}{after}"))
}

/// What stands before the marked section, the section with its marks, and what stands behind it.
fn split(text: &str) -> Option<(&str, &str, &str)> {
    let start = text.find(SECTION_START)?;
    let (before, rest) = text.split_at_checked(start)?;
    let end = rest.find(SECTION_END)? + SECTION_END.len();
    let (section, after) = rest.split_at_checked(end)?;
    Some((before, section, after))
}

#[cfg(test)]
mod tests {
    use super::{SECTION_END, SECTION_START, merge_manifest};

    #[test]
    fn only_the_marked_section_is_replaced() {
        let existing = format!("a\n{SECTION_START}\nold\n{SECTION_END}\nz\n");
        let fresh = format!("b\n{SECTION_START}\nnew\n{SECTION_END}\n");
        assert_eq!(
            merge_manifest(&existing, &fresh),
            Some(format!("a\n{SECTION_START}\nnew\n{SECTION_END}\nz\n"))
        );
        assert_eq!(merge_manifest("[package]\n", &fresh), None);
        assert_eq!(merge_manifest(&format!("{SECTION_START}\n"), &fresh), None);
    }
}
