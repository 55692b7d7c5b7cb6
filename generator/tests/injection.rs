//! Strings of a document change literals, documentation and names in the output, and nothing else in its syntax tree.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what is wrong here is a test that fails"
)]

mod common;

use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};

/// What people who mean harm, or who only write Markdown, put into a string.
const HOSTILE: &[&str] = &[
    "\"; } fn injected() { std::process::abort() } //",
    "*/ pub struct Injected; /*",
    "]\n#[doc = \"x\"]\npub mod injected {}",
    "#![feature(test)]\n#[path = \"/etc/passwd\"]\nmod injected;",
    "```\nfn main() { panic!() }\n```",
    "~~~rust\npanic!()\n~~~",
    "    indented_code();\n\n\tpanic!();",
    "{injected} {0} {{}} %s $crate r#\"raw\"#",
    "\u{202e}reversed\u{2066} \u{0}\u{7f}\u{feff}",
    "[`injected`] <script>alert(1)</script> <https://example.com> [a]: b \\",
];

/// Where in a document a string of a stranger stands. `SLOT` is replaced by it.
const PLACES: &[(&str, &str)] = &[
    (
        "title",
        r#"{"openapi":"3.1.0","info":{"title":"SLOT","version":"1"},"paths":{}}"#,
    ),
    (
        "version",
        r#"{"openapi":"3.1.0","info":{"title":"t","version":"SLOT"},"paths":{}}"#,
    ),
    (
        "description",
        r#"{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/a":{"get":{"operationId":"a","description":"SLOT","responses":{"204":{"description":"SLOT"}}}}}}"#,
    ),
    (
        "path",
        r#"{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/a/xSLOT":{"get":{"operationId":"a","responses":{"204":{"description":"d"}}}}}}"#,
    ),
    (
        "operationId",
        r#"{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/a":{"get":{"operationId":"xSLOT","responses":{"204":{"description":"d"}}}}}}"#,
    ),
    (
        "tag",
        r#"{"openapi":"3.1.0","info":{"title":"t","version":"1"},"tags":[{"name":"xSLOT","description":"SLOT"}],"paths":{"/a":{"get":{"tags":["xSLOT"],"operationId":"a","responses":{"204":{"description":"d"}}}}}}"#,
    ),
    (
        "query",
        r#"{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/a":{"get":{"operationId":"a","parameters":[{"name":"xSLOT","in":"query","description":"SLOT","schema":{"type":"string"}}],"responses":{"204":{"description":"d"}}}}}}"#,
    ),
    (
        "header",
        r#"{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/a":{"get":{"operationId":"a","parameters":[{"name":"xSLOT","in":"header","schema":{"type":"string"}}],"responses":{"204":{"description":"d"}}}}}}"#,
    ),
    (
        "schema",
        r##"{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/a":{"get":{"operationId":"a","responses":{"200":{"description":"d","content":{"application/json":{"schema":{"title":"SLOT","description":"SLOT","type":"object","properties":{"xSLOT":{"type":"string","title":"SLOT","description":"SLOT","default":"SLOT"}}}}}}}}}}}"##,
    ),
    (
        "enum",
        r#"{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/a":{"get":{"operationId":"a","responses":{"200":{"description":"d","content":{"application/json":{"schema":{"type":"string","enum":["xSLOT","b"]}}}}}}}}}"#,
    ),
    (
        "server",
        r#"{"openapi":"3.1.0","info":{"title":"t","version":"1"},"servers":[{"url":"https://h/SLOT","description":"xSLOT"}],"paths":{"/a":{"get":{"operationId":"a","responses":{"204":{"description":"d"}}}}}}"#,
    ),
    (
        "security",
        r#"{"openapi":"3.1.0","info":{"title":"t","version":"1"},"security":[{"xSLOT":[]}],"components":{"securitySchemes":{"xSLOT":{"type":"apiKey","in":"query","name":"SLOT","description":"SLOT"}}},"paths":{"/a":{"get":{"operationId":"a","responses":{"204":{"description":"d"}}}}}}"#,
    ),
];

fn document(template: &str, text: &str) -> String {
    let escaped = serde_json::to_string(text).unwrap();
    template.replace("SLOT", &escaped[1..escaped.len() - 1])
}

