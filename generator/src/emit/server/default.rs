use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::Cx;
use crate::emit::types::{filled_literal, literal_fits};
use crate::ir::{Literal, Param, ParamForm, Presence, Ty};

/// What takes the place of an absent parameter, as a call on its `Option`; `None` where it stays absent.
pub(super) fn filled(cx: &Cx<'_>, param: &Param) -> Option<TokenStream> {
    let (Presence::Optional(Some(literal)) | Presence::Filled(literal)) = &param.presence else {
        return None;
    };
    if let ParamForm::List(..) = param.form {
        return (*literal == Literal::EmptyArray).then(|| quote!(unwrap_or_default()));
    }
    let ty = param.ty.non_null();
    // What the runtime has types for is read by them alone.
    let is_plain = matches!(
        cx.resolve(ty),
        Ty::Bool | Ty::I32 | Ty::I64 | Ty::F32 | Ty::F64 | Ty::String | Ty::Named(_)
    );
    (is_plain && literal_fits(cx, ty, literal))
        .then(|| filled_literal(cx, ty, literal, &quote!(crate::types::)))
}
