//! Tests of loading: which files are read, and which must not be.

use super::*;

fn faults(failure: Result<Sources, Box<LoadFailure>>) -> Vec<(String, String, String)> {
    let (sources, diagnostics) = match failure {
        Ok(sources) => (sources.clone(), sources.faults().clone()),
        Err(failure) => (failure.sources, failure.diagnostics),
    };
    (diagnostics.iter())
        .map(|fault| {
            let position = sources.line_column(fault.place).to_string();
            (
                position,
                fault.code.as_str().to_owned(),
                fault.message.clone(),
            )
        })
        .collect()
}

fn fault(position: &str, code: &str, message: &str) -> (String, String, String) {
    (position.to_owned(), code.to_owned(), message.to_owned())
}

#[test]
fn follows_references_between_files_once() {
    let mut loader = MemoryLoader::new()
        .with(
            "api/root.json",
            r#"{"a": {"$ref": "common/x.json#/b"}, "c": {"$ref": "common/x.json"}}"#,
        )
        .with(
            "api/common/x.json",
            r#"{"b": {"$ref": "../y%20z.json#/q~1r"}, "back": {"$ref": "../root.json#/a"}}"#,
        )
        .with(
            "api/y z.json",
            r##"{"q/r": [10, {"$ref": "#"}], "s t": 1}"##,
        );
    let sources = load(&mut loader, "./api/root.json").unwrap();
    let names: Vec<_> = sources.files().iter().map(|file| &*file.name).collect();
    assert_eq!(
        names,
        ["api/root.json", "api/common/x.json", "api/y z.json"]
    );

    let table = [
        (
            0,
            "common/x.json#/b/$ref",
            1,
            "#/b/$ref",
            "../y%20z.json#/q~1r",
        ),
        (
            1,
            "../root.json#/a/%24ref",
            0,
            "#/a/$ref",
            "common/x.json#/b",
        ),
        (2, "#/q~1r/1/$ref", 2, "#/q~1r/1/$ref", "#"),
    ];
    for (from, reference, file, pointer, text) in table {
        let resolved = sources.resolve(FileId(from), reference).unwrap();
        assert_eq!(
            (resolved.file.0, &*resolved.pointer, resolved.node.as_str()),
            (file, pointer, Some(text))
        );
    }
    assert_eq!(
        sources.resolve(FileId(2), "#/s%20t").unwrap().pointer,
        "#/s t"
    );
    assert!(std::ptr::eq(
        sources.resolve(FileId(1), "../root.json").unwrap().node,
        sources.root()
    ));
}

#[test]
fn references_that_lead_nowhere() {
    let sources = Sources::from_text("a.json", r#"{"x": [{"$anchor": "cat"}]}"#).unwrap();
    assert_eq!(sources.resolve(FileId(0), "#cat").unwrap().pointer, "#/x/0");
    let table = [
        ("#/x/1", "there is no `1` in `#/x`"),
        ("#/x/00", "there is no `00` in `#/x`"),
        ("#/x/-", "there is no `-` in `#/x`"),
        ("#/y/z", "there is no `y` in `#`"),
        ("#dog", "no schema has the `$anchor` `dog`"),
        ("#/~2", "`#/~2` is not a JSON Pointer"),
        ("#/%f", "`#/%f` is not a JSON Pointer"),
        ("b.json#/x", "the file `b.json` is not part of the document"),
        (
            "http://x/y#/x",
            "the file `http://x/y` is not part of the document",
        ),
        (
            "file:///etc/passwd#/x",
            "nothing is known as that, and `file:` references are not followed",
        ),
    ];
    for (reference, message) in table {
        assert_eq!(
            sources
                .resolve(FileId(0), reference)
                .unwrap_err()
                .to_string(),
            message,
            "{reference}"
        );
    }
}

#[test]
fn data_is_not_followed() {
    let text = r#"{
        "components": {
            "schemas": {
                "default": {"$ref": "1.json"},
                "A": {
                    "properties": {"enum": {"$ref": "2.json"}, "$ref": {"type": "string"}},
                    "default": {"$ref": "no"}, "example": {"$ref": "no"}, "examples": [{"$ref": "no"}],
                    "description": {"$ref": "no.md"}, "enum": [{"$ref": "no"}], "const": {"$ref": "no"}, "x-note": {"$ref": "no"}
                }
            },
            "examples": {
                "value": {"$ref": "3.json"},
                "B": {"value": {"$ref": "no"}}
            },
            "parameters": {"default": {"$ref": "4.json"}}
        },
        "paths": {"/x": {"get": {
            "parameters": [{"$ref": "5.json"}],
            "responses": {"default": {"$ref": "6.json"}, "x-200": {"$ref": "7.json"}}
        }}}
    }"#;
    let loader = MemoryLoader::new().with("a.json", text);
    let mut loader = (1..=7).fold(loader, |loader, index| {
        loader.with(format!("{index}.json"), "{}")
    });
    let sources = load(&mut loader, "a.json").unwrap();
    let names: Vec<_> = sources
        .files()
        .iter()
        .skip(1)
        .map(|file| &*file.name)
        .collect();
    assert_eq!(
        names,
        [
            "1.json", "2.json", "3.json", "4.json", "5.json", "6.json", "7.json"
        ]
    );
}

