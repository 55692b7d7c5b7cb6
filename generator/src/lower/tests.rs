//! Tests of lowering operations.

use super::*;
use crate::diagnostic::Effect;
use crate::document;
use crate::ir::{Called, Location, Presence, Profile, Root, StatusKey};
use crate::source::{MemoryLoader, Sources, load};

fn lowered_with(config: &LowerConfig, sources: &Sources) -> Lowered {
    let (document, read) = document::read(sources);
    let mut lowered = lower(&document, config);
    lowered.diagnostics.extend(read);
    crate::passes::run(&mut lowered.api, Some("order")).unwrap();
    lowered
}

/// Lowers a 3.1 document in YAML, without its head.
fn lowered(members: &str) -> Lowered {
    let text = format!("openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\n{members}");
    let sources = Sources::from_text("api.yaml", text).unwrap();
    lowered_with(&LowerConfig::default(), &sources)
}

/// Lowers one operation, `get /a/{id}`, of the given members.
fn operation(members: &str) -> Lowered {
    let id = "{name: id, in: path, required: true, schema: {type: string}}";
    lowered(&format!(
        "paths:\n  /a/{{id}}:\n    parameters: [{id}]\n    get: {{{members}}}\n"
    ))
}

/// What is said, but for the sizes of numbers, which are of no interest here.
fn codes(lowered: &Lowered) -> Vec<&'static str> {
    (lowered.diagnostics.iter())
        .filter(|one| one.code != Code::Narrowed)
        .map(|one| one.code.as_str())
        .collect()
}

const DONE: &str = "responses: {'204': {description: d}}";

#[test]
fn parameters_by_their_types() {
    let table = [
        ("{type: string}", Some("String")),
        ("{type: string, format: password}", Some("Secret")),
        ("{type: [integer, 'null']}", Some("Int(I64)")),
        ("{anyOf: [{type: string}, {type: 'null'}]}", Some("String")),
        ("{}", Some("String")),
        ("true", Some("String")),
        (
            "{type: array, items: {type: string, format: date}}",
            Some("List Date"),
        ),
        ("{type: array, items: {type: [string, 'null']}}", None),
        ("{type: array, items: {type: object}}", None),
        ("{type: object, properties: {a: {type: string}}}", None),
        ("{type: 'null'}", None),
        // A rule refuses each text.
        ("false", Some("Ruled(String, RulesId(0))")),
        ("{anyOf: [{type: string}, {type: integer}]}", None),
    ];
    for (schema, expected) in table {
        let found = operation(&format!(
            "parameters: [{{name: q, in: query, schema: {schema}}}], {DONE}"
        ));
        let shown = found.api.operations.first().map(|operation| {
            let param = operation.params.last().unwrap();
            match &param.ty {
                ir::Ty::Array(item) => format!("List {item:?}"),
                other => format!("{other:?}"),
            }
        });
        assert_eq!(shown.as_deref(), expected, "{schema}");
        assert_eq!(
            found.api.operations.len() + found.skipped.len(),
            1,
            "{schema}"
        );
    }
}

#[test]
fn what_is_lost_of_a_parameter_is_said() {
    let table = [
        (
            "{name: q, in: query, required: true, schema: {type: [string, 'null']}}",
            &["CP0207"][..],
        ),
        (
            "{name: q, in: query, schema: {type: [string, 'null'], default: null}}",
            &[],
        ),
        (
            "{name: q, in: query, schema: {type: integer, default: many}}",
            &["CP0209"],
        ),
        (
            "{name: q, in: query, allowReserved: true, schema: {type: string}}",
            &["CP0208"],
        ),
        (
            "{name: Accept, in: header, schema: {type: string}}",
            &["CP0204"],
        ),
    ];
    for (parameter, expected) in table {
        let found = operation(&format!("parameters: [{parameter}], {DONE}"));
        assert_eq!(codes(&found), expected, "{parameter}");
        assert!(found.skipped.is_empty(), "{parameter}");
    }
}

#[test]
fn an_operation_overrides_the_parameters_of_its_path() {
    let found = operation(&format!(
        "parameters: [{{name: q, in: query, schema: {{type: string}}}}, \
         {{name: id, in: path, required: true, schema: {{type: integer}}}}, \
         {{name: id, in: query, schema: {{type: boolean}}}}], {DONE}"
    ));
    assert_eq!(codes(&found), [""; 0]);
    let params = &found.api.operations[0].params;
    let shown: Vec<_> = params
        .iter()
        .map(|param| (param.location, param.wire.as_str(), &param.ty))
        .collect();
    assert_eq!(
        shown,
        [
            (Location::Path, "id", &ir::Ty::Int(ir::Int::I64)),
            (Location::Query, "q", &ir::Ty::String),
            (Location::Query, "id", &ir::Ty::Bool),
        ]
    );
}

