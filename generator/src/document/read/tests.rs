use super::*;
use crate::diagnostic::{Code, Effect};
use crate::ir::{Location, Method, SchemeKind, StatusKey};

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
    assert!(
        matches!(&item.parameters[..], [OrRef::Ref(reference)] if reference.target == "#/components/parameters/Id")
    );
    let methods: Vec<_> = item
        .other_methods
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(methods, ["QUERY", "COPY"]);
    let operation = &item.operations[&Method::Get];
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
        [
            StatusKey::Code(200),
            StatusKey::Range(4),
            StatusKey::Default
        ]
    );
    let [OrRef::Here(parameter)] = &operation.parameters[..] else {
        panic!()
    };
    assert_eq!(
        (parameter.location, parameter.explode),
        (Some(Location::Query), Some(false))
    );
    let Some(OrRef::Here(body)) = &operation.request_body else {
        panic!()
    };
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
    let table = [
        (
            r#"{"type": "http", "scheme": "Bearer"}"#,
            Some(SchemeKind::Bearer),
        ),
        (
            r#"{"type": "http", "scheme": "basic"}"#,
            Some(SchemeKind::Basic),
        ),
        (r#"{"type": "http", "scheme": "digest"}"#, None),
        (
            r#"{"type": "oauth2", "flows": {}}"#,
            Some(SchemeKind::Bearer),
        ),
        (
            r#"{"type": "openIdConnect", "openIdConnectUrl": "u"}"#,
            Some(SchemeKind::Bearer),
        ),
        (r#"{"type": "mutualTLS"}"#, None),
        (
            r#"{"type": "apiKey", "in": "header", "name": "X"}"#,
            Some(SchemeKind::HeaderKey("X".into())),
        ),
        (
            r#"{"type": "apiKey", "in": "query", "name": "k"}"#,
            Some(SchemeKind::QueryKey("k".into())),
        ),
        (
            r#"{"type": "apiKey", "in": "cookie", "name": "c"}"#,
            Some(SchemeKind::CookieKey("c".into())),
        ),
    ];
    for (text, expected) in table {
        let (document, said) = with(
            "3.1.0",
            &format!(r#""components": {{"securitySchemes": {{"s": {text}}}}}"#),
        );
        assert_eq!(said, [], "{text}");
        let OrRef::Here(scheme) = &document.components.security_schemes["s"] else {
            panic!("{text}")
        };
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
            r#""paths": {"/a": {"get": {"tags": [1]}}}"#,
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
            r#""paths": {"/a": {"get": {"parameters": [{"in": "body", "name": "b"}]}}}"#,
            Code::InvalidValue,
            "#/paths/~1a/get/parameters/0/in",
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
            r#""paths": {"/a": {"get": {"summary": 1}}}"#,
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
            r#""components": {"securitySchemes": {"P": {"type": "x"}}}"#,
            Code::InvalidValue,
            "#/components/securitySchemes/P/type",
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
        r#""security": 1, "paths": {"/a": {"get": {"tags": 1}, "put": {"parameters": 1, "requestBody": 1, "responses": {"200": 1}, "security": [1]}}}"#,
    );
    assert!(document.security.unwrap()[0].unreadable);
    let item = &document.paths["/a"];
    assert_eq!(item.unreadable[0].0, Method::Get);
    let operation = &item.operations[&Method::Put];
    assert!(matches!(operation.parameters[..], [OrRef::Unreadable(_)]));
    assert!(matches!(operation.request_body, Some(OrRef::Unreadable(_))));
    assert!(matches!(
        operation.responses[..],
        [(_, _, OrRef::Unreadable(_))]
    ));
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
