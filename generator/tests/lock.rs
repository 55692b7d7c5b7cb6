//! The lock over what a document and a configuration may gain: the counter-examples A, C and D of the review, each as its
//! whole kind.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what is wrong here is a test that fails"
)]

use counterpart::source::FileId;
use counterpart::{Config, Lock, Output, Sources, generate};
use serde_json::{Value, json};

fn run(document: &Value, config: &str, lock: &Lock) -> Output {
    let sources = Sources::from_text("openapi.json", document.to_string()).unwrap();
    let config = Config::parse(config, FileId(1)).unwrap();
    let output = generate(&sources, &config, lock);
    assert!(!output.is_refused(), "{:#?}", output.diagnostics);
    output
}

fn text(output: &Output) -> String {
    output.files.iter().map(|file| &*file.text).collect()
}

/// The lines of the lock that are gone.
fn gone(before: &Output, after: &Output) -> Vec<String> {
    let after = after.lock.to_text();
    let after: Vec<&str> = after.lines().collect();
    let before = before.lock.to_text();
    (before.lines().filter(|line| !after.contains(line)))
        .map(str::to_owned)
        .collect()
}

/// A GET on `/NAME` that answers each of these statuses with that schema.
fn answering(document: &mut Value, name: &str, statuses: &[&str], schema: &Value) {
    let answers: serde_json::Map<String, Value> = (statuses.iter())
        .map(|status| {
            let content = json!({"application/json": {"schema": schema}});
            (
                (*status).to_owned(),
                json!({"description": "", "content": content}),
            )
        })
        .collect();
    document["paths"][format!("/{name}")]["get"] =
        json!({"operationId": name, "tags": ["T"], "responses": answers});
}

fn empty() -> Value {
    json!({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {}, "components": {"schemas": {}}})
}

/// A: whatever an operation answers, a component may come that is called like any type of it.
#[test]
fn components_called_like_what_is_there_rename_nothing() {
    let of_statuses: [&[&str]; 8] = [
        &["301", "302"],
        &["200"],
        &["200", "201"],
        &["2XX", "302"],
        &["default"],
        &["404"],
        &["404", "default"],
        &["200", "404", "5XX"],
    ];
    let mut document = empty();
    for (index, statuses) in of_statuses.iter().enumerate() {
        let schema =
            json!({"type": "object", "properties": {"a": {"enum": ["x", format!("{index}")]}}});
        answering(&mut document, &format!("go{index}"), statuses, &schema);
    }
    let before = run(&document, "", &Lock::new());
    let names: Vec<String> = (before.lock.iter())
        .map(|(_, name)| name.to_owned())
        .filter(|name| name.starts_with(|first: char| first.is_ascii_uppercase()))
        .collect();
    assert!(names.iter().any(|name| name == "Go0Ok"), "{names:?}");
    for name in &names {
        document["components"]["schemas"][name] =
            json!({"type": "object", "properties": {"b": {"type": "string"}}});
        let schema = json!({"$ref": format!("#/components/schemas/{name}")});
        answering(&mut document, &format!("use_{name}"), &["200"], &schema);
    }
    assert_eq!(gone(&before, &run(&document, "", &before.lock)), [""; 0]);
}

/// C: an operation is spoken of by its operationId, whatever it is called in Rust; without one nothing is invented.
#[test]
fn operations_are_spoken_of_by_the_documents_own_names() {
    let mut document = empty();
    let schema = json!({"type": "string"});
    for (path, id, renamed) in [
        ("a", Some("docsId"), true),
        ("b", Some("plain_id"), false),
        ("c", None, true),
        ("d", None, false),
    ] {
        answering(&mut document, path, &["200"], &schema);
        let operation = document["paths"][format!("/{path}")]["get"]
            .as_object_mut()
            .unwrap();
        operation.remove("operationId");
        if let Some(id) = id {
            operation.insert("operationId".to_owned(), json!(id));
        }
        if renamed {
            operation.insert("x-rust-name".to_owned(), json!(format!("fetch_{path}")));
        }
    }
    let output = run(&document, "", &Lock::new());
    let text = text(&output);
    for label in ["docsId", "plain_id", "GET /c", "GET /d"] {
        for line in [
            format!("operation_id: {label:?}"),
            format!(" id: {label:?}"),
        ] {
            assert!(text.contains(&line), "{line}");
        }
    }
    assert!(!text.contains("operation_id: \"fetch"));
    assert!(!text.contains("operation_id: \"get_"));
    let client = output
        .files
        .iter()
        .filter(|file| file.path.contains("client"));
    let client: String = client.map(|file| &*file.text).collect();
    for invented in [" id: \"get_", " id: \"fetch_"] {
        assert!(!client.contains(invented), "{invented}");
    }
}

