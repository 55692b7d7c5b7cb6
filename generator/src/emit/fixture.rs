//! Texts of IRs that the tests of the emitters share, with the names that are chosen for them.

use crate::config::Config;
use crate::ir::{Api, read};
use crate::lock::Lock;
use crate::names::{self, Names};

/// The IR of a text, and its names.
pub(super) fn named(text: &str) -> (Api, Names) {
    let api = read(text);
    let names = names::assign(&api, &Lock::new(), &Config::default()).names;
    (api, names)
}

/// Every shape of types once, with every presence, nullability and kind of default.
pub(super) const SHAPES: &str = r##"
api "Sample" "1.0" profile problem-details

string enum Mode
  # "Mode"
  ## "How it is done."
  "fast"
  "slow-motion"

string enum Only
  "cat"

integer enum Level
  -1
  2
    ## "The second."

alias Tags
  ## "Free words."
  [string]

newtype Forest
  [Tree]

struct Tree
  "left": box Tree optional
  "right": box Tree? optional
  others refused

struct Device
  # "A device"
  ## "It has everything.\n\nIn two paragraphs."
  "id": uuid required
    # "Device ID"
    ## "Its id."
  "type": Mode required
    # "Type"
  "reader": string? required
  "required": bool required
  "bornAt": date-time optional
  "died-at": date? optional
  "tags": Tags optional, default []
  "name": string optional, default "a \"b\"\n`c` */"
  "mode": Mode optional, default "slow-motion" of Mode
  "level": Level? optional, default -1 of Level
  "comment": string? optional, default "none"
  "limit": i32 optional, default -20
  "ratio": f64 optional, default 3.14 of f64
  "counts": map of i64 optional, default {}
  "password": secret optional
  "old": f32 optional deprecated
    ## "Use `name`."
  others: json

struct Filled deprecated
  "mode": Mode filled with "fast" of Mode
  "note": string filled with "–"
  "count": i64 filled with 0
  "data": base64? optional

struct Empty

struct Cat
  "kind": Only required

union Loc
  string: string with From when the kind is string
  integer: i64 with From when the kind is integer

union Anything
  null: null when the kind is null
  boolean: bool with From when the kind is boolean
  number: f64 with From when the kind is number
  string: secret called Text! with From when the kind is string
  array: [json] called List! with From when the kind is array
  object: map of json called Map! with From when the kind is object

union Pet
  Cat: Cat when "kind" is "cat" or "kitten"
  Tiger: box Cat called Tiger! when "kind" is "tiger"
  and others

string enum Open
  "a"
  and others

union Told
  Cat: Cat
  Filled: Filled
  Empty: Empty
  Only: Only
  string: date
  any: json
  told by kind { object: "v" { 1 or "a": 0; true: keys { "b": 1; otherwise: trying 2 1 for one with "c" in 0 1 required by 1 }; absent: kind of "d" { string or null: 2; number: 5 } }; string: listed 3 else trying 4 3; null or boolean: 5 }
"##;

/// Two groups: one with all kinds of parameters, answers and requirements, one that asks for nothing.
pub(super) const OPERATIONS: &str = r##"
api "Items" "" profile problem-details
scheme bearer as Token
scheme basic as Login
scheme header "X-Key" as Key

group Items

  PUT /items/{id}.json as putItem
    # "Put an item"
    path "items" / {0}+".json"
    path "id": uuid required
      ## "What it is."
    query "limit": i32 filled with 20
      ## "What it is."
    query "tags": [string] optional
      ## "What it is."
    header "X-Trace": string? optional
      ## "What it is."
    body optional "application/json" json [i64]?
    200 success "application/json" json [i64] with From
      ## "The item."
      header "ETag"?
    204 success
    4XX error "application/json" json string
      ## "Their fault."
    default error
      ## "Something else."
    asks for Login and Key
    asks for Token for read, write

  GET /items/{id}.json as getItem deprecated
    ## "Get it.\n\n```\nnot a doctest\n```"
    path "items" / {0}+".json"
    path "id": uuid required
      ## "What it is."
    200 success "application/json" json string with From
      ## "OK"
    asks for nothing
    asks for Key

group Type

  GET /health/
    path "health" / ""
"##;
