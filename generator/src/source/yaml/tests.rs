//! Tests of the YAML reader.

use super::*;
use crate::source::{MAX_ALIASED_NODES, MAX_DEPTH, Node};
use serde_json::json;

fn root(text: &str) -> Node {
    let reading = read(text, FileId(0));
    assert!(
        reading.diagnostics.is_empty(),
        "{text}: {:?}",
        reading.diagnostics
    );
    reading.root.unwrap()
}

/// The code, the text at the place, and the message of the only diagnostic.
fn fault(text: &str) -> (&'static str, String, String) {
    let reading = read(text, FileId(0));
    let [fault] = &reading.diagnostics[..] else {
        panic!("{text}: {:?}", reading.diagnostics)
    };
    let at = text.get(fault.place.span.range()).unwrap();
    (fault.code.as_str(), at.to_owned(), fault.message.clone())
}

#[test]
fn values() {
    let table = [
        ("a", json!("a")),
        ("---\n", json!(null)),
        ("%YAML 1.2\n---\n- 1\n...\n", json!([1])),
        (
            "{a: [1, 'x', \"y\\u00e9\\n\", ~], \"b\": {}}",
            json!({"a": [1, "x", "yé\n", null], "b": {}}),
        ),
        (
            "a: |\n  x\n   y\n\nb: >-\n  x\n  y\nc: |+\n  z\n\n",
            json!({"a": "x\n y\n", "b": "x y", "c": "z\n\n"}),
        ),
        (
            "- a\n-\n- - b\n  - c\n- d: 1\n  e: 2\n",
            json!(["a", null, ["b", "c"], {"d": 1, "e": 2}]),
        ),
        ("a:\n- 1\n- 2\nb:\n", json!({"a": [1, 2], "b": null})),
        ("200: ok\n4XX: no\ntrue: b\n~: n\n1.0: v\n0x1F: h\n", {
            json!({"200": "ok", "4XX": "no", "true": "b", "null": "n", "1.0": "v", "0x1F": "h"})
        }),
        ("? a\n: b\n", json!({"a": "b"})),
        ("[a: b, c]", json!([{"a": "b"}, "c"])),
        (
            "a: !!str 1\nb: !!int '2'\nc: ! 3\nd: !<tag:yaml.org,2002:str> 4\ne: !!map {}\nf: !!seq []",
            { json!({"a": "1", "b": 2, "c": "3", "d": "4", "e": {}, "f": []}) },
        ),
        ("a: &x {k: [1]}\nb: *x\nc: [*x, &y z, *y]\n*y : q", {
            json!({"a": {"k": [1]}, "b": {"k": [1]}, "c": [{"k": [1]}, "z", "z"], "z": "q"})
        }),
        ("a: &x 1\nb: &x 2\nc: *x", json!({"a": 1, "b": 2, "c": 2})),
        ("plain: a # comment\nurl: http://x:80/#y\nwin: C:\\x", {
            json!({"plain": "a", "url": "http://x:80/#y", "win": "C:\\x"})
        }),
        (
            "a: 'it''s'\nb: \"\\x41\\u0042\\U0001F600\\e\"",
            json!({"a": "it's", "b": "AB😀\u{1b}"}),
        ),
        (
            "a:\r\n  b: 1\r\n  c: |\r\n    x\r\n    y\r\n",
            json!({"a": {"b": 1, "c": "x\ny\n"}}),
        ),
    ];
    for (text, expected) in table {
        assert_eq!(root(text).to_json(), expected, "{text}");
        let with_mark = format!("\u{feff}{text}");
        assert_eq!(
            root(&with_mark).to_json(),
            expected,
            "{text} after a byte order mark"
        );
    }
}

