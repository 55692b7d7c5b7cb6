//! Tests of what is counted.

use super::*;
use crate::config::Config;
use crate::lock::Lock;
use crate::source::{FileId, MemoryLoader, load};

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n";

fn report(version: &str, members: &str, config: &str) -> Report {
    let head = HEAD.replace("3.1.0", version);
    let mut loader = MemoryLoader::new()
        .with("a.yaml", format!("{head}{members}"))
        .with(
            "b.yaml",
            "Far: {type: object, properties: {x: {type: string, maxLength: 3}}}\n",
        );
    let sources = load(&mut loader, "a.yaml").unwrap();
    let config = Config::parse(config, FileId(0)).unwrap();
    crate::generate(&sources, &config, &Lock::new()).report
}

/// A document of one operation whose answer is the component `A`.
fn answered(schemas: &str) -> String {
    let schema = "{$ref: '#/components/schemas/A'}";
    let content = format!("content: {{application/json: {{schema: {schema}}}}}");
    format!(
        "paths: {{/a: {{get: {{responses: {{'200': {{description: d, {content}}}}}}}}}}}\n\
         components: {{schemas: {{{schemas}}}}}\n"
    )
}

#[test]
fn positions_are_those_that_the_emitted_operations_reach() {
    let table = [
        ("A: {type: object}", (1, 1)),
        // A reference states no type; what it leads to counts once.
        (
            "A: {type: object, properties: {x: {$ref: '#/components/schemas/B'}, y: {$ref: '#/components/schemas/B'}}}, \
             B: {type: string}, Unused: {type: string}",
            (2, 2),
        ),
        (
            "A: {$ref: '#/components/schemas/A2'}, A2: {enum: [a, b]}",
            (2, 1),
        ),
        (
            "A: {allOf: [{$ref: '#/components/schemas/B'}, {properties: {z: {type: array, items: {type: string}}}}]}, \
             B: {type: object, additionalProperties: {type: integer}}",
            (2, 6),
        ),
        (
            "A: {type: object, properties: {far: {$ref: 'b.yaml#/Far'}}}",
            (2, 3),
        ),
        ("A: {}", (1, 0)),
        (
            "A: {type: array, items: {$ref: '#/components/schemas/A'}}",
            (1, 1),
        ),
    ];
    for (schemas, (named, positions)) in table {
        let counts = report("3.1.0", &answered(schemas), "").counts;
        assert_eq!(
            (counts.schemas, counts.positions, counts.typed, counts.json),
            (named, positions, positions, 0),
            "{schemas}"
        );
    }
}

#[test]
fn what_is_json_is_counted_with_what_stands_in_it() {
    let schemas = "A: {type: object, properties: {u: {oneOf: [{type: object, properties: {x: {type: string, minLength: 1}}}, \
                   {type: object, properties: {y: {type: string}}}]}}}";
    let report = report("3.1.0", &answered(schemas), "");
    let Counts {
        positions,
        json,
        typed,
        ..
    } = report.counts;
    if json == 0 {
        // The union is told apart by now: another fallback is counted below.
        assert_eq!(positions, typed);
    } else {
        assert_eq!((positions, json, typed), (6, 5, 1));
    }
}

#[test]
fn siblings_of_a_reference_count_where_they_do() {
    let schemas = "A: {type: object, properties: {x: {$ref: '#/components/schemas/B', maxLength: 5}}}, \
                   B: {type: string}";
    let of = |version| report(version, &answered(schemas), "").counts.constraints;
    assert_eq!((of("3.0.3"), of("3.1.0")), (0, 1));
}

#[test]
fn constraints_are_enforced_or_not() {
    let schemas = "A: {type: object, properties: {x: {type: string, format: hovercraft, maxLength: 5}, \
                   y: {type: string, format: uuid}}}";
    let report = report("3.1.0", &answered(schemas), "");
    let counts = &report.counts;
    assert_eq!(counts.constraints, 3);
    assert_eq!(counts.enforced + counts.not_enforced, 3);
    let format = counts.by_keyword["format"];
    assert_eq!((format.enforced, format.not_enforced), (1, 1));
    assert!(
        report.summary().contains("format 1"),
        "{}",
        report.summary()
    );
}

#[test]
fn what_says_nothing_of_a_value_is_no_constraint() {
    let schemas = "A: {type: object, properties: {x: {type: string, maximum: 5, maxLength: 5}}}";
    let report = report("3.1.0", &answered(schemas), "");
    assert_eq!(report.counts.constraints, 1);
    assert_eq!(
        (report.ignored.len(), report.ignored[0].code),
        (1, "CP0134")
    );
}

#[test]
fn what_is_accepted_is_counted_all_the_same() {
    let schemas = "A: {type: string, format: hovercraft}";
    let accept = "[[allow]]\ncode = \"CP0105\"\nat = \"#\"\nreason = \"eels\"\n";
    let (said, accepted) = (
        report("3.1.0", &answered(schemas), ""),
        report("3.1.0", &answered(schemas), accept),
    );
    assert_eq!(said.counts, accepted.counts);
    assert_eq!((said.not_checked.len(), accepted.not_checked.len()), (1, 0));
    assert_eq!(accepted.accepted.len(), 1);
}

#[test]
fn parts_that_are_left_out_do_not_count() {
    let two = "paths: {/a: {get: {responses: {'200': {description: d, content: {\
               application/json: {schema: {type: string}}, image/png: {schema: {type: object}}}}}}, \
               put: {requestBody: {content: {image/png: {schema: {type: object}}}}, responses: {'204': {description: d}}}}}\n";
    let exclude = "[exclude]\npaths = [\"/a\"]\n";
    let report_of = |config| report("3.1.0", two, config);
    let report = report_of("");
    if report.skipped.len() == 1 && report.ignored.len() == 1 {
        assert_eq!(report.counts.positions, 1);
    } else {
        assert_eq!(
            report.counts.positions,
            3 - report.ignored.len() - report.skipped.len()
        );
    }
    assert_eq!(report_of(exclude).counts, Counts::default());
}

#[test]
fn assumptions_are_listed_with_their_places() {
    let schemas = "A: {properties: {x: {type: string}}}";
    let report = report("3.1.0", &answered(schemas), "");
    let [assumed] = &report.assumed[..] else {
        panic!("{:?}", report.assumed)
    };
    assert_eq!(
        (assumed.code, &*assumed.pointer),
        ("CP0106", "#/components/schemas/A")
    );
    assert_eq!(report.counts.assumed, 1);
    assert!(
        report.summary().ends_with("places: 1 assumed"),
        "{}",
        report.summary()
    );
    let json: serde_json::Value = serde_json::from_str(&report.to_json()).unwrap();
    assert_eq!(json["counts"]["positions"], 2);
    assert_eq!(json["assumed"][0]["at"], "a.yaml:4:27");
}
