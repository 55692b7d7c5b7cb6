//! Tests of the JSON reader.

use super::*;
use crate::source::{MAX_DEPTH, Node};

fn value(text: &str) -> serde_json::Value {
    let reading = read(text, FileId(0));
    assert!(
        reading.diagnostics.is_empty(),
        "{text}: {:?}",
        reading.diagnostics
    );
    reading.root.unwrap().to_json()
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
    for text in [
        "null",
        "true",
        " false ",
        "0",
        "-0.5e+10",
        "12E3",
        "1e-2",
        "\"\"",
        "\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00 é\u{7f}😀\"",
        "[]",
        "{}",
        "[1,[2,[3]],{\"a\":{\"b\":[]}}]",
        "\t{\r\n\"a\" : 1 , \"b\" : \"\\u0000\"}\n",
        "18446744073709551615",
    ] {
        assert_eq!(
            value(text),
            serde_json::from_str::<serde_json::Value>(text).unwrap(),
            "{text}"
        );
    }
    assert_eq!(value("\u{feff}[1]"), serde_json::json!([1]));
}

#[test]
fn numbers_keep_their_text() {
    let root = read("[1.10, 123456789012345678901234567890, 1e400]", FileId(0))
        .root
        .unwrap();
    let texts: Vec<&str> = root
        .items()
        .iter()
        .map(|item| item.as_number().unwrap().as_str())
        .collect();
    assert_eq!(texts, ["1.10", "123456789012345678901234567890", "1e400"]);
}

#[test]
fn places() {
    let text = "\u{feff}{ \"é\": [1, \"x\\n\"], \"b\" :{} }";
    let root = read(text, FileId(7)).root.unwrap();
    let at = |node: &Node| text[node.place.span.range()].to_owned();
    assert_eq!(root.place.file, FileId(7));
    assert_eq!(at(&root), "{ \"é\": [1, \"x\\n\"], \"b\" :{} }");
    assert_eq!(at(root.get("é").unwrap()), "[1, \"x\\n\"]");
    assert_eq!(at(root.pointer("#/é/1").unwrap()), "\"x\\n\"");
    assert_eq!(
        &text[root.member("é").unwrap().key.place.span.range()],
        "\"é\""
    );
    assert_eq!(at(root.get("b").unwrap()), "{}");
}

#[test]
fn faults() {
    let table = [
        ("", "", "the file is empty, expected a JSON value"),
        (" \n", "", "the file is empty, expected a JSON value"),
        (
            "[1",
            "",
            "expected `,` or `]` after the item, found the end of the file",
        ),
        (
            "[1 2]",
            "2",
            "expected `,` or `]` after the item, found `2`",
        ),
        ("[1,]", ",", "a comma stands before the closing `]`"),
        ("[,1]", ",", "expected a value, found `,`"),
        ("{\"a\":1,}", ",", "a comma stands before the closing `}`"),
        ("{\"a\" 1}", "1", "expected `:` after the key, found `1`"),
        ("{\"a\":}", "}", "expected a value, found `}`"),
        (
            "{\"a\":1 \"b\":2}",
            "\"",
            "expected `,` or `}` after the member, found a string",
        ),
        ("{a: 1}", "a", "expected a key in double quotes, found `a`"),
        (
            "{'a': 1}",
            "'",
            "expected a key in double quotes, found `'`",
        ),
        ("[True]", "True", "expected a value, found `True`"),
        ("[nulll]", "nulll", "expected a value, found `nulll`"),
        ("[tru", "tru", "expected a value, found `tru`"),
        ("1 2", "2", "expected the end of the file, found `2`"),
        ("[1]]", "]", "expected the end of the file, found `]`"),
        ("[1] // x", "/", "expected the end of the file, found `/`"),
        (
            "[\u{a0}1]",
            "\u{a0}",
            "expected a value, found the character U+00A0",
        ),
        (
            "[\u{feff}1]",
            "\u{feff}",
            "expected a value, found the character U+FEFF",
        ),
        ("01", "01", "a number starts with a zero"),
        ("-", "-", "expected a digit after `-`"),
        ("-a", "-", "expected a digit after `-`"),
        ("1.", "1.", "expected a digit after the decimal point"),
        ("1.5e+", "1.5e+", "expected a digit in the exponent"),
        (".5", ".", "expected a value, found `.`"),
        ("+1", "+", "expected a value, found `+`"),
        ("0x1F", "x1F", "expected the end of the file, found `x1F`"),
        ("\"abc", "\"abc", "the string is not closed"),
        ("\"abc\\", "\"abc\\", "the string is not closed"),
        ("\"ab\nc\"", "\"ab", "the string is not closed on its line"),
        (
            "\"ab\tc\"",
            "\t",
            "a string holds the control character U+0009",
        ),
        ("\"\\é\"", "\\é", "`\\é` is no escape of JSON"),
        (
            "\"\\u12g4\"",
            "\\u",
            "expected four hexadecimal digits after `\\u`",
        ),
        (
            "\"\\u12",
            "\\u",
            "expected four hexadecimal digits after `\\u`",
        ),
        (
            "\"\\u+123\"",
            "\\u",
            "expected four hexadecimal digits after `\\u`",
        ),
        (
            "\"\\ud800\"",
            "\\ud800",
            "a surrogate escape without its other half",
        ),
        (
            "\"\\ud800\\n\"",
            "\\ud800",
            "a surrogate escape without its other half",
        ),
        (
            "\"\\ud800\\ud800\"",
            "\\ud800",
            "a surrogate escape without its other half",
        ),
        (
            "\"\\udc00\\ud800\"",
            "\\udc00",
            "a surrogate escape without its other half",
        ),
    ];
    for (text, at, message) in table {
        assert_eq!(
            fault(text),
            ("CP0001", at.to_owned(), message.to_owned()),
            "{text}"
        );
    }
}

#[test]
fn what_is_open_at_the_end_is_shown() {
    let reading = read("{\"a\": [{\"b\": 1}, ", FileId(0));
    let [fault] = &reading.diagnostics[..] else {
        panic!()
    };
    let [note] = &fault.notes[..] else { panic!() };
    assert_eq!(
        (note.place.span.start, note.message.as_str()),
        (6, "the array that starts here is not closed")
    );
}

#[test]
fn keys_twice() {
    let text = r#"{"a": {"x": 1, "y": 2, "x": 3}, "b": 1, "b": 2, "b": 3}"#;
    let reading = read(text, FileId(0));
    let found: Vec<_> = (reading.diagnostics.iter())
        .map(|fault| {
            (
                fault.code.as_str(),
                fault.place.span.start,
                &*fault.pointer,
                fault.notes[0].place.span.start,
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            ("CP0003", 23, "#/a/x", 7),
            ("CP0003", 40, "#/b", 32),
            ("CP0003", 48, "#/b", 32)
        ]
    );
    let many: Vec<String> = (0..200)
        .map(|index| format!("\"k{}\": 1", index % 150))
        .collect();
    let reading = read(&format!("{{{}}}", many.join(",")), FileId(0));
    assert_eq!(reading.diagnostics.len(), 50);
    assert_eq!(
        reading.diagnostics[0].message,
        "the object has the key `k0` twice"
    );
}

#[test]
fn depth() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(read(&nested(MAX_DEPTH), FileId(0)).root.is_some());
    for depth in [MAX_DEPTH + 1, 1_000_000] {
        let (code, at, _) = fault(&nested(depth));
        assert_eq!((code, &*at), ("CP0004", "["));
    }
    assert_eq!(fault(&"{\"a\":".repeat(MAX_DEPTH + 1)).0, "CP0004");
}