#[test]
fn merge_keys() {
    let base = "- &a {x: 1, y: 2}\n- &b {y: 3, z: 4}\n- ";
    let table = [
        ("{<<: *a}", json!({"x": 1, "y": 2})),
        ("{<<: *a, y: 9}", json!({"x": 1, "y": 9})),
        ("{y: 9, <<: *a}", json!({"x": 1, "y": 9})),
        ("{<<: [*a, *b]}", json!({"x": 1, "y": 2, "z": 4})),
        (
            "{<<: [*b, *a], q: 0}",
            json!({"x": 1, "y": 3, "z": 4, "q": 0}),
        ),
        ("{<<: {}, <<x: 1}", json!({"<<x": 1})),
        ("{\"<<\": *a}", json!({"<<": {"x": 1, "y": 2}})),
    ];
    for (text, expected) in table {
        assert_eq!(
            root(&format!("{base}{text}")).items()[2].to_json(),
            expected,
            "{text}"
        );
    }
    let keys = root(&format!("{base}{{q: 0, <<: *b, r: 1}}"));
    let keys: Vec<&str> = keys.items()[2]
        .members()
        .iter()
        .map(|member| &*member.key.text)
        .collect();
    assert_eq!(keys, ["q", "y", "z", "r"]);
}

#[test]
fn places() {
    let text = "\u{feff}é: &a\n  - 'ü'  # x\n  - {k: v}\n  - |\n    text\n    é\n\n\"b\": *a\nc:\n  d: plain é text\n  e:\n";
    let root = root(text);
    let at = |pointer: &str| &text[root.pointer(pointer).unwrap().place.span.range()];
    assert_eq!(at("#/é/0"), "'ü'");
    assert_eq!(at("#/é/1"), "{k: v}");
    assert_eq!(at("#/é/1/k"), "v");
    assert_eq!(at("#/é/2"), "text\n    é");
    assert_eq!(at("#/é"), "- 'ü'  # x\n  - {k: v}\n  - |\n    text\n    é");
    assert_eq!(at("#/b"), at("#/é"));
    assert_eq!(at("#/c/d"), "plain é text");
    assert_eq!(at("#/c/e"), ":");
    assert_eq!(at("#/c"), "d: plain é text\n  e:");
    let key = |pointer: &str, key: &str| {
        let member = root.pointer(pointer).unwrap().member(key).unwrap();
        &text[member.key.place.span.range()]
    };
    assert_eq!(
        (key("#", "é"), key("#", "b"), key("#/c", "e")),
        ("é", "\"b\"", "e")
    );
    assert_eq!(root.place.span.range(), 3..text.len() - 1);
}

#[test]
fn faults() {
    let table = [
        (
            "",
            "CP0002",
            "",
            "the file is empty, expected a YAML document",
        ),
        (
            "# only\n",
            "CP0002",
            "",
            "the file is empty, expected a YAML document",
        ),
        (
            "a: 1\n---\nb: 2",
            "CP0002",
            "---",
            "a second YAML document starts here, expected the end of the file",
        ),
        (
            "a: !include b.yaml",
            "CP0002",
            "!include",
            "the tag `!include` has no meaning here",
        ),
        (
            "a: !!binary aGk=",
            "CP0002",
            "!!binary",
            "the tag `!!binary` has no meaning here",
        ),
        (
            "a: !!map [1]",
            "CP0002",
            "!!map",
            "the tag `!!map` has no meaning here",
        ),
        (
            "a: !!int b",
            "CP0002",
            "b",
            "`b` is not what the tag `!!int` says",
        ),
        ("a: .inf", "CP0002", ".inf", "JSON has no number for `.inf`"),
        (
            "a: &x [*x]",
            "CP0002",
            "*x",
            "the alias stands within the value of its anchor",
        ),
        (
            "a: *x",
            "CP0002",
            "*",
            "there is no anchor of this name before the alias",
        ),
        (
            "<<: 1",
            "CP0002",
            "1",
            "`<<` merges mappings, found a number",
        ),
        (
            "<<: [{}, a]",
            "CP0002",
            "a",
            "`<<` merges mappings, found a string",
        ),
        ("{a: {b: c}: d}", "CP0002", ":", "expected `,` or `}`"),
        (
            "? [a]\n: b",
            "CP0002",
            "[a]",
            "expected a key, found an array",
        ),
        (
            "/x/{{id}}: 1\n{{id}}: 2",
            "CP0002",
            "{id}",
            "expected a key, found an object",
        ),
        (
            "é: [1, 2\nb: 3",
            "CP0002",
            ":",
            "illegal placement of ':' indicator",
        ),
        (
            "a: b: c",
            "CP0002",
            ":",
            "a second `:` in what is a key or value already",
        ),
        ("a:\n\t- b", "CP0002", "-", "the line is indented by a tab"),
        (
            "a: @b",
            "CP0002",
            "@",
            "a text without quotes does not start with `@`",
        ),
        ("a: \"b", "CP0002", "\"", "the quoted text is not closed"),
        (
            "é:\n  b: 1\n c: 2",
            "CP0002",
            "c",
            "expected a key of the mapping that this line belongs to",
        ),
        (
            "a: 0x1ffffffffffffffffffffffffffffffff",
            "CP0004",
            "0x1ffffffffffffffffffffffffffffffff",
            "the number `0x1ffffffffffffffffffffffffffffffff` has more than 128 bits",
        ),
    ];
    for (text, code, at, message) in table {
        assert_eq!(
            fault(text),
            (code, at.to_owned(), message.to_owned()),
            "{text}"
        );
    }
}

