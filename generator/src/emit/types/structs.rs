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
        let value = default::value_imported(cx, literal, imports);
        let mut written = |shown: &Ty| ty(shown, cx, imports);
        let borrowed = |returned, default, how| Shown {
            returned,
            setup: TokenStream::new(),
            default,
            by_reference: Some(how),
        };
        match literal {
            Literal::String(text) => borrowed(quote!(&str), quote!(#text), quote!(as_deref)),
            Literal::EmptyArray => {
                let item = match cx.resolve(shown) {
                    Ty::Array(item) => written(item),
                    other => written(other),
                };
                borrowed(quote!(&[#item]), quote!(&[]), quote!(as_deref))
            }
            Literal::EmptyMap => {
                let map = written(cx.resolve(shown));
                Shown {
                    setup: quote!(const EMPTY: &#map = &BTreeMap::new();),
                    ..borrowed(quote!(&#map), quote!(EMPTY), quote!(as_ref))
                }
            }
            Literal::Enum { .. } if !cx.is_copy(shown) => {
                let name = written(shown);
                borrowed(quote!(&#name), quote!(&#value), quote!(as_ref))
            }
            _ => Shown {
                returned: written(shown),
                setup: TokenStream::new(),
                default: value,
                by_reference: None,
            },
        }
    }
}
