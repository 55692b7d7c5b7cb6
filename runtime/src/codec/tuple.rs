//! Arrays whose first items have types of their own.

use super::{Decode, Encode, EncodeProblem, Reader, Rule, Slot, Stop, Writer};
use crate::{FaultKind, Segment};

/// What reads an item behind the places.
type Behind<'a, 'r> = &'a mut dyn FnMut(&mut Reader<'r>) -> Result<(), Stop>;

impl<'r> Reader<'r> {
    /// Reads an array of no more items than there are places, each into its own. The first `required` must be there.
    ///
    /// # Errors
    ///
    /// See [`Stop`]. Without one, each of the required items has been read into its place.
    pub fn tuple(&mut self, required: usize, slots: &mut [&mut dyn Slot]) -> Result<(), Stop> {
        self.places(required, slots, None)
    }

    /// Reads an array like [`tuple`](Self::tuple), and further items into `rest`.
    ///
    /// # Errors
    ///
    /// See [`Stop`].
    pub fn tuple_and_rest<T: Decode>(
        &mut self,
        required: usize,
        slots: &mut [&mut dyn Slot],
        rest: &mut Vec<T>,
    ) -> Result<(), Stop> {
        let mut behind = |reader: &mut Self| {
            rest.push(T::decode(reader)?);
            Ok(())
        };
        self.places(required, slots, Some(&mut behind))
    }

    fn places(
        &mut self,
        required: usize,
        slots: &mut [&mut dyn Slot],
        mut behind: Option<Behind<'_, 'r>>,
    ) -> Result<(), Stop> {
        if self.peek() != Some(b'[') {
            return Err(self.refuse(FaultKind::NotArray));
        }
        let most = slots.len();
        let is_closed = behind.is_none();
        let mut count = 0;
        let mut outcome = self.array(&mut |reader| {
            let index = count;
            count += 1;
            match (slots.get_mut(index), &mut behind) {
                (Some(slot), _) => slot.read(reader),
                (None, Some(behind)) => behind(reader),
                (None, None) => reader.skip(),
            }
        });
        if outcome == Err(Stop::Syntax) {
            return outcome;
        }
        for index in count..required {
            let mark = self.faults.len();
            outcome = Err(self.invalid(FaultKind::Missing));
            self.locate(mark, 0, || Segment::Index(index));
        }
        if is_closed && count > most {
            outcome = Err(self.invalid(FaultKind::Rule {
                rule: Rule::MaxItems(most as u64),
                actual: Some(count as u64),
            }));
        }
        outcome
    }
}

impl Writer {
    /// Writes an array of these items, of which the first `required` are always there. Behind one that is absent none may
    /// be there.
    pub fn tuple(&mut self, required: usize, items: &[&dyn Encode]) {
        self.tuple_and_rest::<bool>(required, items, &[]);
    }

    /// Writes an array like [`tuple`](Self::tuple), and the items of `rest` behind it.
    pub fn tuple_and_rest<T: Encode>(
        &mut self,
        required: usize,
        items: &[&dyn Encode],
        rest: &[T],
    ) {
        self.open('[');
        let is_there = |index: usize, item: &&dyn Encode| index < required || !item.is_absent();
        let mut items = items.iter().enumerate();
        let mut is_whole = true;
        for (index, item) in items.by_ref() {
            if !is_there(index, item) {
                is_whole = false;
                break;
            }
            self.item();
            item.encode(self);
        }
        if items.any(|(index, item)| is_there(index, item)) || (!is_whole && !rest.is_empty()) {
            self.item();
            self.problem(EncodeProblem::Gap);
        }
        for item in rest {
            self.item();
            item.encode(self);
        }
        self.close(']');
    }
}

#[cfg(test)]
mod tests {
    use crate::Maybe;
    use crate::codec::{
        Decode, DecodeOptions, Encode, EncodeProblem, Reader, Stop, Writer, decode, encode,
        required,
    };

    /// Two places, the second of which may be absent, and integers behind them.
    #[derive(Debug, PartialEq)]
    struct Open(String, Maybe<bool>, Vec<i64>);

    impl Decode for Open {
        fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
            let (mut first, mut second) = (None, Maybe::Absent);
            let mut rest = Vec::new();
            reader.tuple_and_rest(1, &mut [&mut first, &mut second], &mut rest)?;
            Ok(Self(required(first)?, second, rest))
        }
    }

    impl Encode for Open {
        fn encode(&self, writer: &mut Writer) {
            writer.tuple_and_rest(1, &[&self.0, &self.1], &self.2);
        }
    }

    #[derive(Debug, PartialEq)]
    struct Shut(Option<i64>, Option<i64>);

    impl Decode for Shut {
        fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
            let (mut first, mut second) = (None, None);
            reader.tuple(0, &mut [&mut first, &mut second])?;
            Ok(Self(first, second))
        }
    }

    impl Encode for Shut {
        fn encode(&self, writer: &mut Writer) {
            writer.tuple(0, &[&self.0, &self.1]);
        }
    }

    fn faults<T: Decode>(text: &str) -> String {
        match decode::<T>(text.as_bytes(), DecodeOptions::DEFAULT) {
            Ok(_) => String::new(),
            Err(faults) => faults.to_string(),
        }
    }

    #[test]
    fn items_have_places_and_types_of_their_own() {
        for text in [r#"["a"]"#, r#"["a",null]"#, r#"["a",true,1,2]"#] {
            let value: Open = decode(text.as_bytes(), DecodeOptions::DEFAULT).unwrap();
            assert_eq!(encode(&value).unwrap(), text);
        }
        for text in ["[]", "[1]", "[1,2]"] {
            let value: Shut = decode(text.as_bytes(), DecodeOptions::DEFAULT).unwrap();
            assert_eq!(encode(&value).unwrap(), text);
        }
    }

    #[test]
    fn what_is_wrong_has_its_place() {
        for (text, expected) in [
            ("{}", "expected an array"),
            ("[]", "/0: required, but absent"),
            (
                "[1, 2, \"a\"]",
                "/0: expected a string; /1: expected true or false; /2: expected an integer",
            ),
        ] {
            assert_eq!(faults::<Open>(text), expected, "{text}");
        }
        assert!(
            faults::<Shut>("[1,2,3]").contains("at most 2"),
            "{}",
            faults::<Shut>("[1,2,3]")
        );
        assert!(
            faults::<Shut>("[1,\"a\",3]").starts_with("/1: "),
            "{}",
            faults::<Shut>("[1,\"a\",3]")
        );
    }

    #[test]
    fn a_gap_has_no_form() {
        assert_eq!(
            encode(&Shut(None, Some(1))).unwrap_err().problem,
            EncodeProblem::Gap
        );
        let behind = Open("a".to_owned(), Maybe::Absent, vec![1]);
        assert_eq!(encode(&behind).unwrap_err().problem, EncodeProblem::Gap);
    }
}
