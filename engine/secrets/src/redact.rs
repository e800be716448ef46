//! Hiding secrets in what people and machines are shown.
//!
//! For: masks of the same length, so that places stay right, and a keyed fingerprint that tells two secrets apart.
//! Not for: deciding what is a secret.
//! Read [`mask`], then [`Redaction::of`].

use sha2::{Digest as _, Sha256};
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
    /// HMAC-SHA-256 of the value under the key, its first 32 hexadecimal digits; the same for the same value. Absent
    /// without a key: a hash that anyone can compute would tell a guessed value.
    pub fingerprint: Option<String>,
}

impl Redaction {
    /// Of `value`, with a fingerprint where there is a `key`.
    pub fn of(value: &str, key: Option<&[u8]>) -> Redaction {
        let fingerprint = key.map(|key| {
            let hash = hmac(key, value.as_bytes());
            hash[..16].iter().map(|byte| format!("{byte:02x}")).collect()
        });
        Redaction { text: format!("{}...", shown(value)), fingerprint }
    }
}

/// HMAC-SHA-256 (RFC 2104).
fn hmac(key: &[u8], text: &[u8]) -> [u8; 32] {
    const BLOCK: usize = 64;
    let mut block = [0u8; BLOCK];
    if key.len() > BLOCK {
        block[..32].copy_from_slice(&Sha256::digest(key));
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    let pad = |with: u8| block.map(|byte| byte ^ with);
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(text).finalize();
    Sha256::new().chain_update(pad(0x5C)).chain_update(inner).finalize().into()
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

    /// Cases 1, 2 and 6 of RFC 4231.
    #[test]
    fn the_hash_is_the_standard_one() {
        let hex = |key: &[u8], text: &[u8]| -> String {
            hmac(key, text).iter().map(|byte| format!("{byte:02x}")).collect()
        };
        assert!(hex(&[0x0B; 20], b"Hi There").starts_with("b0344c61d8db38535ca8afceaf0bf12b"));
        let two = hex(b"Jefe", b"what do ya want for nothing?");
        assert!(two.starts_with("5bdcc146bf60754e6a042426089575c7"));
        let long = b"Test Using Larger Than Block-Size Key - Hash Key First";
        assert!(hex(&[0xAA; 131], long).starts_with("60e431591ee0b67f0d8a26aacbf5b77f"));
    }
}
