use crate::emit::{Cx, Side, code};
use crate::ir::{
    Content, Group, GroupId, Method, NameHint, Operation, OperationId, Payload, Response,
    StatusKey, Ty,
};
use crate::names::{GroupNames, OperationNames};

/// What all the client's files are made of: the operations by group.
pub(super) struct Plan<'a> {
    /// Groups with operations, in their order.
    pub groups: Vec<GroupPlan<'a>>,
}

/// A group and its operations.
pub(super) struct GroupPlan<'a> {
    pub group: &'a Group,
    pub names: &'a GroupNames,
    pub operations: Vec<Op<'a>>,
}

/// An operation, with its answers told apart.
pub(super) struct Op<'a> {
    pub operation: &'a Operation,
    pub names: &'a OperationNames,
    pub successes: Vec<Answer<'a>>,
    pub errors: Vec<Answer<'a>>,
}

/// A declared answer.
#[derive(Clone, Copy)]
pub(super) struct Answer<'a> {
    pub response: &'a Response,
    /// The variant, where it is one of several.
    pub variant: &'a str,
    /// What its body holds.
    pub payload: Option<&'a Ty>,
}

impl<'a> Plan<'a> {
    pub fn new(cx: &Cx<'a>) -> Self {
        debug_assert_eq!(cx.side, Side::Client);
        let groups = (0..).map(GroupId).zip(&cx.api.groups);
        let groups = groups.filter_map(|(id, group)| {
            let operations: Vec<_> = (0..)
                .map(OperationId)
                .zip(&cx.api.operations)
                .filter(|(_, operation)| operation.group == id)
                .filter_map(|(id, operation)| Some(Op::new(operation, cx.names.of_operation(id)?)))
                .collect();
            let names = cx.names.of_group(id)?;
            (!operations.is_empty()).then_some(GroupPlan {
                group,
                names,
                operations,
            })
        });
        Plan {
            groups: groups.collect(),
        }
    }
}

impl GroupPlan<'_> {
    /// The path of a file of the group's: `type.rs` for the module `r#type`.
    pub fn file(&self, tail: &str) -> String {
        let stem = self.names.module.trim_start_matches("r#");
        format!("src/{stem}{tail}")
    }

    /// ``The operations tagged `Phones`.``
    pub fn about(&self) -> String {
        let tagged = self.group.origin.pointer.starts_with("tag:");
        match &self.group.origin.hint {
            NameHint::Wire(name) if tagged => format!("The operations tagged {}.", code(name)),
            NameHint::Wire(name) => format!("The operations under {}.", code(name)),
            _ => format!("The operations of {}.", code(&self.names.module)),
        }
    }
}

impl<'a> Op<'a> {
    /// Successes are the 2xx; where none is declared, `default` stands for them, and where that is not declared either,
    /// the redirects, which no client follows on its own. Everything else is an error: `default` always is one too.
    fn new(operation: &'a Operation, names: &'a OperationNames) -> Self {
        let answers: Vec<_> = operation
            .responses
            .iter()
            .zip(&names.responses)
            .map(|(response, variant)| Answer {
                response,
                variant,
                payload: payload(operation.method, &response.contents),
            })
            .collect();
        let of_class = |class: u16| -> Vec<Answer<'a>> {
            let is = |answer: &&Answer<'_>| answer.class() == Some(class);
            answers.iter().filter(is).copied().collect()
        };
        let mut successes = of_class(2);
        let mut redirected = false;
        if successes.is_empty() {
            successes.extend(answers.iter().filter(|answer| answer.is_default()));
        }
        if successes.is_empty() {
            successes = of_class(3);
            redirected = true;
        }
        let is_error = |answer: &Answer<'_>| match answer.class() {
            Some(2) => false,
            Some(3) => !redirected,
            _ => true,
        };
        Op {
            operation,
            names,
            successes,
            errors: answers.into_iter().filter(is_error).collect(),
        }
    }

    /// The body's content: of several media types, the first.
    pub fn body(&self) -> Option<&'a Content> {
        self.operation.body.as_ref()?.contents.first()
    }

    /// The media types that answers are expected in, each once.
    pub fn accept(&self) -> String {
        let mut accepted: Vec<&str> = Vec::new();
        for response in &self.operation.responses {
            let content = response.contents.first();
            let media_type = content.map(|content| content.media_type.as_str());
            accepted.extend(media_type.filter(|known| !accepted.contains(known)));
        }
        accepted.join(", ")
    }

    /// `` `PATCH /v1/phone/{phone_id}/sip-config` ``
    pub fn line(&self) -> String {
        code(&format!(
            "{} {}",
            self.operation.method.as_str(),
            self.operation.path.text
        ))
    }
}

impl Answer<'_> {
    /// The first digit of its status.
    fn class(&self) -> Option<u16> {
        match self.response.status {
            StatusKey::Code(code) => Some(code / 100),
            StatusKey::Range(digit) => Some(digit.into()),
            StatusKey::Default => None,
        }
    }

    pub fn is_default(&self) -> bool {
        self.response.status == StatusKey::Default
    }

    /// Whether its variant holds the status.
    pub fn has_status(&self) -> bool {
        !matches!(self.response.status, StatusKey::Code(_))
    }
}

/// What a body holds. Of several media types the client asks for the first one only. An answer to HEAD has no body,
/// whatever it declares (RFC 9110, section 9.3.2).
fn payload(method: Method, contents: &[Content]) -> Option<&Ty> {
    if method == Method::Head {
        return None;
    }
    let Payload::Json(ty) = &contents.first()?.payload;
    Some(ty)
}
