//! How the types of the document that parameters are made of are read and written as texts.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::module::Module;
use crate::emit::{Chunk, Cx, EmitError, File, Imports, ident};
use crate::ir::{Shape, Ty, TypeId};

/// `src/types/params.rs`: `Param` of the enums that parameters are, and of types around texts; no file where none is.
pub(super) fn emit(cx: &Cx<'_>, module: &Module<'_>) -> Result<Vec<File>, EmitError> {
    let own: BTreeSet<TypeId> = module.types.iter().map(|(id, _)| *id).collect();
    let chunks: Vec<Chunk> = read_as_params(cx)
        .into_iter()
        .filter(|(id, _)| own.contains(id))
        .map(|(id, form)| {
            let name = ident(cx.names.of_type(id));
            let mut imports = Imports::new();
            let items = match form {
                Form::List => list(&name, &mut imports),
                Form::StringEnum { .. }
                | Form::IntegerEnum { .. }
                | Form::ValueEnum { .. }
                | Form::Text => text(&name, form, &mut imports),
            };
            Chunk::new(cx.names.of_type(id), imports, items)
        })
        .collect();
    if chunks.is_empty() {
        return Ok(Vec::new());
    }
    module.part("params", chunks).emit(cx)
}

/// What a type that parameters are made of is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    StringEnum {
        is_open: bool,
    },
    IntegerEnum {
        is_open: bool,
    },
    ValueEnum {
        is_open: bool,
    },
    /// A type of its own around one that is a text.
    Text,
    /// A type of its own around an array.
    List,
}

/// The types that parameters are made of, and that do not say how by themselves.
fn read_as_params(cx: &Cx<'_>) -> BTreeSet<(TypeId, Form)> {
    let params = cx.api.operations.iter().flat_map(|one| &one.params);
    let mut found = BTreeSet::new();
    for param in params {
        let mut ty = &param.ty;
        // The whole, the type inside of it, an item, the type inside of that.
        for _ in 0..4 {
            ty = match cx.resolve(cx.resolve(ty).non_null()) {
                Ty::Array(item) => item,
                Ty::Named(id) => match cx.api.type_def(*id).map(|def| &def.shape) {
                    Some(Shape::StringEnum(shape)) => {
                        let is_open = cx.is_open(shape.open);
                        found.insert((*id, Form::StringEnum { is_open }));
                        break;
                    }
                    Some(Shape::IntegerEnum(shape)) => {
                        let is_open = cx.is_open(shape.open);
                        found.insert((*id, Form::IntegerEnum { is_open }));
                        break;
                    }
                    Some(Shape::ValueEnum(_)) => {
                        let is_open = cx.is_open(false);
                        found.insert((*id, Form::ValueEnum { is_open }));
                        break;
                    }
                    Some(Shape::Newtype(inner)) => {
                        let form = match cx.resolve(inner) {
                            Ty::Array(_) => Form::List,
                            _ => Form::Text,
                        };
                        found.insert((*id, form));
                        inner
                    }
                    _ => break,
                },
                _ => break,
            };
        }
    }
    found
}

/// `Param` of what is a text.
fn text(name: &Ident, form: Form, imports: &mut Imports) -> TokenStream {
    let options = ident(match form {
        Form::StringEnum { .. } | Form::ValueEnum { .. } => "_options",
        _ => "options",
    });
    let (parse, write) = bodies(form);
    imports.runtime("FaultKind");
    imports.from("counterpart_runtime::codec", "DecodeOptions");
    imports.from("counterpart_runtime::param", "Param");
    quote! {
        impl Param for crate::types::#name {
            fn parse(text: &str, #options: DecodeOptions) -> Result<Self, FaultKind> {
                #parse
            }

            fn write(&self, out: &mut String) {
                #write
            }
        }
    }
}

/// How a type around an array is read and written: as the array.
fn list(name: &Ident, imports: &mut Imports) -> TokenStream {
    for name in [
        "ParamReader",
        "ParamValue",
        "ReadParam",
        "Shape",
        "Unwritable",
        "WriteParam",
    ] {
        imports.from("counterpart_runtime::param", name);
    }
    for name in ["Rule", "Stop"] {
        imports.from("counterpart_runtime::codec", name);
    }
    quote! {
        impl ReadParam for crate::types::#name {
            fn shape() -> Shape {
                Shape::List
            }

            fn read_param(
                value: ParamValue,
                rules: &'static [Rule],
                reader: &mut ParamReader,
            ) -> Result<Self, Stop> {
                ReadParam::read_param(value, rules, reader).map(Self)
            }
        }

        impl WriteParam for crate::types::#name {
            fn param_value(&self) -> Result<ParamValue, Unwritable> {
                self.0.param_value()
            }
        }
    }
}

fn bodies(form: Form) -> (TokenStream, TokenStream) {
    match form {
        Form::Text | Form::List => (
            quote!(Param::parse(text, options).map(Self)),
            quote!(self.0.write(out);),
        ),
        Form::StringEnum { is_open } => {
            let parse = match is_open {
                false => quote!(text.parse::<Self>().map_err(|fault| fault.kind)),
                true => quote! {
                    let Ok(value) = text.parse();
                    Ok(value)
                },
            };
            (parse, quote!(out.push_str(self.as_str());))
        }
        Form::ValueEnum { is_open } => values(is_open),
        Form::IntegerEnum { is_open } => {
            let parse = match is_open {
                false => quote! {
                    Self::try_from(i64::parse(text, options)?).map_err(|fault| fault.kind)
                },
                true => quote!(i64::parse(text, options).map(Self::from)),
            };
            (parse, quote!(self.as_i64().write(out);))
        }
    }
}

/// How an enum of values of any kind is read and written.
fn values(is_open: bool) -> (TokenStream, TokenStream) {
    let codec = quote!(counterpart_runtime::codec);
    let found = quote!(#codec::value_of_text(Self::VALUES, text));
    let known = |place: TokenStream| quote!(Self::ALL.get(#place).cloned());
    let parse = match is_open {
        false => {
            let known = known(quote!(place));
            quote! {
                let place = #found?;
                #known.ok_or(FaultKind::NotString)
            }
        }
        true => {
            let known = known(quote!(place));
            quote! {
                let known = #found.ok().and_then(|place| #known);
                Ok(known.unwrap_or_else(|| Self::Unknown(text.into())))
            }
        }
    };
    (
        parse,
        quote!(out.push_str(&#codec::value_text(&self.to_string()));),
    )
}