#[test]
fn every_fault_of_every_file_is_told() {
    let mut loader = MemoryLoader::new()
        .with(
            "a.json",
            "[\n {\"$ref\": \"b.json\"}, {\"$ref\": \"c.json\"},\n  {\"$ref\": \"https://x.org/d.json#/e\"},\n \
             {\"$ref\": \"e.json\"}, {\"$ref\": \"b.json#/x\"}, {\"$ref\": \"/etc/passwd\"}]",
        )
        .with("c.json", "{\n\"é\": 1, \"é\": 2}")
        .with("e.json", b"[\"\xff\"]".to_vec());
    assert_eq!(
        faults(load(&mut loader, "a.json")),
        [
            fault("c.json:2:9", "CP0003", "the object has the key `é` twice"),
            fault("e.json:1:3", "CP0006", "the file is not UTF-8"),
        ]
    );
    assert_eq!(
        faults(load(&mut MemoryLoader::new(), "a.json")),
        [fault(
            "a.json:1:1",
            "CP0005",
            "the file `a.json` cannot be read: there is no such file"
        )]
    );
}

#[test]
fn references_into_what_cannot_be_read_lead_nowhere_and_say_why() {
    let mut loader = MemoryLoader::new()
        .with(
            "a.json",
            r#"[{"$ref": "b.json"}, {"$ref": "c.json"}, {"$ref": "//host/c.json"}, {"$ref": "d.json"}]"#,
        )
        .with("c.json", "{")
        .with("d.json", "{\"x\": 1}");
    let sources = load(&mut loader, "a.json").unwrap();
    let table = [
        (
            "b.json#/x",
            Some("the file `b.json` cannot be read: there is no such file"),
        ),
        (
            "c.json#/x",
            Some("the file `c.json` cannot be read: it has faults itself"),
        ),
        (
            "//host/c.json",
            Some("absolute references are not followed"),
        ),
        ("d.json#/x", None),
    ];
    for (reference, message) in table {
        let found = sources.resolve(FileId(0), reference).err();
        let found = found.map(|error| error.to_string());
        assert_eq!(found.as_deref(), message, "{reference}");
    }
}

#[test]
fn lines_and_columns() {
    let sources = Sources::from_text("a.json", "\u{feff}[\r\n\t\"é😀\", 1]").unwrap();
    let at = |pointer: &str| {
        let place = sources.root().pointer(pointer).unwrap().place;
        (
            sources.line_column(place).to_string(),
            sources.text(place).to_owned(),
        )
    };
    assert_eq!(
        at("#"),
        ("a.json:1:1".to_owned(), "[\r\n\t\"é😀\", 1]".to_owned())
    );
    assert_eq!(at("#/0"), ("a.json:2:2".to_owned(), "\"é😀\"".to_owned()));
    assert_eq!(at("#/1"), ("a.json:2:8".to_owned(), "1".to_owned()));
    let file = &sources.files()[0];
    assert_eq!(
        (file.line(0), file.line(1), file.line(2)),
        ("\u{feff}[", "\t\"é😀\", 1]", "")
    );
}

#[test]
fn the_disk_loader_stays_in_its_folder() {
    let folder = std::env::temp_dir().join(format!("counterpart-source-{}", std::process::id()));
    let inside = folder.join("specs/sub");
    std::fs::create_dir_all(&inside).unwrap();
    std::fs::write(folder.join("secret.json"), "{}").unwrap();
    std::fs::write(folder.join("specs/b.json"), "{}").unwrap();
    let references = [
        "b.json",
        "sub",
        "../secret.json",
        "%2e%2e/missing.json",
        "link.json",
        "sub/../b.json",
    ];
    let list: Vec<String> = references
        .iter()
        .map(|text| format!("{{\"$ref\": \"{text}\"}}"))
        .collect();
    std::fs::write(
        folder.join("specs/a.json"),
        format!("[{}]", list.join(",\n")),
    )
    .unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.join("secret.json"), folder.join("specs/link.json")).unwrap();

    let root = folder
        .join("specs/a.json")
        .to_str()
        .unwrap()
        .replace('\\', "/");
    let leads = |sources: &Sources| -> Vec<bool> {
        let found = references.map(|text| sources.resolve(FileId(0), text));
        found.iter().map(Result::is_ok).collect()
    };
    let sources = load(&mut DiskLoader::new(&root), &root).unwrap();
    assert_eq!(leads(&sources), [true, false, false, false, false, true]);
    let folder_is_no_file = sources.resolve(FileId(0), "sub").unwrap_err();
    assert!(
        folder_is_no_file
            .to_string()
            .contains("it is not a regular file")
    );
    assert_eq!(sources.files().len(), 2);

    let wider = folder.to_str().unwrap().replace('\\', "/");
    let sources = load(&mut DiskLoader::new(&root).within(&wider), &root).unwrap();
    assert_eq!(leads(&sources), [true, false, true, false, true, true]);
    std::fs::remove_dir_all(&folder).unwrap();
}
