//! Tests of the passes.

use super::build::*;
use super::components::components as strong;
use super::*;
use crate::ir::{Called, Group, GroupId, Literal, Placement, Presence, Shape, Ty, TypeId, Whence};

fn after(last: &str, mut api: Api) -> Api {
    run(&mut api, Some(last)).unwrap();
    api
}

#[test]
fn passes_are_run_up_to_the_last_one_asked_for() {
    let recursive = || components(vec![Shape::Alias(array(named(0)))]);
    let before = shapes(&recursive());
    assert_eq!(shapes(&after("equal", recursive())), before);
    assert_ne!(shapes(&after("alias_cycles", recursive())), before);
    let mut api = recursive();
    let error = run(&mut api, Some("boxes")).unwrap_err();
    assert_eq!(shapes(&api), before);
    assert_eq!(
        error.to_string(),
        "there is no pass `boxes`; the passes are usage, views, reachability, order, equal, alias_cycles, boxing, conversions, depth, placement"
    );
}

#[test]
fn usage_is_that_of_the_operations_and_goes_through_every_shape() {
    let mut api = components(vec![
        object(vec![nullable(named(1))]),
        union(vec![named(2), Ty::Null]),
        Shape::Alias(array(named(3))),
        Shape::Newtype(map(boxed(named(4)))),
        values(&["a"]),
        object(vec![named(4), named(5)]),
        object(vec![]),
    ]);
    operation(&mut api, Some(named(0)), Some(array(named(5))));
    api.types[6].usage.request = true;
    usage::run(&mut api);
    let marks: Vec<(bool, bool)> = api
        .types
        .iter()
        .map(|def| (def.usage.request, def.usage.response))
        .collect();
    let request = (true, false);
    let expected = [
        request,
        request,
        request,
        request,
        (true, true),
        (false, true),
        (false, false),
    ];
    assert_eq!(marks, expected);
}

#[test]
fn types_that_nobody_carries_are_dropped() {
    let mut api = api(vec![
        (within("Gone", "gone"), object(vec![named(1)])),
        (within("Used", "gone"), object(vec![named(0)])),
        (within("Gone", "kept"), values(&["a"])),
        (component("Root"), object(vec![named(2)])),
        (component("Used"), Shape::Alias(named(5))),
        (within("Used", "item"), object(vec![])),
        (component("Unused"), object(vec![named(5)])),
    ]);
    api.roots = vec![TypeId(3)];
    operation(&mut api, None, Some(named(4)));
    reachability::run(&mut api);
    let places: Vec<Whence> = api
        .types
        .iter()
        .map(|def| def.origin.whence.clone())
        .collect();
    let expected = [
        within("Gone", "kept"),
        component("Root"),
        component("Used"),
        within("Used", "item"),
    ];
    assert_eq!(places, expected);
    assert_eq!(
        shapes(&api),
        [
            values(&["a"]),
            object(vec![named(0)]),
            Shape::Alias(named(3)),
            object(vec![])
        ]
    );
    assert_eq!(*answer(&api, 0), named(2));
    assert_eq!(api.roots, [TypeId(1)]);
}

#[test]
fn types_stand_in_the_order_of_the_document() {
    let literal = Presence::Optional(Some(Literal::Enum {
        ty: TypeId(0),
        index: 1,
    }));
    let mut api = api(vec![
        (within("Outer", "inner"), values(&["a", "b"])),
        (within("Outer", "twin"), object(vec![named(2)])),
        (
            component("Outer"),
            members_of(vec![member("m", nullable(named(0)), literal)]),
        ),
    ]);
    for (def, start) in api.types.iter_mut().zip([20, 20, 10]) {
        def.origin.place.span.start = start;
    }
    operation(&mut api, Some(named(0)), Some(array(named(2))));
    order::run(&mut api);
    let literal = Presence::Optional(Some(Literal::Enum {
        ty: TypeId(1),
        index: 1,
    }));
    let expected = [
        members_of(vec![member("m", nullable(named(1)), literal)]),
        values(&["a", "b"]),
        object(vec![named(0)]),
    ];
    assert_eq!(shapes(&api), expected);
    assert_eq!(*answer(&api, 0), array(named(0)));
    assert_eq!(api.types[1].origin.whence, within("Outer", "inner"));
    assert_eq!(api.roots, [TypeId(1), TypeId(2), TypeId(0)]);
}

#[test]
fn equal_anonymous_types_are_merged_from_the_inside_out() {
    let with_default = |ty, value| {
        let presence = Presence::Optional(Some(Literal::Enum {
            ty: TypeId(value),
            index: 0,
        }));
        members_of(vec![member("a", ty, presence)])
    };
    let mut api = api(vec![
        (component("First"), object(vec![named(1)])),
        (within("First", "outer"), with_default(named(2), 2)),
        (within("First", "inner"), values(&["x"])),
        (component("Same"), values(&["x"])),
        (component("Second"), object(vec![named(5)])),
        (within("Second", "outer"), with_default(named(6), 6)),
        (within("Second", "inner"), values(&["x"])),
        (within("Second", "last"), values(&["y"])),
    ]);
    operation(&mut api, None, Some(named(5)));
    api.types[5].usage.response = true;
    equal::run(&mut api);
    let expected = [
        object(vec![named(1)]),
        with_default(named(2), 2),
        values(&["x"]),
        values(&["x"]),
        object(vec![named(1)]),
        values(&["y"]),
    ];
    assert_eq!(shapes(&api), expected);
    assert_eq!(*answer(&api, 0), named(1));
    assert_eq!(api.types[5].origin.whence, within("Second", "last"));
    assert!(api.types[1].usage.response);
}

