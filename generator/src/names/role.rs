use super::ident::{Case, is_valid};

macro_rules! roles {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal, $case:ident;)+) => {
        /// Which of the identifiers of a place in the document.
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

            /// How its identifiers are written.
            pub(super) fn case(self) -> Case {
                match self { $(Role::$name => Case::$case),+ }
            }
        }
    };
}

roles! {
    /// A type of the document.
    Type = "type", Camel;
    /// A member of an object.
    Field = "field", Snake;
    /// A value of an enum.
    Value = "value", Camel;
    /// A variant of a union.
    Variant = "variant", Camel;
    /// An operation: a method of the trait and of the client.
    Method = "method", Snake;
    /// What the server's method is given.
    Request = "request", Camel;
    /// What the server's method answers.
    Response = "response", Camel;
    /// The client's call.
    Call = "call", Camel;
    /// The client's success, where there are several.
    Success = "ok", Camel;
    /// The client's declared errors.
    Error = "error", Camel;
    /// A parameter.
    Param = "param", Snake;
    /// The body, beside the parameters.
    Body = "body", Snake;
    /// A group's module.
    Module = "module", Snake;
    /// A group's trait.
    Trait = "trait", Camel;
    /// A security scheme: a method of `Authenticator` and of the client's builder.
    Scheme = "scheme", Snake;
    /// A server: a variant of `Server`.
    Server = "server", Camel;
    /// A variable of a server.
    Variable = "variable", Snake;
}

impl Role {
    /// The role that `counterpart.lock` writes like that.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Role::ALL.iter().copied().find(|role| role.as_str() == text)
    }
}

/// Whether a name can be an identifier of that role in generated code.
#[must_use]
pub fn is_identifier(name: &str, role: Role) -> bool {
    is_valid(name, role.case())
}
