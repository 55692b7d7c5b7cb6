//! The types themselves, as a person would declare them.

use proc_macro2::TokenStream;
use quote::quote;

use super::module::Module;
use super::{newtypes, select, tuples};
use crate::emit::{
    Chunk, Cx, EmitError, File, Imports, LongFile, code, docs, docs_with_notes, field_ty, ident, ty,
};
use crate::ir::{
    Additional, Docs, IntegerEnum, Member, Shape, StringEnum, Struct, Ty, TypeDef, TypeId, Union,
    ValueEnum,
};

/// `src/types.rs`, and `src/phones/types.rs` for what one group alone uses: every type, in the document's order, as a person would declare it.
/// `parts` are the modules beside it.
pub(super) fn emit(
    cx: &Cx<'_>,
    module: &Module<'_>,
    parts: &[TokenStream],
) -> Result<Vec<File>, EmitError> {
    let chunks = module
        .types
        .iter()
        .map(|&(id, def)| {
            let mut imports = Imports::new();
            let items = item(cx, id, def, &mut imports);
            Chunk::new(cx.names.of_type(id), imports, items)
        })
        .collect();
    let (about, shows) = (&module.about, &module.shows);
    let file = LongFile {
        path: module.file(),
        head: quote!(#![doc = #about] #(#parts)* #(#shows)*),
        shown: Some(quote!(pub)),
        ..module.part("", chunks)
    };
    file.emit(cx)
}

fn item(cx: &Cx<'_>, id: TypeId, def: &TypeDef, imports: &mut Imports) -> TokenStream {
    let name = cx.names.of_type(id);
    let head = head(name, &def.docs, &[]);
    let name = ident(name);
    let derives = derives(cx, def);
    let body = match &def.shape {
        Shape::Struct(shape) => {
            let fields = fields(cx, id, def, shape, imports);
            quote!(pub struct #name { #fields })
        }
        Shape::StringEnum(shape) => {
            let values = string_values(cx, id, def, shape);
            quote!(pub enum #name { #values })
        }
        Shape::IntegerEnum(shape) => {
            let values = integer_values(cx, id, def, shape);
            quote!(pub enum #name { #values })
        }
        Shape::ValueEnum(shape) => {
            let values = values(cx, id, def, shape, imports);
            quote!(pub enum #name { #values })
        }
        Shape::Tuple(shape) => {
            let fields = tuples::fields(cx, shape, imports);
            quote!(pub struct #name(#fields);)
        }
        Shape::Union(shape) => {
            let variants = variants(cx, id, def, shape, imports);
            quote!(pub enum #name { #variants })
        }
        Shape::Alias(aliased) => {
            let aliased = ty(aliased, cx, imports);
            return quote!(#head pub type #name = #aliased;);
        }
        Shape::Newtype(inner) => {
            let inner = ty(inner, cx, imports);
            // What keeps rules is not to be made without a word.
            let shown = if def.rules.is_none() {
                quote!(pub)
            } else {
                quote!(pub(crate))
            };
            quote!(pub struct #name(#shown #inner);)
        }
    };
    quote!(#head #derives #body)
}

/// Documentation and `#[deprecated]`. A title that only says the name once more is left out.
fn head(name: &str, documented: &Docs, notes: &[String]) -> TokenStream {
    let letters = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let title = documented
        .title
        .clone()
        .filter(|title| letters(title) != letters(name.trim_start_matches("r#")));
    let shown = Docs {
        title,
        ..documented.clone()
    };
    let lines = if notes.is_empty() {
        docs(&shown)
    } else {
        docs_with_notes(&shown, &[notes.join(" ")])
    };
    let deprecated = documented.deprecated.then(|| quote!(#[deprecated]));
    quote!(#lines #deprecated)
}

fn derives(cx: &Cx<'_>, def: &TypeDef) -> TokenStream {
    let own = match &def.shape {
        Shape::StringEnum(shape) if cx.is_open(shape.open) => {
            quote!(Clone, Debug, PartialEq, Eq, Hash)
        }
        Shape::StringEnum(_) | Shape::IntegerEnum(_) => {
            quote!(Clone, Copy, Debug, PartialEq, Eq, Hash)
        }
        Shape::ValueEnum(_) if cx.is_open(false) => quote!(Clone, Debug, PartialEq, Eq),
        Shape::ValueEnum(_) => quote!(Clone, Copy, Debug, PartialEq, Eq, Hash),
        Shape::Newtype(inner) if def.rules.is_some() => newtypes::derives(cx, inner),
        _ => quote!(Clone, Debug, PartialEq),
    };
    let of_this = cx.config.derive.get(&def.origin.pointer);
    let extra = cx
        .config
        .derives
        .iter()
        .chain(of_this.into_iter().flatten());
    let extra = extra.filter_map(|path| syn::parse_str::<syn::Path>(path).ok());
    quote!(#[derive(#own #(, #extra)*)])
}

fn fields(
    cx: &Cx<'_>,
    id: TypeId,
    def: &TypeDef,
    shape: &Struct,
    imports: &mut Imports,
) -> TokenStream {
    let mut fields = TokenStream::new();
    for (member, name, part) in cx.parts(id, def, &shape.members) {
        let head = head(name, &part.docs, &member_notes(cx, member, name));
        let name = ident(name);
        let ty = field_ty(member, cx, imports);
        fields.extend(quote!(#head pub #name: #ty,));
    }
    if let Additional::Kept(value) = &shape.additional {
        let ty = ty(&Ty::Map(Box::new(value.clone())), cx, imports);
        fields.extend(quote! {
            #[doc = " Members that the schema does not name."]
            pub additional_properties: #ty,
        });
    }
    fields
}

/// What the type of a field does not say.
fn member_notes(cx: &Cx<'_>, member: &Member, name: &str) -> Vec<String> {
    let mut notes = Vec::new();
    if member.wire != name.trim_start_matches("r#") {
        notes.push(format!("{} on the wire.", code(&member.wire)));
    }
    if let Some(literal) = member.presence.default() {
        notes.push(format!("Default: {}.", code(&literal.json(cx.api))));
    }
    notes
}

fn string_values(cx: &Cx<'_>, id: TypeId, def: &TypeDef, shape: &StringEnum) -> TokenStream {
    let mut values = TokenStream::new();
    for (wire, name, part) in cx.parts(id, def, &shape.values) {
        let head = head(name, &part.docs, &[code(wire)]);
        let name = ident(name);
        values.extend(quote!(#head #name,));
    }
    if cx.is_open(shape.open) {
        values.extend(quote! {
            #[doc = " A value that the document does not name."]
            Unknown(String),
        });
    }
    values
}

fn integer_values(cx: &Cx<'_>, id: TypeId, def: &TypeDef, shape: &IntegerEnum) -> TokenStream {
    let mut values = TokenStream::new();
    for (wire, name, part) in cx.parts(id, def, &shape.values) {
        let head = head(name, &part.docs, &[code(&wire.to_string())]);
        let name = ident(name);
        values.extend(quote!(#head #name,));
    }
    if cx.is_open(shape.open) {
        values.extend(quote! {
            #[doc = " A value that the document does not name."]
            Unknown(i64),
        });
    }
    values
}

fn values(
    cx: &Cx<'_>,
    id: TypeId,
    def: &TypeDef,
    shape: &ValueEnum,
    imports: &mut Imports,
) -> TokenStream {
    let mut values = TokenStream::new();
    for (wire, name, part) in cx.parts(id, def, &shape.values) {
        let head = head(name, &part.docs, &[code(wire)]);
        let name = ident(name);
        values.extend(quote!(#head #name,));
    }
    if cx.is_open(false) {
        let json = imports.runtime("Json");
        values.extend(quote! {
            #[doc = " A value that the document does not name."]
            Unknown(#json),
        });
    }
    values
}

fn variants(
    cx: &Cx<'_>,
    id: TypeId,
    def: &TypeDef,
    shape: &Union,
    imports: &mut Imports,
) -> TokenStream {
    let mut variants = TokenStream::new();
    for (variant, name, part) in cx.parts(id, def, &shape.variants) {
        let head = head(name, &part.docs, &[]);
        let name = ident(name);
        let payload = match &variant.ty {
            Ty::Null => TokenStream::new(),
            held => {
                let held = ty(held, cx, imports);
                quote!((#held))
            }
        };
        variants.extend(quote!(#head #name #payload,));
    }
    if select::is_open(cx, shape) {
        let json = ty(&Ty::Json, cx, imports);
        variants.extend(quote! {
            #[doc = " A value of a variant that the document does not name, as it came."]
            Unknown(#json),
        });
    }
    variants
}
