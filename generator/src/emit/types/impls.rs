//! The file of the impls that people call: `new`, `Default`, conversions.

use proc_macro2::TokenStream;
use quote::quote;

use super::module::Module;
use super::{enums, newtypes, structs, tuples, unions};
use crate::emit::{Chunk, Cx, EmitError, File, Imports, LongFile};
use crate::ir::{IntegerEnum, Shape, StringEnum};

/// `src/types/impls.rs`: `new`, `Default`, `x_or_default()`, and the conversions of enums and unions.
pub(super) fn emit(cx: &Cx<'_>, module: &Module<'_>) -> Result<Vec<File>, EmitError> {
    let chunks: Vec<Chunk> = module
        .types
        .iter()
        .filter_map(|&(id, def)| {
            let mut imports = Imports::new();
            let items = match &def.shape {
                Shape::Struct(shape) => structs::impls(cx, id, shape, &mut imports),
                Shape::StringEnum(shape) => enums::string_impls(cx, id, shape),
                Shape::IntegerEnum(shape) => enums::integer_impls(cx, id, shape),
                Shape::ValueEnum(shape) => enums::value_impls(cx, id, shape),
                Shape::Tuple(shape) => tuples::impls(cx, id, shape, &mut imports),
                Shape::Union(shape) => unions::impls(cx, id, shape, &mut imports),
                Shape::Newtype(inner) if def.rules.is_some() => {
                    newtypes::impls(cx, id, inner, &mut imports)
                }
                Shape::Alias(_) | Shape::Newtype(_) => TokenStream::new(),
            };
            if is_closed(cx, &def.shape) {
                imports.runtime("FaultKind");
            }
            (!items.is_empty()).then(|| Chunk::new(cx.names.of_type(id), imports, items))
        })
        .collect();
    if chunks.is_empty() {
        return Ok(Vec::new());
    }
    let own = module.types.iter().map(|(id, _)| cx.names.of_type(*id));
    let file = LongFile {
        shared: quote!(
            use super::*;
        ),
        inner: quote!(
            use super::*;
        ),
        known: own.map(str::to_owned).collect(),
        ..module.part("impls", chunks)
    };
    file.emit(cx)
}

/// Whether it is an enum, and refuses what it does not know.
fn is_closed(cx: &Cx<'_>, shape: &Shape) -> bool {
    match shape {
        Shape::StringEnum(StringEnum { open, .. })
        | Shape::IntegerEnum(IntegerEnum { open, .. }) => !cx.is_open(*open),
        _ => false,
    }
}
