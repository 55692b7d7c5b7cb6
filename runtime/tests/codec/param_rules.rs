//! Rules of parameters: those of texts and numbers, and those that look at a value as a whole.

use std::collections::BTreeMap;

use counterpart_runtime::codec::member::optional;
use counterpart_runtime::codec::{Contains, DecodeOptions, Encode, Members, Rule, Stop, Writer};
use counterpart_runtime::param::{ParamReader, ParamValue, ReadParam, Shape};

fn faults<T: ReadParam>(value: ParamValue, rules: &'static [Rule]) -> Vec<String> {
    let options = DecodeOptions::DEFAULT.with_rules(true);
    let mut reader = ParamReader::new(vec!["query".into(), "p".into()], options);
    let read: Result<T, Stop> = reader.read(value, rules);
    let faults = reader.into_faults();
    assert_eq!(read.is_err(), !faults.is_empty());
    faults.iter().map(ToString::to_string).collect()
}

fn text(text: &str) -> ParamValue {
    ParamValue::Text(text.to_owned())
}

fn list(items: &[&str]) -> ParamValue {
    ParamValue::List(items.iter().map(|item| text(item)).collect())
}

fn fields(fields: &[(&str, ParamValue)]) -> ParamValue {
    let fields = fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()));
    ParamValue::Fields(fields.collect())
}

#[test]
fn texts_and_numbers() {
    static ONE_OR_TWO: [Rule; 1] = [Rule::Enum(&["1", "2.5"])];
    static NO_A: [Rule; 1] = [Rule::Not(&[Rule::Enum(&["\"a\""])])];
    static EVEN: [Rule; 1] = [Rule::MultipleOf("2")];
    assert!(faults::<f64>(text("2.50"), &ONE_OR_TWO).is_empty());
    assert_eq!(
        faults::<f64>(text("2"), &ONE_OR_TWO),
        ["/query/p: expected one of 1, 2.5"]
    );
    assert!(faults::<String>(text("b"), &NO_A).is_empty());
    assert_eq!(
        faults::<String>(text("a"), &NO_A),
        ["/query/p: expected anything else"]
    );
    assert_eq!(
        faults::<i32>(text("3"), &EVEN),
        ["/query/p: expected a multiple of 2"]
    );
}

#[test]
fn lists() {
    static LARGE: Contains = Contains::new(&[Rule::Minimum("10")]);
    static RULES: [Rule; 4] = [
        Rule::UniqueItems,
        Rule::Contains(&LARGE),
        Rule::Prefix(&[&[Rule::Maximum("5")]]),
        Rule::Items(&[Rule::Minimum("1")]),
    ];
    assert!(faults::<Vec<i32>>(list(&["0", "10"]), &RULES).is_empty());
    assert_eq!(
        faults::<Vec<i32>>(list(&["6", "2", "2"]), &RULES),
        ["/query/p/0: expected a number that is at most 5"],
        "with faulty items only these are said"
    );
    assert_eq!(
        faults::<Vec<i32>>(list(&["5", "2", "2"]), &RULES),
        [
            "/query/p: expected items that differ, item 2 is there already",
            "/query/p: expected at least 1 item of a certain kind, found 0"
        ]
    );
    static NESTED: [Rule; 2] = [Rule::UniqueItems, Rule::Items(&[Rule::UniqueItems])];
    let nested =
        |items: &[&[&str]]| ParamValue::List(items.iter().map(|item| list(item)).collect());
    assert_eq!(
        faults::<Vec<Vec<String>>>(nested(&[&["a", "b"], &["a", "b"]]), &NESTED),
        ["/query/p: expected items that differ, item 1 is there already"]
    );
    assert_eq!(
        faults::<Vec<Vec<String>>>(nested(&[&["a", "a"], &["1", "1.0"]]), &NESTED),
        ["/query/p/0: expected items that differ, item 1 is there already"]
    );
}

#[test]
fn maps_and_objects() {
    static RULES: [Rule; 3] = [
        Rule::MinProperties(2),
        Rule::PropertyNames(&[Rule::MaxLength(1)]),
        Rule::Values(&[Rule::Minimum("0")]),
    ];
    assert!(
        faults::<BTreeMap<String, i32>>(fields(&[("a", text("1")), ("b", text("0"))]), &RULES)
            .is_empty()
    );
    assert_eq!(
        faults::<BTreeMap<String, i32>>(fields(&[("ab", text("1"))]), &RULES),
        [
            "/query/p: expected at least 2 members, found 1",
            "/query/p/ab: the name: expected at most 1 character"
        ]
    );
    assert!(faults::<Range>(fields(&[("from", text("1")), ("to", text("2"))]), &[]).is_empty());
    assert_eq!(
        faults::<Range>(fields(&[("from", text("1"))]), &[]),
        ["/query/p/to: required where \"from\" is, but absent"]
    );
}

#[derive(Debug, Default)]
struct Range {
    from: Option<i32>,
    to: Option<i32>,
}

static RANGE: Members = Members::new(&[optional("from"), optional("to")])
    .with_rules(&[Rule::DependentRequired(&[("from", &["to"])])]);

impl Encode for Range {
    fn encode(&self, writer: &mut Writer) {
        writer.object(&RANGE, &[&self.from, &self.to]);
    }
}

impl ReadParam for Range {
    fn shape() -> Shape {
        Shape::Fields(Some(&RANGE))
    }

    fn read_param(
        value: ParamValue,
        _: &'static [Rule],
        reader: &mut ParamReader,
    ) -> Result<Self, Stop> {
        let mut own = Self::default();
        reader.object(value, &RANGE, &mut [&mut own.from, &mut own.to])?;
        Ok(own)
    }
}
