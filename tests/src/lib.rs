//! What the tests across crates share: the phones of the Diga API in memory, and the recordings of a FastAPI server.
#![forbid(unsafe_code)]

pub mod memory;
pub mod recorded;
pub mod wire;
