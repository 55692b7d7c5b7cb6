//! Unions: what is looked at to tell variants apart, and what that may cost.

use counterpart_runtime::codec::{
    self, Decode, DecodeOptions, Encode, JsonKind, Reader, Stop, Tag, Variants, Writer,
};
use counterpart_runtime::{Json, SyntaxProblem};

use super::{decode, faults, syntax};
use crate::golden::{Cat, Circle, Dog, LocItem, Pet, Shape, Square};

#[test]
fn kinds_pick_variants() {
    for (text, value) in [
        (
            r#"["body",0,1e1,"\u00e9"]"#,
            vec![
                LocItem::String("body".to_owned()),
                LocItem::Integer(0),
                LocItem::Integer(10),
                LocItem::String("é".to_owned()),
            ],
        ),
        ("[]", vec![]),
    ] {
        assert_eq!(decode::<Vec<LocItem>>(text), Ok(value));
    }
    let none = r#"expected one of "string", "integer""#;
    assert_eq!(
        faults::<Vec<LocItem>>("[1.5,null,true,[1],{\"a\":1},0]"),
        (0..5)
            .map(|index| format!("/{index}: {none}"))
            .collect::<Vec<_>>()
    );
    for text in ["[tru]", "[", "[-]", "[NaN]"] {
        assert_eq!(
            syntax::<Vec<LocItem>>(text).map(|found| found.0),
            Some(1),
            "{text}"
        );
    }
}

