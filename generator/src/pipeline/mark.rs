//! What the configuration says about places of the IR: types of one's own, what is secret and what is not.

use std::collections::{BTreeMap, BTreeSet};

use super::defaults;
use crate::config::{Config, Spanned};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::ir::{Api, Shape, Ty};

/// Applies them, and says which lead to nothing.
pub(super) fn apply(api: &mut Api, config: &Config, diagnostics: &mut Diagnostics) {
    let reached = api.reached();
    for (format, path) in &config.formats {
        if !is_used(api, &reached, &path.value) {
            let message = format!("nothing that is emitted has the format `{}`", format.value);
            let place = config.place(format.span);
            diagnostics.push(Diagnostic::new(Code::ConfigUnused, place, "#", message));
        }
    }
    for (at, _) in &config.derive {
        if !is_declared(api, &reached, &at.value) {
            diagnostics.push(unused(config, at));
        }
    }
    let mut marks = Marks {
        types: config
            .types
            .iter()
            .map(|(at, path)| (at.value.as_str(), path.value.as_str()))
            .collect(),
        secret: config.secret.iter().map(|at| at.value.as_str()).collect(),
        not_secret: config
            .not_secret
            .iter()
            .map(|at| at.value.as_str())
            .collect(),
        used: BTreeSet::new(),
    };
    if marks.types.is_empty() && marks.secret.is_empty() && marks.not_secret.is_empty() {
        return;
    }
    let before = api.clone();
    for def in carried(&mut api.types, &reached) {
        if let Some((at, path)) = marks.types.get_key_value(def.origin.pointer.as_str()) {
            marks.used.insert(at);
            let own = Ty::Path((*path).to_owned());
            def.shape = Shape::Alias(match def.rules.take() {
                Some(rules) => Ty::Ruled(Box::new(own), rules),
                None => own,
            });
            def.parts.clear();
            continue;
        }
        match &mut def.shape {
            Shape::Struct(shape) => {
                for (member, part) in shape.members.iter_mut().zip(&def.parts) {
                    marks.apply(&part.origin.pointer, &mut member.ty);
                }
            }
            Shape::Alias(ty) | Shape::Newtype(ty) => marks.apply(&def.origin.pointer, ty),
            Shape::StringEnum(_)
            | Shape::IntegerEnum(_)
            | Shape::ValueEnum(_)
            | Shape::Tuple(_)
            | Shape::Union(_) => {}
        }
    }
    for operation in &mut api.operations {
        for param in &mut operation.params {
            marks.apply(&param.origin.pointer, &mut param.ty);
        }
    }
    defaults::drop_lost(api, &before, diagnostics);
    let entries = config
        .types
        .iter()
        .map(|(at, _)| at)
        .chain(&config.secret)
        .chain(&config.not_secret);
    for at in entries.filter(|at| !marks.used.contains(at.value.as_str())) {
        diagnostics.push(unused(config, at));
    }
}

/// Whether the schema at this place becomes a type of its own, which can derive.
fn is_declared(api: &Api, reached: &[bool], pointer: &str) -> bool {
    let mut types = carried(&api.types, reached);
    types.any(|def| def.origin.pointer == pointer && !matches!(def.shape, Shape::Alias(_)))
}

/// Whether a type of the user's is anywhere in the types that are carried.
fn is_used(api: &Api, reached: &[bool], path: &str) -> bool {
    let mut used = false;
    let mut visit = |ty: &Ty| {
        ty.for_each(&mut |ty| used |= matches!(ty, Ty::Path(own) if own == path));
    };
    for def in carried(&api.types, reached) {
        def.shape.for_each_ty(&mut visit);
    }
    for operation in &api.operations {
        operation.for_each_request_ty(&mut visit);
        operation.for_each_response_ty(&mut visit);
    }
    used
}

/// The types that are emitted; what lowering has beside them is dropped later.
fn carried<T: IntoIterator>(types: T, reached: &[bool]) -> impl Iterator<Item = T::Item> {
    let marked = types.into_iter().zip(reached);
    marked.filter_map(|(def, reached)| reached.then_some(def))
}

struct Marks<'c> {
    types: BTreeMap<&'c str, &'c str>,
    secret: BTreeSet<&'c str>,
    not_secret: BTreeSet<&'c str>,
    used: BTreeSet<&'c str>,
}

impl Marks<'_> {
    fn apply(&mut self, pointer: &str, ty: &mut Ty) {
        if let Some((at, path)) = self.types.get_key_value(pointer) {
            self.used.insert(at);
            replace(ty, (*path).to_owned());
        }
        let secret = self.secret.get(pointer);
        if let Some(at) = secret.filter(|_| swap(ty, &Ty::String, &Ty::Secret)) {
            self.used.insert(at);
        }
        let not_secret = self.not_secret.get(pointer);
        if let Some(at) = not_secret.filter(|_| swap(ty, &Ty::Secret, &Ty::String)) {
            self.used.insert(at);
        }
    }
}

/// Puts a type of one's own in place of another; what is nullable stays so.
fn replace(ty: &mut Ty, path: String) {
    match ty {
        Ty::Nullable(inner) | Ty::Ruled(inner, _) => replace(inner, path),
        other => *other = Ty::Path(path),
    }
}

/// Puts one type in place of another, wherever it is in the type; whether it was there.
fn swap(ty: &mut Ty, from: &Ty, to: &Ty) -> bool {
    let mut found = false;
    ty.for_each_mut(&mut |ty| {
        if ty == from {
            *ty = to.clone();
            found = true;
        }
    });
    found
}

fn unused(config: &Config, at: &Spanned<String>) -> Diagnostic {
    let message = format!("there is nothing at `{}` that this applies to", at.value);
    Diagnostic::new(
        Code::ConfigUnused,
        config.place(at.span),
        at.value.clone(),
        message,
    )
}
