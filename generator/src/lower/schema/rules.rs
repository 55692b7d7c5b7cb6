//! From what a schema demands to the rules of the type that it becomes.

use crate::document::{Assertions, Demand, Schema, SchemaObject, TypeName};
use crate::ir::{Rule, Rules, Ty};

use super::Lowerer;
use super::key::SchemaKey;
use super::kinds::Kinds;

impl Lowerer<'_> {
    /// `ty`, made from `object`, with the rules of what the schema demands: those of a type that stands for this schema are
    /// the type's own, others are of this use.
    pub(super) fn ruled(&mut self, object: &SchemaObject, ty: Ty) -> Ty {
        if object.assertions.is_empty() || is_divided(object) {
            return ty;
        }
        let kinds = self.kinds(&Schema::from(object.clone()));
        let rules = self.rules(&object.assertions, kinds);
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

    /// The rules of demands on values of these kinds. A demand on another kind says nothing.
    pub(super) fn rules(&mut self, assertions: &Assertions, kinds: Kinds) -> Rules {
        let said = assertions.iter().filter(|one| {
            let about = one.demand.about();
            about.is_none_or(|name| !kinds.common(Kinds::of_types(&[name])).is_empty())
        });
        Rules::new(said.filter_map(|one| rule(&one.demand)))
    }
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

/// The rule that checks a demand; none where nothing does.
pub(super) fn rule(demand: &Demand) -> Option<Rule> {
    let text = |number: &crate::source::Number| number.as_str().to_owned();
    Some(match demand {
        Demand::MinLength(count) => Rule::MinLength(*count),
        Demand::MaxLength(count) => Rule::MaxLength(*count),
        Demand::Minimum(number) => Rule::Minimum(text(number)),
        Demand::Maximum(number) => Rule::Maximum(text(number)),
        Demand::ExclusiveMinimum(number) => Rule::ExclusiveMinimum(text(number)),
        Demand::ExclusiveMaximum(number) => Rule::ExclusiveMaximum(text(number)),
        Demand::MultipleOf(number) => Rule::MultipleOf(text(number)),
        Demand::MinItems(count) => Rule::MinItems(*count),
        Demand::MaxItems(count) => Rule::MaxItems(*count),
        Demand::UniqueItems => Rule::UniqueItems,
        Demand::MinProperties(count) => Rule::MinProperties(*count),
        Demand::MaxProperties(count) => Rule::MaxProperties(*count),
        Demand::DependentRequired(all) => Rule::DependentRequired(all.clone()),
        Demand::Pattern(_)
        | Demand::Contains { .. }
        | Demand::PropertyNames(_)
        | Demand::DependentSchemas(_)
        | Demand::Not(_)
        | Demand::If { .. }
        | Demand::UnevaluatedItems(_)
        | Demand::UnevaluatedProperties(_) => return None,
    })
}
