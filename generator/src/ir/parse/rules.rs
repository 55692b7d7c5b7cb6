//! Rules: `{minLength 1, maxLength 5}`.

use super::super::{Rule, Rules, RulesId};
use super::Parsed;
use super::types::Known;
use super::words::Words;

impl Known {
    /// Rules in braces.
    pub(super) fn rules(&self, words: &mut Words<'_>) -> Parsed<RulesId> {
        let rules = rules(words)?;
        let (index, _) = self.ruled.borrow_mut().insert_full(rules);
        let index = u32::try_from(index).map_err(|_| words.error("there are too many rules"))?;
        Ok(RulesId(index))
    }
}

fn rules(words: &mut Words<'_>) -> Parsed<Rules> {
    words.expect("{")?;
    let mut rules = Vec::new();
    loop {
        rules.push(rule(words)?);
        if !words.eat(", ") {
            break;
        }
    }
    words.expect("}")?;
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
    match keyword.as_str() {
        "uniqueItems" => Ok(Rule::UniqueItems),
        "items" | "values" => {
            words.expect(" ")?;
            let inner = rules(words)?;
            Ok(if keyword == "items" {
                Rule::Items(inner)
            } else {
                Rule::Values(inner)
            })
        }
        "dependentRequired" => dependent(words),
        _ => Err(words.error("there is no such rule before")),
    }
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

/// ` "member": ["other"]`, once or more.
fn dependent(words: &mut Words<'_>) -> Parsed<Rule> {
    let mut all = Vec::new();
    while words.eat(" ") {
        let member = words.quoted()?;
        words.expect(": ")?;
        all.push((member, texts(words)?));
    }
    Ok(Rule::DependentRequired(all))
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
