//! Objects with declared members.

use std::borrow::Cow;

use super::members::Presence;
use super::reader::Found;
use super::{Members, Reader, Rest, Rule, Slot, Stop};
use crate::{Fault, FaultKind, Segment};

/// The faults of members with other names come after all declared ones.
const OTHERS: usize = usize::MAX;

/// Which members have been read.
#[derive(Default)]
struct Seen {
    first: u64,
    more: Vec<u64>,
}

impl Seen {
    #[inline]
    fn insert(&mut self, index: usize) {
        if index < 64 {
            self.first |= 1 << index;
        } else {
            let word = index / 64 - 1;
            if self.more.len() <= word {
                self.more.resize(word + 1, 0);
            }
            if let Some(bits) = self.more.get_mut(word) {
                *bits |= 1 << (index % 64);
            }
        }
    }

    #[inline]
    fn contains(&self, index: usize) -> bool {
        let word = if index < 64 {
            self.first
        } else {
            self.more.get(index / 64 - 1).copied().unwrap_or(0)
        };
        word >> (index % 64) & 1 == 1
    }
}

impl<'a> Reader<'a> {
    /// Reads an object: each member into the place of its index. Members with other names are passed over, or are faults where the object is closed.
    ///
    /// # Errors
    ///
    /// See [`Stop`]. Without one, each required member has been read into its place.
    pub fn object(
        &mut self,
        members: &'static Members,
        slots: &mut [&mut dyn Slot],
    ) -> Result<(), Stop> {
        self.object_with_rest(members, slots, None)
    }

    /// Reads an object like [`object`](Self::object), and members with other names into `rest`.
    ///
    /// # Errors
    ///
    /// See [`Stop`].
    pub fn object_and_rest(
        &mut self,
        members: &'static Members,
        slots: &mut [&mut dyn Slot],
        rest: &mut dyn Rest,
    ) -> Result<(), Stop> {
        self.object_with_rest(members, slots, Some(rest))
    }

    /// Reads an object whose names are all free.
    ///
    /// # Errors
    ///
    /// See [`Stop`].
    pub fn map(&mut self, rest: &mut dyn Rest) -> Result<(), Stop> {
        static NONE: Members = Members::new(&[]);
        if self.peek() != Some(b'{') {
            return Err(self.refuse(FaultKind::NotMap));
        }
        self.object_with_rest(&NONE, &mut [], Some(rest))
    }

    fn object_with_rest(
        &mut self,
        members: &'static Members,
        slots: &mut [&mut dyn Slot],
        mut rest: Option<&mut dyn Rest>,
    ) -> Result<(), Stop> {
        if self.peek() != Some(b'{') {
            return Err(self.refuse(FaultKind::NotObject));
        }
        let whole = self.begin_whole(members.whole_rules())?;
        self.enter()?;
        let values = self.value_rules(members.rest_rules());
        let start = self.faults.len();
        let mut seen = Seen::default();
        let mut lost = false;
        if self.peek() != Some(b'}') {
            let mut expected = 0;
            loop {
                match self.member_name(members, expected)? {
                    Name::Known(index) => {
                        self.colon()?;
                        seen.insert(index);
                        expected = index + 1;
                        match slots.get_mut(index) {
                            Some(slot) => self.member(start, index, members, *slot)?,
                            None => self.skip()?,
                        }
                    }
                    Name::Other(name) => {
                        self.colon()?;
                        lost |= self.other_member(start, &name, members, &values, &mut rest)?;
                    }
                }
                if !self.member_follows()? {
                    break;
                }
            }
        }
        self.leave();
        let outcome = if self.faults.len() == start && !lost && members_complete(members, &seen) {
            Ok(())
        } else {
            Err(self.faulty_object(start, members, &seen))
        };
        match whole {
            None => outcome,
            Some(ruling) => self.end_whole(&ruling, members.whole_rules(), outcome),
        }
    }

