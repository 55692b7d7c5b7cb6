//! Rules of objects.

use super::{Evaluator, Outcome, Over, Seen, Siblings};
use crate::codec::tree::{Place, Tree};
use crate::codec::{JsonKind, Rule, encode};
use crate::{FaultKind, Segment};

impl Evaluator<'_, '_> {
    pub(super) fn of_object(
        &mut self,
        place: Place,
        rule: &Rule,
        siblings: Siblings,
        seen: Option<&mut Seen>,
    ) -> Outcome {
        if self.tree.kind(place) != JsonKind::Object {
            return Ok(true);
        }
        match *rule {
            Rule::MinProperties(least) => {
                let count = self.count(place)?;
                Ok(self.kept(count >= least, rule, Some(count)))
            }
            Rule::MaxProperties(most) => {
                let count = self.count(place)?;
                Ok(self.kept(count <= most, rule, Some(count)))
            }
            Rule::Required(names) => self.required(place, names, &|| FaultKind::Missing),
            Rule::DependentRequired(list) => {
                let mut kept = true;
                for (beside, names) in list {
                    if self.has(place, beside)? {
                        kept &=
                            self.required(place, names, &|| FaultKind::MissingBeside { beside })?;
                    }
                }
                Ok(kept)
            }
            Rule::PropertyNames(rules) => self.names(place, rules),
            Rule::Properties(list) => {
                let rules = |name: &str| named(list, name).into_iter().collect();
                self.members(place, rules, false, seen)
            }
            Rule::PatternProperties(list) => {
                let matching = |name: &str| {
                    let matching = list.iter().filter(|(pattern, _)| pattern.matches(name));
                    matching.map(|(_, rules)| *rules).collect()
                };
                self.members(place, matching, false, seen)
            }
            Rule::Values(rules) => {
                let rest = |name: &str| {
                    let rest = !siblings.names(name);
                    rest.then_some(rules).into_iter().collect()
                };
                let others = siblings.rules.iter().any(Rule::names_members);
                self.members(place, rest, siblings.is_read && !others, seen)
            }
            Rule::DependentSchemas(list) => self.dependent(place, list, seen),
            Rule::UnevaluatedProperties(rules) => self.rest(place, rules, seen),
            _ => Ok(true),
        }
    }

    fn has(&mut self, place: Place, name: &str) -> Result<bool, Over> {
        self.count(place)?;
        Ok(self.tree.member(place, name).is_some())
    }

    /// Notes each of `names` that is no member.
    fn required(
        &mut self,
        place: Place,
        names: &'static [&'static str],
        kind: &dyn Fn() -> FaultKind,
    ) -> Outcome {
        let mut kept = true;
        for name in names {
            if !self.has(place, name)? {
                self.fault_at(Some(Segment::from(*name)), kind());
                kept = false;
            }
        }
        Ok(kept)
    }

    /// Asks each member for the rules that it has by its name.
    fn members(
        &mut self,
        place: Place,
        rules: impl Fn(&str) -> Vec<&'static [Rule]>,
        is_read: bool,
        mut seen: Option<&mut Seen>,
    ) -> Outcome {
        let mut kept = true;
        for (number, member) in self.tree.children(place).enumerate() {
            self.spend_on(&member.name)?;
            let lists = rules(&member.name);
            if let (false, Some(seen)) = (lists.is_empty(), seen.as_deref_mut()) {
                seen.insert(number);
            }
            for rules in lists {
                kept &= is_read || self.member(&member.name, member.place, rules)?;
            }
            if !kept && self.asking > 0 {
                break;
            }
        }
        Ok(kept)
    }

    /// One that must not be there at all is unknown.
    fn member(&mut self, name: &str, place: Place, rules: &'static [Rule]) -> Outcome {
        let segment = || Segment::from(name.to_owned());
        if let [Rule::Never] = rules {
            self.fault_at(Some(segment()), FaultKind::UnknownMember);
            return Ok(false);
        }
        self.within(segment, place, rules)
    }

    /// Asks each name, as a string, for rules.
    fn names(&mut self, place: Place, rules: &'static [Rule]) -> Outcome {
        let mut kept = true;
        for member in self.tree.children(place) {
            let text = encode(&*member.name).unwrap_or_default();
            let name = Tree::of(&text, self.options);
            let mut inner = Evaluator::new(&name, self.options, self.left);
            inner.depth = self.depth;
            inner.asking = self.asking;
            kept &= inner.list(0, rules, false, None)?;
            let findings = inner.findings();
            self.left = findings.left;
            for found in findings.faults {
                let segment = Segment::from(member.name.clone().into_owned());
                let kind = FaultKind::Name(Box::new(found.fault.kind));
                self.fault_at(Some(segment), kind);
            }
            if !kept && self.asking > 0 {
                break;
            }
        }
        Ok(kept)
    }

    fn dependent(
        &mut self,
        place: Place,
        list: &'static [(&'static str, &'static [Rule])],
        mut seen: Option<&mut Seen>,
    ) -> Outcome {
        let mut kept = true;
        for (name, rules) in list {
            if self.has(place, name)? {
                kept &= self.list(place, rules, false, seen.as_deref_mut())?;
            }
        }
        Ok(kept)
    }

    /// Asks the members that no rule was about.
    fn rest(&mut self, place: Place, rules: &'static [Rule], seen: Option<&mut Seen>) -> Outcome {
        let Some(seen) = seen else {
            return Ok(true);
        };
        let mut kept = true;
        for (number, member) in self.tree.children(place).enumerate() {
            self.spend(1)?;
            if !seen.contains(number) {
                kept &= self.member(&member.name, member.place, rules)?;
                seen.insert(number);
            }
        }
        Ok(kept)
    }
}

fn named(list: &'static [(&'static str, &'static [Rule])], name: &str) -> Option<&'static [Rule]> {
    let known = list.iter().find(|(known, _)| *known == name);
    known.map(|(_, rules)| *rules)
}

impl Siblings {
    /// Whether a rule of the list names a member, or has a pattern that does.
    fn names(self, name: &str) -> bool {
        self.rules.iter().any(|rule| match rule {
            Rule::Properties(list) => named(list, name).is_some(),
            Rule::PatternProperties(list) => list.iter().any(|(pattern, _)| pattern.matches(name)),
            _ => false,
        })
    }
}
