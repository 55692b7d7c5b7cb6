//! What has no value, or a value of a wrong shape, costs itself.

use super::*;

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
