//! What a value looks like: entropy, classes of characters, placeholders.
//!
//! For: questions about a candidate's text alone. Not for: where it stands (`assign`, `context`).
//! Read [`is_placeholder`].

/// Shannon entropy in bits a byte.
pub(crate) fn entropy(value: &[u8]) -> f32 {
    let mut counts = [0u32; 256];
    for byte in value {
        counts[usize::from(*byte)] += 1;
    }
    let total = value.len() as f32;
    let bits = |count: &u32| {
        let share = *count as f32 / total;
        -share * share.log2()
    };
    counts.iter().filter(|count| **count > 0).map(bits).sum()
}

/// How many characters of each class a value has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Classes {
    pub(crate) lower: usize,
    pub(crate) upper: usize,
    pub(crate) digit: usize,
    /// ASCII other than letters, digits and blanks.
    pub(crate) mark: usize,
    pub(crate) blank: usize,
    /// Bytes beyond ASCII.
    pub(crate) other: usize,
    /// Different bytes.
    pub(crate) distinct: usize,
}

/// Counts the classes of `value`.
pub(crate) fn classes(value: &[u8]) -> Classes {
    let mut all = Classes::default();
    let mut seen = [false; 256];
    for byte in value {
        match byte {
            b'a'..=b'z' => all.lower += 1,
            b'A'..=b'Z' => all.upper += 1,
            b'0'..=b'9' => all.digit += 1,
            b' ' | b'\t' | b'\n' | b'\r' => all.blank += 1,
            0x21..=0x7E => all.mark += 1,
            _ => all.other += 1,
        }
        all.distinct += usize::from(!std::mem::replace(&mut seen[usize::from(*byte)], true));
    }
    all
}

impl Classes {
    /// Letters of either case.
    pub(crate) fn letters(&self) -> usize {
        self.lower + self.upper
    }

    /// How many of lower, upper, digit and mark it has.
    pub(crate) fn kinds(&self) -> usize {
        [self.lower, self.upper, self.digit, self.mark].iter().filter(|count| **count > 0).count()
    }
}

/// Parts, in lower case, of values that stand for a value.
const STAND_INS: [&str; 45] = [
    "example",
    "xxxx",
    "****",
    "....",
    "____",
    "changeme",
    "change_me",
    "change-me",
    "changethis",
    "your-",
    "your_",
    "yourt",
    "yourp",
    "yours",
    "youra",
    "yourk",
    "my-secret",
    "my_secret",
    "mysecret",
    "placeholder",
    "dummy",
    "redacted",
    "insert",
    "replace",
    "todo",
    "fixme",
    "12345678",
    "1234-1234",
    "abcdef",
    "qwerty",
    "deadbeef",
    "sample",
    "fake",
    "mock",
    "notreal",
    "not-real",
    "not_real",
    "invalid",
    "here>",
    "enter_",
    "enter-",
    "<",
    "{{",
    "${",
    "testtest",
];

/// Whether a value stands for a secret without being one: `xxxx`, `${TOKEN}`, `<your key>`, `AKIA...EXAMPLE`.
pub(crate) fn is_placeholder(value: &[u8]) -> bool {
    if is_expansion(value) || is_monotonous(value) {
        return true;
    }
    let lower: Vec<u8> = value.iter().map(u8::to_ascii_lowercase).collect();
    let holds = |part: &&str| memchr::memmem::find(&lower, part.as_bytes()).is_some();
    STAND_INS.iter().any(holds)
}

/// A variable, template or format that is filled in later.
pub(crate) fn is_expansion(value: &[u8]) -> bool {
    let has = |part: &[u8]| memchr::memmem::find(value, part).is_some();
    let whole = |open: u8, close: u8| {
        value.len() > 2 && value.first() == Some(&open) && value.last() == Some(&close)
    };
    let variable = |name: &[u8]| {
        name.first().is_some_and(|c| c.is_ascii_alphabetic() || *c == b'_')
            && name.iter().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'_' | b'.' | b':'))
    };
    value.strip_prefix(b"$").is_some_and(variable)
        || has(b"${")
        || has(b"{{")
        || has(b"%(")
        || has(b"$(")
        || has(b"<%")
        || has(b"#{")
        || whole(b'{', b'}')
        || whole(b'<', b'>')
        || whole(b'[', b']')
        || whole(b'%', b'%')
        || whole(b'@', b'@')
        || whole(b'_', b'_')
        || matches!(value, b"%s" | b"%v" | b"%d" | b"%@" | b"{}" | b"?" | b"...")
}

/// Few different characters, or one of them five times in a row and more in a row than chance gives.
fn is_monotonous(value: &[u8]) -> bool {
    if value.len() < 8 {
        return false;
    }
    let mut longest = 1;
    let mut run = 1;
    for pair in value.windows(2) {
        run = if pair[0] == pair[1] { run + 1 } else { 1 };
        longest = longest.max(run);
    }
    let distinct = classes(value).distinct;
    distinct < 5
        || longest * 4 >= value.len()
        || (longest >= 5 && value.len() <= 24)
        || is_staircase(value)
        || holds_alphabet(value)
}

/// A value that someone typed in for want of a real one, but in the form of one: digits and letters in the order of the
/// keyboard or the alphabet, and no word that says so. `12345678-ABCD-...`
pub(crate) fn is_made_up(value: &[u8]) -> bool {
    let lower: Vec<u8> = value.iter().map(u8::to_ascii_lowercase).collect();
    let orders = ["12345678", "1234-1234", "abcdef"];
    let says = STAND_INS
        .iter()
        .filter(|part| !orders.contains(*part))
        .any(|part| memchr::memmem::find(&lower, part.as_bytes()).is_some());
    let all = classes(value);
    !says && !is_expansion(value) && all.digit >= 8 && all.letters() >= 8 && all.distinct >= 12
}

