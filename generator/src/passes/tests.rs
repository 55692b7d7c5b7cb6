//! Tests of the passes, over texts of IRs.

use super::components::components as strong;
use super::*;
use crate::ir::{Called, Placement, Ty, TypeDef, assert_is, dump, read};

/// Does one pass, and says what the IR is then.
pub(super) fn becomes(pass: fn(&mut Api), before: &str, after: &str) {
    let mut api = read(before);
    pass(&mut api);
    assert_is(&api, after);
}

#[test]
fn passes_are_run_up_to_the_last_one_asked_for() {
    let before = "alias T
        kept
        [T]";
    let after = |last: &str| {
        let mut api = read(before);
        run(&mut api, Some(last)).unwrap();
        api
    };
    assert_is(&after("equal"), before);
    assert_is(&after("alias_cycles"), &before.replace("alias", "newtype"));
    let mut api = read(before);
    let error = run(&mut api, Some("boxes")).unwrap_err();
    assert_is(&api, before);
    assert_eq!(
        error.to_string(),
        "there is no pass `boxes`; the passes are usage, views, reachability, order, equal, alias_cycles, boxing, conversions, depth, placement"
    );
}

#[test]
fn usage_is_that_of_the_operations_and_goes_through_every_shape() {
    let mut api = read(
        r#"
        group g
          POST /
            body required "application/json" json Object
            200 success "application/json" json [Other]
        struct Object
          "a": Union? optional
        union Union
          Alias: Alias when the kind is array
          null: null when the kind is null
        alias Alias
          [Newtype]
        newtype Newtype
          map of box Enum
        string enum Enum
          "a"
        struct Other
          "a": Enum optional
          "b": Other optional
        struct Unused in requests
        "#,
    );
    usage::run(&mut api);
    let text = dump(&api);
    let types = text.lines().filter(|line| {
        let kinds = ["struct", "union", "alias", "newtype", "string"];
        kinds.iter().any(|kind| line.starts_with(kind))
    });
    let expected = [
        "struct Object in requests",
        "union Union in requests",
        "alias Alias in requests",
        "newtype Newtype in requests",
        "string enum Enum in both",
        "struct Other in responses",
        "struct Unused",
    ];
    assert_eq!(types.collect::<Vec<_>>(), expected);
}

#[test]
fn types_that_nobody_carries_are_dropped() {
    becomes(
        reachability::run,
        r#"
        group g
          POST /
            200 success "application/json" json Used
        struct Gone.gone
          "a": Used.gone optional
        struct Used.gone
          "a": Gone.gone optional
        string enum Gone.kept
          "a"
        struct Root
          kept
          "a": Gone.kept optional
        alias Used
          Used.item
        struct Used.item
        struct Unused
          "a": Used.item optional
        "#,
        r#"
        group g
          POST /
            200 success "application/json" json Used
        string enum Gone.kept
          "a"
        struct Root
          kept
          "a": Gone.kept optional
        alias Used
          Used.item
        struct Used.item
        "#,
    );
}

#[test]
fn types_stand_in_the_order_of_the_document() {
    let operation = r#"
        group g
          POST /
            body required "application/json" json Outer.inner
            200 success "application/json" json [Outer]"#;
    let inner = r#"
        string enum Outer.inner
          kept
          "a"
          "b""#;
    let twin = r#"
        struct Outer.twin
          kept
          "a": Outer optional"#;
    let outer = r#"
        struct Outer
          kept
          "m": Outer.inner? optional, default "b" of Outer.inner"#;
    let mut api = read(&[operation, inner, twin, outer].join("\n"));
    for (def, start) in api.types.iter_mut().zip([20, 20, 10]) {
        def.origin.place.span.start = start;
    }
    order::run(&mut api);
    assert_is(&api, &[operation, outer, inner, twin].join("\n"));
}

#[test]
fn equal_anonymous_types_are_merged_from_the_inside_out() {
    becomes(
        equal::run,
        r#"
        group g
          POST /
            200 success "application/json" json Second.outer
        struct First
          "a": First.outer optional
        struct First.outer
          "a": First.inner optional, default "x" of First.inner
        string enum First.inner
          "x"
        string enum Same
          "x"
        struct Second
          "a": Second.outer optional
        struct Second.outer in responses
          "a": Second.inner optional, default "x" of Second.inner
        string enum Second.inner
          "x"
        string enum Second.last
          "y"
        "#,
        r#"
        group g
          POST /
            200 success "application/json" json First.outer
        struct First
          "a": First.outer optional
        struct First.outer in responses
          also Second.outer at #/components/schemas/Second/properties/outer
          "a": First.inner optional, default "x" of First.inner
        string enum First.inner
          also Second.inner at #/components/schemas/Second/properties/inner
          "x"
        string enum Same
          "x"
        struct Second
          "a": First.outer optional
        string enum Second.last
          "y"
        "#,
    );
}

