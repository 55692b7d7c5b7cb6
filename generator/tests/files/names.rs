//! By which names files and schemas are found: paths, `$self`, `$id`, anchors, with every escape.

use super::*;

const FAR: &str = "Far: {type: object, properties: {far: {type: string}}}\n";

#[test]
fn references_lead_to_what_they_say_however_it_is_escaped() {
    let schemas = "components:\n  schemas:\n    'a/b~c%d e': {type: object, properties: {far: {type: string}}}\n";
    let table: &[(&str, &str, Files<'_>)] = &[
        ("#/components/schemas/a~1b~0c%25d%20e", schemas, &[]),
        ("#/components/schemas/a~1b%7E0c%25d e", schemas, &[]),
        ("%23.yaml#/Far", "", &[("#.yaml", FAR)]),
        ("b%20c/d.yaml#/Far", "", &[("b c/d.yaml", FAR)]),
        ("./b/../c/./d.yaml#/Far", "", &[("c/d.yaml", FAR)]),
        (
            "b.yaml#/definitions/Far",
            "",
            &[(
                "b.yaml",
                "definitions: {Far: {type: object, properties: {far: {type: string}}}}",
            )],
        ),
        (
            "b.json#/0/~1",
            "",
            &[(
                "b.json",
                r#"[{"/": {"properties": {"far": {"type": "string"}}, "type": "object"}}]"#,
            )],
        ),
        (
            "b.yaml",
            "",
            &[(
                "b.yaml",
                "type: object\nproperties: {far: {type: string}}\n",
            )],
        ),
        (
            "b.yaml#",
            "",
            &[("b.yaml", "$ref: 'c/d.yaml#/Far'\n"), ("c/d.yaml", FAR)],
        ),
        (
            "b.yaml#near",
            "",
            &[(
                "b.yaml",
                "x: {$anchor: near, type: object, properties: {far: {type: string}}}\n",
            )],
        ),
    ];
    for (reference, rest, files) in table {
        let root = document("3.1.0", &format!("{{$ref: \"{reference}\"}}"), rest);
        let files = [&[("a.yaml", root.as_str())], *files].concat();
        let output = generated(&loaded("a.yaml", &files));
        assert_eq!(said(&output), [""; 0], "{reference}");
        assert_eq!(members(&output), ["far: Option<String>"], "{reference}");
    }
}

/// One situation: what the document is called, what its reference says, what else it says, and what stands beside it.
type Called = (&'static str, &'static str, &'static str, Files<'static>);

const OWN: &str =
    "components: {schemas: {Far: {type: object, properties: {far: {type: string}}}}}\n";
const BESIDE: Files<'_> = &[("common/b.yaml", FAR)];
/// A file that says what it is called, and one that refers to it by that.
const SHARED: Files<'_> = &[
    (
        "odd name.yaml",
        "$self: https://y.org/shared\nFar: {type: object, properties: {far: {type: string}}}\n",
    ),
    (
        "b.yaml",
        "Far: {$ref: 'https://y.org/shared#/Far'}\nx: {$ref: 'odd%20name.yaml'}\n",
    ),
];

/// OpenAPI 3.2, section 4.1.2.2: a document says what it is called, and is referred to by that.
#[test]
fn what_a_document_calls_itself() {
    let table: &[Called] = &[
        (
            "https://x.org/api/a",
            "https://x.org/api/a#/components/schemas/Far",
            OWN,
            &[],
        ),
        ("https://x.org/api/a", "a#/components/schemas/Far", OWN, &[]),
        (
            "https://x.org/api/a",
            "/api/a#/components/schemas/Far",
            OWN,
            &[],
        ),
        (
            "renamed.yaml",
            "renamed.yaml#/components/schemas/Far",
            OWN,
            &[],
        ),
        // What is beside it by its URL is read beside it.
        ("https://x.org/api/a", "common/b.yaml#/Far", "", BESIDE),
        (
            "https://x.org/api/a",
            "https://x.org/api/common/b.yaml#/Far",
            "",
            BESIDE,
        ),
        (
            "https://x.org/api/a",
            "https://X.org/api/q/../common/b.yaml#/Far",
            "",
            BESIDE,
        ),
        (
            "https://x.org/api/v1/a",
            "/api/v1/common/b.yaml#/Far",
            "",
            BESIDE,
        ),
        ("renamed.yaml", "common/b.yaml#/Far", "", BESIDE),
        // It is called otherwise than its folder is.
        ("https://x.org/elsewhere/a", "b.yaml#/Far", "", SHARED),
    ];
    for (name, reference, rest, beside) in table {
        let schema = format!("{{$ref: '{reference}'}}");
        let root = document("3.2.0", &schema, &format!("$self: {name}\n{rest}"));
        let mut loader = MemoryLoader::new().with("specs/a.yaml", root);
        for (path, text) in *beside {
            loader = loader.with(format!("specs/{path}"), *text);
        }
        let output = generated(&load(&mut loader, "specs/a.yaml").unwrap());
        assert_eq!(said(&output), [""; 0], "{name} {reference}");
        assert_eq!(
            members(&output),
            ["far: Option<String>"],
            "{name} {reference}"
        );
    }
}

