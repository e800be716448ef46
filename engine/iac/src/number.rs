//! Numbers of configuration languages.

use std::cmp::Ordering;
use std::fmt;

/// A number: whole ones are exact to 128 bits, others are binary fractions.
///
/// Imprecise: Terraform counts with 512 bits; whole numbers beyond 128 bits and fractions beyond 53 are rounded here.
#[derive(Debug, Clone, Copy)]
pub enum Number {
    /// A whole number.
    Whole(i128),
    /// Any other; never a whole one that fits, never NaN.
    Fraction(f64),
}

impl Number {
    /// Of a float: whole ones become exact. `None` for NaN.
    pub fn from_f64(value: f64) -> Option<Number> {
        if value.is_nan() {
            return None;
        }
        let fits = value.fract() == 0.0 && value.abs() < 1e38;
        Some(if fits { Number::Whole(value as i128) } else { Number::Fraction(value) })
    }

    /// Reads decimal notation with an optional fraction and exponent (`12`, `-1.5`, `1e3`).
    pub fn parse(text: &str) -> Option<Number> {
        let body = text.strip_prefix(['-', '+']).unwrap_or(text);
        if !body.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            return None;
        }
        if let Ok(whole) = text.parse::<i128>() {
            return Some(Number::Whole(whole));
        }
        text.parse::<f64>().ok().and_then(Number::from_f64)
    }

    /// As a float; large whole numbers are rounded.
    pub fn as_f64(self) -> f64 {
        match self {
            Number::Whole(value) => value as f64,
            Number::Fraction(value) => value,
        }
    }

    /// As a whole number, if it is one.
    pub fn as_whole(self) -> Option<i128> {
        match self {
            Number::Whole(value) => Some(value),
            Number::Fraction(_) => None,
        }
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Number) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        match (self, other) {
            (Number::Whole(a), Number::Whole(b)) => Some(a.cmp(b)),
            (a, b) => a.as_f64().partial_cmp(&b.as_f64()),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Number::Whole(value) => write!(f, "{value}"),
            Number::Fraction(value) => write!(f, "{value}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn whole_numbers_are_exact_and_equal_to_their_fractions() {
        let large = Number::parse("170141183460469231731687303715884105727").unwrap();
        assert_eq!(large.as_whole(), Some(i128::MAX));
        assert_eq!(Number::parse("1.0"), Number::parse("1"));
        assert_eq!(Number::parse("1e3").unwrap().to_string(), "1000");
        assert_eq!(Number::parse("-1.5").unwrap().to_string(), "-1.5");
        assert!(Number::parse("inf").is_none() && Number::parse("x").is_none());
        assert!(Number::parse("2") > Number::parse("1.5"));
    }
}
