//! Values that must keep rules.
//!
//! Rules are checked by whoever holds the value: an object those of its members, an array those of its items. So no type pays for rules that
//! it does not have, and the functions that read a type know nothing of them.

use super::rule::{Rule, Subject};
use super::{Reader, Stop};

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
        let (start, outer) = self.before(rules);
        let outcome = read(self);
        self.pending.truncate(outer);
        match outcome {
            Ok(value) => self.check(start, true, rules).map(|()| value),
            Err(Stop::Invalid) => {
                // An array with faulty items may also have too many of them: both are said.
                self.check(start, false, rules)?;
                Err(Stop::Invalid)
            }
            Err(Stop::Syntax) => Err(Stop::Syntax),
        }
    }

    /// Where the value starts, and how many lists were pending before those of this value.
    fn before(&mut self, rules: &[&'static [Rule]]) -> (usize, usize) {
        self.peek();
        let outer = self.pending.len();
        self.pending.extend_from_slice(rules);
        self.items = None;
        (self.at, outer)
    }

    /// The rules of the items of the array that starts here.
    #[inline]
    pub(super) fn item_rules(&mut self) -> Vec<&'static [Rule]> {
        if self.pending.is_empty() {
            return Vec::new();
        }
        let pending = std::mem::take(&mut self.pending);
        inner(&pending, Rule::items)
    }

    /// The rules of the values of the map that starts here; `own` are those of its type.
    #[inline]
    pub(super) fn value_rules(&mut self, own: &'static [Rule]) -> Vec<&'static [Rule]> {
        if self.pending.is_empty() && own.is_empty() {
            return Vec::new();
        }
        let pending = std::mem::take(&mut self.pending);
        let mut rules = inner(&pending, Rule::values);
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
            if let Some(kind) = rule.broken_by(&subject) {
                outcome = Err(self.invalid(kind));
            }
        }
        outcome
    }
}

fn inner(
    pending: &[&'static [Rule]],
    part: fn(&'static Rule) -> Option<&'static [Rule]>,
) -> Vec<&'static [Rule]> {
    pending.iter().copied().flatten().filter_map(part).collect()
}
