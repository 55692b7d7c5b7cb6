//! serde, by forwarding: through formats that describe themselves, and what derived types do around ours.

use std::collections::BTreeMap;

use counterpart_runtime::{Base64, DateTime, Json, Maybe, Number, Secret, Uuid, codec};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::decode;
use crate::golden::{
    Cat, Circle, Encryption, Labels, Level, LocItem, Pet, Phone, PhoneList, Provider, Shape,
};

const PHONE: &str = r#"{"id":"11111111-1111-4111-8111-111111111110","nickname":null,"status":"allow","released_at":"2026-01-02T03:04:05.120000+01:00","encryption":"require","password":"p0","tags":["a","ñ\n"],"parent":{"id":"11111111-1111-4111-8111-111111111111","nickname":"x","encryption":"allow","parent":null}}"#;

/// The value that `text` decodes to goes through every format and comes back.
fn every_format<T>(text: &str)
where
    T: codec::Decode + codec::Encode + Serialize + DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let value: T = decode(text).unwrap();
    let encoded = codec::encode(&value).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), encoded);
    assert_eq!(serde_json::from_str::<T>(text).unwrap(), value, "str");
    assert_eq!(
        serde_json::from_slice::<T>(text.as_bytes()).unwrap(),
        value,
        "slice"
    );
    assert_eq!(
        serde_json::from_reader::<_, T>(text.as_bytes()).unwrap(),
        value,
        "reader"
    );
    let tree = serde_json::to_value(&value).unwrap();
    assert_eq!(
        tree,
        serde_json::from_str::<serde_json::Value>(&encoded).unwrap()
    );
    assert_eq!(T::deserialize(&tree).unwrap(), value, "borrowed tree");
    assert_eq!(serde_json::from_value::<T>(tree).unwrap(), value, "tree");
    let yaml = serde_yaml::to_string(&value).unwrap();
    assert_eq!(serde_yaml::from_str::<T>(&yaml).unwrap(), value, "{yaml}");
    let mut cbor = Vec::new();
    ciborium::into_writer(&value, &mut cbor).unwrap();
    assert_eq!(
        ciborium::from_reader::<T, _>(cbor.as_slice()).unwrap(),
        value,
        "CBOR"
    );
}

