//! How the documentation of an operation names it.

use super::code;
use crate::ir::Operation;
use crate::names::OperationNames;

/// `` `PATCH /v1/phone/{phone_id}/sip-config` ``, with the operationId where that is not the method's name.
pub(super) fn route(operation: &Operation, names: &OperationNames) -> String {
    let route = code(&format!(
        "{} {}",
        operation.method.as_str(),
        operation.target.text()
    ));
    match &operation.operation_id {
        Some(id) if *id != names.method => format!("{route}, operation {}", code(id)),
        _ => route,
    }
}
