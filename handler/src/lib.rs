//! The Diga API's `update_sip_config`, for real: LiveKit's SIP trunks first, then the database.
#![forbid(unsafe_code)]

pub mod auth;
pub mod domain;
pub mod gate;
pub mod livekit;
pub mod store;
pub mod update;
