//! The groups that have operations, for both sides.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Cx, code};
use crate::ir::{Group, GroupId, Operation, OperationId, Placement, Root};
use crate::names::{GroupNames, OperationNames};

/// A group that has operations, and what a side needs of each.
pub struct GroupPlan<'a, Op> {
    /// Its id.
    pub id: GroupId,
    /// The group.
    pub group: &'a Group,
    /// Its names.
    pub names: &'a GroupNames,
    /// Its operations, in their order; never none.
    pub operations: Vec<Op>,
}

impl<Op> GroupPlan<'_, Op> {
    /// The path of a file of the group's: `src/type.rs` for the module `r#type` and the tail `.rs`.
    pub fn file(&self, tail: &str) -> String {
        let stem = self.names.module.trim_start_matches("r#");
        format!("src/{stem}{tail}")
    }

    /// The module of the types that stand with the group, where any does.
    pub fn types(&self, cx: &Cx<'_>) -> TokenStream {
        if cx.api.placements.contains(&Placement::Group(self.id)) {
            quote!(
                pub(crate) mod types;
            )
        } else {
            TokenStream::new()
        }
    }

    /// ``The operations tagged `Phones`.``
    pub fn about(&self) -> String {
        match &self.group.origin.whence.root {
            Root::Tag(name) => format!("The operations tagged {}.", code(name)),
            Root::Segment(name) => format!("The operations under {}.", code(name)),
            _ => format!("The operations of {}.", code(&self.names.module)),
        }
    }
}

/// The groups with operations, in their order; `plan` makes of an operation what its side needs.
pub fn groups<'a, Op>(
    cx: &Cx<'a>,
    mut plan: impl FnMut(&'a Operation, &'a OperationNames) -> Option<Op>,
) -> Vec<GroupPlan<'a, Op>> {
    let groups = (0..).map(GroupId).zip(&cx.api.groups);
    let planned = groups.filter_map(|(id, group)| {
        let operations = (0..).map(OperationId).zip(&cx.api.operations);
        let operations: Vec<_> = operations
            .filter(|(_, operation)| operation.group == id && operation.target.is_path())
            .filter_map(|(id, operation)| plan(operation, cx.names.of_operation(id)?))
            .collect();
        let names = cx.names.of_group(id)?;
        (!operations.is_empty()).then_some(GroupPlan {
            id,
            group,
            names,
            operations,
        })
    });
    planned.collect()
}
