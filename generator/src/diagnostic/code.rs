use super::Severity;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal, $severity:ident;)+) => {
        /// A stable identifier of a kind of diagnostic, `CP` and four digits.
        ///
        /// `CP00..` are about reading, `CP01..` about schemas, `CP02..` about operations, `CP03..` about names and
        /// configuration.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &[Code] = &[$(Code::$name),+];

            /// `CP0112`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text),+ }
            }

            /// How grave diagnostics of this code are.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity),+ }
            }

            /// What the code means, in prose.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$name => concat!($($doc, "\n"),+)),+ }
            }
        }
    };
}

codes! {
    /// The file is not JSON (RFC 8259).
    JsonSyntax = "CP0001", Error;
    /// The file is not YAML that JSON can express (YAML 1.2, core schema).
    YamlSyntax = "CP0002", Error;
    /// An object has the same key twice.
    DuplicateKey = "CP0003", Error;
    /// The file is nested deeper, or expands to more nodes, than is reasonable.
    TooLarge = "CP0004", Error;
    /// The file cannot be read.
    Unreadable = "CP0005", Error;
    /// The file is not UTF-8.
    NotUtf8 = "CP0006", Error;
    /// The document does not say that it is OpenAPI 3.0, 3.1 or 3.2.
    Version = "CP0007", Error;
}
