//! The syntax of ECMA-262, read into a tree.
//!
//! What the grammar of `u` refuses and that of annex B takes is taken: escapes of signs that need none, braces and brackets for themselves. Characters are
//! code points, as JSON Schema asks for. What is of another language, and says plainly what it means, is taken as that, and noted.

use super::syntax::{Item, Node, Set};
use super::{Assumption, Untranslatable};

/// How deep groups may nest.
const DEEPEST: u32 = 100;

/// `i`, `m` and `s`.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Flags {
    pub(super) fold: bool,
    pub(super) lines: bool,
    pub(super) dot_is_any: bool,
}

impl Flags {
    /// Sets or clears a flag; says whether there is such a one.
    pub(super) fn set(&mut self, flag: char, to: bool) -> bool {
        match flag {
            'i' => self.fold = to,
            'm' => self.lines = to,
            's' => self.dot_is_any = to,
            _ => return false,
        }
        true
    }
}

pub(super) fn parse(
    source: &str,
    flags: Flags,
    assumed: &mut Vec<Assumption>,
) -> Result<Node, Untranslatable> {
    let mut parser = Parser {
        rest: source,
        length: source.chars().count(),
        depth: 0,
        groups: 0,
        refers: refers(source),
        assumed,
    };
    let node = parser.alternatives(flags)?;
    if parser.rest.is_empty() {
        Ok(node)
    } else {
        Err(parser.wrong("a `)` without its `(`"))
    }
}

/// Whether a pattern may refer to what a group has matched.
fn refers(source: &str) -> bool {
    let mut escaped = source.split('\\').skip(1);
    escaped.any(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == 'k'))
}

pub(super) struct Parser<'a, 'n> {
    pub(super) rest: &'a str,
    length: usize,
    depth: u32,
    /// How many groups were met that remember what they match.
    groups: usize,
    /// Whether anything refers to one.
    refers: bool,
    assumed: &'n mut Vec<Assumption>,
}

