//! `pattern`: regular expressions of ECMA-262, translated into those of the crate `regex`.
//!
//! That crate takes time linear in the text, and so has neither looks ahead nor behind, nor references to groups. Looks that can be told as further
//! expressions, which must match too or must not, or as a smaller set of characters, are. What is left has no translation, and says why.

mod class;
mod look;
#[cfg(test)]
mod oracle;
mod parse;
mod reference;
mod render;
mod syntax;
#[cfg(test)]
mod tests;

use std::fmt;

use parse::Flags;

/// Expressions of the crate `regex` that say together what a pattern says: all of `must` match somewhere in the text, and none of `must_not`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Translated {
    /// What must match.
    pub must: Vec<String>,
    /// What must not match.
    pub must_not: Vec<String>,
    /// What was taken to be meant, beyond the letter of ECMA-262.
    pub assumed: Vec<Assumption>,
}

/// What a pattern says in the words of another language, and was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assumption {
    /// `/…/`, as in JavaScript's source text.
    Delimiters,
    /// `(?i)`, flags for all that follows.
    FlagsInside,
    /// `(?P<name>…)`.
    NamedGroup,
    /// `\A`, `\z` and `\Z`.
    Anchors,
    /// `[[:alpha:]]`.
    PosixClass,
    /// `\pL`.
    ShortProperty,
}

impl fmt::Display for Assumption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Delimiters => "the slashes around the pattern are taken for its delimiters",
            Self::FlagsInside => "flags such as `(?i)` are taken to hold for all that follows",
            Self::NamedGroup => "`(?P<…>` is taken for a group with a name",
            Self::Anchors => "`\\A`, `\\z` and `\\Z` are taken for the start and the end",
            Self::PosixClass => "`[:…:]` is taken for a class of POSIX",
            Self::ShortProperty => "`\\pL` is taken for `\\p{L}`",
        })
    }
}

/// Why a pattern has no translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Untranslatable {
    /// It is no regular expression.
    Syntax {
        /// Where, in characters from its start.
        at: usize,
        /// What stands there.
        what: &'static str,
    },
    /// It refers to what a group has matched.
    Reference,
    /// It looks ahead where that cannot be told otherwise.
    LookAhead,
    /// It looks behind where that cannot be told otherwise.
    LookBehind,
    /// It names a property of characters that is not known.
    Property,
    /// It would need too much memory.
    TooLarge,
}

impl fmt::Display for Untranslatable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Syntax { at, what } => {
                return write!(f, "there is {what} at character {at}");
            }
            Self::Reference => "it refers to what a group has matched",
            Self::LookAhead => "it looks ahead within what it matches",
            Self::LookBehind => "it looks behind within what it matches",
            Self::Property => "it names a property of characters that is not known",
            Self::TooLarge => "it would need too much memory",
        })
    }
}

/// How large one expression may become, in bytes: as in the runtime, so that what is written is not refused there.
const SIZE: usize = 4 << 20;

/// The longest pattern, in bytes. What people write is far shorter.
const LONGEST: usize = 16 * 1024;

/// Translates a pattern.
///
/// # Errors
///
/// Why it has no translation.
pub fn translate(source: &str) -> Result<Translated, Untranslatable> {
    if source.len() > LONGEST {
        return Err(Untranslatable::TooLarge);
    }
    let mut assumed = Vec::new();
    let (inner, flags) = undelimited(source, &mut assumed);
    let node = parse::parse(inner, flags, &mut assumed)?;
    let parts = look::resolve(node)?;
    Ok(Translated {
        must: expressions(&parts.must)?,
        must_not: expressions(&parts.must_not)?,
        assumed,
    })
}

/// Takes the slashes away that stand around a pattern that with them could match nothing: there is no start behind a slash, and no end before one.
fn undelimited<'a>(source: &'a str, assumed: &mut Vec<Assumption>) -> (&'a str, Flags) {
    let mut flags = Flags::default();
    let inner = source
        .strip_prefix('/')
        .and_then(|rest| rest.rsplit_once('/'));
    let Some((inner, letters)) = inner else {
        return (source, flags);
    };
    let ends = inner.ends_with('$') && !inner.ends_with("\\$");
    let known = |letter: char| flags.set(letter, true) || "dguvy".contains(letter);
    if !(inner.starts_with('^') || ends) || !letters.chars().all(known) {
        return (source, Flags::default());
    }
    assumed.push(Assumption::Delimiters);
    (inner, flags)
}

fn expressions(nodes: &[syntax::Node]) -> Result<Vec<String>, Untranslatable> {
    nodes.iter().map(expression).collect()
}

/// The expression, which the crate `regex` takes.
fn expression(node: &syntax::Node) -> Result<String, Untranslatable> {
    let text = render::render(node).ok_or(Untranslatable::Reference)?;
    match regex::RegexBuilder::new(&text).size_limit(SIZE).build() {
        Ok(_) => Ok(text),
        Err(regex::Error::CompiledTooBig(_)) => Err(Untranslatable::TooLarge),
        // All else is written by us, and right.
        Err(_) => Err(Untranslatable::Property),
    }
}