#[test]
fn tags_pick_variants_wherever_they_stand() {
    let cat = Pet::Cat(Box::new(Cat {
        kind: "cat".to_owned(),
        lives: 9,
    }));
    assert_eq!(decode(r#"{"kind":"cat","lives":9}"#), Ok(cat.clone()));
    assert_eq!(
        decode(r#" { "lives" : 9 , "x" : {"kind":"dog"}, "k\u0069nd" : "c\u0061t" } "#),
        Ok(cat.clone())
    );
    // The last one counts.
    assert_eq!(
        decode(r#"{"kind":"dog","lives":9,"kind":"cat"}"#),
        Ok(cat.clone())
    );
    let text = r#"{"kind":"dog","friends":[{"kind":"cat","lives":9},{"kind":"dog","friends":[]}]}"#;
    let dog = Pet::Dog(Box::new(Dog {
        kind: "dog".to_owned(),
        friends: vec![
            cat,
            Pet::Dog(Box::new(Dog {
                kind: "dog".to_owned(),
                friends: vec![],
            })),
        ],
    }));
    assert_eq!(decode(text), Ok(dog.clone()));
    assert_eq!(codec::encode(&dog).unwrap(), text);
    assert_eq!(
        faults::<Pet>(
            r#"{"kind":"dog","friends":[{"kind":"cat"},{"kind":"cow"},{"lives":1},{"kind":7},[],{"kind":"dog","friends":[{"kind":"cat","lives":"x"}],"x":1}]}"#
        ),
        [
            "/friends/0/lives: required, but absent",
            "/friends/1: expected the member \"kind\" to be one of \"cat\", \"dog\"",
            "/friends/2: the member \"kind\" is absent, or no string",
            "/friends/3: the member \"kind\" is absent, or no string",
            "/friends/4: expected an object",
            "/friends/5/friends/0/lives: expected an integer",
            "/friends/5/x: unknown member",
        ]
    );
    assert_eq!(
        syntax::<Pet>(r#"{"kind":"cow","x":[tru]}"#),
        Some((19, SyntaxProblem::ExpectingValue))
    );
    assert_eq!(
        syntax::<Pet>(r#"{"kind":"cat","lives":1,}"#),
        Some((24, SyntaxProblem::ExpectingName))
    );
}

#[test]
fn variants_are_tried_in_order() {
    assert_eq!(
        decode(r#"{"radius":1}"#),
        Ok(Shape::Circle(Circle { radius: 1.0 }))
    );
    assert_eq!(
        decode(r#"{"side":1}"#),
        Ok(Shape::Square(Square { side: 1.0 }))
    );
    assert_eq!(
        decode(r#"{"side":1,"radius":2}"#),
        Ok(Shape::Circle(Circle { radius: 2.0 }))
    );
    assert_eq!(
        decode(r#"{"side":1,"radius":"x"}"#),
        Ok(Shape::Square(Square { side: 1.0 }))
    );
    assert_eq!(
        faults::<Vec<Shape>>(r#"[7,{"radius":1},null]"#),
        [0, 2].map(|index| format!("/{index}: expected one of \"Circle\", \"Square\""))
    );
    assert_eq!(
        syntax::<Shape>(r#"{"side":1,"x":tru}"#),
        Some((14, SyntaxProblem::ExpectingValue))
    );
}

/// Faults of a variant that did not fit are forgotten, with all that they left behind.
#[test]
fn tried_variants_leave_no_trace() {
    #[derive(Debug, PartialEq)]
    enum Lists {
        Numbers(Vec<u8>),
        Words(Vec<String>),
    }
    impl Decode for Lists {
        fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
            static VARIANTS: Variants = Variants::new(&["numbers", "words"]);
            reader.tried(&VARIANTS, |reader, index| {
                Ok(match index {
                    0 => Self::Numbers(Decode::decode(reader)?),
                    _ => Self::Words(Decode::decode(reader)?),
                })
            })
        }
    }
    let words = format!("[{}]", vec!["\"word\""; 150].join(","));
    assert!(matches!(decode::<Lists>(&words), Ok(Lists::Words(list)) if list.len() == 150));
    // A limit that only a discarded variant has met is none that was met.
    assert_eq!(
        faults::<Vec<Lists>>(&format!("[{words},7]")),
        [r#"/1: expected one of "numbers", "words""#]
    );
}

#[test]
fn looking_ahead_reads_nothing() {
    let text = r#"{"b":{"x":[1,2]},"a":"\u0061","c":1.0,"b":[],"d":1.5,"e":null}"#;
    let mut reader = Reader::new(text, DecodeOptions::DEFAULT);
    assert_eq!(reader.find_member("b"), Ok(Some("[]")));
    assert_eq!(reader.find_member("x"), Ok(None));
    assert_eq!(reader.key(&["x", "c", "b"]), Ok(Some(1)));
    assert_eq!(reader.key(&["x"]), Ok(None));
    assert_eq!(reader.is_one_of(&["b"]), Ok(false));
    assert_eq!(reader.find_tag("a"), Ok(Tag::Text("a".into())));
    assert_eq!(reader.find_tag("c"), Ok(Tag::None));
    for (name, kind) in [
        ("a", Some(JsonKind::String)),
        ("b", Some(JsonKind::Array)),
        ("c", Some(JsonKind::Integer)),
        ("d", Some(JsonKind::Number)),
        ("e", Some(JsonKind::Null)),
        ("f", None),
    ] {
        assert_eq!(reader.find_kind(name), Ok(kind), "{name}");
    }
    let value = Json::decode(&mut reader).unwrap();
    assert_eq!(value, decode::<Json>(text).unwrap());
    assert!(reader.finish(Ok(())).is_ok());
    let mut reader = Reader::new("[1]", DecodeOptions::DEFAULT);
    assert_eq!(reader.find_member("a"), Ok(None));
    assert_eq!(reader.find_tag("a"), Ok(Tag::NotObject));
    assert_eq!(reader.key(&["a"]), Ok(None));
}

/// A union within each of its variants: tried naively, every level doubles the cost.
#[derive(Debug, PartialEq)]
enum Nest {
    End(i64),
    /// Fails at its end only, so all within is read in vain.
    Left(Box<Nest>, i64),
    Right(Box<Nest>),
}

#[derive(Debug, PartialEq)]
struct Left(Box<Nest>, i64);
#[derive(Debug, PartialEq)]
struct Right(Box<Nest>);

static LEFT: codec::Members =
    codec::Members::new(&[codec::member::required("n"), codec::member::required("z")]);
static RIGHT: codec::Members = codec::Members::new(&[codec::member::required("n")]);

impl Decode for Left {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let (mut n, mut z) = (None, None);
        reader.object(&LEFT, &mut [&mut n, &mut z])?;
        Ok(Self(codec::required(n)?, codec::required(z)?))
    }
}
impl Decode for Right {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let mut n = None;
        reader.object(&RIGHT, &mut [&mut n])?;
        Ok(Self(codec::required(n)?))
    }
}
impl Decode for Nest {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        static VARIANTS: Variants = Variants::new(&["end", "left", "right"]);
        reader.tried(&VARIANTS, |reader, index| {
            Ok(match index {
                0 => Self::End(Decode::decode(reader)?),
                1 => {
                    let Left(nest, end) = Decode::decode(reader)?;
                    Self::Left(nest, end)
                }
                _ => Self::Right(Right::decode(reader)?.0),
            })
        })
    }
}
impl Encode for Nest {
    fn encode(&self, writer: &mut Writer) {
        writer.open('{');
        match self {
            Self::End(value) => value.encode(writer),
            Self::Left(nest, _) | Self::Right(nest) => nest.encode(writer),
        }
    }
}

#[test]
fn nested_alternatives_are_linear_or_refused() {
    let nested =
        |depth: usize, end: &str| format!("{}{end}{}", r#"{"n":"#.repeat(depth), "}".repeat(depth));
    assert!(matches!(decode(&nested(3, "1")), Ok(Nest::Right(_))));
    // Wherever the limit may lie: what is refused is refused for it, and at once.
    let mut refused = 0;
    for depth in 1..=120 {
        for end in ["1", "\"x\"", &format!("\"{}\"", "x".repeat(10_000))] {
            let text = nested(depth, end);
            if let Some((_, problem)) = syntax::<Nest>(&text) {
                assert_eq!(problem, SyntaxProblem::TooManyAlternatives);
                refused += 1;
            }
        }
    }
    assert!(refused > 0, "nothing was refused");
}

/// Tags are looked up once per text, however deep the objects nest.
#[test]
fn nested_tags_are_linear() {
    let depth = 60;
    let text = format!(
        "{}{}{}",
        r#"{"friends":["#.repeat(depth),
        r#"{"kind":"cat","lives":1}"#,
        r#"],"kind":"dog"}"#.repeat(depth)
    );
    assert!(matches!(decode(&text), Ok(Pet::Dog(_))));
    let text = format!("[{}]", vec![text.as_str(); 50].join(","));
    assert_eq!(decode::<Vec<Pet>>(&text).unwrap().len(), 50);
}

/// Many values side by side cost what they would alone.
#[test]
fn many_alternatives_side_by_side_are_linear() {
    let item = r#"{"kind":"dog","friends":[{"kind":"cat","lives":1},{"kind":"cat","lives":2}]}"#;
    let time = |count: usize| {
        let text = format!("[{}]", vec![item; count].join(","));
        let start = std::time::Instant::now();
        assert_eq!(decode::<Vec<Pet>>(&text).unwrap().len(), count);
        start.elapsed()
    };
    time(1000);
    let (few, many) = (time(2000), time(80_000));
    // 40 times as many; quadratic would be 1600 times as long.
    assert!(many < few * 300, "{few:?} {many:?}");
}

/// One small value may be any of many variants.
#[test]
fn many_variants_of_a_small_value_are_tried() {
    #[derive(Debug)]
    struct Many;
    impl Decode for Many {
        fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
            static VARIANTS: Variants = Variants::new(&["left"; 41]);
            reader.tried(&VARIANTS, |reader, index| match index {
                0..40 => Left::decode(reader).map(|_| Self),
                _ => Circle::decode(reader).map(|_| Self),
            })
        }
    }
    assert!(decode::<Many>(r#"{"radius":1}"#).is_ok());
    assert_eq!(faults::<Many>("{}"), ["/radius: required, but absent"]);
    // A large one may not.
    let text = format!(r#"{{"x":"{}"}}"#, "x".repeat(100_000));
    assert_eq!(
        syntax::<Many>(&text).map(|found| found.1),
        Some(SyntaxProblem::TooManyAlternatives)
    );
}
