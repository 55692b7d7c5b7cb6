//! What can go wrong, when, and what must come of it.

use handler::store::{Cause, StoreError};
use livekit_stand_in::FaultKind;
use serde_json::{Value, json};

use crate::support::world::{LATE, UPDATE_INBOUND, UPDATE_OUTBOUND};

/// What the database does when it is asked to save.
pub enum Database {
    Works,
    Fails(StoreError),
    /// SQLite itself, by a trigger.
    Refuses,
}

pub struct Case {
    pub name: &'static str,
    pub faults: Vec<(&'static str, u32, FaultKind)>,
    pub database: Database,
    pub answer: (u16, &'static str),
    pub steps: &'static [&'static str],
    pub held: [&'static str; 3],
}

const PROVIDER: (u16, &str) = (502, "SIP provider error");
const UNAVAILABLE: (u16, &str) = (503, "SIP provider unavailable");
const CONFLICT: (u16, &str) = (409, "SIP trunk conflicts with another trunk");
const DATABASE: (u16, &str) = (503, "Database is not available");

pub const ALL_OLD: [&str; 3] = ["old", "old", "old"];

fn refuse(status: u16, code: &str, msg: &str) -> FaultKind {
    FaultKind::Refuse {
        status,
        code: code.to_owned(),
        msg: msg.to_owned(),
    }
}

fn wrong(field: &str, value: Value) -> FaultKind {
    FaultKind::WrongEcho {
        field: field.to_owned(),
        value,
    }
}

fn case(name: &'static str, answer: (u16, &'static str), steps: &'static [&'static str]) -> Case {
    Case {
        name,
        faults: Vec::new(),
        database: Database::Works,
        answer,
        steps,
        held: ALL_OLD,
    }
}

fn outbound(
    name: &'static str,
    kind: FaultKind,
    answer: (u16, &'static str),
    steps: &'static [&'static str],
) -> Case {
    Case {
        faults: vec![(UPDATE_OUTBOUND, 1, kind)],
        ..case(name, answer, steps)
    }
}

fn inbound(
    name: &'static str,
    kind: FaultKind,
    answer: (u16, &'static str),
    steps: &'static [&'static str],
) -> Case {
    Case {
        faults: vec![(UPDATE_INBOUND, 1, kind)],
        ..case(name, answer, steps)
    }
}

/// Outbound is refused: nothing to restore.
const REFUSED_OUT: &[&str] = &["get out", "get in", "out=new ✗"];
/// Outbound was changed, and nobody said so.
const TOUCHED_OUT: &[&str] = &["get out", "get in", "out=new", "out=old"];
/// Outbound was not changed, but nobody said so.
pub const PERHAPS_OUT: &[&str] = &["get out", "get in", "out=new ✗", "out=old"];
/// Inbound is refused: outbound is restored.
const REFUSED_IN: &[&str] = &["get out", "get in", "out=new", "in=new ✗", "out=old"];
/// Inbound was changed, and nobody said so: both are restored, inbound first.
const TOUCHED_IN: &[&str] = &[
    "get out", "get in", "out=new", "in=new", "in=old", "out=old",
];
/// Inbound was not changed, but nobody said so.
const PERHAPS_IN: &[&str] = &[
    "get out",
    "get in",
    "out=new",
    "in=new ✗",
    "in=old",
    "out=old",
];
/// The database refuses: both are restored.
const REFUSED_SAVE: &[&str] = &[
    "get out", "get in", "out=new", "in=new", "save ✗", "in=old", "out=old",
];

pub fn refusals() -> Vec<Case> {
    let conflict = || {
        refuse(
            400,
            "invalid_argument",
            "Conflicting inbound SIP Trunks: \"<new>\" and \"ST_x\"",
        )
    };
    let invalid = || {
        refuse(
            500,
            "unknown",
            "trunk address should be a hostname or IP, not SIP URI",
        )
    };
    vec![
        outbound("refuses outbound", invalid(), PROVIDER, REFUSED_OUT),
        outbound(
            "conflict outbound",
            refuse(409, "aborted", ""),
            CONFLICT,
            REFUSED_OUT,
        ),
        outbound(
            "no such trunk",
            refuse(404, "not_found", ""),
            PROVIDER,
            REFUSED_OUT,
        ),
        outbound("credentials", FaultKind::Text401, PROVIDER, REFUSED_OUT),
        outbound(
            "unavailable outbound",
            FaultKind::Unavailable,
            UNAVAILABLE,
            REFUSED_OUT,
        ),
        inbound("refuses inbound", invalid(), PROVIDER, REFUSED_IN),
        inbound("conflict inbound", conflict(), CONFLICT, REFUSED_IN),
        inbound("credentials", FaultKind::Text401, PROVIDER, REFUSED_IN),
        inbound(
            "unavailable inbound",
            FaultKind::Unavailable,
            UNAVAILABLE,
            REFUSED_IN,
        ),
    ]
}

