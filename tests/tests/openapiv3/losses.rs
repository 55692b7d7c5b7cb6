//! What `openapiv3` loses and moves, found by comparing the value of the file with that of what it writes.

use std::collections::BTreeMap;

use counterpart::Sources;
use counterpart_tests::ordered::{Difference, Kind, Ordered};

use super::{Real, crates, documents, read};

/// What an object is, by where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    /// Its members are OpenAPI's.
    Keywords,
    /// The operations of a path.
    PathItem,
    /// Its members are named by the document.
    Names,
    /// Examples, defaults, extensions: OpenAPI says nothing of them.
    Data,
}

/// Keys whose objects have names of the document for members.
const MAPS: &[&str] = &[
    "properties",
    "schemas",
    "responses",
    "headers",
    "content",
    "requestBodies",
    "securitySchemes",
    "links",
    "callbacks",
    "examples",
    "encoding",
    "variables",
    "mapping",
    "scopes",
    "patternProperties",
    "definitions",
];

fn role(at: &str) -> Role {
    let mut role = Role::Keywords;
    for (depth, key) in at.split('/').skip(1).enumerate() {
        role = match role {
            Role::Data => Role::Data,
            Role::Names if depth == 1 && at.starts_with("/paths/") => Role::PathItem,
            Role::Names => Role::Keywords,
            _ if key.starts_with("x-") => Role::Data,
            _ => match key {
                "example" | "default" | "enum" | "value" => Role::Data,
                "paths" if depth == 0 => Role::Names,
                "parameters" if at.starts_with("/components/parameters") && depth == 1 => {
                    Role::Names
                }
                key if MAPS.contains(&key) => Role::Names,
                _ => Role::Keywords,
            },
        };
    }
    role
}

/// A kind of loss.
struct Loss {
    /// What happens.
    what: &'static str,
    /// Whether crates can look otherwise by it. What cannot is left as it is in the file, so that the test says so.
    shows: bool,
    /// Whether a difference is one, given the file.
    is: fn(&Ordered, &Difference) -> bool,
    in_large_ones_alone: bool,
}

const LOSSES: &[Loss] = &[
    Loss {
        what: "members of an object of OpenAPI are written in its own order",
        shows: true,
        is: |_, one| one.kind == Kind::Moved && role(&one.at) == Role::Keywords,
        in_large_ones_alone: false,
    },
    Loss {
        what: "members of data are sorted",
        shows: false,
        is: |_, one| one.kind == Kind::Moved && role(&one.at) == Role::Data,
        in_large_ones_alone: false,
    },
    Loss {
        what: "the operations of a path are written in its own order",
        shows: true,
        is: |_, one| one.kind == Kind::Moved && role(&one.at) == Role::PathItem,
        in_large_ones_alone: false,
    },
    Loss {
        what: "the default answer is written first",
        shows: true,
        is: |_, one| {
            one.kind == Kind::Moved
                && role(&one.at) == Role::Names
                && one.at.ends_with("/responses")
        },
        in_large_ones_alone: false,
    },
    Loss {
        what: "what is false, empty or null is not written",
        shows: false,
        is: |_, one| matches!(&one.kind, Kind::Lost(_, value) if is_nothing(value)),
        in_large_ones_alone: false,
    },
    Loss {
        what: "a style that is the default is written",
        shows: false,
        is: |_, one| matches!(&one.kind, Kind::New(key, _) if key == "style"),
        in_large_ones_alone: false,
    },
    Loss {
        what: "members that are not there are written as null",
        shows: false,
        is: |_, one| matches!(&one.kind, Kind::New(_, value) if value.text() == "null"),
        in_large_ones_alone: false,
    },
    Loss {
        what: "what stands beside a `$ref` is lost",
        shows: true,
        is: |file, one| {
            matches!(one.kind, Kind::Lost(..))
                && file
                    .at(&one.at)
                    .is_some_and(|value| value.get("$ref").is_some())
        },
        in_large_ones_alone: false,
    },
    Loss {
        what: "ranges of statuses are written with capitals",
        shows: true,
        is: |_, one| match &one.kind {
            Kind::Lost(key, _) | Kind::New(key, _) => {
                one.at.ends_with("/responses") && key.to_lowercase().ends_with("xx")
            }
            _ => false,
        },
        in_large_ones_alone: true,
    },
    Loss {
        what: "keywords that OpenAPI 3.0 does not have are lost",
        shows: true,
        is: |_, one| match &one.kind {
            Kind::Lost(key, Ordered::Array(_)) if key == "examples" => true,
            Kind::Lost(key, _) if key == "allOf" => one.at.contains("/parameters/"),
            Kind::Lost(key, _) => key == "const",
            _ => false,
        },
        in_large_ones_alone: false,
    },
    Loss {
        what: "whole numbers of bounds are written with a point",
        shows: true,
        is: |_, one| matches!(&one.kind, Kind::Changed(one, two) if one.number().is_some() && one.number() == two.number()),
        in_large_ones_alone: false,
    },
];

fn is_nothing(value: &Ordered) -> bool {
    match value {
        Ordered::Scalar(value) => value.is_null() || value == &serde_json::Value::Bool(false),
        Ordered::Array(items) => items.is_empty(),
        Ordered::Object(members) => members.is_empty(),
    }
}

/// Which losses are only in documents that CI does not read.
fn is_rare(loss: &Loss) -> bool {
    loss.in_large_ones_alone && !super::is_all()
}

#[test]
fn crates_by_way_of_it_are_those_of_the_file_but_for_what_it_loses() {
    let mut met = BTreeMap::<&str, usize>::new();
    let (mut equal, mut total) = (0, 0);
    for Real {
        name,
        text,
        raw,
        api,
    } in documents()
    {
        let Ok(api) = api else { continue };
        let written = serde_json::to_string(&api).expect("JSON");
        let written = Ordered::parse(&written).expect("JSON");
        let mut file = raw.clone();
        for one in raw.differences(&written) {
            let loss = LOSSES.iter().find(|loss| (loss.is)(&raw, &one));
            let loss = loss.unwrap_or_else(|| panic!("{name} loses what is not listed: {one:?}"));
            *met.entry(loss.what).or_default() += 1;
            if loss.shows {
                file.apply(&one, &written);
            }
        }
        let way_in = crates(&Sources::from_openapiv3(&api).expect("it is read"));
        let file = serde_json::to_string(&file).expect("JSON");
        assert_same(&name, &crates(&read(&file)), &way_in);
        total += 1;
        equal += usize::from(crates(&read(&text)) == way_in);
    }
    println!("{met:#?}\n{equal} of {total} are the same in every byte");
    if total > 0 {
        for loss in LOSSES.iter().filter(|loss| !is_rare(loss)) {
            assert!(
                met.contains_key(loss.what),
                "nothing is lost any more: {}",
                loss.what
            );
        }
    }
}

fn assert_same(name: &str, file: &BTreeMap<String, String>, way_in: &BTreeMap<String, String>) {
    let (one, two): (Vec<_>, Vec<_>) = (file.keys().collect(), way_in.keys().collect());
    assert_eq!(one, two, "{name}");
    for (path, text) in file {
        let other = &way_in[path];
        let lines = text.lines().zip(other.lines());
        let differ = lines.filter(|(one, two)| one != two).take(3);
        let differ: Vec<String> = differ.map(|(one, two)| format!("{one}\n{two}")).collect();
        assert!(text == other, "{name}, {path}:\n{}", differ.join("\n"));
    }
}
