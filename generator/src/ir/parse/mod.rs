//! Reads the text of an IR back, for tests: fixtures of passes and emitters are such texts.
//!
//! A thing is a line, and what is in it stands below it. Lines are told by their first words, so that indentation is
//! for people. `[…]` may be left out.
//!
//! ```text
//! api "title" "version" profile problem-details       the first line
//! [recursion limit 256]
//! server "url" [called Name]                          below: {variable} = "default" [of a, b]
//! scheme bearer as token                              or basic, header "X-Key", query "key", cookie "key"
//! group pets                                          by a tag; by a segment: group /pets
//!   PUT /pets/{id} [as operationId]                   below, in this order:
//!     path "pets" / {0}+".json"                       the number of a parameter; "" for a segment without parts
//!     query "sort": [as form,] TYPE PRESENCE
//!     body required "application/json" json TYPE      or optional; further media types behind it
//!     200 success ["application/json" json TYPE] [with From]      or error, both; below: header "ETag"[?][, repeated]
//!     asks for token [for scope, scope] and key       for each alternative; or: asks for nothing
//! struct NAME [in requests] [beside pets]             in responses, in both; beside: placed with the types of a group
//!   [at #/components/schemas/Pet]                     its place, unless it is as the name says
//!   [kept]                                            it is a root
//!   [keeps RULES]                                     what each value of it must keep
//!   [also NAME at #/…]                                a type that was merged into it
//!   "wire": TYPE PRESENCE [read-only] [write-only]    below all members: "wire": read over; others refused; others: TYPE
//! string enum NAME                                    below: "value"; of an integer enum: 1; below all: [and others]
//! union NAME                                          below: ALTERNATIVE: TYPE [with From] when the kind is string or null
//!                                                     a tagged union's: … when "kind" is "cat" or "dog"; others' without
//!                                                     when, and below all: told by SELECT; below that: [and others]
//! alias NAME                                          below: TYPE; newtype NAME is alike
//! TYPE         null bool i32 i64 f32 f64 string secret uuid date-time date base64 json, [TYPE], map of TYPE, box TYPE,
//!              TYPE? (of the whole: map of TYPE?; inside: map of (TYPE?)), rust "::a::B", NAME; with rules: string RULES
//! check "#/…" RULES                                   what `schema 0` in rules refers to, by its number
//! RULES        {minLength 1, maximum 2.5, uniqueItems, pattern "^a", format email, items RULES, anyOf RULES RULES,
//!              properties "a": RULES, dependentRequired "a": ["b"], type string|null, enum ["\"a\""], schema 0, …}
//! SELECT       the number of an alternative, or a question with what is asked next: kind { object or null: SELECT; … },
//!              "member" { "cat" or 1 or true: SELECT; absent: SELECT; other: SELECT }, keys { "a": SELECT; otherwise: SELECT },
//!              kind of "member" { string: SELECT }, listed 0 else SELECT, trying 0 1 [for one] [with "a" in 0 1 [required by 1]]
//! PRESENCE     required, optional, optional, default LITERAL, filled with LITERAL
//! LITERAL      true 1 "text" [1, 2] {"a": 1} 0.5 of f64, 1 of integer, "…" of uuid, "value" of ENUM, nothing of STRUCT,
//!              (LITERAL) of NEWTYPE
//! NAME         the way to a type: Pet (#/components/schemas/Pet), Pet.tag (a member), Pet.tags.item, Pet.map.value,
//!              GET /pets.200.json, GET /pets.query:sort, Pet.variant:string, Pet("file.yaml#/Pet"); of a view: Pet@request
//! ALTERNATIVE  Cat (a component), tag="constant", a kind; the second of the same is string~2
//! ```
//!
//! Behind each thing may stand `called name` (`called name!` where it is fixed), `from WAY` where its origin is another
//! than its place in the text says, and `deprecated`; below it `# "title"` and `## "description"`.
//! Places in the source are none, and what the lock has recorded is not in a text.

mod literals;
mod operations;
mod rules;
mod select;
mod tests;
mod types;
mod way;
mod words;

use std::collections::HashMap;
use std::fmt;

