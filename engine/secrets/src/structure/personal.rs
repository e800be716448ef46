//! Payment cards and accounts by their check digits.
//!
//! For: card numbers (Luhn, ranges of the issuers, no test numbers), card codes, magnetic tracks, IBANs (mod 97).
//! Not for: national numbers, which are patterns with a checksum (`identity`).
//! Read [`card`].

use std::ops::Range;

use tamis_finding::Confidence;

use super::{Context, Value};
use crate::checksum::luhn;
use crate::paths::Kind;

/// Words near a number that speak of cards.
const CARD_WORDS: [&str; 15] = [
    "card",
    "credit",
    "debit",
    "visa",
    "mastercard",
    "amex",
    "american express",
    "discover",
    "diners",
    "jcb",
    "maestro",
    "ccnum",
    "cc_num",
    "cardno",
    "payment",
];

/// Numbers that payment services publish for tests, and that documents repeat.
const TEST_CARDS: [&str; 40] = [
    "4111111111111111",
    "4242424242424242",
    "4012888888881881",
    "4222222222222",
    "4000056655665556",
    "5555555555554444",
    "5105105105105100",
    "2223003122003222",
    "5200828282828210",
    "378282246310005",
    "371449635398431",
    "378734493671000",
    "6011111111111117",
    "6011000990139424",
    "30569309025904",
    "38520000023237",
    "3056930009020004",
    "3566002020360505",
    "3530111333300000",
    "6200000000000005",
    "5454545454545454",
    "4444333322221111",
    "4917610000000000",
    "4462030000000000",
    "4917300800000000",
    "5019717010103742",
    "6331101999990016",
    "5610591081018250",
    "4000002500003155",
    "4000000000000002",
    "4539578763621486",
    "4716461583322103",
    "5431111111111111",
    "4005519200000004",
    "4009348888881881",
    "4012000033330026",
    "4500600000000061",
    "6362970000457013",
    "5066991111111118",
    "4988438843884305",
];

/// All card numbers of a text; keyword-less.
pub(super) fn card(context: &Context<'_>, _: Range<usize>, out: &mut Vec<Value>) {
    let bytes = context.bytes();
    for run in number_runs(bytes) {
        let digits: Vec<u8> =
            bytes[run.clone()].iter().copied().filter(u8::is_ascii_digit).collect();
        let grouped = digits.len() < run.len();
        if !is_card(&digits) || (grouped && !is_well_grouped(&bytes[run.clone()])) {
            continue;
        }
        let named = has_word(bytes, &run, &CARD_WORDS);
        let table = is_table(context);
        let spread = grouped && !context.is_test;
        if !(named || spread || table) {
            continue;
        }
        let confidence =
            if named && !context.is_test { Confidence::Medium } else { Confidence::Low };
        out.push(Value { confidence: Some(confidence), ..Value::proven(run) });
    }
}

fn is_table(context: &Context<'_>) -> bool {
    let path = context.path.to_ascii_lowercase();
    context.kind != Kind::Data
        && [".csv", ".tsv", ".sql", ".log", ".dump"].iter().any(|end| path.ends_with(end))
}

fn has_word(bytes: &[u8], run: &Range<usize>, words: &[&str]) -> bool {
    let around =
        bytes[run.start.saturating_sub(80)..(run.end + 40).min(bytes.len())].to_ascii_lowercase();
    words.iter().any(|word| memchr::memmem::find(&around, word.as_bytes()).is_some())
}

/// Whether the digits are those of a card in use.
fn is_card(digits: &[u8]) -> bool {
    if !(13..=19).contains(&digits.len()) || !is_issued(digits) || !luhn(digits) {
        return false;
    }
    let text = std::str::from_utf8(digits).unwrap_or("");
    let mut seen = [false; 10];
    for digit in digits {
        seen[usize::from(digit - b'0')] = true;
    }
    let distinct = seen.iter().filter(|seen| **seen).count();
    // Stripe's test numbers begin so; few digits or a long run of one are made up.
    let run = digits.chunk_by(|a, b| a == b).map(<[u8]>::len).max().unwrap_or(0);
    distinct > 4 && run < 6 && !text.starts_with("40000") && !TEST_CARDS.contains(&text)
}

/// Ranges of the issuers with the lengths they use (ISO/IEC 7812).
fn is_issued(digits: &[u8]) -> bool {
    let head =
        |count: usize| digits[..count].iter().fold(0u32, |sum, c| sum * 10 + u32::from(c - b'0'));
    let length = digits.len();
    match (head(2), head(4)) {
        (40..=49, _) => matches!(length, 13 | 16 | 19),
        (51..=55, _) | (_, 2221..=2720) => length == 16,
        (34 | 37, _) => length == 15,
        (36 | 38 | 39, _) | (_, 3000..=3059) => length == 14,
        (_, 6011) | (64 | 65, _) => length == 16,
        (_, 3528..=3589) => length == 16,
        (62 | 81, _) => (16..=19).contains(&length),
        (_, 5018 | 5020 | 5038 | 5893 | 6304 | 6759 | 6761..=6763) => (16..=19).contains(&length),
        _ => false,
    }
}

