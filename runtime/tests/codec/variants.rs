//! How a variant is chosen: by a constant, by a member, by trying; and whose faults are shown.

use std::cell::Cell;

use counterpart_runtime::SyntaxProblem;
use counterpart_runtime::codec::{
    self, Constant, Decode, DecodeOptions, Members, Reader, Stop, Told, Variants, known, member,
};

use super::{decode, faults, syntax};

#[test]
fn constants_are_found_by_their_kind() {
    const VALUES: &[Constant] = &[
        Constant::Text("1"),
        Constant::Integer(1),
        Constant::Boolean(true),
        Constant::Text("é"),
        Constant::Integer(-9_007_199_254_740_993),
    ];
    for (text, told) in [
        (r#"{"t":"1"}"#, Told::At(0)),
        (r#"{"t":1}"#, Told::At(1)),
        (r#"{"t":1.0}"#, Told::At(1)),
        (r#"{"t":10e-1}"#, Told::At(1)),
        (r#"{"t":1.5}"#, Told::Other),
        (r#"{"t":true}"#, Told::At(2)),
        (r#"{"t":false}"#, Told::Other),
        (r#"{"\u0074":"\u00e9"}"#, Told::At(3)),
        (r#"{"t":-9007199254740993}"#, Told::At(4)),
        (r#"{"t":-9007199254740992}"#, Told::Other),
        (r#"{"t":null}"#, Told::Absent),
        (r#"{"s":1}"#, Told::Absent),
        (r#"{"t":[1]}"#, Told::Other),
        (r#"{"t":2,"t":1}"#, Told::At(1)),
        ("[1]", Told::Absent),
    ] {
        let mut reader = Reader::new(text, DecodeOptions::DEFAULT);
        assert_eq!(reader.constant("t", VALUES), Ok(told), "{text}");
    }
}

/// `oneOf: [{version: 1}, {version: 2}]`, or a text that an enum lists, or any other.
#[derive(Debug, PartialEq)]
enum Told2 {
    One,
    Two,
    Listed(String),
    Other(String),
}

impl Decode for Told2 {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        const VALUES: &[Constant] = &[Constant::Integer(1), Constant::Integer(2)];
        if reader.is_one_of(&["a", "b"])? {
            return Ok(Self::Listed(Decode::decode(reader)?));
        }
        if reader.peek() == Some(b'"') {
            return Ok(Self::Other(Decode::decode(reader)?));
        }
        let told = match reader.constant("version", VALUES)? {
            Told::At(0) => Self::One,
            Told::At(_) => Self::Two,
            _ => return Err(reader.no_constant("version", VALUES)),
        };
        reader.skip()?;
        Ok(told)
    }
}

#[test]
fn constants_pick_variants() {
    assert_eq!(
        decode(r#"[{"version":2},{"version":1.0},"b","c"]"#),
        Ok(vec![
            Told2::Two,
            Told2::One,
            Told2::Listed("b".to_owned()),
            Told2::Other("c".to_owned())
        ])
    );
    let expected = r#"expected the member "version" to be one of 1, 2"#;
    assert_eq!(
        faults::<Vec<Told2>>(r#"[{"version":3},{},[],{"version":"1"}]"#),
        [
            format!("/0: {expected}"),
            format!("/1: {expected}"),
            "/2: expected an object".to_owned(),
            format!("/3: {expected}")
        ]
    );
}

/// Objects whose members are numbers.
macro_rules! objects {
    ($($name:ident $new:ident [$($kind:ident $member:literal),*])*) => { $(
        #[derive(Debug, PartialEq, Clone)]
        struct $name(Vec<Option<u8>>);

        impl Decode for $name {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
                static MEMBERS: Members = Members::$new(&[$(member::$kind($member)),*]);
                const COUNT: usize = [$($member),*].len();
                let mut places = [None::<u8>; COUNT];
                let mut slots: Vec<&mut dyn codec::Slot> = Vec::new();
                for place in &mut places {
                    slots.push(place);
                }
                reader.object(&MEMBERS, &mut slots)?;
                Ok(Self(places.to_vec()))
            }
        }
    )* };
}

objects! {
    A new [required "a", optional "b"]
    B new [required "a", required "c", optional "d"]
    C new [required "a", optional "e"]
    Not closed [required "not"]
    And closed [required "and", optional "x"]
}

#[derive(Debug, PartialEq)]
enum Any {
    A(A),
    B(B),
    C(C),
}

fn any(reader: &mut Reader<'_>, variants: &'static Variants) -> Result<Any, Stop> {
    reader.tried(variants, |reader, index| {
        Ok(match index {
            0 => Any::A(Decode::decode(reader)?),
            1 => Any::B(Decode::decode(reader)?),
            _ => Any::C(Decode::decode(reader)?),
        })
    })
}

const ABC: Variants = Variants::new(&["A", "B", "C"]).by_members(&[
    known("a", 0b111, 0b111),
    known("b", 0b001, 0),
    known("c", 0b010, 0b010),
    known("d", 0b010, 0),
    known("e", 0b100, 0),
]);
static FIRST: Variants = ABC;
static ONE: Variants = ABC.exactly_one();

#[derive(Debug, PartialEq)]
struct First(Any);
impl Decode for First {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        any(reader, &FIRST).map(Self)
    }
}

#[derive(Debug, PartialEq)]
struct One(Any);
impl Decode for One {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        any(reader, &ONE).map(Self)
    }
}

#[test]
fn the_fuller_variant_wins() {
    let a = |b| Any::A(A(vec![Some(1), b]));
    let c = |e| Any::C(C(vec![Some(1), e]));
    for (text, value) in [
        (r#"{"a":1}"#, a(None)),
        (r#"{"a":1,"b":2}"#, a(Some(2))),
        (r#"{"e":2,"a":1,"z":[{}]}"#, c(Some(2))),
        (r#"{"c":2,"a":1}"#, Any::B(B(vec![Some(1), Some(2), None]))),
        // What it is by its members, it is not by their values.
        (r#"{"c":2,"a":1,"d":"x"}"#, a(None)),
        (r#"{"a":1,"e":"x"}"#, a(None)),
    ] {
        assert_eq!(decode::<First>(text), Ok(First(value)), "{text}");
    }
}

#[test]
fn exactly_one_variant_may_take_a_value() {
    assert_eq!(
        decode::<One>(r#"{"a":1,"e":2}"#),
        Ok(One(Any::C(C(vec![Some(1), Some(2)]))))
    );
    // A would pass over the one member, C over the other.
    let both = r#"expected a value of one alone of "A", "B", "C""#;
    assert_eq!(faults::<One>(r#"{"a":1,"b":2,"e":3}"#), [both]);
    assert_eq!(faults::<One>(r#"{"a":1}"#), [both]);
    assert_eq!(
        decode::<One>(r#"{"a":1,"b":2,"e":"x"}"#),
        Ok(One(Any::A(A(vec![Some(1), Some(2)]))))
    );
}

#[test]
fn faults_are_those_of_the_nearest_variant() {
    for (text, expected) in [
        // Fewest members are missing.
        (r#"{"c":1}"#, vec!["/a: required, but absent"]),
        (r#"{}"#, vec!["/a: required, but absent"]),
        (
            r#"{"c":1,"d":"x"}"#,
            vec!["/a: required, but absent", "/d: expected an integer"],
        ),
        // Fewest faults.
        (r#"{"a":"x","b":"x"}"#, vec!["/a: expected an integer"]),
        ("7", vec![r#"expected one of "A", "B", "C""#]),
    ] {
        assert_eq!(faults::<First>(text), expected, "{text}");
    }
}

/// A list of numbers, or one of such lists, or an object.
#[derive(Debug, PartialEq)]
enum Deep {
    Numbers(Vec<u8>),
    Lists(Vec<Vec<u8>>),
    Object(Not),
}

impl Decode for Deep {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        static VARIANTS: Variants = Variants::new(&["numbers", "lists", "object"]);
        reader.tried(&VARIANTS, |reader, index| {
            Ok(match index {
                0 => Self::Numbers(Decode::decode(reader)?),
                1 => Self::Lists(Decode::decode(reader)?),
                _ => Self::Object(Decode::decode(reader)?),
            })
        })
    }
}

#[test]
fn the_nearest_variant_is_the_one_that_came_deepest() {
    for (text, expected) in [
        ("[1,\"x\"]", "/1: expected an integer"),
        ("[[1],[\"x\"]]", "/1/0: expected an integer"),
        // As many faults: the deeper one.
        ("[[\"x\"]]", "/0/0: expected an integer"),
        ("{}", "/not: required, but absent"),
        ("true", r#"expected one of "numbers", "lists", "object""#),
    ] {
        assert_eq!(faults::<Deep>(text), [expected], "{text}");
    }
    assert_eq!(decode("[[1]]"), Ok(Deep::Lists(vec![vec![1]])));
    assert_eq!(decode("[]"), Ok(Deep::Numbers(vec![])));
}

/// serde's default form: an object of one key.
#[derive(Debug, PartialEq)]
enum Keyed {
    Not(Not),
    And(And),
}

impl Decode for Keyed {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        const KEYS: &[&str] = &["not", "and"];
        match reader.key(KEYS)? {
            Some(0) => Ok(Self::Not(Decode::decode(reader)?)),
            Some(_) => Ok(Self::And(Decode::decode(reader)?)),
            None => Err(reader.no_key(KEYS)),
        }
    }
}

#[test]
fn keys_pick_variants() {
    assert_eq!(
        decode(r#"[{"not":1},{"x":1,"and":2}]"#),
        Ok(vec![
            Keyed::Not(Not(vec![Some(1)])),
            Keyed::And(And(vec![Some(2), Some(1)]))
        ])
    );
    assert_eq!(
        faults::<Vec<Keyed>>(r#"[{"not":1,"and":2},{"x":1},7,{"not":"x"}]"#),
        [
            "/0/and: unknown member",
            r#"/1: expected one of the members "not", "and""#,
            "/2: expected an object",
            "/3/not: expected an integer",
        ]
    );
}

thread_local! {
    /// How many objects were read.
    static READ: Cell<usize> = const { Cell::new(0) };
}

/// One of eight variants that only trying tells apart, each of which holds another.
#[derive(Debug)]
struct Eight;

impl Decode for Eight {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        static VARIANTS: Variants = Variants::new(&["0", "1", "2", "3", "4", "5", "6", "7"]);
        reader.tried(&VARIANTS, |reader, index| {
            READ.set(READ.get() + 1);
            if index == 0 {
                return u8::decode(reader).map(|_| Self);
            }
            let mut end = None::<u8>;
            let mut inner = None::<Eight>;
            static INNER: Members = Members::new(&[member::required("n"), member::optional("end")]);
            reader.object(&INNER, &mut [&mut inner, &mut end])?;
            // All but the last find out at their end that they are none.
            match index {
                7 => Ok(Self),
                _ => Err(reader.invalid(counterpart_runtime::FaultKind::Omitted)),
            }
        })
    }
}

#[test]
fn nested_alternatives_cost_what_the_body_is_long() {
    for (depth, room) in [
        (1, 0),
        (2, 0),
        (3, 100),
        (64, 0),
        (64, 1_000),
        (64, 100_000),
    ] {
        let text = format!(
            "{}1{}",
            r#"{"n":"#.repeat(depth),
            format!(r#","x":"{}"}}"#, "x".repeat(room)).repeat(depth)
        );
        READ.set(0);
        let refused = syntax::<Eight>(&text);
        assert_eq!(refused.is_some(), depth > 3, "{depth} {room}");
        if let Some((_, problem)) = refused {
            assert_eq!(problem, SyntaxProblem::TooManyAlternatives);
        }
        // Each variant that fails pays for the value: at least the ten bytes of an object. A small body may cost what 8 KiB may.
        let most = text.len().max(8 * 1024) * 8 / 10 + 8 * depth;
        assert!(
            READ.get() <= most,
            "{depth} {room}: {} of {most}",
            READ.get()
        );
    }
}

/// The same, where members tell the variants apart: nothing is read in vain.
#[derive(Debug)]
struct Told8(#[allow(dead_code)] Option<Box<Told8>>);

impl Decode for Told8 {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        static VARIANTS: Variants = Variants::new(&["0", "1", "2", "3", "4", "5", "6", "7"])
            .by_members(&[
                known("k0", 1, 1),
                known("k1", 2, 2),
                known("k2", 4, 4),
                known("k3", 8, 8),
                known("k4", 16, 16),
                known("k5", 32, 32),
                known("k6", 64, 64),
                known("k7", 128, 128),
            ]);
        reader.tried(&VARIANTS, |reader, index| {
            READ.set(READ.get() + 1);
            let mut inner = None::<Box<Told8>>;
            let (mut a, mut b) = (None::<u8>, None::<u8>);
            static LAST: Members = Members::new(&[
                member::optional("n"),
                member::required("k7"),
                member::optional("k0"),
            ]);
            static OTHER: Members = Members::new(&[
                member::optional("n"),
                member::required("k0"),
                member::optional("k7"),
            ]);
            let members = if index == 7 { &LAST } else { &OTHER };
            reader.object(members, &mut [&mut inner, &mut a, &mut b])?;
            Ok(Self(inner))
        })
    }
}

#[test]
fn what_members_tell_apart_is_read_once() {
    let depth = 64;
    let text = format!(
        "{}null{}",
        r#"{"k7":1,"n":"#.repeat(depth),
        "}".repeat(depth)
    );
    let text = text.replace(r#","n":null"#, "");
    READ.set(0);
    assert!(decode::<Told8>(&text).is_ok());
    assert_eq!(READ.get(), depth);
}
