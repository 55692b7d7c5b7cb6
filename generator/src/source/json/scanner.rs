//! A cursor over the text of a JSON file.

use std::sync::Arc;

use super::keys::{KeyCache, repeated};
use super::message;
use crate::diagnostic::Code;
use crate::source::limits::{MAX_DEPTH, MAX_FAULTS};
use crate::source::reading::Fault;
use crate::source::{FileId, Key, Member, Node, Number, Place, Value};

pub(super) type Scanned<T> = Result<T, Box<Fault>>;

/// A cursor over the text. Offsets are bytes.
pub(super) struct Scanner<'t> {
    pub text: &'t str,
    pub at: usize,
    pub duplicates: Vec<Fault>,
    file: FileId,
    depth: usize,
    keys: KeyCache,
    // Children of the containers that are open, innermost last: one allocation for each container, of its final size.
    items: Vec<Node>,
    members: Vec<Member>,
}

impl<'t> Scanner<'t> {
    pub fn new(text: &'t str, file: FileId) -> Self {
        let at = if text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        };
        Self {
            text,
            at,
            duplicates: Vec::new(),
            file,
            depth: 0,
            keys: KeyCache::default(),
            items: Vec::new(),
            members: Vec::new(),
        }
    }

    pub fn document(&mut self) -> Scanned<Node> {
        self.skip_whitespace();
        if self.peek().is_none() {
            return Err(Fault::new(
                Code::JsonSyntax,
                self.at,
                self.at,
                "the file is empty, expected a JSON value",
            ));
        }
        let root = self.value("a value")?;
        self.skip_whitespace();
        match self.peek() {
            None => Ok(root),
            Some(_) => Err(message::expected(self, "the end of the file")),
        }
    }

    pub fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_whitespace(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    fn place_from(&self, start: usize) -> Place {
        Place::new(self.file, start, self.at)
    }

    fn value(&mut self, expected: &str) -> Scanned<Node> {
        let start = self.at;
        let value = match self.peek() {
            Some(b'"') => Value::String(self.string()?.into_arc()),
            Some(b'{') => self.object()?,
            Some(b'[') => self.array()?,
            Some(b'-' | b'0'..=b'9') => Value::Number(Number(Arc::from(self.number()?))),
            Some(b't') => self.word("true", Value::Bool(true))?,
            Some(b'f') => self.word("false", Value::Bool(false))?,
            Some(b'n') => self.word("null", Value::Null)?,
            _ => return Err(message::expected(self, expected)),
        };
        Ok(Node {
            value,
            place: self.place_from(start),
        })
    }

    fn word(&mut self, word: &str, value: Value) -> Scanned<Value> {
        let end = self.at + word.len();
        let follows = self.text.as_bytes().get(end).copied();
        if self.text.as_bytes().get(self.at..end) != Some(word.as_bytes())
            || follows.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        {
            return Err(message::expected(self, "a value"));
        }
        self.at = end;
        Ok(value)
    }

    /// Steps over an opening bracket and the whitespace behind it.
    fn open(&mut self) -> Scanned<usize> {
        let start = self.at;
        if self.depth == MAX_DEPTH {
            let message = format!("arrays and objects are nested deeper than {MAX_DEPTH} levels");
            return Err(Fault::new(Code::TooLarge, start, start + 1, message));
        }
        self.depth += 1;
        self.at += 1;
        self.skip_whitespace();
        Ok(start)
    }

    /// Steps over the closing bracket at the cursor.
    fn close(&mut self) {
        self.depth -= 1;
        self.at += 1;
    }

    fn array(&mut self) -> Scanned<Value> {
        let start = self.open()?;
        let first = self.items.len();
        if self.peek() == Some(b']') {
            self.close();
            return Ok(Value::Array(Arc::from([])));
        }
        loop {
            let item = self
                .value("a value")
                .map_err(|fault| message::unclosed(fault, self.text, start, "array"))?;
            self.items.push(item);
            self.skip_whitespace();
            match self.peek() {
                Some(b',') => self.comma(b']')?,
                Some(b']') => break,
                _ => {
                    let fault = message::expected(self, "`,` or `]` after the item");
                    return Err(message::unclosed(fault, self.text, start, "array"));
                }
            }
        }
        self.close();
        Ok(Value::Array(self.items.drain(first..).collect()))
    }

    fn object(&mut self) -> Scanned<Value> {
        let start = self.open()?;
        let first = self.members.len();
        if self.peek() == Some(b'}') {
            self.close();
            return Ok(Value::Object(Arc::from([])));
        }
        loop {
            let member = self
                .member()
                .map_err(|fault| message::unclosed(fault, self.text, start, "object"))?;
            self.members.push(member);
            self.skip_whitespace();
            match self.peek() {
                Some(b',') => self.comma(b'}')?,
                Some(b'}') => break,
                _ => {
                    let fault = message::expected(self, "`,` or `}` after the member");
                    return Err(message::unclosed(fault, self.text, start, "object"));
                }
            }
        }
        self.close();
        let members: Arc<[Member]> = self.members.drain(first..).collect();
        if self.duplicates.len() < MAX_FAULTS {
            self.duplicates.extend(repeated(members.iter()));
        }
        Ok(Value::Object(members))
    }

    /// Steps over a comma, behind which `close` may not stand.
    fn comma(&mut self, close: u8) -> Scanned<()> {
        let comma = self.at;
        self.at += 1;
        self.skip_whitespace();
        if self.peek() == Some(close) {
            let message = format!("a comma stands before the closing `{}`", char::from(close));
            return Err(Fault::new(Code::JsonSyntax, comma, comma + 1, message)
                .help("remove the comma: JSON has none behind the last one"));
        }
        Ok(())
    }

    fn member(&mut self) -> Scanned<Member> {
        let start = self.at;
        if self.peek() != Some(b'"') {
            return Err(message::expected(self, "a key in double quotes"));
        }
        let text = self.string()?;
        let text = self.keys.share(&text.0);
        let key = Key {
            text,
            place: self.place_from(start),
        };
        self.skip_whitespace();
        if self.peek() != Some(b':') {
            return Err(message::expected(self, "`:` after the key"));
        }
        self.at += 1;
        self.skip_whitespace();
        Ok(Member {
            key,
            value: self.value("a value")?,
        })
    }
}
