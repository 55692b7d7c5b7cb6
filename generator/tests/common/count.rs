//! The operations of a document, counted without the generator: files as `serde` values, references followed by hand.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// `GET /pets`.
    pub name: String,
    /// Its path.
    pub path: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its operationId.
    pub id: Option<String>,
}

const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// Whether a file says that it is a document of OpenAPI 3.
pub fn is_document(path: &Path) -> bool {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    if !text.contains("openapi") {
        return false;
    }
    let said = Files::default().parsed(path).and_then(|root| {
        let said = root.get("openapi")?;
        Some(
            said.as_str()
                .map_or_else(|| said.to_string(), str::to_owned),
        )
    });
    said.is_some_and(|version| {
        ["3.0", "3.1", "3.2"]
            .iter()
            .any(|one| version.starts_with(one))
    })
}

/// The operations of the document `root`.
pub fn operations(root: &Path) -> Vec<Operation> {
    let mut files = Files::default();
    let mut found = Vec::new();
    let Some(document) = files.parsed(root) else {
        return found;
    };
    let Some(paths) = document.get("paths").and_then(Value::as_object) else {
        return found;
    };
    for (path, item) in paths.iter().filter(|(path, _)| !path.starts_with("x-")) {
        let mut known: Vec<String> = Vec::new();
        for (file, item) in files.chain(root, item.clone()) {
            for (method, value) in methods(&item) {
                if known.contains(&method) {
                    continue;
                }
                let operation = files.chain(&file, value).pop().map(|(_, value)| value);
                let text = |value: &Value| value.as_str().map(str::to_owned);
                let tags = operation
                    .as_ref()
                    .and_then(|one| one.get("tags")?.as_array());
                found.push(Operation {
                    name: format!("{method} {path}"),
                    path: path.clone(),
                    tags: tags.into_iter().flatten().filter_map(text).collect(),
                    id: operation
                        .as_ref()
                        .and_then(|one| text(one.get("operationId")?)),
                });
                known.push(method);
            }
        }
    }
    found
}

/// The methods of a path item, in capitals, and what stands there.
fn methods(item: &Value) -> Vec<(String, Value)> {
    let members = item.as_object().into_iter().flatten();
    let own = members
        .filter(|(key, _)| METHODS.contains(&key.as_str()))
        .map(|(key, value)| (key.to_uppercase(), value.clone()));
    let additional = item.get("additionalOperations").and_then(Value::as_object);
    let additional = additional.into_iter().flatten();
    let additional = additional.map(|(key, value)| (key.clone(), value.clone()));
    own.chain(additional).collect()
}

/// Files that were read.
#[derive(Default)]
struct Files(BTreeMap<PathBuf, Option<Value>>);

impl Files {
    fn parsed(&mut self, path: &Path) -> Option<Value> {
        if !self.0.contains_key(path) {
            // A file that is not there holds no operation: a reference to it leads nowhere.
            let text = std::fs::read_to_string(path).ok();
            let value = text.and_then(|text| {
                if path.extension().is_some_and(|ending| ending == "json") {
                    // Neither does one that is no document, here and below.
                    return serde_json::from_str(&text).ok();
                }
                let mut value: serde_yaml::Value = serde_yaml::from_str(&text).ok()?;
                value.apply_merge().ok()?;
                Some(in_json(value))
            });
            self.0.insert(path.to_owned(), value);
        }
        self.0.get(path)?.clone()
    }

    /// A value, what its `$ref` leads to, and so on.
    fn chain(&mut self, file: &Path, value: Value) -> Vec<(PathBuf, Value)> {
        let mut found = vec![(file.to_owned(), value)];
        let mut seen = Vec::new();
        while let Some((file, value)) = found.last() {
            let Some(target) = value.get("$ref").and_then(Value::as_str) else {
                break;
            };
            let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
            let path = match path {
                "" => file.clone(),
                path => file.parent().unwrap_or(Path::new("")).join(path),
            };
            let path = path.canonicalize().unwrap_or(path);
            let place = (path.clone(), fragment.to_owned());
            if seen.contains(&place) {
                break;
            }
            seen.push(place);
            let pointer = percent_decoded(fragment);
            let next = self
                .parsed(&path)
                .and_then(|root| root.pointer(&pointer).cloned());
            let Some(next) = next else { break };
            found.push((path, next));
        }
        found
    }
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = (*first == b'%')
            .then(|| std::str::from_utf8(after.get(..2)?).ok())
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// YAML as JSON: keys that are no strings as they are written.
fn in_json(value: serde_yaml::Value) -> Value {
    use serde_yaml::Value as Yaml;
    match value {
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => Value::Bool(value),
        Yaml::Number(number) => {
            (number.as_i64().map(Value::from)).unwrap_or_else(|| Value::from(number.as_f64()))
        }
        Yaml::String(text) => Value::String(text),
        Yaml::Sequence(items) => items.into_iter().map(in_json).collect(),
        Yaml::Mapping(members) => (members.into_iter())
            .map(|(key, value)| {
                let key = match in_json(key) {
                    Value::String(key) => key,
                    other => other.to_string(),
                };
                (key, in_json(value))
            })
            .collect::<serde_json::Map<_, _>>()
            .into(),
        Yaml::Tagged(tagged) => in_json(tagged.value),
    }
}