#[test]
fn all_that_speaks_against_an_operation_is_said() {
    let found = operation(
        "operationId: bad, parameters: [{name: q, in: query, style: deepObject, schema: {type: string}}], \
         requestBody: {content: {text/plain: {}}}, security: [{none: []}], \
         responses: {'200': {description: d, content: {image/png: {}}}}",
    );
    assert_eq!(codes(&found), ["CP0203", "CP0210", "CP0220", "CP0210"]);
    let skipped = Effect::OperationSkipped("bad".to_owned());
    assert!(found.diagnostics.iter().all(|one| one.effect == skipped));
    let [one] = &found.skipped[..] else {
        panic!("{:?}", found.skipped)
    };
    assert_eq!((one.method.as_str(), one.path.as_str()), ("GET", "/a/{id}"));
    assert_eq!(
        (one.operation_id.as_deref(), one.code),
        (Some("bad"), Code::UnsupportedParameter)
    );
}

#[test]
fn nothing_relies_on_what_could_not_be_read() {
    let table = [
        "security: 1, ",
        "security: [1], ",
        "requestBody: 1, ",
        "requestBody: {content: {}}, ",
    ];
    for member in table {
        let found = operation(&format!("{member}{DONE}"));
        assert!(found.api.operations.is_empty(), "{member}");
        assert_eq!(found.skipped.len(), 1, "{member}");
        assert!(found.diagnostics.has_errors(), "{member}");
    }
    let body = "requestBody: {content: {application/json: {schema: 1}}}, ";
    let found = operation(&format!("{body}{DONE}"));
    assert_eq!(found.api.operations.len(), 1);
    assert!(found.diagnostics.has_errors());
    let found = lowered(&format!("security: 1\npaths: {{/a: {{get: {{{DONE}}}}}}}"));
    assert_eq!((found.api.operations.len(), found.skipped.len()), (0, 1));
}

#[test]
fn a_skipped_operation_leaves_no_type_behind() {
    let found = lowered(
        "
paths:
  /a:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'200': {description: d, content: {image/png: {}}}}
    get:
      responses: {'200': {description: d, content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}}
components: {schemas: {Pet: {type: object, properties: {b: {type: string}}}}}
",
    );
    assert_eq!((found.api.operations.len(), found.skipped.len()), (1, 1));
    let [only] = &found.api.types[..] else {
        panic!("{:?}", found.api.types)
    };
    assert!(matches!(only.origin.whence.root, Root::Operation(..)));
    assert!(only.usage.response && !only.usage.request);
}

#[test]
fn references_into_other_files() {
    let root = "
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /a: {$ref: 'paths/a.yaml#/item'}
  /b: {$ref: 'paths/a.yaml#/item', post: {responses: {'204': {description: own}}}}
";
    let a = "
item:
  get:
    parameters: [{$ref: '../common.yaml#/Limit'}]
    responses: {'200': {$ref: '#/ok'}}
  post: {responses: {'204': {description: theirs}}}
ok: {description: d, content: {application/json: {schema: {$ref: '../common.yaml#/Pet'}}}}
";
    let common = "
Limit: {name: limit, in: query, schema: {type: integer}}
Pet: {type: object, properties: {name: {type: string}}}
";
    let mut loader = MemoryLoader::new()
        .with("api.yaml", root)
        .with("paths/a.yaml", a)
        .with("common.yaml", common);
    let sources = load(&mut loader, "api.yaml").unwrap();
    let found = lowered_with(&LowerConfig::default(), &sources);
    assert_eq!(codes(&found), [""; 0]);
    let pointers: Vec<_> = found
        .api
        .operations
        .iter()
        .map(|operation| operation.origin.pointer.as_str())
        .collect();
    assert_eq!(
        pointers,
        [
            "#/paths/~1a/get",
            "#/paths/~1a/post",
            "#/paths/~1b/post",
            "#/paths/~1b/get"
        ]
    );
    assert_eq!(
        found.api.operations[2].answers[0]
            .docs
            .description
            .as_deref(),
        Some("own")
    );
    let [pet] = &found.api.types[..] else {
        panic!("{:?}", found.api.types)
    };
    assert_eq!(pet.origin.pointer, "common.yaml#/Pet");
    assert_eq!(
        found.api.operations[0].params[0].origin.pointer,
        "common.yaml#/Limit"
    );
}

