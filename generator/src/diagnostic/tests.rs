//! Tests of how diagnostics are shown.

use super::*;
use crate::source::{LoadFailure, MemoryLoader, Sources, load};

const SHOP: &str = "openapi: 3.1.0
components:
  schemas:
    Card: {type: object}
    Payment:
      anyOf:
        - $ref: '#/components/schemas/Card'
";

fn shop() -> (Sources, Diagnostic) {
    let sources = Sources::from_text("specs/shop.yaml", SHOP).unwrap();
    let payment = sources
        .root()
        .pointer("#/components/schemas/Payment")
        .unwrap();
    let card = sources
        .root()
        .pointer("#/components/schemas")
        .unwrap()
        .member("Card")
        .unwrap();
    let diagnostic = Diagnostic::new(
        Code::WrongShape,
        payment.member("anyOf").unwrap().key.place,
        "#/components/schemas/Payment/anyOf",
        "the variants of this anyOf cannot be told apart",
    )
    .with_label("variants 0 (Card) and 2 (Voucher) accept the same objects")
    .with_note(card.key.place, "Card is defined here")
    .with_help("add a discriminator,\nor accept it")
    .with_effect(Effect::OperationSkipped("createPayment".to_owned()));
    (sources, diagnostic)
}

#[test]
fn text() {
    let (sources, diagnostic) = shop();
    assert_eq!(
        render(&diagnostic, &sources, Colour::Never),
        "\
specs/shop.yaml:6:7: error[CP0010]: the variants of this anyOf cannot be told apart
  6 |       anyOf:
    |       ^^^^^ variants 0 (Card) and 2 (Voucher) accept the same objects
  note: specs/shop.yaml:4:5: Card is defined here
  help: add a discriminator,
        or accept it
  effect: operation `createPayment` is skipped
"
    );
}

#[test]
fn colour_adds_escapes_and_nothing_else() {
    let (sources, diagnostic) = shop();
    let coloured = render(&diagnostic, &sources, Colour::Always);
    assert!(coloured.contains("\u{1b}[1;31merror[CP0010]\u{1b}[0m"));
    let mut plain = String::new();
    let mut rest = &coloured[..];
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    plain.push_str(rest);
    assert_eq!(plain, render(&diagnostic, &sources, Colour::Never));
}

#[test]
fn json() {
    let (sources, diagnostic) = shop();
    let shown: serde_json::Value = serde_json::from_str(&to_json(&diagnostic, &sources)).unwrap();
    assert_eq!(
        shown,
        serde_json::json!({
            "code": "CP0010",
            "severity": "error",
            "message": "the variants of this anyOf cannot be told apart",
            "label": "variants 0 (Card) and 2 (Voucher) accept the same objects",
            "file": "specs/shop.yaml", "line": 6, "column": 7, "end": {"line": 6, "column": 12},
            "pointer": "#/components/schemas/Payment/anyOf",
            "notes": [{
                "message": "Card is defined here",
                "file": "specs/shop.yaml", "line": 4, "column": 5, "end": {"line": 4, "column": 9}
            }],
            "help": "add a discriminator,\nor accept it",
            "effect": "operation `createPayment` is skipped",
            "allow": {"code": "CP0010", "at": "#/components/schemas/Payment/anyOf"}
        })
    );
    assert!(!to_json(&diagnostic, &sources).contains('\n'));
}

fn shown(failure: Result<Sources, Box<LoadFailure>>) -> String {
    let failure = failure.unwrap_err();
    render_all(&failure.diagnostics, &failure.sources, Colour::Never)
}

#[test]
fn faults_of_reading() {
    assert_eq!(
        shown(load(&mut MemoryLoader::new(), "specs/a.json")),
        "\
specs/a.json:1:1: error[CP0005]: the file `specs/a.json` cannot be read: there is no such file
  effect: nothing is written
"
    );
    assert_eq!(
        shown(Sources::from_text("a.json", "{\n\t\"a\": 1,\n\t\"b\": [\n")),
        "\
a.json:4:1: error[CP0001]: expected a value, found the end of the file
  4 |
    | ^
  note: a.json:3:7: the array that starts here is not closed
  effect: nothing is written
"
    );
    assert_eq!(
        shown(Sources::from_text(
            "a.yaml",
            "a: 1\nb\u{1b}[2J: 'x\n'\nc: [*d]\n"
        )),
        "\
a.yaml:2:2: error[CP0002]: the character U+001B may not stand here
  2 | b\u{fffd}[2J: 'x
    |  ^
  help: write it as an escape, in double quotes
  effect: nothing is written
"
    );
}

#[test]
fn what_the_document_says_cannot_write_over_the_terminal() {
    let sources = Sources::from_text("a.json", r#"["\u001b[2J"]"#).unwrap();
    let place = sources.root().place;
    let diagnostic =
        Diagnostic::new(Code::WrongShape, place, "#", "\u{1b}[2J\nx\u{202e}").with_label("\u{7}");
    let shown = render(&diagnostic, &sources, Colour::Never);
    assert!(
        shown.starts_with("a.json:1:1: error[CP0010]: \\u{1b}[2J\\u{a}x\\u{202e}\n"),
        "{shown}"
    );
    assert!(
        shown
            .chars()
            .all(|character| character == '\n' || !crate::source::is_invisible(character)),
        "{shown}"
    );
}

#[test]
fn sorting_is_by_place_then_code_and_drops_repetition() {
    let at = |code, start| {
        Diagnostic::new(
            code,
            Place::new(crate::source::FileId(0), start, start),
            "#",
            "x",
        )
    };
    let mut diagnostics = Diagnostics::new();
    diagnostics.extend([
        at(Code::Version, 5),
        at(Code::JsonSyntax, 5),
        at(Code::Version, 5),
        at(Code::Version, 1),
        at(Code::Version, 5).with_help("y"),
    ]);
    diagnostics.sort();
    let order: Vec<_> = diagnostics
        .iter()
        .map(|each| (each.place.span.start, each.code, each.help.is_some()))
        .collect();
    assert_eq!(
        order,
        [
            (1, Code::Version, false),
            (5, Code::JsonSyntax, false),
            (5, Code::Version, false),
            (5, Code::Version, true)
        ]
    );
    assert!(diagnostics.has_errors());
}

#[test]
fn codes_are_distinct_and_in_order() {
    let texts: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert!(texts.windows(2).all(|pair| pair[0] < pair[1]), "{texts:?}");
    let is_code = |text: &str| {
        text.len() == 6
            && text.starts_with("CP")
            && text[2..].bytes().all(|byte| byte.is_ascii_digit())
    };
    assert!(texts.iter().all(|text| is_code(text)), "{texts:?}");
}
