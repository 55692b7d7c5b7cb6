//! JSON Pointers (RFC 6901) as URI fragments: `#/paths/~1pets/get`.
//!
//! The form used throughout starts with `#`, escapes `~` and `/` within a segment as `~0` and `~1`, and encodes
//! nothing else: it is what people read, and write in `counterpart.toml`.

use std::borrow::Cow;

use super::{Node, Span};

/// `pointer` with one more segment.
#[must_use]
pub fn join(pointer: &str, segment: &str) -> String {
    let mut joined = String::with_capacity(pointer.len() + 1 + segment.len());
    joined.push_str(pointer);
    push(&mut joined, segment);
    joined
}

/// `segment` as it stands in a pointer.
#[must_use]
pub fn escape(segment: &str) -> String {
    let mut escaped = String::new();
    push(&mut escaped, segment);
    escaped.split_off(1)
}

/// Adds a segment to `pointer`.
pub fn push(pointer: &mut String, segment: &str) {
    pointer.push('/');
    for character in segment.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

/// The segments of a pointer, unescaped; a leading `#` is skipped. `None` if it is neither empty nor starts with `/`,
/// or has a `~` that is not `~0` or `~1`.
#[must_use]
pub fn segments(pointer: &str) -> Option<Vec<Cow<'_, str>>> {
    let pointer = pointer.strip_prefix('#').unwrap_or(pointer);
    if pointer.is_empty() {
        return Some(Vec::new());
    }
    pointer
        .strip_prefix('/')?
        .split('/')
        .map(unescape)
        .collect()
}

/// `segment` with `~1` and `~0` replaced; `None` if another `~` is in it.
#[must_use]
pub fn unescape(segment: &str) -> Option<Cow<'_, str>> {
    if !segment.contains('~') {
        return Some(Cow::Borrowed(segment));
    }
    let mut plain = String::with_capacity(segment.len());
    let mut characters = segment.chars();
    while let Some(character) = characters.next() {
        match character {
            '~' => match characters.next() {
                Some('0') => plain.push('~'),
                Some('1') => plain.push('/'),
                _ => return None,
            },
            other => plain.push(other),
        }
    }
    Some(Cow::Owned(plain))
}

/// `text` with `%41` and the like replaced by the bytes they stand for (RFC 3986, section 2.1). `None` where a `%` is
/// not followed by two hexadecimal digits, or the result is not UTF-8.
#[must_use]
pub fn percent_decode(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(Cow::Borrowed(text));
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok().map(Cow::Owned)
}

/// The child that one segment of a pointer selects: of an object the member, of an array the item (`0`, `17`, not
/// `017`).
#[must_use]
pub fn child<'n>(node: &'n Node, segment: &str) -> Option<&'n Node> {
    if let Some(member) = node.get(segment) {
        return Some(member);
    }
    if segment.starts_with('+') || (segment.starts_with('0') && segment.len() > 1) {
        return None;
    }
    node.items().get(segment.parse::<usize>().ok()?)
}

/// The pointer of the smallest value, or key, of `root` in whose place `span` lies.
#[must_use]
pub fn at(root: &Node, span: Span) -> String {
    let mut pointer = String::from("#");
    let mut node = root;
    loop {
        let member = (node.members().iter()).find(|member| {
            member.key.place.span.contains(span) || member.value.place.span.contains(span)
        });
        let item = node
            .items()
            .iter()
            .enumerate()
            .find(|(_, item)| item.place.span.contains(span));
        match (member, item) {
            (Some(member), _) => {
                push(&mut pointer, &member.key.text);
                node = &member.value;
            }
            (_, Some((index, item))) => {
                push(&mut pointer, &index.to_string());
                node = item;
            }
            (None, None) => return pointer,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_unescaped() {
        let table: [(&str, Option<&[&str]>); 8] = [
            ("", Some(&[])),
            ("#", Some(&[])),
            ("#/", Some(&[""])),
            (
                "#/paths/~1pets~1{id}/get",
                Some(&["paths", "/pets/{id}", "get"]),
            ),
            ("/a~01", Some(&["a~1"])),
            ("#/a~2", None),
            ("#/a~", None),
            ("#name", None),
        ];
        for (pointer, expected) in table {
            let found = segments(pointer);
            let found = found
                .as_ref()
                .map(|found| found.iter().map(AsRef::as_ref).collect::<Vec<&str>>());
            assert_eq!(found.as_deref(), expected, "{pointer}");
        }
    }

    #[test]
    fn joining_is_the_inverse() {
        let pointer = join(&join("#", "a/b~c"), "~1");
        assert_eq!(pointer, "#/a~1b~0c/~01");
        assert_eq!(segments(&pointer).unwrap(), ["a/b~c", "~1"]);
    }

    #[test]
    fn percent_decoding() {
        let table = [
            ("a%20b", Some("a b")),
            ("%C3%A9", Some("é")),
            ("%7Bid%7D", Some("{id}")),
            ("plain", Some("plain")),
            ("%", None),
            ("%4", None),
            ("%zz", None),
            ("%ff", None),
        ];
        for (text, expected) in table {
            assert_eq!(percent_decode(text).as_deref(), expected, "{text}");
        }
    }
}
