//! References that lead nowhere cost what they stand for, and what can be followed is.

use super::*;

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
            "    Json(Json),\n    Integer(i64),",
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
