//! Sets of rules.

use smallvec::{SmallVec, smallvec};

/// A set of rules of one run, a bit each. Grows as needed; trailing zero words do not count.
#[derive(Debug, Clone, Default, Eq)]
pub(crate) struct RuleBits {
    words: SmallVec<[u64; 2]>,
}

impl RuleBits {
    /// Rules `0..count`.
    pub(crate) fn all(count: usize) -> Self {
        let mut words: SmallVec<[u64; 2]> = smallvec![u64::MAX; count / 64];
        if !count.is_multiple_of(64) {
            words.push((1 << (count % 64)) - 1);
        }
        RuleBits { words }
    }

    /// A single rule.
    pub(crate) fn one(rule: usize) -> Self {
        let mut bits = RuleBits::default();
        bits.insert(rule);
        bits
    }

    /// Adds a rule.
    pub(crate) fn insert(&mut self, rule: usize) {
        let word = rule / 64;
        if self.words.len() <= word {
            self.words.resize(word + 1, 0);
        }
        self.words[word] |= 1 << (rule % 64);
    }

    /// Whether the rule is in it.
    pub(crate) fn has(&self, rule: usize) -> bool {
        self.words.get(rule / 64).is_some_and(|word| word & (1 << (rule % 64)) != 0)
    }

    /// Whether it is empty.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Adds all of `other`; whether anything was new.
    pub(crate) fn add(&mut self, other: &RuleBits) -> bool {
        if self.words.len() < other.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        let mut changed = false;
        for (word, more) in self.words.iter_mut().zip(&other.words) {
            changed |= *more & !*word != 0;
            *word |= more;
        }
        changed
    }

    /// Whether all of `other` is in it.
    pub(crate) fn contains(&self, other: &RuleBits) -> bool {
        let mut words = other.words.iter().enumerate();
        words.all(|(at, word)| word & !self.words.get(at).copied().unwrap_or(0) == 0)
    }

    /// Removes all of `other`.
    pub(crate) fn remove(&mut self, other: &RuleBits) {
        for (word, less) in self.words.iter_mut().zip(&other.words) {
            *word &= !less;
        }
    }

    /// Keeps only those of `other`.
    pub(crate) fn keep(&mut self, other: &RuleBits) {
        for (at, word) in self.words.iter_mut().enumerate() {
            *word &= other.words.get(at).copied().unwrap_or(0);
        }
    }
}

impl PartialEq for RuleBits {
    fn eq(&self, other: &Self) -> bool {
        let longer = self.words.len().max(other.words.len());
        (0..longer).all(|at| {
            self.words.get(at).copied().unwrap_or(0) == other.words.get(at).copied().unwrap_or(0)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_behave_as_sets() {
        let mut bits = RuleBits::all(70);
        assert!(bits.has(69) && !bits.has(70));
        bits.remove(&RuleBits::all(69));
        assert_eq!(bits, RuleBits::one(69));
        assert!(bits.add(&RuleBits::one(3)) && !bits.add(&RuleBits::one(3)));
        bits.keep(&RuleBits::one(3));
        assert_eq!(bits, RuleBits::one(3));
        assert!(RuleBits::all(70).contains(&bits) && bits.contains(&RuleBits::default()));
        assert!(!bits.contains(&RuleBits::one(69)));
    }
}
