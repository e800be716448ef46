//! Stable identities of findings.
//!
//! For: telling a finding of this scan from that of another. Read [`fingerprint`] for what counts.

use rustc_hash::FxHashMap;
use tamis_finding::{Fingerprint, RuleIndex};

/// Of the recipe: a change of it must change this.
const VERSION: &str = "tamis/1";

/// Identity of the `ordinal`-th finding (from 0) of `rule` with the same code in the file at `path` (relative, `/`
/// between parts, so that it is the same on every machine).
///
/// It survives what formatters and editors do: the place does not count (moved lines), and of the code neither comments
/// (the caller leaves them out), white space (indentation, line breaks) nor commas before a closing bracket, commas and semicolons at the end, or which of
/// `'` and `"` is used. It does not survive a renamed file or rule, nor an edit of the matched code. Where several
/// findings have the same code, one that is added or fixed moves the ordinals of those after it.
///
/// BLAKE3 of version, rule, path, code and ordinal, the first 128 bits.
pub fn fingerprint(rule: &str, path: &str, code: &str, ordinal: usize) -> Fingerprint {
    of_solid(rule, path, &solid(code), ordinal)
}

/// Fingerprints of the findings of one file, which counts ordinals. Findings must come in order of place.
#[derive(Debug, Clone, Default)]
pub struct Fingerprints {
    seen: FxHashMap<(RuleIndex, String), usize>,
}

impl Fingerprints {
    /// The fingerprint of the next finding of `rule`, whose id is `id`, in the file at `path`.
    pub fn next(&mut self, rule: RuleIndex, id: &str, path: &str, code: &str) -> Fingerprint {
        let solid = solid(code);
        let count = self.seen.get(&(rule, solid.clone())).copied().unwrap_or(0);
        let fingerprint = of_solid(id, path, &solid, count);
        self.seen.insert((rule, solid), count + 1);
        fingerprint
    }
}

fn of_solid(rule: &str, path: &str, solid: &str, ordinal: usize) -> Fingerprint {
    let mut hasher = blake3::Hasher::new();
    // Lengths, so that no text can pass for two.
    for part in [VERSION, rule, path, solid] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.update(&(ordinal as u64).to_le_bytes());
    let bytes: [u8; 16] =
        hasher.finalize().as_bytes()[..16].try_into().expect("a BLAKE3 hash has 32 bytes");
    Fingerprint(u128::from_be_bytes(bytes))
}

/// `code` without its layout.
fn solid(code: &str) -> String {
    let mut solid = String::with_capacity(code.len());
    for c in code.chars().filter(|c| !c.is_whitespace()) {
        if matches!(c, ')' | ']' | '}') {
            solid.truncate(solid.trim_end_matches(',').len());
        }
        solid.push(if c == '\'' { '"' } else { c });
    }
    solid.truncate(solid.trim_end_matches([',', ';']).len());
    solid
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: &str) -> Fingerprint {
        fingerprint("r", "a.py", code, 0)
    }

    #[test]
    fn layout_does_not_count() {
        for same in [
            "f(\n    a,\n    [b],\n)",
            "f(a,\r\n\t[b])",
            "f(a, [b,])",
            "f(a, [b]);",
            "f(a, [b]),",
            "f(a,\u{A0}[b])",
        ] {
            assert_eq!(of("f(a, [b])"), of(same), "{same}");
        }
        assert_eq!(of("f('a')"), of("f(\"a\")"));
    }

    #[test]
    fn all_else_does() {
        let base = fingerprint("r", "a.py", "f(a, b)", 0);
        for other in [
            fingerprint("s", "a.py", "f(a, b)", 0),
            fingerprint("r", "b.py", "f(a, b)", 0),
            fingerprint("r", "a.py", "f(a, c)", 0),
            fingerprint("r", "a.py", "f(a b)", 0),
            fingerprint("r", "a.py", "F(a, b)", 0),
            fingerprint("r", "a.py", "f(a, b)", 1),
            fingerprint("ra.py", "", "f(a, b)", 0),
            fingerprint("r", "a.pyf", "(a, b)", 0),
        ] {
            assert_ne!(base, other);
        }
    }

    /// Stored baselines hold these: a change here is a change of the recipe and needs a new version.
    #[test]
    fn the_recipe_is_kept() {
        let known = fingerprint("python.lang.eval", "src/app.py", "eval(x)", 0);
        assert_eq!(known.to_string(), "064f1f896e8b8a7640303b2128993f13");
    }

    #[test]
    fn findings_of_a_file_are_counted() {
        let mut all = Fingerprints::default();
        let mut next = |rule: u32, code: &str| all.next(RuleIndex(rule), "r", "a.py", code);
        assert_eq!(next(0, "f(a)"), fingerprint("r", "a.py", "f(a)", 0));
        // The same code in another layout is the second one of it.
        assert_eq!(next(0, "f(a,)"), fingerprint("r", "a.py", "f(a)", 1));
        assert_eq!(next(0, "f(b)"), fingerprint("r", "a.py", "f(b)", 0));
        assert_eq!(next(1, "f(a)"), fingerprint("r", "a.py", "f(a)", 0));
        assert_eq!(next(0, "f( a )"), fingerprint("r", "a.py", "f(a)", 2));
    }

    #[test]
    fn odd_code() {
        for code in ["", ",", ";;", ",)", ")))", "\u{1D11E}", "'"] {
            assert_ne!(of(code), of("f(a)"), "{code}");
        }
        assert_eq!(of(" \n"), of(""));
    }
}
