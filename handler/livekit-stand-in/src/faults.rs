//! Misbehaviour on demand.

use std::time::Duration;

use serde_json::Value;

/// A fault that strikes once.
///
/// Calls are counted from the moment at which the fault is armed; only those count that were authenticated, read and routed.
/// Where several faults are due, the one armed first strikes and the others wait for the next matching call.
pub struct Fault {
    /// The method that it waits for, such as `UpdateSIPInboundTrunk`; any if `None`.
    pub method: Option<&'static str>,
    /// Which matching call it strikes: 1 is the next one.
    pub nth: u32,
    /// What happens then.
    pub kind: FaultKind,
}

/// What a fault does.
pub enum FaultKind {
    /// Answers this Twirp error; nothing is applied.
    Refuse {
        /// The status code.
        status: u16,
        /// The Twirp code, such as `invalid_argument`.
        code: String,
        /// The message.
        msg: String,
    },
    /// Waits, then applies and answers. The call is applied even if its caller has gone by then.
    DelayBefore(Duration),
    /// Applies, waits, then answers.
    DelayAfter(Duration),
    /// Closes the connection without an answer; nothing is applied.
    DropBefore,
    /// Applies, then closes the connection without an answer.
    DropAfter,
    /// Answers 503 `unavailable` as Twirp JSON; nothing is applied.
    Unavailable,
    /// Answers a proxy's 502, which is HTML.
    Html502 {
        /// Whether the call is applied all the same.
        applied: bool,
    },
    /// Answers 401 as plain text, as for a key that LiveKit does not know; nothing is applied.
    Text401,
    /// Applies, answers half of the body, and closes the connection.
    Truncated,
    /// Applies, and answers with one field of the trunk changed. What is kept is what was asked for.
    WrongEcho {
        /// The field's path in protojson, such as `media.encryption`.
        field: String,
        /// What it shows instead.
        value: Value,
    },
}

/// The faults that have not struck yet.
#[derive(Default)]
pub(crate) struct Faults {
    armed: Vec<Fault>,
}

impl Faults {
    pub(crate) fn arm(&mut self, fault: Fault) {
        self.armed.push(fault);
    }

    /// Counts a call, and gives the fault that strikes it.
    pub(crate) fn strike(&mut self, method: &str) -> Option<FaultKind> {
        for fault in &mut self.armed {
            if fault.method.is_none_or(|name| name == method) {
                fault.nth = fault.nth.saturating_sub(1);
            }
        }
        let due = |fault: &Fault| fault.nth == 0 && fault.method.is_none_or(|name| name == method);
        let index = self.armed.iter().position(due)?;
        Some(self.armed.remove(index).kind)
    }
}

/// Sets the value at a dotted path, making objects on the way.
pub(crate) fn set(value: &mut Value, path: &str, new: Value) {
    let target = path.split('.').fold(value, |value, name| {
        if !value.is_object() {
            *value = Value::Object(serde_json::Map::new());
        }
        &mut value[name]
    });
    *target = new;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(method: Option<&'static str>, nth: u32, applied: bool) -> Fault {
        Fault {
            method,
            nth,
            kind: FaultKind::Html502 { applied },
        }
    }

    #[test]
    fn strikes_the_nth_matching_call_once() {
        let mut faults = Faults::default();
        faults.arm(fault(Some("B"), 2, true));
        let struck: Vec<bool> = ["B", "A", "B", "B"]
            .iter()
            .map(|method| faults.strike(method).is_some())
            .collect();
        assert_eq!(struck, [false, false, true, false]);
    }

    #[test]
    fn a_fault_that_is_due_waits_its_turn() {
        let mut faults = Faults::default();
        faults.arm(fault(None, 1, true));
        faults.arm(fault(Some("A"), 1, false));
        assert!(matches!(
            faults.strike("A"),
            Some(FaultKind::Html502 { applied: true })
        ));
        assert!(faults.strike("B").is_none());
        assert!(matches!(
            faults.strike("A"),
            Some(FaultKind::Html502 { applied: false })
        ));
    }
}