/// A file's tokens, with identifiers numbered by their first use, literals without their value, and no
/// documentation.
fn skeleton(path: &str, text: &str) -> String {
    let tokens: TokenStream = text
        .parse()
        .unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
    let mut names = BTreeMap::new();
    let mut out = String::new();
    walk(tokens, &mut names, &mut out);
    // A longer line is broken, and gets a trailing comma.
    [
        ("#[DOC=lit]", ""),
        ("#![DOC=lit]", ""),
        (",)", ")"),
        (",]", "]"),
        (",}", "}"),
        (",>", ">"),
    ]
    .iter()
    .fold(out, |out, (from, to)| out.replace(from, to))
}

/// An expression too long for its line stands in braces, as a closure's body or a match arm's.
fn is_broken_expression(group: &proc_macro2::Group, out: &str) -> bool {
    let is_semicolon =
        |token: TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';');
    group.delimiter() == proc_macro2::Delimiter::Brace
        && (out.ends_with('|') || out.ends_with("=>"))
        && !group.stream().is_empty()
        && !group.stream().into_iter().any(is_semicolon)
}

fn walk(tokens: TokenStream, names: &mut BTreeMap<String, usize>, out: &mut String) {
    for token in tokens {
        match token {
            TokenTree::Group(group) if is_broken_expression(&group, out) => {
                let arm = out.ends_with('>');
                walk(group.stream(), names, out);
                out.push_str(if arm { "," } else { "" });
            }
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    proc_macro2::Delimiter::Parenthesis => ("(", ")"),
                    proc_macro2::Delimiter::Brace => ("{", "}"),
                    proc_macro2::Delimiter::Bracket => ("[", "]"),
                    proc_macro2::Delimiter::None => ("", ""),
                };
                out.push_str(open);
                walk(group.stream(), names, out);
                out.push_str(close);
            }
            TokenTree::Ident(ident) if ident == "doc" => out.push_str("DOC"),
            TokenTree::Ident(ident) => {
                let next = names.len();
                let number = *names.entry(ident.to_string()).or_insert(next);
                out.push_str(&format!(" i{number} "));
            }
            TokenTree::Punct(punct) => out.push(punct.as_char()),
            TokenTree::Literal(_) => out.push_str("lit"),
        }
    }
}

/// The output's Rust files, each as a skeleton, in their order; without their names, which follow the tags. `None` where the
/// operation is skipped: no HTTP header has such a name.
fn skeletons(text: &str) -> Option<Vec<String>> {
    let output = common::generate(text);
    let files = output
        .files
        .iter()
        .filter(|file| file.path.ends_with(".rs"));
    let skeletons = files.map(|file| skeleton(&file.path, &file.text)).collect();
    output.report.skipped.is_empty().then_some(skeletons)
}

/// Without what has a meaning of its own in a path or a URL: there another text is another structure.
fn fit(place: &str, text: &str) -> String {
    match place {
        "path" | "server" => text.replace(['{', '}', '/', '?', '#'], ""),
        _ => text.to_owned(),
    }
}

fn same(plain: &[String], hostile: &[String], what: &str) {
    assert_eq!(
        plain.len(),
        hostile.len(),
        "{what}: another number of files"
    );
    for (plain, hostile) in plain.iter().zip(hostile) {
        let at = plain
            .bytes()
            .zip(hostile.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        let near = |text: &str| {
            text.get(at.saturating_sub(80)..(at + 80).min(text.len()))
                .unwrap_or("")
                .to_owned()
        };
        assert!(
            plain == hostile,
            "{what}:\n{}\n{}",
            near(plain),
            near(hostile)
        );
    }
}

#[test]
fn hostile_strings_change_literals_only() {
    for (place, template) in PLACES {
        let plain = skeletons(&document(template, "plain"));
        assert!(
            plain.as_ref().is_some_and(|files| !files.is_empty()),
            "{place}"
        );
        let mut compared = 0;
        for text in HOSTILE {
            let hostile = skeletons(&document(template, &fit(place, text)));
            if let (Some(plain), Some(hostile)) = (&plain, &hostile) {
                same(
                    plain,
                    hostile,
                    &format!("{place}: {text:?} changes the syntax tree"),
                );
            }
            compared += usize::from(hostile.is_some());
        }
        assert!(
            compared > 0 || *place == "header",
            "{place}: everything is skipped"
        );
    }
}

/// The comparison itself sees an injection: else the test above could not fail.
#[test]
fn a_skeleton_sees_one_more_token() {
    assert_eq!(
        skeleton("a", "/// a\n/// b\nstruct A;"),
        skeleton("b", "/// c\nstruct B;")
    );
    assert_ne!(
        skeleton("a", "struct A;"),
        skeleton("b", "struct A; mod b {}")
    );
}