/// JSON Schema 2020-12, sections 8.2.1 and 8.2.2: a schema with an `$id` is found by it, and what is in it is seen from it.
#[test]
fn what_a_schema_calls_itself() {
    let far = "type: object, properties: {far: {type: string}}";
    let table = [
        // By its URI, by an anchor in it, by a pointer into it.
        ("https://x.org/far", "$id: 'https://x.org/far', FAR"),
        (
            "https://x.org/far#it",
            "$id: 'https://x.org/far', $defs: {A: {$anchor: it, FAR}}",
        ),
        (
            "https://x.org/far#/$defs/A",
            "$id: 'https://x.org/far', $defs: {A: {FAR}}",
        ),
        ("urn:x:far", "$id: 'urn:x:far', FAR"),
        ("urn:x:far#/$defs/A", "$id: 'urn:x:far', $defs: {A: {FAR}}"),
        (
            "#/components/schemas/B",
            "$id: 'https://x.org/y/b', $ref: c, $defs: {C: {$id: 'https://x.org/y/c', FAR}}",
        ),
        // `#/…` is in the schema, or, as many mean it, in the file.
        (
            "#/components/schemas/B",
            "$id: 'https://x.org/b', $ref: '#/$defs/A', $defs: {A: {FAR}}",
        ),
        (
            "#/components/schemas/B",
            "$id: 'https://x.org/b', $ref: '#/components/schemas/Own'",
        ),
        (
            "#/components/schemas/B",
            "$id: 'schemas/b.json', $ref: '#it', $defs: {A: {$dynamicAnchor: it, FAR}}",
        ),
        // The anchor of another schema is another one.
        (
            "#/components/schemas/B",
            "$id: b, $ref: '#it', $defs: {C: {$id: c, $anchor: it, type: string}, A: {$anchor: it, FAR}}",
        ),
        // What is data has no name.
        (
            "https://x.org/far",
            "const: {$id: 'https://x.org/far'}, $defs: {A: {$id: 'https://x.org/far', FAR}}",
        ),
    ];
    for (reference, schema) in table {
        let schema = format!("{{{}}}", schema.replace("FAR", far));
        let far = format!("{{{far}}}");
        let rest = format!("components:\n  schemas:\n    Own: {far}\n    B: {schema}\n");
        let root = document("3.1.0", &format!("{{$ref: '{reference}'}}"), &rest);
        let output = generated(&loaded("a.yaml", &[("a.yaml", &root)]));
        assert_eq!(said(&output), [""; 0], "{reference} {schema}");
        assert_eq!(
            members(&output),
            ["far: Option<String>"],
            "{reference} {schema}"
        );
    }
}

#[test]
fn what_leads_nowhere_says_why() {
    let table = [
        (
            "b.yaml#/Far",
            "the file `b.yaml` cannot be read: there is no such file",
        ),
        (
            "c.yaml#/Far",
            "the file `c.yaml` cannot be read: it has faults itself",
        ),
        ("/etc/passwd", "absolute references are not followed"),
        ("C:/b.yaml", "absolute references are not followed"),
        (
            "file:///etc/passwd",
            "nothing is known as that, and `file:` references are not followed",
        ),
        (
            "urn:x:y",
            "nothing is known as that, and `urn:` references are not followed",
        ),
        ("d.yaml#Far", "no schema has the `$anchor` `Far`"),
        ("d.yaml#/Fär~2", "`#/Fär~2` is not a JSON Pointer"),
        (
            "d%2.yaml",
            "`%` is not followed by two hexadecimal digits, or the result is not UTF-8",
        ),
        (
            "x\\y.yaml",
            "a reference parts folders by `/`, not by a backslash",
        ),
    ];
    for (reference, why) in table {
        let root = document("3.1.0", &format!("{{$ref: '{reference}'}}"), "");
        let files = [
            ("a.yaml", root.as_str()),
            ("c.yaml", "a: 1\na: 2\n"),
            ("d.yaml", FAR),
        ];
        let output = generated(&loaded("a.yaml", &files));
        let all = said(&output);
        assert!(
            all.iter()
                .any(|one| one.ends_with(&format!("leads nowhere: {why}"))),
            "{reference}: {all:?}"
        );
        assert_eq!(output.report.emitted.len(), 1, "{reference}");
        // A key twice is said, wherever it is.
        let twice = all.iter().any(|one| one.starts_with("CP0003"));
        assert_eq!(twice, reference.starts_with("c.yaml"), "{all:?}");
    }
}

/// The mapping of a discriminator leads to files too, which nothing else need refer to.
#[test]
fn a_mapping_leads_to_files() {
    let base = "components: {schemas: {Base: {type: object, required: [kind], properties: {kind: {type: string}}, \
                discriminator: {propertyName: kind, mapping: {far: 'b.yaml', near: Near}}, \
                oneOf: [{$ref: 'b.yaml'}, {$ref: '#/components/schemas/Near'}]}, Near: {type: object, properties: {kind: {type: string}}}}}\n";
    let root = document("3.1.0", "{$ref: '#/components/schemas/Base'}", base);
    let far = "type: object\nproperties: {kind: {type: string}, far: {type: string}}\n";
    let sources = loaded("a.yaml", &[("a.yaml", &root), ("b.yaml", far)]);
    assert_eq!(sources.files().len(), 2);
    let only_mapped = root.replace("oneOf: [{$ref: 'b.yaml'}, ", "oneOf: [");
    let sources = loaded("a.yaml", &[("a.yaml", &only_mapped), ("b.yaml", far)]);
    assert_eq!(sources.files().len(), 2);
}
