//! A value as a tree over its text, for rules that look at it as a whole.

use std::borrow::Cow;
use std::collections::HashMap;

use super::decimal::Decimal;
use super::{DecodeOptions, JsonKind, Reader, Stop, is_integral};
use crate::SyntaxProblem;

/// A value and all that is in it, in the order of the text.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    text: &'a str,
    nodes: Vec<Node>,
}

/// A value within a tree, by its place there.
pub(super) type Place = usize;

/// A value by the bytes of the text: small, since a text of many small values has as many of these.
#[derive(Debug, Clone, Copy)]
struct Node {
    start: u32,
    end: u32,
    /// Where the name of a member starts.
    name: u32,
    /// The place behind all that is in the value; the highest bit marks a member whose name comes again: the last one counts.
    next: u32,
}

const SHADOWED: u32 = 1 << 31;

impl Node {
    const fn next(self) -> Place {
        (self.next & !SHADOWED) as Place
    }
}

/// An item or a member.
#[derive(Debug, Clone)]
pub(super) struct Child<'a> {
    pub(super) place: Place,
    /// The name of a member; empty for an item.
    pub(super) name: Cow<'a, str>,
}

/// Up to this many members, a name that comes again is found by looking at each.
const FEW: usize = 8;

impl<'a> Tree<'a> {
    /// The value that is next, which is read to its end.
    pub(super) fn read(reader: &mut Reader<'a>) -> Result<Self, Stop> {
        let mut tree = Self {
            text: reader.text,
            nodes: Vec::new(),
        };
        // Places are of 31 bits.
        if tree.text.len() >= SHADOWED as usize {
            return Err(reader.syntax_at(reader.at, SyntaxProblem::TooManyAlternatives));
        }
        tree.value(reader, 0)?;
        Ok(tree)
    }

    /// A text of JSON of ours: a tree of nothing where it is none.
    pub(super) fn of(text: &'a str, options: DecodeOptions) -> Self {
        let nodes = Vec::new();
        Self::read(&mut Reader::new(text, options)).unwrap_or(Self { text, nodes })
    }

    fn value(&mut self, reader: &mut Reader<'a>, name: usize) -> Result<(), Stop> {
        let opening = reader.peek();
        let (start, place) = (reader.at, self.nodes.len());
        let mut node = Node {
            start: short(start),
            end: 0,
            name: short(name),
            next: 0,
        };
        self.nodes.push(node);
        match opening {
            Some(b'[') => self.items(reader)?,
            Some(b'{') => {
                self.members(reader)?;
                self.shadow(place);
            }
            _ => reader.skip()?,
        }
        node.end = short(reader.at);
        node.next = short(self.nodes.len());
        if let Some(known) = self.nodes.get_mut(place) {
            *known = node;
        }
        Ok(())
    }

    fn items(&mut self, reader: &mut Reader<'a>) -> Result<(), Stop> {
        reader.enter()?;
        if reader.peek() != Some(b']') {
            loop {
                self.value(reader, 0)?;
                if !reader.item_follows()? {
                    break;
                }
            }
        }
        reader.leave();
        Ok(())
    }

    fn members(&mut self, reader: &mut Reader<'a>) -> Result<(), Stop> {
        reader.enter()?;
        if reader.peek() != Some(b'}') {
            loop {
                reader.name_starts()?;
                let name = reader.at;
                reader.skip_string()?;
                reader.colon()?;
                self.value(reader, name)?;
                if !reader.member_follows()? {
                    break;
                }
            }
        }
        reader.leave();
        Ok(())
    }

    /// Marks the members of the object at `place`, the last of the tree, whose names come again.
    fn shadow(&mut self, place: Place) {
        let members: Vec<Child<'a>> = self.walk(place + 1, self.nodes.len()).collect();
        let mut shadowed = Vec::new();
        if members.len() <= FEW {
            for (index, member) in members.iter().enumerate() {
                let mut behind = members.iter().skip(index + 1);
                if behind.any(|other| other.name == member.name) {
                    shadowed.push(member.place);
                }
            }
        } else {
            let mut last: HashMap<&str, Place> = HashMap::with_capacity(members.len());
            for member in &members {
                shadowed.extend(last.insert(&member.name, member.place));
            }
        }
        for place in shadowed {
            if let Some(node) = self.nodes.get_mut(place) {
                node.next |= SHADOWED;
            }
        }
    }

