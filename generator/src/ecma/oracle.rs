//! Translations against `regress`, which takes all of ECMA-262 and any time it likes: random patterns, asked for random texts.

use proptest::prelude::*;
use proptest::sample::select;

use super::translate;

const CASES: u32 = 300;

/// Parts of a pattern with looks, that all are of the grammar for `u`.
fn pattern() -> impl Strategy<Value = String> {
    let set = select(vec![
        "a", "b", "-", ".", "[ab]", "[^a]", "[a-]", r"\w", r"\W", r"[^\w]", r"\s", "é", r"[\s\S]",
    ])
    .prop_map(str::to_owned);
    let anchor = select(vec!["^", "$", r"\b"]).prop_map(str::to_owned);
    let leaf = prop_oneof![6 => set, 1 => anchor];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let many = prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            3 => many.clone().prop_map(|parts| parts.concat()),
            1 => many.prop_map(|parts| format!("(?:{})", parts.join("|"))),
            2 => (inner.clone(), select(vec!["*", "+", "?", "{2}", "{1,2}", "{0,2}"]))
                .prop_map(|(inner, times)| format!("(?:{inner}){times}")),
            2 => (select(vec!["(?=", "(?!", "(?<=", "(?<!"]), inner)
                .prop_map(|(look, inner)| format!("{look}{inner})")),
        ]
    })
}

fn whole() -> impl Strategy<Value = String> {
    (any::<bool>(), pattern(), pattern(), any::<bool>()).prop_map(|(start, one, other, end)| {
        let start = if start { "^" } else { "" };
        let end = if end { "$" } else { "" };
        format!("{start}{one}{other}{end}")
    })
}

fn texts() -> Vec<String> {
    let mut texts = vec![String::new()];
    for length in 0..4 {
        let longer: Vec<String> = texts
            .iter()
            .filter(|text| text.chars().count() == length)
            .flat_map(|text| ["a", "b", "-", "é", "\n"].map(|next| format!("{text}{next}")))
            .collect();
        texts.extend(longer);
    }
    texts.extend(["aabbaa", "a-b-a", "--a--", "ab ab", "😀a"].map(str::to_owned));
    texts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, ..ProptestConfig::default() })]

    #[test]
    fn what_is_translated_matches_as_it_did(source in whole()) {
        let Ok(translated) = translate(&source) else {
            return Ok(());
        };
        let all = |sources: &[String]| -> Vec<regex::Regex> {
            sources.iter().map(|source| regex::Regex::new(source).unwrap()).collect()
        };
        let (must, must_not) = (all(&translated.must), all(&translated.must_not));
        let reference = regress::Regex::with_flags(&source, "u").unwrap();
        for text in texts() {
            let ours = must.iter().all(|one| one.is_match(&text))
                && !must_not.iter().any(|one| one.is_match(&text));
            prop_assert_eq!(ours, reference.find(&text).is_some(), "{} on {:?}: {:?}", source, text, translated);
        }
    }
}

#[test]
fn most_of_them_are_translated() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let (mut with, mut translated) = (0, 0);
    for _ in 0..1000 {
        let source = whole().new_tree(&mut runner).unwrap().current();
        if source.contains("(?=") || source.contains("(?!") || source.contains("(?<") {
            with += 1;
            translated += usize::from(translate(&source).is_ok());
        }
    }
    println!("{translated} of {with} with looks");
    assert!(translated * 4 > with, "{translated} of {with}");
}
