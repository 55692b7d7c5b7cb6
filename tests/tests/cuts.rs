//! The cutter of raw documents takes away what it is asked to, with all that refers to it, and nothing else.

use std::collections::BTreeSet;

use counterpart_tests::raw::cut::{Cutter, Reach};
use counterpart_tests::raw::places::Role;
use counterpart_tests::raw::rng::Rng;
use counterpart_tests::raw::{parse, refs, slice};
use serde_json::{Value, json};

fn document() -> Value {
    parse(
        r##"
paths:
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      parameters:
        - {name: limit, in: query, schema: {type: integer}}
        - {$ref: '#/components/parameters/Page'}
      responses:
        '200': {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
        '404': {content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}
        default: {description: d}
    delete:
      responses: {'204': {description: gone}}
components:
  parameters:
    Page: {name: page, in: query, schema: {$ref: '#/components/schemas/Page'}}
  schemas:
    Page: {type: integer}
    Error: {type: object, properties: {code: {type: string}, text: {type: string}}}
    Owner: {type: object, required: [pet], properties: {pet: {$ref: '#/components/schemas/Pet'}}}
    Pet:
      type: object
      required: [id]
      properties:
        id: {type: string}
        kind: {$ref: '#/components/schemas/Kind'}
        toy: {oneOf: [{$ref: '#/components/schemas/Ball'}, {$ref: '#/components/schemas/Bone'}, {$ref: '#/components/schemas/Rope'}],
              discriminator: {propertyName: type, mapping: {rope: Rope}}}
    Kind: {enum: [cat, dog, cow, eel], x-enum-varnames: [Cat, Dog, Cow, Eel]}
    Ball: {type: object, properties: {type: {type: string}, r: {type: number}}}
    Bone: {type: object, properties: {type: {type: string}, z: {type: number}}}
    Rope: {type: object, properties: {type: {type: string}}}
"##,
    )
    .expect("YAML")
}

/// What is left where one place is cut.
fn without(pointer: &str, reach: Reach) -> Value {
    let root = document();
    let cutter = Cutter::new(&root);
    let index = cutter
        .places
        .iter()
        .position(|place| place.pointer == pointer)
        .unwrap_or_else(|| panic!("no place {pointer}"));
    let cut = cutter.cut(&[index], reach).expect("operations are left");
    assert_eq!(refs::dangling(&cut.document), BTreeSet::new());
    cut.document
}

fn names(value: &Value, pointer: &str) -> Vec<String> {
    let object = value.pointer(pointer).and_then(Value::as_object);
    object
        .into_iter()
        .flatten()
        .map(|(name, _)| name.clone())
        .collect()
}

#[test]
fn what_refers_to_a_schema_goes_with_it() {
    // A required member takes its schema along, the optional one and the error answer go alone.
    let left = without("/components/schemas/Kind", Reach::Free);
    assert_eq!(
        names(&left, "/components/schemas/Pet/properties"),
        ["id", "toy"]
    );
    assert_eq!(
        names(&left, "/components/schemas"),
        ["Ball", "Bone", "Error", "Owner", "Page", "Pet", "Rope"]
    );
    let left = without("/components/schemas/Error", Reach::Free);
    assert_eq!(
        names(&left, "/paths/~1pets~1{id}/get/responses"),
        ["200", "default"]
    );
    let left = without("/components/schemas/Pet", Reach::Free);
    assert_eq!(
        names(&left, "/paths/~1pets~1{id}"),
        ["delete", "parameters"]
    );
    assert!(!names(&left, "/components/schemas").contains(&"Owner".to_owned()));
    let left = without("/components/schemas/Page", Reach::Free);
    assert_eq!(names(&left, "/components/parameters"), [""; 0]);
    assert_eq!(
        left.pointer("/paths/~1pets~1{id}/get/parameters")
            .and_then(Value::as_array)
            .map(Vec::len),
        Some(1)
    );
}

#[test]
fn of_a_list_the_last_ones_go() {
    let kinds = "/components/schemas/Kind/enum";
    let left = without(&format!("{kinds}/2"), Reach::Free);
    assert_eq!(left.pointer(kinds), Some(&json!(["cat", "dog"])));
    assert_eq!(
        left.pointer("/components/schemas/Kind/x-enum-varnames"),
        Some(&json!(["Cat", "Dog"]))
    );
    let toy = "/components/schemas/Pet/properties/toy";
    let left = without("/components/schemas/Bone", Reach::Listed);
    assert_eq!(
        left.pointer(toy).and_then(|toy| toy.pointer("/oneOf/1")),
        None
    );
    assert_eq!(
        left.pointer(toy)
            .and_then(|toy| toy.pointer("/discriminator/mapping")),
        Some(&json!({"rope": "Rope"}))
    );
    let left = without("/components/schemas/Rope", Reach::Listed);
    assert_eq!(
        left.pointer(toy)
            .and_then(|toy| toy.pointer("/discriminator/mapping")),
        Some(&json!({}))
    );
    // What could change the union is what holds it where only free places may go.
    let left = without("/components/schemas/Bone", Reach::Free);
    assert_eq!(left.pointer(toy), None);
}

#[test]
fn what_is_needed_stays() {
    let root = document();
    let cutter = Cutter::new(&root);
    for seed in 0..200 {
        let mut rng = Rng::new(seed);
        let reach = if rng.per_cent(50) {
            Reach::Free
        } else {
            Reach::Listed
        };
        let chosen = cutter.choose(&mut rng, reach);
        let Some(cut) = cutter.cut(&chosen, reach) else {
            continue;
        };
        assert_eq!(
            refs::dangling(&cut.document),
            BTreeSet::new(),
            "seed {seed}"
        );
        assert!(!cut.removed.is_empty(), "seed {seed}");
        for (_, item) in cut.document["paths"].as_object().into_iter().flatten() {
            // The parameter of the path is required; a success answer is never the one that goes.
            assert_eq!(item["parameters"][0]["name"], "id", "seed {seed}");
            if let Some(get) = item.get("get") {
                assert!(get["responses"].get("200").is_some(), "seed {seed}");
            }
        }
        if let Some(pet) = cut.document.pointer("/components/schemas/Pet") {
            assert!(pet["properties"].get("id").is_some(), "seed {seed}");
        }
    }
}

#[test]
fn every_role_can_be_cut() {
    let root = document();
    let roles: BTreeSet<Role> = Cutter::new(&root)
        .places
        .iter()
        .map(|place| place.role)
        .collect();
    for role in [
        Role::Component,
        Role::Path,
        Role::Operation,
        Role::Parameter,
        Role::Media,
        Role::Answer,
        Role::Member,
        Role::Value,
        Role::Variant,
        Role::Tag,
    ] {
        assert!(roles.contains(&role), "{role:?}");
    }
}

#[test]
fn a_slice_has_what_its_operations_refer_to() {
    let mut root = document();
    let paths = root["paths"].as_object_mut().expect("paths");
    for number in 0..400 {
        let text = "x".repeat(1000);
        paths.insert(format!("/{number}"), json!({"get": {"description": text, "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}}}}));
    }
    let slice = slice::slice(&root, &mut Rng::new(1));
    assert_eq!(refs::dangling(&slice), BTreeSet::new());
    assert!(slice.to_string().len() < 100_000);
    assert!(names(&slice, "/components/schemas").contains(&"Error".to_owned()));
    assert!(names(&slice, "/paths").len() <= 24);
}
