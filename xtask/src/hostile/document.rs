//! A small document with hostile names in every place that has names.

use serde_json::{Map, Value, json};

use super::fits;
use super::rng::Rng;
use super::schemas;

/// The methods of the operations, in turn.
const METHODS: [&str; 3] = ["post", "get", "put"];

/// What the parts of a document are made from.
pub struct Maker<'r> {
    /// What chooses.
    pub rng: &'r mut Rng,
    /// The document's names; those that stand first are to be types and modules.
    pub names: Vec<String>,
}

impl Maker<'_> {
    /// Any name.
    pub fn name(&mut self) -> String {
        self.rng.pick(&self.names).cloned().unwrap_or_default()
    }

    /// Some of the names that fit a place, at most `most`, all different there.
    pub fn some(&mut self, most: usize, place: &fits::Place) -> Vec<String> {
        let mut names: Vec<String> = place.of(&self.names);
        self.rng.shuffle(&mut names);
        names.truncate(most);
        names
    }

    /// The first names that fit a place, at most `most`, all different there.
    pub fn first(&self, most: usize, place: &fits::Place) -> Vec<String> {
        place.of(&self.names).into_iter().take(most).collect()
    }

    /// One name that fits a place; `x` where none does.
    pub fn one(&mut self, place: &fits::Place) -> String {
        self.some(1, place).pop().unwrap_or_else(|| "x".to_owned())
    }
}

/// The document of these names.
pub fn document(rng: &mut Rng, names: Vec<String>) -> Value {
    let mut make = Maker { rng, names };
    let components = make.first(schemas::COMPONENTS, &fits::COMPONENT);
    let schemas = schemas::components(&mut make, &components);
    let schemes = schemes(&mut make);
    let tags = make.first(2, &fits::ANY);
    let mut references = components.iter().cycle();
    let mut paths = Map::new();
    for (index, method) in METHODS.iter().enumerate() {
        let bodies: Vec<Value> = references
            .by_ref()
            .take(5)
            .map(|name| schemas::reference(name))
            .collect();
        // The last one has no tag: the segment is their group.
        let tag = tags.get(index);
        let (path, operation) = operation(&mut make, index, tag, &schemes, &bodies);
        paths.insert(path, json!({ *method: operation }));
    }
    let described: Vec<Value> = tags
        .iter()
        .map(|tag| json!({"name": tag, "description": make.name()}))
        .collect();
    json!({
        "openapi": "3.1.0",
        "info": {"title": make.name(), "version": make.name(), "description": make.name()},
        "servers": servers(&mut make),
        "tags": described,
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": schemes},
    })
}

fn operation(
    make: &mut Maker<'_>,
    index: usize,
    tag: Option<&String>,
    schemes: &Map<String, Value>,
    bodies: &[Value],
) -> (String, Value) {
    let inside = make.some(2, &fits::BRACES);
    let segments = make.first(METHODS.len(), &fits::SEGMENT);
    let segment = fits::encoded(segments.get(index).map_or("x", String::as_str));
    let templates: String = inside.iter().map(|name| format!("/{{{name}}}")).collect();
    let path = format!("/{segment}/{index}{templates}");
    let mut parameters: Vec<Value> = inside
        .iter()
        .map(|name| json!({"name": name, "in": "path", "required": true, "description": make.name(), "schema": schemas::scalar(make)}))
        .collect();
    for (place, names) in [
        ("query", &fits::ANY),
        ("header", &fits::HEADER),
        ("cookie", &fits::TOKEN),
    ] {
        for name in make.some(2, names) {
            let required = make.rng.per_cent(30);
            parameters.push(json!({"name": name, "in": place, "required": required, "schema": schemas::scalar(make)}));
        }
    }
    let mut operation = json!({
        "summary": make.name(),
        "description": make.name(),
        "parameters": parameters,
        "security": requirements(make, schemes),
        "responses": responses(make, bodies),
    });
    if make.rng.per_cent(85) {
        // Two operations of one operationId are no fault, but a name with a number is a poorer one.
        operation["operationId"] = json!(make.name());
    }
    if let Some(tag) = tag {
        operation["tags"] = json!([tag]);
    }
    if index % 2 == 0 {
        operation["requestBody"] =
            json!({"required": true, "content": {"application/json": {"schema": bodies.first()}}});
    }
    (path, operation)
}