use super::{
    Api, Docs, Group, GroupId, Origin, Placement, Profile, Root, Scheme, SchemeKind, Server,
    ServerVariable, TypeId, TypeKey, Whence,
};
use words::Words;

/// Why a text is none of an IR.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ParseError {
    /// The line, from 1.
    line: usize,
    /// What is wrong with it.
    message: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

type Parsed<T> = Result<T, ParseError>;

/// The IR of a text that [`super::dump`] made, or a person.
fn parse(text: &str) -> Parsed<Api> {
    let mut lines = Lines::new(text);
    let mut parser = Parser {
        known: types::known(text)?,
        api: Api::default(),
        numbers: Vec::new(),
        placed: Vec::new(),
    };
    parser.head(&mut lines)?;
    while lines.peek().is_some() {
        parser.thing(&mut lines)?;
    }
    parser.arrange();
    parser.api.rules = parser.known.ruled.take();
    Ok(parser.api)
}

/// The IR of a text of a test.
pub(crate) fn read(text: &str) -> Api {
    parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// Fails unless the IR is what the text says.
pub(crate) fn assert_is(api: &Api, text: &str) {
    let (found, expected) = (super::dump(api), super::dump(&read(text)));
    assert!(found == expected, "found:\n{found}\nexpected:\n{expected}");
}

struct Parser {
    api: Api,
    /// The types of the whole text.
    known: types::Known,
    /// The numbers that the operations say they have.
    numbers: Vec<Option<usize>>,
    /// The groups that the types stand beside.
    placed: Vec<Option<Root>>,
}

/// The lines that are not empty.
struct Lines<'t> {
    lines: Vec<Words<'t>>,
    at: usize,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        let lines = text.lines().enumerate();
        let lines = lines.map(|(index, line)| Words::new(index + 1, line.trim()));
        Self {
            lines: lines.filter(|line| !line.is_empty()).collect(),
            at: 0,
        }
    }

    /// The next line, if there is one.
    fn peek(&self) -> Option<Words<'t>> {
        self.lines.get(self.at).copied()
    }

    /// The next line, if it is what `read` reads all of.
    fn next_if(&mut self, is: impl FnOnce(Words<'t>) -> bool) -> Option<Words<'t>> {
        let line = self.peek().filter(|line| is(*line))?;
        self.at += 1;
        Some(line)
    }

    /// What stands below a thing about it.
    fn docs(&mut self, deprecated: bool) -> Parsed<Docs> {
        let mut said = |mark: &str| -> Parsed<Option<String>> {
            let Some(mut line) = self.next_if(|line| line.starts_with(mark)) else {
                return Ok(None);
            };
            line.expect(mark.trim_end_matches('"'))?;
            let text = line.quoted()?;
            line.end()?;
            Ok(Some(text))
        };
        Ok(Docs {
            title: said("# \"")?,
            description: said("## \"")?,
            deprecated,
        })
    }
}

/// What something is that comes from there.
fn origin(whence: Whence, words: &mut Words<'_>) -> Parsed<Origin> {
    let called = words.called()?.unwrap_or_default();
    let whence = words.from()?.unwrap_or(whence);
    Ok(Origin {
        pointer: whence.to_string(),
        whence,
        place: crate::source::Place::default(),
        called,
    })
}

impl Parser {
    fn head(&mut self, lines: &mut Lines<'_>) -> Parsed<()> {
        let Some(mut words) = lines.next_if(|line| line.starts_with("api ")) else {
            return Ok(());
        };
        words.expect("api ")?;
        self.api.title = words.quoted()?;
        words.expect(" ")?;
        self.api.version = words.quoted()?;
        words.expect(" profile ")?;
        let mut profiles = Profile::ALL.into_iter();
        let found = profiles.find(|profile| words.eat(profile.as_str()));
        self.api.profile = found.ok_or_else(|| words.error("there is no such profile"))?;
        words.end()?;
        self.api.description = lines.docs(false)?.description;
        if let Some(mut words) = lines.next_if(|line| line.starts_with("recursion limit ")) {
            words.expect("recursion limit ")?;
            self.api.recursion_limit = Some(words.number()?);
            words.end()?;
        }
        Ok(())
    }

    /// A thing that is in no other.
    fn thing(&mut self, lines: &mut Lines<'_>) -> Parsed<()> {
        let Some(mut words) = lines.next_if(|_| true) else {
            return Ok(());
        };
        if words.eat("server ") {
            self.server(words, lines)
        } else if words.eat("scheme ") {
            self.scheme(words, lines)
        } else if words.eat("group ") {
            self.group(words, lines)
        } else if words.eat("check ") {
            self.check(words)
        } else if let Some(kind) = types::kind(&mut words) {
            self.type_def(kind, words, lines)
        } else if let Some(method) = words.method_of() {
            self.operation(method, words, lines)
        } else {
            Err(words.error("nothing of an IR begins so"))
        }
    }

    fn server(&mut self, mut words: Words<'_>, lines: &mut Lines<'_>) -> Parsed<()> {
        let url = words.quoted()?;
        let same = self.api.servers.iter().filter(|one| one.url == url).count();
        let whence = Whence::of(Root::Server {
            url: url.clone(),
            nth: u32::try_from(same).unwrap_or(u32::MAX),
        });
        let origin = origin(whence, &mut words)?;
        words.end()?;
        let docs = lines.docs(false)?;
        let mut variables = Vec::new();
        while let Some(mut words) = lines.next_if(|line| line.starts_with("{")) {
            words.expect("{")?;
            let wire = words.word()?;
            words.expect("} = ")?;
            let default = words.quoted()?;
            let values = words.list(" of ")?;
            words.end()?;
            variables.push(ServerVariable {
                wire,
                default,
                values,
                docs: lines.docs(false)?,
            });
        }
        self.api.servers.push(Server {
            url,
            variables,
            origin,
            docs,
        });
        Ok(())
    }

    fn scheme(&mut self, mut words: Words<'_>, lines: &mut Lines<'_>) -> Parsed<()> {
        let kind = if words.eat("bearer") {
            SchemeKind::Bearer
        } else if words.eat("basic") {
            SchemeKind::Basic
        } else if words.eat("header ") {
            SchemeKind::HeaderKey(words.quoted()?)
        } else if words.eat("query ") {
            SchemeKind::QueryKey(words.quoted()?)
        } else {
            words.expect("cookie ")?;
            SchemeKind::CookieKey(words.quoted()?)
        };
        words.expect(" as ")?;
        let whence = Whence::of(Root::Scheme(words.word()?));
        let origin = origin(whence, &mut words)?;
        let deprecated = words.eat(" deprecated");
        words.end()?;
        self.api.schemes.push(Scheme {
            kind,
            origin,
            docs: lines.docs(deprecated)?,
        });
        Ok(())
    }

    fn group(&mut self, mut words: Words<'_>, lines: &mut Lines<'_>) -> Parsed<()> {
        let root = words.group()?;
        let origin = origin(Whence::of(root), &mut words)?;
        let deprecated = words.eat(" deprecated");
        words.end()?;
        self.api.groups.push(Group {
            origin,
            docs: lines.docs(deprecated)?,
        });
        Ok(())
    }

    /// Puts the operations into the order of their numbers, where they have some, and tells each type its placement.
    fn arrange(&mut self) {
        let mut all: Vec<_> = self
            .numbers
            .drain(..)
            .zip(self.api.operations.drain(..))
            .collect();
        all.sort_by_key(|(number, _)| *number);
        self.api.operations = all.into_iter().map(|(_, operation)| operation).collect();
        if self.placed.iter().all(Option::is_none) {
            return;
        }
        let groups = &self.api.groups;
        let placement = |root: &Option<Root>| {
            let root = root.as_ref()?;
            let index = groups
                .iter()
                .position(|one| one.origin.whence.root == *root)?;
            Some(Placement::Group(GroupId(u32::try_from(index).ok()?)))
        };
        let placements = self
            .placed
            .iter()
            .map(|one| placement(one).unwrap_or_default());
        self.api.placements = placements.collect();
    }
}

/// The ids of types by what makes them types of their own.
type Ids = HashMap<TypeKey, TypeId>;
