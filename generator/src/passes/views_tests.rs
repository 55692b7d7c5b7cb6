//! Tests of the pass `views`: what is split, and what each view holds.

use super::build::*;
use super::{reachability, usage, views};
use crate::ir::{
    Additional, Api, Literal, Member, Presence, Shape, Struct, Ty, TypeId, Usage, View,
};

fn optional(wire: &str, ty: Ty) -> Member {
    member(wire, ty, Presence::Optional(None))
}

fn required(wire: &str, ty: Ty) -> Member {
    member(wire, ty, Presence::Required)
}

fn read_only(member: Member) -> Member {
    Member {
        read_only: true,
        ..member
    }
}

fn write_only(member: Member) -> Member {
    Member {
        write_only: true,
        ..member
    }
}

fn defaulted(wire: &str, ty: Ty) -> Member {
    let literal = Literal::String("a".to_owned());
    member(wire, ty, Presence::Optional(Some(literal)))
}

fn filled(wire: &str, ty: Ty) -> Member {
    member(wire, ty, Presence::Filled(Literal::String("a".to_owned())))
}

fn of(members: Vec<Member>, ignored: &[&str]) -> Shape {
    Shape::Struct(Struct {
        members,
        additional: Additional::Ignored,
        ignored: ignored.iter().map(|&wire| wire.to_owned()).collect(),
    })
}

/// The types after the pass, whose first one is used so. Nothing else is.
fn split(shapes: Vec<Shape>, requests: bool, responses: bool) -> Api {
    let mut api = components(shapes);
    api.roots.clear();
    let used = |carried: bool| carried.then(|| named(0));
    operation(&mut api, used(requests), used(responses));
    usage::run(&mut api);
    views::run(&mut api);
    reachability::run(&mut api);
    api
}

fn kinds(api: &Api) -> Vec<View> {
    api.types.iter().map(|def| def.view).collect()
}

/// A user's account: an id that the service gives, a password that it never shows, a default.
fn account() -> Vec<Shape> {
    vec![of(
        vec![
            read_only(required("id", Ty::I64)),
            write_only(required("password", Ty::Secret)),
            defaulted("role", Ty::String),
            defaulted("team", nullable(Ty::String)),
            optional("name", Ty::String),
        ],
        &[],
    )]
}

#[test]
fn a_view_has_what_its_direction_carries() {
    let response = of(
        vec![
            read_only(required("id", Ty::I64)),
            filled("role", Ty::String),
            defaulted("team", nullable(Ty::String)),
            optional("name", Ty::String),
        ],
        &["password"],
    );
    let request = of(
        vec![
            write_only(required("password", Ty::Secret)),
            defaulted("role", Ty::String),
            defaulted("team", nullable(Ty::String)),
            optional("name", Ty::String),
        ],
        &["id"],
    );
    let both = split(account(), true, true);
    assert_eq!(kinds(&both), [View::Response, View::Request]);
    assert_eq!(shapes(&both), [response.clone(), request.clone()]);
    let usages: Vec<Usage> = both.types.iter().map(|def| def.usage).collect();
    let carried = |request, response| Usage { request, response };
    assert_eq!(usages, [carried(false, true), carried(true, false)]);
    for def in &both.types {
        assert_eq!(def.parts.len(), 4, "the parts go with the members");
    }
    // What one direction alone carries is of the same view as where both do.
    assert_eq!(shapes(&split(account(), false, true)), [response]);
    assert_eq!(shapes(&split(account(), true, false)), [request]);
    assert_eq!(kinds(&split(account(), true, false)), [View::Request]);
}

