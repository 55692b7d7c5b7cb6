//! What the variants of unions would like to be called.

use crate::ir::{Api, Ty, TypeDef};

use super::propose::type_name;
use super::{Names, way};

/// A union's variant, by what it holds.
pub(super) fn variant_name(ty: &Ty, union: &TypeDef, api: &Api, names: &Names) -> String {
    let inner = |ty: &Ty| variant_name(ty, union, api, names);
    match ty {
        Ty::Null => "Null".to_owned(),
        Ty::Bool => "Boolean".to_owned(),
        Ty::I32 | Ty::I64 => "Integer".to_owned(),
        Ty::F32 | Ty::F64 => "Number".to_owned(),
        Ty::String => "String".to_owned(),
        Ty::Secret => "Secret".to_owned(),
        Ty::Uuid => "Uuid".to_owned(),
        Ty::DateTime => "DateTime".to_owned(),
        Ty::Date => "Date".to_owned(),
        Ty::Base64 => "Base64".to_owned(),
        Ty::Json => "Json".to_owned(),
        Ty::Nullable(ty) | Ty::Boxed(ty) => inner(ty),
        Ty::Array(ty) => inner(ty) + "Array",
        Ty::Map(ty) => inner(ty) + "Map",
        Ty::Named(id) => (api.type_def(*id))
            .filter(|def| def.is_anonymous())
            .and_then(|def| way::within(union, def))
            .unwrap_or_else(|| names.of_type(*id).to_owned()),
        Ty::Path(path) => type_name(path.rsplit("::").next().unwrap_or(path)),
    }
}