#[test]
fn values_survive_every_format_that_describes_itself() {
    every_format::<Phone>(PHONE);
    every_format::<PhoneList>(&format!("[{PHONE},{PHONE}]"));
    every_format::<Vec<Encryption>>(r#"["disable","allow","require"]"#);
    every_format::<Vec<Provider>>(r#"["netelip","Other",""]"#);
    every_format::<Vec<Level>>("[1,2]");
    every_format::<Vec<LocItem>>(r#"["body",0,-9223372036854775808]"#);
    every_format::<Pet>(r#"{"kind":"dog","friends":[{"kind":"cat","lives":9}]}"#);
    every_format::<Vec<Shape>>(r#"[{"radius":0.1},{"side":0.1},{"radius":15000000000.5}]"#);
    every_format::<Labels>(r#"{"name":"n","a":1,"é\"":-2147483648}"#);
    every_format::<Maybe<Vec<u8>>>("[0,255]");
    every_format::<Maybe<Vec<u8>>>("null");
    every_format::<Base64>(r#""AAEC""#);
    every_format::<Secret>(r#""p0""#);
    every_format::<Json>(
        r#"{"z":[],"a":{"":null},"n":[0,-1,1.5,18446744073709551615,-9223372036854775808],"t":[true,"\u0000"]}"#,
    );
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Flattened {
    page: u32,
    #[serde(flatten)]
    labels: Labels,
    #[serde(skip_serializing_if = "Maybe::is_absent", default)]
    note: Maybe<u8>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Untagged {
    Phone(Box<Phone>),
    Pets(Vec<Pet>),
    Circle(Circle),
    Level(Level),
    Text(Provider),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type")]
enum Tagged {
    Cat(Cat),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "t", content = "c")]
enum Adjacent {
    Cat(Cat),
}

#[test]
fn derived_types_hold_ours() {
    let text = r#"{"page":2,"name":"n","a":1}"#;
    let flattened: Flattened = serde_json::from_str(text).unwrap();
    assert_eq!(
        flattened.labels.additional_properties,
        BTreeMap::from([("a".to_owned(), 1)])
    );
    assert_eq!(flattened.note, Maybe::Absent);
    assert_eq!(serde_json::to_string(&flattened).unwrap(), text);
    let yaml = "page: 2\nname: n\na: 1\n";
    assert_eq!(serde_yaml::from_str::<Flattened>(yaml).unwrap(), flattened);
    assert_eq!(serde_yaml::to_string(&flattened).unwrap(), yaml);
    let null: Flattened =
        serde_json::from_str(r#"{"page":2,"name":"n","a":1,"note":null}"#).unwrap();
    assert_eq!(null.note, Maybe::Null);

    for (text, picked) in [
        (PHONE, 0),
        (r#"[{"kind":"cat","lives":1}]"#, 1),
        (r#"{"radius":2.5}"#, 2),
        ("2", 3),
        (r#""two""#, 4),
    ] {
        let value: Untagged = serde_json::from_str(text).unwrap();
        let place = match &value {
            Untagged::Phone(_) => 0,
            Untagged::Pets(_) => 1,
            Untagged::Circle(_) => 2,
            Untagged::Level(_) => 3,
            Untagged::Text(_) => 4,
        };
        assert_eq!(place, picked, "{text}");
        assert_eq!(serde_json::to_string(&value).unwrap(), text);
        let yaml = serde_yaml::to_string(&value).unwrap();
        assert_eq!(serde_yaml::from_str::<Untagged>(&yaml).unwrap(), value);
        let mut cbor = Vec::new();
        ciborium::into_writer(&value, &mut cbor).unwrap();
        assert_eq!(
            ciborium::from_reader::<Untagged, _>(cbor.as_slice()).unwrap(),
            value
        );
    }
    assert!(serde_json::from_str::<Untagged>("null").is_err());

    let text = r#"{"type":"Cat","kind":"c","lives":1}"#;
    let tagged: Tagged = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&tagged).unwrap(), text);
    let text = r#"{"t":"Cat","c":{"kind":"c","lives":1}}"#;
    let adjacent: Adjacent = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&adjacent).unwrap(), text);
}

#[test]
fn errors_list_all_faults() {
    const FAULTS: &str =
        "/id: expected a UUID; /nickname: required, but absent; /tags/1: expected a string";
    let text = r#"{"id":"x","tags":["a",1]}"#;
    let tree: serde_json::Value = serde_json::from_str(text).unwrap();
    let errors = [
        serde_json::from_str::<Phone>(text).unwrap_err().to_string(),
        serde_json::from_value::<Phone>(tree)
            .unwrap_err()
            .to_string(),
        serde_yaml::from_str::<Phone>(text).unwrap_err().to_string(),
    ];
    for error in errors {
        assert!(error.contains(FAULTS), "{error}");
    }
    // What follows is still read.
    assert!(serde_json::from_str::<Circle>(r#"{"radius":1} x"#).is_err());
    assert!(serde_json::from_str::<Vec<Circle>>(r#"[{"radius":1},{"radius":2]"#).is_err());
}

#[test]
fn numbers_keep_what_the_format_keeps() {
    let big: Json = serde_json::from_str("18446744073709551615").unwrap();
    assert_eq!(big.to_string(), "18446744073709551615");
    assert_eq!(serde_json::from_str::<i64>("1").unwrap(), 1);
    assert_eq!(
        serde_json::from_str::<Vec<Level>>("[1.0,2]").unwrap(),
        [Level::Value1, Level::Value2]
    );
    assert_eq!(
        serde_json::to_string(&decode::<Number>("1e2").unwrap()).unwrap(),
        "100.0"
    );
    assert_eq!(
        serde_json::to_string(&decode::<Number>("-7").unwrap()).unwrap(),
        "-7"
    );
    // Integers of CBOR have up to 128 bits as big numbers.
    let mut cbor = Vec::new();
    ciborium::into_writer(&ciborium::Value::from(u64::MAX), &mut cbor).unwrap();
    assert_eq!(
        ciborium::from_reader::<Json, _>(cbor.as_slice()).unwrap(),
        big
    );
    // Floats that JSON cannot write.
    let mut cbor = Vec::new();
    ciborium::into_writer(&f64::NAN, &mut cbor).unwrap();
    assert!(ciborium::from_reader::<Json, _>(cbor.as_slice()).is_err());
    assert!(serde_yaml::from_str::<Json>("[.inf]").is_err());
    assert!(serde_json::to_string(&Circle { radius: f64::NAN }).is_err());
}

#[test]
fn other_formats_have_more_than_json() {
    // Bytes are base64.
    let mut cbor = Vec::new();
    ciborium::into_writer(&ciborium::Value::Bytes(vec![0, 1, 2]), &mut cbor).unwrap();
    let bytes: Base64 = ciborium::from_reader(cbor.as_slice()).unwrap();
    assert_eq!(bytes, Base64::from(vec![0, 1, 2]));
    // Keys that are no strings are their text.
    let yaml: Json = serde_yaml::from_str("1: a\ntrue: b\nnull: c\n-2: d\n").unwrap();
    assert_eq!(
        yaml.to_string(),
        r#"{"1":"a","true":"b","null":"c","-2":"d"}"#
    );
    // Block scalars, anchors and comments are YAML's business.
    let cat: Cat =
        serde_yaml::from_str("# a cat\nkind: &k |-\n  cat\nlives: 9\nfriend: *k\n").unwrap();
    assert_eq!((cat.kind.as_str(), cat.lives), ("cat", 9));
    // Sequences with brackets in their texts.
    let odd: Vec<Json> = serde_yaml::from_str("- '['\n- ['{', {'[': []}]\n- []\n").unwrap();
    assert_eq!(Json::from(odd).to_string(), r#"["[",["{",{"[":[]}],[]]"#);
}

/// A format that does not describe itself gives an error, not garbage, whatever the bytes are.
#[test]
fn formats_that_describe_nothing_are_refused() {
    fn refused<T: codec::Decode + Serialize + DeserializeOwned>(text: &str) {
        let value: T = decode(text).unwrap();
        let written = postcard::to_allocvec(&value).unwrap();
        for bytes in [written.as_slice(), &[0; 64], &[1; 64], &[]] {
            let error = postcard::from_bytes::<T>(bytes).err();
            assert_eq!(error, Some(postcard::Error::WontImplement), "{text}");
        }
    }
    refused::<Phone>(PHONE);
    refused::<Encryption>("\"allow\"");
    refused::<Level>("1");
    refused::<Json>("[1]");
    refused::<Maybe<Secret>>("\"a\"");
}

/// Members of derived types that are ours, one by one.
#[test]
fn our_scalars_are_members_of_derived_types() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Holder {
        #[serde(default)]
        maybe: Maybe<Vec<u8>>,
        level: Level,
        json: Json,
        number: Option<Number>,
        base64: Base64,
        secret: Secret,
    }
    let text =
        r#"{"maybe":null,"level":2,"json":{"a":[1]},"number":1.5,"base64":"AA==","secret":"s"}"#;
    let holder: Holder = serde_json::from_str(text).unwrap();
    assert_eq!(holder.maybe, Maybe::Null);
    assert_eq!(serde_json::to_string(&holder).unwrap(), text);
    assert!(!format!("{holder:?}").contains("\"s\""));
    let holder: Holder = serde_json::from_str(&text.replace(r#""maybe":null,"#, "")).unwrap();
    assert_eq!(holder.maybe, Maybe::Absent);
}

/// Values of maps and lists whose types are ours or not.
#[test]
fn instants_and_ids_are_as_in_json() {
    let phone: Phone = serde_json::from_str(PHONE).unwrap();
    let id: Uuid = "11111111-1111-4111-8111-111111111110".parse().unwrap();
    assert_eq!(phone.id, id);
    let moment: DateTime = decode("\"2026-01-02T02:04:05.12Z\"").unwrap();
    assert_eq!(phone.released_at, Maybe::Value(moment));
    let value = serde_json::to_value(&phone).unwrap();
    assert_eq!(value["released_at"], "2026-01-02T03:04:05.120000+01:00");
    assert_eq!(
        value.get("password").and_then(serde_json::Value::as_str),
        Some("p0")
    );
}
