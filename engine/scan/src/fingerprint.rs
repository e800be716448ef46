//! Stable identities of findings.

use tamis_finding::Fingerprint;

/// Identity of the `ordinal`-th finding (from 0) of `rule` with the same code in the file at `path`.
///
/// White space and trailing commas do not count, so that it survives reformatting; neither does the place, so that it
/// survives moved lines. A change of this recipe must change the version in it. BLAKE3, the first 128 bits.
pub fn fingerprint(rule: &str, path: &str, code: &str, ordinal: usize) -> Fingerprint {
    let mut hasher = blake3::Hasher::new();
    for part in ["tamis/1", rule, path] {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    let mut solid = String::with_capacity(code.len());
    for c in code.chars().filter(|c| !c.is_whitespace()) {
        if matches!(c, ')' | ']' | '}') && solid.ends_with(',') {
            solid.pop();
        }
        solid.push(c);
    }
    hasher.update(solid.as_bytes());
    hasher.update(&[0]);
    hasher.update(&(ordinal as u64).to_le_bytes());
    let bytes: [u8; 16] =
        hasher.finalize().as_bytes()[..16].try_into().expect("a BLAKE3 hash has 32 bytes");
    Fingerprint(u128::from_be_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_does_not_count_and_all_else_does() {
        let base = fingerprint("r", "a.py", "f(a, b)", 0);
        assert_eq!(base, fingerprint("r", "a.py", "f(\n    a,\n    b,\n)", 0));
        for other in [
            fingerprint("s", "a.py", "f(a, b)", 0),
            fingerprint("r", "b.py", "f(a, b)", 0),
            fingerprint("r", "a.py", "f(a, c)", 0),
            fingerprint("r", "a.py", "f(a, b)", 1),
        ] {
            assert_ne!(base, other);
        }
    }
}
