//! Which of the entries of a place, and what may be written there.

use crate::identifier::{Case, is_valid};

/// What the value of an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Value {
    /// An identifier.
    Name(Case),
    /// What was inferred from the whole document.
    Fact,
}

macro_rules! roles {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal, $value:expr;)+) => {
        /// Which of the entries of a place in the document.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Role {
            /// Every role.
            pub const ALL: &[Role] = &[$(Role::$name),+];

            /// As `counterpart.lock` writes it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Role::$name => $text),+ }
            }

            fn value(self) -> Value {
                match self { $(Role::$name => $value),+ }
            }
        }
    };
}

const CAMEL: Value = Value::Name(Case::Camel);
const SNAKE: Value = Value::Name(Case::Snake);

roles! {
    /// A type of the document.
    Type = "type", CAMEL;
    /// A member of an object.
    Field = "field", SNAKE;
    /// A value of an enum.
    Value = "value", CAMEL;
    /// A variant of a union.
    Variant = "variant", CAMEL;
    /// An operation: a method of the trait and of the client.
    Method = "method", SNAKE;
    /// What the server's method is given.
    Request = "request", CAMEL;
    /// What the server's method answers.
    Response = "response", CAMEL;
    /// The client's call.
    Call = "call", CAMEL;
    /// The client's success, where there are several.
    Success = "ok", CAMEL;
    /// The client's declared errors.
    Error = "error", CAMEL;
    /// A parameter.
    Param = "param", SNAKE;
    /// An answer: a variant of the response, and of the client's success or error.
    Answer = "answer", CAMEL;
    /// A header that answers of an operation declare: an argument and a setter of the server's, a field of the client's.
    Header = "header", SNAKE;
    /// The headers of an answer, as the client reads them.
    Headers = "headers", CAMEL;
    /// A group's module.
    Module = "module", SNAKE;
    /// A group's trait.
    Trait = "trait", CAMEL;
    /// A security scheme: a method of `Authenticator` and of the client's builder.
    Scheme = "scheme", SNAKE;
    /// A server: a variant of `Server`.
    Server = "server", CAMEL;
    /// A variable of a server.
    Variable = "variable", SNAKE;
    /// What the API's faults look like.
    Profile = "profile", Value::Fact;
    /// The segment that an operation without tags is grouped by.
    Group = "group", Value::Fact;
    /// A member or variant that holds its type in a box.
    Boxed = "boxed", Value::Fact;
    /// A variant or an answer that a `From` leads to.
    From = "from", Value::Fact;
}

impl Role {
    /// The role that `counterpart.lock` writes like that.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Role::ALL.iter().copied().find(|role| role.as_str() == text)
    }

    /// Whether its entries are identifiers; the others are facts that were inferred.
    #[must_use]
    pub fn is_name(self) -> bool {
        matches!(self.value(), Value::Name(_))
    }

    /// How its identifiers are written.
    pub(crate) fn case(self) -> Case {
        match self.value() {
            Value::Name(case) => case,
            Value::Fact => Case::Snake,
        }
    }
}

/// Whether this can be the value of an entry of that role: an identifier of generated code, or a fact.
#[must_use]
pub fn is_value(value: &str, role: Role) -> bool {
    match role.value() {
        Value::Name(case) => is_valid(value, case),
        Value::Fact => true,
    }
}
