//! Operations, their parameters, bodies and answers.

use super::super::{
    Answer, AnswerClass, Body, Content, Encoding, GroupId, Location, Method, Operation, Param,
    PathPart, PathTemplate, Payload, Requirement, ResponseHeader, Root, SchemeId, Security,
    Segment, StatusKey, Step, Style, Target, Whence,
};
use super::words::Words;
use super::{Lines, Parsed, Parser, origin};
use crate::ir::Called;

impl Parser {
    pub(super) fn operation(
        &mut self,
        method: Method,
        mut words: Words<'_>,
        lines: &mut Lines<'_>,
    ) -> Parsed<()> {
        let mut target = target(&mut words)?;
        let operation_id = if words.eat(" as ") {
            Some(words.word()?)
        } else {
            None
        };
        let whence = Whence::of(Root::Operation(target.text().to_owned(), method));
        let mut by_id = words;
        let mut origin = origin(whence, &mut words)?;
        if let (None, Some(id)) = (by_id.called()?, &operation_id) {
            origin.called = Called::Like(id.clone());
        }
        let number = if words.eat(" number ") {
            Some(words.number()?)
        } else {
            None
        };
        let deprecated = words.eat(" deprecated");
        words.end()?;
        let docs = lines.docs(deprecated)?;
        if let Some(words) = lines.next_if(is_path) {
            let segments = segments(words)?;
            if let Target::Path(path) = &mut target {
                path.segments = segments;
            }
        }
        let whence = &origin.whence;
        let params = self.params(whence, lines)?;
        let body = self.body(lines)?;
        let answers = self.answers(whence, lines)?;
        let security = self.security(lines)?;
        let group = self.api.groups.len().saturating_sub(1);
        self.api.operations.push(Operation {
            method,
            target,
            operation_id,
            origin,
            docs,
            group: GroupId(u32::try_from(group).unwrap_or(u32::MAX)),
            params,
            body,
            answers,
            security,
        });
        self.numbers.push(number);
        Ok(())
    }

    fn params(&self, operation: &Whence, lines: &mut Lines<'_>) -> Parsed<Vec<Param>> {
        let mut params = Vec::new();
        while let Some(mut words) = lines.next_if(|mut line| location(&mut line).is_some()) {
            let location = location(&mut words).unwrap_or(Location::Path);
            let wire = words.quoted()?;
            words.expect(":")?;
            let encoding = encoding(&mut words, location)?;
            words.expect(" ")?;
            let ty = self.known.ty(&mut words)?;
            let presence = self.known.presence(&mut words)?;
            let step = Step::Param(location, wire.clone());
            let origin = origin(operation.then(step), &mut words)?;
            let deprecated = words.eat(" deprecated");
            words.end()?;
            params.push(Param {
                wire,
                location,
                encoding,
                ty,
                presence,
                origin,
                docs: lines.docs(deprecated)?,
            });
        }
        Ok(params)
    }

    fn body(&self, lines: &mut Lines<'_>) -> Parsed<Option<Body>> {
        let Some(mut words) = lines.next_if(|line| line.starts_with("body ")) else {
            return Ok(None);
        };
        let required = words.eat("body required");
        if !required {
            words.expect("body optional")?;
        }
        let contents = self.contents(&mut words)?;
        words.end()?;
        Ok(Some(Body {
            required,
            contents,
            docs: lines.docs(false)?,
        }))
    }

    fn contents(&self, words: &mut Words<'_>) -> Parsed<Vec<Content>> {
        let mut contents = Vec::new();
        while words.starts_with(" \"") {
            words.expect(" ")?;
            let media_type = words.quoted()?;
            words.expect(" json ")?;
            contents.push(Content {
                media_type,
                payload: Payload::Json(self.known.ty(words)?),
            });
        }
        Ok(contents)
    }

    fn answers(&mut self, operation: &Whence, lines: &mut Lines<'_>) -> Parsed<Vec<Answer>> {
        let mut answers = Vec::new();
        while let Some(mut words) = lines.next_if(|mut line| line.status().is_some()) {
            let status = words.status().unwrap_or(StatusKey::Default);
            let class = if words.eat(" success") {
                AnswerClass::Success
            } else if words.eat(" error") {
                AnswerClass::Error
            } else {
                words.expect(" both")?;
                AnswerClass::Both
            };
            let content = self.contents(&mut words)?.pop();
            let own = operation.then(Step::Answer(status));
            let whence = match &content {
                Some(content) => own.then(Step::Media(content.media_type.clone())),
                None => own.clone(),
            };
            let origin = origin(whence, &mut words)?;
            if words.eat(" with From") {
                self.api.conversions.insert(origin.whence.to_string());
            }
            let deprecated = words.eat(" deprecated");
            words.end()?;
            let docs = lines.docs(deprecated)?;
            answers.push(Answer {
                status,
                content,
                headers: headers(&own, lines)?,
                class,
                origin,
                docs,
            });
        }
        Ok(answers)
    }

