//! Types of whole documents, put to the test: a program over the emitted crates decodes and encodes what it is given.

pub mod equal;
pub mod probe;
pub mod program;
pub mod suite;
