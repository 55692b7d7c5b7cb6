//! The emitters over the text of an IR.
//!
//! `COUNTERPART_EMIT_TO` names a folder to write its crates to, and `COUNTERPART_RUNTIME` the runtime as seen from
//! there, so that a person can look and compile.

use std::path::Path;

use super::fixture::{SHAPES, named};
use super::{EmitConfig, EmitError, File, RuntimeSource, Side, emit};

fn emitted(config: &EmitConfig) -> Vec<File> {
    let (api, names) = named(SHAPES);
    emit(&api, &names, config).unwrap()
}

/// The files of one side whose paths begin with one of the prefixes, without the lines that every file begins with, so that a change of these is
/// in few snapshots.
pub(super) fn shown(files: &[File], side: Side, prefixes: &[&str]) -> String {
    let texts: Vec<String> = files
        .iter()
        .filter(|file| {
            file.side == side && prefixes.iter().any(|start| file.path.starts_with(start))
        })
        .map(|file| format!("==> {}\n{}", file.path, without_head(&file.text)))
        .collect();
    texts.join("\n")
}

fn without_head(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines() {
        let is_head = line.starts_with("// @generated") || line.starts_with("#![");
        let doubles = line.is_empty() && lines.last().is_none_or(|last| last.is_empty());
        if !is_head && !doubles {
            lines.push(line);
        }
    }
    lines.join("\n") + "\n"
}

#[test]
fn every_shape_on_the_server() {
    let files = emitted(&EmitConfig::default());
    insta::assert_snapshot!(shown(
        &files,
        Side::Server,
        &["src/types.rs", "src/types/impls.rs"]
    ));
}

#[test]
fn every_shape_on_the_client() {
    let files = emitted(&EmitConfig::default());
    insta::assert_snapshot!(shown(&files, Side::Client, &["src/types"]));
}

#[test]
fn manifests_say_where_the_runtime_is() {
    for (runtime, expected) in [
        (RuntimeSource::Workspace, "workspace = true\nfeatures"),
        (
            RuntimeSource::Path("../a \"b\"".to_owned()),
            "path = '../a \"b\"'\ndefault-features = false\nfeatures",
        ),
        (
            RuntimeSource::Version("0.1".to_owned()),
            "version = \"0.1\"\ndefault-features = false\nfeatures",
        ),
    ] {
        let config = EmitConfig {
            runtime,
            client: None,
            ..EmitConfig::default()
        };
        let files = emitted(&config);
        let manifest = shown(&files, Side::Server, &["Cargo.toml"]);
        assert!(manifest.contains(expected), "{manifest}");
        assert!(files.iter().all(|file| file.side == Side::Server));
    }
}

/// A struct and an enum with one text of the document in every place that takes one.
fn with_text(text: &str) -> Vec<File> {
    let (api, names) = named(&format!(
        r#"
        api {text:?} "" profile problem-details
          ## {text:?}
        string enum Value
          # {text:?}
          ## {text:?}
          {text:?} called One!
          "two" called Two!
        struct Object
          # {text:?}
          ## {text:?}
          {text:?}: string optional, default {text:?} called one!
            # {text:?}
            ## {text:?}
          "two": Value optional, default {text:?} of Value
            # {text:?}
            ## {text:?}
          others refused
        "#
    ));
    let config = EmitConfig {
        document: text.to_owned(),
        ..EmitConfig::default()
    };
    emit(&api, &names, &config).unwrap()
}

/// The tokens of a file with literals and documentation left out.
fn skeleton(tokens: proc_macro2::TokenStream) -> String {
    use proc_macro2::TokenTree;
    let mut text = String::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => {
                text.push_str(&format!(
                    "{:?}({})",
                    group.delimiter(),
                    skeleton(group.stream())
                ));
            }
            TokenTree::Literal(_) => text.push('L'),
            // Where a list is broken into lines, a comma follows its last item.
            TokenTree::Punct(comma) if comma.as_char() == ',' => {}
            TokenTree::Punct(hash) if hash.as_char() == '#' => {
                if let Some(TokenTree::Punct(_)) = tokens.peek() {
                    tokens.next();
                }
                let attribute = tokens.next().map(|group| group.to_string());
                let attribute = attribute.unwrap_or_default();
                if !attribute.trim_start_matches(['[', ' ']).starts_with("doc") {
                    text.push_str(&attribute);
                }
            }
            other => text.push_str(&format!(" {other}")),
        }
    }
    text
}

#[test]
fn hostile_texts_change_literals_and_nothing_else() {
    let plain = with_text("plain");
    for text in [
        "\"; fn evil() {} \"",
        "\\",
        "\n#[doc = \"x\"]\nfn evil() {}",
        "*/ fn evil() {} /*",
        "#[counterpart_blank_line]",
        "//! x\r\nfn evil() {}",
        "```\nfn evil() {}",
        "{{}}}",
        "\u{202E}\u{0}\u{2028}r#\"",
        "",
    ] {
        let hostile = with_text(text);
        assert_eq!(plain.len(), hostile.len());
        for (plain, hostile) in plain.iter().zip(&hostile) {
            if !plain.path.ends_with(".rs") {
                continue;
            }
            let [expected, found] =
                [plain, hostile].map(|file| skeleton(file.text.parse().unwrap()));
            assert_eq!(expected, found, "{text:?} in {}", plain.path);
            assert!(hostile.text.lines().all(|line| !line.ends_with(' ')));
            assert!(hostile.text.starts_with("// @generated"));
        }
    }
}

#[test]
fn what_the_passes_do_not_promise_is_an_error() {
    let (api, mut names) = named(SHAPES);
    names.parts[0].pop();
    let outcome = emit(&api, &names, &EmitConfig::default());
    assert!(matches!(outcome, Err(EmitError::Inconsistent { .. })));
}

#[test]
fn a_circle_of_aliases_ends() {
    let (api, names) = named(
        "alias A
           B
         alias B
           A",
    );
    assert!(emit(&api, &names, &EmitConfig::default()).is_ok());
}

#[test]
fn write_for_a_look() {
    let Ok(folder) = std::env::var("COUNTERPART_EMIT_TO") else {
        return;
    };
    let runtime = std::env::var("COUNTERPART_RUNTIME").unwrap_or_default();
    let config = EmitConfig {
        runtime: RuntimeSource::Path(runtime),
        ..EmitConfig::default()
    };
    for file in emitted(&config) {
        let krate = match file.side {
            Side::Server => "generated-server",
            Side::Client => "generated-client",
        };
        let path = Path::new(&folder).join(krate).join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, file.text).unwrap();
    }
}
