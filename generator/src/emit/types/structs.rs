//! The impls of structs: `new`, `Default`, a method for each default.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::default;
use crate::emit::{Cx, Imports, code, field_ty, ident, one_a_line, ty};
use crate::identifier::plain;
use crate::ir::{Additional, FieldForm, Literal, Member, Presence, Struct, Ty, TypeId};

/// `Type::new`, `Default`, and a method for each default.
pub(super) fn impls(cx: &Cx<'_>, id: TypeId, shape: &Struct, imports: &mut Imports) -> TokenStream {
    let name = ident(cx.names.of_type(id));
    let fields = cx.names.of_parts(id);
    let members = || shape.members.iter().zip(fields);
    let new = new(cx, shape, fields, imports);
    let defaults: Vec<TokenStream> = members()
        .filter_map(|(member, field)| or_default(cx, member, field, imports))
        .collect();
    // Not derived: then one more member might write out all of them.
    let default = has_default(shape).then(|| {
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    quote! {
        impl #name {
            #new
            #(#defaults)*
        }
        #default
    }
}

/// Whether the struct has a `Default`: nothing is required.
fn has_default(shape: &Struct) -> bool {
    let mut members = shape.members.iter();
    members.all(|member| member.presence != Presence::Required)
}

fn new(cx: &Cx<'_>, shape: &Struct, fields: &[String], imports: &mut Imports) -> TokenStream {
    let params: Vec<TokenStream> = shape
        .members
        .iter()
        .zip(fields)
        .filter(|(member, _)| member.presence == Presence::Required)
        .map(|(member, field)| {
            let field = ident(field);
            let ty = field_ty(member, cx, imports);
            quote!(#field: #ty)
        })
        .collect();
    let values = values(cx, shape, fields, imports);
    let doc = if has_default(shape) {
        " Nothing is required: the same as `Default`."
    } else {
        " With what is required. The rest is absent, or its default."
    };
    quote! {
        #[doc = #doc]
        #[must_use]
        pub fn new(#(#params),*) -> Self {
            Self { #values }
        }
    }
}

/// The fields of a new value: what is required comes from a variable of the field's name.
fn values(cx: &Cx<'_>, shape: &Struct, fields: &[String], imports: &mut Imports) -> TokenStream {
    let mut values = Vec::new();
    for (member, field) in shape.members.iter().zip(fields) {
        let field = ident(field);
        values.push(match (&member.presence, member.form()) {
            (Presence::Required, _) => quote!(#field,),
            (Presence::Filled(literal), _) => {
                let value = default::value_imported(cx, literal, imports);
                quote!(#field: #value,)
            }
            (Presence::Optional(_), FieldForm::Maybe) => {
                let maybe = imports.runtime("Maybe");
                quote!(#field: #maybe::Absent,)
            }
            (Presence::Optional(_), _) => quote!(#field: None,),
        });
    }
    if matches!(shape.additional, Additional::Kept(_)) {
        let map = imports.from("std::collections", "BTreeMap");
        values.push(quote!(additional_properties: #map::new(),));
    }
    one_a_line(&values)
}

/// `nickname_or_default()`, for an optional member with a default.
fn or_default(
    cx: &Cx<'_>,
    member: &Member,
    field: &str,
    imports: &mut Imports,
) -> Option<TokenStream> {
    let Presence::Optional(Some(literal)) = &member.presence else {
        return None;
    };
    let shown = field.trim_start_matches("r#");
    let method = format_ident!("{}_or_default", plain(field));
    let field = ident(field);
    let Shown {
        returned,
        setup,
        default,
        by_reference,
    } = Shown::of(cx, member.ty.non_null(), literal, imports);
    let (returned, body) = if member.form() == FieldForm::Maybe {
        imports.runtime("Maybe");
        let reference = by_reference.is_some().then(|| quote!(&));
        let body = quote! {
            match #reference self.#field {
                Maybe::Absent => Some(#default),
                Maybe::Null => None,
                Maybe::Value(value) => Some(value),
            }
        };
        (quote!(Option<#returned>), body)
    } else {
        let borrowed = by_reference.map(|how| quote!(.#how()));
        (returned, quote!(self.#field #borrowed.unwrap_or(#default)))
    };
    let doc = format!(
        " `{shown}`, or {} where it is absent.",
        code(&literal.json(cx.api))
    );
    Some(quote! {
        #[doc = #doc]
        #[must_use]
        pub fn #method(&self) -> #returned {
            #setup
            #body
        }
    })
}

/// How a member or its default is shown: copied, or borrowed.
struct Shown {
    returned: TokenStream,
    /// Statements that the default needs.
    setup: TokenStream,
    default: TokenStream,
    /// The method of `Option` that borrows the value; copied values have none.
    by_reference: Option<TokenStream>,
}

impl Shown {
    fn of(cx: &Cx<'_>, shown: &Ty, literal: &Literal, imports: &mut Imports) -> Shown {
        if cx.is_copy(shown) {
            return Shown {
                returned: ty(shown, cx, imports),
                setup: TokenStream::new(),
                default: default::value_imported(cx, literal, imports),
                by_reference: None,
            };
        }
        // What is around it is seen through by a reference.
        let is_newtype = matches!(literal, Literal::Newtype { .. });
        let literal = literal.inmost();
        let inner = cx.api.inmost(shown);
        let value = default::value_imported(cx, literal, imports);
        let (returned, how) = match inner {
            Ty::String => (quote!(str), quote!(as_deref)),
            Ty::Array(item) => {
                let item = ty(item, cx, imports);
                (quote!([#item]), quote!(as_deref))
            }
            _ if is_newtype => (ty(inner, cx, imports), quote!(as_deref)),
            _ => (ty(cx.resolve(shown), cx, imports), quote!(as_ref)),
        };
        let (setup, default) = match literal {
            Literal::String(text) if *inner == Ty::String => (None, quote!(#text)),
            Literal::Array(items) if items.iter().all(is_number) => {
                let items = items.iter();
                let items = items.map(|item| default::value(cx, item, &TokenStream::new()));
                (None, quote!(&[#(#items),*]))
            }
            Literal::Map(members) if members.is_empty() => {
                let setup = quote!(const EMPTY: &#returned = &BTreeMap::new(););
                (Some(setup), quote!(EMPTY))
            }
            Literal::Enum { .. } => (None, quote!(&#value)),
            _ => {
                let lazy = imports.from("std::sync", "LazyLock");
                let whole = ty(inner, cx, imports);
                let make = match literal {
                    Literal::Empty(_) => quote!(#whole::new),
                    _ => quote!(|| #value),
                };
                let setup = quote!(static DEFAULT: #lazy<#whole> = #lazy::new(#make););
                (Some(setup), quote!(&DEFAULT))
            }
        };
        Shown {
            returned: quote!(&#returned),
            setup: setup.unwrap_or_default(),
            default,
            by_reference: Some(how),
        }
    }
}

/// Whether an array of these is a constant.
fn is_number(literal: &Literal) -> bool {
    matches!(
        literal,
        Literal::Bool(_) | Literal::Integer(_) | Literal::F32(_) | Literal::F64(_)
    )
}
