//! What is wrong with a document and what becomes of it agree: the exit code, what is written, and the counts.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what is wrong here is a test that fails"
)]

mod common;

use counterpart::diagnostic::{Effect, Severity};
use counterpart::{Config, Lock, Output, Sources};

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n";
const DONE: &str = "responses: {'204': {description: done}}";

/// Generates both crates of a document, which is YAML behind its head.
fn generate(members: &str) -> Output {
    let sources = Sources::from_text("api.yaml", format!("{HEAD}{members}")).unwrap();
    counterpart::generate(&sources, &Config::default(), &Lock::new())
}

/// The codes of what was said, in the document's order.
fn codes(output: &Output) -> Vec<&'static str> {
    output
        .diagnostics
        .iter()
        .map(|one| one.code.as_str())
        .collect()
}

/// All text of the client's crate.
fn client(output: &Output) -> String {
    let files = output.files.iter();
    let files = files.filter(|file| file.path.starts_with("generated-client/src"));
    files.map(|file| file.text.as_str()).collect()
}

/// Emitted, skipped, total; checks that the summary tells the same.
fn counts(output: &Output) -> (usize, usize, usize) {
    let report = &output.report;
    assert!(report.balances(), "{report:?}");
    let (emitted, skipped) = (report.emitted.len(), report.skipped.len());
    let summary = report.summary();
    let start = format!("{emitted} of {} operations emitted", report.total);
    assert!(summary.starts_with(&start), "{summary}");
    assert_eq!(summary.contains(&format!("{skipped} skipped")), skipped > 0);
    assert_eq!(emitted + skipped + report.excluded.len(), report.total);
    (emitted, skipped, report.total)
}

#[test]
fn a_document_of_which_nothing_can_be_used_is_refused() {
    let refused = [
        ("paths: [{get: {}}]".to_owned(), 0),
        ("paths: /a".to_owned(), 0),
        ("paths: 1".to_owned(), 0),
        ("paths: {/a: 1, /b: [get]}".to_owned(), 0),
        ("paths: {/a: {$ref: '#/nowhere'}}".to_owned(), 0),
        ("paths: {/a: {get: {}}}".to_owned(), 1),
        ("paths: {/a: {get: }}".to_owned(), 1),
        ("paths: {/a: {get: 1}}".to_owned(), 1),
        (
            format!("paths: {{'/a/{{id}}': {{get: {{{DONE}}}, put: {{{DONE}}}}}}}"),
            2,
        ),
        (
            "paths: {/a: {get: {responses: {'404/596': {description: none}}}}}".to_owned(),
            1,
        ),
        (
            format!("paths: {{/a: {{post: {{security: [{{none: []}}], {DONE}}}}}}}"),
            1,
        ),
    ];
    for (document, skipped) in refused {
        let output = generate(&document);
        assert!(output.is_refused(), "{document}");
        assert!(output.files.is_empty(), "{document}");
        assert_eq!(counts(&output), (0, skipped, skipped), "{document}");
        let said = output.diagnostics.iter();
        let refusals = said.filter(|one| one.effect == Effect::NothingWritten);
        assert_eq!(refusals.count(), 1, "{document}");
        assert!(codes(&output).contains(&"CP0019"), "{document}");
        assert!(output.diagnostics.has_errors(), "{document}");
    }
}

#[test]
fn a_document_that_means_to_have_no_operation_is_not_refused() {
    for document in [
        "paths: {}",
        "paths: {/a: {}}",
        "paths:",
        "webhooks: {new: {post: {}}}",
        "paths: {x-note: 1}",
        "components: {schemas: {A: {type: string}}}",
    ] {
        let output = generate(document);
        assert!(!output.is_refused(), "{document}: {:?}", output.diagnostics);
        assert_eq!(counts(&output), (0, 0, 0), "{document}");
    }
}

