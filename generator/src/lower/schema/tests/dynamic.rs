//! Generic schemas: what a `$dynamicRef` leads to.

use super::schemas;

/// A list of what the anchor `item` is bound to; by itself of anything.
const LIST: &str = r##""List": {"type": "object", "required": ["items"], "properties": {
    "items": {"type": "array", "items": {"$dynamicRef": "#item"}}, "next": {"type": "string"}},
    "$defs": {"item": {"$dynamicAnchor": "item"}}},
    "Pet": {"type": "object", "properties": {"name": {"type": "string"}}},
    "Toy": {"type": "object", "properties": {"age": {"type": "integer"}}}"##;

/// A line without the places of the types that it names.
fn without_places(line: &str) -> String {
    let mut parts = line.split("(\"#");
    let first = parts.next().unwrap_or_default().to_owned();
    let others = parts.filter_map(|part| part.split_once("\")"));
    others.fold(first, |line, (_, rest)| line + rest)
}

fn check(schema: &str, lines: &[&str], codes: &[&str]) {
    let (dump, said) = schemas(&format!("{{{schema}}}"));
    for line in lines {
        let found = (dump.lines()).any(|written| without_places(written).trim() == *line);
        assert!(found, "{schema}\nhas no line {line:?} in\n{dump}{said:#?}");
    }
    let found: Vec<&str> = (said.iter())
        .filter_map(|said| said.split(' ').next())
        .collect();
    assert_eq!(found, codes, "{schema}\n{said:#?}\n{dump}");
}

#[test]
fn who_refers_to_a_generic_schema_says_what_its_anchors_are() {
    check(
        &format!(
            r##"{LIST},
            "PetList": {{"$ref": "#/components/schemas/List", "$defs": {{"item": {{"$dynamicAnchor": "item", "$ref": "#/components/schemas/Pet"}}}}}},
            "ToyList": {{"$ref": "#/components/schemas/List", "$defs": {{"item": {{"$dynamicAnchor": "item", "$ref": "#/components/schemas/Toy"}}}}}},
            "Texts": {{"$ref": "#/components/schemas/List", "$defs": {{"item": {{"$dynamicAnchor": "item", "type": "string"}}}}}},
            "Sized": {{"allOf": [{{"$ref": "#/components/schemas/List"}}, {{"required": ["size"], "properties": {{"size": {{"type": "string"}}}}}}],
                "$defs": {{"item": {{"$dynamicAnchor": "item", "$ref": "#/components/schemas/Pet"}}}}}},
            "Home": {{"type": "object", "properties": {{
                "pets": {{"$ref": "#/components/schemas/List", "$defs": {{"item": {{"$dynamicAnchor": "item", "$ref": "#/components/schemas/Pet"}}}}}},
                "all": {{"$ref": "#/components/schemas/List"}}}}}}"##
        ),
        &[
            "struct List",
            r#""items": [List_item] required"#,
            "struct PetList",
            r#""items": [Pet] required"#,
            "struct ToyList",
            r#""items": [Toy] required"#,
            "struct Texts",
            r#""items": [Texts_item] required"#,
            "struct Sized",
            r#""size": string required"#,
            r#""pets": Home.pets optional as Option"#,
            r#""all": List optional as Option"#,
        ],
        &[],
    );
}

#[test]
fn what_it_refers_to_is_made_for_them_too() {
    // A page of a list that refers to itself, through a schema that has no anchor of its own.
    check(
        r##""List": {"type": "object", "properties": {"page": {"$ref": "#/components/schemas/Page"}, "more": {"$ref": "#/components/schemas/List"}}},
        "Page": {"type": "object", "properties": {"first": {"$dynamicRef": "#item"}, "list": {"$ref": "#/components/schemas/List"}}},
        "Names": {"$ref": "#/components/schemas/List", "$defs": {"item": {"$dynamicAnchor": "item", "type": "string"}}},
        "Ages": {"$ref": "#/components/schemas/List", "$defs": {"item": {"$dynamicAnchor": "item", "type": "integer", "format": "int32"}}}"##,
        &[
            "struct Names",
            r#""more": Names optional as Option"#,
            r#""page": Page_Names_item optional as Option"#,
            "struct Page_Names_item",
            r#""first": Names_item optional as Option"#,
            r#""list": Names optional as Option"#,
            "struct Ages",
            r#""page": Page_Ages_item optional as Option"#,
        ],
        // Without a binding nothing is known of the first item.
        &["CP0015"],
    );
}

#[test]
fn a_schema_that_extends_a_recursive_one_holds_itself() {
    check(
        r##""Tree": {"$dynamicAnchor": "node", "type": "object", "properties": {
            "children": {"type": "array", "items": {"$dynamicRef": "#node"}}}},
        "Named": {"$id": "https://example.org/named", "$dynamicAnchor": "node",
            "allOf": [{"$ref": "api.json#/components/schemas/Tree"}], "required": ["name"], "properties": {"name": {"type": "string"}}}"##,
        &[
            "struct Tree",
            r#""children": [Tree] optional as Option"#,
            "struct Named",
            r#""children": [Named] optional as Option"#,
            r#""name": string required"#,
        ],
        &[],
    );
}

#[test]
fn an_anchor_that_is_not_dynamic_is_a_reference() {
    check(
        r##""A": {"type": "object", "properties": {"b": {"$dynamicRef": "#/components/schemas/B"}, "c": {"$dynamicRef": "#c"}}},
        "B": {"type": "object", "properties": {"a": {"$dynamicRef": "#/components/schemas/A"}}},
        "C": {"$anchor": "c", "type": "object", "properties": {"d": {"type": "string"}}}"##,
        &[
            r#""b": B optional as Option"#,
            r#""c": C optional as Option"#,
            r#""a": A optional as Option"#,
        ],
        &[],
    );
}

#[test]
fn a_recursive_reference_leads_to_the_anchor_around_it() {
    check(
        r##""Filter": {"$recursiveAnchor": true, "type": "object", "properties": {"all": {"type": "array", "items": {"$recursiveRef": "#"}}}},
        "Other": {"type": "object", "properties": {"it": {"$recursiveRef": "#"}}}"##,
        &[
            "\"all\": [Filter] optional as Option",
            "\"it\": json optional as Option",
        ],
        // Nothing around the other one is an anchor.
        &["CP0102"],
    );
}
