//! The Diga API's `update_sip_config`, for real: LiveKit's SIP trunks first, then the database.
#![forbid(unsafe_code)]

pub mod auth;
pub mod config;
pub mod dev;
pub mod domain;
pub mod error;
pub mod gate;
pub mod health;
pub mod livekit;
pub mod logs;
pub mod serve;
pub mod service;
pub mod store;
pub mod update;
