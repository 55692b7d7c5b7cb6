//! counterpart
