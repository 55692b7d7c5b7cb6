//! Tests of diagnostics on few lines.

use super::*;
use crate::source::{FileId, Place, Sources};

/// A document of a thousand lines, and one of one line.
fn sources(lines: bool) -> Sources {
    let end = if lines { "\n" } else { "" };
    let items: Vec<String> = (0..1000).map(|index| format!("{index}{end}")).collect();
    Sources::from_text("a.json", format!("[{}]", items.join(","))).unwrap()
}

fn said(sources: &Sources, code: Code, index: usize) -> Diagnostic {
    let pointer = format!("#/{index}");
    let place = sources.root().pointer(&pointer).unwrap().place;
    Diagnostic::new(code, place, pointer, format!("no {index}"))
}

fn page(diagnostics: Vec<Diagnostic>, sources: &Sources, lines: usize) -> String {
    let mut diagnostics: Diagnostics = diagnostics.into_iter().collect();
    diagnostics.sort();
    brief(&diagnostics, sources, Colour::Never, lines)
}

#[test]
fn few_are_shown_in_full_errors_first() {
    let sources = sources(true);
    let all = vec![
        said(&sources, Code::NotChecked, 1).with_effect(Effect::NotChecked("a".to_owned())),
        said(&sources, Code::NoResponse, 7),
    ];
    let expected = "\
a.json:8:2: error[CP0212]: no 7
  8 | ,7
    |  ^

a.json:2:2: warning[CP0103]: no 1
  2 | ,1
    |  ^
  effect: `a` is not checked
";
    assert_eq!(page(all, &sources, 60), expected);
}

#[test]
fn each_code_is_said_once_with_its_count_its_effect_and_three_places() {
    let sources = sources(true);
    let mut all: Vec<Diagnostic> = (10..20)
        .map(|index| {
            let keywords = if index == 13 { "b, a" } else { "a" };
            said(&sources, Code::NotChecked, index)
                .with_effect(Effect::NotChecked(keywords.to_owned()))
        })
        .collect();
    all.push(said(&sources, Code::NoResponse, 30).with_help("write one"));
    let expected = "\
error[CP0212]: an operation declares no response
  a.json:31:2: no 30
    31 | ,30
       |  ^^
    help: write one
warning[CP0103] at 10 places: constraints (`minLength`, `pattern`, …) that are not checked
  effect: `a` (10), `b` are not checked
  a.json:11:2: no 10
  a.json:12:2: no 11
  a.json:13:2: no 12
help: --all shows every place; `counterpart explain CP0212` says what a code means
help: counterpart.toml accepts what it names: allow = [{ code = \"CP0212\", at = \"#\", reason = \"…\" }]
";
    assert_eq!(page(all, &sources, 20), expected);
}

#[test]
fn a_place_is_said_once_with_all_its_effects() {
    let sources = sources(true);
    let all: Vec<Diagnostic> = (0..12)
        .map(|operation| {
            let skipped = Effect::OperationSkipped(format!("get{operation}"));
            said(&sources, Code::NoResponse, 5).with_effect(skipped)
        })
        .collect();
    let expected = "\
a.json:6:2: error[CP0212]: no 5
  6 | ,5
    |  ^
  effect: 12 operations are skipped
";
    assert_eq!(page(all.clone(), &sources, 60), expected);
    let all: Diagnostics = all.into_iter().collect();
    assert_eq!(render_all(&all, &sources, Colour::Never), expected);
}

#[test]
fn a_document_on_one_line_is_shown_by_pointers() {
    let sources = sources(false);
    let one = said(&sources, Code::NoResponse, 999).with_label("this one");
    let beside = sources.root().items()[3].place;
    let one = one.with_note(beside, "and this one");
    let expected = "\
#/999: error[CP0212]: no 999
  note: this one
  note: #/3: and this one
";
    assert_eq!(page(vec![one], &sources, 60), expected);
    // What is no tree has no pointers.
    let text = format!("[{}", "1,".repeat(1000));
    let failure = Sources::from_text("b.json", text).unwrap_err();
    let said = render_all(&failure.diagnostics, &failure.sources, Colour::Never);
    assert!(said.starts_with("b.json:1:2002: error[CP0001]: "), "{said}");
    assert!(said.contains("\n  1 | …"), "{said}");
}

#[test]
fn no_page_has_more_lines_than_it_may_have() {
    let sources = sources(true);
    let all: Vec<Diagnostic> = (Code::ALL.iter().enumerate())
        .flat_map(|(index, code)| {
            (0..index % 7 + 1).map(move |more| (*code, (index * 7 + more) % 1000))
        })
        .map(|(code, index)| {
            said(&sources, code, index)
                .with_help("mend it,\nor leave it")
                .with_effect(Effect::Ignored("x".to_owned()))
        })
        .collect();
    for lines in 3..200 {
        let page = page(all.clone(), &sources, lines);
        let count = page.lines().count();
        assert!(count <= lines, "{count} of {lines}\n{page}");
        assert!(page.contains("--all"), "{page}");
    }
    // Errors keep their places when nothing else has any.
    let page = page(all, &sources, Code::ALL.len() + 60);
    let first = page.lines().take(3).collect::<Vec<_>>();
    assert!(first[0].starts_with("error[CP0001]"), "{page}");
    assert!(
        page.contains("\nnote[CP0013]") && page.contains("  a.json:"),
        "{page}"
    );
}

#[test]
fn long_places_and_messages_are_cut() {
    let text = format!("{{\"{}\": [{}]}}", "k".repeat(300), "1,".repeat(600) + "2");
    let sources = Sources::from_text("a.json", text).unwrap();
    let pointer = format!("#/{}/3", "k".repeat(300));
    let place = Place::new(FileId(0), 310, 311);
    let all = (0..30).map(|index| {
        let message = format!("{index} {}", "m".repeat(300));
        Diagnostic::new(Code::NoResponse, place, pointer.clone(), message)
    });
    let page = page(all.collect(), &sources, 10);
    assert!(
        page.contains("kkk…kkk") && page.contains("k/3: 0 mmm"),
        "{page}"
    );
    assert!(
        page.lines().all(|line| line.chars().count() <= 170),
        "{page}"
    );
}
