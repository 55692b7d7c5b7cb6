//! What the files of the client are made of: the operations by group.

use crate::emit::{Cx, Side, groups, route};
use crate::ir::{Answer, Content, Operation};
use crate::names::OperationNames;

/// A group and its operations.
pub(super) type GroupPlan<'a> = crate::emit::GroupPlan<'a, Op<'a>>;

/// What all the client's files are made of: the operations by group.
pub(super) struct Plan<'a> {
    /// Groups with operations, in their order.
    pub groups: Vec<GroupPlan<'a>>,
}

/// An operation, with its answers and the variants that they are where there are several.
pub(super) struct Op<'a> {
    pub operation: &'a Operation,
    pub names: &'a OperationNames,
}

impl<'a> Plan<'a> {
    pub fn new(cx: &Cx<'a>) -> Self {
        debug_assert_eq!(cx.side, Side::Client);
        Plan {
            groups: groups(cx, |operation, names| Some(Op { operation, names })),
        }
    }
}

impl<'a> Op<'a> {
    /// The answers, each with its variant.
    fn answers(&self) -> impl Iterator<Item = (&'a Answer, &'a str)> + use<'a> {
        let variants = self.names.answers.iter().map(String::as_str);
        self.operation.answers.iter().zip(variants)
    }

    /// What the caller gets as a value.
    pub fn successes(&self) -> Vec<(&'a Answer, &'a str)> {
        let answers = self.answers();
        answers
            .filter(|(answer, _)| answer.class.is_success())
            .collect()
    }

    /// What the caller gets as an error.
    pub fn errors(&self) -> Vec<(&'a Answer, &'a str)> {
        let answers = self.answers();
        answers
            .filter(|(answer, _)| answer.class.is_error())
            .collect()
    }

    /// The body's content: of several media types, the first.
    pub fn body(&self) -> Option<&'a Content> {
        self.operation.body.as_ref()?.contents.first()
    }

    /// `` `PATCH /v1/phone/{phone_id}/sip-config` ``
    pub fn line(&self) -> String {
        route(self.operation, self.names)
    }
}
