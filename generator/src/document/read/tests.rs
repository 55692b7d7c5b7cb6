//! Tests of reading the document's model.

use super::*;
use crate::diagnostic::{Code, Effect};
use crate::document::{DeadEnd, Location, Method, SchemeKind, Status};

fn read_text(text: &str) -> (Sources, Document, Vec<(Code, String)>) {
    let sources = Sources::from_text("api.json", text).unwrap();
    let (document, diagnostics) = read(&sources);
    let said = diagnostics
        .iter()
        .map(|one| (one.code, one.pointer.clone()))
        .collect();
    (sources, document, said)
}

pub(super) fn with(version: &str, members: &str) -> (Document, Vec<(Code, String)>) {
    let text = format!(
        r#"{{"openapi": "{version}", "info": {{"title": "T", "version": "1"}}, {members}}}"#
    );
    let (_, document, said) = read_text(&text);
    (document, said)
}

#[test]
fn versions() {
    let table = [
        (r#""3.0.3""#, Some(Version::V3_0)),
        (r#""3.1.0""#, Some(Version::V3_1)),
        (r#""3.2.0""#, Some(Version::V3_2)),
        (r#""3.1""#, Some(Version::V3_1)),
        ("3.1", Some(Version::V3_1)),
        (r#""3.10.0""#, None),
        (r#""4.0.0""#, None),
        (r#""""#, None),
        ("null", None),
        ("[]", None),
    ];
    for (text, expected) in table {
        let (_, document, said) = read_text(&format!(r#"{{"openapi": {text}, "info": {{}}}}"#));
        match expected {
            Some(version) => {
                assert_eq!(document.version, version, "{text}");
                assert!(
                    said.iter().all(|(code, _)| *code != Code::Version),
                    "{text}"
                );
            }
            None => assert_eq!(said, [(Code::Version, "#/openapi".to_owned())], "{text}"),
        }
    }
}

#[test]
fn what_is_no_openapi_is_refused() {
    for text in ["null", "[]", "{}", r#"{"swagger": "2.0", "info": {}}"#] {
        let sources = Sources::from_text("api.json", text).unwrap();
        let (_, diagnostics) = read(&sources);
        let [one] = diagnostics.iter().collect::<Vec<_>>()[..] else {
            panic!("{text}")
        };
        assert_eq!(
            (one.code, &one.effect),
            (Code::Version, &Effect::NothingWritten),
            "{text}"
        );
    }
}

#[test]
fn names_of_the_document_may_look_like_extensions() {
    let (document, said) = with(
        "3.1.0",
        r##""servers": [{"url": "https://{x-a}.b", "variables": {"x-a": {"default": "c"}}}],
        "components": {
            "securitySchemes": {"x-api-key": {"type": "apiKey", "in": "header", "name": "X-Api-Key"}},
            "responses": {"x-r": {"description": "", "content": {"x-world/x-3dmf": {}}}}
        }"##,
    );
    assert_eq!(said, []);
    assert_eq!(document.servers[0].variables[0].name, "x-a");
    assert!(
        document
            .components
            .security_schemes
            .contains_key("x-api-key")
    );
    let response = document
        .follow(document.components.responses["x-r"])
        .unwrap();
    assert_eq!(response.object.content[0].name, "x-world/x-3dmf");
}

#[test]
fn an_operation_with_everything() {
    let (document, said) = with(
        "3.1.0",
        r##""paths": {"/a/{id}": {
            "parameters": [{"$ref": "#/components/parameters/Id"}],
            "get": {
                "operationId": "getA", "tags": ["one", "two"], "summary": "S", "description": "D",
                "deprecated": true, "x-rust-name": "fetch", "x-other": 1,
                "parameters": [{"name": "q", "in": "query", "style": "form", "explode": false, "schema": {"type": "string"}}],
                "requestBody": {"required": true, "content": {"application/json": {"schema": true, "example": 1, "encoding": {}}}},
                "responses": {
                    "200": {"description": "fine", "headers": {"X-A": {"description": "h"}}, "links": {"l": {}}},
                    "4XX": {"$ref": "#/components/responses/Bad"}, "default": {"description": "d"}, "x-r": 1
                },
                "security": [{"key": [], "oauth": ["read"]}, {}],
                "callbacks": {"cb": {}},
                "servers": [{"url": "/x"}]
            },
            "query": {}, "additionalOperations": {"COPY": {}}
        }}"##,
    );
    assert_eq!(said, []);
    let item = &document.paths["/a/{id}"];
    assert_eq!(item.at.pointer, "#/paths/~1a~1{id}");
    assert!(matches!(
        document.follow(item.parameters[0]),
        Err(DeadEnd::Nowhere { target, .. }) if target == "#/components/parameters/Id"
    ));
    let methods: Vec<_> = item.routes.iter().map(|route| &route.method).collect();
    let copy = Method::Additional("COPY".to_owned());
    assert_eq!(methods, [&Method::Get, &Method::Query, &copy]);
    let operation = document.operation(&item.routes[0]).unwrap();
    assert_eq!(operation.at.pointer, "#/paths/~1a~1{id}/get");
    assert_eq!(operation.operation_id.as_ref().unwrap().0, "getA");
    assert_eq!(operation.rust_name.as_deref(), Some("fetch"));
    assert!(operation.deprecated);
    let statuses: Vec<_> = operation
        .responses
        .iter()
        .map(|(status, ..)| *status)
        .collect();
    assert_eq!(
        statuses,
        [Status::Code(200), Status::Range(4), Status::Default]
    );
    let parameter = document.follow(operation.parameters[0]).unwrap().object;
    assert_eq!(
        (&parameter.location, parameter.explode),
        (&Location::Query, Some(false))
    );
    let body = document.follow(operation.request_body.unwrap()).unwrap();
    let body = body.object;
    assert!(body.required);
    assert_eq!(body.content[0].name, "application/json");
    assert_eq!(body.content[0].other.len(), 1);
    let security = operation.security.as_ref().unwrap();
    assert_eq!(
        security[0].schemes[1],
        ("oauth".to_owned(), vec!["read".to_owned()])
    );
    assert!(security[1].schemes.is_empty());
    assert_eq!(operation.callbacks.len() + operation.servers.len(), 2);
}

#[test]
fn security_schemes() {
    let key = |name: &str, location| SchemeKind::ApiKey {
        name: name.to_owned(),
        location,
    };
    let table = [
        (
            r#"{"type": "http", "scheme": "Bearer"}"#,
            SchemeKind::Http("Bearer".to_owned()),
        ),
        (r#"{"type": "oauth2", "flows": {}}"#, SchemeKind::OAuth2),
        (
            r#"{"type": "openIdConnect", "openIdConnectUrl": "u"}"#,
            SchemeKind::OpenIdConnect,
        ),
        (r#"{"type": "mutualTLS"}"#, SchemeKind::MutualTls),
        (
            r#"{"type": "magic"}"#,
            SchemeKind::Other("magic".to_owned()),
        ),
        (
            r#"{"type": "apiKey", "in": "header", "name": "X"}"#,
            key("X", Location::Header),
        ),
        (
            r#"{"type": "apiKey", "in": "query", "name": "k"}"#,
            key("k", Location::Query),
        ),
        (
            r#"{"type": "apiKey", "in": "body", "name": "c"}"#,
            key("c", Location::Other("body".to_owned())),
        ),
    ];
    for (text, expected) in table {
        let (document, said) = with(
            "3.1.0",
            &format!(r#""components": {{"securitySchemes": {{"s": {text}}}}}"#),
        );
        assert_eq!(said, [], "{text}");
        let id = document.components.security_schemes["s"];
        let scheme = document.follow(id).unwrap().object;
        assert_eq!(scheme.kind, expected, "{text}");
    }
}

#[test]
fn wrong_shapes_are_reported_and_leave_a_mark() {
    let table = [
        (r#""paths": {"/a": 1}"#, Code::WrongShape, "#/paths/~1a"),
        (
            r#""paths": {"/a": {"get": []}}"#,
            Code::WrongShape,
            "#/paths/~1a/get",
        ),
        (
            r#""paths": {"/a": {"get": {"tags": [{}]}}}"#,
            Code::WrongShape,
            "#/paths/~1a/get/tags/0",
        ),
        (
            r#""paths": {"/a": {"get": {"responses": {"2": {}}}}}"#,
            Code::InvalidValue,
            "#/paths/~1a/get/responses/2",
        ),
        (
            r#""paths": {"/a": {"get": {"parameters": {}}}}"#,
            Code::WrongShape,
            "#/paths/~1a/get/parameters",
        ),
        (
            r#""paths": {"/a": {"get": {"parameters": ["x"]}}}"#,
            Code::WrongShape,
            "#/paths/~1a/get/parameters/0",
        ),
        (
            r#""paths": {"/a": {"get": {"requestBody": {}}}}"#,
            Code::MissingMember,
            "#/paths/~1a/get/requestBody",
        ),
        (
            r#""paths": {"/a": {"get": {"security": {}}}}"#,
            Code::WrongShape,
            "#/paths/~1a/get/security",
        ),
        (
            r#""paths": {"/a": {"get": {"summary": []}}}"#,
            Code::WrongDocumentation,
            "#/paths/~1a/get/summary",
        ),
        (
            r#""paths": {"/a": {"got": {}}}"#,
            Code::UnknownMember,
            "#/paths/~1a/got",
        ),
        (r#""paths": []"#, Code::WrongShape, "#/paths"),
        (r#""servers": [{}]"#, Code::MissingMember, "#/servers/0"),
        (
            r#""components": {"schemas": {"S": 1}}"#,
            Code::SchemaShape,
            "#/components/schemas/S",
        ),
        (
            r#""components": {"parameters": {"P": {"$ref": 1}}}"#,
            Code::WrongShape,
            "#/components/parameters/P/$ref",
        ),
        (
            r#""components": {"securitySchemes": {"P": {"type": "http"}}}"#,
            Code::MissingMember,
            "#/components/securitySchemes/P",
        ),
    ];
    for (members, code, pointer) in table {
        let (_, said) = with("3.1.0", members);
        assert_eq!(said, [(code, pointer.to_owned())], "{members}");
    }
}

#[test]
fn unreadable_parts_stay_visible() {
    let (document, _) = with(
        "3.1.0",
        r#""security": 1, "paths": {"/a": {"get": 1, "put": {"parameters": [1], "requestBody": 1, "responses": {"200": 1}, "security": [1]}}}"#,
    );
    assert!(document.security.as_ref().unwrap()[0].unreadable);
    let [get, put] = &document.paths["/a"].routes[..] else {
        panic!()
    };
    assert!(matches!(
        document.operation(get),
        Err(DeadEnd::Misshapen { .. })
    ));
    let operation = document.operation(put).unwrap();
    let misshapen = [
        document.follow(operation.parameters[0]).err(),
        document.follow(operation.request_body.unwrap()).err(),
        document.follow(operation.responses[0].2).err(),
    ];
    for one in misshapen {
        assert!(matches!(one, Some(DeadEnd::Misshapen { .. })), "{one:?}");
    }
    assert!(operation.security.as_ref().unwrap()[0].unreadable);
}

#[test]
fn the_founding_document_has_no_fault() {
    let text = include_str!("../../../../specs/openapi.json");
    let (_, document, said) = read_text(text);
    assert_eq!(said, []);
    assert_eq!(document.title, "Diga API");
    assert_eq!(document.paths.len(), 1);
    assert_eq!(document.security.as_deref().map(<[_]>::len), Some(0));
}
