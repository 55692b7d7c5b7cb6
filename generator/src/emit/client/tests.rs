//! The client's files over the API of the server's tests.

use super::emit;
use crate::emit::server::tests::sample;
use crate::emit::tests::shown;
use crate::emit::{Cx, EmitConfig, Side};

#[test]
fn a_client_of_two_groups() {
    let (api, names) = sample();
    let files = emit(&Cx {
        api: &api,
        names: &names,
        config: &EmitConfig::default(),
        side: Side::Client,
    })
    .unwrap();
    insta::assert_snapshot!(shown(&files, Side::Client, &["src/items", "src/type"]));
}
