//! Which operations a run is about: by tag, path or operationId.

use super::Spanned;

/// Operations by tag, path or operationId.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// One of the operation's tags.
    pub tags: Vec<Spanned<String>>,
    /// The path as the document writes it; `*` stands for any text.
    pub paths: Vec<Spanned<String>>,
    /// The operationId.
    pub operations: Vec<Spanned<String>>,
}

impl Filter {
    /// The entries that an operation is one of.
    pub fn matching<'f, 'o>(
        &'f self,
        tags: &'o [String],
        path: &'o str,
        operation_id: Option<&'o str>,
    ) -> impl Iterator<Item = &'f Spanned<String>> + use<'f, 'o> {
        let by_tag = self
            .tags
            .iter()
            .filter(move |entry| tags.contains(&entry.value));
        let by_path = self
            .paths
            .iter()
            .filter(move |entry| is_like(&entry.value, path));
        let by_id = self
            .operations
            .iter()
            .filter(move |entry| operation_id == Some(&*entry.value));
        by_tag.chain(by_path).chain(by_id)
    }

    /// All entries.
    pub fn entries(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.tags.iter().chain(&self.paths).chain(&self.operations)
    }
}

/// Whether a text is the pattern's, in which `*` stands for any text.
fn is_like(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else {
        return rest.is_empty();
    };
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else {
            return false;
        };
        rest = after;
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::is_like;

    #[test]
    fn patterns() {
        let table = [
            ("/v1/*", "/v1/phone", true),
            ("/v1/*", "/v2/phone", false),
            ("/v1", "/v1", true),
            ("/v1", "/v1/x", false),
            ("*/sip-config", "/v1/sip-config", true),
            ("/v1/*/a", "/v1/a", false),
            ("/a*b*c", "/axbyc", true),
        ];
        for (pattern, text, expected) in table {
            assert_eq!(is_like(pattern, text), expected, "{pattern} {text}");
        }
    }
}
