//! Names of whole documents.

use crate::config::Config;
use crate::ir::Api;
use crate::lock::Lock;
use crate::lower::{LowerConfig, lower};
use crate::source::{FileId, Sources};
use serde_json::{Value, json};

use super::{Assigned, assign};

const DIGA: &str = include_str!("../../../specs/openapi.json");

pub(super) fn diga() -> Value {
    serde_json::from_str(DIGA).unwrap()
}

fn api(document: &Value) -> Api {
    let sources =
        Sources::from_text("openapi.json", serde_json::to_string(document).unwrap()).unwrap();
    let (document, _) = crate::document::read(&sources);
    let mut api = lower(&document, &LowerConfig::default()).api;
    crate::passes::run_all(&mut api);
    api
}

pub(super) fn named(document: &Value, lock: &Lock) -> Assigned {
    assign(&api(document), lock, &Config::default())
}

/// Every name, as `counterpart.lock` records it.
pub(super) fn lines(assigned: &Assigned) -> Vec<String> {
    assigned.lock.to_text().lines().map(str::to_owned).collect()
}

/// A document with these schemas, each used by an operation of its own.
fn of_schemas(schemas: Value) -> Value {
    let paths: serde_json::Map<String, Value> = (schemas.as_object().unwrap().keys().enumerate())
        .map(|(index, name)| {
            let pointer = format!("#/components/schemas/{}", name.replace('~', "~0").replace('/', "~1").replace('%', "%25"));
            let answer = json!({"200": {"description": "", "content": {"application/json": {"schema": {"$ref": pointer}}}}});
            (format!("/{index:03}"), json!({"get": {"operationId": format!("op{index}"), "tags": ["T"], "responses": answer}}))
        })
        .collect();
    json!({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": paths, "components": {"schemas": schemas}})
}

#[test]
fn without_a_lock_names_are_those_of_the_document() {
    let first = named(&diga(), &Lock::new());
    assert_eq!(lines(&first), lines(&named(&diga(), &Lock::new())));
    let operation = &first.names.operations[0];
    assert_eq!(
        [
            &operation.method,
            &operation.constant,
            &operation.request,
            &operation.response,
            &operation.call,
            &operation.error
        ],
        [
            "update_sip_config",
            "UPDATE_SIP_CONFIG",
            "UpdateSipConfigRequest",
            "UpdateSipConfigResponse",
            "UpdateSipConfig",
            "UpdateSipConfigError"
        ]
    );
    assert_eq!(operation.answers, ["Ok", "UnprocessableEntity"]);
    assert!(
        first
            .names
            .types
            .contains(&"HTTPValidationError".to_owned())
    );
    assert_eq!(first.names.groups[0].module, "phones");
    assert_eq!(first.names.servers[0].variant, "Production");
    assert!(first.diagnostics.is_empty(), "{:?}", first.diagnostics);
}

#[test]
fn components() {
    let object = json!({"type": "object", "properties": {"a": {"type": "string"}}});
    let table = [
        (
            vec!["Option", "OptionModel", "Error"],
            vec!["OptionModel2", "OptionModel", "ErrorModel"],
        ),
        (
            vec!["foo_bar", "FooBar", "foo-bar"],
            vec!["FooBar3", "FooBar", "FooBar2"],
        ),
        (
            vec!["self", "1st", "Größe", "a/b", "HTTPError"],
            vec!["SelfModel", "Model1st", "Grosse", "AB", "HTTPError"],
        ),
        (
            vec!["Op0", "Op1Response", "T"],
            vec!["Op0", "Op1Response", "T"],
        ),
    ];
    for (wires, expected) in table {
        let schemas: serde_json::Map<String, Value> = wires
            .iter()
            .map(|wire| ((*wire).to_owned(), object.clone()))
            .collect();
        let assigned = named(&of_schemas(Value::Object(schemas)), &Lock::new());
        for (wire, name) in wires.iter().zip(&expected) {
            let line = format!(
                "#/components/schemas/{} type {name}",
                wire.replace('/', "~1")
            );
            assert!(
                lines(&assigned).contains(&line),
                "{line}\n{:#?}",
                lines(&assigned)
            );
        }
        assert_all_differ(&assigned);
    }
}

/// The modules of groups, which have these tags.
fn modules(tags: &[&str]) -> Vec<String> {
    let paths: serde_json::Map<String, Value> = (tags.iter().enumerate())
        .map(|(index, tag)| {
            let answer = json!({"204": {"description": ""}});
            (
                format!("/{index}"),
                json!({"get": {"tags": [tag], "responses": answer}}),
            )
        })
        .collect();
    let document =
        json!({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": paths});
    let groups = named(&document, &Lock::new()).names.groups;
    groups.into_iter().map(|group| group.module).collect()
}

#[test]
fn modules_are_files_on_every_disk() {
    let words = "long name ".repeat(30);
    let word = "a".repeat(300);
    let found = modules(&[
        &words,
        &word,
        &format!("{word}b"),
        "CON",
        "con",
        "lpt1",
        "Types",
        "self",
        "type",
    ]);
    let expected = [
        &"long_name_".repeat(6)[..59],
        &word[..64],
        &format!("{}_group", &word[..64]),
        "con_group_2",
        "con_group",
        "lpt1_group",
        "types_group",
        "self_",
        "r#type",
    ];
    assert_eq!(found, expected);
}

#[test]
fn variables_of_servers_are_not_called_like_what_fills_them_in() {
    let server = json!({"url": "https://{expand}.{Expand}.{type}", "variables": {
        "expand": {"default": "a"}, "Expand": {"default": "a"}, "type": {"default": "a"}
    }});
    let mut document = diga();
    document["servers"] = json!([server]);
    let names = named(&document, &Lock::new()).names;
    assert_eq!(
        names.servers[0].variables,
        ["expand_variable_2", "expand_variable", "r#type"]
    );
}

/// All names of the one scope of types.
fn assert_all_differ(assigned: &Assigned) {
    let names = &assigned.names;
    let operations = names.operations.iter().flat_map(|one| {
        [&one.request, &one.response, &one.call, &one.ok, &one.error]
            .into_iter()
            .chain(&one.reply_headers)
    });
    let traits = names.groups.iter().map(|group| &group.trait_name);
    let mut all: Vec<&String> = names.types.iter().chain(operations).chain(traits).collect();
    // An operation of one success has no enum of them.
    all.retain(|name| !name.is_empty());
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count);
    assert!(
        all.iter()
            .all(|name| crate::lock::is_value(name, crate::lock::Role::Type)),
        "{all:?}"
    );
}

#[test]
fn members_values_and_variants() {
    let table = [
        (
            json!({"type": "object", "additionalProperties": {"type": "string"}, "properties": {
                "type": {}, "self": {}, "fooBar": {}, "foo_bar": {}, "+1": {}, "-1": {}, "@id": {}, "id": {}, "additional_properties": {}
            }}),
            vec![
                "plus_1",
                "minus_1",
                "at_id",
                "additional_properties_field",
                "foo_bar_2",
                "foo_bar",
                "id",
                "self_",
                "r#type",
            ],
        ),
        (
            json!({"type": "string", "enum": ["", "a", "A", "1", "-1", "C", "C++", "unknown", "*", "a/b", "a-b"]}),
            vec![
                "Empty",
                "A2",
                "A",
                "Value1",
                "Minus1",
                "C",
                "CPlusPlus",
                "UnknownValue",
                "Asterisk",
                "AB",
                "AMinusB",
            ],
        ),
        (
            json!({"type": "integer", "enum": [-1, 0, 10]}),
            vec!["Minus1", "Value0", "Value10"],
        ),
        (
            json!({"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "boolean"}, {"type": "array", "items": {"type": "string"}}]}),
            vec!["String", "Integer", "Boolean", "StringArray"],
        ),
        (
            json!({"anyOf": [{"type": "string"}, {"type": "object", "title": "Self", "properties": {"a": {}}}]}),
            vec!["String", "Self_"],
        ),
    ];
    for (schema, expected) in table {
        let assigned = named(&of_schemas(json!({"X": schema})), &Lock::new());
        let found = assigned
            .names
            .types
            .iter()
            .position(|name| name == "X")
            .unwrap();
        assert_eq!(assigned.names.parts[found], expected, "{schema}");
    }
}

#[test]
fn parameters() {
    let mut document = of_schemas(json!({}));
    let parameter = |name: &str, location: &str| json!({"name": name, "in": location, "required": true, "schema": {"type": "string"}});
    let parameters: Vec<Value> = [
        ("id", "path"),
        ("id", "query"),
        ("body", "query"),
        ("timeout", "query"),
        ("type", "query"),
        ("X-Id", "header"),
    ]
    .iter()
    .map(|(name, location)| parameter(name, location))
    .collect();
    let responses = json!({"204": {"description": ""}, "4XX": {"description": ""}, "default": {"description": ""}});
    document["paths"]["/x/{id}"] =
        json!({"get": {"parameters": parameters, "responses": responses}});
    let assigned = named(&document, &Lock::new());
    let operation = &assigned.names.operations[0];
    assert_eq!(operation.method, "get_x_id");
    assert_eq!(
        operation.params,
        [
            "id",
            "query_id",
            "query_body",
            "query_timeout",
            "r#type",
            "x_id"
        ]
    );
    assert_eq!(operation.body, "body");
    assert_eq!(operation.answers, ["NoContent", "ClientError", "Default"]);
}

/// A header has one name in all answers of an operation; its setter is called like no constructor.
#[test]
fn headers_of_answers() {
    let mut document = of_schemas(json!({}));
    let header = json!({"schema": {"type": "string"}});
    let headers = |names: &[&str]| {
        let headers: serde_json::Map<String, Value> = names
            .iter()
            .map(|name| ((*name).to_owned(), header.clone()))
            .collect();
        json!({"description": "", "headers": headers})
    };
    document["paths"]["/x"] = json!({"get": {"responses": {
        "100": headers(&[]),
        "200": headers(&["X-Rate", "Status", "type", "Body", "Content-Type"]),
        "206": headers(&["x-rate", "X_Rate"]),
        "4XX": headers(&["Retry-After"]),
    }}});
    let config = |name: &str| {
        let text = format!("[rename]\n\"#/paths/~1x/get/responses/4XX\" = {name:?}\n");
        Config::parse(&text, FileId(1)).unwrap()
    };
    let plain = assign(&api(&document), &Lock::new(), &Config::default());
    let operation = &plain.names.operations[0];
    assert_eq!(
        operation.constructors,
        ["r#continue", "ok", "partial_content", "client_error"]
    );
    assert_eq!(
        operation.headers,
        [
            "body_header",
            "status_header",
            "x_rate",
            "r#type",
            "x_rate_header",
            "retry_after"
        ]
    );
    assert_eq!(
        operation.reply_headers,
        ["GetXHeaders", "GetXPartialContentHeaders"]
    );
    let locked = assign(&api(&document), &plain.lock, &config("WithRetryAfter"));
    let operation = &locked.names.operations[0];
    assert_eq!(operation.constructors[3], "with_retry_after");
    assert_eq!(operation.headers[5], "retry_after_header");
    assert_eq!(locked.diagnostics.len(), 1, "{:?}", locked.diagnostics);
    // What a response has beside its answers is not one of them.
    for (name, is_free) in [
        ("Header", false),
        ("HeadMut", false),
        ("Crate", false),
        ("Head", true),
    ] {
        let assigned = assign(&api(&document), &Lock::new(), &config(name));
        assert_eq!(assigned.diagnostics.is_empty(), is_free, "{name}");
    }
}

#[test]
fn renames_of_the_configuration() {
    let configured = |text: &str| {
        let config = Config::parse(text, FileId(1)).unwrap();
        assign(&api(&diga()), &named(&diga(), &Lock::new()).lock, &config)
    };
    let renamed = configured(
        r##"[rename]
        "#/components/schemas/ValidationError" = "Fehler"
        "#/components/schemas/ValidationError/properties/loc" = "location"
        "#/paths/~1v1~1phone~1{phone_id}~1sip-config/patch" = "patch_sip"
        "tag:Phones" = "telephony"
        "##,
    );
    assert!(renamed.diagnostics.is_empty(), "{:?}", renamed.diagnostics);
    assert!(renamed.names.types.contains(&"Fehler".to_owned()));
    assert!(
        renamed
            .names
            .parts
            .iter()
            .flatten()
            .any(|part| part == "location")
    );
    let operation = &renamed.names.operations[0];
    assert_eq!(
        (&*operation.method, &*operation.request),
        ("patch_sip", "PatchSipRequest")
    );
    assert_eq!(
        (
            &*renamed.names.groups[0].module,
            &*renamed.names.groups[0].trait_name
        ),
        ("telephony", "Phones")
    );
    assert!(
        renamed.lock.to_text().contains(" type Fehler\n"),
        "every identifier is recorded, what is fixed too"
    );

    let table = [
        (
            "\"#/components/schemas/ValidationError\" = \"SipMediaEncryption2 x\"",
            "CP0303",
            "is not an identifier",
        ),
        (
            "\"#/components/schemas/ValidationError\" = \"Vec\"",
            "CP0303",
            "is reserved",
        ),
        (
            "\"#/components/schemas/Nothing\" = \"Thing\"",
            "CP0305",
            "there is no type, value or variant at",
        ),
        (
            "\"#/components/schemas/ValidationError\" = \"thing\"",
            "CP0305",
            "there is no field, parameter",
        ),
    ];
    for (line, code, message) in table {
        let diagnostics = configured(&format!("[rename]\n{line}\n")).diagnostics;
        let one = diagnostics.iter().next().unwrap();
        assert_eq!(
            (one.code.as_str(), one.place.file),
            (code, FileId(1)),
            "{line}"
        );
        assert!(one.message.contains(message), "{}", one.message);
    }
}

#[test]
fn a_fixed_name_that_another_place_has_is_an_error() {
    let text = "[rename]\n\"#/components/schemas/ValidationError\" = \"X\"\n\"#/components/schemas/SipMediaEncryption\" = \"X\"\n";
    let config = Config::parse(text, FileId(1)).unwrap();
    let diagnostics = assign(&api(&diga()), &Lock::new(), &config).diagnostics;
    let said: Vec<_> = diagnostics
        .iter()
        .map(|one| (one.code.as_str(), &*one.message, one.notes.len()))
        .collect();
    assert_eq!(said, [("CP0303", "the name `X` is given twice", 1)]);
}

#[test]
fn thousands_of_equal_names_take_no_longer_than_others() {
    let object = json!({"type": "object", "properties": {"a": {"type": "string"}}});
    let schemas: serde_json::Map<String, Value> = (0..3000)
        .map(|index| {
            (
                format!("a{}", "-".repeat(index % 60) + &".".repeat(index / 60)),
                object.clone(),
            )
        })
        .collect();
    let assigned = named(&of_schemas(Value::Object(schemas)), &Lock::new());
    assert_all_differ(&assigned);
}
