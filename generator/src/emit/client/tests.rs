//! The client's files over the text of an IR that the server's tests have too.

use super::emit;
use crate::emit::fixture::{OPERATIONS, named};
use crate::emit::tests::shown;
use crate::emit::{Cx, EmitConfig, Side};

#[test]
fn a_client_of_two_groups() {
    let (api, names) = named(OPERATIONS);
    let files = emit(&Cx {
        api: &api,
        names: &names,
        config: &EmitConfig::default(),
        side: Side::Client,
    })
    .unwrap();
    insta::assert_snapshot!(shown(&files, Side::Client, &["src/items", "src/type"]));
}
