//! `deepObject`: members as names in brackets, as forms and qs write them.

use std::collections::BTreeMap;

use super::ParamValue;
use super::read::{Query, form_decode};

/// Deeper names are none of the parameter's: reading them back recurses.
const MAX_DEPTH: usize = 32;

/// What stands under a name.
#[derive(Default)]
struct Node {
    texts: Vec<String>,
    members: BTreeMap<String, Node>,
}

/// The members of `name[…]`: `name[a]=1`, `name[a][b]=1`, repeated names and `name[a][]=1` for arrays, `name[a][0]=1` for numbered items.
/// `None` where there is none.
pub(super) fn read(query: &Query, name: &str) -> Option<ParamValue> {
    let mut root = Node::default();
    for (own, raw) in &query.pairs {
        let brackets = own.strip_prefix(name).filter(|rest| !rest.is_empty());
        if let Some(path) = brackets.and_then(path) {
            root.insert(&path, form_decode(raw));
        }
    }
    (!root.members.is_empty()).then(|| root.value())
}

/// The names in `[a][b]`; `None` for what is not written so.
fn path(brackets: &str) -> Option<Vec<&str>> {
    let inner = brackets.strip_prefix('[')?.strip_suffix(']')?;
    let names: Vec<&str> = inner.split("][").collect();
    (names.len() <= MAX_DEPTH && names.first().is_some_and(|name| !name.is_empty()))
        .then_some(names)
}

impl Node {
    fn insert(&mut self, path: &[&str], text: String) {
        match path {
            // `name[]`: an item more of what stands under `name`.
            [] | [""] => self.texts.push(text),
            [name, rest @ ..] => {
                let member = self.members.entry((*name).to_owned()).or_default();
                member.insert(rest, text);
            }
        }
    }

    fn value(mut self) -> ParamValue {
        if !self.members.is_empty() {
            let members = self.members.into_iter();
            return ParamValue::Fields(members.map(|(name, node)| (name, node.value())).collect());
        }
        match self.texts.pop() {
            Some(only) if self.texts.is_empty() => ParamValue::Text(only),
            last => {
                let texts = self.texts.into_iter().chain(last);
                ParamValue::List(texts.map(ParamValue::Text).collect())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(value: &ParamValue) -> String {
        match value {
            ParamValue::Text(text) => text.clone(),
            ParamValue::List(items) => {
                let items: Vec<_> = items.iter().map(show).collect();
                format!("[{}]", items.join(","))
            }
            ParamValue::Fields(fields) => {
                let fields: Vec<_> = fields
                    .iter()
                    .map(|(name, value)| format!("{name}:{}", show(value)))
                    .collect();
                format!("{{{}}}", fields.join(","))
            }
        }
    }

    #[test]
    fn names_in_brackets() {
        let deep = format!("f{}=1", "[a]".repeat(MAX_DEPTH + 1));
        for (query, expected) in [
            ("f[a]=1&f%5Bb%5D=2", Some("{a:1,b:2}")),
            ("f[a]=1&f[a]=2&g[a]=3", Some("{a:[1,2]}")),
            ("f[a][]=1&f[a][]=2", Some("{a:[1,2]}")),
            ("f[a][1]=x&f[a][0]=y", Some("{a:{0:y,1:x}}")),
            ("f[a][b][c]=1&f[a][d]=+", Some("{a:{b:{c:1},d: }}")),
            ("f=1&f[]=2&fa[b]=3&f[=4&f]=5&f[a=6", None),
            ("", None),
            (&deep, None),
        ] {
            let found = read(&Query::new(query), "f");
            assert_eq!(found.as_ref().map(show).as_deref(), expected, "{query}");
        }
    }
}
