//! Arrays whose first items have types of their own: structs without names for their fields.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use crate::emit::{Cx, Imports, ident, ty};
use crate::ir::{FieldForm, Rule, Rules, RulesId, Tuple, TupleItem, Ty, TypeId};

/// How many items a tuple of Rust has at most, as far as traits go.
const MOST: usize = 12;

/// The fields, as a person would declare them.
pub(super) fn fields(cx: &Cx<'_>, shape: &Tuple, imports: &mut Imports) -> TokenStream {
    let items: Vec<TokenStream> = shape
        .items
        .iter()
        .map(|item| {
            let ty = item_ty(item, cx, imports);
            quote!(pub #ty,)
        })
        .collect();
    let rest = shape.rest.as_ref().map(|rest| {
        let rest = ty(&Ty::Array(Box::new(rest.clone())), cx, imports);
        quote! {
            #[doc = " The items behind them."]
            pub #rest,
        }
    });
    quote!(#(#items)* #rest)
}

fn item_ty(item: &TupleItem, cx: &Cx<'_>, imports: &mut Imports) -> TokenStream {
    match item.form() {
        FieldForm::Plain => ty(&item.ty, cx, imports),
        FieldForm::Option => {
            let inner = ty(&item.ty, cx, imports);
            quote!(Option<#inner>)
        }
        FieldForm::Maybe => {
            let maybe = imports.runtime("Maybe");
            let inner = ty(item.ty.non_null(), cx, imports);
            quote!(#maybe<#inner>)
        }
    }
}

/// The conversions from and into a tuple of Rust, where nothing may be absent or further.
pub(super) fn impls(cx: &Cx<'_>, id: TypeId, shape: &Tuple, imports: &mut Imports) -> TokenStream {
    let is_plain = shape.rest.is_none() && shape.items.iter().all(|item| item.required);
    if !is_plain || !(2..=MOST).contains(&shape.items.len()) {
        return TokenStream::new();
    }
    let name = ident(cx.names.of_type(id));
    let types: Vec<TokenStream> = shape
        .items
        .iter()
        .map(|item| ty(&item.ty, cx, imports))
        .collect();
    let places = places(shape);
    let indices = indices(shape);
    quote! {
        impl From<(#(#types),*)> for #name {
            fn from((#(#places),*): (#(#types),*)) -> Self {
                Self(#(#places),*)
            }
        }

        impl From<#name> for (#(#types),*) {
            fn from(value: #name) -> Self {
                (#(value.#indices),*)
            }
        }
    }
}

/// The rules of a tuple: its own, and those of its items.
pub(super) fn rules(cx: &Cx<'_>, own: Option<RulesId>, shape: &Tuple) -> Rules {
    let of_items: Vec<Rules> = shape
        .items
        .iter()
        .map(|item| cx.api.use_rules(&item.ty))
        .collect();
    let prefix = of_items.iter().any(|rules| !rules.is_empty());
    let prefix = prefix.then_some(Rule::Prefix(of_items));
    let rest = shape.rest.as_ref().map(|rest| cx.api.use_rules(rest));
    let rest = rest.filter(|rules| !rules.is_empty()).map(Rule::Items);
    let items = Rules::new(prefix.into_iter().chain(rest));
    cx.api.own_rules(own).and(items)
}

/// How a tuple is read and written.
pub(super) fn codec(shape: &Tuple, imports: &mut Imports) -> (TokenStream, TokenStream) {
    let places = places(shape);
    let mut lets = TokenStream::new();
    let mut values = Vec::new();
    for (item, place) in shape.items.iter().zip(&places) {
        let empty = match item.form() {
            FieldForm::Maybe => {
                let maybe = imports.runtime("Maybe");
                quote!(#maybe::Absent)
            }
            FieldForm::Plain | FieldForm::Option => quote!(None),
        };
        lets.extend(quote!(let mut #place = #empty;));
        values.push(if item.required {
            imports.from("counterpart_runtime::codec", "self");
            quote!(codec::required(#place)?)
        } else {
            quote!(#place)
        });
    }
    let required = Literal::usize_unsuffixed(shape.required());
    let indices = indices(shape);
    let (read, written) = if shape.rest.is_some() {
        let rest = Literal::usize_unsuffixed(shape.items.len());
        lets.extend(quote!(let mut rest = Vec::new();));
        values.push(quote!(rest));
        (
            quote!(reader.tuple_and_rest(#required, &mut [#(&mut #places),*], &mut rest)?;),
            quote!(writer.tuple_and_rest(#required, &[#(&self.#indices),*], &self.#rest);),
        )
    } else {
        (
            quote!(reader.tuple(#required, &mut [#(&mut #places),*])?;),
            quote!(writer.tuple(#required, &[#(&self.#indices),*]);),
        )
    };
    (quote!(#lets #read Ok(Self(#(#values),*))), written)
}

fn places(shape: &Tuple) -> Vec<Ident> {
    (0..shape.items.len())
        .map(|index| format_ident!("item{index}"))
        .collect()
}

fn indices(shape: &Tuple) -> Vec<Literal> {
    (0..shape.items.len())
        .map(Literal::usize_unsuffixed)
        .collect()
}
