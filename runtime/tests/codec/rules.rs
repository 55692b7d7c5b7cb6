//! Rules of members, items, map values and newtypes: checked where that is asked for, each fault at its place, all at once.

use std::collections::BTreeMap;

use counterpart_runtime::codec::member::{optional, required};
use counterpart_runtime::codec::{
    self, Decode, DecodeOptions, Members, Reader, Rule, Stop, Variants,
};
use counterpart_runtime::{Json, Maybe};

const CHECKED: DecodeOptions = DecodeOptions::DEFAULT.with_rules(true);

static NAME: [Rule; 2] = [Rule::MinLength(2), Rule::MaxLength(4)];
static TAGS: [Rule; 3] = [Rule::MinItems(1), Rule::MaxItems(2), Rule::Items(&NAME)];
static LIMITS: [Rule; 1] = [Rule::Values(&RANGE)];
static RANGE: [Rule; 2] = [Rule::Minimum("0"), Rule::ExclusiveMaximum("1.5")];
static MATRIX: [Rule; 1] = [Rule::Items(&ROW)];
static ROW: [Rule; 2] = [Rule::MaxItems(2), Rule::Items(&RANGE)];

/// `type: string` with rules, as a type of its own.
#[derive(Debug, PartialEq)]
struct Code(String);

static CODE: [Rule; 1] = [Rule::MinLength(1)];

impl Decode for Code {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        reader.ruled(&CODE, Decode::decode).map(Self)
    }
}

/// A list with rules, as a type of its own: those of who refers to it hold beside them.
#[derive(Debug, PartialEq)]
struct Codes(Vec<String>);

static CODES: [Rule; 2] = [Rule::MinItems(1), Rule::Items(&CODE)];

impl Decode for Codes {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        reader.ruled(&CODES, Decode::decode).map(Self)
    }
}

#[derive(Debug, PartialEq)]
struct Widget {
    name: String,
    tags: Option<Vec<String>>,
    limits: Option<BTreeMap<String, f64>>,
    matrix: Option<Vec<Vec<i32>>>,
    nickname: Maybe<String>,
    codes: Option<Codes>,
    anything: Option<Json>,
    rest: BTreeMap<String, Code>,
}

static MEMBERS: Members = Members::new(&[
    required("name").with(&NAME),
    optional("tags").with(&TAGS),
    optional("limits").with(&LIMITS),
    optional("matrix").with(&MATRIX),
    optional("nickname").with(&NAME),
    optional("codes").with(&TAGS),
    optional("anything").with(&TAGS),
])
.with_rest(&NAME);

impl Decode for Widget {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let mut name = None;
        let mut tags = None;
        let mut limits = None;
        let mut matrix = None;
        let mut nickname = Maybe::Absent;
        let mut codes = None;
        let mut anything = None;
        let mut rest = BTreeMap::new();
        reader.object_and_rest(
            &MEMBERS,
            &mut [
                &mut name,
                &mut tags,
                &mut limits,
                &mut matrix,
                &mut nickname,
                &mut codes,
                &mut anything,
            ],
            &mut rest,
        )?;
        Ok(Self {
            name: codec::required(name)?,
            tags,
            limits,
            matrix,
            nickname,
            codes,
            anything,
            rest,
        })
    }
}

