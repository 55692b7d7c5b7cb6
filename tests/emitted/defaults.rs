//! The defaults of `specs/defaults-kinds.yaml`: each is what the document says, wherever it is offered. `cargo xtask emitted` compiles and runs this.

use all_client::types as sent;
use all_server::types as received;
use counterpart_runtime::codec::{self, DecodeOptions, encode};

#[test]
fn an_answer_is_read_with_its_defaults() {
    let read: sent::All = codec::decode(b"{}", DecodeOptions::DEFAULT).unwrap();
    let expected = concat!(
        r#"{"id":"00000000-0000-4000-8000-00000000000f","day":"2024-02-29","at":"2024-02-29T12:00:00.5+01:00","#,
        r#""bytes":"aGk=","password":"s3cret","exact":20000000000000000000,"amount":10,"numbers":[1,-2],"#,
        r#""modes":["fast"],"grid":[["a"],[]],"limits":{"a":0.5},"slug":"home","port":80,"tags":["a"],"inner":{"a":"b"}}"#
    );
    assert_eq!(encode(&read).unwrap(), expected);
    assert_eq!(encode(&sent::All::new()).unwrap(), expected);
    assert_eq!(codec::check(&read, &[]), Ok(()));
}

#[test]
fn a_request_offers_them_by_methods() {
    let all = received::AllInput::new();
    assert_eq!(encode(&all).unwrap(), "{}");
    assert_eq!(all.numbers_or_default(), [1, -2]);
    assert_eq!(all.modes_or_default(), [received::Mode::Fast]);
    assert_eq!(all.grid_or_default(), [vec!["a".to_owned()], Vec::new()]);
    assert_eq!(all.limits_or_default()["a"], 0.5);
    assert_eq!(all.slug_or_default(), "home");
    assert_eq!(*all.port_or_default(), 80);
    assert_eq!(all.tags_or_default(), ["a"]);
    assert_eq!(all.inner_or_default().a_or_default(), "b");
    assert_eq!(all.nickname_or_default(), Some("none"));
    assert_eq!(all.exact_or_default().to_string(), "20000000000000000000");
    assert_eq!(all.password_or_default().expose(), "s3cret");
    assert_eq!(all.day_or_default().to_string(), "2024-02-29");
    let mut set = received::AllInput::new();
    set.slug = Some(received::Slug::try_from("other").unwrap());
    set.tags = Some(received::Tags::try_from(vec!["b".to_owned()]).unwrap());
    assert_eq!((set.slug_or_default(), &set.tags_or_default()[0][..]), ("other", "b"));
}
