//! Rules of any value, and of texts and numbers.

use super::{Evaluator, Outcome, Over, Seen};
use crate::FaultKind;
use crate::codec::reader::Found;
use crate::codec::tree::{Place, Tree};
use crate::codec::tried::Distance;
use crate::codec::{JsonKind, Rule, Subject};

impl Evaluator<'_, '_> {
    /// Rules that a text or a number is asked for.
    pub(super) fn simple(&mut self, place: Place, rule: &Rule) -> Outcome {
        if rule.is_of_the_whole() {
            return Ok(true);
        }
        let subject = match self.tree.kind(place) {
            JsonKind::String => Subject::Text(self.tree.string(place)),
            JsonKind::Integer | JsonKind::Number => Subject::Number(self.tree.text(place)),
            _ => return Ok(true),
        };
        self.spend_on(self.tree.text(place))?;
        let broken = rule.broken_by(&subject, &self.options);
        let kept = broken.is_none();
        broken.into_iter().for_each(|kind| self.fault(kind));
        Ok(kept)
    }

    pub(super) fn of_any(
        &mut self,
        place: Place,
        rule: &Rule,
        mut seen: Option<&mut Seen>,
    ) -> Outcome {
        match *rule {
            Rule::Never => Ok(self.kept(false, rule, None)),
            Rule::Type(kinds) => {
                let kind = self.tree.kind(place);
                let kept = kinds.iter().any(|one| {
                    *one == kind || *one == JsonKind::Number && kind == JsonKind::Integer
                });
                match kinds {
                    [only] if !kept => {
                        self.fault(expected(*only, kind));
                        Ok(false)
                    }
                    _ => Ok(self.kept(kept, rule, None)),
                }
            }
            Rule::Enum(values) => {
                self.spend_on(self.tree.text(place))?;
                let kept = self.is_one_of(place, values);
                Ok(self.kept(kept, rule, None))
            }
            Rule::Schema(check) => self.list(place, check.rules(), false, seen),
            Rule::AllOf(lists) => {
                let mut kept = true;
                for rules in lists {
                    kept &= self.list(place, rules, false, seen.as_deref_mut())?;
                    if !kept && self.asking > 0 {
                        break;
                    }
                }
                Ok(kept)
            }
            Rule::AnyOf(lists) => {
                let mut kept = false;
                for rules in lists {
                    kept |= self.asks(place, rules, seen.as_deref_mut())?;
                    // What the others are about counts for what no rule was about.
                    if kept && seen.is_none() {
                        break;
                    }
                }
                if !kept {
                    self.no_alternative(place, lists, rule)?;
                }
                Ok(kept)
            }
            Rule::OneOf(lists) => {
                let (mut count, mut own) = (0, Seen::default());
                for rules in lists {
                    let seen = seen.is_some().then_some(&mut own);
                    count += u64::from(self.asks(place, rules, seen)?);
                }
                if let (1, Some(seen)) = (count, seen) {
                    seen.merge(&own);
                }
                if count == 0 {
                    self.no_alternative(place, lists, rule)?;
                    return Ok(false);
                }
                Ok(self.kept(count == 1, rule, Some(count)))
            }
            Rule::Not(rules) => {
                let kept = !self.asks(place, rules, None)?;
                Ok(self.kept(kept, rule, None))
            }
            Rule::If(condition) => {
                let holds = self.asks(place, condition.condition(), seen.as_deref_mut())?;
                self.list(place, condition.consequence(holds), false, seen)
            }
            _ => Ok(true),
        }
    }

    /// Says what keeps the value from the alternative that it is nearest to; where it is of another kind than all of them, that it is none.
    fn no_alternative(
        &mut self,
        place: Place,
        lists: &'static [&'static [Rule]],
        rule: &Rule,
    ) -> Result<(), Over> {
        if self.asking > 0 {
            return Ok(());
        }
        let (mark, truncated) = (self.faults.len(), self.truncated);
        let mut nearest: Option<(Distance, Vec<Found>)> = None;
        for rules in lists {
            self.list(place, rules, false, None)?;
            let faults: Vec<Found> = self.faults.drain(mark..).collect();
            let distance = Distance::of(&faults, faults.is_empty());
            let is_nearer = |(other, _): &(Distance, _)| distance < *other;
            if nearest.as_ref().is_none_or(is_nearer) {
                nearest = Some((distance, faults));
            }
        }
        self.truncated = truncated;
        match nearest {
            Some((distance, faults)) if !distance.is_of_another_kind() && !faults.is_empty() => {
                self.faults.extend(faults);
            }
            _ => self.fault(FaultKind::Rule {
                rule: *rule,
                actual: Some(0),
            }),
        }
        Ok(())
    }

    /// Whether a value equals one of these texts of JSON.
    fn is_one_of(&self, place: Place, values: &[&str]) -> bool {
        let text = self.tree.text(place);
        if values.contains(&text) {
            return true;
        }
        let form = |tree: &Tree<'_>, place| {
            let mut form = Vec::new();
            tree.canonical(place, &mut form);
            form
        };
        let own = form(self.tree, place);
        values
            .iter()
            // Values of another kind begin otherwise, but for what blanks stand before.
            .filter(|value| value.as_bytes().first().map(kind) == text.as_bytes().first().map(kind))
            .any(|value| form(&Tree::of(value, self.options), 0) == own)
    }
}

/// What is said where one kind was expected, and another found.
fn expected(expected: JsonKind, found: JsonKind) -> FaultKind {
    match expected {
        JsonKind::Null => FaultKind::NotNull,
        JsonKind::Boolean => FaultKind::NotBoolean,
        JsonKind::Integer if found == JsonKind::Number => FaultKind::Fraction,
        JsonKind::Integer => FaultKind::NotInteger,
        JsonKind::Number => FaultKind::NotNumber,
        JsonKind::String => FaultKind::NotString,
        JsonKind::Array => FaultKind::NotArray,
        JsonKind::Object => FaultKind::NotMap,
    }
}

/// The first character of a value, of numbers one for all.
fn kind(first: &u8) -> u8 {
    match first {
        b'-' | b'0'..=b'9' => b'0',
        other => *other,
    }
}
