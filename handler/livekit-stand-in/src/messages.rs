//! The messages of LiveKit's SIP API as a table: one row per field, read by both encodings.
//!
//! Field numbers, names and presence are those of `livekit_sip.proto` and `livekit_models.proto` as of the server that was recorded (1.13).
//! `ringing_timeout_status` is younger than that server, so it is unknown here too.

use serde_json::{Map, Value};

/// A message as it is kept: only the fields that were given, under their snake-case names.
///
/// Enumerations are numbers, durations and timestamps are their canonical protojson text, messages are objects.
pub(crate) type Fields = Map<String, Value>;

/// A message type.
pub(crate) struct Message {
    /// Its fields, by number.
    pub(crate) fields: &'static [Field],
}

/// One field of a message.
pub(crate) struct Field {
    /// The number on the protobuf wire.
    pub(crate) tag: u32,
    /// The name in `.proto`, which is the name that LiveKit writes in JSON.
    pub(crate) name: &'static str,
    /// What one value of it is.
    pub(crate) kind: Kind,
    /// How its absence is treated.
    pub(crate) presence: Presence,
}

/// What one value of a field is.
pub(crate) enum Kind {
    Text,
    Flag,
    Int32,
    Uint32,
    Int64,
    /// Numbers and names; numbers without a name are kept (open enumerations).
    Enum(&'static [(i32, &'static str)]),
    /// `google.protobuf.Duration`.
    Duration,
    /// `google.protobuf.Timestamp`.
    Timestamp,
    Message(&'static Message),
    /// `map<string, string>`.
    TextMap,
}

/// How the absence of a field is treated.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Absent is the default value, which JSON shows (`null` for a message) and protobuf does not.
    Implicit,
    /// `optional`: an absent field is not shown.
    Optional,
    /// A member of the message's only `oneof`: not shown, and one at most may be given.
    Choice,
    /// A list, and the empty one if absent.
    Repeated,
}

impl Message {
    /// The field with this name, in snake case or in protojson's camel case.
    pub(crate) fn named(&self, name: &str) -> Option<&'static Field> {
        self.fields
            .iter()
            .find(|field| field.name == name || camel_case(field.name) == name)
    }

    /// The field with this number.
    pub(crate) fn tagged(&self, tag: u32) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.tag == tag)
    }
}

fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |mut out, word| {
        let mut letters = word.chars();
        out.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        out.push_str(letters.as_str());
        out
    })
}

const fn field(tag: u32, name: &'static str, kind: Kind, presence: Presence) -> Field {
    Field {
        tag,
        name,
        kind,
        presence,
    }
}

const fn one(tag: u32, name: &'static str, kind: Kind) -> Field {
    field(tag, name, kind, Presence::Implicit)
}

const fn optional(tag: u32, name: &'static str, kind: Kind) -> Field {
    field(tag, name, kind, Presence::Optional)
}

const fn choice(tag: u32, name: &'static str, message: &'static Message) -> Field {
    field(tag, name, Kind::Message(message), Presence::Choice)
}

const fn many(tag: u32, name: &'static str, kind: Kind) -> Field {
    field(tag, name, kind, Presence::Repeated)
}

const ENCRYPTION: Kind = Kind::Enum(&[
    (0, "SIP_MEDIA_ENCRYPT_DISABLE"),
    (1, "SIP_MEDIA_ENCRYPT_ALLOW"),
    (2, "SIP_MEDIA_ENCRYPT_REQUIRE"),
]);
const TRANSPORT: Kind = Kind::Enum(&[
    (0, "SIP_TRANSPORT_AUTO"),
    (1, "SIP_TRANSPORT_UDP"),
    (2, "SIP_TRANSPORT_TCP"),
    (3, "SIP_TRANSPORT_TLS"),
]);
const INCLUDE_HEADERS: Kind = Kind::Enum(&[
    (0, "SIP_NO_HEADERS"),
    (1, "SIP_X_HEADERS"),
    (2, "SIP_ALL_HEADERS"),
]);
const TRUNK_KIND: Kind = Kind::Enum(&[
    (0, "TRUNK_LEGACY"),
    (1, "TRUNK_INBOUND"),
    (2, "TRUNK_OUTBOUND"),
]);