#[test]
fn what_is_left_out_by_configuration_is_no_fault() {
    let text = format!(
        "{HEAD}paths: {{/a: {{get: {{operationId: a, {DONE}}}, put: {{operationId: b}}}}}}"
    );
    let sources = Sources::from_text("api.yaml", text).unwrap();
    let refused = |toml: &str| {
        let config = Config::parse(
            &format!("document = \"api.yaml\"\n{toml}"),
            counterpart::source::FileId(0),
        );
        let output = counterpart::generate(&sources, &config.unwrap(), &Lock::new());
        assert!(output.report.balances());
        output.is_refused()
    };
    assert!(!refused(""));
    assert!(!refused("exclude = {operations = [\"a\", \"b\"]}"));
    // What is left cannot be used.
    assert!(refused("exclude = {operations = [\"a\"]}"));
}

#[test]
fn an_empty_value_is_as_if_it_were_not_written() {
    let operation =
        |member: &str| format!("paths: {{/a: {{post: {{operationId: act, {member}, {DONE}}}}}}}");
    let schema = |schema: &str| {
        let content = format!("{{application/json: {{schema: {schema}}}}}");
        format!(
            "paths: {{/a: {{get: {{operationId: act, responses: {{'200': {{description: d, content: {content}}}}}}}}}}}"
        )
    };
    let object = "type: object, properties: {a: {type: string}}";
    // The empty member, and the document without it.
    let pairs = [
        (operation("tags: "), operation("x-no: 1")),
        (operation("parameters: "), operation("x-no: 1")),
        (operation("description: "), operation("x-no: 1")),
        (operation("requestBody: "), operation("x-no: 1")),
        (operation("callbacks: "), operation("x-no: 1")),
        (operation("security: "), operation("x-no: 1")),
        (operation("servers: null"), operation("x-no: 1")),
        (
            operation("parameters: [{name: q, in: query, required: , schema: {type: string}}]"),
            operation("parameters: [{name: q, in: query, schema: {type: string}}]"),
        ),
        (
            schema(&format!("{{required: , {object}}}")),
            schema(&format!("{{{object}}}")),
        ),
        (
            schema(&format!("{{additionalProperties: , title: , {object}}}")),
            schema(&format!("{{{object}}}")),
        ),
        (
            schema(&format!("{{allOf: , enum: , minProperties: ~, {object}}}")),
            schema(&format!("{{{object}}}")),
        ),
        (schema("{type: array, items: }"), schema("{type: array}")),
        (
            schema("{type: object, properties: }"),
            schema("{type: object}"),
        ),
        (
            format!(
                "tags: \nservers: \nsecurity: \ncomponents: \n{}",
                operation("x-no: 1")
            ),
            operation("x-no: 1"),
        ),
        (
            format!(
                "components: {{schemas: , securitySchemes: }}\n{}",
                operation("x-no: 1")
            ),
            operation("x-no: 1"),
        ),
    ];
    for (empty, without) in pairs {
        let (found, expected) = (generate(&empty), generate(&without));
        let warnings = |output: &Output| {
            let said = output.diagnostics.iter();
            let said = said.filter(|one| one.code.as_str() == "CP0017");
            said.inspect(|one| assert_eq!(one.severity(), Severity::Warning))
                .count()
        };
        assert!(warnings(&found) > 0, "{empty}");
        assert_eq!(warnings(&expected), 0, "{without}");
        assert!(
            !found.diagnostics.has_errors(),
            "{empty}: {:?}",
            found.diagnostics
        );
        assert_eq!(counts(&found), counts(&expected), "{empty}");
        assert_eq!(client(&found), client(&expected), "{empty}");
    }
}

