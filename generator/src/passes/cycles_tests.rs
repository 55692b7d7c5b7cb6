//! Tests of the passes that deal with circles of types: aliases that reach themselves, and boxes.

use super::tests::becomes;
use super::{alias_cycles, boxing};
use crate::ir::{Ty, read};

#[test]
fn aliases_that_reach_themselves_become_types() {
    let cases = [
        (
            "alias A
               [A]",
            "newtype A
               [A]",
        ),
        (
            "alias A
               map of B
             alias B
               A?
             alias C
               A",
            "newtype A
               map of B
             newtype B
               A?
             alias C
               A",
        ),
        (
            "alias A
               B
             struct B
               \"a\": A optional",
            "alias A
               B
             struct B
               \"a\": A optional",
        ),
        (
            "alias A
               B
             alias B
               A?",
            "alias A
               json
             alias B
               json",
        ),
    ];
    for (before, after) in cases {
        becomes(alias_cycles::run, before, after);
    }
}

#[test]
fn cycles_by_value_are_boxed_inside_of_null() {
    let cases = [
        (
            r#"struct A
                 "a": A optional"#,
            r#"struct A
                 "a": box A optional"#,
        ),
        (
            r#"struct A
                 "a": A? optional
                 "b": [A] optional
                 "c": map of A optional"#,
            r#"struct A
                 "a": box A? optional
                 "b": [A] optional
                 "c": map of A optional"#,
        ),
        // The box closes the way from the first type.
        (
            r#"struct A
                 "a": B optional
               union B
                 C: C when the kind is object
                 null: null when the kind is null
               struct C
                 "a": bool optional
                 "b": A optional"#,
            r#"struct A
                 "a": B optional
               union B
                 C: C when the kind is object
                 null: null when the kind is null
               struct C
                 "a": bool optional
                 "b": box A optional"#,
        ),
        (
            r#"struct A
                 "a": B optional
               union B
                 null: null when the kind is null
                 A: A when the kind is object
                 B: B when the kind is array"#,
            r#"struct A
                 "a": B optional
               union B
                 null: null when the kind is null
                 A: box A when the kind is object
                 B: box B when the kind is array"#,
        ),
        // Through an alias, which keeps its type.
        (
            r#"struct A
                 "a": B optional
               alias B
                 A?"#,
            r#"struct A
                 "a": box B optional
               alias B
                 A?"#,
        ),
        (
            r#"struct A
                 "a": B optional
               newtype B
                 A?"#,
            r#"struct A
                 "a": B optional
               newtype B
                 box A?"#,
        ),
        (
            r#"struct A
                 "a": B optional
                 "b": C optional
               struct B
                 "a": C optional
               string enum C
                 "a""#,
            r#"struct A
                 "a": B optional
                 "b": C optional
               struct B
                 "a": C optional
               string enum C
                 "a""#,
        ),
    ];
    for (before, after) in cases {
        becomes(boxing::run, before, after);
        becomes(boxing::run, after, after);
    }
}

/// Two cycles that share a type, with an outsider at `at` that names all of them.
fn tangled(at: usize) -> String {
    let mut types = vec![
        r#"struct A
             "a": C optional
             "b": B optional"#,
        r#"union B
             C: C when the kind is object
             A: A when the kind is array"#,
        r#"struct C
             "a": A? optional
             "b": B optional
             "c": C optional"#,
    ];
    let outsider = r#"struct Outsider
             "a": C optional
             "b": B optional
             "c": A optional
             "d": Outsider optional"#;
    if at <= types.len() {
        types.insert(at, outsider);
    }
    types.join("\n")
}

#[test]
fn a_type_outside_of_a_cycle_moves_no_box() {
    let places = |text: &str| {
        let mut api = read(text);
        boxing::run(&mut api);
        let own = api
            .types
            .iter()
            .filter(|def| def.origin.text() != "Outsider");
        let boxes = own.map(|def| {
            let mut boxes = Vec::new();
            def.shape.for_each_ty(&mut |ty| {
                boxes.push(matches!(ty.non_null(), Ty::Boxed(_)));
            });
            boxes
        });
        boxes.collect::<Vec<_>>()
    };
    let alone = places(&tangled(9));
    assert_eq!(
        alone,
        [
            vec![false, false],
            vec![true, true],
            vec![true, false, true]
        ]
    );
    for at in 0..4 {
        assert_eq!(places(&tangled(at)), alone, "outsider at {at}");
    }
}