    /// Reads a member's name and finds its index.
    #[inline]
    fn member_name(&mut self, members: &Members, expected: usize) -> Result<Name<'a>, Stop> {
        self.name_starts()?;
        if members.is_plain() {
            if let Some(name) = members.name(expected) {
                let from = self.at + 1;
                let bytes = self.text.as_bytes();
                if bytes.get(from + name.len()) == Some(&b'"')
                    && bytes.get(from..from + name.len()) == Some(name.as_bytes())
                {
                    self.at = from + name.len() + 1;
                    return Ok(Name::Known(expected));
                }
            }
        }
        let name = self.quoted()?;
        Ok(members
            .find(&name, expected)
            .map_or(Name::Other(name), Name::Known))
    }

    /// Reads the value of a declared member into its place.
    #[inline]
    fn member(
        &mut self,
        start: usize,
        index: usize,
        members: &'static Members,
        slot: &mut dyn Slot,
    ) -> Result<(), Stop> {
        if self.faults.len() > start {
            self.forget(start, index);
        }
        let mark = self.faults.len();
        let rules = members.rules(index);
        match self.ruled(rules, |reader| slot.read(reader)) {
            Ok(()) => Ok(()),
            Err(Stop::Invalid) => {
                let name = members.name(index).unwrap_or_default();
                if self.faults.len() == mark {
                    self.forced_fault(Fault::new(FaultKind::Omitted), index);
                }
                self.locate(mark, index, || Segment::Member(Cow::Borrowed(name)));
                Ok(())
            }
            Err(Stop::Syntax) => Err(Stop::Syntax),
        }
    }

    /// Reads the value of a member that is not declared. Says whether it is faulty with no fault left to show it.
    fn other_member(
        &mut self,
        start: usize,
        name: &str,
        members: &'static Members,
        rules: &[&'static [Rule]],
        rest: &mut Option<&mut dyn Rest>,
    ) -> Result<bool, Stop> {
        if self.faults.len() > start {
            self.forget_other(start, name);
        }
        let mark = self.faults.len();
        let outcome = match rest {
            Some(rest) => self.ruled_by(rules, |reader| rest.read(name, reader)),
            None if members.is_closed() => Err(self.refuse(FaultKind::UnknownMember)),
            None => self.skip(),
        };
        match outcome {
            Ok(()) => Ok(false),
            Err(Stop::Invalid) => {
                self.locate(mark, OTHERS, || {
                    Segment::Member(Cow::Owned(name.to_owned()))
                });
                self.cap(mark);
                Ok(self.faults.len() == mark)
            }
            Err(Stop::Syntax) => Err(Stop::Syntax),
        }
    }

    /// Drops the faults of an earlier member of the same name.
    #[cold]
    fn forget(&mut self, start: usize, index: usize) {
        self.forget_where(start, |found| found.slot == index);
    }

    #[cold]
    fn forget_other(&mut self, start: usize, name: &str) {
        self.forget_where(start, |found| {
            found.slot == OTHERS
                && matches!(found.fault.location.last(), Some(Segment::Member(member)) if member == name)
        });
    }

    /// Drops the faults from `start` on that `same` says are of the member that comes now. Nearly always there is none: then nothing is moved,
    /// since this runs for each member behind a faulty one.
    fn forget_where(&mut self, start: usize, same: impl Fn(&Found) -> bool) {
        let Some(first) = self.faults.iter().skip(start).position(&same) else {
            return;
        };
        let mut place = 0;
        self.faults.retain(|found| {
            let kept = place < start + first || !same(found);
            place += 1;
            kept
        });
    }

    /// Adds the faults of missing members, and brings all into the order of the schema.
    #[cold]
    fn faulty_object(&mut self, start: usize, members: &'static Members, seen: &Seen) -> Stop {
        let missing = members
            .as_slice()
            .iter()
            .enumerate()
            .filter(|(index, member)| {
                member.presence() == Presence::Required && !seen.contains(*index)
            })
            .map(|(index, member)| (index, member.name()));
        // No more than may stay: behind the limit, many empty objects of many members would cost as much as a large body.
        let mut room = self.room(start);
        for (index, name) in missing {
            if room == 0 {
                self.truncated = true;
                break;
            }
            room -= 1;
            self.forced_fault(Fault::at([Segment::from(name)], FaultKind::Missing), index);
        }
        if self.faults.len() == start {
            self.forced_fault(Fault::new(FaultKind::Omitted), OTHERS);
        }
        if let Some(ours) = self.faults.get_mut(start..) {
            ours.sort_by_key(|found| found.slot);
        }
        self.trim(start);
        Stop::Invalid
    }
}

/// Whether no required member is missing.
#[inline]
fn members_complete(members: &Members, seen: &Seen) -> bool {
    members
        .as_slice()
        .iter()
        .enumerate()
        .all(|(index, member)| member.presence() != Presence::Required || seen.contains(index))
}

/// A member's name, found in the table or not.
enum Name<'a> {
    Known(usize),
    Other(Cow<'a, str>),
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Members;
    use crate::codec::{Decode, DecodeOptions, Reader, Stop, member, required};

    #[derive(Debug)]
    struct Item;

    static ITEM: Members = Members::new(&[member::required("a"), member::required("b")]);

    impl Decode for Item {
        fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
            let (mut a, mut b) = (None::<u8>, None::<u8>);
            reader.object(&ITEM, &mut [&mut a, &mut b])?;
            required(a)?;
            required(b).map(|_| Self)
        }
    }

    fn kept<T: Decode>(text: &str) -> usize {
        let mut reader = Reader::new(text, DecodeOptions::DEFAULT);
        assert_eq!(T::decode(&mut reader).err(), Some(Stop::Invalid));
        let kept = reader.faults.len();
        let faults = reader.finish(Err(Stop::Invalid)).unwrap_err();
        assert_eq!((faults.len(), faults.truncated()), (100, true));
        kept
    }

    #[test]
    fn faults_beyond_the_limit_take_no_memory() {
        let items = vec!["{}"; 10_000].join(",");
        let lists = vec!["[{},{}]"; 10_000].join(",");
        let members: Vec<String> = (0..10_000).map(|i| format!("\"{i}\":{{}}")).collect();
        assert!(kept::<Vec<Item>>(&format!("[{items}]")) <= 101);
        assert!(kept::<Vec<Vec<Item>>>(&format!("[{lists}]")) <= 101);
        assert!(kept::<BTreeMap<String, Item>>(&format!("{{{}}}", members.join(","))) <= 101);
    }

    /// A thousand required members, of which nothing comes.
    #[derive(Debug)]
    struct Wide;

    static WIDE: Members = Members::new(&[member::required("a"); 1000]);

    impl Decode for Wide {
        fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
            reader.object(&WIDE, &mut []).map(|()| Self)
        }
    }

    #[test]
    fn faults_beyond_the_limit_are_not_made() {
        let mut reader = Reader::new("[{},{},{}]", DecodeOptions::DEFAULT);
        assert_eq!(Vec::<Wide>::decode(&mut reader).err(), Some(Stop::Invalid));
        assert!(
            reader.faults.capacity() < 300,
            "{}",
            reader.faults.capacity()
        );
        let faults = reader.finish(Err(Stop::Invalid)).unwrap_err();
        assert_eq!((faults.len(), faults.truncated()), (100, true));
    }
}
