//! The operations of the document, one after the other. Each is lowered whole, or skipped with everything that speaks
//! against it.

use super::faults::Faults;
use super::group::{self, GroupKey};
use super::path::Template;
use super::reference::shared;
use super::response::AnswerKey;
use super::route::{check_path_params, index_of};
use super::{Lowerer, SkippedOperation, Unsupported};
use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::{At, Operation, OrRef, Parameter, PathItem};
use crate::ir::{
    self, Answer, AnswerClass, Called, Docs, GroupId, Location, Method, Origin, Param, Root,
    StatusKey, Step, Whence,
};

/// How many path items may refer to each other.
const LONGEST_CHAIN: usize = 32;

/// A path of the document and what is on it.
struct Path<'p> {
    text: &'p str,
    at: &'p At,
    template: Result<&'p Template, &'p str>,
    item: &'p PathItem,
    /// How many leading segments all paths share.
    shared: usize,
}

/// A parameter, and where it comes from if several operations share it.
struct Written {
    parameter: Parameter,
    shared: Option<Whence>,
}

impl Lowerer<'_> {
    /// Lowers every operation of the document, or skips it.
    pub(super) fn operations(&mut self) -> Vec<SkippedOperation> {
        let document = self.document;
        let templates: Vec<_> = document
            .paths
            .keys()
            .map(|text| Template::parse(text))
            .collect();
        let shared = group::shared_prefix(templates.iter().filter_map(|one| one.as_ref().ok()));
        let mut skipped = Vec::new();
        let mut keys = Vec::new();
        for ((text, written), template) in document.paths.iter().zip(&templates) {
            let Some(item) = self.path_item(written) else {
                continue;
            };
            let template = template.as_ref().map_err(String::as_str);
            let path = Path {
                text,
                at: &written.at,
                template,
                item: &item,
                shared,
            };
            self.path(&path, &mut keys, &mut skipped);
        }
        self.groups(&keys);
        skipped
    }

    /// The path item with what its `$ref` leads to: its own operations win over those that come from elsewhere. None
    /// where the reference leads nowhere: then it is not known which operations there are.
    fn path_item(&mut self, written: &PathItem) -> Option<PathItem> {
        let mut item = written.clone();
        let mut next = written.reference.clone();
        for _ in 0..LONGEST_CHAIN {
            let Some((target, at)) = next else {
                return Some(item);
            };
            let found = self.target(&target, &at);
            let version = self.document.version;
            let read = found.map(|(node, found)| {
                crate::document::read_path_item(node, found, version, &mut self.diagnostics)
            });
            match read {
                Ok(Some(found)) => {
                    next = found.reference.clone();
                    merge(&mut item, found);
                }
                // It has a wrong shape, which was reported; so are the operations that depend on it.
                Ok(None) => return Some(item),
                Err(Unsupported(diagnostic)) => {
                    self.diagnostics
                        .push(diagnostic.with_effect(Effect::Ignored("the path item".to_owned())));
                    return Some(item);
                }
            }
        }
        let (target, at) = written.reference.as_ref()?;
        let Unsupported(diagnostic) = super::reference::circle(target, at);
        self.diagnostics
            .push(diagnostic.with_effect(Effect::Ignored("the path item".to_owned())));
        Some(item)
    }

    fn path(
        &mut self,
        path: &Path<'_>,
        keys: &mut Vec<GroupKey>,
        skipped: &mut Vec<SkippedOperation>,
    ) {
        for (method, operation) in &path.item.operations {
            let mut faults = Faults::default();
            let lowered = self.operation(path, *method, operation, &mut faults);
            match (lowered, path.template) {
                (Some(lowered), Ok(template)) if faults.0.is_empty() => {
                    self.report_ignored(operation, path.item);
                    keys.push(group::key(operation, template, path.shared));
                    let route = (*method, template.shape());
                    let first = (template.text().to_owned(), operation.at.place);
                    self.routes.insert(route, first);
                    self.api.operations.push(lowered);
                }
                _ => {
                    let id = operation.operation_id.as_ref().map(|(id, _)| id.clone());
                    self.skip(
                        path.text,
                        method.as_str(),
                        &operation.at,
                        id,
                        faults,
                        skipped,
                    );
                }
            }
        }
        for (method, at) in &path.item.unreadable {
            let mut faults = Faults::default();
            faults.add(
                Code::WrongShape,
                at,
                "the operation has a wrong shape".to_owned(),
            );
            self.skip(path.text, method.as_str(), at, None, faults, skipped);
        }
        for (method, at) in &path.item.other_methods {
            let mut faults = Faults::default();
            let message = format!("operations of the method {method} are not supported yet");
            faults.add(Code::UnsupportedMethod, at, message);
            self.skip(path.text, method, at, None, faults, skipped);
        }
    }

    fn skip(
        &mut self,
        path: &str,
        method: &str,
        at: &At,
        operation_id: Option<String>,
        mut faults: Faults,
        skipped: &mut Vec<SkippedOperation>,
    ) {
        if faults.0.is_empty() {
            faults.add(
                Code::WrongShape,
                at,
                "the operation cannot be lowered".to_owned(),
            );
        }
        let name = operation_id
            .clone()
            .unwrap_or_else(|| format!("{method} {path}"));
        for (index, diagnostic) in faults.0.into_iter().enumerate() {
            if index == 0 {
                skipped.push(SkippedOperation {
                    method: method.to_owned(),
                    path: path.to_owned(),
                    operation_id: operation_id.clone(),
                    at: at.clone(),
                    code: diagnostic.code,
                    reason: diagnostic.message.clone(),
                });
            }
            self.diagnostics
                .push(diagnostic.with_effect(Effect::OperationSkipped(name.clone())));
        }
    }

    fn operation(
        &mut self,
        path: &Path<'_>,
        method: Method,
        operation: &Operation,
        faults: &mut Faults,
    ) -> Option<ir::Operation> {
        let whence = Whence::of(Root::Operation(path.text.to_owned(), method));
        let template = match path.template {
            Ok(template) => Some(template),
            Err(message) => {
                faults.add(
                    Code::PathTemplate,
                    path.at,
                    format!("the path template {message}"),
                );
                None
            }
        };
        if let Some(template) = template {
            self.check_route(method, template, operation, faults);
        }
        let params = self.params(path, operation, &whence, faults);
        let template = template
            .filter(|template| check_path_params(template, &params, &operation.at, faults))
            .and_then(|template| template.indexed(|name| index_of(&params, name)));
        let body = operation.request_body.as_ref();
        let body = body.and_then(|body| faults.keep(self.request_body(body, &whence)));
        let answers = self.answers(method, operation, &whence, faults);
        let security = faults.keep(self.security(operation));
        Some(ir::Operation {
            method,
            path: template?,
            operation_id: operation.operation_id.as_ref().map(|(id, _)| id.clone()),
            origin: Self::origin(whence, operation),
            docs: Docs {
                title: operation.summary.clone(),
                description: operation.description.clone(),
                deprecated: operation.deprecated,
            },
            group: GroupId(0),
            params,
            body,
            answers,
            security: security?,
        })
    }

    /// The pointer is that of the path, also where the operation came through a `$ref`: two paths may share one.
    fn origin(whence: Whence, operation: &Operation) -> Origin {
        let called = match (&operation.rust_name, &operation.operation_id) {
            (Some(name), _) => Called::Fixed(name.clone()),
            (None, Some((id, _))) => Called::Like(id.clone()),
            (None, None) => Called::ByPlace,
        };
        Origin {
            pointer: whence.to_string(),
            whence,
            place: operation.at.place,
            called,
        }
    }

    /// All parameters: those of the path, each unless the operation has one of the same name and place; in the order of
    /// places, then of the document.
    fn params(
        &mut self,
        path: &Path<'_>,
        operation: &Operation,
        whence: &Whence,
        faults: &mut Faults,
    ) -> Vec<Param> {
        let of_path = Whence::of(Root::Path(path.text.to_owned()));
        let mut parameters = self.parameters(&path.item.parameters, Some(&of_path), faults);
        for own in self.parameters(&operation.parameters, None, faults) {
            match (parameters.iter_mut()).find(|one| is_same(&one.parameter, &own.parameter)) {
                Some(one) => *one = own,
                None => parameters.push(own),
            }
        }
        let mut params: Vec<Param> = (parameters.iter())
            .filter_map(|one| {
                faults.keep(self.param(&one.parameter, whence, one.shared.as_ref()))?
            })
            .collect();
        params.sort_by_key(|param| param.location);
        params
    }

    /// The parameters of a list, which are those of a path where `path` is given.
    fn parameters(
        &mut self,
        written: &[OrRef<Parameter>],
        path: Option<&Whence>,
        faults: &mut Faults,
    ) -> Vec<Written> {
        let mut parameters: Vec<Written> = Vec::new();
        for one in written {
            let Some((mut parameter, reference)) = faults.keep(self.resolve(one)) else {
                continue;
            };
            let shared = match &reference {
                Some(_) => Some(Whence::of(Root::Parameter(shared(&parameter.at)))),
                None => path.zip(parameter.location).map(|(path, location)| {
                    path.then(Step::Param(location, parameter.name.clone()))
                }),
            };
            if let Some(reference) = reference {
                parameter.description = reference.description.or(parameter.description);
            }
            if (parameters.iter()).any(|other| is_same(&other.parameter, &parameter)) {
                let (name, place) = (&parameter.name, &parameter.location_text);
                let message = format!("there are two parameters `{name}` in `{place}`");
                faults.add(Code::DuplicateParameter, &parameter.at, message);
                continue;
            }
            parameters.push(Written { parameter, shared });
        }
        parameters
    }

    fn answers(
        &mut self,
        method: Method,
        operation: &Operation,
        whence: &Whence,
        faults: &mut Faults,
    ) -> Vec<Answer> {
        if operation.responses.is_empty() {
            let message = "the operation declares no response".to_owned();
            faults.add(Code::NoResponse, &operation.at, message);
        }
        let statuses = || operation.responses.iter().map(|(status, ..)| *status);
        let declares_2xx = statuses().any(|status| status.hundreds() == Some(2));
        let mut answers: Vec<Answer> = Vec::new();
        for (index, (status, at, response)) in operation.responses.iter().enumerate() {
            if statuses().take(index).any(|earlier| earlier == *status) {
                faults.add(
                    Code::InvalidValue,
                    at,
                    "this range is there twice".to_owned(),
                );
                continue;
            }
            let key = AnswerKey {
                method,
                status: *status,
                class: AnswerClass::new(*status, declares_2xx),
                operation: whence,
            };
            let found = faults.keep(self.response(key, at, response));
            answers.extend(found.into_iter().flatten());
        }
        answers.sort_by_key(|answer| answer.status == StatusKey::Default);
        answers
    }

    /// What an operation has beside what is emitted.
    fn report_ignored(&mut self, operation: &Operation, item: &PathItem) {
        for (name, at) in &operation.callbacks {
            let message = format!("the callback `{name}` has no counterpart yet");
            self.ignored(Code::IgnoredCallbacks, at, message, "the callback");
        }
        for server in item.servers.iter().chain(&operation.servers) {
            let message = "servers of a path or an operation have no counterpart yet";
            self.ignored(
                Code::IgnoredServers,
                &server.at,
                message.to_owned(),
                "the server",
            );
        }
    }

    pub(super) fn ignored(&mut self, code: Code, at: &At, message: String, what: &str) {
        self.diagnostics.push(
            Diagnostic::new(code, at.place, at.pointer.clone(), message)
                .with_effect(Effect::Ignored(what.to_owned())),
        );
    }
}

fn merge(item: &mut PathItem, found: PathItem) {
    for (method, operation) in found.operations {
        if item.unreadable.iter().all(|(other, _)| *other != method) {
            item.operations.entry(method).or_insert(operation);
        }
    }
    for (method, at) in found.unreadable {
        if !item.operations.contains_key(&method) {
            item.unreadable.push((method, at));
        }
    }
    item.parameters.extend(found.parameters);
    item.servers.extend(found.servers);
    item.other_methods.extend(found.other_methods);
}

/// Whether two parameters are one by name and place (OpenAPI 3.1, 4.8.12). Headers' names know no case.
fn is_same(one: &Parameter, two: &Parameter) -> bool {
    one.location_text == two.location_text
        && match one.location {
            Some(Location::Header) => one.name.eq_ignore_ascii_case(&two.name),
            _ => one.name == two.name,
        }
}
