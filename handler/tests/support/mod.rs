//! What the tests of the client and of the update share.
#![allow(dead_code, reason = "each test uses a part")]

pub mod logs;
mod scratch;
pub mod store;
pub mod world;
