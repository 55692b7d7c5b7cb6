//! What the tests across crates share: the phones of the Diga API in memory, the recordings of a FastAPI server, and a reader of
//! emitted crates that uses none of the generator's code.
#![forbid(unsafe_code)]

pub mod adding;
pub mod crates;
pub mod documents;
pub mod items;
pub mod memory;
pub mod ordered;
pub mod raw;
pub mod recorded;
pub mod schemas;
pub mod wire;
