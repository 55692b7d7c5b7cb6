//! Presence, enums and recursion: what comes in goes out again.

use counterpart_runtime::Maybe;
use counterpart_runtime::codec::{self, Decode, Encode};

use super::{decode, faults};
use crate::golden::{Encryption, Labels, Level, Pet, Phone, PhoneList, Provider};

const ID: &str = "11111111-1111-4111-8111-111111111110";

#[test]
fn presence_survives() {
    let nicknames = [r#""nickname":null"#, r#""nickname":"n""#];
    let statuses = ["", r#","status":"disable""#];
    let released = [
        "",
        r#","released_at":null"#,
        r#","released_at":"2026-01-02T03:04:05Z""#,
    ];
    let passwords = ["", r#","password":null"#, r#","password":"""#];
    let tags = ["", r#","tags":[]"#, r#","tags":["a",""]"#];
    let parent = format!(r#","parent":{{"id":"{ID}","nickname":null,"encryption":"allow"}}"#);
    let parents = ["", r#","parent":null"#, parent.as_str()];
    let mut texts = vec![String::new()];
    let encryptions = [r#","encryption":"require""#];
    for choices in [
        &nicknames[..],
        &statuses,
        &released,
        &encryptions,
        &passwords,
        &tags,
        &parents,
    ] {
        texts = texts
            .iter()
            .flat_map(|text| choices.iter().map(move |choice| format!("{text}{choice}")))
            .collect();
    }
    assert_eq!(texts.len(), 2 * 2 * 3 * 3 * 3 * 3);
    for text in texts {
        let text = format!(r#"{{"id":"{ID}",{text}}}"#);
        let phone: Phone = decode(&text).unwrap();
        assert_eq!(codec::encode(&phone).unwrap(), text);
    }
}

#[test]
fn a_default_fills_in_what_a_response_leaves_out() {
    let phone: Phone = decode(&format!(r#"{{"nickname":null,"id":"{ID}"}}"#)).unwrap();
    assert_eq!(phone.encryption, Encryption::Allow);
    assert_eq!(phone.status, None);
}

#[test]
fn absence_where_there_is_no_member_is_null() {
    assert_eq!(
        codec::encode(&vec![Maybe::Absent, Maybe::Null, Maybe::Value(1)]).unwrap(),
        "[null,null,1]"
    );
    assert_eq!(codec::encode(&vec![None, Some(1)]).unwrap(), "[null,1]");
    assert_eq!(
        decode::<Vec<Option<u8>>>("[null,1]"),
        Ok(vec![None, Some(1)])
    );
    assert_eq!(
        decode::<Vec<Maybe<u8>>>("[null,1]"),
        Ok(vec![Maybe::Null, Maybe::Value(1)])
    );
    assert_eq!(codec::encode(&()).unwrap(), "null");
    assert_eq!(faults::<()>("0"), ["expected null"]);
}

#[test]
fn members_are_as_absent_as_what_they_hold() {
    assert!(Maybe::<u8>::Absent.is_absent() && Encode::is_absent(&Box::new(Maybe::<u8>::Absent)));
    assert!(Encode::is_absent(&None::<u8>) && Encode::is_absent(&&None::<u8>));
    assert!(!Encode::is_absent(&Maybe::<u8>::Null) && !Encode::is_absent(&0));
}

#[test]
fn closed_enums_have_their_values_only() {
    for (text, value) in [
        ("disable", Encryption::Disable),
        ("allow", Encryption::Allow),
        ("require", Encryption::Require),
    ] {
        assert_eq!(decode(&format!("{text:?}")), Ok(value));
        assert_eq!(codec::encode(&value).unwrap(), format!("{text:?}"));
    }
    assert_eq!(decode(r#""\u0061llow""#), Ok(Encryption::Allow));
    for text in [
        "\"\"",
        "\"ALLOW\"",
        "\"allow \"",
        "null",
        "0",
        "[\"allow\"]",
    ] {
        assert_eq!(
            faults::<Encryption>(text),
            [r#"expected one of "disable", "allow", "require""#],
            "{text}"
        );
    }
    assert_eq!(
        decode("[1,2,2.0]"),
        Ok(vec![Level::Value1, Level::Value2, Level::Value2])
    );
    assert_eq!(faults::<Level>("3"), ["expected one of 1, 2"]);
    assert_eq!(faults::<Level>("\"1\""), ["expected one of 1, 2"]);
}

#[test]
fn open_enums_keep_what_they_do_not_know() {
    for (text, value) in [
        (r#""netelip""#, Provider::Netelip),
        (r#""custom""#, Provider::Custom),
        (r#""Custom""#, Provider::Unknown("Custom".to_owned())),
        (r#""\n""#, Provider::Unknown("\n".to_owned())),
    ] {
        assert_eq!(decode::<Provider>(text).as_ref(), Ok(&value));
        assert_eq!(codec::encode(&value).unwrap(), text);
    }
    assert_eq!(faults::<Provider>("1"), ["expected a string"]);
}

#[test]
fn blanks_and_order_do_not_count() {
    let text = "\r\n\t {\n \"id\" :\t\"11111111-1111-4111-8111-111111111110\" ,\r\"tags\": [ \"a\" , \"b\" ] , \"nickname\" : null } \n";
    let phone: Phone = decode(text).unwrap();
    assert_eq!(
        phone.tags.as_deref(),
        Some(&["a".to_owned(), "b".to_owned()][..])
    );
    let turned =
        r#"{"nickname":null,"tags":["a","b"],"id":"11111111-1111-4111-8111-111111111110"}"#;
    assert_eq!(decode(turned), Ok(phone));
}

#[test]
fn roots_of_every_shape_round_trip() {
    fn round_trip<T: Decode + Encode>(text: &str) {
        assert_eq!(codec::encode(&decode::<T>(text).unwrap()).unwrap(), text);
    }
    round_trip::<PhoneList>("[]");
    round_trip::<PhoneList>(&format!(
        r#"[{{"id":"{ID}","nickname":null,"encryption":"allow"}}]"#
    ));
    round_trip::<Labels>(r#"{"name":""}"#);
    round_trip::<Option<Pet>>("null");
    round_trip::<Vec<Option<bool>>>("[true,null,false]");
    round_trip::<Vec<Vec<Box<String>>>>(r#"[[],["[","]"],["{"]]"#);
}

/// Texts and names that end like an opening bracket must not mislead the writer.
#[test]
fn commas_stand_between_and_nowhere_else() {
    let lists = vec![
        vec!["[".to_owned(), "{".to_owned()],
        vec![],
        vec![",".to_owned()],
    ];
    assert_eq!(codec::encode(&lists).unwrap(), r#"[["[","{"],[],[","]]"#);
    let maps = std::collections::BTreeMap::from([
        (
            "[".to_owned(),
            vec![std::collections::BTreeMap::from([("{".to_owned(), 1)])],
        ),
        ("{".to_owned(), vec![]),
    ]);
    assert_eq!(codec::encode(&maps).unwrap(), r#"{"[":[{"{":1}],"{":[]}"#);
}
