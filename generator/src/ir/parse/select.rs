//! How variants are told apart, read from a text.

use super::super::{Constant, Key, KeyKind, Kind, Known, Listed, Select, Tag, Try};
use super::Parsed;
use super::words::Words;

impl Words<'_> {
    /// What is asked, and for each answer what is asked next.
    pub(super) fn select(&mut self) -> Parsed<Select> {
        if self.eat("kind of ") {
            let member = self.quoted()?;
            let arms = self.arms(|words| words.any(Words::kind_word))?;
            return Ok(Select::KeyKind(KeyKind { member, arms }));
        }
        if self.eat("kind") {
            return self
                .arms(|words| words.any(Words::kind_word))
                .map(Select::Kind);
        }
        if self.eat("keys") {
            return self.keys();
        }
        if self.eat("listed ") {
            let variant = self.number()?;
            self.expect(" else ")?;
            let otherwise = Box::new(self.select()?);
            return Ok(Select::Listed(Listed { variant, otherwise }));
        }
        if self.eat("trying ") {
            return self.trying();
        }
        if self.starts_with("\"") {
            return self.tag();
        }
        self.number().map(Select::Is)
    }

    fn arms<A>(&mut self, answer: impl Fn(&mut Self) -> Parsed<A>) -> Parsed<Vec<(A, Select)>> {
        self.expect(" { ")?;
        let mut arms = Vec::new();
        loop {
            let answer = answer(self)?;
            self.expect(": ")?;
            arms.push((answer, self.select()?));
            if !self.eat("; ") {
                self.expect(" }")?;
                return Ok(arms);
            }
        }
    }

    fn keys(&mut self) -> Parsed<Select> {
        let arms = self.arms(|words| {
            Ok(if words.eat("otherwise") {
                None
            } else {
                Some(words.quoted()?)
            })
        })?;
        let mut key = Key {
            arms: Vec::new(),
            otherwise: None,
        };
        for (name, next) in arms {
            match name {
                Some(name) => key.arms.push((name, next)),
                None => key.otherwise = Some(Box::new(next)),
            }
        }
        Ok(Select::Key(key))
    }

    fn tag(&mut self) -> Parsed<Select> {
        let member = self.quoted()?;
        let arms = self.arms(|words| {
            Ok(if words.eat("absent") {
                Err(true)
            } else if words.eat("other") {
                Err(false)
            } else {
                Ok(words.any(Words::constant)?)
            })
        })?;
        let mut tag = Tag {
            member,
            arms: Vec::new(),
            absent: None,
            other: None,
        };
        for (answer, next) in arms {
            match answer {
                Ok(values) => tag.arms.push((values, next)),
                Err(true) => tag.absent = Some(Box::new(next)),
                Err(false) => tag.other = Some(Box::new(next)),
            }
        }
        Ok(Select::Tag(tag))
    }

    fn trying(&mut self) -> Parsed<Select> {
        let among = self.numbers()?;
        let exactly_one = self.eat(" for one");
        let mut members = Vec::new();
        while self.eat(" with ") {
            let name = self.quoted()?;
            self.expect(" in ")?;
            let declared = self.numbers()?;
            let required = if self.eat(" required by ") {
                self.numbers()?
            } else {
                Vec::new()
            };
            members.push(Known {
                name,
                declared,
                required,
            });
        }
        Ok(Select::Try(Try {
            among,
            members,
            exactly_one,
        }))
    }

    fn numbers(&mut self) -> Parsed<Vec<u32>> {
        let mut numbers = vec![self.number()?];
        loop {
            let mut after = *self;
            if !after.eat(" ") || !after.starts(|sign| sign.is_ascii_digit()) {
                return Ok(numbers);
            }
            numbers.push(after.number()?);
            *self = after;
        }
    }

    /// `"cat" or "dog"`; `nothing`.
    pub(super) fn any<A>(&mut self, one: impl Fn(&mut Self) -> Parsed<A>) -> Parsed<Vec<A>> {
        let mut all = Vec::new();
        if self.eat("nothing") {
            return Ok(all);
        }
        loop {
            all.push(one(self)?);
            if !self.eat(" or ") {
                return Ok(all);
            }
        }
    }

    pub(super) fn kind_word(&mut self) -> Parsed<Kind> {
        self.kind().ok_or_else(|| self.error("a kind is missing"))
    }

    pub(super) fn constant(&mut self) -> Parsed<Constant> {
        Ok(if self.eat_word("true") {
            Constant::Bool(true)
        } else if self.eat_word("false") {
            Constant::Bool(false)
        } else if self.starts_with("\"") {
            Constant::Text(self.quoted()?)
        } else {
            Constant::Integer(self.number()?)
        })
    }
}

/// What is asked, where the line of each alternative says when it is that.
pub(super) enum When {
    Kind(Vec<Kind>),
    Tag(String, Vec<Constant>),
}

/// When a value is of an alternative.
pub(super) fn when(words: &mut Words<'_>) -> Parsed<When> {
    if words.eat("the kind is ") {
        return words.any(Words::kind_word).map(When::Kind);
    }
    let member = words.quoted()?;
    words.expect(" is ")?;
    Ok(When::Tag(member, words.any(Words::constant)?))
}

pub(super) fn flat(all: Vec<(When, Select)>) -> Select {
    let mut kinds = Vec::new();
    let mut tag = None;
    for (when, next) in all {
        match when {
            When::Kind(kind) => kinds.push((kind, next)),
            When::Tag(member, values) => {
                let tag = tag.get_or_insert_with(|| Tag {
                    member,
                    arms: Vec::new(),
                    absent: None,
                    other: None,
                });
                tag.arms.push((values, next));
            }
        }
    }
    tag.map_or(Select::Kind(kinds), Select::Tag)
}