/// Ten letters or more in the order of the alphabet: nobody's random numbers give that.
fn holds_alphabet(value: &[u8]) -> bool {
    let mut run = 1;
    value.windows(2).any(|pair| {
        let follows = pair[1].is_ascii_alphabetic() && pair[1].wrapping_sub(pair[0]) == 1;
        run = if follows { run + 1 } else { 1 };
        run >= 10
    })
}

/// Whether all characters beyond ASCII, if any, are letters and signs of western alphabets (U+00A1 to U+024F):
/// people type those into passwords, while text of other scripts without blanks is prose.
pub(crate) fn is_latin(value: &[u8]) -> bool {
    std::str::from_utf8(value)
        .is_ok_and(|text| text.chars().all(|c| c.is_ascii() || matches!(c, '\u{A1}'..='\u{24F}')))
}

/// `abcdefgh...`, `0123456789`, `9876...`: most characters follow the one before.
fn is_staircase(value: &[u8]) -> bool {
    let step =
        |pair: &&[u8]| pair[1].wrapping_sub(pair[0]) == 1 || pair[0].wrapping_sub(pair[1]) == 1;
    let steps = value.windows(2).filter(step).count();
    steps * 3 >= value.len() * 2
}

/// A UUID in its usual form.
pub(crate) fn is_uuid(value: &[u8]) -> bool {
    value.len() == 36
        && value.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Hexadecimal digits only.
pub(crate) fn is_hex(value: &[u8]) -> bool {
    !value.is_empty() && value.iter().all(u8::is_ascii_hexdigit)
}

/// Whether it reads as words or a name: `userPassword`, `some-option`, `MAX_LENGTH`, `com.example.Thing`, with digits
/// only where names have them.
pub(crate) fn is_wordy(value: &[u8]) -> bool {
    let all = classes(value);
    if all.letters() * 10 < value.len() * 6 || all.other > 0 {
        return false;
    }
    let groups = value.chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit());
    if groups.filter(|group| group[0].is_ascii_digit()).count() >= 3 {
        return false;
    }
    let parts = word_parts(value);
    let letters: usize = parts.iter().filter(|part| part.len() >= 3).map(|part| part.len()).sum();
    let vowels = |part: &&Vec<u8>| has_vowels(part);
    let readable = parts.iter().filter(|part| part.len() >= 3).all(|part| vowels(&part));
    letters * 10 >= value.len() * 6 && readable
}

fn has_vowels(part: &[u8]) -> bool {
    let vowels = part.iter().filter(|c| b"aeiouy".contains(c)).count();
    // A run of six letters without a vowel is no word.
    let mut run = 0;
    let mut longest = 0;
    for c in part {
        run = if b"aeiouy".contains(c) { 0 } else { run + 1 };
        longest = longest.max(run);
    }
    vowels * 6 >= part.len() && longest < 6
}

/// Lower-case runs of letters, split at case, digits and marks.
pub(crate) fn word_parts(value: &[u8]) -> Vec<Vec<u8>> {
    let mut parts: Vec<Vec<u8>> = Vec::new();
    let mut part: Vec<u8> = Vec::new();
    let mut last = 0u8;
    for (at, byte) in value.iter().enumerate() {
        let next_lower = value.get(at + 1).is_some_and(u8::is_ascii_lowercase);
        let starts = byte.is_ascii_uppercase()
            && (last.is_ascii_lowercase() || (last.is_ascii_uppercase() && next_lower));
        if (!byte.is_ascii_alphabetic() || starts) && !part.is_empty() {
            parts.push(std::mem::take(&mut part));
        }
        if byte.is_ascii_alphabetic() {
            part.push(byte.to_ascii_lowercase());
        }
        last = *byte;
    }
    if !part.is_empty() {
        parts.push(part);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entropy_counts_bits() {
        assert_eq!(entropy(b"aaaa"), 0.0);
        assert_eq!(entropy(b"abab"), 1.0);
        assert!(entropy(b"0123456789abcdef") == 4.0);
    }

    #[test]
    fn stand_ins_are_told_from_values() {
        for text in [
            "xxxxxxxxxxxx",
            "ghp_aaaaaaaaaaaaaaaaaaaaaaaa",
            "${TOKEN}",
            "$TOKEN",
            "<your token>",
            "{{ token }}",
            "%(token)s",
            "AKIAIOSFODNN7EXAMPLE",
            "0123456789",
            "abcdefghijklmnop",
            "YOUR_API_KEY",
        ] {
            assert!(is_placeholder(text.as_bytes()), "{text}");
        }
        for text in ["k3Jd8Q-pWz7LmN2v", "hunter2!", "$uper$ecret9", "8f14e45fceea167a5a36"] {
            assert!(!is_placeholder(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn words_are_told_from_noise() {
        for text in
            ["userPassword", "some-option-name", "MAX_LENGTH", "java.lang.String", "camelCase2"]
        {
            assert!(is_wordy(text.as_bytes()), "{text}");
        }
        for text in ["k3Jd8QpWz7LmN2v", "8f14e45fceea167a", "xKcQzPfWtBnLrM", "P@55w0rd!7"] {
            assert!(!is_wordy(text.as_bytes()), "{text}");
        }
    }
}
