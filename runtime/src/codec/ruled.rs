//! Values that must keep rules.
//!
//! Rules are checked by whoever holds the value: an object those of its members, an array those of its items. So no type pays for rules that
//! it does not have, and the functions that read a type know nothing of them.

use super::evaluate::Evaluator;
use super::rule::{Rule, Subject};
use super::tree::Tree;
use super::{DecodeOptions, Reader, Stop};
use crate::{FaultKind, Faults, SyntaxProblem};

impl Reader<'_> {
    /// Reads a value by `read`, and then checks `rules` on it.
    ///
    /// # Errors
    ///
    /// See [`Stop`]; a rule that is not kept is a fault of the value. Where [`DecodeOptions::rules`](super::DecodeOptions::rules) is off, no rule is checked.
    #[inline]
    pub fn ruled<T>(
        &mut self,
        rules: &'static [Rule],
        read: impl FnOnce(&mut Self) -> Result<T, Stop>,
    ) -> Result<T, Stop> {
        if rules.is_empty() {
            return read(self);
        }
        self.ruled_by(&[rules], read)
    }

    /// As [`ruled`](Self::ruled), by several lists.
    #[inline]
    pub(super) fn ruled_by<T>(
        &mut self,
        rules: &[&'static [Rule]],
        read: impl FnOnce(&mut Self) -> Result<T, Stop>,
    ) -> Result<T, Stop> {
        if rules.is_empty() || !self.options().rules {
            return read(self);
        }
        let ruling = self.begin(rules)?;
        let outcome = read(self);
        let is_sound = match outcome {
            Ok(_) => true,
            Err(Stop::Invalid) => false,
            Err(Stop::Syntax) => return Err(Stop::Syntax),
        };
        self.end(&ruling, rules, is_sound)?;
        outcome
    }

    /// Takes note of the rules that the object has by its table; none for most.
    #[inline]
    pub(super) fn begin_whole(&mut self, rules: &'static [Rule]) -> Result<Option<Ruling>, Stop> {
        if rules.is_empty() || !self.options().rules {
            return Ok(None);
        }
        self.begin(&[rules]).map(Some)
    }

    /// Checks those rules.
    #[cold]
    pub(super) fn end_whole(
        &mut self,
        ruling: &Ruling,
        rules: &'static [Rule],
        outcome: Result<(), Stop>,
    ) -> Result<(), Stop> {
        self.end(ruling, &[rules], outcome.is_ok())?;
        outcome
    }

    /// Takes note of the rules of the value that is next.
    fn begin(&mut self, rules: &[&'static [Rule]]) -> Result<Ruling, Stop> {
        self.peek();
        let mut whole = rules.iter().copied().flatten();
        let has_tree = self.tree.is_none() && whole.any(Rule::is_of_the_whole);
        let start = self.at;
        if has_tree {
            let tree = Tree::read(self)?;
            self.tree = Some(Box::new(tree));
            self.spend(self.at - start)?;
            self.at = start;
        }
        let outer = self.pending.len();
        self.pending.extend_from_slice(rules);
        self.items = None;
        Ok(Ruling {
            start,
            outer,
            faults: self.faults.len(),
            has_tree,
        })
    }

    /// Checks the rules of the value that has been read.
    fn end(
        &mut self,
        ruling: &Ruling,
        rules: &[&'static [Rule]],
        is_sound: bool,
    ) -> Result<(), Stop> {
        self.pending.truncate(ruling.outer);
        let is_sound = is_sound || self.is_told_by_rules(ruling, rules);
        let simple = self.check(ruling.start, is_sound, rules);
        let whole = self.check_whole(ruling.start, is_sound, rules);
        if ruling.has_tree {
            self.tree = None;
        }
        // An array with faulty items may also have too many of them: both are said.
        simple.and(whole)
    }

    /// Whether a number that its type cannot hold breaks a rule. That is what is said of it then: a type follows the bounds, so that the smallest
    /// value of the one is that of the other, and of those the document wrote down the bound.
    fn is_told_by_rules(&mut self, ruling: &Ruling, rules: &[&'static [Rule]]) -> bool {
        let [found] = self.faults.get(ruling.faults..).unwrap_or_default() else {
            return false;
        };
        let is_beyond = found.fault.location.is_empty() && is_beyond(&found.fault.kind);
        let span = self.text.get(ruling.start..self.at).unwrap_or_default();
        let mut all = rules.iter().copied().flatten();
        let is_told = is_beyond
            && all.any(|rule| {
                rule.broken_by(&Subject::Number(span), self.options())
                    .is_some()
            });
        if is_told {
            self.faults.truncate(ruling.faults);
        }
        is_told
    }

    /// The rules of the items of the array that starts here, if there are any.
    #[inline]
    pub(super) fn item_rules(&mut self) -> Option<Box<ItemRules>> {
        if self.pending.is_empty() {
            return None;
        }
        let lists = std::mem::take(&mut self.pending);
        Some(Box::new(ItemRules::of(lists)))
    }

    /// The rules of the values of the map that starts here; `own` are those of its type.
    #[inline]
    pub(super) fn value_rules(&mut self, own: &'static [Rule]) -> Vec<&'static [Rule]> {
        if self.pending.is_empty() && own.is_empty() {
            return Vec::new();
        }
        let pending = std::mem::take(&mut self.pending);
        let mut rules: Vec<_> = pending
            .iter()
            .copied()
            .filter_map(rules_of_values)
            .collect();
        rules.extend((!own.is_empty()).then_some(own));
        rules
    }

    /// Checks rules on the value from `start` to here; on one that is not `sound`, only those that its faults have no say in.
    fn check(&mut self, start: usize, sound: bool, rules: &[&'static [Rule]]) -> Result<(), Stop> {
        let span = self.text.get(start..self.at).unwrap_or_default();
        let subject = match span.as_bytes().first() {
            Some(b'[') => self.items.map_or(Subject::Other, Subject::Items),
            _ if !sound => Subject::Other,
            Some(b'"') => match Reader::new(span, *self.options()).quoted() {
                Ok(text) => Subject::Text(text),
                Err(_) => Subject::Other,
            },
            Some(b'-' | b'0'..=b'9') => Subject::Number(span),
            _ => Subject::Other,
        };
        let mut outcome = Ok(());
        for rule in rules.iter().copied().flatten() {
            if let Some(kind) = rule.broken_by(&subject, self.options()) {
                outcome = Err(self.invalid(kind));
            }
        }
        outcome
    }

    /// Checks the rules that look at the value as a whole, by its tree.
    fn check_whole(
        &mut self,
        start: usize,
        is_sound: bool,
        rules: &[&'static [Rule]],
    ) -> Result<(), Stop> {
        let mut lists = rules
            .iter()
            .filter(|list| list.iter().any(Rule::is_of_the_whole))
            .peekable();
        if lists.peek().is_none() {
            return Ok(());
        }
        let Some(tree) = self.tree.take() else {
            return Ok(());
        };
        let granted = self.granted();
        let mut evaluator = Evaluator::new(&tree, *self.options(), granted);
        let over = match tree.at(start) {
            Some(place) => lists.any(|list| evaluator.read_value(place, list, is_sound).is_err()),
            None => false,
        };
        let findings = evaluator.findings();
        self.tree = Some(tree);
        if over {
            return Err(self.syntax_at(self.at, SyntaxProblem::TooManyAlternatives));
        }
        self.spend(granted - findings.left)?;
        if findings.faults.is_empty() && !findings.truncated {
            return Ok(());
        }
        let room = usize::from(self.options().max_faults).saturating_sub(self.faults.len());
        self.truncated |= findings.truncated || findings.faults.len() > room;
        self.faults.extend(findings.faults.into_iter().take(room));
        Err(Stop::Invalid)
    }
}

/// Whether a number is beyond its type.
pub(crate) const fn is_beyond(kind: &FaultKind) -> bool {
    matches!(
        kind,
        FaultKind::IntegerRange { .. } | FaultKind::NumberRange
    )
}

/// What is wrong with the JSON of a value by those of `rules` that look at it as a whole.
pub(crate) fn broken_by_the_whole(
    text: &str,
    options: DecodeOptions,
    rules: &'static [Rule],
) -> Faults {
    let mut reader = Reader::new(text, options);
    let outcome = Tree::read(&mut reader).and_then(|tree| {
        reader.tree = Some(Box::new(tree));
        reader.check_whole(0, true, &[rules])
    });
    reader.finish(outcome).err().unwrap_or_default()
}

/// The rules of the items of an array.
pub(super) struct ItemRules {
    /// Those of all items, or of the one that is next.
    next: Vec<&'static [Rule]>,
    /// The lists of the array, where they say more of some items than of others.
    lists: Vec<&'static [Rule]>,
}

impl ItemRules {
    fn of(lists: Vec<&'static [Rule]>) -> Self {
        let has_prefix = |rules: &&[Rule]| rules.iter().any(|rule| rule.prefix().is_some());
        let next = lists.iter().copied().flatten();
        let next = next.filter_map(Rule::items).collect();
        let lists = if lists.iter().any(has_prefix) {
            lists
        } else {
            Vec::new()
        };
        Self { next, lists }
    }

    /// The rules of an item.
    #[inline]
    pub(super) fn at(&mut self, index: usize) -> &[&'static [Rule]] {
        if !self.lists.is_empty() {
            let rules = |list: &&'static [Rule]| rules_of_item(list, index);
            self.next = self.lists.iter().filter_map(rules).collect();
        }
        &self.next
    }
}

/// The rules that a list has for the item of a number: its own, or those of all behind the last that has its own.
pub(crate) fn rules_of_item(list: &'static [Rule], index: usize) -> Option<&'static [Rule]> {
    let prefix = list.iter().find_map(Rule::prefix).unwrap_or_default();
    match prefix.get(index) {
        Some(own) => Some(own),
        None => list.iter().find_map(Rule::items),
    }
}

/// A value whose rules are to be checked.
pub(super) struct Ruling {
    start: usize,
    /// How many lists were pending before those of this value.
    outer: usize,
    /// How many faults there were.
    faults: usize,
    /// The tree was made for this value, and goes with it.
    has_tree: bool,
}

/// The rules that a list has for each value of a map. Where it names some, who has read the map can tell which are the others.
pub(crate) fn rules_of_values(list: &'static [Rule]) -> Option<&'static [Rule]> {
    if list.iter().any(Rule::names_members) {
        return None;
    }
    list.iter().find_map(Rule::values)
}
