//! Faults are collected: each with its place, in the order of the schema.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use counterpart_runtime::codec::member;
use counterpart_runtime::codec::{self, Decode, DecodeOptions, Members, Reader, Stop, required};
use counterpart_runtime::{Maybe, Segment, SyntaxProblem};

use super::{decode, faults, syntax};
use crate::golden::{Anything, Circle, Dog, Labels, Phone, PhoneList};

const ID: &str = "11111111-1111-4111-8111-111111111110";

#[test]
fn faults_come_in_the_order_of_the_schema() {
    assert_eq!(
        faults::<PhoneList>(
            r#"[{"parent":{"id":7,"nickname":true},"nickname":1,"tags":[1,"",2],"id":"x","status":"maybe"},{},7,null]"#
        ),
        [
            "/0/id: expected a UUID",
            "/0/nickname: expected a string",
            "/0/status: expected one of \"disable\", \"allow\", \"require\"",
            "/0/tags/0: expected a string",
            "/0/tags/2: expected a string",
            "/0/parent/id: expected a string",
            "/0/parent/nickname: expected a string",
            "/1/id: required, but absent",
            "/1/nickname: required, but absent",
            "/2: expected an object",
            "/3: expected an object",
        ]
    );
}

#[test]
fn values_of_a_wrong_kind_are_one_fault() {
    for (member, fault) in [
        (
            r#""status":null"#,
            r#"/status: expected one of "disable", "allow", "require""#,
        ),
        (
            r#""status":["allow"]"#,
            r#"/status: expected one of "disable", "allow", "require""#,
        ),
        (
            r#""status":" allow""#,
            r#"/status: expected one of "disable", "allow", "require""#,
        ),
        (
            r#""status":"Allow""#,
            r#"/status: expected one of "disable", "allow", "require""#,
        ),
        (
            r#""released_at":{"a":[1,{"b":"]}"}]}"#,
            "/released_at: expected a string",
        ),
        (r#""tags":{"0":"a"}"#, "/tags: expected an array"),
        (r#""tags":null"#, "/tags: expected an array"),
        (r#""parent":[]"#, "/parent: expected an object"),
        (r#""password":false"#, "/password: expected a string"),
    ] {
        let text = format!(r#"{{"id":"{ID}","nickname":null,{member}}}"#);
        assert_eq!(faults::<Phone>(&text), [fault], "{text}");
    }
}

#[test]
fn of_a_repeated_member_the_last_one_counts() {
    for (text, expected) in [
        (r#"{"radius":"x","radius":1}"#, None),
        (r#"{"radius":"x","x":{},"radius":true,"radius":1}"#, None),
        (
            r#"{"radius":1,"radius":"x"}"#,
            Some("/radius: expected a number"),
        ),
        (
            r#"{"radius":"x","radius":[1]}"#,
            Some("/radius: expected a number"),
        ),
        (r#"{"radius":"x","radi\u0075s":2}"#, None),
    ] {
        match expected {
            None => assert!(decode::<Circle>(text).is_ok(), "{text}"),
            Some(fault) => assert_eq!(faults::<Circle>(text), [fault], "{text}"),
        }
    }
    // The faults of others stay.
    let text = format!(
        r#"{{"nickname":1,"tags":[1,2],"parent":{{"id":1}},"tags":["a"],"parent":null,"id":"{ID}"}}"#
    );
    assert_eq!(faults::<Phone>(&text), ["/nickname: expected a string"]);
    // The value of an earlier one does not stay either.
    let text = format!(r#"{{"id":"{ID}","nickname":"a","tags":["a"],"tags":[],"nickname":null}}"#);
    let phone: Phone = decode(&text).unwrap();
    assert_eq!((phone.nickname, phone.tags), (None, Some(Vec::new())));
    // Among free names likewise.
    assert_eq!(
        decode::<Labels>(r#"{"name":"n","a":"x","a":1,"b":2,"b":3}"#)
            .unwrap()
            .additional_properties,
        BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 3)])
    );
    assert_eq!(
        faults::<Labels>(r#"{"name":"n","a":1,"a":"x","b":"x"}"#),
        ["/a: expected an integer", "/b: expected an integer"]
    );
    assert_eq!(
        faults::<BTreeMap<String, BTreeMap<String, u8>>>(r#"{"a":{"b":-1},"b":{"a":-1},"a":{}}"#),
        ["/b/a: expected an integer from 0 to 255"]
    );
}

#[test]
fn syntax_faults_stand_alone() {
    for (text, offset) in [
        (r#"{"id":1,"nickname":2,"tags":[1,2,}"#, 33),
        (r#"{"id":1,"unknown":[tru],"tags":[1]}"#, 19),
        (r#"{"id":{"a":[nul]}}"#, 12),
        (r#"{"status":{"a" 1}}"#, 15),
        (r#"{"id":1} x"#, 9),
        (r#"[1] x"#, 4),
        (r#"{"status":"\x"}"#, 11),
        (r#"{"released_at":"2026"#, 15),
    ] {
        assert_eq!(
            syntax::<Phone>(text).map(|found| found.0),
            Some(offset),
            "{text}"
        );
    }
}

#[test]
fn faults_are_limited_and_the_limit_is_marked() {
    let list = |count: usize| format!("[{}]", vec!["true"; count].join(","));
    assert_eq!(faults::<Vec<i32>>(&list(100)).len(), 100);
    let lines = faults::<Vec<i32>>(&list(101));
    assert_eq!(lines.len(), 101);
    assert_eq!(lines[99], "/99: expected an integer");
    assert_eq!(lines[100], "...");
    // A syntax fault behind the limit is still found.
    let text = format!("{},x]", list(200).trim_end_matches(']'));
    assert_eq!(
        syntax::<Vec<i32>>(&text),
        Some((1001, SyntaxProblem::ExpectingValue))
    );
    // The limit is the whole body's. What is found behind it has a part in the mark only, wherever the schema has it.
    let many = list(150);
    let text = format!(r#"{{"tags":{many},"nickname":1,"id":"{ID}"}}"#);
    let lines = faults::<Phone>(&text);
    assert_eq!(lines[0], "/tags/0: expected a string");
    assert_eq!((lines.len(), lines[99].as_str()), (100, "..."));
    let text = format!(r#"{{"nickname":1,"tags":{many},"id":"{ID}"}}"#);
    let lines = faults::<Phone>(&text);
    assert_eq!(lines[0], "/nickname: expected a string");
    assert_eq!((lines.len(), lines[100].as_str()), (101, "..."));
    let three = DecodeOptions::DEFAULT.with_max_faults(3);
    let found = codec::decode::<PhoneList>(b"[{},{}]", three).unwrap_err();
    assert_eq!((found.len(), found.truncated()), (3, true));
    let found = codec::decode::<Vec<u8>>(b"[-1,-1]", DecodeOptions::DEFAULT.with_max_faults(0))
        .unwrap_err();
    assert_eq!((found.len(), found.truncated()), (1, true));
}

/// Beyond the limit faults are not listed, but nothing faulty becomes sound.
#[test]
fn beyond_the_limit_nothing_faulty_is_taken() {
    let many = format!("[{}]", vec!["1"; 150].join(","));
    for text in [
        format!(r#"{{"nickname":null,"id":"{ID}","tags":{many},"id":1,"tags":[]}}"#),
        format!(r#"{{"nickname":null,"tags":{many},"status":"x","tags":[],"id":"{ID}"}}"#),
        format!(r#"{{"nickname":null,"tags":{many},"tags":[]}}"#),
        format!(
            r#"{{"nickname":null,"id":"{ID}","tags":{many},"parent":{{"id":[{many}]}},"tags":[]}}"#
        ),
    ] {
        assert!(decode::<Phone>(&text).is_err(), "{text}");
    }
    let text = format!(r#"{{"nickname":null,"tags":{many},"id":"{ID}","tags":[]}}"#);
    assert!(decode::<Phone>(&text).is_ok());
    let maps = format!(r#"{{"a":{many},"b":"x","a":[]}}"#);
    assert!(decode::<BTreeMap<String, Vec<String>>>(&maps).is_err());
}

#[test]
fn closed_objects_refuse_unknown_members() {
    assert_eq!(
        faults::<Dog>(r#"{"x":[1,{}],"friends":7,"y":null,"kind":"dog","x":1}"#),
        [
            "/friends: expected an array",
            "/y: unknown member",
            "/x: unknown member",
        ]
    );
    assert_eq!(
        faults::<Dog>(r#"{"":1,"a/b~c":2,"kind":"dog","friends":[]}"#),
        ["/: unknown member", "/a~1b~0c: unknown member"]
    );
    assert_eq!(
        decode::<Dog>(r#"{"friends":[],"kind":"dog"}"#)
            .unwrap()
            .friends,
        []
    );
    assert!(decode::<Circle>(r#"{"radius":1,"x":[{"y":0}],"x":null}"#).is_ok());
}

#[test]
fn additional_members_have_the_type_of_their_schema() {
    let text = r#"{"name":"n","a":1,"z\n":2}"#;
    let labels: Labels = decode(text).unwrap();
    assert_eq!(labels.additional_properties.len(), 2);
    assert_eq!(codec::encode(&labels).unwrap(), text);
    assert_eq!(
        faults::<Labels>(r#"{"b":"x","a":[],"c":1}"#),
        [
            "/name: required, but absent",
            "/b: expected an integer",
            "/a: expected an integer",
        ]
    );
    let empty: BTreeMap<String, Anything> = decode("{ }").unwrap();
    assert_eq!(codec::encode(&empty).unwrap(), "{}");
    assert_eq!(faults::<BTreeMap<String, u8>>("[]"), ["expected an object"]);
}

/// Names with escapes, and more members than one word of bits has.
#[derive(Debug)]
struct Odd {
    quoted: i32,
    last: Maybe<i32>,
}

static ODD: Members = Members::new(&[
    member::required("a\"\n"),
    member::optional("é\\"),
    member::ignored("id"),
]);

impl Decode for Odd {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let mut quoted = None;
        let mut last = Maybe::Absent;
        reader.object(&ODD, &mut [&mut quoted, &mut last])?;
        Ok(Self {
            quoted: required(quoted)?,
            last,
        })
    }
}

impl codec::Encode for Odd {
    fn encode(&self, writer: &mut codec::Writer) {
        writer.object(&ODD, &[&self.quoted, &self.last]);
    }
}

#[test]
fn names_with_escapes_and_ignored_members() {
    let text = r#"{"a\"\n":1,"é\\":null}"#;
    let odd: Odd = decode(text).unwrap();
    assert_eq!((odd.quoted, odd.last), (1, Maybe::Null));
    assert_eq!(codec::encode(&odd).unwrap(), text);
    let text = r#"{"id":{"x":[]},"\u00e9\u005c":2,"a\u0022\u000a":1,"id":7}"#;
    assert_eq!(decode::<Odd>(text).unwrap().last, Maybe::Value(2));
    assert_eq!(
        faults::<Odd>(r#"{"id":1}"#),
        ["/a\"\\n: required, but absent"]
    );
    assert!(syntax::<Odd>(r#"{"id":tru}"#).is_some());
}

#[derive(Debug)]
struct Wide(Vec<Option<u8>>);

const WIDE: usize = 140;

static NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    (0..WIDE)
        .map(|index| &*format!("m{index}").leak())
        .collect()
});

static WIDE_MEMBERS: LazyLock<Members> = LazyLock::new(|| {
    let members: Vec<_> = NAMES.iter().map(|name| member::required(name)).collect();
    Members::new(members.leak())
});

impl Decode for Wide {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let mut places = vec![None; WIDE];
        let mut slots: Vec<&mut dyn codec::Slot> = places
            .iter_mut()
            .map(|place| place as &mut dyn codec::Slot)
            .collect();
        reader.object(&WIDE_MEMBERS, &mut slots)?;
        Ok(Self(places))
    }
}

#[test]
fn many_members_are_all_required() {
    let object = |skipped: usize| {
        let members: Vec<String> = NAMES
            .iter()
            .enumerate()
            .rev()
            .filter(|(index, _)| *index != skipped)
            .map(|(index, name)| format!("\"{name}\":{index}"))
            .collect();
        format!("{{{}}}", members.join(","))
    };
    let wide: Wide = decode(&object(1000)).unwrap();
    assert!(
        wide.0
            .iter()
            .enumerate()
            .all(|(index, value)| value.map(usize::from) == Some(index))
    );
    for (index, name) in NAMES.iter().enumerate() {
        assert_eq!(
            faults::<Wide>(&object(index)),
            [format!("/{name}: required, but absent")]
        );
    }
}

#[test]
fn places_are_segments() {
    let found = decode::<Labels>(r#"{"name":"","é/":[]}"#).unwrap_err();
    assert_eq!(
        found.as_slice()[0].location,
        [Segment::from("é/".to_owned())]
    );
    let found = decode::<Vec<Vec<u8>>>("[[],[0,-1]]").unwrap_err();
    assert_eq!(
        found.as_slice()[0].location,
        [Segment::Index(1), Segment::Index(1)]
    );
    assert_eq!(found.as_slice()[0].pointer(), "/1/1");
}

/// No fault holds what was sent, but for the names of unknown members.
#[test]
fn faults_do_not_show_values() {
    const CANARY: &str = "hunter2";
    for text in [
        r#"{"id":"hunter2","nickname":["hunter2"],"status":"hunter2","released_at":"hunter2","password":["hunter2"],"tags":"hunter2"}"#,
        r#"{"password":"hunter2" x}"#,
        r#"{"password":"hunter2\x"}"#,
        r#""hunter2"#,
    ] {
        let found = decode::<Phone>(text).unwrap_err();
        assert!(!format!("{found:?} {found}").contains(CANARY), "{found:?}");
        let reader = Reader::new(text, DecodeOptions::DEFAULT);
        assert!(!format!("{reader:?}").contains(CANARY));
    }
    let mut writer = codec::Writer::new();
    writer.string(CANARY);
    assert!(!format!("{writer:?}").contains(CANARY));
}
