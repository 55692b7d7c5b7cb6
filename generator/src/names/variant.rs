//! What the variants of unions would like to be called.

use crate::ir::{Api, Ty, TypeDef, TypeId};

use super::propose::type_name;
use super::views::Views;
use super::{Names, way};

/// What is known when variants are named.
pub(super) struct Known<'a> {
    pub(super) api: &'a Api,
    pub(super) names: &'a Names,
    pub(super) views: &'a Views,
}

/// A union's variant, by what it holds.
pub(super) fn variant_name(ty: &Ty, union: &TypeDef, known: &Known<'_>) -> String {
    let inner = |ty: &Ty| variant_name(ty, union, known);
    match ty {
        Ty::Null => "Null".to_owned(),
        Ty::Bool => "Boolean".to_owned(),
        Ty::Int(_) | Ty::Integer => "Integer".to_owned(),
        Ty::F32 | Ty::F64 | Ty::Number => "Number".to_owned(),
        Ty::String => "String".to_owned(),
        Ty::Secret => "Secret".to_owned(),
        Ty::Uuid => "Uuid".to_owned(),
        Ty::DateTime => "DateTime".to_owned(),
        Ty::Date => "Date".to_owned(),
        Ty::Base64 => "Base64".to_owned(),
        Ty::Json => "Json".to_owned(),
        Ty::Nullable(ty) | Ty::Ruled(ty, _) | Ty::Boxed(ty) => inner(ty),
        Ty::Array(ty) => inner(ty) + "Array",
        Ty::Map(ty) => inner(ty) + "Map",
        Ty::Named(id) => (known.api.type_def(*id))
            .filter(|def| def.is_anonymous())
            .and_then(|def| way::within(union, def))
            .unwrap_or_else(|| {
                // A variant is called the same in both directions.
                let first = known.views.first(id.index()).map_or(*id, TypeId::at);
                known.names.of_type(first).to_owned()
            }),
        Ty::Path(path) => type_name(path.rsplit("::").next().unwrap_or(path)),
    }
}
