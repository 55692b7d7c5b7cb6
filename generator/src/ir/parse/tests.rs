//! Texts of IRs are read back as they were: of all of `specs/`, of small real documents, and of what specs do not have.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::super::dump::{dump, dump_with_docs};
use super::super::{Api, Origin, Placement, Recorded, RulesId, Ty};
use super::parse;
use crate::config::Config;
use crate::emit::{EmitConfig, emit};
use crate::lock::Lock;
use crate::lower::{LowerConfig, lower};
use crate::names;
use crate::passes;
use crate::source::{Place, Sources};

/// Real documents up to this size.
const SMALL: u64 = 150_000;

/// The files of a folder, by name.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut found: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    found.sort();
    found
}

/// An IR as it can be read back: without places, the pointers of all but types, and what the lock has recorded.
fn said(mut api: Api) -> String {
    let by_whence = |origin: &mut Origin| {
        origin.place = Place::default();
        origin.pointer = origin.whence.to_string();
    };
    for def in &mut api.types {
        def.origin.place = Place::default();
        for other in &mut def.merged {
            other.place = Place::default();
        }
        for part in &mut def.parts {
            by_whence(&mut part.origin);
        }
    }
    for operation in &mut api.operations {
        by_whence(&mut operation.origin);
        for param in &mut operation.params {
            by_whence(&mut param.origin);
        }
        for answer in &mut operation.answers {
            by_whence(&mut answer.origin);
            for header in &mut answer.headers {
                by_whence(&mut header.origin);
            }
        }
    }
    api.servers
        .iter_mut()
        .for_each(|one| by_whence(&mut one.origin));
    api.schemes
        .iter_mut()
        .for_each(|one| by_whence(&mut one.origin));
    api.groups
        .iter_mut()
        .for_each(|one| by_whence(&mut one.origin));
    by_their_order(&mut api);
    if api.placements.iter().all(|one| *one == Placement::Shared) {
        api.placements.clear();
    }
    api.recorded = Recorded::default();
    format!("{api:#?}")
}

/// Gives rules the ids of their order, and drops those that nobody has: texts know neither.
fn by_their_order(api: &mut Api) {
    let all = api.rules.clone();
    let mut order = BTreeSet::new();
    each_rules(api, &mut |id| {
        order.insert(all.get_index(id.0 as usize).unwrap().clone());
    });
    let mut each = |id: &mut RulesId| {
        let rules = all.get_index(id.0 as usize).unwrap();
        let place = order.iter().position(|one| one == rules).unwrap();
        id.0 = u32::try_from(place).unwrap();
    };
    each_rules(api, &mut each);
    api.rules = order.into_iter().collect();
}

fn each_rules(api: &mut Api, visit: &mut impl FnMut(&mut RulesId)) {
    let mut of_ty = |ty: &mut Ty| {
        ty.for_each_mut(&mut |ty| {
            if let Ty::Ruled(_, rules) = ty {
                visit(rules);
            }
        });
    };
    for def in &mut api.types {
        def.shape.for_each_ty_mut(&mut of_ty);
    }
    for operation in &mut api.operations {
        operation.for_each_request_ty_mut(&mut of_ty);
        operation.for_each_response_ty_mut(&mut of_ty);
    }
    for def in &mut api.types {
        def.rules.iter_mut().for_each(&mut *visit);
    }
}

fn is_read_back(api: &Api, what: &str) {
    let text = dump(api);
    let read = parse(&text).unwrap_or_else(|error| panic!("{what}: {error}\n{text}"));
    assert_same(&dump(&read), &text, what);
    let text = dump_with_docs(api);
    let read = parse(&text).unwrap_or_else(|error| panic!("{what}: {error}\n{text}"));
    assert_same(&said(read), &said(api.clone()), what);
}

fn assert_same(found: &str, expected: &str, what: &str) {
    if found != expected {
        let lines = found.lines().zip(expected.lines()).enumerate();
        let mut differing = lines.filter(|(_, (found, expected))| found != expected);
        let first = differing.next();
        let before: Vec<&str> = match first {
            Some((at, _)) => expected
                .lines()
                .skip(at.saturating_sub(30))
                .take(30)
                .collect(),
            None => Vec::new(),
        };
        panic!("{what}: {first:?}\n{}", before.join("\n"));
    }
}

/// After lowering, and after each pass; whether it is a document at all.
fn check(path: &Path) -> bool {
    let name = path.file_name().unwrap().to_string_lossy();
    // Some documents of errors are no text, or no document, and some real ones have several files: they have no IR.
    let Ok(text) = String::from_utf8(std::fs::read(path).unwrap()) else {
        return false;
    };
    let Ok(sources) = Sources::from_text(&name, text) else {
        return false;
    };
    let (document, _) = crate::document::read(&sources);
    let mut api = lower(&document, &LowerConfig::default()).api;
    is_read_back(&api, &format!("{name}, lowered"));
    for pass in passes::ALL {
        (pass.run)(&mut api);
        is_read_back(&api, &format!("{name} after {}", pass.name));
    }
    is_emitted_alike(&api, &name);
    true
}

