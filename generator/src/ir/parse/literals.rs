//! Defaults.

use super::super::{Float, Literal};
use super::Parsed;
use super::types::Known;
use super::words::Words;

impl Known {
    /// A default.
    pub(super) fn literal(&self, words: &mut Words<'_>) -> Parsed<Literal> {
        if words.eat("true") {
            return Ok(Literal::Bool(true));
        }
        if words.eat("false") {
            return Ok(Literal::Bool(false));
        }
        if words.eat("nothing of ") {
            return self.id(words).map(Literal::Empty);
        }
        if words.eat("(") {
            let value = Box::new(self.literal(words)?);
            words.expect(") of ")?;
            let ty = self.id(words)?;
            return Ok(Literal::Newtype { ty, value });
        }
        if words.eat("[") {
            let mut items = Vec::new();
            while !words.eat("]") {
                items.push(self.literal(words)?);
                words.eat(", ");
            }
            return Ok(Literal::Array(items));
        }
        if words.eat("{") {
            let mut members = Vec::new();
            while !words.eat("}") {
                let name = words.quoted()?;
                words.expect(": ")?;
                members.push((name, self.literal(words)?));
                words.eat(", ");
            }
            return Ok(Literal::Map(members));
        }
        self.plain(words)
    }

    /// A text or a number, and what it is of.
    fn plain(&self, words: &mut Words<'_>) -> Parsed<Literal> {
        let is_text = words.starts_with("\"");
        let text = if is_text {
            words.quoted()?
        } else {
            let is_sign = |sign: char| "+-.eE".contains(sign) || sign.is_ascii_digit();
            words.while_(is_sign)?.to_owned()
        };
        let known = [
            (" of f32", Float::single(&text).map(Literal::F32)),
            (" of f64", Float::double(&text).map(Literal::F64)),
            (" of integer", text.parse().ok().map(Literal::Digits)),
            (" of number", text.parse().ok().map(Literal::Number)),
            (" of uuid", Literal::uuid(&text)),
            (" of secret", Some(Literal::Secret(text.clone()))),
            (" of date", Some(Literal::Date(text.clone()))),
            (" of date-time", Some(Literal::DateTime(text.clone()))),
            (" of base64", Some(Literal::Base64(text.clone()))),
        ];
        for (of, literal) in known {
            let mut after = *words;
            if after.eat_word(of) {
                *words = after;
                return literal.ok_or_else(|| words.error("this is no value of that type"));
            }
        }
        if words.eat(" of ") {
            let ty = self.id(words)?;
            let values = self.values.get(ty.index()).into_iter().flatten();
            let index = values.clone().position(|value| *value == text);
            let index = index.and_then(|index| u32::try_from(index).ok());
            return Ok(Literal::Enum {
                ty,
                index: index.ok_or_else(|| words.error("the enum has no such value"))?,
            });
        }
        if is_text {
            return Ok(Literal::String(text));
        }
        (text.parse().map(Literal::Integer)).map_err(|_| words.error("this is no number"))
    }
}