#[test]
fn what_the_document_says_about_the_rust_side_keeps_types_apart() {
    let twins = || {
        api(vec![
            (within("T", "a"), object(vec![Ty::Bool])),
            (within("T", "b"), object(vec![Ty::Bool])),
        ])
    };
    let count = |change: fn(&mut crate::ir::TypeDef)| {
        let mut api = twins();
        change(&mut api.types[1]);
        equal::run(&mut api);
        api.types.len()
    };
    assert_eq!(count(|_| ()), 1);
    assert_eq!(count(|def| def.docs.title = Some("B".to_owned())), 1);
    assert_eq!(count(|def| def.docs.deprecated = true), 2);
    assert_eq!(count(|def| def.parts[0].docs.deprecated = true), 2);
    assert_eq!(
        count(|def| def.parts[0].origin.called = Called::Fixed("x".to_owned())),
        2
    );
    assert_eq!(
        count(|def| def.origin.called = Called::Fixed("X".to_owned())),
        2
    );
}

#[test]
fn aliases_that_reach_themselves_become_types() {
    use Shape::{Alias, Newtype};
    let cases = [
        (vec![Alias(array(named(0)))], vec![Newtype(array(named(0)))]),
        (
            vec![
                Alias(map(named(1))),
                Alias(nullable(named(0))),
                Alias(named(0)),
            ],
            vec![
                Newtype(map(named(1))),
                Newtype(nullable(named(0))),
                Alias(named(0)),
            ],
        ),
        (
            vec![Alias(named(1)), object(vec![named(0)])],
            vec![Alias(named(1)), object(vec![named(0)])],
        ),
        (
            vec![Alias(named(1)), Alias(nullable(named(0)))],
            vec![Alias(Ty::Json), Alias(Ty::Json)],
        ),
    ];
    for (before, after) in cases {
        let mut api = components(before.clone());
        alias_cycles::run(&mut api);
        assert_eq!(shapes(&api), after, "{before:?}");
    }
}

#[test]
fn cycles_by_value_are_boxed_inside_of_null() {
    let cases = [
        (
            vec![object(vec![named(0)])],
            vec![object(vec![boxed(named(0))])],
        ),
        (
            vec![object(vec![
                nullable(named(0)),
                array(named(0)),
                map(named(0)),
            ])],
            vec![object(vec![
                nullable(boxed(named(0))),
                array(named(0)),
                map(named(0)),
            ])],
        ),
        // The box closes the way from the first type.
        (
            vec![
                object(vec![named(1)]),
                union(vec![named(2), Ty::Null]),
                object(vec![Ty::Bool, named(0)]),
            ],
            vec![
                object(vec![named(1)]),
                union(vec![named(2), Ty::Null]),
                object(vec![Ty::Bool, boxed(named(0))]),
            ],
        ),
        (
            vec![
                object(vec![named(1)]),
                union(vec![Ty::Null, named(0), named(1)]),
            ],
            vec![
                object(vec![named(1)]),
                union(vec![Ty::Null, boxed(named(0)), boxed(named(1))]),
            ],
        ),
        // Through an alias, which keeps its type.
        (
            vec![object(vec![named(1)]), Shape::Alias(nullable(named(0)))],
            vec![
                object(vec![boxed(named(1))]),
                Shape::Alias(nullable(named(0))),
            ],
        ),
        (
            vec![object(vec![named(1)]), Shape::Newtype(nullable(named(0)))],
            vec![
                object(vec![named(1)]),
                Shape::Newtype(nullable(boxed(named(0)))),
            ],
        ),
        (
            vec![
                object(vec![named(1), named(2)]),
                object(vec![named(2)]),
                values(&["a"]),
            ],
            vec![
                object(vec![named(1), named(2)]),
                object(vec![named(2)]),
                values(&["a"]),
            ],
        ),
    ];
    for (before, after) in cases {
        let mut api = components(before.clone());
        boxing::run(&mut api);
        assert_eq!(shapes(&api), after, "{before:?}");
        boxing::run(&mut api);
        assert_eq!(shapes(&api), after, "twice: {before:?}");
    }
}

/// Two cycles that share a type, with an outsider at `at` that names all of them.
fn tangled(at: u32) -> Vec<Shape> {
    let id = |id: u32| named(if id >= at { id + 1 } else { id });
    let mut shapes = vec![
        object(vec![id(2), id(1)]),
        union(vec![id(2), id(0)]),
        object(vec![nullable(id(0)), id(1), id(2)]),
    ];
    if at as usize <= shapes.len() {
        shapes.insert(at as usize, object(vec![id(2), id(1), id(0), named(at)]));
    }
    shapes
}

