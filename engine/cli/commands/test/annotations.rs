//! What comments in a test file announce, as `semgrep test` reads them.
//!
//! A comment stands alone on its line and speaks of the next one: `ruleid: a, b` (must be reported), `ok: a` (must not),
//! `todoruleid: a` and `todook: a` (known gaps). `pro` or `deep` before the word speaks of Semgrep's paid engines, which
//! see through functions and files as tamis does: such lines may be reported or not.

use std::collections::BTreeSet;

/// Comment starts an annotation may stand behind, with their ends.
const COMMENTS: [(&str, &str); 8] = [
    ("#", ""),
    ("//", ""),
    ("<!--", "-->"),
    ("(*", "*)"),
    ("/*", "*/"),
    ("{/*", "*/}"),
    (";;", ""),
    ("'", ""),
];

/// Rule ids with the lines spoken of, by kind.
#[derive(Default)]
pub(super) struct Annotations {
    ruleid: BTreeSet<(String, u32)>,
    ok: BTreeSet<(String, u32)>,
    todoruleid: BTreeSet<(String, u32)>,
    todook: BTreeSet<(String, u32)>,
    /// What other engines say: either answer is right.
    free: BTreeSet<(String, u32)>,
}

/// What holds for one rule in one file; lines are 1-based.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Lines {
    /// Must be reported.
    pub(super) expected: BTreeSet<u32>,
    /// May be reported.
    pub(super) free: BTreeSet<u32>,
    /// Known gaps.
    pub(super) gaps: usize,
    /// Whether any comment names the rule.
    pub(super) named: bool,
}

impl Annotations {
    pub(super) fn read(text: &str) -> Self {
        let mut all = Annotations::default();
        for (line, number) in text.lines().zip(2u32..) {
            all.line(line.trim(), number);
        }
        all
    }

    fn line(&mut self, line: &str, target: u32) {
        let inside = |(start, end): &(&str, &str)| {
            let rest = line.strip_prefix(start)?;
            Some(rest.strip_suffix(end).unwrap_or(rest))
        };
        let Some(body) = COMMENTS.iter().find_map(inside) else { return };
        let Some((kind, mut rest)) = word(body) else { return };
        let mut free = kind.is_other;
        let own = kind;
        // `ruleid: prook: x` says what the other engine does with the same line.
        while let Some((_, more)) = word(rest) {
            free = true;
            rest = more;
        }
        let list = match (free, own.name) {
            (true, _) => &mut self.free,
            (_, "ruleid") => &mut self.ruleid,
            (_, "ok") => &mut self.ok,
            (_, "todoruleid") => &mut self.todoruleid,
            _ => &mut self.todook,
        };
        let ids = rest.split(',').map(str::trim).filter(|id| is_id(id));
        list.extend(ids.map(|id| (id.to_owned(), target)));
    }

    /// What holds for a rule. `strict`: `todook` must be reported and `todoruleid` must not, as Semgrep has it.
    pub(super) fn of(&self, id: &str, strict: bool) -> Lines {
        let of = |list: &BTreeSet<(String, u32)>| -> BTreeSet<u32> {
            list.iter().filter(|(rule, _)| rule == id).map(|(_, line)| *line).collect()
        };
        let (mut expected, todo, todook) =
            (of(&self.ruleid), of(&self.todoruleid), of(&self.todook));
        let mut free = of(&self.free);
        let ok = of(&self.ok);
        let named = [&expected, &todo, &todook, &free, &ok].iter().any(|list| !list.is_empty());
        let gaps = todo.len() + todook.len();
        if strict {
            expected.extend(todook);
        } else {
            free.extend(todo.into_iter().chain(todook));
        }
        free.retain(|line| !expected.contains(line));
        Lines { expected, free, gaps, named }
    }
}

#[derive(Clone, Copy)]
struct Kind<'t> {
    name: &'t str,
    is_other: bool,
}

/// `ruleid: rest`, and its like.
fn word(text: &str) -> Option<(Kind<'_>, &str)> {
    let (word, rest) = text.trim().split_once(':')?;
    let other = word.strip_prefix("pro").or_else(|| word.strip_prefix("deep"));
    let name = other.unwrap_or(word);
    let known = matches!(name, "ruleid" | "ok" | "todoruleid" | "todook");
    known.then_some((Kind { name, is_other: other.is_some() }, rest))
}

fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, id: &str, strict: bool) -> (Vec<u32>, Vec<u32>) {
        let lines = Annotations::read(text).of(id, strict);
        (lines.expected.into_iter().collect(), lines.free.into_iter().collect())
    }

    #[test]
    fn a_comment_speaks_of_the_next_line() {
        assert_eq!(lines("# ruleid: a\nx", "a", false), (vec![2], vec![]));
        assert_eq!(lines("\n  // ruleid: a.b-c , d\nx", "d", false), (vec![3], vec![]));
        assert_eq!(lines("  {/* ruleid: a */}", "a", false), (vec![2], vec![]));
        assert_eq!(lines("<!-- ruleid:a -->", "a", false), (vec![2], vec![]));
        assert_eq!(lines("(* ruleid: a *)\n/* ruleid: a */", "a", false), (vec![2, 3], vec![]));
    }

    #[test]
    fn code_is_no_comment() {
        for text in ["f() # ruleid: a", "return {ok: a}", "ruleid: a", "# see ruleid: a", "# ok a"]
        {
            assert!(!Annotations::read(text).of("a", false).named, "{text}");
        }
    }

    #[test]
    fn known_gaps_are_free_unless_strict() {
        let text = "# todoruleid: a\nx\n# todook: a\ny";
        assert_eq!(lines(text, "a", false), (vec![], vec![2, 4]));
        assert_eq!(lines(text, "a", true), (vec![4], vec![]));
    }

    #[test]
    fn other_engines_answers_are_free() {
        assert_eq!(lines("# proruleid: a", "a", true), (vec![], vec![2]));
        assert_eq!(lines("# deepok: a", "a", true), (vec![], vec![2]));
        assert_eq!(lines("# ruleid: prook: deepok: a, b", "b", true), (vec![], vec![2]));
        let both = "# deepok: a\n# ruleid: a";
        assert_eq!(lines(both, "a", false), (vec![3], vec![2]));
    }
}
