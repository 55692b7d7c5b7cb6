//! LiveKit's SIP API in memory: the same wire over HTTP on loopback, and faults on demand.
//!
//! It serves the nine Twirp methods that make, read, change and delete inbound and outbound SIP trunks, in JSON and in protobuf, with
//! LiveKit's tokens, rules and error texts, for tests and for trying a service out where no LiveKit is. It answers as LiveKit's own SIP
//! service was recorded to answer (`fixtures/livekit-recorded.jsonl`).
//!
//! ```
//! # async fn example() -> std::io::Result<()> {
//! use livekit_stand_in::{Fault, FaultKind, Options, StandIn};
//!
//! let livekit = StandIn::start(Options::default()).await?;
//! livekit.put_outbound("ST_1", serde_json::json!({"address": "sip.example.com", "numbers": ["+34910000001"]}));
//! livekit.fault(Fault { method: Some("UpdateSIPOutboundTrunk"), nth: 1, kind: FaultKind::DropAfter });
//! // … a client that calls livekit.url() …
//! assert!(livekit.calls().iter().all(|call| call.applied));
//! # Ok(())
//! # }
//! ```
//!
//! # How both encodings are done
//!
//! The messages are a table of fields, and a message is a JSON object under the table's names. One small reader and writer per
//! encoding go over the table, so that rules are written once. `prost`'s derived structs would need protojson by hand for each of
//! fifteen messages, and presence (`optional`, `null`, defaults shown) is exactly where they say too little; `prost-reflect` with
//! `protox` does it all, at the price of a protobuf compiler among the dependencies. An old server is one whose `media` fields are
//! forgotten, which a table makes one line.
//!
//! # What it is not
//!
//! No dispatch rules, no calls, no trunks of the oldest kind: those methods answer `bad_route`. Header names and values are not checked.
#![forbid(unsafe_code)]

mod answer;
mod auth;
mod call;
mod faults;
mod log;
mod messages;
mod rules;
mod server;
mod stand_in;
mod store;
mod twirp;
mod wire;

pub use faults::{Fault, FaultKind};
pub use log::{Call, Sequence};
pub use stand_in::{Options, StandIn};
