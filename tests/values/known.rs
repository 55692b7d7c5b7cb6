//! Values that are lost, or taken though they are broken, and why.

/// Such values.
struct Known {
    /// `given`, `sampled` or `broken`.
    what: &'static str,
    /// What the document and the pointer of the schema start with.
    at: &'static str,
    /// What the side that refuses it begins to say, and what it says.
    said: [&'static str; 2],
    why: &'static str,
}

const KNOWN: &[Known] = &[
    Known {
        what: "given",
        at: "github.json#/paths/",
        said: ["Server: became ", "{"],
        why: "members that this schema does not name, and another one does: they need not be kept",
    },
    Known {
        what: "given",
        at: "github.json#/paths/~1orgs~1{org}~1{security_product}~1{enablement}/post/requestBody",
        said: ["Server refused: ", "expected an object"],
        why: "a schema without `type` is taken for that of objects (CP0106)",
    },
    Known {
        what: "sampled",
        at: "",
        said: ["Server refused: ", ": expected the member \""],
        why: "a tag that is any text by the schema, and none that the union knows: a server is closed to it",
    },
    Known {
        what: "sampled",
        at: "okta-management.yaml#/components/schemas/OpenIdConnectApplicationSettingsClient",
        said: ["Server refused: ", "expected a value of one alone of"],
        why: "two alternatives of an inner `oneOf` take it, so that by the letter the inner one takes it not, and the outer one does",
    },
    Known {
        what: "sampled",
        at: "okta-management.yaml#/components/schemas/UserFactorVerifyResponse",
        said: ["Server refused: ", "/_embedded: expected an object"],
        why: "a schema without `type` is taken for that of objects (CP0106)",
    },
];

/// Why a value is lost, where that is known. `at` is the document, and the place.
pub fn why(what: &str, at: &str, said: &str) -> Option<&'static str> {
    let is = |known: &&Known| {
        let [start, part] = known.said;
        known.what == what
            && at.starts_with(known.at)
            && said.starts_with(start)
            && said.contains(part)
    };
    KNOWN.iter().find(is).map(|known| known.why)
}
