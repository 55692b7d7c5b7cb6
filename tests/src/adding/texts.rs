//! Comparing the texts of two items: what stands in one in place of what.

/// The paths in a text.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|one: char| !is_word(one))
}

fn is_word(one: char) -> bool {
    one.is_alphanumeric() || matches!(one, '_' | ':' | '#')
}

/// Words, and each sign alone.
fn parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for one in text.chars() {
        match parts.last_mut() {
            Some(last) if is_word(one) => last.push(one),
            _ => parts.extend([one.to_string(), String::new()]),
        }
    }
    parts
}

/// The parts of both texts that are not the same: whole words, between what begins and what ends both.
pub(super) fn difference(old: &str, new: &str) -> (String, String) {
    let (old, new) = (parts(old), parts(new));
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[same..], &new[same..]);
    let pairs = old.iter().rev().zip(new.iter().rev());
    let behind = pairs.take_while(|(a, b)| a == b).count();
    let middle = |parts: &[String]| parts[..parts.len() - behind].concat();
    (middle(old), middle(new))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_difference_is_of_whole_words() {
        let both = |a, b| {
            let (old, new) = difference(a, b);
            format!("{old}|{new}")
        };
        assert_eq!(
            both("Option<types::A>", "Option<types::AInput>"),
            "types::A|types::AInput"
        );
        assert_eq!(both("Vec<A>", "A"), "Vec<A>|A");
        assert_eq!(both("A", "A"), "|");
        assert_eq!(
            words("Vec<types::A>").collect::<Vec<_>>(),
            ["Vec", "types::A", ""]
        );
    }
}
