//! Check digits and checksums that formats carry, and what identifiers decode to.
//!
//! For: proving offline that a token-shaped text is no accident. Not for: asking a service.
//! Read [`by_name`].

/// A check of a whole value.
pub(crate) type Check = fn(&[u8]) -> bool;

/// The check a rule calls `name`.
pub(crate) fn by_name(name: &str) -> Option<Check> {
    Some(match name {
        "aws-key-id" => aws_key_id,
        "bech32" => bech32,
        "github" => github,
        "gitlab" => gitlab,
        "grafana" => grafana,
        "luhn" => luhn,
        "pypi" => pypi,
        other => return crate::identity::by_name(other),
    })
}

/// CRC-32 as in zip and PNG (reflected, polynomial 0xEDB88320).
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = !0u32;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
        }
    }
    !crc
}

/// `value` in `base` (at most 62) with at least `width` digits: `0-9A-Za-z`, or `0-9a-z` up to 36.
pub(crate) fn in_base(mut value: u32, base: u32, width: usize) -> Vec<u8> {
    let digits: &[u8] = if base > 36 {
        b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    } else {
        b"0123456789abcdefghijklmnopqrstuvwxyz"
    };
    let mut out = Vec::new();
    while value > 0 || out.len() < width {
        out.push(digits[(value % base) as usize]);
        value /= base;
    }
    out.reverse();
    out
}

/// Tokens of GitHub and npm: after the prefix 30 characters and their CRC-32 in six base-62 digits.
fn github(value: &[u8]) -> bool {
    let Some(at) = value.iter().position(|c| *c == b'_') else { return false };
    let body = &value[at + 1..];
    let Some(split) = body.len().checked_sub(6) else { return false };
    in_base(crc32(&body[..split]), 62, 6) == body[split..]
}

/// Grafana's service account tokens: the CRC-32 of all before the last `_`, least byte first, in hexadecimal.
fn grafana(value: &[u8]) -> bool {
    let Some(at) = value.iter().rposition(|c| *c == b'_') else { return false };
    let sum = crc32(&value[..at]).to_le_bytes();
    let hex: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
    value[at + 1..].eq_ignore_ascii_case(hex.as_bytes())
}

/// GitLab's routable tokens: after the last point the length of the payload in two base-36 digits, then the CRC-32 of
/// all before in seven.
fn gitlab(value: &[u8]) -> bool {
    let Some(at) = value.iter().rposition(|c| *c == b'.') else { return false };
    if value.len() != at + 10 {
        return false;
    }
    let split = value.len() - 7;
    in_base(crc32(&value[..split]), 36, 7) == value[split..]
}

/// An AWS key id: base32 whose first bits are the account's number. Letters of other alphabets give none.
fn aws_key_id(value: &[u8]) -> bool {
    value.len() == 20 && aws_account(value).is_some()
}

/// The account an AWS key id belongs to, as its twelve digits; `None` where it is no account.
pub(crate) fn aws_account(key: &[u8]) -> Option<u64> {
    let body = key.get(4..)?;
    let mut bits: u64 = 0;
    for c in body.iter().take(10) {
        let digit = match c {
            b'A'..=b'Z' => c - b'A',
            b'2'..=b'7' => c - b'2' + 26,
            _ => return None,
        };
        bits = (bits << 5) | u64::from(digit);
    }
    // Of 50 bits the first 48 are six bytes; the account is in bits 1 to 40 of them.
    let account = ((bits >> 2) & 0x7FFF_FFFF_FF80) >> 7;
    // Imprecise: ids from before 2019 hold no account, and decode to some number.
    Some(account)
}

/// PyPI's macaroons: base64 whose payload names the host.
fn pypi(value: &[u8]) -> bool {
    let body = value.strip_prefix(b"pypi-").unwrap_or(value);
    let Some(bytes) = crate::decode::base64(body) else { return false };
    let names = |host: &[u8]| memchr::memmem::find(&bytes, host).is_some();
    bytes.first() == Some(&2) && (names(b"pypi.org") || names(b"test.pypi.org"))
}

/// Luhn's digit sum over the digits of `value`.
pub(crate) fn luhn(value: &[u8]) -> bool {
    let mut sum = 0;
    let mut count = 0;
    for byte in value.iter().rev().filter(|c| c.is_ascii_digit()) {
        let digit = u32::from(byte - b'0');
        let doubled = if count % 2 == 1 { digit * 2 } else { digit };
        sum += if doubled > 9 { doubled - 9 } else { doubled };
        count += 1;
    }
    count > 1 && sum % 10 == 0
}

/// Bech32's checksum (BIP 173), which age's keys carry.
fn bech32(value: &[u8]) -> bool {
    const ALPHABET: &[u8] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    let lower: Vec<u8> = value.iter().map(u8::to_ascii_lowercase).collect();
    let Some(at) = lower.iter().rposition(|c| *c == b'1') else { return false };
    let prefix = &lower[..at];
    let mut words: Vec<u32> = prefix.iter().map(|c| u32::from(c >> 5)).collect();
    words.push(0);
    words.extend(prefix.iter().map(|c| u32::from(c & 31)));
    for c in &lower[at + 1..] {
        let Some(digit) = ALPHABET.iter().position(|known| known == c) else { return false };
        words.push(digit as u32);
    }
    polymod(&words) == 1
}

fn polymod(words: &[u32]) -> u32 {
    const GENERATOR: [u32; 5] = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3];
    let mut sum: u32 = 1;
    for word in words {
        let top = sum >> 25;
        sum = ((sum & 0x1FF_FFFF) << 5) ^ word;
        for (at, part) in GENERATOR.iter().enumerate() {
            if (top >> at) & 1 == 1 {
                sum ^= part;
            }
        }
    }
    sum
}

/// CRC-24 as OpenPGP's armour has it (RFC 4880, section 6.1).
pub(crate) fn crc24(bytes: &[u8]) -> u32 {
    let mut crc: u32 = 0x00B7_04CE;
    for byte in bytes {
        crc ^= u32::from(*byte) << 16;
        for _ in 0..8 {
            crc <<= 1;
            if crc & 0x0100_0000 != 0 {
                crc ^= 0x0186_4CFB;
            }
        }
    }
    crc & 0x00FF_FFFF
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_of_known_texts() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc24(b"123456789"), 0x0021_CF02);
        assert_eq!(in_base(61, 62, 6), b"00000z");
        assert_eq!(in_base(35, 36, 7), b"000000z");
        assert!(luhn(b"4539 1488 0343 6467"));
        assert!(!luhn(b"4539 1488 0343 6468"));
    }

    #[test]
    fn a_tail_proves_a_token() {
        let body = "Aa0Bb1Cc2Dd3Ee4Ff5Gg6Hh7Ii8Jj9";
        let tail = String::from_utf8(in_base(crc32(body.as_bytes()), 62, 6)).unwrap();
        assert!(github(format!("ghp_{body}{tail}").as_bytes()));
        assert!(!github(format!("ghp_{body}AAAAAA").as_bytes()));
        let head = format!("glsa_{body}");
        let sum = crc32(head.as_bytes()).swap_bytes();
        assert!(grafana(format!("{head}_{sum:08x}").as_bytes()));
        assert!(!grafana(format!("{head}_{:08x}", sum ^ 1).as_bytes()));
    }

    #[test]
    fn bech32_of_the_standard() {
        // Test vectors of BIP 173.
        assert!(bech32(b"A12UEL5L"));
        assert!(bech32(b"abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw"));
        assert!(!bech32(b"A12UEL5M"));
    }
}
