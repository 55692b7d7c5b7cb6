//! Schemas as rules: all that they say of a value, types too. For what no type can show: `not`, `if`, `contains`, …

use crate::document::{AdditionalProperties, Demand, Schema, SchemaId, SchemaObject};
use crate::ir::{Check, CheckId, Format, Rule, Rules};
use crate::lower::Lowerer;

use super::format::meant;
use super::keywords;
use super::kinds::kind_of_type;

/// How deep schemas may be nested in one another without a reference between them.
const MAX_DEPTH: u32 = 64;

/// Something in a schema is not said by any rule.
pub(super) struct Gap;

type Said<T> = Result<T, Gap>;

impl Lowerer<'_> {
    /// All that a schema says, as rules; none where rules cannot say all of it.
    pub(super) fn whole(&mut self, schema: &Schema) -> Option<Rules> {
        // A gap says no more than that there is one: who asks says what is not checked.
        let rules = self.schema_rules(schema, 0).ok();
        self.finish_checks();
        rules.filter(|rules| self.is_complete(rules))
    }

    /// All that a schema says beside what stands behind the references that it makes.
    fn schema_rules(&mut self, schema: &Schema, depth: u32) -> Said<Rules> {
        match schema {
            Schema::True(_) => Ok(Rules::default()),
            Schema::False(_) => Ok(Rules::new([Rule::Never])),
            Schema::Unreadable(_) => Err(Gap),
            Schema::Object(object) if depth < MAX_DEPTH => self.object_rules(object, depth + 1),
            Schema::Object(_) => Err(Gap),
        }
    }

    fn object_rules(&mut self, object: &SchemaObject, depth: u32) -> Said<Rules> {
        if keywords::impossible(object).is_some() {
            return Err(Gap);
        }
        let mut rules = value_rules(object);
        if let Some(link) = &object.reference {
            let found = self.referenced_schema(link).map_err(|_| Gap)?;
            rules.push(Rule::Schema(self.check(found.id)));
        }
        let mut properties = Vec::new();
        for (name, (_, schema)) in &object.properties {
            properties.push((name.clone(), self.schema_rules(schema, depth)?));
        }
        if !properties.is_empty() {
            rules.push(Rule::Properties(properties));
        }
        if !object.required.is_empty() {
            let names = object.required.iter().map(|(name, _)| name.clone());
            rules.push(Rule::Required(names.collect()));
        }
        rules.extend(self.additional_rules(object, depth)?);
        if let Some(items) = &object.items {
            rules.push(Rule::Items(self.schema_rules(items, depth)?));
        }
        if !object.all_of.is_empty() {
            rules.push(Rule::AllOf(self.lists(&object.all_of, depth)?));
        }
        if !object.any_of.is_empty() {
            rules.push(Rule::AnyOf(self.lists(&object.any_of, depth)?));
        }
        if !object.one_of.is_empty() {
            rules.push(Rule::OneOf(self.lists(&object.one_of, depth)?));
        }
        for one in &object.assertions {
            rules.push(self.demand_rule(&one.demand, depth)?);
        }
        Ok(Rules::new(rules))
    }

    /// The rule of members that are not named.
    pub(super) fn additional_rules(
        &mut self,
        object: &SchemaObject,
        depth: u32,
    ) -> Said<Option<Rule>> {
        Ok(match &object.additional_properties {
            None => None,
            Some(AdditionalProperties::Any(_)) => Some(Rule::Values(Rules::default())),
            Some(AdditionalProperties::None(_)) => Some(Rule::Values(Rules::new([Rule::Never]))),
            Some(AdditionalProperties::Schema(schema)) => {
                Some(Rule::Values(self.schema_rules(schema, depth)?))
            }
        })
    }

    fn lists(&mut self, schemas: &[Schema], depth: u32) -> Said<Vec<Rules>> {
        let lists = schemas.iter();
        lists
            .map(|schema| self.schema_rules(schema, depth))
            .collect()
    }

    fn named(&mut self, schemas: &[(String, Schema)], depth: u32) -> Said<Vec<(String, Rules)>> {
        let rules = schemas.iter();
        rules
            .map(|(name, schema)| Ok((name.clone(), self.schema_rules(schema, depth)?)))
            .collect()
    }

    /// The rule that checks a demand.
    pub(super) fn demand_rule(&mut self, demand: &Demand, depth: u32) -> Said<Rule> {
        let text = |number: &crate::source::Number| number.as_str().to_owned();
        Ok(match demand {
            Demand::MinLength(count) => Rule::MinLength(*count),
            Demand::MaxLength(count) => Rule::MaxLength(*count),
            Demand::Pattern(pattern) => {
                self.schemas.translated(pattern).as_ref().map_err(|_| Gap)?;
                Rule::Pattern(pattern.clone())
            }
            Demand::Minimum(number) => Rule::Minimum(text(number)),
            Demand::Maximum(number) => Rule::Maximum(text(number)),
            Demand::ExclusiveMinimum(number) => Rule::ExclusiveMinimum(text(number)),
            Demand::ExclusiveMaximum(number) => Rule::ExclusiveMaximum(text(number)),
            Demand::MultipleOf(number) => Rule::MultipleOf(text(number)),
            Demand::MinItems(count) => Rule::MinItems(*count),
            Demand::MaxItems(count) => Rule::MaxItems(*count),
            Demand::UniqueItems => Rule::UniqueItems,
            Demand::PrefixItems(schemas) => Rule::Prefix(self.lists(schemas, depth)?),
            Demand::Contains { schema, min, max } => Rule::Contains {
                rules: self.schema_rules(schema, depth)?,
                min: *min,
                max: *max,
            },
            Demand::MinProperties(count) => Rule::MinProperties(*count),
            Demand::MaxProperties(count) => Rule::MaxProperties(*count),
            Demand::PropertyNames(schema) => Rule::PropertyNames(self.schema_rules(schema, depth)?),
            Demand::PatternProperties(schemas) => {
                for (pattern, _) in schemas {
                    self.schemas.translated(pattern).as_ref().map_err(|_| Gap)?;
                }
                Rule::PatternProperties(self.named(schemas, depth)?)
            }
            Demand::DependentRequired(all) => Rule::DependentRequired(all.clone()),
            Demand::DependentSchemas(schemas) => {
                Rule::DependentSchemas(self.named(schemas, depth)?)
            }
            Demand::AnyOf(schemas) => Rule::AnyOf(self.lists(schemas, depth)?),
            Demand::OneOf(schemas) => Rule::OneOf(self.lists(schemas, depth)?),
            Demand::Not(schema) => Rule::Not(self.schema_rules(schema, depth)?),
            Demand::If {
                condition,
                then,
                otherwise,
            } => {
                let mut branch = |schema: &Option<Schema>| match schema {
                    Some(schema) => self.schema_rules(schema, depth),
                    None => Ok(Rules::default()),
                };
                let (then, otherwise) = (branch(then)?, branch(otherwise)?);
                Rule::If {
                    condition: self.schema_rules(condition, depth)?,
                    then,
                    otherwise,
                }
            }
            Demand::UnevaluatedItems(schema) => {
                Rule::UnevaluatedItems(self.schema_rules(schema, depth)?)
            }
            Demand::UnevaluatedProperties(schema) => {
                Rule::UnevaluatedProperties(self.schema_rules(schema, depth)?)
            }
        })
    }

    /// What a reference leads to, as rules; they are made by [`Self::finish_checks`], so that neither a chain of
    /// references nor a cycle costs stack.
    fn check(&mut self, schema: SchemaId) -> CheckId {
        if let Some(id) = self.schemas.check_of(schema) {
            return id;
        }
        let id = CheckId(u32::try_from(self.api.checks.len()).unwrap_or(u32::MAX));
        self.api.checks.push(Check {
            pointer: self.document.schema(schema).at().pointer.clone(),
            rules: Rules::default(),
        });
        self.schemas.record_check(schema, id);
        id
    }

    fn finish_checks(&mut self) {
        let document = self.document;
        while let Some((schema, id)) = self.schemas.next_check() {
            match self.schema_rules(document.schema(schema), 0) {
                Ok(rules) => {
                    if let Some(check) = self.api.checks.get_mut(id.0 as usize) {
                        check.rules = rules;
                    }
                }
                Err(Gap) => self.schemas.set_incomplete(id),
            }
        }
    }

    /// Whether all that rules refer to is said by rules.
    fn is_complete(&self, rules: &Rules) -> bool {
        let mut seen = std::collections::HashSet::new();
        let mut waiting = referred(rules);
        while let Some(id) = waiting.pop() {
            if self.schemas.is_incomplete(id) {
                return false;
            }
            if let (true, Some(check)) = (seen.insert(id), self.api.checks.get(id.0 as usize)) {
                waiting.extend(referred(&check.rules));
            }
        }
        true
    }
}

/// What the rules of a list refer to, directly.
fn referred(rules: &Rules) -> Vec<CheckId> {
    let mut found = Vec::new();
    rules.for_each(&mut |rule| {
        if let Rule::Schema(id) = rule {
            found.push(*id);
        }
    });
    found
}

/// What a schema says of a value alone: its type, its format, its values.
fn value_rules(object: &SchemaObject) -> Vec<Rule> {
    let mut rules = Vec::new();
    if !object.types.is_empty() {
        let kinds = object.types.iter().map(|name| kind_of_type(*name));
        rules.push(Rule::Type(kinds.collect()));
    }
    // What is no format that can be checked says how a value is meant.
    let known = |word| Format::of(meant(word).unwrap_or(word));
    rules.extend((object.format.as_deref()).and_then(|word| known(word).map(Rule::Format)));
    if object.content_encoding.as_deref() == Some("base64") {
        rules.push(Rule::Format(Format::Byte));
    }
    if let Some(values) = &object.values {
        rules.push(Rule::Enum(
            values.iter().map(|value| value.to_text()).collect(),
        ));
    }
    if let Some(constant) = &object.constant {
        rules.push(Rule::Enum(vec![constant.to_text()]));
    }
    rules
}
