//! Rules: `{minLength 1, maxLength 5}`.

use super::super::{Check, CheckId, Format, Rule, Rules, RulesId};
use super::types::Known;
use super::words::Words;
use super::{Parsed, Parser};

impl Known {
    /// Rules in braces.
    pub(super) fn rules(&self, words: &mut Words<'_>) -> Parsed<RulesId> {
        let rules = rules(words)?;
        let (index, _) = self.ruled.borrow_mut().insert_full(rules);
        let index = u32::try_from(index).map_err(|_| words.error("there are too many rules"))?;
        Ok(RulesId(index))
    }
}

impl Parser {
    /// Rules that others refer to.
    pub(super) fn check(&mut self, mut words: Words<'_>) -> Parsed<()> {
        let pointer = words.quoted()?;
        words.expect(" ")?;
        let rules = rules(&mut words)?;
        words.end()?;
        self.api.checks.push(Check { pointer, rules });
        Ok(())
    }
}

fn rules(words: &mut Words<'_>) -> Parsed<Rules> {
    words.expect("{")?;
    let mut rules = Vec::new();
    while !words.eat("}") {
        rules.push(rule(words)?);
        words.eat(", ");
    }
    Ok(Rules::new(rules))
}

fn rule(words: &mut Words<'_>) -> Parsed<Rule> {
    let keyword = words.word()?;
    if let Some(rule) = counted(&keyword) {
        words.expect(" ")?;
        return words.number().map(rule);
    }
    if let Some(rule) = measured(&keyword) {
        words.expect(" ")?;
        let is_sign = |sign: char| "+-.eE".contains(sign) || sign.is_ascii_digit();
        return Ok(rule(words.while_(is_sign)?.to_owned()));
    }
    if let Some(rule) = of_rules(&keyword) {
        words.expect(" ")?;
        return rules(words).map(rule);
    }
    if let Some(rule) = of_lists(&keyword) {
        let mut lists = Vec::new();
        while words.eat(" ") {
            lists.push(rules(words)?);
        }
        return Ok(rule(lists));
    }
    if let Some(rule) = of_names(&keyword) {
        return named(words, rules).map(rule);
    }
    match keyword.as_str() {
        "uniqueItems" => Ok(Rule::UniqueItems),
        "never" => Ok(Rule::Never),
        "dependentRequired" => named(words, texts).map(Rule::DependentRequired),
        _ => {
            words.expect(" ")?;
            other(&keyword, words)
        }
    }
}

/// Rules that are like no others.
fn other(keyword: &str, words: &mut Words<'_>) -> Parsed<Rule> {
    Ok(match keyword {
        "pattern" => Rule::Pattern(words.quoted()?),
        "format" => {
            let format = Format::of(&words.word()?);
            Rule::Format(format.ok_or_else(|| words.error("there is no such format before"))?)
        }
        "required" => Rule::Required(texts(words)?),
        "enum" => Rule::Enum(texts(words)?),
        "schema" => Rule::Schema(CheckId(words.number()?)),
        "type" => {
            let mut kinds = Vec::new();
            loop {
                let kind = words.kind();
                kinds.push(kind.ok_or_else(|| words.error("a kind is missing"))?);
                if !words.eat("|") {
                    return Ok(Rule::Type(kinds));
                }
            }
        }
        "contains" => {
            let rules = rules(words)?;
            words.expect(" ")?;
            let min = words.number()?;
            let max = words.eat(" to ").then(|| words.number()).transpose()?;
            Rule::Contains { rules, min, max }
        }
        "if" => {
            let condition = rules(words)?;
            words.expect(" then ")?;
            let then = rules(words)?;
            words.expect(" else ")?;
            Rule::If {
                condition,
                then,
                otherwise: rules(words)?,
            }
        }
        _ => return Err(words.error("there is no such rule before")),
    })
}

/// The rules of one list of rules.
fn of_rules(keyword: &str) -> Option<fn(Rules) -> Rule> {
    Some(match keyword {
        "items" => Rule::Items,
        "values" => Rule::Values,
        "unevaluatedItems" => Rule::UnevaluatedItems,
        "unevaluatedProperties" => Rule::UnevaluatedProperties,
        "propertyNames" => Rule::PropertyNames,
        "not" => Rule::Not,
        _ => return None,
    })
}

/// The rules of several lists.
fn of_lists(keyword: &str) -> Option<fn(Vec<Rules>) -> Rule> {
    Some(match keyword {
        "prefix" => Rule::Prefix,
        "allOf" => Rule::AllOf,
        "anyOf" => Rule::AnyOf,
        "oneOf" => Rule::OneOf,
        _ => return None,
    })
}

/// Lists by names.
type Named = Vec<(String, Rules)>;

/// The rules of lists by names.
fn of_names(keyword: &str) -> Option<fn(Named) -> Rule> {
    Some(match keyword {
        "properties" => Rule::Properties,
        "patternProperties" => Rule::PatternProperties,
        "dependentSchemas" => Rule::DependentSchemas,
        _ => return None,
    })
}

/// The rules of a number of characters, items or members.
fn counted(keyword: &str) -> Option<fn(u64) -> Rule> {
    Some(match keyword {
        "minLength" => Rule::MinLength,
        "maxLength" => Rule::MaxLength,
        "minItems" => Rule::MinItems,
        "maxItems" => Rule::MaxItems,
        "minProperties" => Rule::MinProperties,
        "maxProperties" => Rule::MaxProperties,
        _ => return None,
    })
}

/// The rules of numbers.
fn measured(keyword: &str) -> Option<fn(String) -> Rule> {
    Some(match keyword {
        "minimum" => Rule::Minimum,
        "maximum" => Rule::Maximum,
        "exclusiveMinimum" => Rule::ExclusiveMinimum,
        "exclusiveMaximum" => Rule::ExclusiveMaximum,
        "multipleOf" => Rule::MultipleOf,
        _ => return None,
    })
}

/// ` "member": VALUE`, any number of them.
fn named<T>(
    words: &mut Words<'_>,
    value: fn(&mut Words<'_>) -> Parsed<T>,
) -> Parsed<Vec<(String, T)>> {
    let mut all = Vec::new();
    while words.eat(" ") {
        let name = words.quoted()?;
        words.expect(": ")?;
        all.push((name, value(words)?));
    }
    Ok(all)
}

/// `["a", "b"]`.
fn texts(words: &mut Words<'_>) -> Parsed<Vec<String>> {
    words.expect("[")?;
    let mut texts = Vec::new();
    while !words.eat("]") {
        texts.push(words.quoted()?);
        words.eat(", ");
    }
    Ok(texts)
}
