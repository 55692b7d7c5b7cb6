use proc_macro2::TokenStream;
use quote::quote;

use super::{enums, structs, unions};
use crate::emit::{Cx, EmitError, File, Side};
use crate::ir::Shape;

/// `src/types/impls.rs`: `new`, `Default`, `x_or_default()`, and the conversions of enums and unions.
pub(super) fn emit(cx: &Cx<'_>) -> Result<File, EmitError> {
    let items: TokenStream = cx
        .types()
        .map(|(id, def)| match &def.shape {
            Shape::Struct(shape) => structs::impls(cx, id, shape),
            Shape::StringEnum(shape) => enums::string_impls(cx, id, shape),
            Shape::IntegerEnum(shape) => enums::integer_impls(cx, id, shape),
            Shape::Union(shape) => unions::impls(cx, id, shape),
            Shape::Alias(_) | Shape::Newtype(_) => TokenStream::new(),
        })
        .collect();
    if items.is_empty() {
        return cx.file("src/types/impls.rs", items);
    }
    let refuses = cx.side == Side::Server && cx.types().any(|(_, def)| is_enum(&def.shape));
    let fault_kind = refuses.then(|| {
        quote!(
            use counterpart_runtime::FaultKind;
        )
    });
    cx.file(
        "src/types/impls.rs",
        quote! {
            #fault_kind
            use super::*;
            #items
        },
    )
}

fn is_enum(shape: &Shape) -> bool {
    matches!(shape, Shape::StringEnum(_) | Shape::IntegerEnum(_))
}
