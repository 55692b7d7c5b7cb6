//! Rules that look at a value as a whole: on types of their own, with places, within their budget.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use counterpart_runtime::codec::member::{optional, required};
use counterpart_runtime::codec::{
    self, Check, Condition, Contains, Decode, DecodeOptions, Encode, JsonKind, Members, Reader,
    Rule, Stop, Writer, check, decode_ruled,
};
use counterpart_runtime::{FaultKind, Faults, Json, SyntaxProblem};

const CHECKED: DecodeOptions = DecodeOptions::DEFAULT.with_rules(true);

/// An object with rules about all of its members.
#[derive(Debug, PartialEq)]
struct Payment {
    kind: String,
    card: Option<String>,
    iban: Option<String>,
    parts: Option<Vec<Payment>>,
    rest: BTreeMap<String, Json>,
}

static PAYMENT: Members = Members::new(&[
    required("kind"),
    optional("card"),
    optional("iban"),
    optional("parts").with(&[Rule::UniqueItems, Rule::MaxItems(2)]),
])
.with_rules(&[
    Rule::DependentRequired(&[("card", &["holder"])]),
    Rule::MaxProperties(3),
    Rule::PropertyNames(&[Rule::MaxLength(6)]),
    Rule::If(&IF_CARD),
    Rule::Not(&[Rule::Required(&["card", "iban"])]),
]);

static IF_CARD: Condition =
    Condition::new(&[Rule::Properties(&[("kind", &[Rule::Enum(&["\"card\""])])])])
        .then(&[
            Rule::Required(&["card"]),
            Rule::Properties(&[("card", &[Rule::MinLength(4)])]),
        ])
        .otherwise(&[Rule::Required(&["iban"])]);

impl Decode for Payment {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let (mut kind, mut card, mut iban, mut parts) = (None, None, None, None);
        let mut rest = BTreeMap::new();
        reader.object_and_rest(
            &PAYMENT,
            &mut [&mut kind, &mut card, &mut iban, &mut parts],
            &mut rest,
        )?;
        Ok(Self {
            kind: codec::required(kind)?,
            card,
            iban,
            parts,
            rest,
        })
    }
}

impl Encode for Payment {
    fn encode(&self, writer: &mut Writer) {
        let values: [&dyn Encode; 4] = [&self.kind, &self.card, &self.iban, &self.parts];
        writer.object_and_rest(&PAYMENT, &values, &self.rest);
    }
}

fn lines(faults: &Faults) -> Vec<String> {
    faults.iter().map(ToString::to_string).collect()
}

fn faults(text: &str) -> Vec<String> {
    match codec::decode::<Payment>(text.as_bytes(), CHECKED) {
        Ok(_) => Vec::new(),
        Err(faults) => lines(&faults),
    }
}

