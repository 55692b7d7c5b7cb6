//! Numbers of JSON, compared by their exact values: no digit is lost to a float.

use std::cmp::Ordering;

use super::Number;

/// A number as its sign, its digits, and the power of ten of the first of them: `-1.50e1` is minus, `15`, 1.
#[derive(Debug, PartialEq, Eq)]
struct Decimal {
    negative: bool,
    /// Without zeros at either end; empty for zero.
    digits: String,
    power: i64,
}

impl Decimal {
    fn new(text: &str) -> Self {
        let (negative, text) = match text.strip_prefix('-') {
            Some(text) => (true, text),
            None => (false, text),
        };
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        // An exponent of more digits than that is beyond every other, and stays so.
        let exponent = exponent.parse::<i64>().unwrap_or_else(|_| {
            if exponent.starts_with('-') {
                i64::MIN / 2
            } else {
                i64::MAX / 2
            }
        });
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        let digits = all.trim_start_matches('0');
        let zeros = length(&all) - length(digits);
        let digits = digits.trim_end_matches('0').to_owned();
        if digits.is_empty() {
            return Self {
                negative: false,
                digits,
                power: 0,
            };
        }
        Self {
            negative,
            power: exponent.saturating_add(length(whole) - 1 - zeros),
            digits,
        }
    }

    /// The order of two numbers of the same sign, as if both were positive.
    fn compare_size(&self, other: &Self) -> Ordering {
        match (self.digits.is_empty(), other.digits.is_empty()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => (self.power.cmp(&other.power))
                .then_with(|| self.digits.as_bytes().cmp(other.digits.as_bytes())),
        }
    }
}

fn length(text: &str) -> i64 {
    i64::try_from(text.len()).unwrap_or(i64::MAX)
}

impl Number {
    /// The order of two numbers by their values: `1.0` and `10e-1` are equal.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Ordering {
        let (one, two) = (Decimal::new(self.as_str()), Decimal::new(other.as_str()));
        match (one.negative, two.negative) {
            (false, false) => one.compare_size(&two),
            (true, true) => two.compare_size(&one),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }

    /// Whether it is greater than zero.
    #[must_use]
    pub fn is_positive(&self) -> bool {
        let decimal = Decimal::new(self.as_str());
        !decimal.negative && !decimal.digits.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_by_value() {
        // In their order; those in one list are equal.
        let table: [&[&str]; 12] = [
            &["-1e400", "-10e399"],
            &["-2", "-2.0", "-0.2e1"],
            &["-1.5"],
            &["-1e-400"],
            &["0", "-0", "0.0", "0e99", "-0.00e-3"],
            &["1e-99999999999999999999"],
            &["0.1", "1e-1", "10e-2"],
            &["0.10000000000000000000000001"],
            &["1", "1.0", "10e-1", "100e-2"],
            &["9007199254740993"],
            &["9007199254740994", "9.007199254740994e15"],
            &["1e99999999999999999999"],
        ];
        let flat: Vec<(usize, &str)> = (table.iter().enumerate())
            .flat_map(|(rank, equal)| equal.iter().map(move |text| (rank, *text)))
            .collect();
        for (rank, one) in &flat {
            for (other, two) in &flat {
                let (one, two) = (Number((*one).into()), Number((*two).into()));
                assert_eq!(one.compare(&two), rank.cmp(other), "{one:?} {two:?}");
            }
            assert_eq!(Number((*one).into()).is_positive(), *rank > 4, "{one}");
        }
    }
}