fn responses(make: &mut Maker<'_>, bodies: &[Value]) -> Value {
    let headers: Map<String, Value> = make
        .some(3, &fits::HEADER)
        .into_iter()
        .map(|name| {
            (
                name,
                json!({"schema": {"type": "string"}, "required": make.rng.per_cent(50)}),
            )
        })
        .collect();
    let body = |index: usize| json!({"application/json": {"schema": bodies.get(index)}});
    let mut content = body(1);
    for name in make.some(2, &fits::TOKEN) {
        content[format!("application/vnd.{name}+json")] = json!({"schema": bodies.get(2)});
    }
    json!({
        "200": {"description": make.name(), "headers": headers, "content": content},
        "202": {"description": make.name()},
        "404": {"description": make.name(), "content": {"application/json": {"schema": schemas::inline(make)}}},
        "4XX": {"description": make.name(), "content": body(3)},
        "default": {"description": make.name(), "content": body(4)},
    })
}

fn requirements(make: &mut Maker<'_>, schemes: &Map<String, Value>) -> Value {
    let names: Vec<&String> = schemes.keys().collect();
    let mut alternatives = Vec::new();
    for _ in 0..=make.rng.below(2) {
        let mut all = Map::new();
        for _ in 0..=make.rng.below(2) {
            if let Some(name) = make.rng.pick(&names) {
                let scopes: Vec<String> = match schemes
                    .get(*name)
                    .and_then(|scheme| scheme["type"].as_str())
                {
                    Some("oauth2") => vec![make.name(), make.name()],
                    _ => Vec::new(),
                };
                all.insert((*name).clone(), json!(scopes));
            }
        }
        alternatives.push(Value::Object(all));
    }
    if make.rng.per_cent(20) {
        alternatives.push(json!({}));
    }
    Value::Array(alternatives)
}

fn schemes(make: &mut Maker<'_>) -> Map<String, Value> {
    let names = make.some(6, &fits::COMPONENT);
    let mut schemes = Map::new();
    for (index, name) in names.into_iter().enumerate() {
        let scheme = match index {
            0 => json!({"type": "http", "scheme": "bearer", "description": make.name()}),
            1 => json!({"type": "http", "scheme": "basic"}),
            2 => json!({"type": "apiKey", "in": "header", "name": make.one(&fits::HEADER)}),
            3 => json!({"type": "apiKey", "in": "query", "name": make.one(&fits::FULL)}),
            4 => json!({"type": "apiKey", "in": "cookie", "name": make.one(&fits::TOKEN)}),
            _ => {
                json!({"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "https://a.example", "scopes": {}}}})
            }
        };
        schemes.insert(name, scheme);
    }
    schemes
}

fn servers(make: &mut Maker<'_>) -> Value {
    let mut servers = Vec::new();
    for index in 0..3 {
        let names = make.some(3, &fits::BRACES);
        let inside: String = names.iter().map(|name| format!("{{{name}}}")).collect();
        let variables: Map<String, Value> = names
            .into_iter()
            .map(|name| {
                let values = make.some(3, &fits::FULL);
                let default = values.first().cloned().unwrap_or_default();
                let variable = if make.rng.per_cent(50) {
                    json!({"default": default, "enum": values})
                } else {
                    json!({"default": default})
                };
                (name, variable)
            })
            .collect();
        servers.push(json!({"url": format!("https://s{index}.example/{inside}"), "description": make.name(), "variables": variables}));
    }
    servers.push(
        json!({"url": format!("https://{}.example/", fits::encoded(&make.one(&fits::FULL)))}),
    );
    Value::Array(servers)
}
