//! Small facts about literal text, the same for every language.

/// 32-bit hash of `text`, never 0. Equal text has equal hashes; unequal text nearly always has unequal ones, so it is a
/// filter before a comparison, not a proof. Cost: linear, about a nanosecond per 8 bytes.
pub fn text_hash(text: &[u8]) -> u32 {
    const K: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut hash = text.len() as u64;
    let mut chunks = text.chunks_exact(8);
    for chunk in &mut chunks {
        let word = u64::from_le_bytes(chunk.try_into().expect("chunks_exact(8) gives 8 bytes"));
        hash = (hash.rotate_left(5) ^ word).wrapping_mul(K);
    }
    let mut tail = 0u64;
    for byte in chunks.remainder() {
        tail = (tail << 8) | u64::from(*byte);
    }
    hash = (hash.rotate_left(5) ^ tail).wrapping_mul(K);
    ((hash >> 32) as u32).max(1)
}

/// Combines hashes of parts of a dotted name: `fold_hash(fold_hash(a, b), c)`.
pub fn fold_hash(left: u32, right: u32) -> u32 {
    let mixed = (u64::from(left) << 32 | u64::from(right)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed >> 32) as u32).max(1)
}

/// The content of a string literal without prefix and quotes: Python prefixes and triple quotes, Rust raw strings,
/// template literals, plain quotes. Text that is no quoted literal is given back whole.
pub fn string_content(literal: &str) -> &str {
    let bytes = literal.as_bytes();
    // Ruby's `%x{...}` and `%q(...)`.
    if let [b'%', _, open @ (b'{' | b'(' | b'[' | b'<'), .., close] = bytes
        && matches!((open, close), (b'{', b'}') | (b'(', b')') | (b'[', b']') | (b'<', b'>'))
    {
        return &literal[3..literal.len() - 1];
    }
    let prefix = bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let hashes = bytes[prefix..].iter().take_while(|b| **b == b'#').count();
    let open = prefix + hashes;
    let Some(quote @ (b'"' | b'\'' | b'`')) = bytes.get(open).copied() else { return literal };
    let triple = quote != b'`' && hashes == 0 && bytes[open..].starts_with(&[quote; 3]);
    let width = if triple && literal.len() >= open + 6 { 3 } else { 1 };
    let (start, close) = (open + width, width + hashes);
    if literal.len() < start + close || bytes[literal.len() - hashes - 1] != quote {
        return literal;
    }
    &literal[start..literal.len() - close]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_what_stands_between_the_quotes() {
        for (literal, content) in [
            ("\"a\"", "a"),
            ("''", ""),
            ("rb'x'", "x"),
            ("'''it's'''", "it's"),
            ("f\"\"\"\"\"\"", ""),
            ("`t`", "t"),
            ("r#\"raw\"#", "raw"),
            ("plain", "plain"),
            ("%x{ls}", "ls"),
            ("%q(a", "%q(a"),
            ("'open", "'open"),
            ("\"", "\""),
        ] {
            assert_eq!(string_content(literal), content, "{literal}");
        }
    }

    #[test]
    fn hashes_tell_texts_apart() {
        let words = ["", "a", "b", "ab", "ba", "abcdefgh", "abcdefghi", "os", "system", "a\0"];
        let mut hashes: Vec<u32> = words.iter().map(|w| text_hash(w.as_bytes())).collect();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), words.len());
        assert!(hashes.iter().all(|hash| *hash != 0));
    }
}
