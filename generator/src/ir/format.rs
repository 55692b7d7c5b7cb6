//! The formats that the runtime checks.

macro_rules! formats {
    ($($name:literal = $variant:ident about $about:ident;)+) => {
        /// A format that values are checked against: those of JSON Schema 2020-12 and of OpenAPI's registry. How a value is
        /// meant (`html`, `password`) is none.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Format {
            $(#[doc = concat!("`", $name, "`")] $variant,)+
        }

        impl Format {
            /// The format of a word of documents.
            #[must_use]
            pub fn of(word: &str) -> Option<Self> {
                match word {
                    $($name => Some(Format::$variant),)+
                    _ => None,
                }
            }

            /// The word of documents.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Format::$variant => $name),+ }
            }

            /// The runtime's name for it.
            #[must_use]
            pub fn variant(self) -> &'static str {
                match self { $(Format::$variant => stringify!($variant)),+ }
            }

            /// What it is about.
            #[must_use]
            pub fn about(self) -> About {
                match self { $(Format::$variant => About::$about),+ }
            }
        }
    };
}

/// What values a format is about. It says nothing of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Texts.
    Texts,
    /// Numbers.
    Numbers,
    /// Both.
    Both,
}

formats! {
    "base64url" = Base64Url about Texts;
    "byte" = Byte about Texts;
    "char" = Char about Texts;
    "date" = Date about Texts;
    "date-time" = DateTime about Texts;
    "date-time-local" = DateTimeLocal about Texts;
    "decimal" = Decimal about Both;
    "decimal128" = Decimal128 about Both;
    "double-int" = DoubleInt about Numbers;
    "duration" = Duration about Texts;
    "email" = Email about Texts;
    "hostname" = Hostname about Texts;
    "http-date" = HttpDate about Texts;
    "idn-email" = IdnEmail about Texts;
    "idn-hostname" = IdnHostname about Texts;
    "int8" = Int8 about Numbers;
    "int16" = Int16 about Numbers;
    "int32" = Int32 about Numbers;
    "int64" = Int64 about Numbers;
    "ipv4" = Ipv4 about Texts;
    "ipv6" = Ipv6 about Texts;
    "iri" = Iri about Texts;
    "iri-reference" = IriReference about Texts;
    "json-pointer" = JsonPointer about Texts;
    "media-range" = MediaRange about Texts;
    "regex" = Regex about Texts;
    "relative-json-pointer" = RelativeJsonPointer about Texts;
    "sf-binary" = SfBinary about Texts;
    "sf-boolean" = SfBoolean about Texts;
    "sf-decimal" = SfDecimal about Texts;
    "sf-integer" = SfInteger about Texts;
    "sf-string" = SfString about Texts;
    "sf-token" = SfToken about Texts;
    "time" = Time about Texts;
    "time-local" = TimeLocal about Texts;
    "uint8" = Uint8 about Numbers;
    "uint16" = Uint16 about Numbers;
    "uint32" = Uint32 about Numbers;
    "uint64" = Uint64 about Numbers;
    "uri" = Uri about Texts;
    "uri-reference" = UriReference about Texts;
    "uri-template" = UriTemplate about Texts;
    "uuid" = Uuid about Texts;
}

impl Format {
    /// Whether the runtime has it behind its feature `idn` alone.
    #[must_use]
    pub fn needs_idn(self) -> bool {
        matches!(self, Format::IdnEmail | Format::IdnHostname)
    }
}