/// D: a format that is learned later, here by the configuration, renames nothing that was there.
#[test]
fn formats_rename_nothing() {
    // One document each: types that were equal and no longer are may part (DESIGN.md, section 3).
    for format in [
        "ipv4", "ipv6", "uri", "email", "hostname", "duration", "time", "ulid",
    ] {
        let mut document = empty();
        let of_format = json!({"type": "string", "format": format});
        let schema = json!({"type": "object", "properties": {
            "plain": of_format,
            "list": {"type": "array", "items": of_format},
            "first": {"anyOf": [of_format, {"type": "integer"}]},
            "last": {"oneOf": [{"type": "integer"}, of_format, {"type": "object", "properties": {format: of_format}}]},
            "several": {"type": ["string", "boolean"], "format": format},
        }});
        answering(&mut document, format, &["200"], &schema);
        let before = run(&document, "", &Lock::new());
        let config = format!("[formats]\n{format} = \"::own::Learned\"\n");
        let after = run(&document, &config, &before.lock);
        assert!(
            text(&after).contains("String(own::Learned)")
                || text(&after).contains("String(::own::Learned)"),
            "the variant keeps its name"
        );
        // The type is the user's now, and may be any under another name: no `From` leads from it.
        let mut gone = gone(&before, &after);
        gone.retain(|line| !line.ends_with(" from type"));
        assert_eq!(gone, [""; 0], "{format}");
    }
}

/// A recorded decision stands where a pure function of the document would decide otherwise.
#[test]
fn what_was_inferred_from_the_whole_document_stays() {
    // Without a tag, the group is the first segment that not all paths share.
    let untagged = |paths: &[&str]| {
        let mut document = empty();
        for path in paths {
            answering(&mut document, path, &["200"], &json!({"type": "string"}));
            document["paths"][format!("/{path}")]["get"]
                .as_object_mut()
                .unwrap()
                .remove("tags");
        }
        document
    };
    let before = run(&untagged(&["v1/pets", "v1/owners"]), "", &Lock::new());
    let after = run(
        &untagged(&["v2/pets", "v1/pets", "v1/owners"]),
        "",
        &before.lock,
    );
    assert_eq!(gone(&before, &after), [""; 0]);
    let unlocked = run(
        &untagged(&["v2/pets", "v1/pets", "v1/owners"]),
        "",
        &Lock::new(),
    );
    assert_ne!(
        gone(&before, &unlocked),
        [""; 0],
        "the lock is what keeps them"
    );

    // Anonymous types that differed stay two when they become equal.
    let twins = |one: &[&str], two: &[&str]| {
        let mut document = empty();
        let schema =
            json!({"type": "object", "properties": {"one": {"enum": one}, "two": {"enum": two}}});
        answering(&mut document, "twins", &["200"], &schema);
        document
    };
    let before = run(&twins(&["a"], &["a", "b"]), "", &Lock::new());
    let after = run(&twins(&["a", "b"], &["a", "b"]), "", &before.lock);
    assert_eq!(gone(&before, &after), [""; 0]);
    for name in ["pub enum TwinsOkBodyOne", "pub enum TwinsOkBodyTwo"] {
        assert!(text(&after).contains(name), "{name}");
    }

    // A cycle that is closed later gets its box at the member that closes it, also where the document's first type has it.
    let chain = |closed: bool| {
        let mut document = empty();
        let to = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
        document["components"]["schemas"] = json!({
            "B": {"type": "object", "properties": {"c": to("C")}},
            "C": {"type": "object", "properties": if closed { json!({"x": {"type": "string"}, "a": to("A")}) } else { json!({"x": {"type": "string"}}) }},
            "A": {"type": "object", "properties": {"b": to("B")}},
        });
        answering(&mut document, "chain", &["200"], &to("A"));
        document
    };
    let before = run(&chain(false), "", &Lock::new());
    let after = run(&chain(true), "", &before.lock);
    assert!(
        text(&after).contains("pub a: Option<Box<A>>"),
        "{}",
        text(&after)
    );
    assert!(text(&after).contains("pub c: Option<C>"));
    assert!(text(&after).contains("pub b: Option<B>"));
    let again = run(&chain(true), "", &after.lock);
    assert_eq!(text(&after), text(&again));
}

/// A `From` that was given stays with its answer, when another answer of the same type comes.
#[test]
fn conversions_stay() {
    let with = |statuses: &[&str]| {
        let mut document = empty();
        document["components"]["schemas"]["A"] =
            json!({"type": "object", "properties": {"x": {"type": "string"}}});
        let schema = json!({"$ref": "#/components/schemas/A"});
        answering(&mut document, "go", statuses, &schema);
        document
    };
    let given = |output: &Output| text(output).contains("impl From<A> for GoResponse");
    let before = run(&with(&["200"]), "", &Lock::new());
    assert!(given(&before));
    let after = run(&with(&["200", "404"]), "", &before.lock);
    assert!(given(&after));
    assert_eq!(gone(&before, &after), [""; 0]);
    assert!(
        !given(&run(&with(&["200", "404"]), "", &Lock::new())),
        "two want it"
    );
}

