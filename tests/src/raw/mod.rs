//! Documents as plain JSON values, read and cut by code that uses none of the generator's.

pub mod cut;
pub mod discriminated;
mod marks;
pub mod places;
pub mod positions;
pub mod reached;
pub mod refs;
pub mod rng;
pub mod schemas;
pub mod slice;

use serde_json::{Map, Value};

/// Reads a document, JSON or YAML; keys that are numbers become text, `<<` is merged in, integers of more than 18 digits become floats.
///
/// # Errors
///
/// What the parser says.
pub fn parse(text: &str) -> Result<Value, String> {
    if let Ok(value) = serde_json::from_str(text) {
        return Ok(value);
    }
    let mut value: serde_yaml::Value =
        serde_yaml::from_str(&floats(text)).map_err(|error| error.to_string())?;
    value.apply_merge().map_err(|error| error.to_string())?;
    plain(value)
}

/// The parser refuses integers that 64 bits do not hold.
fn floats(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let digits = content.rsplit([' ', '-']).next().unwrap_or_default();
        let is_long = digits.len() > 18 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let behind = content.len() - digits.len();
        let is_value = content[..behind].trim_end_matches('-').ends_with(": ");
        out.push_str(content);
        out.push_str(if is_long && is_value { ".0" } else { "" });
        out.push_str(&line[content.len()..]);
    }
    out
}

fn plain(value: serde_yaml::Value) -> Result<Value, String> {
    use serde_yaml::Value as Yaml;
    Ok(match value {
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => Value::Bool(value),
        Yaml::Number(number) => serde_json::to_value(number).map_err(|error| error.to_string())?,
        Yaml::String(text) => Value::String(text),
        Yaml::Sequence(items) => {
            Value::Array(items.into_iter().map(plain).collect::<Result<_, _>>()?)
        }
        Yaml::Mapping(entries) => {
            let mut object = Map::new();
            for (key, value) in entries {
                let key = match plain(key)? {
                    Value::String(text) => text,
                    other => other.to_string(),
                };
                object.insert(key, plain(value)?);
            }
            Value::Object(object)
        }
        Yaml::Tagged(tagged) => plain(tagged.value)?,
    })
}

/// A key as it is written in a JSON pointer.
#[must_use]
pub fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// What `$ref` of a value leads to within the document, from one to the next; the value itself where it has none.
#[must_use]
pub fn followed<'d>(root: &'d Value, value: &'d Value) -> Option<&'d Value> {
    let mut value = value;
    for _ in 0..16 {
        let Some(reference) = value.get("$ref").and_then(Value::as_str) else {
            return Some(value);
        };
        value = refs::target(root, reference)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_reads_as_json_does() {
        let yaml = "a: &x {200: [1, 1.5, null]}\nb:\n  <<: *x\n  c: yes\n";
        let value = parse(yaml).expect("YAML");
        let same = r#"{"a":{"200":[1,1.5,null]},"b":{"200":[1,1.5,null],"c":"yes"}}"#;
        assert_eq!(value, parse(same).expect("JSON"));
        assert!(parse("a: [").is_err());
        let long = parse("a: -9223372036854776000\nb: 12\n").expect("YAML");
        assert_eq!(long.to_string(), r#"{"a":-9.223372036854776e+18,"b":12}"#);
    }
}
