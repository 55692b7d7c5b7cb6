//! Whether a type takes a text, and gives it back: what several of these programs ask.

use counterpart_runtime::Json;
use counterpart_runtime::codec::{Decode, DecodeOptions, Encode, decode, encode};

/// Fails unless the type takes the text, or does not, as `taken` says; and where it takes it, unless the same comes back.
pub fn comes_back<T: Decode + Encode>(side: &str, text: &str, taken: bool, options: DecodeOptions) {
    let value = decode::<T>(text.as_bytes(), options);
    assert_eq!(value.is_ok(), taken, "{side}: {text}");
    if let Ok(value) = value {
        let again = encode(&value).unwrap();
        let (before, after) = (Json::parse(text).unwrap(), Json::parse(&again).unwrap());
        assert_eq!(before, after, "{side}: {text} became {again}");
    }
}
