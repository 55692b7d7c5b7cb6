//! Inbound trunks that would take the same calls.

use std::collections::BTreeMap;

use super::texts;
use crate::messages::Fields;
use crate::twirp::Error;

/// Checks trunks beside each other: two may share a number only if they accept different callers.
pub(crate) fn check_conflicts<'a>(
    trunks: impl Iterator<Item = (&'a str, &'a Fields)>,
) -> Result<(), Error> {
    // The first trunk that takes calls to a number (empty: any) from a caller (empty: any).
    let mut taken: BTreeMap<(String, String), &str> = BTreeMap::new();
    for (id, trunk) in trunks {
        let numbers = texts(trunk, "numbers");
        let callers = texts(trunk, "allowed_numbers");
        for number in keys(&numbers) {
            for caller in keys(&callers) {
                let other = *taken
                    .entry((normalised(number), normalised(caller)))
                    .or_insert(id);
                if other != id {
                    return Err(conflict(id, other, &numbers, caller));
                }
            }
        }
    }
    Ok(())
}

/// The items of a list, or one empty item that stands for any.
fn keys<'a>(list: &[&'a str]) -> Vec<&'a str> {
    if list.is_empty() {
        vec![""]
    } else {
        list.to_vec()
    }
}

fn conflict(id: &str, other: &str, numbers: &[&str], caller: &str) -> Error {
    let name = |id: &str| format!("{:?}", if id.is_empty() { "<new>" } else { id });
    let quoted: Vec<String> = numbers.iter().map(|number| format!("{number:?}")).collect();
    let numbers = if quoted.is_empty() {
        "<any>".to_owned()
    } else {
        format!("[{}]", quoted.join(" "))
    };
    let callers = if caller.is_empty() {
        "without AllowedNumbers set".to_owned()
    } else {
        format!("and AllowedNumber {caller:?}")
    };
    Error::invalid_argument(format!(
        "Conflicting inbound SIP Trunks: {} and {}, using the same number(s) {numbers} {callers}",
        name(id),
        name(other)
    ))
}

/// A number without formatting and with its `+`; what is no number stays as it is.
pub(crate) fn normalised(number: &str) -> String {
    let digits = number.strip_prefix('+').unwrap_or(number);
    let formatting = [' ', '-', '(', ')'];
    if digits.is_empty()
        || !digits
            .chars()
            .all(|c| c.is_ascii_digit() || formatting.contains(&c))
    {
        return number.to_owned();
    }
    format!("+{}", digits.replace(formatting, ""))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn check(trunks: &[Value]) -> Result<(), String> {
        let ids = ["ST_1", "ST_2", ""];
        let trunks = ids
            .iter()
            .copied()
            .zip(trunks.iter().filter_map(Value::as_object));
        check_conflicts(trunks).map_err(|error| error.msg)
    }

    #[test]
    fn numbers_are_compared_without_their_formatting() {
        let cases = [
            ("+34 910-(00)", "+3491000"),
            ("34910", "+34910"),
            ("abc", "abc"),
            ("", ""),
            ("+", "+"),
            ("+3#", "+3#"),
        ];
        for (number, expected) in cases {
            assert_eq!(normalised(number), expected);
        }
    }

    #[test]
    fn trunks_may_share_a_number_or_a_caller_but_not_both() {
        let all = json!({"numbers": ["+1"]});
        let some = json!({"numbers": ["1", "+2"], "allowed_numbers": ["+9", "9"]});
        let any = json!({"allowed_numbers": ["+9"]});
        assert_eq!(check(&[all.clone(), some.clone(), any.clone()]), Ok(()));
        let same_number = "Conflicting inbound SIP Trunks: \"ST_2\" and \"ST_1\", using the same number(s) [\"+1\"] without AllowedNumbers set";
        assert_eq!(check(&[all.clone(), all]), Err(same_number.to_owned()));
        let same_caller = "Conflicting inbound SIP Trunks: \"ST_2\" and \"ST_1\", using the same number(s) [\"1\" \"+2\"] and AllowedNumber \"+9\"";
        assert_eq!(check(&[some.clone(), some]), Err(same_caller.to_owned()));
        let both_any = "Conflicting inbound SIP Trunks: \"ST_2\" and \"ST_1\", using the same number(s) <any> and AllowedNumber \"+9\"";
        assert_eq!(check(&[any.clone(), any]), Err(both_any.to_owned()));
    }
}
