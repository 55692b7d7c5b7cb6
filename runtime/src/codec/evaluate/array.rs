//! Rules of arrays.

use std::collections::HashSet;

use super::{Evaluator, Outcome, Over, Seen, Siblings};
use crate::codec::tree::Place;
use crate::codec::{JsonKind, Rule};
use crate::{FaultKind, Segment};

impl Evaluator<'_, '_> {
    pub(super) fn of_array(
        &mut self,
        place: Place,
        rule: &Rule,
        siblings: Siblings,
        seen: Option<&mut Seen>,
    ) -> Outcome {
        if self.tree.kind(place) != JsonKind::Array {
            return Ok(true);
        }
        match *rule {
            Rule::MinItems(_) | Rule::MaxItems(_) if siblings.is_read => Ok(true),
            Rule::MinItems(least) => {
                let count = self.count(place)?;
                Ok(self.kept(count >= least, rule, Some(count)))
            }
            Rule::MaxItems(most) => {
                let count = self.count(place)?;
                Ok(self.kept(count <= most, rule, Some(count)))
            }
            Rule::UniqueItems => self.unique(place, rule),
            Rule::Prefix(lists) => {
                let rules = |number: usize| lists.get(number).copied();
                self.items(place, rules, siblings.is_read, seen)
            }
            Rule::Items(rules) => {
                let prefix = siblings.rules.iter().find_map(Rule::prefix);
                let behind = prefix.map_or(0, <[_]>::len);
                let rules = |number: usize| (number >= behind).then_some(rules);
                self.items(place, rules, siblings.is_read, seen)
            }
            Rule::Contains(contains) => {
                let (mut count, mut own) = (0, Seen::default());
                for (number, item) in self.tree.children(place).enumerate() {
                    if self.asks(item.place, contains.rules(), None)? {
                        count += 1;
                        own.insert(number);
                    }
                }
                if let Some(seen) = seen {
                    seen.merge(&own);
                }
                Ok(self.kept(contains.allows(count), rule, Some(count)))
            }
            Rule::UnevaluatedItems(rules) => {
                let Some(seen) = seen else {
                    return Ok(true);
                };
                let rest = |number: usize| (!seen.contains(number)).then_some(rules);
                let kept = self.items(place, rest, false, None)?;
                let count = self.count(place)?;
                (0..usize::try_from(count).unwrap_or(usize::MAX))
                    .for_each(|number| seen.insert(number));
                Ok(kept)
            }
            _ => Ok(true),
        }
    }

    /// How many items or members a value has.
    pub(super) fn count(&mut self, place: Place) -> Result<u64, Over> {
        let count = self.tree.count(place);
        self.spend(count)?;
        Ok(count as u64)
    }

    /// Asks the items for which there are rules.
    fn items(
        &mut self,
        place: Place,
        rules: impl Fn(usize) -> Option<&'static [Rule]>,
        is_read: bool,
        mut seen: Option<&mut Seen>,
    ) -> Outcome {
        let mut kept = true;
        for (number, item) in self.tree.children(place).enumerate() {
            self.spend(1)?;
            let Some(rules) = rules(number) else {
                continue;
            };
            if let Some(seen) = seen.as_deref_mut() {
                seen.insert(number);
            }
            if !is_read {
                kept &= self.within(|| Segment::Index(number), item.place, rules)?;
            }
            if !kept && self.asking > 0 {
                break;
            }
        }
        Ok(kept)
    }

    /// Equal items have equal forms.
    fn unique(&mut self, place: Place, rule: &Rule) -> Outcome {
        // Each item is written down once more.
        self.spend(self.tree.text(place).len() / 2)?;
        let mut forms = HashSet::new();
        let mut repeated = None;
        for (number, item) in self.tree.children(place).enumerate() {
            let mut form = Vec::new();
            self.tree.canonical(item.place, &mut form);
            if !forms.insert(form) {
                repeated = Some(number as u64);
                break;
            }
        }
        if repeated.is_some() {
            self.fault(FaultKind::Rule {
                rule: *rule,
                actual: repeated,
            });
        }
        Ok(repeated.is_none())
    }
}