/// Groups as cards print them: 4-4-4-4, 4-6-5, 4-6-4, with one separator throughout.
fn is_well_grouped(text: &[u8]) -> bool {
    let mark = text.iter().copied().find(|c| !c.is_ascii_digit()).unwrap_or(b' ');
    let groups: Vec<usize> = text.split(|c| *c == mark).map(<[u8]>::len).collect();
    let fine = text.iter().all(|c| c.is_ascii_digit() || *c == mark);
    fine && matches!(groups.as_slice(), [4, 4, 4, 4] | [4, 6, 5] | [4, 6, 4] | [4, 4, 4, 4, 3])
}

/// Runs of 13 to 19 digits with single blanks or dashes between, apart from other words and numbers. Looks at one byte
/// in four where there are none: a group of a card has four digits or more.
fn number_runs(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = 3;
    let mut from = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 4;
            continue;
        }
        let mut start = at;
        while start > from && bytes[start - 1].is_ascii_digit() {
            start -= 1;
        }
        let mut end = start;
        let mut digits = 0;
        while end < bytes.len() {
            if bytes[end].is_ascii_digit() {
                digits += 1;
            } else if !(matches!(bytes[end], b' ' | b'-')
                && bytes.get(end + 1).is_some_and(u8::is_ascii_digit))
            {
                break;
            }
            end += 1;
        }
        let before = start.checked_sub(1).map_or(b' ', |at| bytes[at]);
        let after = bytes.get(end).copied().unwrap_or(b' ');
        let apart = |c: u8| {
            !c.is_ascii_alphanumeric() && !matches!(c, b'_' | b'.' | b'-' | b'+' | b'%' | b'/')
        };
        let ends = apart(after)
            || (after == b'.' && !bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric));
        if (13..=19).contains(&digits) && apart(before) && ends {
            runs.push(start..end);
        }
        from = end;
        at = end + 4;
    }
    runs
}

/// At `cvv` and its like: three or four digits assigned to the name.
pub(super) fn code(context: &Context<'_>, keyword: Range<usize>, out: &mut Vec<Value>) {
    let bytes = context.bytes();
    let boundary = |at: Option<usize>| at.is_none_or(|at| !bytes[at].is_ascii_lowercase());
    if !boundary(keyword.start.checked_sub(1))
        || bytes.get(keyword.end).is_some_and(u8::is_ascii_lowercase)
    {
        return;
    }
    let Some(found) = crate::assign::Assignment::at(bytes, keyword) else { return };
    let value = &bytes[found.value.clone()];
    let digits = matches!(value.len(), 3 | 4) && value.iter().all(u8::is_ascii_digit);
    let made_up =
        matches!(value, b"123" | b"1234" | b"000" | b"0000" | b"111" | b"999" | b"737" | b"7373");
    if !digits || made_up || context.is_test {
        return;
    }
    // A code means something beside the number it belongs to.
    let start = found.name.start.saturating_sub(400);
    let window = start..(found.value.end + 400).min(bytes.len());
    let near = number_runs(&bytes[window.clone()]);
    let has_card = near.iter().any(|run| {
        let digits: Vec<u8> = bytes[window.start + run.start..window.start + run.end]
            .iter()
            .copied()
            .filter(u8::is_ascii_digit)
            .collect();
        is_card(&digits)
    });
    if has_card {
        out.push(Value::proven(found.value));
    }
}

/// At `%B`: what a magnetic stripe's first track holds, or at `;` its second.
pub(super) fn track(context: &Context<'_>, keyword: Range<usize>, out: &mut Vec<Value>) {
    let bytes = context.bytes();
    let start = keyword.end;
    let length = bytes[start..].iter().take(20).take_while(|c| c.is_ascii_digit()).count();
    let end = start + length;
    let fits = match bytes.get(end) {
        Some(b'^') => track_one(&bytes[end..(end + 90).min(bytes.len())]),
        Some(b'=') => {
            bytes[end + 1..].iter().take(20).take_while(|c| c.is_ascii_digit()).count() >= 7
        }
        _ => false,
    };
    if fits && is_card(&bytes[start..end]) {
        let line = context.line(start);
        let stop = bytes[end..line.end]
            .iter()
            .position(|c| matches!(c, b'?' | b'"' | b'\''))
            .map_or(line.end, |at| end + at);
        out.push(Value::proven(keyword.start..stop));
    }
}

/// `^NAME/FIRST^YYMM...`.
fn track_one(rest: &[u8]) -> bool {
    let Some(close) = rest[1..].iter().position(|c| *c == b'^') else { return false };
    let name = &rest[1..1 + close];
    (2..=26).contains(&name.len())
        && rest[close + 2..].iter().take(4).filter(|c| c.is_ascii_digit()).count() == 4
}

