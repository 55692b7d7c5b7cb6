//! `default`: a value of the IR, checked against its type.

use std::collections::{BTreeMap, HashSet};

use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::ir::{Float, Literal, Presence, RulesId, Shape, Ty, TypeId};
use crate::source::{Member, Node, Value};

use super::Lowerer;
use super::enumeration::value_text;
use super::judge::keeps;
use super::state::PendingDefault;
use super::texts;

/// What a default comes to.
pub(super) enum Default {
    /// A value that the IR holds.
    Held(Literal),
    /// Null for a type that has it: the same as no default.
    Null,
    /// A value of the type that the IR does not hold: a filled array, a date.
    NotHeld,
    /// Not a value of the type.
    Wrong,
}

impl Lowerer<'_> {
    /// `value` as a default of the type `ty`; none where it is not one, or none that the IR can hold.
    pub(crate) fn literal(&self, value: &Node, ty: &Ty) -> Option<Literal> {
        match self.default(value, ty) {
            Default::Held(literal) => Some(literal),
            Default::Null | Default::NotHeld | Default::Wrong => None,
        }
    }

    /// What `value` is as a default of the type: of what it looks like first, then of what it keeps.
    pub(super) fn default(&self, value: &Node, ty: &Ty) -> Default {
        if value.is_null() && (ty.is_nullable() || *ty.unruled() == Ty::Json) {
            return Default::Null;
        }
        let number = || value.as_number().map(|number| number.as_str());
        let integer = || value.as_number().and_then(|number| number.as_i128());
        let held = |literal: Option<Literal>| literal.map_or(Default::Wrong, Default::Held);
        match ty.non_null() {
            Ty::Ruled(inner, rules) => self.kept(value, Some(*rules), self.default(value, inner)),
            Ty::Bool => held(value.as_bool().map(Literal::Bool)),
            Ty::Int(int) => held(
                integer()
                    .filter(|integer| int.holds(*integer))
                    .map(Literal::Integer),
            ),
            Ty::Integer => match value.as_number() {
                Some(_) => integer().map_or(Default::NotHeld, |value| {
                    Default::Held(Literal::Digits(value))
                }),
                None => Default::Wrong,
            },
            Ty::Number => match value.as_number() {
                Some(_) => integer().map_or(Default::NotHeld, |value| {
                    Default::Held(Literal::Number(value))
                }),
                None => Default::Wrong,
            },
            Ty::F32 => held(number().and_then(Float::single).map(Literal::F32)),
            Ty::F64 => held(number().and_then(Float::double).map(Literal::F64)),
            Ty::String => held(value.as_str().map(|text| Literal::String(text.to_owned()))),
            // Other forms are taken where they come in; as a default, people write this one.
            Ty::Uuid => match value.as_str() {
                Some(text) => Literal::uuid(text).map_or(Default::NotHeld, Default::Held),
                None => Default::Wrong,
            },
            Ty::Secret => held(value.as_str().map(|text| Literal::Secret(text.to_owned()))),
            Ty::Date => held(
                (value.as_str().filter(|text| texts::is_date(text)))
                    .map(|text| Literal::Date(text.to_owned())),
            ),
            Ty::DateTime => match value.as_str() {
                Some(text) if texts::is_date_time(text) => {
                    Default::Held(Literal::DateTime(text.to_owned()))
                }
                // Some profiles take one without an offset.
                Some(text) if texts::is_date_time(&format!("{text}Z")) => Default::NotHeld,
                _ => Default::Wrong,
            },
            Ty::Base64 => held(
                (value.as_str().filter(|text| texts::is_base64(text)))
                    .map(|text| Literal::Base64(text.to_owned())),
            ),
            Ty::Array(item) => match &value.value {
                Value::Array(items) => self.items_default(items, item),
                _ => Default::Wrong,
            },
            Ty::Map(of) => match &value.value {
                Value::Object(members) => self.members_default(members, of),
                _ => Default::Wrong,
            },
            Ty::Named(id) => self.named_default(value, *id),
            Ty::Null => Default::Wrong,
            Ty::Json | Ty::Path(_) => Default::NotHeld,
            Ty::Nullable(inner) | Ty::Boxed(inner) => self.default(value, inner),
        }
    }

    /// A default, unless it is known to break rules.
    fn kept(&self, value: &Node, rules: Option<RulesId>, default: Default) -> Default {
        match keeps(&self.api, &self.api.own_rules(rules), value) {
            Some(false) => Default::Wrong,
            Some(true) | None => default,
        }
    }

    /// An array is held where all its items are. Those that may be null are not: the IR has no null.
    fn items_default(&self, items: &[Node], ty: &Ty) -> Default {
        let mut held = Vec::new();
        let mut is_held = true;
        for item in items {
            match self.default(item, ty) {
                Default::Held(literal) if !ty.is_nullable() => held.push(literal),
                Default::Wrong => return Default::Wrong,
                Default::Held(_) | Default::Null | Default::NotHeld => is_held = false,
            }
        }
        if is_held {
            Default::Held(Literal::Array(held))
        } else {
            Default::NotHeld
        }
    }

    fn members_default(&self, members: &[Member], ty: &Ty) -> Default {
        let mut held = BTreeMap::new();
        let mut is_held = true;
        for member in members {
            match self.default(&member.value, ty) {
                Default::Held(literal) if !ty.is_nullable() => {
                    held.insert(member.key.text.to_string(), literal);
                }
                Default::Wrong => return Default::Wrong,
                Default::Held(_) | Default::Null | Default::NotHeld => is_held = false,
            }
        }
        if is_held {
            Default::Held(Literal::Map(held.into_iter().collect()))
        } else {
            Default::NotHeld
        }
    }

    fn named_default(&self, value: &Node, id: TypeId) -> Default {
        let Some(def) = self.api.type_def(id) else {
            return Default::Wrong;
        };
        let index = match &def.shape {
            // A circle of aliases says nothing; it was refused.
            Shape::Alias(_) if matches!(self.api.resolve(&Ty::Named(id)), Ty::Named(same) if *same == id) =>
            {
                return Default::Wrong;
            }
            Shape::Alias(aliased) => return self.default(value, aliased),
            Shape::Newtype(inner) => {
                let newtype = |value| Literal::Newtype {
                    ty: id,
                    value: Box::new(value),
                };
                return match self.kept(value, def.rules, self.default(value, inner)) {
                    Default::Held(literal) if def.rules.is_some() => {
                        Default::Held(newtype(literal))
                    }
                    // One that stands for a recursive alias is made otherwise.
                    Default::Held(_) => Default::NotHeld,
                    other => other,
                };
            }
            Shape::StringEnum(shape) => (value.as_str())
                .and_then(|text| shape.values.iter().position(|value| value == text)),
            Shape::IntegerEnum(shape) => (value.as_number())
                .and_then(|number| i64::try_from(number.as_i128()?).ok())
                .and_then(|integer| shape.values.iter().position(|value| *value == integer)),
            Shape::ValueEnum(shape) => value_text(value)
                .and_then(|text| shape.values.iter().position(|value| *value == text)),
            Shape::Union(_) => return self.kept(value, def.rules, Default::NotHeld),
            Shape::Struct(shape) if value.is_object() => {
                let members = shape.members.iter();
                let mut required = members.filter(|one| one.presence == Presence::Required);
                let default = match required.next() {
                    _ if !value.members().is_empty() => Default::NotHeld,
                    None => Default::Held(Literal::Empty(id)),
                    // One direction may go without it.
                    Some(one) if one.read_only || one.write_only => Default::NotHeld,
                    Some(_) => Default::Wrong,
                };
                return self.kept(value, def.rules, default);
            }
            Shape::Tuple(_) if value.is_array() => {
                return self.kept(value, def.rules, Default::NotHeld);
            }
            Shape::Struct(_) | Shape::Tuple(_) => return Default::Wrong,
        };
        match index.and_then(|index| u32::try_from(index).ok()) {
            Some(index) => Default::Held(Literal::Enum { ty: id, index }),
            None => Default::Wrong,
        }
    }

    /// Checks the defaults of members, now that every type is known.
    pub(super) fn settle_defaults(&mut self) {
        for pending in self.schemas.take_defaults() {
            let ty = self.settled(&pending.ty);
            match self.default(&pending.value, &ty) {
                Default::Held(literal) if !self.holds_itself(pending.owner, &literal) => {
                    self.set_default(&pending, literal);
                }
                Default::Null => {}
                Default::Held(_) | Default::NotHeld => self.diagnostics.push(
                    Diagnostic::new(
                        Code::DefaultNotHeld,
                        pending.value.place,
                        &pending.pointer,
                        "a default of this type is not offered in the output",
                    )
                    .with_effect(Effect::Ignored("default".to_owned())),
                ),
                Default::Wrong => self.diagnostics.push(
                    Diagnostic::new(
                        Code::WrongDefault,
                        pending.value.place,
                        &pending.pointer,
                        format!(
                            "this default, {}, is not a value of its schema",
                            pending.value.kind_name()
                        ),
                    )
                    .with_effect(Effect::Ignored("default".to_owned())),
                ),
            }
        }
    }

    /// Whether making the default would make a value of the type that has it, and so another default.
    fn holds_itself(&self, owner: TypeId, literal: &Literal) -> bool {
        let mut waiting = Vec::new();
        literal.for_each_empty(&mut |id| waiting.push(id));
        let mut seen = HashSet::new();
        while let Some(id) = waiting.pop() {
            if id == owner {
                return true;
            }
            if let (true, Some(def)) = (seen.insert(id), self.api.type_def(id)) {
                def.shape.for_each_named(&mut |id| waiting.push(id));
            }
        }
        false
    }

    fn set_default(&mut self, pending: &PendingDefault, literal: Literal) {
        let Some(def) = self.api.types.get_mut(pending.owner.index()) else {
            return;
        };
        if let Shape::Struct(shape) = &mut def.shape {
            if let Some(member) = shape.members.get_mut(pending.member) {
                member.presence = Presence::Optional(Some(literal));
            }
        }
    }
}
