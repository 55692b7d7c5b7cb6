//! What the entries of `counterpart.toml` do to the output.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use counterpart::source::Sources;
use counterpart::{Config, Lock, Output, generate};

const DOCUMENT: &str = r##"{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1"},
  "paths": {"/orders": {"get": {
    "operationId": "listOrders",
    "parameters": [{"name": "pin", "in": "query", "schema": {"type": "string"}}],
    "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}}}
  }}},
  "components": {"schemas": {
    "Order": {"type": "object", "required": ["total"], "properties": {
      "total": {"$ref": "#/components/schemas/Money"},
      "wait": {"type": "string", "format": "duration"},
      "note": {"type": "string"},
      "hint": {"type": "string", "format": "password"}
    }},
    "Money": {"type": "object", "properties": {"cents": {"type": "integer"}}}
  }}
}"##;

fn generated(config: &str) -> Output {
    let mut sources = Sources::from_text("shop.json", DOCUMENT).unwrap();
    let file = sources.attach("counterpart.toml", config);
    generate(
        &sources,
        &Config::parse(config, file).unwrap(),
        &Lock::new(),
    )
}

fn file<'o>(output: &'o Output, path: &str) -> &'o str {
    let found = output.files.iter().find(|file| file.path == path);
    found.map_or("", |file| &file.text)
}

fn said(output: &Output) -> Vec<(&'static str, &str)> {
    let all = output.diagnostics.iter();
    all.map(|one| (one.code.as_str(), one.message.as_str()))
        .collect()
}

#[test]
fn entries_change_the_output() {
    let types = "generated-server/src/orders/types.rs";
    let table = [
        ("", types, "pub total: Money,"),
        (
            "[derive]\n\"#/components/schemas/Money\" = [\"Eq\"]",
            types,
            "#[derive(Clone, Debug, PartialEq, Eq)]\npub struct Money {",
        ),
        (
            "[derive]\n\"#/components/schemas/Money\" = [\"Eq\"]",
            types,
            "#[derive(Clone, Debug, PartialEq)]\npub struct Order {",
        ),
        (
            "[types]\n\"#/components/schemas/Money\" = \"::money::Amount\"",
            types,
            "pub type Money = ::money::Amount;",
        ),
        (
            "[types]\n\"#/components/schemas/Order/properties/note\" = \"::text::Note\"",
            types,
            "pub note: Option<::text::Note>,",
        ),
        (
            "[formats]\nduration = \"::iso::Duration\"",
            types,
            "pub wait: Option<::iso::Duration>,",
        ),
        (
            "secret = [\"#/components/schemas/Order/properties/note\"]",
            types,
            "pub note: Option<Secret>,",
        ),
        (
            "not_secret = [\"#/components/schemas/Order/properties/hint\"]",
            types,
            "pub hint: Option<String>,",
        ),
        (
            "derives = [\"::schemars::JsonSchema\"]",
            types,
            "::schemars::JsonSchema",
        ),
        (
            "profile = \"fastapi\"",
            "generated-server/src/lib.rs",
            "Profile::FastApi",
        ),
        (
            "[server]\nnot_implemented = true",
            "generated-server/src/orders.rs",
            "NotImplemented",
        ),
        (
            "[client]\ndirectory = \"sdk\"",
            "sdk/src/client.rs",
            "pub struct Client",
        ),
        (
            "[runtime]\npath = \"libs/runtime\"",
            "generated-client/Cargo.toml",
            "path = \"../libs/runtime\"",
        ),
        (
            "[rename]\n\"#/components/schemas/Order\" = \"Purchase\"",
            types,
            "pub struct Purchase {",
        ),
    ];
    for (config, path, text) in table {
        let output = generated(config);
        assert!(
            file(&output, path).contains(text),
            "{config}: {:?}\n{}",
            said(&output),
            file(&output, path)
        );
        assert!(
            output
                .diagnostics
                .iter()
                .all(|one| !one.code.as_str().starts_with("CP03")),
            "{:?}",
            said(&output)
        );
        assert!(output.report.balances());
    }
}

#[test]
fn entries_that_lead_to_nothing_are_told() {
    let table = [
        (
            "[types]\n\"#/nowhere\" = \"::a::B\"",
            "there is nothing at `#/nowhere` that this applies to",
        ),
        (
            "[derive]\n\"#/nowhere\" = [\"Eq\"]",
            "there is nothing at `#/nowhere` that this applies to",
        ),
        (
            "[formats]\nmoney = \"::a::B\"",
            "nothing that is emitted has the format `money`",
        ),
        (
            "secret = [\"#/components/schemas/Money\"]",
            "there is nothing at `#/components/schemas/Money` that this applies to",
        ),
        (
            "[include]\ntags = [\"x\"]\npaths = [\"*\"]",
            "no operation has the tag, path or operationId `x`",
        ),
        (
            "[[allow]]\ncode = \"CP0001\"\nat = \"#\"\nreason = \"r\"",
            "there is no CP0001 at `#` to accept",
        ),
        (
            "[rename]\n\"#/nowhere\" = \"Here\"",
            "there is no type, value or variant at `#/nowhere` to be called `Here`",
        ),
    ];
    for (config, message) in table {
        let output = generated(config);
        assert!(
            said(&output).contains(&("CP0305", message)),
            "{config}: {:?}",
            said(&output)
        );
    }
}
