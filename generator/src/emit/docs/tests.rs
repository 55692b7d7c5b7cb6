//! Tests of documentation: prose of a document runs nothing, and links nowhere it should not.

use super::{code, doc_lines};
use crate::ir::Docs;

fn shown(description: &str) -> String {
    let docs = Docs {
        title: None,
        description: Some(description.to_owned()),
        deprecated: false,
    };
    doc_lines(&docs, &[]).join("\n")
}

#[test]
fn markdown_runs_loads_and_resolves_nothing() {
    for (written, expected) in [
        ("Plain *text* with `code`.", "Plain *text* with `code`."),
        ("One  \ntwo\t\r\nthree", "One\ntwo\nthree"),
        ("A ]( b [0] c[1]", "A ]( b \\[0] c\\[1]"),
        ("See [Phone] and [`Vec`].", "See \\[Phone] and \\[`Vec`]."),
        ("[a][b]", "\\[a]\\[b]"),
        ("[here](https://a.io/b)", "[here](https://a.io/b)"),
        ("[here](Vec) [x](#y)", "\\[here](Vec) \\[x](#y)"),
        ("[x]\n\n[x]: https://a.io", "[x]\n\n[x]: https://a.io"),
        (
            "[x](javascript:alert%281%29)",
            "\\[x](javascript:alert%281%29)",
        ),
        ("<javascript:alert>", "\\<javascript:alert>"),
        ("![x](https://a.io/b.png)", "\\![x](https://a.io/b.png)"),
        ("Mail <me@a.io>.", "Mail <me@a.io>."),
        (
            "At https://a.io/b_c?d=e, or (http://b.io).",
            "At <https://a.io/b_c?d=e>, or (<http://b.io>).",
        ),
        (
            "In `https://a.io` and <https://a.io>",
            "In `https://a.io` and <https://a.io>",
        ),
        ("A <b>bold</i> word", "A \\<b>bold\\</i> word"),
        ("Vec<String> x", "Vec\\<String> x"),
        ("<script>\nx()\n</script>", "\\<script>\nx()\n\\</script>"),
        ("<!-- open", "\\<!-- open"),
        ("note[^1]\n\n[^1]: more", "note\\[^1]\n\n\\[^1]: more"),
        ("```\nlet x = 1;\n```", "```text\nlet x = 1;\n```"),
        ("~~~ rust,no_run\nx\n~~~", "~~~text\nx\n~~~"),
        ("```should_panic\nx\n```", "```text\nx\n```"),
        ("```json\n{}\n```", "```json\n{}\n```"),
        ("```E0001\n```", "```text\n```"),
        (
            "Text:\n\n    let x = 1;\n\n      y\n\nEnd",
            "Text:\n\n```text\nlet x = 1;\n\n  y\n```\n\nEnd",
        ),
        (
            "- a\n\n      code\n- b",
            "- a\n\n  ```text\n  code\n  ```\n- b",
        ),
        ("    code", "```text\ncode\n```"),
        ("\u{202E}evil\u{0}", "evil"),
        ("*/ #[doc] // /*", "*/ #\\[doc] // /*"),
        ("", ""),
        (" \n ", ""),
    ] {
        assert_eq!(shown(written), expected, "{written:?}");
    }
}

#[test]
fn what_reaches_beyond_its_end_is_fenced() {
    for written in ["```json\nopen", "~~~\nopen", "> ```\n> x\n\n```"] {
        let text = shown(written);
        assert!(text.starts_with("```"), "{written:?}: {text}");
        let after = doc_lines(
            &Docs {
                description: Some(written.to_owned()),
                ..Docs::default()
            },
            &["After.".to_owned()],
        );
        assert_eq!(after.last().map(String::as_str), Some("After."));
    }
}

#[test]
fn prose_is_wrapped_and_nothing_else() {
    let words = "word ".repeat(30);
    let text = shown(&format!(
        "{words}\n\n- {words}\n\n```json\n{words}\n```\n\n1. {words}- x"
    ));
    for line in text.lines() {
        assert!(line.len() <= 92 || line.len() == 149, "{line}");
    }
    assert!(text.contains("\n  word"), "{text}");
    assert!(text.contains("\n   word"), "{text}");
    let joined: Vec<&str> = text.split_whitespace().collect();
    assert_eq!(joined.iter().filter(|word| **word == "word").count(), 120);
}

#[test]
fn a_line_never_begins_with_a_marker() {
    let text = shown(&format!("{}- 1. # + > tail", "x".repeat(91) + " "));
    assert_eq!(text, format!("{} - 1. # + >\ntail", "x".repeat(91)));
}

#[test]
fn inline_code_holds_any_text() {
    for (text, expected) in [
        ("a", "`a`"),
        ("a`b", "``a`b``"),
        ("`a", "`` `a ``"),
        ("", "`  `"),
        ("a\nb", "`a\\nb`"),
        ("a\u{202E}b", "`a\\u{202e}b`"),
    ] {
        assert_eq!(code(text), expected);
    }
}
