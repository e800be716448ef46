//! Which rules may match which file: languages first, then literals.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};
use tamis_finding::RuleIndex;
use tamis_iac::Dialect;
use tamis_ir::{Language, LanguageId};
use tamis_lang::{by_file_name, embedded_languages};
use tamis_rule::{Literal, Need, SecretSpec};
use tamis_secrets::{Detectors, Document, Found, Specs};

use crate::module_names::gives_names;
use crate::prepared::Prepared;
use crate::rule_set::RuleSet;

/// The rules of a run by language, with one automaton over all their literals. Built once per run.
pub struct Plan<'r> {
    /// The rules.
    pub rules: &'r RuleSet,
    by_language: FxHashMap<LanguageId, Vec<RuleIndex>>,
    /// Dialects that rules ask, in the order of the table, with those rules.
    dialects: Vec<(&'static Dialect, Vec<RuleIndex>)>,
    /// Rules over any text, by language.
    text_rules: Vec<(&'static Language, Vec<RuleIndex>)>,
    /// What files of a language were last prepared with: the next one often has the same candidates.
    last: FxHashMap<LanguageId, Mutex<Option<Arc<Prepared<'r>>>>>,
    literals: FxHashMap<Literal, u32>,
    sensitive: Option<AhoCorasick>,
    /// Ids of the literals of `sensitive`, by pattern number; the same for `caseless`.
    sensitive_ids: Vec<u32>,
    caseless: Option<AhoCorasick>,
    caseless_ids: Vec<u32>,
    prefilter: bool,
    /// Languages with taint rules that can be lowered.
    flow: FxHashSet<LanguageId>,
    /// Of taint rules what a file with a source and what one with a sink must have.
    ends: Vec<(RuleIndex, (Need, Need))>,
    /// Detectors of the secret rules, and whose they are by number.
    secrets: Detectors,
    secret_rules: Vec<RuleIndex>,
    /// Whether places of personal data are listed.
    pub(crate) inventory: bool,
    /// Nanoseconds by rule, where they are measured.
    pub(crate) clock: Option<Clock>,
}

/// Nanoseconds by rule; shared between threads.
#[derive(Debug)]
pub(crate) struct Clock {
    spent: Vec<AtomicU64>,
}

impl Clock {
    /// A clock for as many rules.
    pub(crate) fn new(rules: usize) -> Self {
        Clock { spent: (0..rules).map(|_| AtomicU64::new(0)).collect() }
    }

    /// Does `work` for a rule.
    pub(crate) fn time<T>(clock: Option<&Clock>, rule: RuleIndex, work: impl FnOnce() -> T) -> T {
        let Some(cell) = clock.and_then(|clock| clock.spent.get(rule.0 as usize)) else {
            return work();
        };
        let started = Instant::now();
        let result = work();
        cell.fetch_add(started.elapsed().as_nanos() as u64, Ordering::Relaxed);
        result
    }

    /// Seconds of the rules that took any, the slowest first.
    pub(crate) fn seconds(&self) -> Vec<(RuleIndex, f64)> {
        let spent = self.spent.iter().enumerate();
        let mut all: Vec<(RuleIndex, u64)> = spent
            .map(|(at, nanos)| (RuleIndex(at as u32), nanos.load(Ordering::Relaxed)))
            .filter(|(_, nanos)| *nanos > 0)
            .collect();
        all.sort_by_key(|(rule, nanos)| (std::cmp::Reverse(*nanos), *rule));
        all.into_iter().map(|(rule, nanos)| (rule, nanos as f64 / 1e9)).collect()
    }
}

/// Which literals stand in a file: one bit each.
#[derive(Debug, Clone, Default)]
pub struct Literals {
    bits: Vec<u64>,
}

impl Literals {
    fn set(&mut self, id: u32) {
        self.bits[id as usize / 64] |= 1 << (id % 64);
    }

    fn has(&self, id: u32) -> bool {
        self.bits.get(id as usize / 64).is_some_and(|word| word & (1 << (id % 64)) != 0)
    }
}

/// Bytes of a file that rules over whole texts still see.
const MAX_WHOLE: u64 = 24 << 20;

impl<'r> Plan<'r> {
    /// Prepares `rules`. With `prefilter` off every rule of a file's language is a candidate.
    pub fn new(rules: &'r RuleSet, prefilter: bool) -> Self {
        let mut plan = Plan {
            rules,
            by_language: FxHashMap::default(),
            dialects: Vec::new(),
            text_rules: Vec::new(),
            last: FxHashMap::default(),
            literals: FxHashMap::default(),
            sensitive: None,
            sensitive_ids: Vec::new(),
            caseless: None,
            caseless_ids: Vec::new(),
            prefilter,
            flow: FxHashSet::default(),
            ends: Vec::new(),
            secrets: Detectors::new(&[]),
            secret_rules: Vec::new(),
            clock: None,
            inventory: false,
        };
        let mut keywords = Vec::new();
        let (mut sensitive, mut caseless) = (Vec::new(), Vec::new());
        for (at, entry) in rules.entries().iter().enumerate() {
            let index = RuleIndex(at as u32);
            if !entry.dialects.is_empty() {
                plan.add_config(index);
                continue;
            }
            if let Some(words) = &entry.keywords {
                plan.secret_rules.push(index);
                keywords.push(words.clone());
                continue;
            }
            let is_taint = entry.is_taint();
            for language in &entry.languages {
                let lowers = language.syntax.as_ref().is_some_and(|it| it.lowering.is_some());
                if is_taint && lowers {
                    plan.flow.insert(language.id);
                }
                if language.syntax.is_some() {
                    plan.by_language.entry(language.id).or_default().push(index);
                } else {
                    plan.add_text_rule(language, index);
                }
                plan.last.entry(language.id).or_default();
            }
            let ends = entry.ends();
            let asked = ends.iter().flat_map(|(source, sink)| [source, sink]);
            for literal in asked.chain([&entry.need]).flat_map(Need::literals) {
                let next = plan.literals.len() as u32;
                let id = *plan.literals.entry(literal.clone()).or_insert(next);
                if id == next {
                    let (texts, ids) = if literal.any_case {
                        (&mut caseless, &mut plan.caseless_ids)
                    } else {
                        (&mut sensitive, &mut plan.sensitive_ids)
                    };
                    texts.push(literal.text.clone());
                    ids.push(id);
                }
            }
        }
        for (at, entry) in rules.entries().iter().enumerate() {
            plan.ends.extend(entry.ends().map(|ends| (RuleIndex(at as u32), ends)));
        }
        plan.sensitive = automaton(&sensitive, false);
        plan.caseless = automaton(&caseless, true);
        plan.secrets = Detectors::new(&keywords);
        plan
    }

    /// What the secret rules find in `document`, with the rule each is of; sorted by place.
    pub fn secrets(&self, document: Document<'_>) -> Vec<(RuleIndex, Found)> {
        if self.secrets.is_empty() {
            return Vec::new();
        }
        let found = self.secrets.scan(self, document);
        found.into_iter().map(|it| (self.secret_rules[it.detector], it)).collect()
    }

    /// The literals that stand in `text`: one pass over it for each of the two automata.
    pub fn literals(&self, text: &str) -> Literals {
        self.literals_of(text.as_bytes())
    }

    fn literals_of(&self, bytes: &[u8]) -> Literals {
        let mut found = Literals { bits: vec![0; self.literals.len().div_ceil(64)] };
        for (automaton, ids) in
            [(&self.sensitive, &self.sensitive_ids), (&self.caseless, &self.caseless_ids)]
        {
            if let Some(automaton) = automaton {
                for hit in automaton.find_overlapping_iter(bytes) {
                    found.set(ids[hit.pattern().as_usize()]);
                }
            }
        }
        found
    }

    /// Whether files are to be looked at before the run for what taint rules need of the project.
    pub(crate) fn has_ends(&self) -> bool {
        self.prefilter && !self.ends.is_empty()
    }

    /// Whether a file may hold code that rules are for, by its name; one without extension may be a script.
    pub(crate) fn may_have_ends(&self, path: &str) -> bool {
        let Some(language) = by_file_name(path) else {
            return !path.rsplit('/').next().unwrap_or(path).contains('.');
        };
        self.has_rules_for(path, language.id)
    }

    /// Whether any rule is for code in `language`, or for what is in a file of it at `path`.
    fn has_rules_for(&self, path: &str, language: LanguageId) -> bool {
        let within = embedded_languages(path, language);
        self.by_language.contains_key(&language)
            || within.iter().any(|id| self.by_language.contains_key(id))
    }

    /// For each taint rule with known needs whether a file of these bytes may have a source, and whether a sink.
    pub(crate) fn ends_in(&self, bytes: &[u8]) -> Vec<(bool, bool)> {
        // UTF-16 spells literals otherwise.
        if bytes.iter().take(4096).any(|byte| *byte == 0) {
            return vec![(true, true); self.ends.len()];
        }
        let found = self.literals_of(bytes);
        let ends = self.ends.iter();
        ends.map(|(_, (source, sink))| {
            (self.may_match(source, &found), self.may_match(sink, &found))
        })
        .collect()
    }

    /// Leaves out the taint rules that have a source in no file of the run, or a sink in none; `seen` is
    /// [`Plan::ends_in`] of all files together.
    pub(crate) fn leave_idle_out(&mut self, seen: &[(bool, bool)]) {
        let idle: FxHashSet<RuleIndex> = self
            .ends
            .iter()
            .zip(seen)
            .filter(|(_, (source, sink))| !source || !sink)
            .map(|((rule, _), _)| *rule)
            .collect();
        let rules = self.rules;
        let follows = |index: &RuleIndex| !idle.contains(index) && rules.entry(*index).is_taint();
        #[expect(clippy::iter_over_hash_type, reason = "each language by itself")]
        for (language, indexes) in &mut self.by_language {
            indexes.retain(|index| !idle.contains(index));
            if !indexes.iter().any(&follows) {
                self.flow.remove(language);
            }
        }
    }

    fn may_match(&self, need: &Need, found: &Literals) -> bool {
        !self.prefilter
            || need.holds(&mut |literal| self.literals.get(literal).is_none_or(|id| found.has(*id)))
    }

    /// Rules for files of `language` that may match a file with these literals at `path`.
    pub fn candidates(&self, language: LanguageId, found: &Literals, path: &str) -> Vec<RuleIndex> {
        let rules = self.by_language.get(&language).map_or(&[][..], Vec::as_slice);
        let fits = |index: &&RuleIndex| {
            let entry = self.rules.entry(**index);
            self.may_match(&entry.need, found) && entry.wants(path)
        };
        rules.iter().filter(fits).copied().collect()
    }

    fn add_config(&mut self, index: RuleIndex) {
        for dialect in &self.rules.entry(index).dialects {
            match self.dialects.iter_mut().find(|(known, _)| known.id == dialect.id) {
                Some((_, rules)) => rules.push(index),
                None => self.dialects.push((dialect, vec![index])),
            }
        }
    }

    /// Dialects that rules ask, with those rules.
    pub fn dialects(&self) -> &[(&'static Dialect, Vec<RuleIndex>)] {
        &self.dialects
    }

    /// How many rules look for secrets.
    pub fn secret_count(&self) -> usize {
        self.secret_rules.len()
    }

    /// Whether the file may belong to a graph that rules ask.
    pub fn may_be_graph(&self, language: LanguageId, path: &str, text: &str) -> bool {
        self.dialects.iter().any(|(dialect, _)| {
            dialect.languages.contains(&language.0) && (dialect.may_own)(path, text)
        })
    }

    fn add_text_rule(&mut self, language: &'static Language, index: RuleIndex) {
        match self.text_rules.iter_mut().find(|(known, _)| known.id == language.id) {
            Some((_, rules)) => rules.push(index),
            None => self.text_rules.push((language, vec![index])),
        }
    }

    /// Rules over any text that may match, by language.
    pub fn text_candidates(
        &self,
        found: &Literals,
        path: &str,
    ) -> Vec<(&'static Language, Vec<RuleIndex>)> {
        let fits = |index: &&RuleIndex| {
            let entry = self.rules.entry(**index);
            self.may_match(&entry.need, found) && entry.wants(path)
        };
        let candidates = |rules: &[RuleIndex]| rules.iter().filter(fits).copied().collect();
        let mut all: Vec<(&'static Language, Vec<RuleIndex>)> = self
            .text_rules
            .iter()
            .map(|(language, rules)| (*language, candidates(rules)))
            .collect();
        all.retain(|(_, rules)| !rules.is_empty());
        all
    }

    /// `rules` joined for one walk; what the last file of the language had is used again if its rules were the same.
    pub(crate) fn prepared(
        &self,
        language: &'static Language,
        rules: Vec<RuleIndex>,
    ) -> Arc<Prepared<'r>> {
        let last = self.last.get(&language.id);
        let known =
            last.and_then(|last| last.lock().unwrap_or_else(PoisonError::into_inner).clone());
        if let Some(known) = known.filter(|known| known.from == rules) {
            return known;
        }
        let new = Arc::new(Prepared::new(self.rules, language, rules, self.clock.as_ref()));
        if let Some(last) = last {
            *last.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&new));
        }
        new
    }

    /// Whether files of `language` are lowered: some taint rule is for it.
    pub fn follows_data(&self, language: LanguageId) -> bool {
        self.flow.contains(&language)
    }

    /// Whether a file of `size` is read in windows: above the limit for trees, where no rule wants its whole text or that
    /// would cost too much memory.
    pub fn streams(&self, size: u64, limit: u64) -> bool {
        let whole = if self.text_rules.is_empty() { limit } else { limit.max(MAX_WHOLE) };
        size > whole && !self.secrets.is_empty()
    }

    /// Whether any rule wants the file at `path` in `language`, or what is in it, or any file at all (`None`).
    pub fn wants(&self, path: &str, language: Option<LanguageId>) -> bool {
        let in_graph = |id: &LanguageId| {
            self.dialects.iter().any(|(dialect, _)| dialect.languages.contains(&id.0))
        };
        !self.text_rules.is_empty()
            || !self.secrets.is_empty()
            || (gives_names(path) && !self.flow.is_empty())
            || language.is_some_and(|id| in_graph(&id) || self.has_rules_for(path, id))
    }
}

