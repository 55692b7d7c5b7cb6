//! What a document says, as a set of sentences: by our model, and by `openapiv3`'s.

use std::collections::BTreeSet;

use counterpart::document::{
    self, AdditionalProperties, Document, Link, MediaType, Schema, TypeName,
};
use counterpart::source::Sources;
use openapiv3::{OpenAPI, ParameterSchemaOrContent, ReferenceOr, StatusCode};
use serde::Serialize;
use serde_json::Value;

use super::{Real, documents, read};

/// Sentences, each with the place that it is about.
type Facts = BTreeSet<String>;

#[test]
fn it_reads_what_we_read() {
    let mut total = 0;
    let mut differ = Vec::new();
    for Real {
        name, text, api, ..
    } in documents()
    {
        let Ok(api) = api else { continue };
        let (ours, theirs) = (ours(&read(&text)), theirs(&api));
        let only = |one: &Facts, two: &Facts| -> Vec<String> {
            let only = one.difference(two);
            only.take(10).cloned().collect()
        };
        let (more, less) = (only(&ours, &theirs), only(&theirs, &ours));
        if !more.is_empty() || !less.is_empty() {
            differ.push(format!(
                "{name}: we alone say {more:#?}, openapiv3 alone says {less:#?}"
            ));
        }
        total += ours.len();
    }
    println!("{total} sentences");
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

fn join(at: &str, segments: &[&str]) -> String {
    segments.iter().fold(at.to_owned(), |at, segment| {
        format!("{at}/{}", segment.replace('~', "~0").replace('/', "~1"))
    })
}

fn ours(sources: &Sources) -> Facts {
    let (document, _) = document::read(sources);
    let mut facts = Facts::new();
    for (path, item) in &document.paths {
        for route in &item.routes {
            let Ok(operation) = document.operation(route) else {
                continue;
            };
            let at = format!("{} {path}", route.method.as_str());
            facts.insert(at.clone());
            if let Some((id, _)) = &operation.operation_id {
                facts.insert(format!("{at} id {id}"));
            }
            for id in item.parameters.iter().chain(&operation.parameters) {
                let Ok(parameter) = document.parameter(*id) else {
                    continue;
                };
                let (name, place) = (&parameter.name, &parameter.location);
                facts.insert(format!(
                    "{at} parameter {name} in {place}, {}",
                    parameter.required
                ));
                parameter
                    .schema
                    .iter()
                    .for_each(|schema| schemas(schema, &mut facts));
                media(&at, &parameter.content, &mut facts);
            }
            if let Some(Ok(body)) = operation.request_body.map(|id| document.request_body(id)) {
                facts.insert(format!("{at} body, {}", body.required));
                media(&format!("{at} body"), &body.content, &mut facts);
            }
            for (status, _, id) in &operation.responses {
                let status = match status {
                    document::Status::Code(code) => code.to_string(),
                    document::Status::Range(first) => format!("{first}XX"),
                    document::Status::Default => "default".to_owned(),
                };
                let Ok(response) = document.response(*id) else {
                    continue;
                };
                let at = format!("{at} answer {status}");
                facts.insert(at.clone());
                media(&at, &response.content, &mut facts);
                for (name, id) in &response.headers {
                    if let Ok(header) = document.header(*id) {
                        facts.insert(format!("{at} header {name}, {}", header.required));
                        header
                            .schema
                            .iter()
                            .for_each(|schema| schemas(schema, &mut facts));
                    }
                }
            }
        }
    }
    components(&document, &mut facts);
    facts
}

fn media(at: &str, content: &[MediaType], facts: &mut Facts) {
    for media in content {
        facts.insert(format!("{at} media {}", media.name));
        media
            .schema
            .iter()
            .for_each(|schema| schemas(schema, facts));
    }
}

fn components(document: &Document, facts: &mut Facts) {
    let parts = &document.components;
    for (name, id) in &parts.schemas {
        facts.insert(format!("component schemas {name}"));
        schemas(document.schema(*id), facts);
    }
    let names = [
        ("parameters", parts.parameters.keys().collect::<Vec<_>>()),
        ("requestBodies", parts.request_bodies.keys().collect()),
        ("responses", parts.responses.keys().collect()),
        ("headers", parts.headers.keys().collect()),
        ("securitySchemes", parts.security_schemes.keys().collect()),
    ];
    for (kind, names) in names {
        facts.extend(names.iter().map(|name| format!("component {kind} {name}")));
    }
}

/// What a schema says, and what stands in it, at the places where the file has them: null that 3.0 writes as `nullable` has become
/// an alternative, or a value, of the place of its schema.
fn schemas(schema: &Schema, facts: &mut Facts) {
    // `openapiv3` writes ranges of statuses with capitals.
    let mut at = schema.at().pointer.clone();
    for first in 1..=5 {
        at = at.replace(
            &format!("/responses/{first}xx/"),
            &format!("/responses/{first}XX/"),
        );
    }
    schema_at(schema, at, facts);
}

fn schema_at(schema: &Schema, at: String, facts: &mut Facts) {
    let Schema::Object(object) = schema else {
        return;
    };
    if let Some(Link { target, .. }) = &object.reference {
        facts.insert(format!("{at} is {target}"));
        return;
    }
    let made_up = |other: &Schema| other.at().place == object.at.place;
    for (name, (_, schema)) in &object.properties {
        facts.insert(format!("{at} property {name}"));
        schemas(schema, facts);
    }
    facts.extend(
        object
            .required
            .iter()
            .map(|(name, _)| format!("{at} requires {name}")),
    );
    for value in object.values.iter().flatten() {
        let is_made_up = value.is_null() && value.place == object.at.place;
        if !is_made_up {
            facts.insert(format!("{at} value {}", shown(&value.to_json())));
        }
    }
    if let Some(AdditionalProperties::Schema(schema)) = &object.additional_properties {
        schemas(schema, facts);
    }
    if let Some(items) = &object.items {
        schemas(items, facts);
    }
    let alternatives = object.any_of.iter().chain(&object.one_of);
    for one in object.all_of.iter().chain(alternatives) {
        let is_null = matches!(one, Schema::Object(one) if one.types == [TypeName::Null]);
        match made_up(one) {
            true if is_null => {}
            true => schema_at(one, at.clone(), facts),
            false => schemas(one, facts),
        }
    }
}

/// A value as text; a number by its value.
fn shown(value: &Value) -> String {
    match value.as_f64() {
        Some(number) => format!("{number:?}"),
        None => value.to_string(),
    }
}

/// Their model, with a name for what a reference leads to.
struct Theirs<'a> {
    api: &'a OpenAPI,
    facts: Facts,
}

