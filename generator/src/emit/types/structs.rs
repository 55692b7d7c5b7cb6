use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::default;
use crate::emit::{Cx, Home, Imports, code, field_ty, ident, one_a_line, ty};
use crate::ir::{Additional, FieldForm, Literal, Member, Presence, Shape, Struct, Ty, TypeId};

/// `Type::new`, `Default`, and a method for each default.
pub(super) fn impls(cx: &Cx<'_>, id: TypeId, shape: &Struct) -> TokenStream {
    let name = ident(cx.names.of_type(id));
    let fields = cx.names.of_parts(id);
    let members = || shape.members.iter().zip(fields);
    let new = new(cx, shape, fields);
    let defaults = members().filter_map(|(member, field)| or_default(cx, member, field));
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

fn new(cx: &Cx<'_>, shape: &Struct, fields: &[String]) -> TokenStream {
    let params = shape
        .members
        .iter()
        .zip(fields)
        .filter(|(member, _)| member.presence == Presence::Required)
        .map(|(member, field)| {
            let field = ident(field);
            let ty = field_ty(member, cx, &mut Imports::new(Home::Types));
            quote!(#field: #ty)
        });
    let values = values(cx, shape, fields);
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
fn values(cx: &Cx<'_>, shape: &Struct, fields: &[String]) -> TokenStream {
    let mut values = Vec::new();
    for (member, field) in shape.members.iter().zip(fields) {
        let field = ident(field);
        values.push(match (&member.presence, member.form()) {
            (Presence::Required, _) => quote!(#field,),
            (Presence::Filled(literal), _) => {
                let value = default::value(cx, &member.ty, literal, &TokenStream::new())
                    .unwrap_or_else(|| quote!(Default::default()));
                quote!(#field: #value,)
            }
            (Presence::Optional(_), FieldForm::Maybe) => quote!(#field: Maybe::Absent,),
            (Presence::Optional(_), _) => quote!(#field: None,),
        });
    }
    if matches!(shape.additional, Additional::Kept(_)) {
        values.push(quote!(additional_properties: BTreeMap::new(),));
    }
    one_a_line(&values)
}

/// `nickname_or_default()`, for an optional member with a default that has a borrowed or copied form.
fn or_default(cx: &Cx<'_>, member: &Member, field: &str) -> Option<TokenStream> {
    let Presence::Optional(Some(literal)) = &member.presence else {
        return None;
    };
    let plain = field.trim_start_matches("r#");
    let method = format_ident!("{plain}_or_default");
    let field = ident(field);
    let view = View::of(cx, member.ty.non_null(), literal)?;
    let View {
        returned,
        setup,
        default,
        by_reference,
    } = view;
    let (returned, body) = if member.form() == FieldForm::Maybe {
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
        " `{plain}`, or {} where it is absent.",
        code(&default::json(cx, literal))
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

/// How a member or its default is shown.
struct View {
    returned: TokenStream,
    /// Statements that the default needs.
    setup: TokenStream,
    default: TokenStream,
    /// The method of `Option` that borrows the value; copied values have none.
    by_reference: Option<TokenStream>,
}

impl View {
    fn of(cx: &Cx<'_>, shown: &Ty, literal: &Literal) -> Option<View> {
        let written = |shown: &Ty| ty(shown, cx, &mut Imports::new(Home::Types));
        if cx.is_copy(shown) {
            return Some(View {
                returned: written(shown),
                setup: TokenStream::new(),
                default: default::value(cx, shown, literal, &TokenStream::new())?,
                by_reference: None,
            });
        }
        match (cx.resolve(shown), literal) {
            (Ty::String, Literal::String(text)) => Some(View {
                returned: quote!(&str),
                setup: TokenStream::new(),
                default: quote!(#text),
                by_reference: Some(quote!(as_deref)),
            }),
            (Ty::Array(item), Literal::EmptyArray) => {
                let item = written(item);
                Some(View {
                    returned: quote!(&[#item]),
                    setup: TokenStream::new(),
                    default: quote!(&[]),
                    by_reference: Some(quote!(as_deref)),
                })
            }
            (Ty::Map(_), Literal::EmptyMap) => {
                let map = written(cx.resolve(shown));
                Some(View {
                    returned: quote!(&#map),
                    setup: quote!(const EMPTY: &#map = &BTreeMap::new();),
                    default: quote!(EMPTY),
                    by_reference: Some(quote!(as_ref)),
                })
            }
            (Ty::Named(_), Literal::Value(id, index))
                if matches!(
                    cx.api.type_def(*id).map(|def| &def.shape),
                    Some(Shape::StringEnum(_))
                ) =>
            {
                let value = default::enum_value(cx, *id, *index, &TokenStream::new())?;
                let name = written(shown);
                Some(View {
                    returned: quote!(&#name),
                    setup: TokenStream::new(),
                    default: quote!(&#value),
                    by_reference: Some(quote!(as_ref)),
                })
            }
            _ => None,
        }
    }
}