#[test]
fn objects_as_a_whole() {
    for (text, expected) in [
        (r#"{"kind":"iban","iban":"x"}"#, &[][..]),
        (r#"{"kind":"card","card":"1234","holder":1}"#, &[]),
        (
            r#"{"kind":"card","card":"1234"}"#,
            &["/holder: required where \"card\" is, but absent"],
        ),
        (
            r#"{"kind":"card","card":"123","holder":1}"#,
            &["/card: expected at least 4 characters"],
        ),
        (r#"{"kind":"iban"}"#, &["/iban: required, but absent"]),
        (
            r#"{"kind":"x","iban":"x","card":"y","holder":1}"#,
            &[
                "expected at most 3 members, found 4",
                "expected anything else",
            ],
        ),
        (
            r#"{"kind":"x","iban":"x","unknown":1}"#,
            &["/unknown: the name: expected at most 6 characters"],
        ),
        (
            r#"{"kind":"x","iban":"x","parts":[{"kind":"x","iban":"y"},{"iban":"y","kind":"x"},{"kind":"x"}]}"#,
            &[
                "/parts/2/iban: required, but absent",
                "/parts: expected at most 2 items, found 3",
                "/parts: expected items that differ, item 1 is there already",
            ],
        ),
    ] {
        assert_eq!(faults(text), expected, "{text}");
        let unchecked = codec::decode::<Payment>(text.as_bytes(), DecodeOptions::DEFAULT);
        assert!(unchecked.is_ok(), "{text}");
    }
}

#[test]
fn beside_other_faults_what_stands_outside_is_said() {
    assert_eq!(
        faults(r#"{"kind":1,"card":"1"}"#),
        [
            "/kind: expected a string",
            "/holder: required where \"card\" is, but absent"
        ]
    );
}

#[test]
fn a_program_can_ask_before_it_sends() {
    let payment = |card: Option<&str>| Payment {
        kind: "card".to_owned(),
        card: card.map(str::to_owned),
        iban: None,
        parts: None,
        rest: BTreeMap::new(),
    };
    assert_eq!(
        lines(&check(&payment(None), &[]).unwrap_err()),
        ["/card: required, but absent"]
    );
    let nested = vec![payment(Some("1"))];
    assert_eq!(
        lines(&check(&nested, &[Rule::MinItems(2)]).unwrap_err()),
        [
            "/0/holder: required where \"card\" is, but absent",
            "/0/card: expected at least 4 characters",
            "expected at least 2 items, found 1",
        ]
    );
    let mut kept = payment(Some("1234"));
    kept.rest.insert("holder".to_owned(), Json::Null);
    assert_eq!(check(&kept, &[]), Ok(()));
    assert_eq!(
        lines(&check(&f64::NAN, &[]).unwrap_err()),
        ["a number that is not finite has no JSON form"]
    );
}

fn json(text: &str, rules: &'static [Rule]) -> Result<(), Faults> {
    decode_ruled::<Json>(text.as_bytes(), CHECKED, rules).map(drop)
}

fn is_refused(outcome: &Result<(), Faults>) -> bool {
    let kind = outcome
        .as_ref()
        .err()
        .and_then(|faults| faults.iter().next());
    kind.is_some_and(|fault| {
        matches!(
            fault.kind,
            FaultKind::Syntax {
                problem: SyntaxProblem::TooManyAlternatives,
                ..
            }
        )
    })
}

static TREE: Check = Check::new(&[
    Rule::Type(&[JsonKind::Object]),
    Rule::Properties(&[
        ("left", &[Rule::Schema(&TREE)]),
        ("right", &[Rule::Schema(&TREE)]),
    ]),
    Rule::UnevaluatedProperties(&[Rule::Never]),
]);
static A_TREE: [Rule; 1] = [Rule::Schema(&TREE)];

#[test]
fn rules_may_lead_back_to_themselves() {
    assert_eq!(json(r#"{"left":{"right":{}},"right":{}}"#, &A_TREE), Ok(()));
    assert_eq!(
        lines(&json(r#"{"left":{"right":{"up":{}}},"right":1}"#, &A_TREE).unwrap_err()),
        [
            "/left/right/up: unknown member",
            "/right: expected an object"
        ]
    );
    let deep = format!("{}{{}}{}", r#"{"left":"#.repeat(120), "}".repeat(120));
    assert_eq!(json(&deep, &A_TREE), Ok(()));
    assert_eq!(format!("{:?}", A_TREE), "[Schema(Check(3 rules))]");
    static SELF: Check = Check::new(&[Rule::Schema(&SELF)]);
    static LOOP: [Rule; 1] = [Rule::Schema(&SELF)];
    assert!(is_refused(&json("1", &LOOP)));
}

/// Eight alternatives, all of which look at each item before the last of them fails.
static MANY: Check = Check::new(&[Rule::OneOf(&[
    &[Rule::Items(&[Rule::Schema(&MANY)]), Rule::MaxItems(0)],
    &[Rule::Items(&[Rule::Schema(&MANY)]), Rule::MinItems(9)],
    &[Rule::Items(&[Rule::Schema(&MANY)])],
    &[
        Rule::Items(&[Rule::Schema(&MANY)]),
        Rule::UniqueItems,
        Rule::Never,
    ],
    &[Rule::Items(&[Rule::Schema(&MANY)]), Rule::Never],
    &[Rule::Items(&[Rule::Schema(&MANY)]), Rule::MinItems(7)],
    &[Rule::Items(&[Rule::Schema(&MANY)]), Rule::MinItems(8)],
    &[Rule::Items(&[Rule::Schema(&MANY)]), Rule::Enum(&["1"])],
])]);
static ALTERNATIVES: [Rule; 1] = [Rule::Schema(&MANY)];

#[test]
fn what_would_take_too_long_is_refused() {
    let start = Instant::now();
    let deep = format!("{}{}", "[".repeat(64), "]".repeat(64));
    assert!(is_refused(&json(&deep, &ALTERNATIVES)));
    let wide = format!("[{}]", vec!["[[[[[[1]]]]]]"; 20_000].join(","));
    assert!(is_refused(&json(&wide, &ALTERNATIVES)));
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn large_values_take_linear_time() {
    static UNIQUE: [Rule; 2] = [Rule::UniqueItems, Rule::Contains(&ANY)];
    static ANY: Contains = Contains::new(&[Rule::Type(&[JsonKind::Integer])]);
    let start = Instant::now();
    let numbers: Vec<String> = (0..100_000).map(|number| number.to_string()).collect();
    assert_eq!(json(&format!("[{}]", numbers.join(",")), &UNIQUE), Ok(()));
    // Long and equal up to their ends: no pair of them is compared.
    let long: Vec<String> = (0..2_000)
        .map(|number| format!("{{\"a\":[{}{number}]}}", "0,".repeat(100)))
        .collect();
    assert_eq!(json(&format!("[1,{}]", long.join(",")), &UNIQUE), Ok(()));
    let members: Vec<String> = (0..50_000).map(|i| format!("\"{i}\":{i}")).collect();
    static NAMES: [Rule; 3] = [
        Rule::MinProperties(1),
        Rule::PropertyNames(&[Rule::MaxLength(5)]),
        Rule::UnevaluatedProperties(&[Rule::Minimum("0")]),
    ];
    assert_eq!(json(&format!("{{{}}}", members.join(",")), &NAMES), Ok(()));
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn the_last_of_a_repeated_member_counts_as_a_whole() {
    static ONE: [Rule; 2] = [
        Rule::MaxProperties(1),
        Rule::Properties(&[("a", &[Rule::Enum(&["1"])])]),
    ];
    assert_eq!(json(r#"{"a":2,"a":1}"#, &ONE), Ok(()));
    assert_eq!(
        lines(&json(r#"{"a":1,"a":2}"#, &ONE).unwrap_err()),
        ["/a: expected 1"]
    );
}

#[test]
fn the_nearest_alternative_says_why() {
    static ANY: [Rule; 1] = [Rule::AnyOf(&[
        &[
            Rule::Type(&[JsonKind::Object]),
            Rule::Required(&["a", "b"]),
            Rule::Properties(&[("a", &[Rule::Minimum("1")])]),
        ],
        &[
            Rule::Type(&[JsonKind::Object]),
            Rule::Required(&["x", "y", "z"]),
        ],
        &[Rule::Type(&[JsonKind::String])],
    ])];
    for (text, expected) in [
        (
            r#"{"a":0}"#,
            &[
                "/b: required, but absent",
                "/a: expected a number that is at least 1",
            ][..],
        ),
        (r#"{"x":0,"y":1}"#, &["/z: required, but absent"]),
        ("1", &["none of the alternatives"]),
    ] {
        assert_eq!(lines(&json(text, &ANY).unwrap_err()), expected, "{text}");
    }
}

#[test]
fn faults_stay_within_the_limit() {
    static EACH: [Rule; 1] = [Rule::AllOf(&[&[Rule::Items(&[Rule::Minimum("1")])]])];
    let text = format!("[{}]", vec!["0"; 1000].join(","));
    let faults = json(&text, &EACH).unwrap_err();
    assert_eq!((faults.len(), faults.truncated()), (100, true));
}
