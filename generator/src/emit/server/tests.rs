//! The server's files over the text of an IR.

use super::emit;
use crate::emit::fixture::{OPERATIONS, named};
use crate::emit::tests::shown;
use crate::emit::{Cx, EmitConfig, File, Side};

fn emitted(config: &EmitConfig) -> Vec<File> {
    let (api, names) = named(OPERATIONS);
    emit(&Cx {
        api: &api,
        names: &names,
        config,
        side: Side::Server,
    })
    .unwrap()
}

#[test]
fn a_server_of_two_groups() {
    let files = emitted(&EmitConfig::default());
    let groups = ["src/auth", "src/items", "src/type"];
    insta::assert_snapshot!(shown(&files, Side::Server, &groups));
}

#[test]
fn operations_may_be_left_out() {
    let config = EmitConfig {
        not_implemented: true,
        ..EmitConfig::default()
    };
    let files = emitted(&config);
    let group = files
        .iter()
        .find(|file| file.path == "src/items.rs")
        .unwrap();
    assert!(
        group
            .text
            .contains("type Error: IntoResponse + From<NotImplemented>;"),
        "{}",
        group.text
    );
    assert!(
        group
            .text
            .contains("Err(NotImplemented::new(&crate::API, &mount::PUT_ITEM).into())"),
        "{}",
        group.text
    );
}