#[test]
fn keys_twice() {
    let reading = read(
        "a:\n  x: 1\n  'x': 2\n200: b\n\"200\": c\n<<: {}\n<<: {}\n",
        FileId(0),
    );
    let found: Vec<_> = reading
        .diagnostics
        .iter()
        .map(|fault| (fault.code.as_str(), &*fault.pointer))
        .collect();
    assert_eq!(
        found,
        [("CP0003", "#/a/x"), ("CP0003", "#/200"), ("CP0003", "#")]
    );
    assert_eq!(
        root("- &a {x: 1}\n- {<<: *a, x: 2}").to_json(),
        json!([{"x": 1}, {"x": 2}])
    );
}

#[test]
fn depth_counts_aliases() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    root(&nested(MAX_DEPTH));
    assert_eq!(fault(&nested(MAX_DEPTH + 1)).0, "CP0004");
    assert_eq!(fault(&"- ".repeat(100_000)).0, "CP0004");
    assert_eq!(fault(&"[".repeat(100_000)).0, "CP0004");
    assert_eq!(fault(&"{a: ".repeat(100_000)).0, "CP0004");
    assert_eq!(fault(&"? ".repeat(100_000)).0, "CP0004");
    let half = MAX_DEPTH / 2;
    let with_alias = |outer: usize| {
        format!(
            "- &a {}\n- {}*a{}",
            nested(half),
            "[".repeat(outer),
            "]".repeat(outer)
        )
    };
    root(&with_alias(MAX_DEPTH - half - 1));
    let (code, at, _) = fault(&with_alias(MAX_DEPTH - half));
    assert_eq!((code, &*at), ("CP0004", "*a"));
}

#[test]
fn an_alias_bomb_ends_quickly() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..40 {
        let before = level - 1;
        let items = vec![format!("*a{before}"); 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{items}]\n"));
    }
    assert_eq!(fault(&bomb).0, "CP0004");
    let mut merges = String::from("a0: &a0 {x: 1}\n");
    for level in 1..40 {
        let before = level - 1;
        merges.push_str(&format!("a{level}: &a{level} {{k{level}: *a{before}, l: [*a{before}, *a{before}], <<: *a{before}}}\n"));
    }
    assert_eq!(fault(&merges).0, "CP0004");
    let within = format!(
        "a: &a [{}]\nb: [{}]",
        "1, ".repeat(999),
        "*a, ".repeat(1_000)
    );
    assert!(MAX_ALIASED_NODES >= 1_000_000 && read(&within, FileId(0)).root.is_some());
}
