//! Unions of `specs/unions-*.yaml`, read and written by the types of both sides. `cargo xtask emitted` compiles and runs this.

use counterpart_runtime::Json;
use counterpart_runtime::codec::{Decode, DecodeOptions, Encode, decode, encode};

/// What comes back of a text; or what is wrong with it.
fn back<T: Decode + Encode>(text: &str) -> Result<String, String> {
    match decode::<T>(text.as_bytes(), DecodeOptions::DEFAULT) {
        Ok(value) => Ok(encode(&value).unwrap()),
        Err(faults) => Err(faults.to_string()),
    }
}

/// What comes back, its members in any order.
fn value<T: Decode + Encode>(text: &str) -> Result<Json, String> {
    back::<T>(text).map(|text| Json::parse(&text).unwrap())
}

/// Each text comes back as it was, from both sides, but for the order of members.
macro_rules! same {
    ($client:ty, $server:ty: $($text:expr),* $(,)?) => { $(
        assert_eq!(value::<$client>($text), Ok(Json::parse($text).unwrap()), "the client");
        assert_eq!(value::<$server>($text), Ok(Json::parse($text).unwrap()), "the server");
    )* };
}

/// A server refuses the text for this reason; a client takes it as it is, if it is said to be open.
macro_rules! refused {
    ($client:ty, $server:ty: $($text:expr => $why:expr, $open:expr);* $(;)?) => { $(
        assert_eq!(back::<$server>($text), Err($why.to_owned()), "the server");
        match $open {
            true => assert_eq!(back::<$client>($text).as_deref(), Ok($text), "the client"),
            false => assert!(back::<$client>($text).is_err(), "the client"),
        }
    )* };
}

