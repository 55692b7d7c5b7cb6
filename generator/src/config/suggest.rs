//! "Did you mean": the known name that is most like what was written.

/// The candidate that is most like what was written, where one is like it at all: at most one edit in three letters.
#[must_use]
pub fn closest<'c>(written: &str, candidates: &[&'c str]) -> Option<&'c str> {
    let ranked = candidates
        .iter()
        .map(|candidate| (distance(written, candidate), *candidate));
    let (edits, best) = ranked.min_by_key(|(edits, _)| *edits)?;
    (edits * 3 <= best.chars().count().max(written.chars().count())).then_some(best)
}

/// Levenshtein's distance in characters.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, a) in left.chars().enumerate() {
        let mut diagonal = index;
        let mut before = index + 1;
        let mut next = vec![before];
        for (b, above) in right.iter().zip(row.iter().skip(1)) {
            let cost = diagonal + usize::from(a != *b);
            before = cost.min(before + 1).min(above + 1);
            diagonal = *above;
            next.push(before);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let known = ["document", "server", "client", "rename"];
        let table = [
            ("documnet", Some("document")),
            ("sever", Some("server")),
            ("tls", None),
            ("renames", Some("rename")),
        ];
        for (written, expected) in table {
            assert_eq!(closest(written, &known), expected, "{written}");
        }
    }
}
