//! What is JSON and what is not: as CPython says where, and as `serde_json` says whether.

use counterpart_runtime::codec::{self, DecodeOptions, Reader};
use counterpart_runtime::{FaultKind, Json, SyntaxProblem};
use proptest::prelude::*;

use super::{decode, syntax};
use crate::golden::{Labels, Phone, Shape};

/// `cpython.jsonl` holds the places and the words of CPython's `json`; `cpython.py` has recorded them.
#[test]
fn faults_are_where_cpython_finds_them() {
    let mut count = 0;
    for line in include_str!("cpython.jsonl").lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = record["text"].as_str().unwrap();
        let (offset, problem) = syntax::<Json>(text).unwrap_or_else(|| panic!("taken: {text:?}"));
        let cpython = (
            record["offset"].as_u64().unwrap() as usize,
            record["message"].as_str().unwrap(),
        );
        if problem == SyntaxProblem::LoneSurrogate {
            // CPython goes on behind it, and finds the next fault of the same string.
            assert!(
                text.get(offset..)
                    .is_some_and(|rest| rest.starts_with("\\ud83d"))
            );
        } else {
            assert_eq!((offset, problem.to_string().as_str()), cpython, "{text:?}");
        }
        // What is skipped, and what a type reads, has the same syntax. (A type that is tried looks ahead first.)
        let mut reader = Reader::new(text, DecodeOptions::DEFAULT);
        let skipped = reader.skip();
        let kind = FaultKind::Syntax { offset, problem };
        assert_eq!(
            reader.finish(skipped).unwrap_err().as_slice()[0].kind,
            kind,
            "{text:?}"
        );
        assert_eq!(syntax::<Labels>(text), Some((offset, problem)), "{text:?}");
        assert_eq!(syntax::<Shape>(text), Some((offset, problem)), "{text:?}");
        count += 1;
    }
    assert!(count > 250);
}

#[test]
fn offsets_are_characters_after_the_byte_order_mark() {
    assert_eq!(
        syntax::<Json>("\u{FEFF}{\"a\":\"ñññ"),
        Some((5, SyntaxProblem::UnterminatedString))
    );
    assert_eq!(
        syntax::<Json>("[\"😀ñ\", x]"),
        Some((7, SyntaxProblem::ExpectingValue))
    );
    assert!(decode::<Json>("\u{FEFF}\u{FEFF}1").is_err());
}

/// What we refuse, and CPython takes.
#[test]
fn what_json_has_not_is_a_syntax_fault() {
    use SyntaxProblem::{LoneSurrogate, NotFinite, NumberRange};
    let long = format!("[-{}]", "9".repeat(310));
    for (text, offset, problem) in [
        ("[NaN]", 1, NotFinite),
        ("Infinity", 0, NotFinite),
        ("[1, -Infinity]", 4, NotFinite),
        ("1e400", 0, NumberRange),
        ("[-1E+309]", 1, NumberRange),
        (long.as_str(), 1, NumberRange),
        (r#""\ud800""#, 1, LoneSurrogate),
        (r#""ñ\udc00\ud800""#, 2, LoneSurrogate),
        (r#""\ud83d\u0041""#, 1, LoneSurrogate),
        (r#""\ud83dx""#, 1, LoneSurrogate),
    ] {
        assert_eq!(syntax::<Json>(text), Some((offset, problem)), "{text}");
        assert_eq!(syntax::<Labels>(text), Some((offset, problem)), "{text}");
    }
    assert_eq!(decode::<Json>("1e308").unwrap().as_f64(), Some(1e308));
    assert_eq!(decode::<Json>("1e-999").unwrap().as_f64(), Some(0.0));
}

#[test]
fn encodings_other_than_utf_8_are_refused() {
    for (body, kind) in [
        (&b"\"a\xFF\""[..], FaultKind::InvalidUtf8 { offset: 2 }),
        (b"\xC3", FaultKind::InvalidUtf8 { offset: 0 }),
        // Also in what is not read.
        (
            b"{\"x\":\"\xED\xA0\x80\"}",
            FaultKind::InvalidUtf8 { offset: 6 },
        ),
        (
            b"\xFF\xFE[\0",
            FaultKind::Syntax {
                offset: 0,
                problem: SyntaxProblem::Utf16,
            },
        ),
        (
            b"\xFE\xFF\0[",
            FaultKind::Syntax {
                offset: 0,
                problem: SyntaxProblem::Utf16,
            },
        ),
    ] {
        let faults = codec::decode::<Labels>(body, DecodeOptions::DEFAULT).unwrap_err();
        assert_eq!(faults.len(), 1, "{body:?}");
        assert_eq!(faults.as_slice()[0].kind, kind, "{body:?}");
    }
}

#[test]
fn depth_has_a_limit() {
    fn nested(depth: usize, opening: &str, closing: &str) -> String {
        format!("{}1{}", opening.repeat(depth), closing.repeat(depth))
    }
    for (opening, closing) in [("[", "]"), ("{\"a\":", "}")] {
        let offset = opening.len() * 128;
        assert!(decode::<Json>(&nested(128, opening, closing)).is_ok());
        let deep = nested(129, opening, closing);
        let fault = Some((offset, SyntaxProblem::TooDeep));
        assert_eq!(syntax::<Json>(&deep), fault);
        // Also where it is skipped, or looked at: as an unknown member's value it is one level deeper.
        let unknown = format!("{{\"x\":{}}}", nested(127, opening, closing));
        assert!(
            decode::<Labels>(&unknown)
                .unwrap_err()
                .to_string()
                .starts_with("/name: ")
        );
        let unknown = format!("{{\"x\":{deep}}}");
        let fault = Some((offset, SyntaxProblem::TooDeep));
        assert_eq!(
            syntax::<Phone>(&unknown).map(|(_, problem)| problem),
            Some(SyntaxProblem::TooDeep)
        );
        assert_eq!(syntax::<Shape>(&deep), fault);
    }
    let options = DecodeOptions::DEFAULT.with_max_depth(2);
    assert!(codec::decode::<Json>(b"[[],{}]", options).is_ok());
    assert!(codec::decode::<Json>(b"[[[]]]", options).is_err());
    // A million brackets are no deeper than the limit.
    assert!(decode::<Json>(&"[".repeat(1_000_000)).is_err());
    assert!(decode::<Json>(&format!("[{}]", ["[[]]"; 100_000].join(","))).is_ok());
}

/// Whether `serde_json` takes a text, and whether we may refuse it all the same: for a number beyond `f64`, which it may round to an infinity.
fn serde_takes(text: &[u8]) -> bool {
    serde_json::from_slice::<serde_json::Value>(text).is_ok()
}

fn any_json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("false".to_owned()),
        any::<i64>().prop_map(|value| value.to_string()),
        "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,2})?",
        any::<String>().prop_map(|text| serde_json::to_string(&text).unwrap()),
        "\"(\\\\[\"\\\\/bfnrt]|\\\\u00[0-9a-fA-F]{2}|\\\\ud83d\\\\ude00|[ -!#-\\[\\]-~é😀])*\"",
    ];
    leaf.prop_recursive(4, 48, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6)
                .prop_map(|items| format!("[{}]", items.join(" ,"))),
            prop::collection::vec(("[a-cé]{0,2}", inner), 0..6).prop_map(|members| {
                let members: Vec<String> = members
                    .into_iter()
                    .map(|(name, value)| format!("\"{name}\": {value}"))
                    .collect();
                format!("{{{}\n}}", members.join(","))
            }),
        ]
    })
}