#[test]
fn who_holds_what_differs_differs() {
    use Shape::{Alias, Newtype};
    let inner = || of(vec![read_only(optional("id", Ty::I64))], &[]);
    let holders: [fn(Ty) -> Shape; 8] = [
        |ty| members_of(vec![member("a", ty, Presence::Required)]),
        |ty| members_of(vec![optional("a", nullable(array(ty)))]),
        |ty| union(vec![Ty::Bool, ty]),
        |ty| Alias(map(ty)),
        |ty| Newtype(nullable(ty)),
        |ty| members_of(vec![optional("a", ty), optional("again", named(0))]),
        Alias,
        |ty| {
            let mut shape = object(vec![]);
            if let Shape::Struct(shape) = &mut shape {
                shape.additional = Additional::Kept(ty);
            }
            shape
        },
    ];
    for holder in holders {
        let api = split(vec![holder(named(1)), inner()], true, true);
        let case = format!("{:?}", holder(named(1)));
        let (response, request) = (View::Response, View::Request);
        assert_eq!(
            kinds(&api),
            [response, response, request, request],
            "{case}"
        );
        let leads = |index: usize| {
            let mut ids = Vec::new();
            api.types[index]
                .shape
                .for_each_named(&mut |id| ids.push(id));
            ids
        };
        // A response leads to responses, a request to requests.
        assert!(leads(0).iter().all(|id| id.0 < 2), "{case}: {:?}", leads(0));
        assert!(
            leads(2).iter().all(|id| id.0 >= 2),
            "{case}: {:?}",
            leads(2)
        );
        assert_eq!(*answer(&api, 0), named(0));
        let mut asked = Vec::new();
        api.operations[0].for_each_request_ty(&mut |ty| asked.push(ty.clone()));
        assert_eq!(asked, [named(2)]);
    }
}

#[test]
fn what_is_equal_in_both_directions_stays_one() {
    let shapes = || {
        vec![
            object(vec![named(1), array(named(2))]),
            values(&["a"]),
            of(vec![defaulted("a", nullable(Ty::String))], &[]),
        ]
    };
    for (requests, responses) in [(true, true), (true, false), (false, true)] {
        let api = split(shapes(), requests, responses);
        assert_eq!(kinds(&api), [View::Whole; 3]);
    }
}

/// A type behind a member that one direction leaves out is not carried there.
#[test]
fn a_view_that_nobody_carries_is_not_made() {
    let api = split(
        vec![
            of(
                vec![
                    read_only(optional("seen", named(1))),
                    write_only(optional("told", named(2))),
                ],
                &[],
            ),
            of(vec![defaulted("a", Ty::String)], &[]),
            of(vec![defaulted("b", Ty::String)], &[]),
        ],
        true,
        true,
    );
    let expected = [
        of(vec![read_only(optional("seen", named(1)))], &["told"]),
        of(vec![filled("a", Ty::String)], &[]),
        of(vec![defaulted("b", Ty::String)], &[]),
        of(vec![write_only(optional("told", named(2)))], &["seen"]),
    ];
    assert_eq!(shapes(&api), expected);
}

/// A cycle is split as a whole, and run twice the pass does what it does once.
#[test]
fn cycles_are_split() {
    let shapes_before = vec![
        object(vec![named(1)]),
        union(vec![named(0), named(2)]),
        of(
            vec![optional("up", named(0)), defaulted("a", Ty::String)],
            &[],
        ),
        object(vec![named(0)]),
    ];
    let mut api = split(shapes_before, true, true);
    assert_eq!(api.types.len(), 6, "one is used by nobody");
    let once = (shapes(&api), kinds(&api));
    usage::run(&mut api);
    views::run(&mut api);
    assert_eq!((shapes(&api), kinds(&api)), once);
    api.types[0]
        .shape
        .for_each_named(&mut |id| assert_eq!(id, TypeId(1)));
    api.types[3]
        .shape
        .for_each_named(&mut |id| assert_eq!(id, TypeId(4)));
}

/// A lock from before the split knows the first view by the name that the schema had, and the members of both.
#[test]
fn what_was_recorded_of_the_whole_follows() {
    let mut api = components(account());
    api.roots.clear();
    let key = |text: &str| format!("#/components/schemas/T0{text}");
    api.recorded.types.insert(key(""), "T0".to_owned());
    for member in ["id", "password", "name"] {
        api.recorded
            .parts
            .insert(key(&format!("/properties/{member}")));
    }
    operation(&mut api, Some(named(0)), Some(named(0)));
    usage::run(&mut api);
    views::run(&mut api);
    let types: Vec<(&str, &str)> = (api.recorded.types.iter())
        .map(|(key, name)| (key.as_str(), name.as_str()))
        .collect();
    assert_eq!(types, [(&*key(""), "T0"), (&*key("/@response"), "T0")]);
    for (member, carried) in [
        ("/@response/properties/id", true),
        ("/@response/properties/password", false),
        ("/@request/properties/password", true),
        ("/@request/properties/name", true),
        ("/@request/properties/role", false),
    ] {
        assert_eq!(
            api.recorded.parts.contains(&key(member)),
            carried,
            "{member}"
        );
    }
}
