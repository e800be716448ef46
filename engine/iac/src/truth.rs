//! Logic with three values.

use std::ops::Not;

/// Whether something holds: an unknown value makes neither a true nor a false condition.
///
/// Kleene's strong logic: `False and Unknown` is false, `True or Unknown` is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// It does not hold.
    False,
    /// It depends on something we cannot know.
    Unknown,
    /// It holds.
    True,
}

impl Truth {
    /// Both hold.
    pub fn and(self, other: Truth) -> Truth {
        self.min(other)
    }

    /// One of them holds.
    pub fn or(self, other: Truth) -> Truth {
        self.max(other)
    }

    /// All hold; true of nothing.
    pub fn all(values: impl IntoIterator<Item = Truth>) -> Truth {
        values.into_iter().fold(Truth::True, Truth::and)
    }

    /// One holds; false of nothing.
    pub fn any(values: impl IntoIterator<Item = Truth>) -> Truth {
        values.into_iter().fold(Truth::False, Truth::or)
    }

    /// Whether it is certain to hold.
    pub fn is_true(self) -> bool {
        self == Truth::True
    }

    /// Whether it is certain not to hold.
    pub fn is_false(self) -> bool {
        self == Truth::False
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Truth::True } else { Truth::False }
    }
}

impl Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        match self {
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
            Truth::True => Truth::False,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth;

    #[test]
    fn unknown_does_not_decide_what_is_decided() {
        assert_eq!(Truth::False.and(Truth::Unknown), Truth::False);
        assert_eq!(Truth::True.and(Truth::Unknown), Truth::Unknown);
        assert_eq!(Truth::True.or(Truth::Unknown), Truth::True);
        assert_eq!(Truth::False.or(Truth::Unknown), Truth::Unknown);
        assert_eq!(!Truth::Unknown, Truth::Unknown);
        assert_eq!(Truth::all([]), Truth::True);
        assert_eq!(Truth::any([]), Truth::False);
    }
}