/// A change to a text: what stands at a place is dropped, repeated, or has something put before it.
fn mutated(text: &str, place: usize, change: usize) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    let place = place % (bytes.len() + 1);
    const INSERTED: &[u8] = b"\"\\{}[],:-+.0e1tnu \n\x01\x7F\xC3/dD8";
    match change % (INSERTED.len() + 4) {
        0 if place < bytes.len() => drop(bytes.remove(place)),
        1 => bytes.truncate(place),
        2 if place < bytes.len() => bytes.insert(place, bytes[place]),
        3 if place < bytes.len() => bytes[place] = bytes[place].wrapping_add(1),
        other => bytes.insert(place, INSERTED[other % INSERTED.len()]),
    }
    bytes
}

/// Why we may refuse what `serde_json` takes, or takes apart: nothing else is allowed.
fn stricter(kind: &FaultKind) -> bool {
    matches!(
        kind,
        FaultKind::Syntax {
            problem: SyntaxProblem::TooDeep
                | SyntaxProblem::LoneSurrogate
                | SyntaxProblem::NumberRange,
            ..
        }
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn valid_texts_have_serde_json_s_value(text in any_json()) {
        let ours = decode::<Json>(&text).map_err(|faults| TestCaseError::fail(format!("{faults}: {text}")))?;
        let theirs: serde_json::Value = serde_json::from_str(&text).unwrap();
        let written = codec::encode(&ours).unwrap();
        let back: serde_json::Value = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(&back, &theirs, "{}", text);
        prop_assert_eq!(&decode::<Json>(&theirs.to_string()).map(|_| ()), &Ok(()));
        prop_assert_eq!(decode::<Json>(&written).unwrap(), ours);
    }

    #[test]
    fn mutated_texts_are_taken_as_serde_json_takes_them(
        text in any_json(),
        changes in prop::collection::vec((any::<usize>(), any::<usize>()), 1..4),
    ) {
        let mut body = text.into_bytes();
        for (place, change) in changes {
            let Ok(text) = std::str::from_utf8(&body) else { break };
            body = mutated(text, place, change);
        }
        let ours = codec::decode::<Json>(&body, DecodeOptions::DEFAULT);
        let shown = String::from_utf8_lossy(&body).into_owned();
        match &ours {
            Ok(_) => {
                let mark = body.starts_with("\u{FEFF}".as_bytes());
                prop_assert!(mark || serde_takes(&body), "we take {:?}", shown);
            }
            Err(faults) => {
                prop_assert_eq!(faults.len(), 1);
                let kind = &faults.as_slice()[0].kind;
                prop_assert!(stricter(kind) || !serde_takes(&body), "we refuse {:?}: {}", shown, faults);
            }
        }
        // Reading it as a type that looks ahead agrees on whether it is JSON.
        let is_syntax = |kind: &FaultKind| matches!(kind, FaultKind::Syntax { .. } | FaultKind::InvalidUtf8 { .. });
        let typed = codec::decode::<Shape>(&body, DecodeOptions::DEFAULT);
        let refused = typed.is_err_and(|faults| is_syntax(&faults.as_slice()[0].kind));
        prop_assert_eq!(refused, ours.is_err(), "{:?}", shown);
    }
}