    fn security(&self, lines: &mut Lines<'_>) -> Parsed<Security> {
        let mut alternatives = Vec::new();
        while let Some(mut words) = lines.next_if(|line| line.starts_with("asks for ")) {
            words.expect("asks for ")?;
            let mut schemes = Vec::new();
            if !words.eat_word("nothing") {
                loop {
                    let before = words;
                    let name = words.word()?;
                    let mut all = self.api.schemes.iter();
                    let index = all.position(|one| one.origin.whence.name() == name);
                    let index = index.and_then(|index| u32::try_from(index).ok());
                    let id = index.ok_or_else(|| before.error("there is no such scheme"))?;
                    schemes.push((SchemeId(id), words.list(" for ")?));
                    if !words.eat(" and ") {
                        break;
                    }
                }
            }
            words.end()?;
            alternatives.push(Requirement { schemes });
        }
        Ok(Security { alternatives })
    }
}

fn headers(answer: &Whence, lines: &mut Lines<'_>) -> Parsed<Vec<ResponseHeader>> {
    let mut headers = Vec::new();
    while let Some(mut words) = lines.next_if(|line| line.starts_with("header ")) {
        words.expect("header ")?;
        let wire = words.quoted()?;
        let required = !words.eat("?");
        let repeats = words.eat(", repeated");
        let whence = answer.then(Step::Header(wire.clone()));
        let origin = origin(whence, &mut words)?;
        let deprecated = words.eat(" deprecated");
        words.end()?;
        headers.push(ResponseHeader {
            wire,
            required,
            repeats,
            origin,
            docs: lines.docs(deprecated)?,
        });
    }
    Ok(headers)
}

fn target(words: &mut Words<'_>) -> Parsed<Target> {
    if words.eat("webhook ") {
        return words.quoted().map(Target::Webhook);
    }
    if words.eat("callback ") {
        let name = words.quoted()?;
        words.expect(" ")?;
        let expression = words.quoted()?;
        return Ok(Target::Callback { name, expression });
    }
    let text = if words.starts_with("\"") {
        words.quoted()?
    } else {
        words.while_(|sign| sign != ' ')?.to_owned()
    };
    Ok(Target::Path(PathTemplate {
        text,
        segments: Vec::new(),
    }))
}

/// Whether the line is that of a path's segments: a parameter of a path has a colon.
fn is_path(mut line: Words<'_>) -> bool {
    line.eat("path") && (line.is_empty() || line.starts_with(" ")) && segments_of(&mut line).is_ok()
}

fn segments(mut words: Words<'_>) -> Parsed<Vec<Segment>> {
    words.expect("path")?;
    segments_of(&mut words)
}

fn segments_of(words: &mut Words<'_>) -> Parsed<Vec<Segment>> {
    let mut segments = Vec::new();
    while !words.is_empty() {
        words.expect(if segments.is_empty() { " " } else { " / " })?;
        let mut parts = Vec::new();
        if !words.eat("\"\"") {
            loop {
                parts.push(if words.eat("{") {
                    let index = words.number()?;
                    words.expect("}")?;
                    PathPart::Param(index)
                } else {
                    PathPart::Literal(words.quoted()?)
                });
                if !words.eat("+") {
                    break;
                }
            }
        }
        segments.push(Segment { parts });
    }
    Ok(segments)
}

fn location(words: &mut Words<'_>) -> Option<Location> {
    let locations = [
        ("path \"", Location::Path),
        ("query \"", Location::Query),
        ("header \"", Location::Header),
        ("cookie \"", Location::Cookie),
    ];
    let found = locations.iter().find(|(text, _)| words.starts_with(text));
    let (text, location) = found?;
    words.eat(text.trim_end_matches('"')).then_some(*location)
}

fn encoding(words: &mut Words<'_>, location: Location) -> Parsed<Encoding> {
    if !words.eat(" as ") {
        return Ok(Encoding::of(location));
    }
    let encoding = if words.starts_with("\"") {
        Encoding::Content(words.quoted()?)
    } else {
        let styles = [
            ("simple", Style::Simple),
            ("form", Style::Form),
            ("space-delimited", Style::SpaceDelimited),
            ("pipe-delimited", Style::PipeDelimited),
            ("deep object", Style::DeepObject),
        ];
        let found = styles.into_iter().find(|(text, _)| words.eat(text));
        let (_, style) = found.ok_or_else(|| words.error("there is no such style"))?;
        Encoding::Style {
            style,
            explode: words.eat(" exploded"),
            reserved: words.eat(" reserved"),
        }
    };
    words.expect(",")?;
    Ok(encoding)
}
