//! The list of codes, with what each means.

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
    /// The file cannot be read, or a reference into it is not followed.
    Unreadable = "CP0005", Error;
    /// The file is not UTF-8.
    NotUtf8 = "CP0006", Error;
    /// The document does not say that it is OpenAPI 3.0, 3.1 or 3.2.
    Version = "CP0007", Error;
    /// A comment of YAML without a blank before it, as in `'#/a'# note`: it is read as one, as most tools do.
    CommentBehindQuote = "CP0008", Warning;
    /// A value has another kind than OpenAPI gives it (a list where an object is expected).
    WrongShape = "CP0010", Error;
    /// An object lacks a member that OpenAPI requires.
    MissingMember = "CP0011", Error;
    /// A text is not one of those that OpenAPI gives this member.
    InvalidValue = "CP0012", Error;
    /// An object has a member that OpenAPI does not define there, and that does not start with `x-`.
    UnknownMember = "CP0013", Note;
    /// Documentation (`title`, `description`, `info`, …) is missing or has a wrong kind.
    WrongDocumentation = "CP0014", Warning;
    /// A reference leads nowhere, or around in a circle.
    Unresolved = "CP0015", Error;
    /// Members beside a `$ref` do not count in OpenAPI 3.0.
    IgnoredSiblings = "CP0016", Note;
    /// Nothing stands behind a member (an empty value in YAML, a null that is no value): it is read as if it were not
    /// there. A name in a map keeps its place, with nothing in it.
    EmptyValue = "CP0017", Warning;
    /// A value is of the wrong kind, but says plainly what is meant: the text `true` for a boolean, a number for a text.
    KindMended = "CP0018", Warning;
    /// The document has operations, and not one of them can be used.
    NothingUsable = "CP0019", Error;
    /// An operation is a `$ref`, which OpenAPI does not know. What it leads to is the operation: that is what is meant.
    OperationByReference = "CP0020", Warning;

    /// A keyword of a schema has a value of the wrong kind.
    SchemaShape = "CP0100", Error;
    /// A keyword of another version of OpenAPI or JSON Schema, without meaning in this document's.
    ForeignKeyword = "CP0101", Warning;
    /// A keyword that changes what a schema means, and that is not followed (`$recursiveRef`).
    UnsupportedKeyword = "CP0102", Warning;
    /// Constraints (`minLength`, `pattern`, …) that are not checked.
    NotChecked = "CP0103", Warning;
    /// A keyword that JSON Schema does not have, and that does not start with `x-`.
    UnknownKeyword = "CP0104", Note;
    /// A `format` or `contentEncoding` that has no type of its own.
    UnknownFormat = "CP0105", Note;
    /// A schema without `type`, where the other keywords are about one type only.
    TypeInferred = "CP0106", Note;
    /// An `enum` has the same value twice.
    EnumDuplicate = "CP0108", Note;
    /// An `enum` has a value that the `type` beside it does not have. Where it is plain what is meant, that is taken: the text of
    /// a number where strings are asked for; null; where no value fits, the values.
    EnumType = "CP0109", Warning;
    /// A `default` that is not a value of its schema.
    WrongDefault = "CP0111", Warning;
    /// A `default` that is a value of its schema, but not one that the output offers.
    DefaultNotHeld = "CP0113", Note;
    /// A `discriminator` that does not tell its variants apart.
    TagUnusable = "CP0114", Warning;
    /// The `mapping` of a `discriminator` names what is not a variant.
    TagTarget = "CP0115", Warning;
    /// A `discriminator` beside no `oneOf` or `anyOf`.
    DiscriminatorAlone = "CP0116", Warning;
    /// The schemas of an `allOf`, or what stands beside a `$ref`, `anyOf` or `oneOf`, leave no value that all of them take.
    AllOfClash = "CP0117", Warning;
    /// Alternatives of a `oneOf` that take the same values are taken for one.
    AlternativesMerged = "CP0119", Warning;
    /// A member is required, but not declared.
    RequiredUndeclared = "CP0120", Note;
    /// A `readOnly` or `writeOnly` member that is carried in both directions all the same.
    OneDirection = "CP0121", Note;
    /// No value fits the schema.
    NeverValid = "CP0122", Warning;
    /// A schema is another name for itself.
    Endless = "CP0124", Warning;
    /// Schemas are nested too deep.
    TooDeep = "CP0125", Warning;
    /// The value of `x-rust-type` is not a path.
    NotAPath = "CP0126", Warning;
    /// The document says nothing of the size of integers or numbers, and their types in the output have one. Said once for
    /// all integers, and once for all numbers.
    Narrowed = "CP0130", Note;
    /// What several schemas say together is not what its author means by the letter: a closed base that another schema extends,
    /// null that one part accepts. What is meant is taken.
    AllOfMeant = "CP0131", Warning;
    /// A `pattern` in the words of another language than ECMA-262, which is taken for what is meant.
    PatternMeant = "CP0132", Note;
    /// An object has `patternProperties`, and nothing is said of members that match no pattern. They are taken for such that do.
    PatternsAlone = "CP0133", Note;
    /// A keyword about values of another kind than the schema has: it says nothing of them (`maximum` beside `type: string`).
    OtherKind = "CP0134", Note;
    /// Nothing tells the variants of a union apart but trying them.
    VariantsTried = "CP0140", Note;

    /// A path is not a path template: it does not start with a slash, or its braces do not match.
    PathTemplate = "CP0201", Error;
    /// The parameters with `in: path` are not those of the path template.
    PathParameters = "CP0202", Error;
    /// A parameter is written in a way that has no counterpart yet.
    UnsupportedParameter = "CP0203", Error;
    /// A header parameter named Accept, Content-Type or Authorization, which OpenAPI ignores.
    IgnoredHeaderParameter = "CP0204", Note;
    /// Two parameters of one operation have the same name and place.
    DuplicateParameter = "CP0205", Error;
    /// A parameter without a type, which is read as text.
    UntypedParameter = "CP0206", Note;
    /// A parameter that must be there accepts null, which a parameter cannot say.
    NullParameter = "CP0207", Note;
    /// `allowReserved` has no counterpart yet: reserved characters are sent percent-encoded.
    ReservedEncoded = "CP0208", Note;
    /// The default of a parameter is no value of it, or of a type whose defaults are not offered.
    ParameterDefault = "CP0209", Warning;
    /// A body has no media type that has a counterpart.
    UnsupportedMediaType = "CP0210", Error;
    /// A media type without a counterpart, beside one that has one.
    IgnoredMediaType = "CP0211", Warning;
    /// An operation declares no response.
    NoResponse = "CP0212", Error;
    /// A security requirement names a scheme that is not defined.
    UndefinedScheme = "CP0220", Error;
    /// A security scheme that has no counterpart yet.
    UnsupportedScheme = "CP0221", Error;
    /// Servers of a path or an operation, which have no counterpart: the document's servers are used.
    IgnoredServers = "CP0230", Warning;
    /// A server's URL and its variables do not fit each other.
    ServerVariables = "CP0231", Warning;
    /// Two operations answer the same requests: same method, paths that differ in the names of parameters only.
    DuplicateRoute = "CP0240", Error;
    /// Two operations have the same operationId.
    DuplicateOperationId = "CP0241", Warning;
    /// A method that has no counterpart yet (`query`, `additionalOperations`).
    UnsupportedMethod = "CP0242", Error;
    /// Webhooks and callbacks, requests in the other direction, have no counterpart yet.
    IgnoredCallbacks = "CP0250", Warning;
    /// Links have no counterpart yet.
    IgnoredLinks = "CP0251", Note;
    /// `counterpart.toml` cannot be read: it is not TOML, or holds a key or a value that it does not know.
    Config = "CP0301", Error;
    /// `counterpart.lock` cannot be read.
    Lock = "CP0302", Error;
    /// A name that `x-rust-name` or the configuration fixes cannot be given: it is no identifier, reserved, or taken.
    FixedName = "CP0303", Error;
    /// A name that `counterpart.lock` records cannot be kept: another place has it, as after two branches were merged,
    /// or it has become reserved.
    RecordedName = "CP0304", Warning;
    /// An entry of the configuration changes nothing: there is no such place, operation or diagnostic in the document.
    ConfigUnused = "CP0305", Warning;

    /// A fault of counterpart itself: please report it, with the document.
    Internal = "CP0900", Error;
}