impl<'a> Parser<'a, '_> {
    pub(super) fn wrong(&self, what: &'static str) -> Untranslatable {
        let at = self.length.saturating_sub(self.rest.chars().count());
        Untranslatable::Syntax { at, what }
    }

    pub(super) fn assume(&mut self, assumption: Assumption) {
        if !self.assumed.contains(&assumption) {
            self.assumed.push(assumption);
        }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let next = characters.next();
        self.rest = characters.as_str();
        next
    }

    pub(super) fn take(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Takes characters as long as they are so.
    pub(super) fn run(&mut self, is: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !is(c)).unwrap_or(self.rest.len());
        let (run, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        run
    }

    /// Up to the end, or to a `)`.
    fn alternatives(&mut self, mut flags: Flags) -> Result<Node, Untranslatable> {
        if self.depth >= DEEPEST {
            return Err(self.wrong("groups that nest too deeply"));
        }
        self.depth += 1;
        let mut all = vec![self.sequence(&mut flags)?];
        while self.take("|") {
            all.push(self.sequence(&mut flags)?);
        }
        self.depth -= 1;
        Ok(Node::either(all))
    }

    fn sequence(&mut self, flags: &mut Flags) -> Result<Node, Untranslatable> {
        let mut nodes = Vec::new();
        while let Some(next) = self.peek() {
            if matches!(next, '|' | ')') {
                break;
            }
            let atom = self.atom(flags)?;
            nodes.push(self.repeated(atom)?);
        }
        Ok(Node::sequence(nodes))
    }

    fn repeated(&mut self, atom: Node) -> Result<Node, Untranslatable> {
        let (least, most) = if self.take("*") {
            (0, None)
        } else if self.take("+") {
            (1, None)
        } else if self.take("?") {
            (0, Some(1))
        } else if let Some(counts) = self.counts()? {
            counts
        } else {
            return Ok(atom);
        };
        // Whether it is lazy changes what matches, and not whether something does.
        self.take("?");
        if matches!(self.peek(), Some('*' | '+' | '?')) {
            return Err(self.wrong("nothing that could be repeated"));
        }
        if matches!(
            atom,
            Node::Start { .. } | Node::End { .. } | Node::Boundary { .. } | Node::Look { .. }
        ) && atom.fixed_width() == Some(0)
        {
            // One time is as good as many.
            return Ok(if least == 0 { Node::nothing() } else { atom });
        }
        Ok(atom.repeat(least, most))
    }

    /// `{2}`, `{2,}` or `{2,3}`. Anything else in braces stands for itself.
    fn counts(&mut self) -> Result<Option<(u32, Option<u32>)>, Untranslatable> {
        let before = self.rest;
        // Only digits come here: one that is no number is too large, which is told below.
        let count = |digits: &str| digits.parse().ok();
        let digits = |c: char| c.is_ascii_digit();
        let counts = self.take("{").then(|| {
            let least = self.run(digits);
            let most = if self.take(",") {
                self.run(digits)
            } else {
                least
            };
            let open = most.is_empty() && !least.is_empty();
            (!least.is_empty() && self.take("}")).then_some((least, most, open))
        });
        let Some((least, most, open)) = counts.flatten() else {
            self.rest = before;
            return Ok(None);
        };
        let too_many = || self.wrong("a count that is too large");
        let least = count(least).ok_or_else(too_many)?;
        let most = if open {
            None
        } else {
            Some(count(most).ok_or_else(too_many)?)
        };
        if most.is_some_and(|most| most < least) {
            return Err(self.wrong("counts that are not in order"));
        }
        Ok(Some((least, most)))
    }

    fn atom(&mut self, flags: &mut Flags) -> Result<Node, Untranslatable> {
        let Some(next) = self.next() else {
            return Ok(Node::nothing());
        };
        Ok(match next {
            '^' => Node::Start {
                of_line: flags.lines,
            },
            '$' => Node::End {
                of_line: flags.lines,
            },
            '.' if flags.dot_is_any => Node::Set(Set::any()),
            '.' => {
                let terminators = ['\n', '\r', '\u{2028}', '\u{2029}'];
                let items = terminators.map(|c| Item::Range(c.into(), c.into()));
                Node::Set(Set::listed(items.to_vec(), true, false))
            }
            '(' => self.group(flags)?,
            '[' => Node::Set(self.class(flags.fold)?),
            '\\' => self.escape(flags)?,
            '*' | '+' | '?' => return Err(self.wrong("nothing that could be repeated")),
            other => Node::Set(Set::one(other.into(), flags.fold)),
        })
    }

    /// What follows a `(`.
    fn group(&mut self, flags: &mut Flags) -> Result<Node, Untranslatable> {
        let mut inner = *flags;
        let look = |behind, negated| Some((behind, negated));
        let mut names = Vec::new();
        let looks = if !self.take("?") {
            names.push(self.count());
            None
        } else if self.take("=") {
            look(false, false)
        } else if self.take("!") {
            look(false, true)
        } else if self.take("<=") {
            look(true, false)
        } else if self.take("<!") {
            look(true, true)
        } else if self.take("<") {
            names.extend([self.count(), self.name()?.to_owned()]);
            None
        } else if self.take("P<") {
            self.assume(Assumption::NamedGroup);
            names.extend([self.count(), self.name()?.to_owned()]);
            None
        } else {
            if self.modifiers(&mut inner)? {
                // Flags for what follows, up to the end of the group.
                *flags = inner;
                return Ok(Node::nothing());
            }
            None
        };
        let node = self.alternatives(inner)?;
        if !self.take(")") {
            return Err(self.wrong("a `(` without its `)`"));
        }
        Ok(match looks {
            Some((behind, negated)) => Node::Look {
                behind,
                negated,
                node: Box::new(node),
            },
            None if self.refers && !names.is_empty() => Node::Group {
                names,
                node: Box::new(node),
            },
            None => node,
        })
    }

    /// The number of the next group that remembers what it matches.
    fn count(&mut self) -> String {
        self.groups += 1;
        self.groups.to_string()
    }

    fn name(&mut self) -> Result<&'a str, Untranslatable> {
        let name = self.run(|c| c.is_alphanumeric() || c == '_' || c == '$');
        if name.is_empty() || !self.take(">") {
            return Err(self.wrong("a group without a name"));
        }
        Ok(name)
    }

    /// Flags, and whether they are for all that follows, as other languages have it: `(?i)`.
    fn modifiers(&mut self, flags: &mut Flags) -> Result<bool, Untranslatable> {
        let mut to = true;
        let mut known = true;
        while let Some(next) = self.next() {
            match next {
                ':' if known => return Ok(false),
                ')' if known => {
                    self.assume(Assumption::FlagsInside);
                    return Ok(true);
                }
                '-' if to => to = false,
                flag => known = known && flags.set(flag, to),
            }
            if !known {
                break;
            }
        }
        Err(self.wrong("a kind of group that ECMA-262 does not have"))
    }

    /// What follows a `\` outside of a class.
    fn escape(&mut self, flags: &Flags) -> Result<Node, Untranslatable> {
        for (letter, node) in [
            ("b", Node::Boundary { negated: false }),
            ("B", Node::Boundary { negated: true }),
        ] {
            if self.take(letter) {
                return Ok(node);
            }
        }
        for (letter, node) in [
            ("A", Node::Start { of_line: false }),
            ("z", Node::End { of_line: false }),
            ("Z", Node::End { of_line: false }),
        ] {
            if self.take(letter) {
                self.assume(Assumption::Anchors);
                return Ok(node);
            }
        }
        if self.take("k<") {
            return Ok(Node::Reference(self.name()?.to_owned()));
        }
        if matches!(self.peek(), Some('1'..='9')) {
            let number = self.run(|c| c.is_ascii_digit());
            return Ok(Node::Reference(number.to_owned()));
        }
        let item = self.escaped()?;
        Ok(Node::Set(Set::listed(vec![item], false, flags.fold)))
    }
}