#[test]
fn a_path_item_that_leads_nowhere() {
    for target in ["#/paths/~1b", "#/paths/~1a", "#/nowhere"] {
        let found = lowered(&format!("paths: {{/a: {{$ref: '{target}'}}}}"));
        assert_eq!(codes(&found), ["CP0015"], "{target}");
    }
}

#[test]
fn profiles() {
    let fault = "{type: object, properties: {loc: {type: array, items: {type: string}}, msg: {type: string}, type: {type: string}}}";
    let error =
        format!("{{type: object, properties: {{detail: {{type: array, items: {fault}}}}}}}");
    let table = [
        ("'422'", error.as_str(), Profile::FastApi),
        ("'400'", error.as_str(), Profile::ProblemDetails),
        ("'422'", fault, Profile::ProblemDetails),
        ("'422'", "{type: string}", Profile::ProblemDetails),
    ];
    for (status, schema, profile) in table {
        let content = format!("{{application/json: {{schema: {schema}}}}}");
        let members = format!(
            "paths: {{/a: {{get: {{responses: {{{status}: {{description: d, content: {content}}}}}}}}}}}"
        );
        assert_eq!(lowered(&members).api.profile, profile, "{status} {schema}");
    }
}

#[test]
fn configuration_decides_over_the_profile_and_the_types() {
    let text = r#"{"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {},
        "components": {"schemas": {"B": {"type": "object", "properties": {"a%b": {"type": "string"}}}, "a%20/b": {"type": "string", "enum": ["x"]}}}}"#;
    let sources = Sources::from_text("api.json", text).unwrap();
    let config = LowerConfig {
        roots: super::schema::tests::roots(&document::read(&sources).0),
        profile: Some(Profile::FastApi),
        ..LowerConfig::default()
    };
    let found = lowered_with(&config, &sources);
    assert_eq!(codes(&found), [""; 0]);
    assert_eq!(found.api.profile, Profile::FastApi);
    let pointers: Vec<_> = found
        .api
        .types
        .iter()
        .map(|def| def.origin.pointer.as_str())
        .collect();
    assert_eq!(
        pointers,
        ["#/components/schemas/B", "#/components/schemas/a%20~1b"]
    );
    assert!(
        lowered_with(&LowerConfig::default(), &sources)
            .api
            .types
            .is_empty()
    );
}

#[test]
fn types_stand_in_the_order_of_the_document() {
    let found = lowered(
        "
paths:
  /a:
    get:
      parameters: [{name: z, in: query, schema: {$ref: '#/components/schemas/Z', default: two}}]
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/M'}}}}}
components:
  schemas:
    A: {type: string, enum: [one]}
    M: {type: object, properties: {z: {$ref: '#/components/schemas/Z'}, a: {$ref: '#/components/schemas/A'}}}
    Z: {type: string, enum: [one, two]}
",
    );
    let pointers: Vec<_> = found
        .api
        .types
        .iter()
        .map(|def| def.origin.pointer.as_str())
        .collect();
    assert_eq!(
        pointers,
        [
            "#/components/schemas/A",
            "#/components/schemas/M",
            "#/components/schemas/Z"
        ]
    );
    let operation = &found.api.operations[0];
    let z = ir::TypeId(2);
    assert_eq!(operation.params[0].ty, ir::Ty::Named(z));
    assert_eq!(
        operation.params[0].presence,
        Presence::Filled(ir::Literal::Enum { ty: z, index: 1 })
    );
    assert_eq!(operation.answers[0].status, StatusKey::Code(200));
    let usage = |index: usize| found.api.types[index].usage;
    assert_eq!((usage(0).request, usage(0).response), (false, true));
    assert_eq!((usage(2).request, usage(2).response), (true, true));
}

#[test]
fn operations_without_a_name_and_with_the_same() {
    let found = lowered(&format!(
        "paths: {{'/v1/pets/{{id}}.json': {{get: {{parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}], {DONE}}}}}, \
         /x: {{get: {{operationId: same, {DONE}}}, put: {{operationId: same, {DONE}}}, post: {{x-rust-name: mine, {DONE}}}}}}}"
    ));
    let called: Vec<_> = (found.api.operations.iter())
        .map(|operation| (operation.operation_id.as_deref(), &operation.origin.called))
        .collect();
    let same = Called::Like("same".to_owned());
    assert_eq!(
        called,
        [
            (None, &Called::ByPlace),
            (Some("same"), &same),
            (Some("same"), &same),
            (None, &Called::Fixed("mine".to_owned())),
        ]
    );
    assert_eq!(codes(&found), ["CP0241"]);
}