    /// The values side by side from one place to another; of members of one name the last.
    fn walk(&self, mut next: Place, end: Place) -> impl Iterator<Item = Child<'a>> {
        std::iter::from_fn(move || {
            while next < end {
                let (place, node) = (next, *self.nodes.get(next)?);
                next = node.next().max(place + 1);
                if node.next & SHADOWED == 0 {
                    let name = self.string_at(node.name as usize);
                    return Some(Child { place, name });
                }
            }
            None
        })
    }

    /// The string that starts at a byte of the text, without quotes and escapes; an empty one, where none does.
    fn string_at(&self, start: usize) -> Cow<'a, str> {
        match self.text.get(start..) {
            Some(text) if start > 0 => Reader::new(text, DecodeOptions::DEFAULT)
                .quoted()
                .unwrap_or_default(),
            _ => Cow::Borrowed(""),
        }
    }

    /// The value that starts at a byte of the reader's text.
    pub(super) fn at(&self, start: usize) -> Option<Place> {
        self.nodes
            .binary_search_by_key(&start, |node| node.start as usize)
            .ok()
    }

    /// The text of a value.
    pub(super) fn text(&self, place: Place) -> &'a str {
        self.nodes
            .get(place)
            .and_then(|node| self.text.get(node.start as usize..node.end as usize))
            .unwrap_or_default()
    }

    /// The text of a string, without quotes and escapes.
    pub(super) fn string(&self, place: Place) -> Cow<'a, str> {
        Reader::new(self.text(place), DecodeOptions::DEFAULT)
            .quoted()
            .unwrap_or_default()
    }

    /// What a value is.
    pub(super) fn kind(&self, place: Place) -> JsonKind {
        match self.text(place).as_bytes().first() {
            Some(b'{') => JsonKind::Object,
            Some(b'[') => JsonKind::Array,
            Some(b'"') => JsonKind::String,
            Some(b't' | b'f') => JsonKind::Boolean,
            Some(b'-' | b'0'..=b'9') if is_integral(self.text(place)) => JsonKind::Integer,
            Some(b'-' | b'0'..=b'9') => JsonKind::Number,
            _ => JsonKind::Null,
        }
    }

    /// The items or members of a value; of members of one name the last.
    pub(super) fn children(&self, place: Place) -> impl Iterator<Item = Child<'a>> {
        self.walk(
            place + 1,
            self.nodes.get(place).map_or(0, |node| node.next()),
        )
    }

    /// How many items or members a value has.
    pub(super) fn count(&self, place: Place) -> usize {
        self.children(place).count()
    }

    /// The member `name` of an object.
    pub(super) fn member(&self, place: Place, name: &str) -> Option<Place> {
        self.children(place)
            .find(|child| child.name == name)
            .map(|child| child.place)
    }

    /// Appends the value in a form that equal values have in common: numbers by value, members in the order of their names.
    pub(super) fn canonical(&self, place: Place, form: &mut Vec<u8>) {
        match self.kind(place) {
            JsonKind::Null => form.push(b'n'),
            JsonKind::Boolean => form.extend_from_slice(self.text(place).as_bytes()),
            JsonKind::Integer | JsonKind::Number => Decimal::of(self.text(place)).append(form),
            JsonKind::String => canonical_text(&self.string(place), form),
            JsonKind::Array => {
                form.push(b'[');
                for child in self.children(place) {
                    self.canonical(child.place, form);
                }
                form.push(b']');
            }
            JsonKind::Object => {
                let mut members: Vec<Child<'_>> = self.children(place).collect();
                members.sort_unstable_by(|one, other| one.name.cmp(&other.name));
                form.push(b'{');
                for member in members {
                    canonical_text(&member.name, form);
                    self.canonical(member.place, form);
                }
                form.push(b'}');
            }
        }
    }
}

/// A place in a text that is known to be shorter.
fn short(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// A text with its length before it, so that nothing in it ends it.
fn canonical_text(text: &str, form: &mut Vec<u8>) {
    form.push(b'"');
    form.extend_from_slice(&text.len().to_le_bytes());
    form.extend_from_slice(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::Tree;
    use crate::codec::DecodeOptions;

    fn canonical(text: &str) -> Vec<u8> {
        let mut form = Vec::new();
        Tree::of(text, DecodeOptions::DEFAULT).canonical(0, &mut form);
        form
    }

    #[test]
    fn equal_values_have_one_form() {
        for (one, other, equal) in [
            ("1", "1.0", true),
            ("[1,[2]]", "[1e0, [20e-1] ]", true),
            (
                r#"{"a":1,"b":{"d":2,"c":3}}"#,
                r#"{"b":{"c":3,"d":2},"a":1}"#,
                true,
            ),
            (r#""a""#, r#""\u0061""#, true),
            (r#"{"a":1,"a":2}"#, r#"{"a":2}"#, true),
            (r#"{"a":1,"a":2}"#, r#"{"a":1}"#, false),
            (r#"["ab","c"]"#, r#"["a","bc"]"#, false),
            ("[1,[2]]", "[[1],2]", false),
            ("[]", "{}", false),
            ("true", "1", false),
            ("null", "false", false),
            ("12", "1.2", false),
            ("1", "-1", false),
            ("0", "-0.0", true),
            (r#"{"a":[]}"#, r#"{"a":{}}"#, false),
        ] {
            assert_eq!(
                canonical(one) == canonical(other),
                equal,
                "{one} and {other}"
            );
        }
    }

    #[test]
    fn the_last_of_many_members_counts() {
        let members: Vec<String> = (0..40).map(|i| format!("\"{}\":{i}", i % 20)).collect();
        let text = format!("{{{}}}", members.join(","));
        let tree = Tree::of(&text, DecodeOptions::DEFAULT);
        assert_eq!(tree.count(0), 20);
        assert_eq!(
            tree.member(0, "7").map(|place| tree.text(place)),
            Some("27")
        );
    }
}
