//! Whether paths can be routes: told apart from each other, and at one with their parameters.

use super::Lowerer;
use super::faults::Faults;
use super::path::Template;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{At, Operation};
use crate::ir::{Location, Method, Param};

impl Lowerer<'_> {
    /// Two operations that answer the same requests: the first one stays.
    pub(super) fn check_route(
        &mut self,
        method: Method,
        template: &Template,
        operation: &Operation,
        faults: &mut Faults,
    ) {
        let shape = template.shape();
        if let Some((text, place)) = self.routes.get(&(method, shape.clone())) {
            let message = format!("{} `{text}` answers the same requests", method.as_str());
            let (at, note) = (&operation.at, "this one is used");
            faults.0.push(
                Diagnostic::new(Code::DuplicateRoute, at.place, at.pointer.clone(), message)
                    .with_note(*place, note),
            );
        }
    }

    /// Two operations of one operationId; both stay. Those that are skipped have none.
    pub(super) fn check_operation_id(&mut self, operation: &Operation) {
        let Some((id, at)) = &operation.operation_id else {
            return;
        };
        match self.operation_ids.get(id) {
            Some(first) => self.diagnostics.push(
                Diagnostic::new(
                    Code::DuplicateOperationId,
                    at.place,
                    at.pointer.clone(),
                    format!("another operation has the operationId `{id}`"),
                )
                .with_note(*first, "it is used here first"),
            ),
            None => {
                self.operation_ids.insert(id.clone(), at.place);
            }
        }
    }
}

/// The index of the parameter `name` in the path.
pub(super) fn index_of(params: &[Param], name: &str) -> Option<u32> {
    let found = params
        .iter()
        .position(|param| param.location == Location::Path && param.wire == name);
    u32::try_from(found?).ok()
}

/// Whether the template and the parameters in the path are about the same names. A parameter that was reported already
/// is missing here, and not reported twice.
pub(super) fn check_path_params(
    template: &Template,
    params: &[Param],
    operation: &At,
    faults: &mut Faults,
) -> bool {
    let is_first = faults.0.is_empty();
    let mut fits = true;
    for name in template.names() {
        if index_of(params, name).is_none() {
            fits = false;
            if is_first {
                let message =
                    format!("the path has `{{{name}}}`, but there is no parameter `{name}` in it");
                faults.add(Code::PathParameters, operation, message);
            }
        }
    }
    for param in params
        .iter()
        .filter(|param| param.location == Location::Path)
    {
        if template.names().all(|name| name != param.wire) {
            fits = false;
            let at = At {
                place: param.origin.place,
                pointer: param.origin.pointer.clone(),
            };
            let message = format!("the path has no `{{{}}}`", param.wire);
            faults.add(Code::PathParameters, &at, message);
        }
    }
    fits
}