fn theirs(api: &OpenAPI) -> Facts {
    let mut own = Theirs {
        api,
        facts: Facts::new(),
    };
    for (path, item) in &api.paths.paths {
        let ReferenceOr::Item(item) = item else {
            continue;
        };
        let base = join("#/paths", &[path]);
        for (method, operation) in item.iter() {
            let at = format!("{} {path}", method.to_uppercase());
            let place = join(&base, &[method]);
            own.facts.insert(at.clone());
            if let Some(id) = &operation.operation_id {
                own.facts.insert(format!("{at} id {id}"));
            }
            own.parameters(&at, &base, &item.parameters);
            own.parameters(&at, &place, &operation.parameters);
            if let Some(body) = &operation.request_body {
                own.body(&at, &join(&place, &["requestBody"]), body);
            }
            let answers = operation.responses.responses.iter();
            let answers = answers.map(|(status, answer)| {
                let status = match status {
                    StatusCode::Code(code) => code.to_string(),
                    StatusCode::Range(first) => format!("{first}XX"),
                };
                (status, answer)
            });
            let default = operation.responses.default.iter();
            for (status, answer) in answers.chain(default.map(|one| ("default".to_owned(), one))) {
                let place = join(&place, &["responses", &status]);
                own.answer(&format!("{at} answer {status}"), &place, answer);
            }
        }
    }
    own.components();
    own.facts
}

impl<'a> Theirs<'a> {
    /// What a reference leads to, and where that stands; nothing where it leads nowhere.
    fn followed<T: Clone + 'a>(
        &self,
        kind: &str,
        place: &str,
        one: &'a ReferenceOr<T>,
        of: impl Fn(&'a openapiv3::Components, &str) -> Option<&'a ReferenceOr<T>>,
    ) -> Option<(String, T)> {
        let (mut place, mut one) = (place.to_owned(), one);
        for _ in 0..10 {
            match one {
                ReferenceOr::Item(item) => return Some((place, item.clone())),
                ReferenceOr::Reference { reference } => {
                    let name = reference.strip_prefix(&format!("#/components/{kind}/"))?;
                    one = of(self.api.components.as_ref()?, name)?;
                    place = join("#/components", &[kind, name]);
                }
            }
        }
        None
    }

