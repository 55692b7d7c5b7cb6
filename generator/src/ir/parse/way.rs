//! Ways, as `Pet.tags.item`: where a type comes from.

use super::super::dump::words::{SCHEMAS, component, is_in_path, is_in_word};
use super::super::{
    Kind, Location, Root, Shared, StatusKey, Step, TypeKey, VariantOf, View, Whence,
};
use super::Parsed;
use super::words::Words;

impl Words<'_> {
    /// A type, by the way to it, and its direction.
    pub(super) fn type_key(&mut self) -> Parsed<TypeKey> {
        let schema = self.way()?;
        let view = if self.eat("@response") {
            View::Response
        } else if self.eat("@request") {
            View::Request
        } else {
            View::Whole
        };
        Ok(TypeKey { schema, view })
    }

    pub(super) fn way(&mut self) -> Parsed<Whence> {
        let root = self.root()?;
        let mut steps = Vec::new();
        while self.eat(".") {
            steps.push(self.step()?);
        }
        Ok(Whence { root, steps })
    }

    fn root(&mut self) -> Parsed<Root> {
        if let Some(method) = self.method_of() {
            return Ok(if self.eat("webhook:") {
                Root::Webhook(self.word()?, method)
            } else if self.starts_with("\"") {
                Root::Operation(self.quoted()?, method)
            } else {
                Root::Operation(self.while_(is_in_path)?.to_owned(), method)
            });
        }
        if self.eat("parameter:") {
            return Ok(Root::Parameter(self.shared("parameters")?));
        }
        if self.eat("body:") {
            return Ok(Root::RequestBody(self.shared("requestBodies")?));
        }
        if self.eat("response:") {
            return Ok(Root::Response(self.shared("responses")?));
        }
        if self.eat("path:") {
            return Ok(Root::Path(self.quoted()?));
        }
        if self.eat("tag:") {
            return Ok(Root::Tag(self.word()?));
        }
        if self.eat("segment:") {
            return Ok(Root::Segment(self.word()?));
        }
        if self.eat("scheme:") {
            return Ok(Root::Scheme(self.word()?));
        }
        if self.eat("server:") {
            let url = self.quoted()?;
            let nth = self.nth()?;
            return Ok(Root::Server { url, nth });
        }
        Ok(Root::Schema(self.shared("schemas")?))
    }

    fn shared(&mut self, under: &str) -> Parsed<Shared> {
        let name = self.word()?;
        let place = if self.eat("(") {
            let place = self.quoted()?;
            self.expect(")")?;
            place
        } else {
            component(under, &name)
        };
        Ok(Shared { place, name })
    }

    fn step(&mut self) -> Parsed<Step> {
        for location in Location::ALL {
            let mut after = *self;
            if after.eat(location.as_str()) && after.eat(":") {
                *self = after;
                return Ok(Step::Param(location, self.word()?));
            }
        }
        if self.eat("variant:") {
            let (of, nth) = self.alternative()?;
            return Ok(Step::Variant { of, nth });
        }
        if self.eat("enum:") {
            return Ok(Step::Value(self.word()?));
        }
        if self.eat("media:") {
            return Ok(Step::Media(self.word()?));
        }
        if self.eat("nth:") {
            return self.number().map(Step::Nth);
        }
        if self.eat("answer-header:") {
            return Ok(Step::Header(self.word()?));
        }
        if self.eat("variable:") {
            return Ok(Step::Variable(self.word()?));
        }
        if self.eat("callback:") {
            let name = self.quoted()?;
            self.expect(":")?;
            let expression = self.quoted()?;
            self.expect(":")?;
            let method = self.method();
            let method = method.ok_or_else(|| self.error("a method is missing"))?;
            return Ok(Step::Callback {
                name,
                expression,
                method,
            });
        }
        if self.eat_word("item") {
            return Ok(Step::Item);
        }
        if self.eat_word("value") {
            return Ok(Step::MapValue);
        }
        if self.eat_word("body") {
            return Ok(Step::Body);
        }
        if self.eat_word("json") {
            return Ok(Step::Media("application/json".to_owned()));
        }
        match self.status() {
            Some(status) => Ok(Step::Answer(status)),
            None => Ok(Step::Member(self.word()?)),
        }
    }

    /// `200`, `4XX`, `default`, if one comes.
    pub(super) fn status(&mut self) -> Option<StatusKey> {
        let mut after = *self;
        let word = after.while_(is_in_word).ok()?;
        let status = match word {
            "default" => StatusKey::Default,
            _ if word.len() != 3 => return None,
            _ => match word.strip_suffix("XX") {
                Some(digit) => StatusKey::Range(digit.parse().ok()?),
                None => StatusKey::Code(word.parse().ok()?),
            },
        };
        *self = after;
        Some(status)
    }

    /// What an alternative of a union is, and how many of the same stand before it.
    pub(super) fn alternative(&mut self) -> Parsed<(VariantOf, u32)> {
        let of = if self.eat("tag=") {
            VariantOf::Tag(self.quoted()?)
        } else if self.starts_with("\"") {
            VariantOf::Schema(self.quoted()?)
        } else if self.eat_word("any") {
            VariantOf::Any
        } else if let Some(kind) = self.kind() {
            VariantOf::Kind(kind)
        } else {
            VariantOf::Schema(format!("{SCHEMAS}{}", self.word()?))
        };
        Ok((of, self.nth()?))
    }

    pub(super) fn kind(&mut self) -> Option<Kind> {
        Kind::ALL
            .into_iter()
            .find(|kind| self.eat_word(kind.as_str()))
    }

    fn nth(&mut self) -> Parsed<u32> {
        if self.eat("~") {
            let nth: u32 = self.number()?;
            Ok(nth.saturating_sub(1))
        } else {
            Ok(0)
        }
    }
}
