//! Which names fit which place, so that each document is a valid one.

use std::collections::BTreeSet;
use std::fmt::Write as _;

/// A place that has names.
pub struct Place {
    fits: fn(&str) -> bool,
    /// Names that are one name there.
    key: fn(&str) -> String,
}

/// Any text: tags, members, values, parameters in the query.
pub const ANY: Place = Place {
    fits: |_| true,
    key: str::to_owned,
};

/// Any text but the empty one.
pub const FULL: Place = Place {
    fits: |name| !name.is_empty(),
    key: str::to_owned,
};

/// A component. OpenAPI has them in ASCII letters, digits, `.`, `-` and `_`; documents have all kinds. `$ref` would be a reference.
pub const COMPONENT: Place = Place {
    fits: |name| name != "$ref",
    key: str::to_owned,
};

/// A segment of a path, once it is [`encoded`].
pub const SEGMENT: Place = Place {
    fits: |name| !matches!(name, "" | "." | ".."),
    key: str::to_owned,
};

/// What stands in braces in a template.
pub const BRACES: Place = Place {
    fits: |name| !name.is_empty() && !name.contains(['{', '}', '/', '?', '#']),
    key: str::to_owned,
};

/// A token of HTTP (RFC 9110, 5.6.2): cookies, parts of media types.
pub const TOKEN: Place = Place {
    fits: is_token,
    key: str::to_owned,
};

/// A header: a token in which case does not count. Those that OpenAPI ignores are none.
pub const HEADER: Place = Place {
    fits: |name| {
        is_token(name)
            && !["accept", "content-type", "authorization"]
                .iter()
                .any(|one| name.eq_ignore_ascii_case(one))
    },
    key: str::to_ascii_lowercase,
};

impl Place {
    /// Those of `names` that fit here, each once.
    pub fn of(&self, names: &[String]) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let fitting = names.iter().filter(|name| (self.fits)(name));
        fitting
            .filter(|name| seen.insert((self.key)(name)))
            .cloned()
            .collect()
    }
}

fn is_token(name: &str) -> bool {
    let is_fine = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(is_fine)
}

/// Percent-encoded (RFC 3986): what is not unreserved.
pub fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // A String takes whatever is written to it.
            let _infallible = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
