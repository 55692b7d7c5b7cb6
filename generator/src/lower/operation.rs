//! The operations of the document, one after the other. Each is lowered whole, or skipped with everything that speaks
//! against it.

use super::faults::Faults;
use super::group::{self, GroupKey};
use super::path::Template;
use super::reference::shared;
use super::response::AnswerKey;
use super::route::{check_path_params, index_of};
use super::{Lowerer, SkippedOperation, Unsupported, words};
use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::{self, At, Found, Operation, Parameter, ParameterId};
use crate::ir::{
    self, Answer, AnswerClass, Called, Docs, GroupId, Method, Origin, Param, Root, StatusKey, Step,
    Target, Whence,
};

/// A path of the document and what is on it.
struct Path<'a, 't> {
    text: &'a str,
    template: Result<&'t Template, &'t str>,
    written: &'a document::Path,
    /// How many leading segments all paths share.
    shared: usize,
}

/// A parameter.
struct Written<'a> {
    parameter: &'a Parameter,
    /// What is written beside the reference to it.
    beside: Option<&'a str>,
    /// Where it comes from, if several operations share it.
    shared: Option<Whence>,
}

impl<'a> Lowerer<'a> {
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
            let template = template.as_ref().map_err(String::as_str);
            let path = Path {
                text,
                template,
                written,
                shared,
            };
            for route in &written.routes {
                self.route(&path, route, &mut keys, &mut skipped);
            }
        }
        self.groups(&keys);
        skipped
    }

    fn route(
        &mut self,
        path: &Path<'a, '_>,
        route: &document::Route,
        keys: &mut Vec<GroupKey>,
        skipped: &mut Vec<SkippedOperation>,
    ) {
        let document = self.document;
        let mut faults = Faults::default();
        let operation = match document.operation(route) {
            Ok(operation) => operation,
            Err(dead_end) => {
                faults.0.push(dead_end.diagnostic("the operation"));
                return self.skip(path, route, None, faults, skipped);
            }
        };
        let lowered = match words::method(&route.method) {
            Some(method) => self.operation(path, method, operation, &mut faults),
            None => {
                let method = route.method.as_str();
                let message = format!("operations of the method {method} are not supported yet");
                faults.add(Code::UnsupportedMethod, &route.at, message);
                None
            }
        };
        match (lowered, path.template) {
            (Some(lowered), Ok(template)) if faults.0.is_empty() => {
                self.report_ignored(operation, path.written);
                self.check_operation_id(operation);
                let recorded = self.config.groups.get(&lowered.origin.pointer);
                keys.push(group::key(operation, template, path.shared, recorded));
                let key = (lowered.method, template.shape());
                let first = (template.text().to_owned(), operation.at.place);
                self.routes.insert(key, first);
                self.api.operations.push(lowered);
            }
            _ => self.skip(path, route, Some(operation), faults, skipped),
        }
    }

    fn skip(
        &mut self,
        path: &Path<'_, '_>,
        route: &document::Route,
        operation: Option<&Operation>,
        mut faults: Faults,
        skipped: &mut Vec<SkippedOperation>,
    ) {
        let at = operation.map_or(&route.at, |operation| &operation.at);
        let id = operation.and_then(|operation| operation.operation_id.as_ref());
        let operation_id = id.map(|(id, _)| id.clone());
        let (method, path) = (route.method.as_str(), path.text);
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
        path: &Path<'a, '_>,
        method: Method,
        operation: &'a Operation,
        faults: &mut Faults,
    ) -> Option<ir::Operation> {
        let whence = Whence::of(Root::Operation(path.text.to_owned(), method));
        let template = match path.template {
            Ok(template) => Some(template),
            Err(message) => {
                faults.add(
                    Code::PathTemplate,
                    &path.written.at,
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
        let body = operation.request_body;
        let body = body.and_then(|body| faults.keep(self.request_body(body, &whence)));
        let answers = self.answers(method, operation, &whence, faults);
        let security = faults.keep(self.security(operation));
        Some(ir::Operation {
            method,
            target: Target::Path(template?),
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
        path: &Path<'a, '_>,
        operation: &'a Operation,
        whence: &Whence,
        faults: &mut Faults,
    ) -> Vec<Param> {
        let of_path = Whence::of(Root::Path(path.text.to_owned()));
        let mut parameters = self.parameters(&path.written.parameters, Some(&of_path), faults);
        for own in self.parameters(&operation.parameters, None, faults) {
            match (parameters.iter_mut()).find(|one| is_same(one.parameter, own.parameter)) {
                Some(one) => *one = own,
                None => parameters.push(own),
            }
        }
        let mut params: Vec<Param> = Vec::new();
        for one in &parameters {
            let param = self.param(one.parameter, whence, one.shared.as_ref());
            let Some(mut param) = faults.keep(param).flatten() else {
                continue;
            };
            if let Some(beside) = one.beside {
                param.docs.description = Some(beside.to_owned());
            }
            params.push(param);
        }
        params.sort_by_key(|param| param.location);
        params
    }

    /// The parameters of a list, which are those of a path where `path` is given. One that is not there costs itself.
    fn parameters(
        &mut self,
        written: &'a [ParameterId],
        path: Option<&Whence>,
        faults: &mut Faults,
    ) -> Vec<Written<'a>> {
        let mut parameters: Vec<Written<'a>> = Vec::new();
        for id in written {
            let Found { object, reference } = match self.follow(*id) {
                Ok(found) => found,
                Err(unsupported) => {
                    self.lost(unsupported, "the parameter");
                    continue;
                }
            };
            let location = words::location(&object.location);
            let shared = match reference {
                Some(_) => Some(Whence::of(Root::Parameter(shared(&object.at)))),
                None => path
                    .zip(location)
                    .map(|(path, location)| path.then(Step::Param(location, object.name.clone()))),
            };
            if (parameters.iter()).any(|other| is_same(other.parameter, object)) {
                let (name, place) = (&object.name, &object.location);
                let message = format!("there are two parameters `{name}` in `{place}`");
                faults.add(Code::DuplicateParameter, &object.at, message);
                continue;
            }
            parameters.push(Written {
                parameter: object,
                beside: reference.and_then(|reference| reference.description.as_deref()),
                shared,
            });
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
        let statuses = || (operation.responses.iter()).map(|(status, ..)| words::status(*status));
        let declares_2xx = statuses().any(|status| status.hundreds() == Some(2));
        let mut answers: Vec<Answer> = Vec::new();
        for (index, (status, at, response)) in operation.responses.iter().enumerate() {
            let status = words::status(*status);
            if statuses().take(index).any(|earlier| earlier == status) {
                faults.add(
                    Code::InvalidValue,
                    at,
                    "this range is there twice".to_owned(),
                );
                continue;
            }
            let key = AnswerKey {
                method,
                status,
                class: AnswerClass::new(status, declares_2xx),
                operation: whence,
            };
            let found = faults.keep(self.response(key, at, *response));
            answers.extend(found.into_iter().flatten());
        }
        answers.sort_by_key(|answer| answer.status == StatusKey::Default);
        answers
    }

    /// What an operation has beside what is emitted.
    fn report_ignored(&mut self, operation: &Operation, path: &document::Path) {
        for (name, at) in &operation.callbacks {
            let message = format!("the callback `{name}` has no counterpart yet");
            self.ignored(Code::IgnoredCallbacks, at, message, "the callback");
        }
        for server in path.servers.iter().chain(&operation.servers) {
            let message = "servers of a path or an operation have no counterpart yet";
            self.ignored(
                Code::IgnoredServers,
                &server.at,
                message.to_owned(),
                "the server",
            );
        }
    }

    /// Says that `what` is left out. What has a wrong shape was reported where it was read.
    pub(super) fn lost(&mut self, Unsupported(diagnostic): Unsupported, what: &str) {
        if diagnostic.code != Code::WrongShape {
            let effect = Effect::Ignored(what.to_owned());
            self.diagnostics.push(diagnostic.with_effect(effect));
        }
    }

    pub(super) fn ignored(&mut self, code: Code, at: &At, message: String, what: &str) {
        self.diagnostics.push(
            Diagnostic::new(code, at.place, at.pointer.clone(), message)
                .with_effect(Effect::Ignored(what.to_owned())),
        );
    }
}

/// Whether two parameters are one by name and place (OpenAPI 3.1, 4.8.12). Headers' names know no case.
fn is_same(one: &Parameter, two: &Parameter) -> bool {
    one.location == two.location
        && match one.location {
            document::Location::Header => one.name.eq_ignore_ascii_case(&two.name),
            _ => one.name == two.name,
        }
}
