//! What the server's files are made of: the operations by group, and who may call them.

use std::collections::{BTreeMap, BTreeSet};

use crate::emit::{Cx, Side, groups};
use crate::identifier::plain;
use crate::ir::{Content, Method, Operation, PathPart, SchemeId, Security, Target, Ty};
use crate::names::OperationNames;

/// A group and its operations.
pub(super) type GroupPlan<'a> = crate::emit::GroupPlan<'a, Op<'a>>;

/// What all the server's files are made of: the operations by group, and the functions that authenticate them.
pub(super) struct Plan<'a> {
    /// Groups with operations, in their order.
    pub groups: Vec<GroupPlan<'a>>,
    /// Distinct requirements that ask for a credential, with the name of the function that evaluates each.
    pub requirements: Vec<(&'a Security, String)>,
}

/// An operation.
pub(super) struct Op<'a> {
    pub operation: &'a Operation,
    pub names: &'a OperationNames,
    pub access: Access,
    /// The methods of its path, in the order of HTTP's own list.
    pub methods: Vec<Method>,
}

/// What an operation asks of its callers, with the name of the function in `auth.rs`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// Nothing.
    Open,
    /// A credential, if there is one.
    Optional(String),
    /// A credential.
    Required(String),
}

impl<'a> Plan<'a> {
    pub fn new(cx: &Cx<'a>) -> Self {
        debug_assert_eq!(cx.side, Side::Server);
        let requirements = requirements(cx);
        let methods = methods_by_path(cx);
        let plan = |operation: &'a Operation, names| {
            let methods = methods.get(&shape(&operation.target))?;
            Some(Op {
                operation,
                names,
                access: access(&operation.security, &requirements),
                methods: methods.iter().copied().collect(),
            })
        };
        Plan {
            groups: groups(cx, plan),
            requirements,
        }
    }

    /// Whether some operation asks for a credential.
    pub fn authenticates(&self) -> bool {
        !self.requirements.is_empty()
    }

    /// The security schemes that operations ask for, in the document's order.
    pub fn schemes(&self) -> BTreeSet<SchemeId> {
        let alternatives = self
            .requirements
            .iter()
            .flat_map(|(security, _)| &security.alternatives);
        alternatives
            .flat_map(|one| &one.schemes)
            .map(|(id, _)| *id)
            .collect()
    }

    /// Whether some alternative asks for several schemes at once.
    pub fn combines(&self) -> bool {
        let mut alternatives = self
            .requirements
            .iter()
            .flat_map(|(security, _)| &security.alternatives);
        alternatives.any(|one| one.schemes.len() > 1)
    }
}

impl GroupPlan<'_> {
    /// Whether some operation of the group asks for a credential.
    pub fn authenticates(&self) -> bool {
        self.operations.iter().any(|op| op.access != Access::Open)
    }
}

impl Op<'_> {
    /// Whether it has a request: a parameter or a body.
    pub fn has_request(&self) -> bool {
        !self.operation.params.is_empty() || self.body().is_some()
    }

    /// The body's content.
    pub fn body(&self) -> Option<&Content> {
        self.operation.body.as_ref()?.contents.first()
    }
}

/// The path without the names of its parameters, which tell no two paths apart.
fn shape(target: &Target) -> Vec<Vec<Option<&str>>> {
    fn part(part: &PathPart) -> Option<&str> {
        match part {
            PathPart::Literal(text) => Some(text),
            PathPart::Param(_) => None,
        }
    }
    target
        .segments()
        .iter()
        .map(|segment| segment.parts.iter().map(part).collect())
        .collect()
}

type Shape<'a> = Vec<Vec<Option<&'a str>>>;

fn methods_by_path<'a>(cx: &Cx<'a>) -> BTreeMap<Shape<'a>, BTreeSet<Method>> {
    let mut methods: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for operation in &cx.api.operations {
        methods
            .entry(shape(&operation.target))
            .or_default()
            .insert(operation.method);
    }
    methods
}

fn requirements<'a>(cx: &Cx<'a>) -> Vec<(&'a Security, String)> {
    let mut found: Vec<(&Security, String)> = Vec::new();
    for operation in &cx.api.operations {
        let security = &operation.security;
        if security.is_none() || found.iter().any(|(known, _)| *known == security) {
            continue;
        }
        let wanted = requirement_name(cx, security);
        let mut name = wanted.clone();
        // The same schemes with other scopes.
        let mut count = 1;
        while found.iter().any(|(_, taken)| *taken == name) {
            count += 1;
            name = format!("{wanted}_{count}");
        }
        found.push((security, name));
    }
    found
}

/// `basic_and_key_or_bearer`
fn requirement_name(cx: &Cx<'_>, security: &Security) -> String {
    let alternatives = security
        .alternatives
        .iter()
        .filter(|one| !one.schemes.is_empty());
    let alternatives = alternatives.map(|one| {
        let schemes = one.schemes.iter();
        let schemes = schemes.map(|(id, _)| plain(cx.names.of_scheme(*id)));
        schemes.collect::<Vec<_>>().join("_and_")
    });
    let name = alternatives.collect::<Vec<_>>().join("_or_");
    if security.is_optional() {
        format!("{name}_if_any")
    } else {
        name
    }
}

fn access(security: &Security, requirements: &[(&Security, String)]) -> Access {
    let name = requirements
        .iter()
        .find(|(known, _)| *known == security)
        .map(|(_, name)| name.clone());
    match name {
        None => Access::Open,
        Some(name) if security.is_optional() => Access::Optional(name),
        Some(name) => Access::Required(name),
    }
}

/// The body's type, and how it may be absent.
pub(super) enum BodyForm<'a> {
    /// `T`, or `Option<T>` where null is one of its values.
    Required(&'a Ty),
    /// `Option<T>`
    Optional(&'a Ty),
    /// `Maybe<T>`
    Maybe(&'a Ty),
}

impl BodyForm<'_> {
    /// The type of a body that is there.
    pub fn ty(&self) -> &Ty {
        match self {
            BodyForm::Required(ty) | BodyForm::Optional(ty) | BodyForm::Maybe(ty) => ty,
        }
    }
}

impl Op<'_> {
    /// How the body stands in the request.
    pub fn body_form(&self) -> Option<BodyForm<'_>> {
        let crate::ir::Payload::Json(ty) = &self.body()?.payload;
        let required = self
            .operation
            .body
            .as_ref()
            .is_some_and(|body| body.required);
        Some(match (required, ty.is_nullable()) {
            (true, _) => BodyForm::Required(ty),
            (false, false) => BodyForm::Optional(ty),
            (false, true) => BodyForm::Maybe(ty.non_null()),
        })
    }
}