#[test]
fn a_type_outside_of_a_cycle_moves_no_box() {
    let places = |shapes: Vec<Shape>, outsider: usize| {
        let mut api = components(shapes);
        boxing::run(&mut api);
        let mut places = Vec::new();
        for (at, def) in api.types.iter().enumerate() {
            let mut boxes = Vec::new();
            def.shape.for_each_ty(&mut |ty| {
                boxes.push(matches!(ty.non_null(), Ty::Boxed(_)));
            });
            if at != outsider {
                places.push(boxes);
            }
        }
        places
    };
    let alone = places(tangled(9), 9);
    assert_eq!(
        alone,
        [
            vec![false, false],
            vec![true, true],
            vec![true, false, true]
        ]
    );
    for at in 0..4 {
        assert_eq!(places(tangled(at), at as usize), alone, "outsider at {at}");
    }
}

#[test]
fn deep_chains_are_no_recursion() {
    let count = 200_000_u32;
    let next = |at: u32| named((at + 1) % count);
    let mut ring = components((0..count).map(|at| object(vec![next(at)])).collect());
    operation(&mut ring, None, Some(named(0)));
    run(&mut ring, None).unwrap();
    assert_eq!(
        ring.types[count as usize - 1].shape,
        object(vec![boxed(named(0))])
    );
    assert_eq!(ring.types[0].shape, object(vec![named(1)]));
    let mut aliases = components((0..count).map(|at| Shape::Alias(next(at))).collect());
    run(&mut aliases, None).unwrap();
    assert!(
        aliases
            .types
            .iter()
            .all(|def| def.shape == Shape::Alias(Ty::Json))
    );
}

#[test]
fn components_are_what_reaches_each_other() {
    let edges = [vec![1], vec![2, 3], vec![0], vec![4], vec![3], vec![5]];
    let found = strong(&edges);
    let same = |one: usize, two: usize| found[one] == found[two];
    assert!(same(0, 1) && same(1, 2) && same(3, 4));
    assert!(!same(0, 3) && !same(3, 5) && !same(0, 5));
}

/// A chain of structs, each in an optional member of the one before.
fn chain(length: u32, around: fn(Ty) -> Ty) -> Vec<Shape> {
    (1..=length)
        .map(|next| match next {
            last if last == length => object(vec![]),
            next => object(vec![Ty::String, around(named(next))]),
        })
        .collect()
}

#[test]
fn the_recursion_limit_is_lifted_where_types_nest_deeper() {
    let cycle = |length: u32| -> Vec<Shape> {
        let next = |at: u32| (at + 1) % length;
        (0..length)
            .map(|at| object(vec![named(next(at))]))
            .collect()
    };
    let beside = |first: Vec<Shape>, second: Vec<Shape>| [first, second].concat();
    let table = [
        (vec![], None),
        (chain(32, |ty| ty), None),
        (chain(33, |ty| ty), Some(256)),
        (chain(60, |ty| ty), Some(256)),
        (chain(200, |ty| ty), Some(1024)),
        (chain(200, nullable), Some(2048)),
        // Measured: at 256, rustc still gives up on 70 maps.
        (chain(70, map), Some(1024)),
        (chain(400, map), Some(8192)),
        (chain(12, map), Some(256)),
        (cycle(20), None),
        (cycle(200), Some(1024)),
        (vec![object(vec![named(0)])], None),
        // What stands beside a chain makes it no longer.
        (beside(chain(30, |ty| ty), vec![object(vec![]); 300]), None),
    ];
    for (shapes, expected) in table {
        let count = shapes.len();
        let api = after("depth", components(shapes));
        assert_eq!(api.recursion_limit, expected, "{count}");
    }
}

#[test]
fn a_type_stands_with_the_one_group_that_uses_it() {
    let mut api = components(vec![
        object(vec![named(1), named(2)]), // the first group's alone, with what it holds
        object(vec![nullable(named(0))]), // in a circle with it
        values(&["a"]),                   // used by both
        object(vec![named(2)]),           // the second group's
        object(vec![]),                   // nobody's
    ]);
    operation(&mut api, Some(named(0)), None);
    operation(&mut api, None, Some(array(named(3))));
    for (index, operation) in api.operations.iter_mut().enumerate() {
        operation.group = GroupId(u32::try_from(index).unwrap());
    }
    placement::run(&mut api);
    let first = Placement::Group(GroupId(0));
    let second = Placement::Group(GroupId(1));
    // A group that does not exist has no types: the builder makes none.
    assert_eq!(api.placements, vec![Placement::Shared; 5]);
    let group = |name: &str| Group {
        origin: crate::ir::Origin {
            whence: component(name),
            pointer: String::new(),
            place: crate::source::Place::default(),
            called: Called::ByPlace,
        },
        docs: crate::ir::Docs::default(),
    };
    api.groups = vec![group("first"), group("second")];
    placement::run(&mut api);
    let shared = Placement::Shared;
    assert_eq!(api.placements, [first, first, shared, second, shared]);
}