impl Specs for Plan<'_> {
    fn spec(&self, detector: usize) -> Option<&SecretSpec> {
        self.rules.entry(self.secret_rules[detector]).secret()
    }

    fn wants(&self, detector: usize, path: &str) -> bool {
        self.rules.entry(self.secret_rules[detector]).wants(path)
    }
}

fn automaton(texts: &[Box<str>], any_case: bool) -> Option<AhoCorasick> {
    if texts.is_empty() {
        return None;
    }
    // A DFA scans twice as fast, and takes long to build from thousands of literals.
    let kind =
        if texts.len() <= 600 { AhoCorasickKind::DFA } else { AhoCorasickKind::ContiguousNFA };
    let patterns = texts.iter().map(|text| text.as_bytes());
    AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .ascii_case_insensitive(any_case)
        .kind(Some(kind))
        .build(patterns)
        .ok()
}

#[cfg(test)]
mod tests {
    use tamis_rule::parse_rules;

    use super::*;

    #[test]
    fn taint_rules_without_both_ends_in_the_project_are_left_out() {
        let text = "rules:\n- id: t\n  message: m\n  severity: INFO\n  languages: [python]\n  mode: taint\n  \
                    pattern-sources: [{pattern: input()}]\n  pattern-sinks: [{pattern: system(...)}]\n";
        let rules = RuleSet::new(parse_rules("t.yaml", text).rules, []);
        let python = LanguageId("python");
        let left = |files: &[&[u8]]| {
            let mut plan = Plan::new(&rules, true);
            assert!(plan.has_ends());
            assert!(plan.may_have_ends("a.py") && plan.may_have_ends("bin/run"));
            assert!(!plan.may_have_ends("a.png") && !plan.may_have_ends("a.rs"));
            let mut seen = vec![(false, false); 1];
            for bytes in files {
                for (one, other) in seen.iter_mut().zip(plan.ends_in(bytes)) {
                    *one = (one.0 | other.0, one.1 | other.1);
                }
            }
            plan.leave_idle_out(&seen);
            let found = plan.literals("x = input()\n");
            (plan.candidates(python, &found, "a.py").len(), plan.follows_data(python))
        };
        assert_eq!(left(&[b"x = input()\n", b"f(1)\n"]), (0, false));
        assert_eq!(left(&[b"x = input()\n", b"system(x)\n"]), (1, true));
        // What is spelt in another way counts as all.
        assert_eq!(left(&[b"x\0 \0=\0"]), (1, true));
    }
}
