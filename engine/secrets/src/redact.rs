//! Hiding secrets in what people and machines are shown.
//!
//! For: masks of the same length, so that places stay right, and a keyed fingerprint that tells two secrets apart.
//! Not for: deciding what is a secret.
//! Read [`mask`], then [`Redaction::of`].

use tamis_syntax::Span;

/// Characters left of a value that is long enough to spare them.
const SHOWN: usize = 4;
/// Values from this length on show their first characters.
const LONG: usize = 16;

/// A secret as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redaction {
    /// Its first characters, if it is long, and how long it is not: `ghp_...`.
    pub text: String,
    /// Keyed hash of the value, 16 hexadecimal digits; the same for the same value. Absent without a key: a hash that
    /// anyone can compute would tell a guessed value.
    pub fingerprint: Option<String>,
}

impl Redaction {
    /// Of `value`, with a fingerprint where there is a `key`.
    pub fn of(value: &str, key: Option<&[u8]>) -> Redaction {
        let fingerprint = key.map(|key| {
            let key = blake3::derive_key("tamis 2026 secrets value fingerprint", key);
            blake3::keyed_hash(&key, value.as_bytes()).to_hex()[..16].to_owned()
        });
        Redaction { text: format!("{}...", shown(value)), fingerprint }
    }
}

/// The part of a value that may be shown.
fn shown(value: &str) -> &str {
    if value.len() < LONG || value.starts_with("-----") {
        return "";
    }
    &value[..value.floor_char_boundary(SHOWN)]
}

/// Replaces what the `secrets` hold in `text` by asterisks, one for a byte, so that every other byte keeps its place;
/// line breaks stay, and the first characters of long values.
pub fn mask(text: &str, secrets: &[Span]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for span in secrets {
        let range = span.start as usize..(span.end as usize).min(bytes.len());
        let Some(value) = text.get(range.clone()) else { continue };
        let keep = shown(value).len();
        for byte in &mut bytes[range.start + keep..range.end] {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b'*';
            }
        }
    }
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_keep_places() {
        let text = "é token = 'abcdefghijklmnopqrst' # é";
        let at = text.find("abc").unwrap() as u32;
        let masked = mask(text, &[Span::new(at, at + 20)]);
        assert_eq!(masked, "é token = 'abcd****************' # é");
        assert_eq!(masked.len(), text.len());
        assert_eq!(mask("pw=hünter2;", &[Span::new(3, 11)]), "pw=********;");
        assert_eq!(mask("a\nb", &[Span::new(0, 3)]), "*\n*");
    }

    #[test]
    fn a_fingerprint_needs_a_key() {
        let value = "abcdefghijklmnopqrst";
        assert_eq!(
            Redaction::of(value, None),
            Redaction { text: "abcd...".into(), fingerprint: None }
        );
        let of = |value: &str, key: &[u8]| Redaction::of(value, Some(key)).fingerprint.unwrap();
        assert_eq!(of(value, b"k"), of(value, b"k"));
        assert_ne!(of(value, b"k"), of(value, b"l"));
        assert_ne!(of(value, b"k"), of("abcdefghijklmnopqrsu", b"k"));
        assert_eq!(Redaction::of("hunter2", None).text, "...");
    }
}