/// The files are the same, with names that are chosen anew.
fn is_emitted_alike(api: &Api, what: &str) {
    let files = |api: &Api| {
        let names = names::assign(api, &Lock::new(), &Config::default()).names;
        let files = emit(api, &names, &EmitConfig::default()).unwrap();
        files
            .into_iter()
            .map(|file| (file.path, file.text))
            .collect::<Vec<_>>()
    };
    let read = parse(&dump_with_docs(api)).unwrap();
    let (expected, found) = (files(api), files(&read));
    assert_eq!(expected.len(), found.len(), "{what}");
    for ((path, text), (found_path, found)) in expected.iter().zip(found) {
        assert_eq!(*path, found_path, "{what}");
        assert_same(&found, text, &format!("{path} of {what}"));
    }
}

#[test]
fn specs_are_read_back_after_each_pass() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let found = files(&specs);
    assert!(found.len() > 30, "{} documents", found.len());
    assert!(found.iter().all(|path| check(path)));
    let errors = files(&specs.join("errors"));
    let read = errors.iter().filter(|path| check(path)).count();
    assert!(read * 2 > errors.len(), "{read} of {}", errors.len());
}

/// Where the corpus is, all small documents of it are read.
#[test]
fn real_documents_are_read_back_after_each_pass() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/real");
    let is_small = |path: &PathBuf| path.metadata().unwrap().len() <= SMALL;
    if !corpus.is_dir() {
        assert!(std::env::var_os("CI").is_none(), "the corpus is not there");
        println!("skipped: the corpus is not there");
        return;
    }
    let found: Vec<PathBuf> = files(&corpus).into_iter().filter(is_small).collect();
    let read = found.iter().filter(|path| check(path)).count();
    assert!(read > 10, "{read} of {}", found.len());
}

#[test]
fn a_wrong_line_is_named() {
    let table = [
        (
            "api \"a\" \"1\" profile nothing",
            "line 1: there is no such profile: `nothing`",
        ),
        (
            "struct A\n\n  \"a\": Missing required",
            "line 3: there is no such type: `Missing required`",
        ),
        (
            "struct A\nstruct A",
            "line 2: there are two types of this name: ``",
        ),
        (
            "struct A\n  \"a\": bool",
            "line 2: ` optional` is missing: ``",
        ),
        (
            "alias A\n  bool or string",
            "line 2: nobody reads the rest of the line: ` or string`",
        ),
        ("alias A\n  \"bool", "line 2: the text does not end: `bool`"),
        (
            "GET /a\n  asks for b",
            "line 2: there is no such scheme: `b`",
        ),
        (
            "what is this",
            "line 1: nothing of an IR begins so: `what is this`",
        ),
    ];
    for (text, expected) in table {
        let error = parse(text).map(|_| ()).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
}

/// What no document of `specs/` makes, written as the dump writes it.
const ODD: &str = r##"api "Odd \"x\"\u{202e}" "1" profile fastapi
recursion limit 256
server "https://{a}.example" called "the first"
  {a} = "b" of b, "c d"
server "https://{a}.example" called the-second
  {a} = ""
scheme cookie "k" as "a key" called key!
scheme query "k" as "nothing" deprecated

group pets called Pets! deprecated

  POST webhook "new pet" from POST webhook:"new pet" number 1
    path
    cookie "a": as "application/json", rust "::time::Date" optional
    query "b": as deep object exploded reserved, map of (string?)? filled with 0.5 of f32 from parameter:B
    asks for "a key" for a, "b c" and "nothing"
    asks for nothing

group /"a b"

  GET "/a b" as op called nothing number 0
    path "a b" / "" / {0}+".json"
    header "c": #10 required called c from path:"/a b".header:c
    204 success from response:Gone("x.yaml#/Gone").204 with From
      header "Set-Cookie", repeated called cookies deprecated

struct "GET" called Got in both beside /"a b" deprecated
  at nowhere at all
  kept
  also "string".item."item"."404".value called B! at #/x
  "a\n": box (json?) required read-only write-only called a! deprecated
  "b": read over
  others: [Pet("x.yaml#/Pet").variant:tag="a b"~2@request]

integer enum Pet("x.yaml#/Pet").variant:tag="a b"~2@request
  at #/
  -9223372036854775808 called least!

union server:"u"~2.variable:v
  at #/
  Cat: null called nothing
  Cat~2: i32 called Second deprecated
  "x.yaml#/Cat": i64
  tag="a b"~2: string
  any~3: bool called c
  told by kind { null: 0; integer or object: "t" { "a" or -1 or true: 1; absent: listed 3 else 2; other: keys { "c": 4; otherwise: trying 1 2 } }; string: kind of "k" { array or boolean: 3; number: trying 4 1 for one with "a b" in 0 1 required by 1 with "c" in 0 } }

union server:"u"
  at #/
  boolean: bool
  told by trying 0
  and others

string enum server:"v"
  at #/
  "a"
  and others

integer enum server:"w"
  at #/
  1
  and others

newtype tag:a.callback:"done":"{$url}":POST.body.media:"text/plain"
  at #/
  segment:b.default.answer-header:X.enum:"a.b"

alias segment:b.default.answer-header:X.enum:"a.b"
  at #/
  secret
"##;

#[test]
fn what_no_document_makes_is_read_back() {
    let read = parse(ODD).unwrap_or_else(|error| panic!("{error}"));
    assert_same(&dump(&read), ODD, "odd");
}