fn faults(text: &str) -> Vec<String> {
    let unchecked = codec::decode::<Widget>(text.as_bytes(), DecodeOptions::DEFAULT);
    assert!(unchecked.is_ok(), "only rules are broken: {unchecked:?}");
    match codec::decode::<Widget>(text.as_bytes(), CHECKED) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn what_keeps_its_rules_is_read() {
    for text in [
        r#"{"name":"ab"}"#,
        r#"{"name":"\u00f1\u00f1","tags":["abcd"],"limits":{"a":0,"b":1.49},"matrix":[],"nickname":null}"#,
        r#"{"name":"ñand"}"#,
        r#"{"name":"ab","matrix":[[0,1],[]],"codes":["ab","cd"],"x":"ab","anything":{"x":[1,2,3]}}"#,
    ] {
        assert_eq!(faults(text), [""; 0], "{text}");
    }
}

#[test]
fn each_broken_rule_stands_at_its_place() {
    for (text, expected) in [
        (
            r#"{"name":"a"}"#,
            vec!["/name: expected at least 2 characters"],
        ),
        (
            r#"{"name":"😀"}"#,
            vec!["/name: expected at least 2 characters"],
        ),
        (
            r#"{"name":"\ud83d\ude00"}"#,
            vec!["/name: expected at least 2 characters"],
        ),
        (
            r#"{"name":"abcde"}"#,
            vec!["/name: expected at most 4 characters"],
        ),
        (
            r#"{"name":"ab","nickname":"a"}"#,
            vec!["/nickname: expected at least 2 characters"],
        ),
        (
            r#"{"name":"ab","tags":[]}"#,
            vec!["/tags: expected at least 1 item, found 0"],
        ),
        (
            r#"{"name":"ab","tags":["ab","a","abcde"]}"#,
            vec![
                "/tags/1: expected at least 2 characters",
                "/tags/2: expected at most 4 characters",
                "/tags: expected at most 2 items, found 3",
            ],
        ),
        (
            r#"{"name":"ab","limits":{"a":-0.1,"b":1.5,"c":-0.0,"d":15e-1}}"#,
            vec![
                "/limits/a: expected a number that is at least 0",
                "/limits/b: expected a number less than 1.5",
                "/limits/d: expected a number less than 1.5",
            ],
        ),
        (
            r#"{"name":"ab","matrix":[[0],[1,2,1]]}"#,
            vec![
                "/matrix/1/1: expected a number less than 1.5",
                "/matrix/1: expected at most 2 items, found 3",
            ],
        ),
        (
            r#"{"name":"ab","codes":["","a"]}"#,
            vec![
                "/codes/0: expected at least 2 characters",
                "/codes/0: expected at least 1 character",
                "/codes/1: expected at least 2 characters",
            ],
        ),
        (
            r#"{"name":"ab","codes":[]}"#,
            vec![
                "/codes: expected at least 1 item, found 0",
                "/codes: expected at least 1 item, found 0",
            ],
        ),
        (
            r#"{"name":"ab","anything":["a",1,["x"]]}"#,
            vec![
                "/anything/0: expected at least 2 characters",
                "/anything: expected at most 2 items, found 3",
            ],
        ),
        (
            r#"{"name":"ab","x":"","y":"ab","z":"a"}"#,
            vec![
                "/x: expected at least 1 character",
                "/z: expected at least 2 characters",
            ],
        ),
    ] {
        let mut found = faults(text);
        let mut expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
        // Members with other names have no order of their own.
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn broken_rules_stand_in_the_order_of_the_schema_beside_other_faults() {
    let text = r#"{"tags":[1,"a"],"limits":{"a":-1},"nickname":"a"}"#;
    let found = codec::decode::<Widget>(text.as_bytes(), CHECKED).unwrap_err();
    assert_eq!(
        found.to_string(),
        "/name: required, but absent; /tags/0: expected a string; /tags/1: expected at least 2 characters; \
         /limits/a: expected a number that is at least 0; /nickname: expected at least 2 characters"
    );
}

#[test]
fn a_number_that_breaks_a_rule_is_not_beyond_its_type() {
    static COUNT: [Rule; 2] = [Rule::Minimum("0"), Rule::Maximum("1000")];
    let read = |text: &str| {
        codec::decode_ruled::<u8>(text.as_bytes(), CHECKED, &COUNT)
            .map_err(|faults| faults.to_string())
    };
    assert_eq!(read("255"), Ok(255));
    for (text, expected) in [
        ("-1", "expected a number that is at least 0"),
        ("1001", "expected a number that is at most 1000"),
        ("256", "expected an integer from 0 to 255"),
        ("0.5", "expected an integer, found a number with a fraction"),
    ] {
        assert_eq!(read(text).as_ref().map_err(String::as_str), Err(expected));
    }
    let unchecked = codec::decode_ruled::<u8>(b"-1", DecodeOptions::DEFAULT, &COUNT);
    assert_eq!(
        unchecked.unwrap_err().to_string(),
        "expected an integer from 0 to 255"
    );
}

#[test]
fn the_last_of_a_repeated_member_counts() {
    assert_eq!(faults(r#"{"name":"a","name":"ab"}"#), [""; 0]);
    assert_eq!(
        faults(r#"{"name":"ab","name":"a"}"#),
        ["/name: expected at least 2 characters"]
    );
}

#[test]
fn faults_of_rules_stay_within_the_limit() {
    let items = vec!["\"a\""; 1000].join(",");
    let text = format!(r#"{{"name":"ab","tags":[{items}]}}"#);
    let found = codec::decode::<Widget>(text.as_bytes(), CHECKED).unwrap_err();
    assert_eq!((found.len(), found.truncated()), (100, true));
}

/// A union, tried variant by variant: each finds the rules of the items anew.
#[derive(Debug, PartialEq)]
enum Either {
    Numbers(Vec<i32>),
    Texts(Vec<String>),
}

impl Decode for Either {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        static VARIANTS: Variants = Variants::new(&["numbers", "texts"]);
        reader.tried(&VARIANTS, |reader, index| {
            Ok(match index {
                0 => Self::Numbers(Decode::decode(reader)?),
                _ => Self::Texts(Decode::decode(reader)?),
            })
        })
    }
}

#[derive(Debug)]
struct Ruled(Either);

impl Decode for Ruled {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        reader.ruled(&TAGS, Decode::decode).map(Self)
    }
}

#[test]
fn each_variant_that_is_tried_meets_the_rules() {
    let read = |text: &str| codec::decode::<Ruled>(text.as_bytes(), CHECKED);
    assert_eq!(
        read(r#"["ab"]"#).unwrap().0,
        Either::Texts(vec!["ab".to_owned()])
    );
    assert_eq!(read("[1, 2]").unwrap().0, Either::Numbers(vec![1, 2]));
    assert!(read(r#"["a"]"#).is_err());
    assert_eq!(
        read("[1,2,3]").unwrap_err().to_string(),
        "expected at most 2 items, found 3"
    );
}
