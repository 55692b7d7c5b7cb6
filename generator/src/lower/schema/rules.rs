//! From what a schema demands to the rules of the type that it becomes.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::{Assertion, Demand, Schema, SchemaObject, TypeName};
use crate::ir::{About, Format, Rule, Rules, Ty};
use crate::lower::Lowerer;
use crate::source::pointer;

use super::array::is_said_by_tuple;
use super::key::SchemaKey;
use super::kinds::Kinds;

impl Lowerer<'_> {
    /// `ty`, made from `object`, with the rules of what the schema demands: those of a type that stands for this schema are
    /// the type's own, others are of this use. Says what nothing checks.
    pub(super) fn ruled(&mut self, object: &SchemaObject, ty: Ty) -> Ty {
        if is_divided(object) {
            return ty;
        }
        let mut rules: Vec<Rule> = format(object, &ty).into_iter().collect();
        rules.extend(forbidden(object));
        if !object.assertions.is_empty() {
            rules.extend(self.demanded(object));
        }
        self.keeping(object, ty, Rules::new(rules))
    }

    /// `ty`, made from `object`, with these rules.
    pub(super) fn keeping(&mut self, object: &SchemaObject, ty: Ty, rules: Rules) -> Ty {
        if rules.is_empty() {
            return ty;
        }
        if let Ty::Named(id) = ty.non_null() {
            let id = *id;
            if self.schemas.at(&SchemaKey::at(&object.at, self.document)) == Some(id) {
                let own = self.api.type_def(id).and_then(|def| def.rules);
                let rules = self.api.with_rules(own, rules);
                if let Some(def) = self.api.types.get_mut(id.index()) {
                    def.rules = Some(rules);
                }
                return ty;
            }
        }
        self.api.ruled(ty, rules)
    }

    /// The rules of what a schema demands of values of its kinds. A demand on another kind says nothing.
    fn demanded(&mut self, object: &SchemaObject) -> Vec<Rule> {
        let kinds = self.kinds(&Schema::from(object.clone()));
        let mut rules = Vec::new();
        let mut unchecked = Vec::new();
        for one in &object.assertions {
            let about = one.demand.about();
            let is_said = is_said_by_tuple(object, &one.demand) || asks_nothing(&one.demand);
            if is_said
                || about.is_some_and(|name| kinds.common(Kinds::of_types(&[name])).is_empty())
            {
                continue;
            }
            match self.rules_of(object, &one.demand) {
                Some(found) => rules.extend(found),
                None => unchecked.push(one),
            }
            self.say_assumed(one);
        }
        self.say_unchecked(&unchecked);
        rules
    }

    /// The rules that check a demand; none where nothing does.
    fn rules_of(&mut self, object: &SchemaObject, demand: &Demand) -> Option<Vec<Rule>> {
        let mut said = match demand {
            // What is left is known by all that the schema says.
            Demand::UnevaluatedItems(_) | Demand::UnevaluatedProperties(_) => object.clone(),
            // What is about the other members, and items, goes with what names some.
            Demand::PatternProperties(_) => SchemaObject {
                additional_properties: object.additional_properties.clone(),
                ..SchemaObject::default()
            },
            Demand::PrefixItems(_) => SchemaObject {
                items: object.items.clone(),
                ..SchemaObject::default()
            },
            _ => SchemaObject::default(),
        };
        if !said.assertions.contains(demand) {
            said.assertions.push(demand.clone(), object.at.clone());
        }
        let mut rules: Vec<Rule> = self.whole(&said.into())?.iter().cloned().collect();
        if matches!(demand, Demand::PatternProperties(_)) && !object.properties.is_empty() {
            // The table of members checks them.
            let named = object.properties.iter().map(|(name, (_, schema))| {
                let is_forbidden = matches!(schema, Schema::False(_));
                let rules = is_forbidden.then_some(Rule::Never);
                (name.clone(), Rules::new(rules))
            });
            rules.push(Rule::Properties(named.collect()));
        }
        Some(rules)
    }

    /// Says what nothing checks: one diagnostic for all demands of a place.
    fn say_unchecked(&mut self, unchecked: &[&Assertion]) {
        let mut places: BTreeMap<&str, Vec<&Assertion>> = BTreeMap::new();
        for one in unchecked {
            let place = one.at.pointer.rsplit_once('/');
            let place = place.map_or("", |(place, _)| place);
            places.entry(place).or_default().push(one);
        }
        for (place, mut all) in places {
            all.sort_by_key(|one| one.at.place.span.start);
            let Some(first) = all.first() else { continue };
            let names: Vec<&str> = all.iter().flat_map(|one| one.demand.keywords()).collect();
            let verb = if names.len() == 1 { "is" } else { "are" };
            let mut message = format!("`{}` {verb} not checked", names.join("`, `"));
            let reasons = all.iter().filter_map(|one| self.untranslated(&one.demand));
            for reason in reasons.collect::<Vec<_>>() {
                message.push_str(&format!(": {reason}"));
            }
            self.diagnostics.push(
                Diagnostic::new(
                    Code::NotChecked,
                    first.at.place,
                    pointer::join(place, first.demand.keyword()),
                    message,
                )
                .with_effect(Effect::NotChecked(names.join(", "))),
            );
        }
    }

    /// Why a pattern is not checked.
    fn untranslated(&mut self, demand: &Demand) -> Option<String> {
        let Demand::Pattern(pattern) = demand else {
            return None;
        };
        let translated = self.schemas.translated(pattern);
        translated.as_ref().err().map(ToString::to_string)
    }

    /// Says what a pattern in the words of another language is taken for.
    fn say_assumed(&mut self, one: &Assertion) {
        let Demand::Pattern(pattern) = &one.demand else {
            return;
        };
        let Ok(translated) = self.schemas.translated(pattern) else {
            return;
        };
        let assumed: Vec<String> = translated.assumed.iter().map(ToString::to_string).collect();
        for assumed in assumed {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::PatternMeant,
                    one.at.place,
                    &one.at.pointer,
                    assumed.clone(),
                )
                .with_effect(Effect::Assumed(assumed)),
            );
        }
    }
}

