//! `Decode` and `Encode` of each type.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::arms::{by_index, chosen};
use super::default::{self, integer};
use super::enums::is_literal;
use super::module::Module;
use super::{ruled, select, tuples};
use crate::emit::{Chunk, Cx, EmitError, File, Imports, ident, one_a_line};
use crate::ir::{
    Additional, FieldForm, IntegerEnum, Presence, RulesId, Shape, Struct, TypeDef, TypeId,
};

/// The runtime's module that all of this calls.
const CODEC: &str = "counterpart_runtime::codec";

/// `src/types/codec.rs`: `Decode` and `Encode` of every type.
///
/// The shape is measured (`xtask bench types`): a table of members, one line with all places, one line with all values.
/// The document's types stand behind `crate::types::`, so that none of them can hide what is imported here.
pub(super) fn emit(cx: &Cx<'_>, module: &Module<'_>) -> Result<Vec<File>, EmitError> {
    let chunks: Vec<Chunk> = module
        .types
        .iter()
        .filter(|(_, def)| !matches!(def.shape, Shape::Alias(_)))
        .map(|&(id, def)| {
            let mut imports = Imports::new();
            let items = item(cx, id, def, &mut imports);
            Chunk::new(cx.names.of_type(id), imports, items)
        })
        .collect();
    if chunks.is_empty() {
        return Ok(Vec::new());
    }
    let file = module.part("codec", chunks);
    file.emit(cx)
}

fn item(cx: &Cx<'_>, id: TypeId, def: &TypeDef, imports: &mut Imports) -> TokenStream {
    for name in ["Decode", "Encode", "Reader", "Stop", "Writer"] {
        imports.from(CODEC, name);
    }
    let name = ident(cx.names.of_type(id));
    let name = quote!(crate::types::#name);
    let (decode, encode) = match &def.shape {
        Shape::Struct(shape) => return object(cx, id, &name, def.rules, shape, imports),
        Shape::StringEnum(shape) => string_enum(cx, id, shape.open),
        Shape::IntegerEnum(shape) => integer_enum(cx, id, shape),
        Shape::ValueEnum(shape) => value_enum(cx, id, &shape.values),
        Shape::Tuple(shape) => tuples::codec(shape, imports),
        Shape::Union(shape) => (
            select::decode(cx, id, shape, imports),
            select::encode(cx, id, shape),
        ),
        Shape::Newtype(inner) => {
            let rules = cx.api.newtype_rules(def.rules, inner);
            let read = ruled::read_newtype(cx, &rules, imports);
            return impls(&name, &read, &quote!(self.0.encode(writer);));
        }
        Shape::Alias(_) => return TokenStream::new(),
    };
    let rules = match &def.shape {
        Shape::Tuple(shape) => tuples::rules(cx, def.rules, shape),
        _ => cx.api.own_rules(def.rules),
    };
    if rules.is_empty() {
        return impls(&name, &decode, &encode);
    }
    let rules = ruled::list(cx, &rules, imports);
    impls(
        &name,
        &quote!(reader.ruled(#rules, |reader| { #decode })),
        &encode,
    )
}

/// The two impls of a type, around their bodies.
fn impls(name: &TokenStream, decode: &TokenStream, encode: &TokenStream) -> TokenStream {
    quote! {
        impl Decode for #name {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
                #decode
            }
        }

        impl Encode for #name {
            fn encode(&self, writer: &mut Writer) {
                #encode
            }
        }
    }
}