/// Lengths of IBANs by country (SWIFT's registry).
const IBAN: [(&[u8; 2], usize); 64] = [
    (b"AD", 24),
    (b"AE", 23),
    (b"AL", 28),
    (b"AT", 20),
    (b"AZ", 28),
    (b"BA", 20),
    (b"BE", 16),
    (b"BG", 22),
    (b"BH", 22),
    (b"BR", 29),
    (b"BY", 28),
    (b"CH", 21),
    (b"CR", 22),
    (b"CY", 28),
    (b"CZ", 24),
    (b"DE", 22),
    (b"DK", 18),
    (b"DO", 28),
    (b"EE", 20),
    (b"EG", 29),
    (b"ES", 24),
    (b"FI", 18),
    (b"FO", 18),
    (b"FR", 27),
    (b"GB", 22),
    (b"GE", 22),
    (b"GI", 23),
    (b"GL", 18),
    (b"GR", 27),
    (b"GT", 28),
    (b"HR", 21),
    (b"HU", 28),
    (b"IE", 22),
    (b"IL", 23),
    (b"IQ", 23),
    (b"IS", 26),
    (b"IT", 27),
    (b"JO", 30),
    (b"KW", 30),
    (b"KZ", 20),
    (b"LB", 28),
    (b"LI", 21),
    (b"LT", 20),
    (b"LU", 20),
    (b"LV", 21),
    (b"MC", 27),
    (b"MD", 24),
    (b"ME", 22),
    (b"MK", 19),
    (b"MT", 31),
    (b"NL", 18),
    (b"NO", 15),
    (b"PK", 24),
    (b"PL", 28),
    (b"PT", 25),
    (b"QA", 29),
    (b"RO", 24),
    (b"RS", 22),
    (b"SA", 24),
    (b"SE", 24),
    (b"SI", 19),
    (b"SK", 24),
    (b"TR", 26),
    (b"UA", 29),
];

/// Account numbers that documents use.
const TEST_IBANS: [&str; 14] = [
    "DE89370400440532013000",
    "GB82WEST12345698765432",
    "GB29NWBK60161331926819",
    "FR1420041010050500013M02606",
    "NL91ABNA0417164300",
    "BE68539007547034",
    "CH9300762011623852957",
    "ES9121000418450200051332",
    "IT60X0542811101000000123456",
    "AT611904300234573201",
    "GB33BUKB20201555555555",
    "BE71096123456769",
    "DE75512108001245126199",
    "GR1601101250000000012300695",
];

/// All IBANs of a text; keyword-less.
pub(super) fn iban(context: &Context<'_>, _: Range<usize>, out: &mut Vec<Value>) {
    let bytes = context.bytes();
    let mut at = 3;
    while at < bytes.len() {
        // The two check digits cover an even offset.
        if !bytes[at].is_ascii_digit() {
            at += 2;
            continue;
        }
        let start = at - usize::from(bytes[at - 1].is_ascii_digit());
        at += 2;
        let Some(head) = start.checked_sub(2) else { continue };
        if let Some(end) = iban_at(bytes, head) {
            let confidence = context.is_test.then_some(Confidence::Low);
            out.push(Value { confidence, ..Value::proven(head..end) });
            at = end + 2;
        }
    }
}

/// The end of the IBAN that begins at `start`.
fn iban_at(bytes: &[u8], start: usize) -> Option<usize> {
    let country: &[u8; 2] = bytes.get(start..start + 2)?.try_into().ok()?;
    let (_, length) = IBAN.iter().find(|(code, _)| *code == country)?;
    if start > 0
        && (bytes[start - 1].is_ascii_alphanumeric()
            || matches!(bytes[start - 1], b'_' | b'/' | b'+' | b'-'))
    {
        return None;
    }
    let mut solid = Vec::with_capacity(*length);
    let mut end = start;
    while end < bytes.len() && solid.len() < *length {
        match bytes[end] {
            byte @ (b'A'..=b'Z' | b'0'..=b'9') => solid.push(byte),
            // Groups of four.
            b' ' if solid.len() % 4 == 0 => {}
            _ => return None,
        }
        end += 1;
    }
    let after = bytes.get(end).copied().unwrap_or(b' ');
    let apart = !after.is_ascii_alphanumeric() && !matches!(after, b'_' | b'/' | b'+');
    let text = std::str::from_utf8(&solid).ok()?;
    let zeros = solid[4..].iter().filter(|c| **c == b'0').count();
    let made_up = TEST_IBANS.contains(&text) || zeros * 10 > (length - 4) * 7;
    (solid.len() == *length && apart && !made_up && is_mod_97(&solid)).then_some(end)
}

fn is_mod_97(iban: &[u8]) -> bool {
    let turned = iban[4..].iter().chain(&iban[..4]);
    let sum = turned.fold(0u32, |sum, c| match c {
        b'0'..=b'9' => (sum * 10 + u32::from(c - b'0')) % 97,
        _ => (sum * 100 + u32::from(c - b'A') + 10) % 97,
    });
    sum == 1
}