#[test]
fn a_name_in_a_map_keeps_its_place_with_nothing_in_it() {
    let output = generate(
        "
paths:
  /a:
    get:
      operationId: act
      security: [{key: }]
      parameters: [{$ref: '#/components/parameters/Q'}]
      responses:
        '200': {description: d, content: {application/json: }}
        '204':
        '404': {description: d, headers: {X-Left: }, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
    put:
components:
  parameters:
    Q: {name: q, in: query, description: , schema: }
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    unused:
  schemas:
    Thing: {type: object, required: [b], properties: {a: , b: , c: {type: string}}}
    Nothing:
",
    );
    assert_eq!(counts(&output), (1, 1, 2), "{:?}", output.diagnostics);
    assert!(output.report.skipped[0].operation == "PUT /a");
    let text = client(&output);
    for part in [
        "pub a: Option<Json>",
        "pub b: Json",
        "pub c: Option<String>",
        "X-Left",
        "X-Key",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}

#[test]
fn where_null_is_a_value_it_stays() {
    let output = generate(
        "
paths:
  /a:
    get:
      operationId: act
      responses:
        '200':
          description: d
          content:
            application/json:
              example: null
              schema: {$ref: '#/components/schemas/Thing'}
components:
  schemas:
    Thing:
      type: object
      required: [one, two, three, four]
      properties:
        one: {enum: [a, null]}
        two: {const: null}
        three: {anyOf: [{type: string}, {type: null}]}
        four: {type: [integer, null], default: null, example: null}
        five: {type: 'null', examples: [null]}
",
    );
    assert_eq!(counts(&output), (1, 0, 1));
    assert!(
        !codes(&output).contains(&"CP0017"),
        "{:?}",
        output.diagnostics
    );
    assert!(!output.diagnostics.has_errors());
    let text = client(&output);
    for part in [
        "pub two: ()",
        "pub three: Option<String>",
        "pub four: Option<i64>",
        "pub one: Option<",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}

#[test]
fn a_misshapen_member_costs_itself() {
    let operation =
        |member: &str| format!("paths: {{/a: {{post: {{operationId: act, {member}, {DONE}}}}}}}");
    let schema = |schema: &str| {
        operation(&format!(
            "requestBody: {{content: {{application/json: {{schema: {schema}}}}}}}"
        ))
    };
    // The document, what stays of it, and the codes.
    let table = [
        (operation("tags: 1"), "fn act", "CP0010"),
        (operation("parameters: 1"), "fn act", "CP0010"),
        (operation("tags: pets"), "fn act", "CP0018"),
        (
            "paths: {/a: {get: {operationId: act, responses: {'200': {description: d, content: {application/json: {schema: {type: string}}, text/x: 1}}}}}}"
                .to_owned(),
            "fn act",
            "CP0010",
        ),
        (operation("deprecated: 1"), "fn act", "CP0014"),
        (
            schema("{type: object, required: 1, properties: {a: {type: string}}}"),
            "pub a: Option<String>",
            "CP0100",
        ),
        (
            schema("{type: object, required: [a, {}], properties: {a: {type: string}}}"),
            "pub a: String",
            "CP0010",
        ),
        (
            schema("{type: object, properties: {a: {type: string, enum: x}, b: {type: flag}}}"),
            "pub a: Option<String>",
            "CP0100",
        ),
        (
            schema("{type: object, properties: {b: {type: flag}, c: {type: boolean}}}"),
            "pub c: Option<bool>",
            "CP0100",
        ),
        (
            schema("{type: object, properties: {a: {type: string, writeOnly: 'true'}}}"),
            "pub a: Option<String>",
            "CP0018",
        ),
        (
            operation(
                "parameters: [{name: q, in: query, required: 'true', schema: {type: string}}]",
            ),
            "pub fn act(&self, q: &str)",
            "CP0018",
        ),
    ];
    for (document, part, code) in table {
        let output = generate(&document);
        assert_eq!(counts(&output), (1, 0, 1), "{document}");
        assert!(
            codes(&output).contains(&code),
            "{document}: {:?}",
            codes(&output)
        );
        let text = client(&output);
        assert!(text.contains(part), "{document}: {part} is not in\n{text}");
    }
}

#[test]
fn what_cannot_be_left_out_costs_the_operation() {
    // Left out, each of these would open what is closed, or call what is not there.
    let table = [
        "security: 1",
        "security: [1]",
        "security: [{none: []}]",
        "requestBody: 1",
        "requestBody: {$ref: '#/nowhere'}",
        "requestBody: {content: }",
    ];
    for member in table {
        let output = generate(&format!(
            "paths: {{/a: {{post: {{operationId: act, {member}, {DONE}}}, get: {{{DONE}}}}}}}"
        ));
        assert_eq!(counts(&output), (1, 1, 2), "{member}");
        assert!(output.diagnostics.has_errors(), "{member}");
    }
}

#[test]
fn a_reference_that_leads_nowhere_costs_what_it_stands_for() {
    let nowhere = "{$ref: '#/components/nothing/There'}";
    let answer = |schema: &str| {
        format!(
            "responses: {{'200': {{description: d, content: {{application/json: {{schema: {schema}}}}}}}}}"
        )
    };
    let thing = "{$ref: '#/components/schemas/Thing'}";
    let of = |schema: &str| format!("components: {{schemas: {{Thing: {schema}}}}}");
    // What the operations are, the rest of the document, how often it is reported, and what is emitted.
    let table = [
        (
            answer(thing),
            of(&format!(
                "{{type: object, properties: {{a: {nowhere}, b: {{type: string}}}}}}"
            )),
            "pub a: Option<Json>,\n    pub b: Option<String>",
        ),
        (
            answer(thing),
            of(&format!(
                "{{type: object, properties: {{a: {{type: array, items: {nowhere}}}}}}}"
            )),
            "pub a: Option<Vec<Json>>",
        ),
        (
            answer(thing),
            of(&format!(
                "{{type: object, properties: {{b: {{type: string}}}}, additionalProperties: {nowhere}}}"
            )),
            "BTreeMap<String, Json>",
        ),
        (
            answer(thing),
            of(&format!(
                "{{allOf: [{nowhere}, {{type: object, properties: {{b: {{type: string}}}}}}]}}"
            )),
            "Json",
        ),
        (
            answer(thing),
            of(&format!(
                "{{type: object, properties: {{a: {{anyOf: [{nowhere}, {{type: integer}}]}}}}}}"
            )),
            "pub a: Option<Json>",
        ),
        (answer(thing), of(nowhere), "pub type Thing = Json"),
        (answer(nowhere), String::new(), "Json"),
        (
            format!("parameters: [{{name: q, in: query, schema: {nowhere}}}], {DONE}"),
            String::new(),
            "pub fn q(self, q: &str)",
        ),
        (
            format!(
                "parameters: [{nowhere}, {{name: q, in: query, schema: {{type: string}}}}], {DONE}"
            ),
            String::new(),
            "pub fn q(self, q: &str)",
        ),
        (
            format!("responses: {{'204': {{description: d}}, '404': {nowhere}}}"),
            String::new(),
            "NotFound",
        ),
        (
            format!(
                "responses: {{'204': {{description: d, headers: {{X-A: {nowhere}, X-B: {{schema: {{type: string}}}}}}}}}}"
            ),
            String::new(),
            "fn one",
        ),
    ];
    for (operation, rest, part) in table {
        let document = format!(
            "paths: {{/a: {{get: {{operationId: one, {operation}}}}}, /b: {{get: {{operationId: two, {DONE}}}}}}}\n{rest}"
        );
        let output = generate(&document);
        assert_eq!(counts(&output), (2, 0, 2), "{document}");
        let said = output.diagnostics.iter();
        let said: Vec<_> = said.filter(|one| one.code.as_str() == "CP0015").collect();
        assert_eq!(said.len(), 1, "{document}: {said:?}");
        assert!(
            matches!(said[0].effect, Effect::TypeIsJson | Effect::Ignored(_)),
            "{document}: {said:?}"
        );
        let text = client(&output);
        assert!(text.contains(part), "{document}: {part} is not in\n{text}");
    }
}

#[test]
fn it_is_reported_once_however_many_operations_reach_it() {
    let answer = "{'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}, '404': {$ref: '#/components/responses/None'}}";
    let output = generate(&format!(
        "
paths:
  /a:
    parameters: [{{$ref: '#/components/parameters/Q'}}]
    get: {{operationId: one, responses: {answer}}}
    put: {{operationId: two, responses: {answer}}}
  '/b/{{id}}':
    get: {{operationId: three, parameters: [{{$ref: '#/no/id'}}], responses: {answer}}}
components:
  responses: {{None: {{$ref: '#/no/response'}}}}
  parameters: {{Q: {{$ref: '#/no/parameter'}}}}
  schemas:
    Thing: {{type: object, properties: {{a: {{$ref: '#/no/schema'}}}}}}
"
    ));
    // A path is nothing without its parameter.
    assert_eq!(counts(&output), (2, 1, 3));
    let said = output.diagnostics.iter();
    let said: Vec<_> = said.filter(|one| one.code.as_str() == "CP0015").collect();
    assert_eq!(said.len(), 4, "{said:#?}");
}

#[test]
fn a_skipped_operation_has_no_operation_id() {
    let output = generate(&format!(
        "paths: {{/a: {{get: {{operationId: same}}, put: {{operationId: same, {DONE}}}}}}}"
    ));
    assert_eq!(counts(&output), (1, 1, 2));
    assert!(!codes(&output).contains(&"CP0241"));
    let output = generate(&format!(
        "paths: {{/a: {{get: {{operationId: same, {DONE}}}, put: {{operationId: same, {DONE}}}}}}}"
    ));
    assert_eq!(counts(&output), (2, 0, 2));
    assert!(codes(&output).contains(&"CP0241"));
}

#[test]
fn operations_by_reference_are_followed() {
    let output = generate(
        "
paths:
  '/a/{id}':
    get: {$ref: '#/x-operations/a'}
    put: {$ref: '#/x-operations/b'}
    post: {$ref: '#/x-operations/none'}
  /c: {get: {$ref: '#/x-operations/chain'}}
x-operations:
  a: {operationId: a, parameters: [{name: id, in: path, required: true, schema: {type: string}}], responses: {'204': {description: d}}}
  b: 1
  c: {operationId: c, responses: {'204': {description: d}}}
  chain: {$ref: '#/x-operations/c'}
",
    );
    assert_eq!(counts(&output), (2, 2, 4), "{:?}", output.report);
    let followed = codes(&output);
    assert_eq!(
        followed.iter().filter(|code| **code == "CP0020").count(),
        5,
        "{followed:?}"
    );
}

#[test]
fn a_file_that_cannot_be_followed_refuses_nothing_else() {
    let targets = [
        (
            "https://example.com/info.yaml#/components/schemas/Info",
            "CP0005",
        ),
        ("missing.yaml#/Info", "CP0005"),
        ("faulty.yaml#/Info", "CP0005"),
        ("/etc/passwd", "CP0005"),
        ("..%2f..%2foutside.yaml", "CP0005"),
        ("whole.yaml#/Nothing", "CP0015"),
    ];
    for (target, code) in targets {
        let root = format!(
            "{HEAD}
paths:
  /a: {{get: {{operationId: a, responses: {{'200': {{description: d, content: {{application/json: {{schema: {{$ref: '{target}'}}}}}}}}}}}}}}
  /b: {{get: {{operationId: b, {DONE}}}}}
"
        );
        let mut loader = counterpart::source::MemoryLoader::new()
            .with("api.yaml", root)
            .with("faulty.yaml", "Info: {type: string")
            .with("whole.yaml", "Info: {type: string}");
        let sources = counterpart::load(&mut loader, "api.yaml").unwrap();
        let output = counterpart::generate(&sources, &Config::default(), &Lock::new());
        assert_eq!(counts(&output), (2, 0, 2), "{target}");
        let said = output.diagnostics.iter();
        let json: Vec<_> = said
            .filter(|one| one.effect == Effect::TypeIsJson)
            .collect();
        assert_eq!(json.len(), 1, "{target}: {:?}", output.diagnostics);
        assert_eq!(json[0].code.as_str(), code, "{target}");
        // What is wrong with a file is told where it is wrong, too.
        let others = output
            .diagnostics
            .iter()
            .filter(|one| one.effect != Effect::TypeIsJson);
        assert_eq!(others.count(), usize::from(target.starts_with("faulty")));
    }
}