/// The names of the types of the component `Pet`, by the end of their keys.
fn names_of_pet(output: &Output) -> Vec<(String, String)> {
    let place = "#/components/schemas/Pet";
    (output.lock.iter())
        .filter(|(key, _)| key.role.as_str() == "type")
        .filter_map(|(key, name)| {
            let view = key.place.strip_prefix(place)?;
            Some((view.to_owned(), name.to_owned()))
        })
        .collect()
}

/// A component `Pet`, whose directions differ or do not, in an answer and in a request, or in one of them.
fn pets(differs: bool, answered: bool, asked: bool) -> Value {
    let mut document = empty();
    document["components"]["schemas"]["Pet"] = json!({"type": "object", "properties": {
        "name": {"type": "string"}, "id": {"type": "integer", "readOnly": differs},
        "toy": {"type": "object", "properties": {"is-new": {"type": "boolean"}}},
    }});
    let schema = json!({"$ref": "#/components/schemas/Pet"});
    if answered {
        answering(&mut document, "pet", &["200"], &schema);
    }
    if asked {
        let content = json!({"application/json": {"schema": schema}});
        document["paths"]["/ask"]["post"] = json!({"operationId": "ask", "tags": ["T"],
            "requestBody": {"content": content}, "responses": {"204": {"description": ""}}});
    }
    document
}

/// Of the two views of a schema, the one that was there first has the schema's name.
#[test]
fn the_first_view_keeps_the_name() {
    let toy = ("/properties/toy".to_owned(), "PetToy".to_owned());
    let check = |output: &Output, expected: &[(&str, &str)]| {
        let mut found = names_of_pet(output);
        found.retain(|one| *one != toy);
        let expected: Vec<(String, String)> = (expected.iter())
            .map(|(view, name)| ((*view).to_owned(), (*name).to_owned()))
            .collect();
        assert_eq!(found, expected);
    };
    let (response, request) = ("/@response", "/@request");
    let run = |document: &Value, before: Option<&Output>| {
        run(
            document,
            "",
            &before.map_or_else(Lock::new, |one| one.lock.clone()),
        )
    };
    let both = pets(true, true, true);
    let answer_first = run(&pets(true, true, false), None);
    check(&answer_first, &[(response, "Pet")]);
    let then_asked = run(&both, Some(&answer_first));
    check(&then_asked, &[(request, "PetInput"), (response, "Pet")]);
    assert_eq!(gone(&answer_first, &then_asked), [""; 0]);

    let asked_first = run(&pets(true, false, true), None);
    check(&asked_first, &[(request, "Pet")]);
    let then_answered = run(&both, Some(&asked_first));
    check(&then_answered, &[(request, "Pet"), (response, "PetOutput")]);
    assert_eq!(gone(&asked_first, &then_answered), [""; 0]);
    let again = run(&both, Some(&then_answered));
    assert_eq!(text(&then_answered), text(&again));

    // Without a difference it is one type; the first difference leaves the name with responses.
    let whole = run(&pets(false, true, true), None);
    check(&whole, &[("", "Pet")]);
    check(
        &run(&both, Some(&whole)),
        &[(request, "PetInput"), (response, "Pet")],
    );
    // Where one direction alone carries it, that type keeps its name, and those of its members.
    let renamed = whole.lock.to_text().replace(" field id", " field number");
    let renamed = Lock::parse(&renamed, FileId(2)).unwrap();
    for (view, answered) in [(response, true), (request, false)] {
        let document = pets(true, answered, !answered);
        let after = self::run(&document, "", &renamed);
        check(&after, &[(view, "Pet")]);
        assert_eq!(text(&after).contains("pub number:"), answered);
    }
    // The last difference goes: one type again.
    check(
        &run(&pets(false, true, true), Some(&then_asked)),
        &[("", "Pet")],
    );
}

/// What is renamed is the first view; the second one follows, or has a name of its own by its key.
#[test]
fn a_name_that_is_fixed_is_the_first_views() {
    let place = "#/components/schemas/Pet";
    let both = pets(true, true, true);
    let config = format!("[rename]\n\"{place}\" = \"Animal\"\n");
    let names = |output: &Output| -> Vec<String> {
        let names = names_of_pet(output).into_iter();
        names.map(|(_, name)| name).collect()
    };
    let renamed = run(&both, &config, &Lock::new());
    assert_eq!(names(&renamed), ["AnimalInput", "Animal", "AnimalToy"]);
    let own = format!("{config}\"{place}/@request\" = \"NewAnimal\"\n");
    let renamed = run(&both, &own, &Lock::new());
    assert_eq!(names(&renamed), ["NewAnimal", "Animal", "AnimalToy"]);
    let mut fixed = both;
    fixed["components"]["schemas"]["Pet"]["x-rust-name"] = json!("Beast");
    let renamed = run(&fixed, "", &Lock::new());
    assert_eq!(names(&renamed), ["BeastInput", "Beast", "BeastToy"]);
}
