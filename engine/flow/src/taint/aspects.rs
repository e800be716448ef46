//! Two ways out of a folder, followed apart.
//!
//! A name of a file leads out of the folder that is meant if it climbs (`..`) or if it is absolute. Code closes these
//! doors one by one: a text put behind a folder is not absolute any more, one without `..` does not climb. So each
//! rule with sinks of kind `path` has two bits: its own stands for names that climb, a second one for names that are
//! absolute. What has either still reaches the rule's sinks.

use super::bits::RuleBits;
use super::rules::TaintRule;

/// Kind of sinks whose rules have two bits.
const PATH: &str = "path";
/// What sanitizers and guards of models name that close one of the doors.
pub(crate) const CLIMBS: &str = "parent-path";
pub(crate) const ABSOLUTE: &str = "absolute-path";

/// The bits of rules.
#[derive(Debug, Default)]
pub(crate) struct Aspects {
    /// Rules with a second bit, and it; sorted by rule.
    second: Vec<(usize, usize)>,
    /// Own bits of rules that have a second one.
    pub(crate) climbs: RuleBits,
    /// All second bits.
    pub(crate) absolute: RuleBits,
    /// Both.
    pub(crate) both: RuleBits,
}

impl Aspects {
    /// Of the rules of a run.
    pub(crate) fn new(rules: &[TaintRule]) -> Self {
        let mut aspects = Aspects::default();
        let with_paths = rules
            .iter()
            .enumerate()
            .filter(|(_, rule)| rule.sink_kinds.iter().any(|it| it == PATH));
        for (count, (at, _)) in with_paths.enumerate() {
            let second = rules.len() + count;
            aspects.second.push((at, second));
            aspects.climbs.insert(at);
            aspects.absolute.insert(second);
        }
        aspects.both = aspects.climbs.clone();
        aspects.both.add(&aspects.absolute);
        aspects
    }

    /// The bits of a rule.
    pub(crate) fn of(&self, rule: usize) -> RuleBits {
        let mut bits = RuleBits::one(rule);
        if let Some(second) = self.second(rule) {
            bits.insert(second);
        }
        bits
    }

    /// Adds the second bits of rules that are in `bits`.
    pub(crate) fn complete(&self, bits: &mut RuleBits) {
        for (rule, second) in &self.second {
            if bits.has(*rule) {
                bits.insert(*second);
            }
        }
    }

    fn second(&self, rule: usize) -> Option<usize> {
        let at = self.second.binary_search_by_key(&rule, |(rule, _)| *rule).ok()?;
        Some(self.second[at].1)
    }

    /// Whether a taint with these bits still is one for the rule.
    pub(crate) fn hold(&self, bits: &RuleBits, rule: usize) -> bool {
        bits.has(rule) || self.second(rule).is_some_and(|second| bits.has(second))
    }
}
