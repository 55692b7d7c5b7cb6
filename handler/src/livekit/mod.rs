//! LiveKit's SIP trunks, by Twirp over JSON.
//!
//! A client of our own: it reads trunks, keeps the status of answers that are not JSON, keeps the base path of the URL, and shows no secret.

mod client;
mod config;
mod error;
mod media;
mod token;
mod trunk;
mod update;
mod wiped;

pub use client::Client;
pub use config::{Config, ConfigError, DEFAULT_TIMEOUT};
pub use error::{Code, Error};
pub use media::{Media, MediaUpdate};
pub use reqwest::Url;
pub use trunk::{InboundTrunk, OutboundTrunk};
pub use update::{InboundUpdate, OutboundUpdate};