fn object(
    cx: &Cx<'_>,
    id: TypeId,
    name: &TokenStream,
    rules: Option<RulesId>,
    shape: &Struct,
    imports: &mut Imports,
) -> TokenStream {
    imports.from(CODEC, "Members");
    let names = cx.names.of_parts(id);
    let fields: Vec<Ident> = names.iter().map(|field| ident(field)).collect();
    let table = table(cx, rules, shape, imports);
    let kept = matches!(shape.additional, Additional::Kept(_));
    let (method, rest) = if kept {
        (
            quote!(object_and_rest),
            quote!(, &mut additional_properties),
        )
    } else {
        (quote!(object), TokenStream::new())
    };
    let mut places = TokenStream::new();
    let mut values = Vec::new();
    for (member, field) in shape.members.iter().zip(&fields) {
        let place = match member.form() {
            FieldForm::Maybe => {
                let maybe = imports.runtime("Maybe");
                quote!(#maybe::Absent)
            }
            FieldForm::Plain | FieldForm::Option => quote!(None),
        };
        places.extend(quote!(let mut #field = #place;));
        values.push(match &member.presence {
            Presence::Required => {
                imports.from(CODEC, "self");
                quote!(#field: codec::required(#field)?,)
            }
            Presence::Optional(_) => quote!(#field,),
            Presence::Filled(literal) => {
                let filled = default::filled(cx, literal, &quote!(crate::types::));
                quote!(#field: #field.#filled,)
            }
        });
    }
    if kept {
        let map = imports.from("std::collections", "BTreeMap");
        places.extend(quote!(let mut additional_properties = #map::new();));
        values.push(quote!(additional_properties,));
    }
    let values = one_a_line(&values);
    let slots: Vec<TokenStream> = fields.iter().map(|field| quote!(&mut #field,)).collect();
    let slots = one_a_line(&slots);
    let written: Vec<TokenStream> = fields.iter().map(|field| quote!(&self.#field,)).collect();
    let written = one_a_line(&written);
    let reader = parameter("reader", names);
    let written_rest = kept.then(|| quote!(, &self.additional_properties));
    quote! {
        const _: () = {
            #table

            impl Decode for #name {
                fn decode(#reader: &mut Reader<'_>) -> Result<Self, Stop> {
                    #places
                    #reader.#method(&MEMBERS, &mut [#slots] #rest)?;
                    Ok(Self { #values })
                }
            }

            impl Encode for #name {
                fn encode(&self, writer: &mut Writer) {
                    writer.#method(&MEMBERS, &[#written] #written_rest);
                }
            }
        };
    }
}

/// The table of an object's members. What is filled in when it is read may be absent, and is always written; what this
/// direction does not carry comes last, and has no place.
fn table(
    cx: &Cx<'_>,
    rules: Option<RulesId>,
    shape: &Struct,
    imports: &mut Imports,
) -> TokenStream {
    let members: Vec<TokenStream> = shape
        .members
        .iter()
        .map(|member| {
            let kind = match member.presence {
                Presence::Required => "required",
                Presence::Optional(_) | Presence::Filled(_) => "optional",
            };
            let kind = imports.from("counterpart_runtime::codec::member", kind);
            let wire = &member.wire;
            let rules = cx.api.use_rules(&member.ty);
            let with = ruled::with(cx, &quote!(with), &rules, imports);
            quote!(#kind(#wire) #with,)
        })
        .collect();
    let ignored = shape.ignored.iter().map(|wire| {
        let kind = imports.from("counterpart_runtime::codec::member", "ignored");
        quote!(#kind(#wire),)
    });
    let members: Vec<TokenStream> = members.into_iter().chain(ignored).collect();
    let members = one_a_line(&members);
    let new = match shape.additional {
        Additional::Refused => quote!(closed),
        Additional::Ignored | Additional::Kept(_) => quote!(new),
    };
    let rest = match &shape.additional {
        Additional::Kept(value) => {
            ruled::with(cx, &quote!(with_rest), &cx.api.use_rules(value), imports)
        }
        Additional::Ignored | Additional::Refused => TokenStream::new(),
    };
    let whole = ruled::with(cx, &quote!(with_rules), &cx.api.own_rules(rules), imports);
    quote!(static MEMBERS: Members = Members::#new(&[#members]) #rest #whole;)
}

/// A name for the function's parameter that no place of a member has.
fn parameter(name: &str, fields: &[String]) -> Ident {
    let mut name = name.to_owned();
    while fields.contains(&name) {
        name.push('_');
    }
    ident(&name)
}

/// How an enum of strings is read and written.
fn string_enum(cx: &Cx<'_>, id: TypeId, open: bool) -> (TokenStream, TokenStream) {
    let variants = variants(cx, id);
    let decode = if cx.is_open(open) {
        let arms = by_index(
            &variants,
            |pattern, variant| quote!(Ok(#pattern) => #variant,),
        );
        quote! {
            Ok(match reader.open_enum(Self::VALUES)? { #arms Err(value) => Self::Unknown(value), })
        }
    } else {
        let read = if is_literal(cx, id) {
            quote!(reader.closed_literal(Self::VALUES)?)
        } else {
            quote!(reader.closed_enum(Self::VALUES)?)
        };
        chosen(&read, &variants)
    };
    (decode, quote!(writer.string(self.as_str());))
}

/// How an enum of integers is read and written.
fn integer_enum(cx: &Cx<'_>, id: TypeId, shape: &IntegerEnum) -> (TokenStream, TokenStream) {
    let variants = variants(cx, id);
    let decode = if cx.is_open(shape.open) {
        let wires = shape.values.iter().map(|value| integer((*value).into()));
        quote! {
            Ok(match reader.integer()? {
                #(#wires => #variants,)*
                other => Self::Unknown(other),
            })
        }
    } else {
        let read = if is_literal(cx, id) {
            quote!(reader.integer_literal(Self::VALUES)?)
        } else {
            quote!(reader.integer_enum(Self::VALUES)?)
        };
        chosen(&read, &variants)
    };
    (decode, quote!(writer.integer(self.as_i64());))
}

/// How an enum of values of any kind is read and written.
fn value_enum(cx: &Cx<'_>, id: TypeId, values: &[String]) -> (TokenStream, TokenStream) {
    let variants = variants(cx, id);
    let (decode, unknown) = match cx.is_open(false) {
        false => (
            chosen(&quote!(reader.closed_values(Self::VALUES)?), &variants),
            None,
        ),
        true => {
            let arms = by_index(
                &variants,
                |pattern, variant| quote!(Ok(#pattern) => #variant,),
            );
            let read = quote!(reader.open_values(Self::VALUES)?);
            (
                quote!(Ok(match #read { #arms Err(value) => Self::Unknown(value), })),
                Some(quote!(Self::Unknown(value) => value.encode(writer),)),
            )
        }
    };
    let encode = quote!(match self { #(#variants => writer.raw(#values),)* #unknown });
    (decode, encode)
}

fn variants(cx: &Cx<'_>, id: TypeId) -> Vec<TokenStream> {
    cx.names
        .of_parts(id)
        .iter()
        .map(|name| {
            let name = ident(name);
            quote!(Self::#name)
        })
        .collect()
}
