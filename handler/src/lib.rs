//! The Diga API's `update_sip_config`, for real: LiveKit's SIP trunks first, then the database.
#![forbid(unsafe_code)]

pub mod domain;
