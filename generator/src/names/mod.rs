//! Identifiers for everything that gets one: one global, late pass over the IR, with the lock.

mod assign;
mod fastapi;
mod groups;
mod operations;
mod parts;
mod propose;
mod renames;
mod reserved;
mod scope;
mod servers;
mod types;
mod variant;
mod views;
mod way;
mod words;

use crate::ir::{GroupId, Operation, OperationId, SchemeId, TypeId};

pub use assign::{Assigned, assign};

use renames::Renames;
use scope::Claim;

/// The identifiers of an API. Raw where they must be (`r#type`); all valid, and unique in their scope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Of [`crate::ir::Api::types`]. One scope with the types of operations, groups' traits and names of ours.
    pub types: Vec<String>,
    /// Of [`crate::ir::TypeDef::parts`]: fields in snake case, values and variants in camel case.
    pub parts: Vec<Vec<String>>,
    /// Of [`crate::ir::Api::operations`].
    pub operations: Vec<OperationNames>,
    /// Of [`crate::ir::Api::groups`].
    pub groups: Vec<GroupNames>,
    /// Of [`crate::ir::Api::schemes`]: methods of `Authenticator` and of the client's builder.
    pub schemes: Vec<String>,
    /// Of [`crate::ir::Api::servers`]: variants of `Server`; with the names of their variables.
    pub servers: Vec<ServerNames>,
}

/// The identifiers of an operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperationNames {
    /// `update_sip_config`: unique among all operations, since a client has them all as methods.
    pub method: String,
    /// `UPDATE_SIP_CONFIG`: the constant that describes it.
    pub constant: String,
    /// `UpdateSipConfigRequest`: what the server's method is given.
    pub request: String,
    /// `UpdateSipConfigResponse`: what the server's method answers.
    pub response: String,
    /// `UpdateSipConfig`: the client's call.
    pub call: String,
    /// `UpdateSipConfigOk`: the client's success, where there are several.
    pub ok: String,
    /// `UpdateSipConfigError`: the client's declared errors.
    pub error: String,
    /// Fields of the request and arguments of the client's method, by [`crate::ir::Operation::params`].
    pub params: Vec<String>,
    /// `body`, which no parameter is called.
    pub body: String,
    /// Variants, by [`crate::ir::Operation::answers`]: `Ok`, `UnprocessableEntity`, `ClientError`, `Default`.
    pub answers: Vec<String>,
    /// The server's constructors of them, by [`crate::ir::Operation::answers`]: `ok`, `unprocessable_entity`.
    pub constructors: Vec<String>,
    /// By [`crate::ir::Operation::headers`]: `retry_after`, with the setter `with_retry_after`.
    pub headers: Vec<String>,
    /// `UpdateSipConfigHeaders`: by [`crate::ir::Operation::with_headers`].
    pub reply_headers: Vec<String>,
}

impl OperationNames {
    /// The name of a header of its answers; empty for one that none declares.
    #[must_use]
    pub fn of_header(&self, operation: &Operation, wire: &str) -> &str {
        let declared = operation.headers();
        let mut all = declared.iter().zip(&self.headers);
        let own = all.find(|(declared, _)| declared.header.is(wire));
        own.map_or("", |(_, name)| name)
    }
}

/// The identifiers of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupNames {
    /// `phones`: the module.
    pub module: String,
    /// `Phones`: the trait.
    pub trait_name: String,
}

/// The identifiers of a server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerNames {
    /// `Production`: the variant.
    pub variant: String,
    /// Fields for its variables.
    pub variables: Vec<String>,
}

impl Names {
    /// The name of a type; empty for an id that the API does not have.
    #[must_use]
    pub fn of_type(&self, id: TypeId) -> &str {
        self.types.get(id.0 as usize).map_or("", String::as_str)
    }

    /// The names of a type's parts.
    #[must_use]
    pub fn of_parts(&self, id: TypeId) -> &[String] {
        self.parts.get(id.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The name of one of a type's parts; empty for one that it does not have.
    #[must_use]
    pub fn of_part(&self, id: TypeId, index: u32) -> &str {
        let parts = self.of_parts(id);
        parts.get(index as usize).map_or("", String::as_str)
    }

    /// The names of an operation.
    #[must_use]
    pub fn of_operation(&self, id: OperationId) -> Option<&OperationNames> {
        self.operations.get(id.0 as usize)
    }

    /// The names of a group.
    #[must_use]
    pub fn of_group(&self, id: GroupId) -> Option<&GroupNames> {
        self.groups.get(id.0 as usize)
    }

    /// The name of a security scheme.
    #[must_use]
    pub fn of_scheme(&self, id: SchemeId) -> &str {
        self.schemes.get(id.0 as usize).map_or("", String::as_str)
    }
}

/// Names claims by their proposals: those whose name is exactly as written first, then the others, each in the
/// document's order. The names come out in the order of the claims.
fn in_order(
    claims: &[Claim],
    proposals: &[(bool, Vec<String>)],
    mut name: impl FnMut(&Claim, &[String]) -> String,
) -> Vec<String> {
    let mut names = vec![String::new(); claims.len()];
    let mut order: Vec<_> = claims.iter().zip(proposals).zip(&mut names).collect();
    order.sort_by_key(|((claim, (exact, _)), _)| (!exact, claim.place));
    for ((claim, (_, proposals)), slot) in order {
        *slot = name(claim, proposals);
    }
    names
}

#[cfg(test)]
mod lock_tests;
#[cfg(test)]
mod tests;
