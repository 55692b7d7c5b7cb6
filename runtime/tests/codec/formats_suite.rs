//! The formats against the test suite of JSON Schema (draft 2020-12, `optional/format`), which stands beside the repository.

use std::collections::BTreeMap;
use std::path::Path;

use counterpart_runtime::codec::Format;
use serde_json::Value;

const SUITE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../shared/corpus/peers/json-schema-test-suite/tests/draft2020-12/optional/format"
);

/// All formats that texts are checked against, by their words.
const FORMATS: &[Format] = &[
    Format::Date,
    Format::DateTime,
    Format::Duration,
    Format::Email,
    Format::Hostname,
    #[cfg(feature = "idn")]
    Format::IdnEmail,
    #[cfg(feature = "idn")]
    Format::IdnHostname,
    Format::Ipv4,
    Format::Ipv6,
    Format::Iri,
    Format::IriReference,
    Format::JsonPointer,
    Format::Regex,
    Format::RelativeJsonPointer,
    Format::Time,
    Format::Uri,
    Format::UriReference,
    Format::UriTemplate,
    Format::Uuid,
];

/// Without the tables of international names, what a label with `xn--` holds is not looked at.
#[cfg(not(feature = "idn"))]
fn is_unknown(format: &str, text: &str) -> bool {
    format == "hostname" && text.to_ascii_lowercase().starts_with("xn--")
}

#[test]
fn formats_are_those_of_the_suite() {
    let Ok(files) = Path::new(SUITE).read_dir() else {
        assert!(std::env::var_os("CI").is_none(), "{SUITE} is not there");
        println!("{SUITE} is not there");
        return;
    };
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let groups: Vec<Value> = serde_json::from_str(&text).unwrap();
        for group in &groups {
            let name = group["schema"]["format"].as_str().unwrap();
            let Some(format) = FORMATS.iter().find(|format| format.name() == name) else {
                continue;
            };
            for test in group["tests"].as_array().unwrap() {
                let Some(text) = test["data"].as_str() else {
                    continue;
                };
                let count = counts.entry(name.to_owned()).or_default();
                count.0 += 1;
                if format.accepts(text) == test["valid"] {
                    count.1 += 1;
                } else {
                    wrong.push((
                        name.to_owned(),
                        text.to_owned(),
                        test["description"].clone(),
                    ));
                }
            }
        }
    }
    for (format, (all, right)) in &counts {
        println!("{format}: {right} of {all}");
    }
    #[cfg(not(feature = "idn"))]
    wrong.retain(|(format, text, _)| !is_unknown(format, text));
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(counts.len() >= 17, "{counts:?}");
}