/// `SIPCodec`
static CODEC: Message = Message {
    fields: &[one(1, "name", Kind::Text), one(2, "rate", Kind::Uint32)],
};

/// `SIPMediaConfig`
static MEDIA: Message = Message {
    fields: &[
        one(1, "only_listed_codecs", Kind::Flag),
        many(2, "codecs", Kind::Message(&CODEC)),
        optional(3, "encryption", ENCRYPTION),
        optional(4, "media_timeout", Kind::Duration),
    ],
};

/// `ListUpdate`
static LIST_UPDATE: Message = Message {
    fields: &[
        many(1, "set", Kind::Text),
        many(2, "add", Kind::Text),
        many(3, "remove", Kind::Text),
        one(4, "clear", Kind::Flag),
    ],
};

/// `Pagination`
static PAGE: Message = Message {
    fields: &[one(1, "after_id", Kind::Text), one(2, "limit", Kind::Int32)],
};

/// `SIPInboundTrunkInfo`
pub(crate) static INBOUND_TRUNK: Message = Message {
    fields: &[
        one(1, "sip_trunk_id", Kind::Text),
        one(2, "name", Kind::Text),
        one(3, "metadata", Kind::Text),
        many(4, "numbers", Kind::Text),
        many(5, "allowed_addresses", Kind::Text),
        many(6, "allowed_numbers", Kind::Text),
        one(7, "auth_username", Kind::Text),
        one(8, "auth_password", Kind::Text),
        one(9, "headers", Kind::TextMap),
        one(10, "headers_to_attributes", Kind::TextMap),
        one(11, "ringing_timeout", Kind::Duration),
        one(12, "max_call_duration", Kind::Duration),
        one(13, "krisp_enabled", Kind::Flag),
        one(14, "attributes_to_headers", Kind::TextMap),
        one(15, "include_headers", INCLUDE_HEADERS),
        one(16, "media_encryption", ENCRYPTION),
        one(17, "created_at", Kind::Timestamp),
        one(18, "updated_at", Kind::Timestamp),
        one(19, "auth_realm", Kind::Text),
        one(20, "media", Kind::Message(&MEDIA)),
    ],
};

/// `SIPOutboundTrunkInfo`
pub(crate) static OUTBOUND_TRUNK: Message = Message {
    fields: &[
        one(1, "sip_trunk_id", Kind::Text),
        one(2, "name", Kind::Text),
        one(3, "metadata", Kind::Text),
        one(4, "address", Kind::Text),
        one(5, "transport", TRANSPORT),
        many(6, "numbers", Kind::Text),
        one(7, "auth_username", Kind::Text),
        one(8, "auth_password", Kind::Text),
        one(9, "headers", Kind::TextMap),
        one(10, "headers_to_attributes", Kind::TextMap),
        one(11, "attributes_to_headers", Kind::TextMap),
        one(12, "include_headers", INCLUDE_HEADERS),
        one(13, "media_encryption", ENCRYPTION),
        one(14, "destination_country", Kind::Text),
        one(15, "from_host", Kind::Text),
        one(16, "created_at", Kind::Timestamp),
        one(17, "updated_at", Kind::Timestamp),
        one(18, "media", Kind::Message(&MEDIA)),
    ],
};

/// `SIPInboundTrunkUpdate`
static INBOUND_UPDATE: Message = Message {
    fields: &[
        one(1, "numbers", Kind::Message(&LIST_UPDATE)),
        one(2, "allowed_addresses", Kind::Message(&LIST_UPDATE)),
        one(3, "allowed_numbers", Kind::Message(&LIST_UPDATE)),
        optional(4, "auth_username", Kind::Text),
        optional(5, "auth_password", Kind::Text),
        optional(6, "name", Kind::Text),
        optional(7, "metadata", Kind::Text),
        optional(8, "media_encryption", ENCRYPTION),
        optional(9, "auth_realm", Kind::Text),
        one(10, "media", Kind::Message(&MEDIA)),
    ],
};

