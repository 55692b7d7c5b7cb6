//! How variants are told apart, as text.

use std::fmt::{self, Display, Formatter};

use super::super::{Constant, Kind, Select, Tag, Try};

/// When a value is of each variant, where that can be said of each for itself, in their order.
pub(super) fn by_variant(select: &Select, variants: usize) -> Option<Vec<String>> {
    let (subject, arms): (String, Vec<(String, &Select)>) = match select {
        Select::Kind(arms) => {
            let arms = arms.iter().map(|(kinds, next)| (any(kinds), next));
            ("the kind".to_owned(), arms.collect())
        }
        Select::Tag(tag) if tag.absent.is_none() && tag.other.is_none() => {
            let arms = tag.arms.iter().map(|(values, next)| (any(values), next));
            (format!("{:?}", tag.member), arms.collect())
        }
        _ => return None,
    };
    let each = arms.iter().enumerate().map(|(index, (values, next))| {
        let is_next = matches!(next, Select::Is(variant) if *variant as usize == index);
        is_next.then(|| format!("{subject} is {values}"))
    });
    each.collect::<Option<Vec<String>>>()
        .filter(|each| each.len() == variants)
}

/// One question after the other, on one line.
pub(super) struct Asked<'a>(pub(super) &'a Select);

impl Display for Asked<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            Select::Is(variant) => write!(f, "{variant}"),
            Select::Kind(arms) => {
                let arms = arms.iter().map(|(kinds, next)| (any(kinds), next));
                list(f, "kind", arms)
            }
            Select::Tag(tag) => {
                let what = format!("{:?}", tag.member);
                list(f, &what, of_tag(tag))
            }
            Select::Key(key) => {
                let arms = key.arms.iter().map(|(name, next)| (shown(name), next));
                let otherwise = key.otherwise.as_deref();
                let otherwise = otherwise.map(|next| ("otherwise".to_owned(), next));
                list(f, "keys", arms.chain(otherwise))
            }
            Select::KeyKind(asked) => {
                let arms = asked.arms.iter().map(|(kinds, next)| (any(kinds), next));
                list(f, &format!("kind of {:?}", asked.member), arms)
            }
            Select::Listed(listed) => {
                let otherwise = Asked(&listed.otherwise);
                write!(f, "listed {} else {otherwise}", listed.variant)
            }
            Select::Try(tried) => attempts(f, tried),
        }
    }
}

fn of_tag(tag: &Tag) -> impl Iterator<Item = (String, &Select)> {
    let arms = tag.arms.iter().map(|(values, next)| (any(values), next));
    let absent = tag.absent.as_deref().map(|next| ("absent", next));
    let other = tag.other.as_deref().map(|next| ("other", next));
    let rest = absent.into_iter().chain(other);
    arms.chain(rest.map(|(what, next)| (what.to_owned(), next)))
}

fn list<'a>(
    f: &mut Formatter<'_>,
    what: &str,
    arms: impl Iterator<Item = (String, &'a Select)>,
) -> fmt::Result {
    write!(f, "{what} {{")?;
    for (index, (answer, next)) in arms.enumerate() {
        let before = if index == 0 { " " } else { "; " };
        write!(f, "{before}{answer}: {}", Asked(next))?;
    }
    f.write_str(" }")
}

fn attempts(f: &mut Formatter<'_>, tried: &Try) -> fmt::Result {
    let numbers = |numbers: &[u32]| {
        let numbers = numbers.iter().map(ToString::to_string);
        numbers.collect::<Vec<_>>().join(" ")
    };
    write!(f, "trying {}", numbers(&tried.among))?;
    if tried.exactly_one {
        f.write_str(" for one")?;
    }
    for known in &tried.members {
        write!(f, " with {:?} in {}", known.name, numbers(&known.declared))?;
        if !known.required.is_empty() {
            write!(f, " required by {}", numbers(&known.required))?;
        }
    }
    Ok(())
}

/// `"cat" or "dog"`; `nothing`.
fn any<T: Shown>(values: &[T]) -> String {
    if values.is_empty() {
        return "nothing".to_owned();
    }
    let values = values.iter().map(Shown::shown);
    values.collect::<Vec<_>>().join(" or ")
}

trait Shown {
    fn shown(&self) -> String;
}

fn shown(name: &str) -> String {
    format!("{name:?}")
}

impl Shown for Kind {
    fn shown(&self) -> String {
        self.as_str().to_owned()
    }
}

impl Shown for Constant {
    fn shown(&self) -> String {
        match self {
            Constant::Text(text) => shown(text),
            Constant::Integer(value) => value.to_string(),
            Constant::Bool(value) => value.to_string(),
        }
    }
}