/// The rule of members of which nothing is a value. Where patterns name members, it goes with those.
fn forbidden(object: &SchemaObject) -> Option<Rule> {
    if !object.pattern_properties().is_empty() {
        return None;
    }
    let names = object.properties.iter();
    let names = names.filter(|(_, (_, schema))| matches!(schema, Schema::False(_)));
    let never = |(name, _): (&String, _)| (name.clone(), Rules::new([Rule::Never]));
    let names: Vec<(String, Rules)> = names.map(never).collect();
    (!names.is_empty()).then_some(Rule::Properties(names))
}

/// The rule of a format that the type does not say already.
fn format(object: &SchemaObject, ty: &Ty) -> Option<Rule> {
    let format = Format::of(object.format.as_deref()?)?;
    let is_rule = match (ty.non_null().unruled(), format.about()) {
        (Ty::String, About::Texts | About::Both) => true,
        (Ty::Int(_) | Ty::Integer | Ty::F32 | Ty::F64 | Ty::Number, _) => {
            matches!(format, Format::DoubleInt | Format::Decimal128)
        }
        _ => false,
    };
    is_rule.then_some(Rule::Format(format))
}

/// Whether a condition leads to nothing: it only counts for what is unevaluated.
fn asks_nothing(demand: &Demand) -> bool {
    let branches = match demand {
        Demand::If {
            then, otherwise, ..
        } => (then, otherwise),
        _ => return false,
    };
    matches!(branches, (None, None))
}

/// Whether the demands are those of the alternatives that several names in `type` become.
fn is_divided(object: &SchemaObject) -> bool {
    let named = object.types.iter().filter(|name| **name != TypeName::Null);
    let decides_otherwise = object.reference.is_some()
        || object.values.is_some()
        || object.constant.is_some()
        || object.rust_type.is_some()
        || !object.any_of.is_empty()
        || !object.one_of.is_empty();
    named.count() > 1 && !decides_otherwise
}
