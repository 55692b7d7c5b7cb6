//! Ties generated code to a runtime that it was written for.

/// Generated files name this constant, so that a runtime of another generation fails with a name and not with a hundred type errors.
pub const V1: () = ();
