use crate::emit::{Cx, Side, code, groups};
use crate::ir::{Content, Method, Operation, Payload, Response, StatusKey, Ty};
use crate::names::OperationNames;

/// A group and its operations.
pub(super) type GroupPlan<'a> = crate::emit::GroupPlan<'a, Op<'a>>;

/// What all the client's files are made of: the operations by group.
pub(super) struct Plan<'a> {
    /// Groups with operations, in their order.
    pub groups: Vec<GroupPlan<'a>>,
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
        Plan {
            groups: groups(cx, |operation, names| Some(Op::new(operation, names))),
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
