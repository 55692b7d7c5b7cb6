//! What YAML has that JSON has not: comments behind quotes, anchors, merge keys, keys twice.

use super::*;

/// `#` straight behind what ends a value starts a comment, as libyaml has it.
#[test]
fn a_comment_needs_no_blank_before_it() {
    let table = [
        (
            "{type: object, properties: {far: {type: 'string'# as it is\n  }}}",
            1,
        ),
        (
            "{type: object, properties: {far: {type: \"string\"#\n  }}}",
            1,
        ),
        (
            "{type: object, required: ['far']#all of them\n  , properties: {far: {type: string}}}",
            1,
        ),
        (
            "{type: object, properties: {far: {type: string}#\n  }# and so on\n  }",
            2,
        ),
        // A blank, or no quote: nothing is assumed.
        (
            "{type: object, properties: {far: {type: 'string' # fine\n  }}}",
            0,
        ),
        (
            "{type: object, description: a#b, properties: {far: {type: string, description: 'a'' # b'}}}",
            0,
        ),
        (
            "{type: object, description: \"a'#b\", properties: {far: {type: string}}}",
            0,
        ),
    ];
    for (schema, assumed) in table {
        let rest = format!("components:\n  schemas:\n    Far: {schema}\n");
        let root = document("3.1.0", "{$ref: '#/components/schemas/Far'}#", &rest);
        let output = generated(&loaded("a.yaml", &[("a.yaml", &root)]));
        let own = "CP0008 a comment is to have a blank before it".to_owned();
        assert_eq!(said(&output), vec![own; assumed + 1], "{schema}");
        let far = members(&output).concat();
        assert!(far.starts_with("far: "), "{schema}: {far}");
        assert_eq!(output.report.assumed.len(), assumed + 1, "{schema}");
    }
}

#[test]
fn a_comment_in_another_file_is_said_of_that_file() {
    let root = document("3.1.0", "{$ref: 'b.yaml#/Far'}", "");
    let far = "Far:\n  type: 'object'#\n  properties: {far: {type: string}}\n";
    let sources = loaded("a.yaml", &[("a.yaml", &root), ("b.yaml", far)]);
    let output = generated(&sources);
    assert_eq!(members(&output), ["far: Option<String>"]);
    let [one] = &output.report.assumed[..] else {
        panic!("{:?}", output.report.assumed)
    };
    assert_eq!((one.at.as_str(), one.code), ("b.yaml:2:17", "CP0008"));
}

/// Each costs a reading of what stands before it.
#[test]
fn of_too_many_comments_the_file_is_at_fault() {
    let keys =
        |count: usize| -> String { (0..count).map(|key| format!("x-{key}: ''#\n")).collect() };
    let read = |count: usize| Sources::from_text("a.yaml", document("3.1.0", "{}", &keys(count)));
    assert_eq!(read(100).unwrap().faults().len(), 100);
    let failure = read(101).unwrap_err();
    let codes: Vec<&str> = failure
        .diagnostics
        .iter()
        .map(|one| one.code.as_str())
        .collect();
    assert_eq!(codes, ["CP0002"]);
}

#[test]
fn anchors_and_merge_keys_are_what_they_stand_for() {
    let table = [
        "x-far: &far {type: object, properties: {far: {type: string}}}\ncomponents: {schemas: {Far: *far}}\n",
        "x-far: &far {properties: {far: {type: string}}}\ncomponents: {schemas: {Far: {<<: *far, type: object}}}\n",
        "x-a: &a {type: string}\nx-b: &b {far: *a}\ncomponents: {schemas: {Far: {type: object, properties: {<<: [*b, {far: {type: integer}}]}}}}\n",
        "x-a: &a {far: {type: integer}}\ncomponents: {schemas: {Far: {type: object, properties: {<<: *a, far: {type: string}}}}}\n",
    ];
    for rest in table {
        let root = document("3.1.0", "{$ref: '#/components/schemas/Far'}", rest);
        let output = generated(&loaded("a.yaml", &[("a.yaml", &root)]));
        assert_eq!(said(&output), [""; 0], "{rest}");
        assert_eq!(members(&output), ["far: Option<String>"], "{rest}");
    }
}

/// Nine lines of aliases of aliases stand for billions of values: refused, in no time.
#[test]
fn a_file_that_expands_costs_what_it_stands_for() {
    let mut bomb = String::from("Far: {type: string}\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..30 {
        let items = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{items}]\n"));
    }
    let root = document("3.1.0", "{$ref: 'b.yaml#/Far'}", "");
    let output = generated(&loaded("a.yaml", &[("a.yaml", &root), ("b.yaml", &bomb)]));
    let all = said(&output);
    assert!(all.iter().any(|one| one.starts_with("CP0004 ")), "{all:?}");
    assert_eq!(output.report.emitted.len(), 1);
    assert!(Sources::from_text("a.yaml", format!("{root}{bomb}")).is_err());
}

#[test]
fn a_key_twice_is_said_with_both_places() {
    for text in [
        "a: 1\n'a': 2\n",
        "a: {b: 1, c: 2, b: 3}\n",
        "200: 1\n\"200\": 2\n",
        "{\"a\": 1, \"\\u0061\": 2}",
    ] {
        let failure = Sources::from_text("a.yaml", text).unwrap_err();
        let all: Vec<_> = failure.diagnostics.iter().collect();
        assert_eq!(all.len(), 1, "{text}");
        assert_eq!(
            (all[0].code.as_str(), all[0].notes.len()),
            ("CP0003", 1),
            "{text}"
        );
    }
}