#[test]
fn what_the_document_says_about_the_rust_side_keeps_types_apart() {
    let count = |change: fn(&mut TypeDef)| {
        let mut api = read(
            r#"
            struct T.a
              "a": bool optional
            struct T.b
              "a": bool optional
            "#,
        );
        change(&mut api.types[1]);
        equal::run(&mut api);
        api.types.len()
    };
    assert_eq!(count(|_| ()), 1);
    assert_eq!(count(|def| def.docs.title = Some("B".to_owned())), 1);
    assert_eq!(count(|def| def.docs.deprecated = true), 2);
    assert_eq!(count(|def| def.parts[0].docs.deprecated = true), 2);
    let fixed = |def: &mut TypeDef| def.parts[0].origin.called = Called::Fixed("x".to_owned());
    assert_eq!(count(fixed), 2);
    let fixed = |def: &mut TypeDef| def.origin.called = Called::Fixed("X".to_owned());
    assert_eq!(count(fixed), 2);
}

/// Structs `T0`, `T1` and so on, each with a member of the next one; the last one with what `last` says.
fn chain(length: usize, around: &str, last: &str) -> String {
    let member = |text: &str| match text {
        "" => String::new(),
        text => format!("  \"a\": {} optional\n", around.replace('_', text)),
    };
    let of = |at: usize| {
        let next = if at + 1 < length {
            format!("T{}", at + 1)
        } else {
            last.to_owned()
        };
        format!("struct T{at}\n  kept\n{}", member(&next))
    };
    (0..length).map(of).collect()
}

#[test]
fn deep_chains_are_no_recursion() {
    let count = 50_000;
    let operation = "group g\nPOST /\n200 success \"application/json\" json T0\n";
    let mut ring = read(&format!("{operation}{}", chain(count, "_", "T0")));
    run(&mut ring, None).unwrap();
    let boxed = |at: usize| {
        let mut boxed = false;
        ring.types[at]
            .shape
            .for_each_ty(&mut |ty| boxed |= matches!(ty, Ty::Boxed(_)));
        boxed
    };
    assert!(boxed(count - 1) && !boxed(0));
    let alias = |at: usize| format!("alias T{at}\n  kept\n  T{}\n", (at + 1) % count);
    let mut aliases = read(&(0..count).map(alias).collect::<String>());
    run(&mut aliases, None).unwrap();
    for def in &aliases.types {
        def.shape.for_each_ty(&mut |ty| assert_eq!(*ty, Ty::Json));
    }
}

#[test]
fn components_are_what_reaches_each_other() {
    let edges = [vec![1], vec![2, 3], vec![0], vec![4], vec![3], vec![5]];
    let found = strong(&edges);
    let same = |one: usize, two: usize| found[one] == found[two];
    assert!(same(0, 1) && same(1, 2) && same(3, 4));
    assert!(!same(0, 3) && !same(3, 5) && !same(0, 5));
}

#[test]
fn the_recursion_limit_is_lifted_where_types_nest_deeper() {
    let crowd: String = (0..300)
        .map(|at| format!("struct Beside{at}\n  kept\n"))
        .collect();
    let table = [
        (String::new(), None),
        (chain(32, "_", ""), None),
        (chain(33, "_", ""), Some(256)),
        (chain(60, "_", ""), Some(256)),
        (chain(200, "_", ""), Some(1024)),
        (chain(200, "_?", ""), Some(2048)),
        // Measured: at 256, rustc still gives up on 70 maps.
        (chain(70, "map of _", ""), Some(1024)),
        (chain(400, "map of _", ""), Some(8192)),
        (chain(12, "map of _", ""), Some(256)),
        (chain(20, "_", "T0"), None),
        (chain(200, "_", "T0"), Some(1024)),
        (chain(1, "_", "T0"), None),
        // What stands beside a chain makes it no longer.
        (chain(30, "_", "") + &crowd, None),
    ];
    for (index, (text, expected)) in table.into_iter().enumerate() {
        let mut api = read(&text);
        run(&mut api, Some("depth")).unwrap();
        assert_eq!(api.recursion_limit, expected, "line {index} of the table");
    }
}

#[test]
fn a_type_stands_with_the_one_group_that_uses_it() {
    let text = |groups: [&str; 2], [first, circle, second]: [&str; 3]| {
        let [one, two] = groups;
        format!(
            r#"
            {one}
              POST /0
                body required "application/json" json First
            {two}
              POST /1
                200 success "application/json" json [Second]
            struct First{first}
              "a": InACircle optional
              "b": OfBoth optional
            struct InACircle{circle}
              "a": First? optional
            string enum OfBoth
              "a"
            struct Second{second}
              "a": OfBoth optional
            struct OfNobody
            "#
        )
    };
    let groups = ["group one", "group two"];
    let placed = [" beside one", " beside one", " beside two"];
    becomes(
        placement::run,
        &text(groups, [""; 3]),
        &text(groups, placed),
    );
    // A group that does not exist has no types.
    let mut api = read(&text([""; 2], [""; 3]));
    placement::run(&mut api);
    assert_eq!(api.placements, [Placement::Shared; 5]);
}