    fn parameters(&mut self, at: &str, base: &str, list: &[ReferenceOr<openapiv3::Parameter>]) {
        for (index, one) in list.iter().enumerate() {
            let place = join(base, &["parameters", &index.to_string()]);
            let found = self.followed("parameters", &place, one, |all, name| {
                all.parameters.get(name)
            });
            let Some((place, parameter)) = found else {
                continue;
            };
            let location = match &parameter {
                openapiv3::Parameter::Query { .. } => "query",
                openapiv3::Parameter::Header { .. } => "header",
                openapiv3::Parameter::Path { .. } => "path",
                openapiv3::Parameter::Cookie { .. } => "cookie",
            };
            let data = parameter.parameter_data();
            let (name, required) = (&data.name, data.required);
            self.facts
                .insert(format!("{at} parameter {name} in {location}, {required}"));
            self.format(at, &place, &data.format);
        }
    }

    fn format(&mut self, at: &str, place: &str, format: &ParameterSchemaOrContent) {
        match format {
            ParameterSchemaOrContent::Schema(schema) => {
                self.schema(&join(place, &["schema"]), schema);
            }
            ParameterSchemaOrContent::Content(content) => self.media(at, place, content),
        }
    }

    fn media(&mut self, at: &str, place: &str, content: &openapiv3::Content) {
        for (name, media) in content {
            self.facts.insert(format!("{at} media {name}"));
            if let Some(schema) = &media.schema {
                self.schema(&join(place, &["content", name, "schema"]), schema);
            }
        }
    }

    fn body(&mut self, at: &str, place: &str, body: &ReferenceOr<openapiv3::RequestBody>) {
        let found = self.followed("requestBodies", place, body, |all, name| {
            all.request_bodies.get(name)
        });
        if let Some((place, body)) = found {
            self.facts.insert(format!("{at} body, {}", body.required));
            self.media(&format!("{at} body"), &place, &body.content);
        }
    }

    fn answer(&mut self, at: &str, place: &str, answer: &ReferenceOr<openapiv3::Response>) {
        let found = self.followed("responses", place, answer, |all, name| {
            all.responses.get(name)
        });
        let Some((place, answer)) = found else {
            return;
        };
        self.facts.insert(at.to_owned());
        self.media(at, &place, &answer.content);
        for (name, header) in &answer.headers {
            let place = join(&place, &["headers", name]);
            let found = self.followed("headers", &place, header, |all, name| all.headers.get(name));
            if let Some((place, header)) = found {
                self.facts
                    .insert(format!("{at} header {name}, {}", header.required));
                self.format(at, &place, &header.format);
            }
        }
    }

    fn components(&mut self) {
        let Some(parts) = &self.api.components else {
            return;
        };
        for (name, schema) in &parts.schemas {
            self.facts.insert(format!("component schemas {name}"));
            self.schema(&join("#/components/schemas", &[name]), schema);
        }
        let names = [
            ("parameters", parts.parameters.keys().collect::<Vec<_>>()),
            ("requestBodies", parts.request_bodies.keys().collect()),
            ("responses", parts.responses.keys().collect()),
            ("headers", parts.headers.keys().collect()),
            ("securitySchemes", parts.security_schemes.keys().collect()),
        ];
        for (kind, names) in names {
            let names = names.iter().map(|name| format!("component {kind} {name}"));
            self.facts.extend(names);
        }
    }

    fn schema(&mut self, place: &str, schema: &impl Serialize) {
        let value = serde_json::to_value(schema).expect("a schema is JSON");
        says(place, &value, &mut self.facts);
    }
}

/// What a schema of theirs says, as they write it.
fn says(at: &str, schema: &Value, facts: &mut Facts) {
    if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
        facts.insert(format!("{at} is {target}"));
        return;
    }
    let members = |key: &str| {
        schema
            .get(key)
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
    };
    let items = |key: &str| {
        schema
            .get(key)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
    };
    for (name, property) in members("properties") {
        facts.insert(format!("{at} property {name}"));
        says(&join(at, &["properties", name]), property, facts);
    }
    for name in items("required").filter_map(Value::as_str) {
        facts.insert(format!("{at} requires {name}"));
    }
    facts.extend(items("enum").map(|value| format!("{at} value {}", shown(value))));
    for key in ["additionalProperties", "items"] {
        if let Some(schema) = schema.get(key).filter(|schema| schema.is_object()) {
            says(&join(at, &[key]), schema, facts);
        }
    }
    for key in ["allOf", "anyOf", "oneOf"] {
        for (index, one) in items(key).enumerate() {
            says(&join(at, &[key, &index.to_string()]), one, facts);
        }
    }
}
