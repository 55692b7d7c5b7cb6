//! Names of a document that grows, with the lock of what it was.

use crate::lock::Lock;
use crate::source::FileId;
use serde_json::{Value, json};

use super::Assigned;
use super::tests::{diga, lines, named};

const PATH: &str = "/v1/phone/{phone_id}/sip-config";

/// Asserts that everything in `before` still has its name in `after`, which has more.
fn nothing_is_renamed(before: &Assigned, after: &Assigned) {
    let (before, after) = (lines(before), lines(after));
    let gone: Vec<&String> = before.iter().filter(|line| !after.contains(line)).collect();
    assert_eq!(gone, Vec::<&String>::new());
    assert!(after.len() > before.len(), "the document has grown");
}

#[test]
fn a_lock_that_was_read_again_changes_nothing() {
    let first = named(&diga(), &Lock::new());
    let lock = Lock::parse(&first.lock.to_text(), FileId(9)).unwrap();
    let second = named(&diga(), &lock);
    assert_eq!(second.names, first.names);
    assert_eq!(second.lock.to_text(), first.lock.to_text());
}

#[test]
fn a_colliding_component_that_sorts_first_renames_nothing() {
    let before = named(&diga(), &Lock::new());
    let mut document = diga();
    let schemas = document["components"]["schemas"].as_object_mut().unwrap();
    // Names that components would have before anonymous and derived types, and one that only the order decides.
    let added = [
        "ValidationErrorLocItem",
        "UpdateSipConfigRequest",
        "Phones",
        "UpdateSipConfig",
    ];
    let mut grown = serde_json::Map::new();
    for name in added {
        grown.insert(
            name.to_owned(),
            json!({"type": "object", "properties": {"a": {"type": "string"}}}),
        );
    }
    grown.append(schemas);
    *schemas = grown;
    use_schemas(&mut document, &added);
    let after = named(&document, &before.lock);
    nothing_is_renamed(&before, &after);
    assert!(lines(&after).contains(
        &"#/components/schemas/ValidationErrorLocItem type ValidationErrorLocItem2".to_owned()
    ));

    // And without the lock, they do come first.
    let unlocked = named(&document, &Lock::new());
    assert!(lines(&unlocked).contains(
        &"#/components/schemas/ValidationErrorLocItem type ValidationErrorLocItem".to_owned()
    ));
    assert!(lines(&unlocked).contains(&"tag:Phones trait PhonesApi".to_owned()));
}

/// Makes an operation that answers with each of these schemas, so that they are types.
fn use_schemas(document: &mut Value, names: &[&str]) {
    for name in names {
        let schema = json!({"$ref": format!("#/components/schemas/{name}")});
        let answer = json!({"200": {"description": "", "content": {"application/json": {"schema": schema}}}});
        let operation =
            json!({"operationId": format!("use_{name}"), "responses": answer, "tags": ["Use"]});
        document["paths"][format!("/use/{name}")] = json!({"get": operation});
    }
}

#[test]
fn a_twin_of_the_operation_renames_nothing() {
    let before = named(&diga(), &Lock::new());
    let mut document = diga();
    let mut twin = document["paths"][PATH].clone();
    twin["patch"]["operationId"] = json!("update_sip_config_v2_phone__phone_id__sip_config_patch");
    document["paths"]["/v2/phone/{phone_id}/sip-config"] = twin;
    let after = named(&document, &before.lock);
    nothing_is_renamed(&before, &after);
    assert_eq!(
        after.names.operations[1].method,
        "update_sip_config_v2_phone_phone_id_sip_config_patch"
    );
    // Without the lock the short name is nobody's.
    let unlocked = named(&document, &Lock::new());
    assert_eq!(
        unlocked.names.operations[0].method,
        "update_sip_config_v1_phone_phone_id_sip_config_patch"
    );
}

#[test]
fn a_second_tag_and_another_first_tag_rename_nothing() {
    let before = named(&diga(), &Lock::new());
    let mut document = diga();
    document["paths"][PATH]["patch"]["tags"] = json!(["Phones", "Sip"]);
    let after = named(&document, &before.lock);
    assert_eq!(lines(&before), lines(&after));
    document["paths"][PATH]["patch"]["tags"] = json!(["Sip", "Phones"]);
    let moved = named(&document, &before.lock);
    let of_groups = |line: &&String| line.starts_with("tag:");
    let kept = |all: &Assigned| {
        lines(all)
            .iter()
            .filter(|line| !of_groups(line))
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(kept(&before), kept(&moved));
}

#[test]
fn a_second_use_of_an_anonymous_type_renames_nothing() {
    let before = named(&diga(), &Lock::new());
    let mut document = diga();
    let schemas = document["components"]["schemas"].as_object_mut().unwrap();
    let items = schemas["ValidationError"]["properties"]["loc"]["items"].clone();
    let user = json!({"type": "object", "properties": {"loc": {"type": "array", "items": items}}});
    let mut grown = serde_json::Map::from_iter([("AAA".to_owned(), user)]);
    grown.append(schemas);
    *schemas = grown;
    use_schemas(&mut document, &["AAA"]);
    let after = named(&document, &before.lock);
    nothing_is_renamed(&before, &after);
    assert_eq!(
        before.names.types.len() + 1,
        after.names.types.len(),
        "the two are one type"
    );
    // And the name stays when the first use goes.
    document["components"]["schemas"]["ValidationError"]["properties"]["loc"]["items"] =
        json!({"type": "string"});
    let last = named(&document, &after.lock);
    assert!(
        last.names
            .types
            .contains(&"ValidationErrorLocItem".to_owned()),
        "{:?}",
        last.names.types
    );
}

#[test]
fn a_value_and_a_parameter_before_others_rename_nothing() {
    let mut document = diga();
    let parameters = |names: &[&str]| -> Value {
        let one = |name: &&str| json!({"name": name, "in": "query", "schema": {"type": "string", "enum": ["a b", "c"]}});
        let path = json!({"name": "phone_id", "in": "path", "required": true, "schema": {"type": "string"}});
        names.iter().map(one).chain([path]).collect()
    };
    document["paths"][PATH]["patch"]["parameters"] = parameters(&["sortBy", "sort_by"]);
    document["components"]["schemas"]["SipMediaEncryption"]["enum"] = json!(["a-b", "a_b"]);
    let before = named(&document, &Lock::new());
    document["paths"][PATH]["patch"]["parameters"] =
        parameters(&["SortBy", "sort-by", "sortBy", "sort_by"]);
    document["components"]["schemas"]["SipMediaEncryption"]["enum"] =
        json!(["a b", "a.b", "a-b", "a_b"]);
    nothing_is_renamed(&before, &named(&document, &before.lock));
}

#[test]
fn what_is_gone_is_dropped() {
    let before = named(&diga(), &Lock::new());
    let mut document = diga();
    document["components"]["schemas"]["SipMediaEncryption"]["enum"] = json!(["allow"]);
    let after = named(&document, &before.lock);
    assert_eq!(lines(&before).len() - lines(&after).len(), 2);
}

#[test]
fn a_name_that_is_recorded_twice_stays_with_the_first() {
    let text = "counterpart.lock version 2\n#/components/schemas/SipMediaEncryption type X\n#/components/schemas/ValidationError type X\n";
    let assigned = named(&diga(), &Lock::parse(text, FileId(1)).unwrap());
    assert!(assigned.names.types.contains(&"X".to_owned()));
    let said: Vec<_> = assigned
        .diagnostics
        .iter()
        .map(|one| (one.code.as_str(), one.place.file))
        .collect();
    assert_eq!(said, [("CP0304", FileId(1))]);
}
