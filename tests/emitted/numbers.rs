//! The numbers of `specs/numbers.yaml` in both crates: what the bounds accept is taken and comes back. `cargo xtask emitted` compiles and runs this.

mod back;

use back::comes_back;
use counterpart_runtime::codec::{Decode, DecodeOptions, Encode};

/// A value, and whether both sides take it.
const VALUES: &[(&str, bool)] = &[
    (r#"{"count": 18446744073709551615}"#, true),
    (r#"{"count": -1}"#, false),
    (r#"{"count": 1.0}"#, true),
    (r#"{"count": 1e3}"#, true),
    (r#"{"count": 1.5}"#, false),
    (r#"{"bytes": 18446744073709551615}"#, true),
    (r#"{"bytes": 18446744073709551616}"#, false),
    (r#"{"port": 4294967295}"#, true),
    (r#"{"port": 4294967296}"#, false),
    (r#"{"below": 2147483647}"#, true),
    (r#"{"below": 2147483648}"#, false),
    (r#"{"small": 255}"#, true),
    (r#"{"small": 300}"#, false),
    (r#"{"shift": -32768}"#, true),
    (r#"{"limit": 9223372036854775808}"#, true),
    (r#"{"limit": 18446744073709551615}"#, true),
    (r#"{"huge": -12345678901234567890123456789}"#, true),
    (r#"{"huge": 0.5}"#, false),
    (r#"{"price": 0.1234567890123456789}"#, true),
    (r#"{"price": 9007199254740993}"#, true),
    (r#"{"price": "1"}"#, false),
    (r#"{"whole": 7}"#, true),
    (r#"{"whole": 7.5}"#, false),
    (r#"{"wide": 1e100}"#, true),
];

fn check<T: Decode + Encode>(side: &str) {
    for (text, taken) in VALUES {
        comes_back::<T>(side, text, *taken, DecodeOptions::DEFAULT);
    }
}

#[test]
fn what_the_bounds_accept_comes_back() {
    check::<numbers_client::types::Numbers>("client");
    check::<numbers_server::types::Numbers>("server");
}
