//! The impls of enums: text or number to value, and back.

use proc_macro2::TokenStream;
use quote::quote;

use super::default::integer;
use crate::emit::{Cx, ident};
use crate::ir::{IntegerEnum, StringEnum, TypeId, ValueEnum};

/// Whether the values are listed where they are used: pydantic writes a `Literal` so, and an `Enum` as a schema with a name.
pub(super) fn is_literal(cx: &Cx<'_>, id: TypeId) -> bool {
    let def = cx.api.type_def(id);
    def.is_some_and(|def| !def.origin.whence.is_named_schema())
}

/// `ALL`, `as_str`, `Display`, `FromStr`.
pub(super) fn string_impls(cx: &Cx<'_>, id: TypeId, shape: &StringEnum) -> TokenStream {
    let name = ident(cx.names.of_type(id));
    let variants: Vec<_> = cx.names.of_parts(id).iter().map(|v| ident(v)).collect();
    let wires = &shape.values;
    let fault = ident(if is_literal(cx, id) {
        "Literal"
    } else {
        "Enum"
    });
    let (as_str, from_str) = match cx.is_open(shape.open) {
        false => (
            quote! {
                pub const fn as_str(self) -> &'static str {
                    match self {
                        #(Self::#variants => #wires,)*
                    }
                }
            },
            quote! {
                type Err = counterpart_runtime::Fault;

                fn from_str(text: &str) -> Result<Self, counterpart_runtime::Fault> {
                    match text {
                        #(#wires => Ok(Self::#variants),)*
                        _ => Err(counterpart_runtime::Fault::new(
                            FaultKind::#fault { expected: Self::VALUES },
                        )),
                    }
                }
            },
        ),
        true => (
            quote! {
                pub fn as_str(&self) -> &str {
                    match self {
                        #(Self::#variants => #wires,)*
                        Self::Unknown(value) => value,
                    }
                }
            },
            quote! {
                type Err = std::convert::Infallible;

                fn from_str(text: &str) -> Result<Self, std::convert::Infallible> {
                    match text {
                        #(#wires => Ok(Self::#variants),)*
                        _ => Ok(Self::Unknown(text.to_owned())),
                    }
                }
            },
        ),
    };
    quote! {
        impl #name {
            #[doc = " The values that the document names, in its order."]
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            #[doc = " [`Self::ALL`] as they are on the wire."]
            pub const VALUES: &'static [&'static str] = &[#(#wires),*];

            #[doc = " The value as it is on the wire."]
            #[must_use]
            #as_str
        }

        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for #name {
            #from_str
        }
    }
}

/// `ALL`, `as_i64`, `Display`, and the conversion from `i64`.
pub(super) fn integer_impls(cx: &Cx<'_>, id: TypeId, shape: &IntegerEnum) -> TokenStream {
    let name = ident(cx.names.of_type(id));
    let variants: Vec<_> = cx.names.of_parts(id).iter().map(|v| ident(v)).collect();
    let wires: Vec<_> = (shape.values.iter())
        .map(|value| integer((*value).into()))
        .collect();
    let is_open = cx.is_open(shape.open);
    let fault = if is_literal(cx, id) {
        "IntegerLiteral"
    } else {
        "IntegerEnum"
    };
    let fault = ident(fault);
    let unknown = is_open.then(|| quote!(Self::Unknown(value) => value,));
    let from = match is_open {
        false => quote! {
            impl TryFrom<i64> for #name {
                type Error = counterpart_runtime::Fault;

                fn try_from(value: i64) -> Result<Self, counterpart_runtime::Fault> {
                    match value {
                        #(#wires => Ok(Self::#variants),)*
                        _ => Err(counterpart_runtime::Fault::new(
                            FaultKind::#fault { expected: Self::VALUES },
                        )),
                    }
                }
            }
        },
        true => quote! {
            impl From<i64> for #name {
                fn from(value: i64) -> Self {
                    match value {
                        #(#wires => Self::#variants,)*
                        _ => Self::Unknown(value),
                    }
                }
            }
        },
    };
    quote! {
        impl #name {
            #[doc = " The values that the document names, in its order."]
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            #[doc = " [`Self::ALL`] as they are on the wire."]
            pub const VALUES: &'static [i64] = &[#(#wires),*];

            #[doc = " The value as it is on the wire."]
            #[must_use]
            pub const fn as_i64(self) -> i64 {
                match self {
                    #(Self::#variants => #wires,)*
                    #unknown
                }
            }
        }

        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        #from
    }
}

/// `ALL`, `VALUES`, `Display`.
pub(super) fn value_impls(cx: &Cx<'_>, id: TypeId, shape: &ValueEnum) -> TokenStream {
    let name = ident(cx.names.of_type(id));
    let variants: Vec<_> = cx.names.of_parts(id).iter().map(|v| ident(v)).collect();
    let wires = &shape.values;
    let unknown = cx
        .is_open(false)
        .then(|| quote!(Self::Unknown(value) => std::fmt::Display::fmt(value, f),));
    quote! {
        impl #name {
            #[doc = " The values that the document names, in its order."]
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            #[doc = " [`Self::ALL`] as JSON."]
            pub const VALUES: &'static [&'static str] = &[#(#wires),*];
        }

        #[doc = " Writes the value as JSON."]
        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    #(Self::#variants => f.write_str(#wires),)*
                    #unknown
                }
            }
        }
    }
}
