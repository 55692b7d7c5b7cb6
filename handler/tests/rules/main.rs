//! What each member of a request means, and what is refused: the rules as a caller meets them, through the generated router. LiveKit and
//! the database are not here; the change is made to a phone in memory.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "these are tests, their helpers too"
)]

mod addresses;
mod outbound;
mod phones;
mod table;
mod whole;