pub fn ambiguities() -> Vec<Case> {
    let html = |applied| FaultKind::Html502 { applied };
    let internal = || refuse(500, "internal", "redis");
    let password = || wrong("auth_password", json!("else"));
    let source = || wrong("allowed_addresses", json!(["0.0.0.0/0"]));
    vec![
        outbound(
            "late outbound",
            FaultKind::DelayAfter(LATE),
            UNAVAILABLE,
            TOUCHED_OUT,
        ),
        outbound(
            "drops before outbound",
            FaultKind::DropBefore,
            UNAVAILABLE,
            PERHAPS_OUT,
        ),
        outbound(
            "drops after outbound",
            FaultKind::DropAfter,
            UNAVAILABLE,
            TOUCHED_OUT,
        ),
        outbound(
            "truncated outbound",
            FaultKind::Truncated,
            UNAVAILABLE,
            TOUCHED_OUT,
        ),
        outbound("internal outbound", internal(), UNAVAILABLE, PERHAPS_OUT),
        outbound("HTML before outbound", html(false), PROVIDER, PERHAPS_OUT),
        outbound("HTML after outbound", html(true), PROVIDER, TOUCHED_OUT),
        outbound("wrong echo outbound", password(), PROVIDER, TOUCHED_OUT),
        inbound(
            "late inbound",
            FaultKind::DelayAfter(LATE),
            UNAVAILABLE,
            TOUCHED_IN,
        ),
        inbound(
            "drops before inbound",
            FaultKind::DropBefore,
            UNAVAILABLE,
            PERHAPS_IN,
        ),
        inbound(
            "drops after inbound",
            FaultKind::DropAfter,
            UNAVAILABLE,
            TOUCHED_IN,
        ),
        inbound(
            "truncated inbound",
            FaultKind::Truncated,
            UNAVAILABLE,
            TOUCHED_IN,
        ),
        inbound("internal inbound", internal(), UNAVAILABLE, PERHAPS_IN),
        inbound("HTML before inbound", html(false), PROVIDER, PERHAPS_IN),
        inbound("HTML after inbound", html(true), PROVIDER, TOUCHED_IN),
        inbound("wrong echo inbound", source(), PROVIDER, TOUCHED_IN),
    ]
}

pub fn others() -> Vec<Case> {
    let failed = StoreError::Failed {
        step: "save",
        cause: Cause::Other,
    };
    let get = |method, kind| vec![(method, 1, kind)];
    vec![
        Case {
            held: ["new", "new", "new"],
            ..case(
                "works",
                (200, ""),
                &["get out", "get in", "out=new", "in=new", "save"],
            )
        },
        Case {
            faults: get("GetSIPOutboundTrunk", FaultKind::Unavailable),
            ..case("outbound is not read", UNAVAILABLE, &["get out"])
        },
        Case {
            faults: get("GetSIPInboundTrunk", refuse(404, "not_found", "")),
            ..case("inbound is not there", PROVIDER, &["get out", "get in"])
        },
        Case {
            database: Database::Fails(failed),
            ..case("database fails", DATABASE, REFUSED_SAVE)
        },
        Case {
            database: Database::Refuses,
            ..case("SQLite refuses", DATABASE, REFUSED_SAVE)
        },
        Case {
            faults: vec![
                (UPDATE_INBOUND, 1, refuse(500, "unknown", "")),
                (UPDATE_OUTBOUND, 2, FaultKind::Unavailable),
            ],
            held: ["new", "old", "old"],
            ..case(
                "restoring fails",
                PROVIDER,
                &["get out", "get in", "out=new", "in=new ✗", "out=old ✗"],
            )
        },
        Case {
            faults: vec![(UPDATE_INBOUND, 2, FaultKind::DropBefore)],
            database: Database::Refuses,
            held: ["old", "new", "old"],
            ..case(
                "restoring inbound fails, outbound is restored",
                DATABASE,
                &[
                    "get out",
                    "get in",
                    "out=new",
                    "in=new",
                    "save ✗",
                    "in=old ✗",
                    "out=old",
                ],
            )
        },
    ]
}