#[test]
fn constants_tell_variants_apart() {
    use events_client::types as client;
    use events_server::types as server;
    same!(client::Event, server::Event:
        r#"{"op":"move","to":[1.0,2.5]}"#,
        r#"{"op":"shut","why":{"version":1,"one":"a"}}"#,
        r#"{"op":"close","why":{"version":2}}"#,
        r#"{"op":"close","why":{"ok":true}}"#,
        r#"{"op":"close","why":{"ok":false,"error":"e"}}"#,
        r#"{"op":"make","kind":"film"}"#,
        r#"{"op":"make","kind":"book","title":"t"}"#,
        r#"{"op":"make","title":"without a kind"}"#,
        r#"{"op":"make","kind":"of another kind","title":"t"}"#,
    );
    let tags = r#"expected the member "op" to be one of "move", "close", "shut", "make""#;
    refused!(client::Event, server::Event:
        r#"{"op":"burn","x":[1.50,{"é":null}]}"# => tags, true;
        r#"{"to":[]}"# => r#"the member "op" is absent, or no string"#, false;
        r#"{"op":"make","kind":"film2"}"# => "/title: required, but absent", false;
        r#"{"op":"close","why":{"version":1}}"# => "/why/one: required, but absent", false;
        r#"{"op":"close","why":{"ok":false}}"# => "/why/error: required, but absent", false;
        r#"{"op":"close","why":{"version":3}}"# => r#"/why: expected the member "ok" to be one of true, false"#, false;
    );
    let unknown = decode(br#"{"op":"burn"}"#, DecodeOptions::DEFAULT).unwrap();
    assert!(matches!(unknown, client::Event::Unknown(Json::Object(_))));
}

#[test]
fn members_tell_variants_apart() {
    use queries_client::types as client;
    use queries_server::types as server;
    same!(client::Query, server::Query:
        r#""all""#,
        r#"{"and":["all",{"not":{"and":[]}}]}"#,
        r#"{"found":{"data":"a"}}"#,
        r#"{"found":{"data":["a"]}}"#,
        r#"{"found":{"data":{"x":1},"reason":"r"}}"#,
        r#"{"found":{"data":{},"at":"here"}}"#,
    );
    refused!(client::Query, server::Query:
        r#"{"and":[],"not":"all"}"# => "/not: unknown member", false;
        r#"{"x":1}"# => r#"expected one of the members "and", "not", "found""#, false;
        "5" => r#"expected one of "string", "object""#, false;
        r#"{"found":{"data":5}}"# => "/found/data: expected an object", false;
        r#"{"not":{"and":[{"found":{}}]}}"# => "/not/and/0/found/data: required, but absent", false;
    );
    assert_eq!(back::<client::Query>(r#""none""#).as_deref(), Ok(r#""none""#));
    assert!(back::<server::Query>(r#""none""#).is_err());
}

#[test]
fn values_are_of_the_narrowest_variant() {
    use client::{ValuesNumber, ValuesTime};
    use values_client::types as client;
    use values_server::types as server;
    same!(client::Values, server::Values:
        r#"{"number":1}"#,
        r#"{"number":1.5}"#,
        r#"{"time":"tomorrow"}"#,
        r#"{"when":"now"}"#,
        r#"{"when":"2026-01-31"}"#,
        r#"{"lists":["a"]}"#,
        r#"{"lists":[1]}"#,
        r#"{"lists":[]}"#,
        r#"{"json":{"a":[1.50,12345678901234567890,null]}}"#,
        r#"{"json":null}"#,
        r#"{"named":"b","level":2,"role":"","model":"huge","size":-7,"mixed":"member"}"#,
        r#"{"role":null,"model":"big","size":1,"mixed":"any"}"#,
        r#"{"mixed":false}"#,
    );
    refused!(client::Values, server::Values:
        r#"{"when":"never again"}"# => "/when: expected a date, as in 2026-01-31", true;
        r#"{"lists":["a",1]}"# => "/lists/1: expected a string", false;
        r#"{"named":"c"}"# => r#"/named: expected one of "a", "b""#, true;
        r#"{"level":3}"# => "/level: expected one of 1, 2", true;
        r#"{"model":1}"# => "/model: expected a string", false;
    );
    // A number that the narrow variant cannot hold is the wide one's.
    assert_eq!(
        back::<server::Values>(r#"{"number":2147483648}"#).as_deref(),
        Ok(r#"{"number":2147483648.0}"#)
    );
    let values: client::Values =
        decode(br#"{"number":7,"time":"2026-01-31T00:00:00Z"}"#, DecodeOptions::DEFAULT).unwrap();
    assert!(matches!(values.number, Some(ValuesNumber::Integer(7))));
    assert!(matches!(values.time, Some(ValuesTime::DateTime(_))));
}

#[test]
fn a_base_keeps_the_members_of_its_children() {
    use cages_client::types as client;
    use cages_server::types as server;
    same!(client::Cage, server::Cage:
        r#"{"beasts":[{"kind":"lion","weight":1,"mane":true},{"kind":"Parrot","weight":2,"words":["a"]}]}"#,
        r#"{"beasts":[{"kind":"any","weight":1,"prey":{"kind":"Bird","weight":2}}]}"#,
        r#"{"king":{"kind":"lion","weight":1,"mane":false}}"#,
        r#"{"king":{"kind":"whatever","weight":1,"mane":false}}"#,
        r#"{"listed":{"kind":"Parrot","weight":1,"words":[]}}"#,
        r#"{"plants":[{"kind":"Plant","size":3},{"size":3},{}]}"#,
    );
    let beasts = r#"/beasts/0: expected the member "kind" to be one of "lion", "Bird", "Parrot", "any""#;
    refused!(client::Cage, server::Cage:
        r#"{"beasts":[{"kind":"fish","fins":[1.0,{"a":null}],"weight":"x"}]}"# => beasts, true;
        r#"{"beasts":[{"kind":"Beast","weight":1}]}"# => beasts, true;
        r#"{"plants":[{"kind":"moss","wet":true}]}"# => r#"/plants/0: expected the member "kind" to be one of "Plant""#, true;
        r#"{"beasts":[{"kind":"lion","weight":1}]}"# => "/beasts/0/mane: required, but absent", false;
        r#"{"beasts":[{"kind":"Parrot"}]}"# => "/beasts/0/weight: required, but absent", false;
        r#"{"beasts":[{"weight":1}]}"# => r#"/beasts/0: the member "kind" is absent, or no string"#, false;
        r#"{"listed":{"kind":"fish","weight":1}}"# => r#"/listed: expected the member "kind" to be one of "lion", "Bird", "Parrot""#, true;
    );
}

#[test]
fn what_stands_beside_is_in_each_variant() {
    use disks_client::types as client;
    use disks_server::types as server;
    same!(client::Disk, server::Disk:
        r#"{"name":"d","type":"blank","block":512,"size":1}"#,
        r#"{"name":"d","type":"import","from":{"by":"image","id":"i","arch":"arm"},"size":1}"#,
        r#"{"name":"d","type":"import","from":{"by":"image","id":"i","arch":null},"size":1}"#,
        r#"{"name":"d","type":"import","from":{"by":"url","id":"i","url":"u","retry":true},"size":1}"#,
        r#"{"name":"d","type":"import","from":{"by":"url","id":"i","url":"u","retry":{"times":3,"every":"s"}},"size":1}"#,
        r#"{"name":"d","type":"import","from":{"by":"url","id":"i","url":"u","retry":{"until":"2026-01-31"}},"size":1}"#,
        r#"{"name":"d","type":"import","from":{"by":"url","id":"i","url":"u","retry":"forever"},"size":1}"#,
    );
    let with = |from: &str| format!(r#"{{"name":"d","type":"import","from":{from},"size":1}}"#);
    let retry = |retry: &str| with(&format!(r#"{{"by":"url","id":"i","url":"u","retry":{retry}}}"#));
    for (text, why) in [
        (r#"{"type":"blank"}"#.to_owned(), "/name: required, but absent; /size: required, but absent; /block: required, but absent"),
        (r#"{"name":"d","type":"tape","size":1}"#.to_owned(), r#"expected the member "type" to be one of "blank", "import""#),
        (with(r#"{"by":"url","url":"u"}"#), "/from/id: required, but absent"),
        (with(r#"{"by":"url","id":"i"}"#), "/from/url: required, but absent"),
        (with(r#"{"by":"image","id":"i","arch":"sparc"}"#), r#"/from/arch: expected one of "arm", "x86", "x64""#),
        // Of several alternatives that do not fit, the nearest says why.
        (retry(r#"{"times":"x"}"#), "/from/retry/times: expected an integer"),
        (retry(r#"{"until":"soon","every":"s"}"#), "/from/retry/until: expected a date, as in 2026-01-31"),
        (retry(r#"{"times":1,"until":"2026-01-31"}"#), r#"/from/retry: expected a value of one alone of "Times", "Until""#),
        (retry("1"), r#"/from/retry: expected one of "boolean", "string", "object""#),
    ] {
        assert_eq!(back::<server::Disk>(&text), Err(why.to_owned()), "{text}");
    }
    let unknown = with(r#"{"by":"stream","id":"i","chunks":[1.0]}"#);
    assert_eq!(value::<client::Disk>(&unknown), Ok(Json::parse(&unknown).unwrap()));
}
