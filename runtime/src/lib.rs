//! counterpart-runtime