/// `SIPOutboundTrunkUpdate`
static OUTBOUND_UPDATE: Message = Message {
    fields: &[
        optional(1, "address", Kind::Text),
        optional(2, "transport", TRANSPORT),
        one(3, "numbers", Kind::Message(&LIST_UPDATE)),
        optional(4, "auth_username", Kind::Text),
        optional(5, "auth_password", Kind::Text),
        optional(6, "name", Kind::Text),
        optional(7, "metadata", Kind::Text),
        optional(8, "media_encryption", ENCRYPTION),
        optional(9, "destination_country", Kind::Text),
        optional(10, "from_host", Kind::Text),
        one(11, "media", Kind::Message(&MEDIA)),
    ],
};

/// `CreateSIPInboundTrunkRequest`, `GetSIPInboundTrunkResponse`
pub(crate) static ONE_INBOUND: Message = Message {
    fields: &[one(1, "trunk", Kind::Message(&INBOUND_TRUNK))],
};

/// `CreateSIPOutboundTrunkRequest`, `GetSIPOutboundTrunkResponse`
pub(crate) static ONE_OUTBOUND: Message = Message {
    fields: &[one(1, "trunk", Kind::Message(&OUTBOUND_TRUNK))],
};

/// `UpdateSIPInboundTrunkRequest`
pub(crate) static UPDATE_INBOUND: Message = Message {
    fields: &[
        one(1, "sip_trunk_id", Kind::Text),
        choice(2, "replace", &INBOUND_TRUNK),
        choice(3, "update", &INBOUND_UPDATE),
    ],
};

/// `UpdateSIPOutboundTrunkRequest`
pub(crate) static UPDATE_OUTBOUND: Message = Message {
    fields: &[
        one(1, "sip_trunk_id", Kind::Text),
        choice(2, "replace", &OUTBOUND_TRUNK),
        choice(3, "update", &OUTBOUND_UPDATE),
    ],
};

/// `GetSIPInboundTrunkRequest`, `GetSIPOutboundTrunkRequest`, `DeleteSIPTrunkRequest`
pub(crate) static TRUNK_ID: Message = Message {
    fields: &[one(1, "sip_trunk_id", Kind::Text)],
};

/// `ListSIPInboundTrunkRequest`, `ListSIPOutboundTrunkRequest`
pub(crate) static LIST_REQUEST: Message = Message {
    fields: &[
        many(1, "trunk_ids", Kind::Text),
        many(2, "numbers", Kind::Text),
        one(3, "page", Kind::Message(&PAGE)),
    ],
};

/// `ListSIPInboundTrunkResponse`
pub(crate) static INBOUND_LIST: Message = Message {
    fields: &[many(1, "items", Kind::Message(&INBOUND_TRUNK))],
};

/// `ListSIPOutboundTrunkResponse`
pub(crate) static OUTBOUND_LIST: Message = Message {
    fields: &[many(1, "items", Kind::Message(&OUTBOUND_TRUNK))],
};

/// `SIPTrunkInfo`, the trunk of old: what a deletion answers.
pub(crate) static LEGACY_TRUNK: Message = Message {
    fields: &[
        one(1, "sip_trunk_id", Kind::Text),
        many(2, "inbound_addresses", Kind::Text),
        one(3, "outbound_address", Kind::Text),
        one(4, "outbound_number", Kind::Text),
        many(5, "inbound_numbers_regex", Kind::Text),
        one(6, "inbound_username", Kind::Text),
        one(7, "inbound_password", Kind::Text),
        one(8, "outbound_username", Kind::Text),
        one(9, "outbound_password", Kind::Text),
        many(10, "inbound_numbers", Kind::Text),
        one(11, "name", Kind::Text),
        one(12, "metadata", Kind::Text),
        one(13, "transport", TRANSPORT),
        one(14, "kind", TRUNK_KIND),
    ],
};

/// `google.protobuf.Duration` and `google.protobuf.Timestamp` on the protobuf wire.
pub(crate) static TIME: Message = Message {
    fields: &[one(1, "seconds", Kind::Int64), one(2, "nanos", Kind::Int32)],
};
