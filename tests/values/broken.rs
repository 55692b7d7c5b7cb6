//! Values that break one keyword of their schema.

use counterpart_tests::raw::rng::Rng;
use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;
use serde_json::{Value, json};

/// A value that is not valid, and where it is not.
pub struct Broken {
    /// The value.
    pub value: Value,
    /// The pointer of what is wrong.
    pub at: String,
    /// The keyword that is broken.
    pub keyword: String,
    /// The member that is missing, where that is the fault.
    pub missing: Option<String>,
}

/// Changes one thing of a valid value, so that it breaks exactly one keyword, at one place, and none that tells alternatives apart.
pub fn broken(validator: &Validator, value: &Value, rng: &mut Rng) -> Option<Broken> {
    let mut places = Vec::new();
    walk(value, String::new(), &mut places);
    rng.shuffle(&mut places);
    places.iter().take(8).find_map(|place| {
        let mut changed = value.clone();
        let at = changed.pointer_mut(place)?;
        *at = other(at, rng)?;
        let errors: Vec<_> = validator.iter_errors(&changed).take(3).collect();
        let [error] = errors.as_slice() else {
            return None;
        };
        let keyword = error
            .schema_path()
            .as_str()
            .rsplit('/')
            .find(|word| word.parse::<u32>().is_err())?
            .to_owned();
        let is_alone = !["anyOf", "oneOf", "not", "if", "contains"].contains(&&*keyword);
        is_alone.then(|| Broken {
            value: changed.clone(),
            at: error.instance_path().as_str().to_owned(),
            keyword,
            missing: match error.kind() {
                ValidationErrorKind::Required { property } => property.as_str().map(str::to_owned),
                _ => None,
            },
        })
    })
}

fn walk(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                walk(member, format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
    found.push(at);
}

/// Something else in place of a value.
fn other(value: &Value, rng: &mut Rng) -> Option<Value> {
    let choice = rng.below(5);
    Some(match value {
        Value::Object(members) if choice > 1 => {
            let mut members = members.clone();
            let names: Vec<String> = members.keys().cloned().collect();
            members.remove(rng.pick(&names)?);
            Value::Object(members)
        }
        Value::Array(items) if choice > 1 => {
            let first = items.first()?;
            json!(
                [
                    vec![first.clone(); items.len() + choice],
                    items[1..].to_vec()
                ]
                .concat()
            )
        }
        Value::Array(_) if choice == 1 => json!([]),
        Value::String(_) if choice == 0 => json!(17),
        Value::String(_) if choice == 1 => json!(""),
        Value::String(text) if choice == 2 => json!(text.repeat(300)),
        Value::String(text) => json!(format!("{text}\u{1}!")),
        Value::Number(_) if choice == 0 => json!("seventeen"),
        Value::Number(number) if choice < 3 => json!(number.as_f64()? - 1e6),
        Value::Number(number) if choice == 3 => json!(number.as_f64()? + 1e6),
        Value::Number(number) => json!(number.as_f64()? + 0.123),
        Value::Bool(_) => json!("yes"),
        Value::Null => json!(17),
        _ => json!(true),
    })
}
