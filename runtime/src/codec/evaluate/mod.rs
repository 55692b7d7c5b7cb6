//! Rules that look at a value as a whole, and all rules of what is within such a rule: an evaluator over the value's tree.
//!
//! It costs what it looks at: each rule a step, and one for each item and member, and for so many bytes of a text. Steps and depth are bounded, since rules may lead back to
//! themselves; what is beyond is refused.

mod array;
mod object;
mod seen;
mod value;

use super::reader::Found;
use super::tree::{Place, Tree};
use super::{DecodeOptions, Rule};
use crate::{Fault, FaultKind, Segment};
use seen::Seen;

/// How deep lists of rules may lead into each other.
const DEEPEST: u16 = 256;

/// How many bytes of a text are looked at in about the time that an item or a member takes.
const BYTES_OF_A_STEP: usize = 16;

/// The steps that were granted are used up, or the rules lead too deep.
#[derive(Debug)]
pub(super) struct Over;

/// Whether a value keeps rules.
type Outcome = Result<bool, Over>;

/// Asks the values of a tree for their rules.
pub(super) struct Evaluator<'t, 'a> {
    tree: &'t Tree<'a>,
    options: DecodeOptions,
    /// Steps that are left.
    left: usize,
    depth: u16,
    /// How many questions are asked within each other. A fault is none then, but their answer.
    asking: u16,
    faults: Vec<Found>,
    truncated: bool,
}

/// What was found out, and how many steps are left.
pub(super) struct Findings {
    pub(super) faults: Vec<Found>,
    pub(super) truncated: bool,
    pub(super) left: usize,
}

/// A list of rules, which its rules need to know.
#[derive(Clone, Copy)]
struct Siblings {
    rules: &'static [Rule],
    /// The value has been read by its type: rules of texts and numbers, and those of items and members, have been checked then.
    is_read: bool,
}

impl<'t, 'a> Evaluator<'t, 'a> {
    /// An evaluator that may take so many steps.
    pub(super) fn new(tree: &'t Tree<'a>, options: DecodeOptions, left: usize) -> Self {
        Self {
            tree,
            options,
            left,
            depth: 0,
            asking: 0,
            faults: Vec::new(),
            truncated: false,
        }
    }

    /// What was found out.
    pub(super) fn findings(self) -> Findings {
        Findings {
            faults: self.faults,
            truncated: self.truncated,
            left: self.left,
        }
    }

    /// The rules of a value that has been read by its type. On one that is not `sound`, only those that its faults have no say in.
    pub(super) fn read_value(
        &mut self,
        place: Place,
        rules: &'static [Rule],
        sound: bool,
    ) -> Result<(), Over> {
        if sound {
            return self.list(place, rules, true, None).map(drop);
        }
        let siblings = Siblings {
            rules,
            is_read: true,
        };
        for rule in rules.iter().filter(|rule| rule.is_of_the_outside()) {
            self.rule(place, rule, siblings, None)?;
        }
        Ok(())
    }

    /// Whether a value keeps the rules of a list; what they are about is noted in `seen`, if they are kept.
    fn list(
        &mut self,
        place: Place,
        rules: &'static [Rule],
        is_read: bool,
        seen: Option<&mut Seen>,
    ) -> Outcome {
        if rules.is_empty() {
            return Ok(true);
        }
        if self.depth >= DEEPEST {
            return Err(Over);
        }
        self.depth += 1;
        let siblings = Siblings { rules, is_read };
        let is_last = |rule: &&Rule| rule.is_about_the_rest();
        let has_last = rules.iter().any(|rule| is_last(&rule));
        let mut own = (seen.is_some() || has_last).then(Seen::default);
        let mut kept = true;
        let first = rules.iter().filter(|rule| !is_last(rule));
        let last = rules.iter().filter(|rule| has_last && is_last(rule));
        for rule in first.chain(last) {
            self.spend(1)?;
            kept &= self.rule(place, rule, siblings, own.as_mut())?;
            if !kept && self.asking > 0 {
                break;
            }
        }
        self.depth -= 1;
        if let (true, Some(seen), Some(own)) = (kept, seen, own) {
            seen.merge(&own);
        }
        Ok(kept)
    }

    /// The answer to a question: whether a value keeps the rules.
    fn asks(&mut self, place: Place, rules: &'static [Rule], seen: Option<&mut Seen>) -> Outcome {
        self.asking += 1;
        let kept = self.list(place, rules, false, seen);
        self.asking -= 1;
        kept
    }

    fn rule(
        &mut self,
        place: Place,
        rule: &Rule,
        siblings: Siblings,
        seen: Option<&mut Seen>,
    ) -> Outcome {
        if !siblings.is_read && !self.simple(place, rule)? {
            return Ok(false);
        }
        match *rule {
            Rule::UniqueItems
            | Rule::MinItems(_)
            | Rule::MaxItems(_)
            | Rule::Prefix(_)
            | Rule::Items(_)
            | Rule::Contains(_)
            | Rule::UnevaluatedItems(_) => self.of_array(place, rule, siblings, seen),
            Rule::MinProperties(_)
            | Rule::MaxProperties(_)
            | Rule::Required(_)
            | Rule::DependentRequired(_)
            | Rule::PropertyNames(_)
            | Rule::Properties(_)
            | Rule::PatternProperties(_)
            | Rule::Values(_)
            | Rule::DependentSchemas(_)
            | Rule::UnevaluatedProperties(_) => self.of_object(place, rule, siblings, seen),
            _ => self.of_any(place, rule, seen),
        }
    }

    /// Pays for looking at a text: that is quick beside the rest.
    fn spend_on(&mut self, text: &str) -> Result<(), Over> {
        self.spend(1 + text.len() / BYTES_OF_A_STEP)
    }

    /// Pays for so many steps.
    fn spend(&mut self, steps: usize) -> Result<(), Over> {
        self.left = self.left.checked_sub(steps).ok_or(Over)?;
        Ok(())
    }

    /// Notes a fault of the value that is asked for its rules, unless this is a question.
    fn fault(&mut self, kind: FaultKind) {
        self.fault_at(None, kind);
    }

    /// The same, of one step further in.
    fn fault_at(&mut self, segment: Option<Segment>, kind: FaultKind) {
        if self.asking > 0 {
            return;
        }
        if self.faults.len() >= usize::from(self.options.max_faults) {
            self.truncated = true;
            return;
        }
        self.faults.push(Found {
            fault: Fault {
                location: segment.into_iter().collect(),
                kind,
            },
            slot: 0,
        });
    }

    /// A rule that is broken if it is not kept.
    fn kept(&mut self, kept: bool, rule: &Rule, actual: Option<u64>) -> bool {
        if !kept {
            self.fault(FaultKind::Rule {
                rule: *rule,
                actual,
            });
        }
        kept
    }

    /// Asks an item or a member for its rules.
    fn within(
        &mut self,
        segment: impl Fn() -> Segment,
        place: Place,
        rules: &'static [Rule],
    ) -> Outcome {
        let mark = self.faults.len();
        let kept = self.list(place, rules, false, None);
        for found in self.faults.iter_mut().skip(mark) {
            found.fault.location.push(segment());
        }
        kept
    }
}
