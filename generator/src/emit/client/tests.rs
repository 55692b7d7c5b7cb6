use super::emit;
use crate::emit::server::tests::sample;
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
    let text: Vec<_> = files
        .iter()
        .map(|file| format!("==> {}\n{}", file.path, file.text))
        .collect();
    insta::assert_snapshot!(text.join("\n"));
}
