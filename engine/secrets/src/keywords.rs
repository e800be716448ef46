//! Where the words of all rules stand in a text.
//!
//! For: the one pass that every byte of every file goes through, so it is the one place that is written for speed.
//! Not for: what a word means (`scan`). Read [`Keywords::find`].
//!
//! An automaton waits for memory at every byte: the next state is known when the last one is. So a text is cut in
//! [`LANES`] parts that are walked side by side, and the waits overlap.

use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::dfa::DFA;
use aho_corasick::{Anchored, MatchKind};

/// A keyword in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Number of the keyword.
    pub(crate) word: u32,
}

/// Parts of a text walked at once.
const LANES: usize = 4;
/// Texts below this are walked in one part.
const SHORT: usize = 512;

/// An automaton over words, in any case.
pub(crate) struct Keywords {
    dfa: DFA,
    start: StateID,
    /// Bytes a lane begins before its part, so that words across the cut are seen.
    overlap: usize,
}

impl Keywords {
    /// Over `words` in lower case; `None` if there is none, or too many for any automaton.
    pub(crate) fn new(words: &[String]) -> Option<Keywords> {
        let overlap = words.iter().map(|word| word.len()).max()?.saturating_sub(1);
        let dfa = DFA::builder()
            .match_kind(MatchKind::Standard)
            .ascii_case_insensitive(true)
            .prefilter(false)
            .build(words)
            .ok()?;
        let start = dfa.start_state(Anchored::No).ok()?;
        Some(Keywords { dfa, start, overlap })
    }

    /// All places of all words in `text`, also those that overlap, by their ends; into `hits`, which is emptied first.
    pub(crate) fn find(&self, text: &[u8], hits: &mut Vec<Hit>) {
        hits.clear();
        let part = text.len() / LANES;
        if text.len() < SHORT.max(LANES * 2 * (self.overlap + 1)) {
            self.walk(text, 0, self.start, hits);
            return;
        }
        let mut found: [Vec<Hit>; LANES - 1] = Default::default();
        let mut states = [self.start; LANES];
        for (lane, state) in states.iter_mut().enumerate().skip(1) {
            let cut = lane * part;
            for byte in &text[cut - self.overlap..cut] {
                *state = self.dfa.next_state(Anchored::No, *state, *byte);
            }
        }
        let [a, b, c, d]: [&[u8]; LANES] = std::array::from_fn(|lane| &text[lane * part..][..part]);
        let next = |state, byte: &u8| self.dfa.next_state(Anchored::No, state, *byte);
        for (at, (((a, b), c), d)) in a.iter().zip(b).zip(c).zip(d).enumerate() {
            states =
                [next(states[0], a), next(states[1], b), next(states[2], c), next(states[3], d)];
            if states.iter().fold(false, |any, state| any | self.dfa.is_special(*state)) {
                for (lane, state) in states.iter().enumerate() {
                    let into = if lane == 0 { &mut *hits } else { &mut found[lane - 1] };
                    self.note(*state, lane * part + at + 1, into);
                }
            }
        }
        for lane in found {
            hits.extend(lane);
        }
        // What the division left over goes on where the last lane stands.
        self.walk(text, LANES * part, states[LANES - 1], hits);
    }

    fn walk(&self, text: &[u8], from: usize, mut state: StateID, hits: &mut Vec<Hit>) {
        for (at, byte) in text[from..].iter().enumerate() {
            state = self.dfa.next_state(Anchored::No, state, *byte);
            if self.dfa.is_special(state) {
                self.note(state, from + at + 1, hits);
            }
        }
    }

    /// The words that end at `end`.
    fn note(&self, state: StateID, end: usize, hits: &mut Vec<Hit>) {
        if !self.dfa.is_match(state) {
            return;
        }
        for at in 0..self.dfa.match_len(state) {
            let word = self.dfa.match_pattern(state, at);
            let start = end - self.dfa.pattern_len(word);
            hits.push(Hit { start: start as u32, end: end as u32, word: word.as_u32() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every place of `words` in `text`, found by trying them all.
    fn slow(words: &[String], text: &str) -> Vec<(u32, u32, u32)> {
        let text = text.to_ascii_lowercase();
        let mut all = Vec::new();
        for (id, word) in words.iter().enumerate() {
            for at in 0..text.len() {
                if text.as_bytes()[at..].starts_with(word.as_bytes()) {
                    all.push(((at + word.len()) as u32, at as u32, id as u32));
                }
            }
        }
        all.sort_unstable();
        all
    }

    #[test]
    fn lanes_find_what_one_walk_finds() {
        let words: Vec<String> =
            ["key", "apikey", "token", "secret_token", "é", "aaaa"].map(str::to_owned).into();
        let keywords = Keywords::new(&words).unwrap();
        let mut hits = Vec::new();
        // Texts of every length around the limits, with words across every cut.
        for length in (0..3000).step_by(7).chain(500..560) {
            let text: String = "xSecret_TokenAPIKEYaaaaaaé, "
                .chars()
                .cycle()
                .skip(length % 5)
                .take(length)
                .collect();
            keywords.find(text.as_bytes(), &mut hits);
            assert!(hits.is_sorted_by_key(|hit| hit.end));
            let mut found: Vec<_> = hits.iter().map(|hit| (hit.end, hit.start, hit.word)).collect();
            found.sort_unstable();
            assert_eq!(found, slow(&words, &text), "{length}");
        }
        assert!(Keywords::new(&[]).is_none());
    }
}
