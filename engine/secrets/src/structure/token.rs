//! Tokens with contents: JSON Web Tokens, and AWS secret keys by what stands beside them.

use std::ops::Range;

use serde_json::Value as Json;
use tamis_finding::{Confidence, Severity};

use super::{Context, Value};
use crate::decode;
use crate::value;

/// At `eyJ`: header, claims and signature in base64, the header JSON with `alg`.
pub(super) fn jwt(context: &Context<'_>, keyword: Range<usize>, out: &mut Vec<Value>) {
    let bytes = context.bytes();
    let start = keyword.start;
    if start > 0
        && (bytes[start - 1].is_ascii_alphanumeric()
            || matches!(bytes[start - 1], b'_' | b'-' | b'.' | b'/' | b'+'))
    {
        let escape = start >= 2 && bytes[start - 2] == b'\\';
        let encoded = start >= 3 && bytes[start - 3] == b'%';
        if !escape && !encoded {
            return;
        }
    }
    let is_part =
        |c: &u8| c.is_ascii_alphanumeric() || matches!(c, b'_' | b'-' | b'/' | b'+' | b'=');
    let part = |from: usize| {
        let rest = &bytes[from..(from + 16_384).min(bytes.len())];
        from + rest.iter().position(|c| !is_part(c)).unwrap_or(rest.len())
    };
    let head = start..part(start);
    if bytes.get(head.end) != Some(&b'.') || head.len() < 12 {
        return;
    }
    let claims = head.end + 1..part(head.end + 1);
    if bytes.get(claims.end) != Some(&b'.') {
        return;
    }
    let signature = claims.end + 1..part(claims.end + 1);
    let json = |range: &Range<usize>| -> Option<Json> {
        let text = decode::base64_text(&bytes[range.clone()])?;
        serde_json::from_str(&text).ok()
    };
    let Some(header) = json(&head) else { return };
    let Some(algorithm) = header.get("alg").and_then(Json::as_str) else { return };
    let Some((severity, confidence)) = worth(algorithm, json(&claims).as_ref(), signature.len())
    else {
        return;
    };
    out.push(Value { severity, confidence, ..Value::proven(start..signature.end) });
}

type Judgement = (Option<Severity>, Option<Confidence>);

fn worth(algorithm: &str, claims: Option<&Json>, signature: usize) -> Option<Judgement> {
    if algorithm.eq_ignore_ascii_case("none") || signature < 10 {
        // Nothing is signed: anyone can write it.
        return None;
    }
    let Some(claims) = claims else {
        return (signature >= 20).then_some((None, Some(Confidence::Low)));
    };
    let text = |key: &str| claims.get(key).and_then(Json::as_str);
    let number = |key: &str| claims.get(key).and_then(Json::as_f64);
    // The example of jwt.io, and of everyone who copied it.
    if matches!(text("sub"), Some("1234567890")) || matches!(text("name"), Some("John Doe")) {
        return None;
    }
    if text("role") == Some("service_role") {
        return Some((Some(Severity::Critical), Some(Confidence::High)));
    }
    if matches!(text("role"), Some("anon")) {
        return Some((Some(Severity::Info), None));
    }
    if text("iss") == Some("kubernetes/serviceaccount") {
        return Some((Some(Severity::High), Some(Confidence::High)));
    }
    let lifetime =
        number("exp").zip(number("iat").or_else(|| number("nbf"))).map(|(end, start)| end - start);
    // Whoever committed it did so after it had run out, or soon after.
    let short = lifetime.is_some_and(|seconds| (0.0..=86_400.0).contains(&seconds));
    Some((short.then_some(Severity::Info), None))
}

/// At an AWS key id: a value of 40 base64 characters within some lines.
pub(super) fn aws_secret(context: &Context<'_>, keyword: Range<usize>, out: &mut Vec<Value>) {
    let bytes = context.bytes();
    let is_part = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'/' | b'+');
    let end = (keyword.end + 400).min(bytes.len());
    let mut at = keyword.end;
    // The name that the keyword stands in, or the rest of the key id.
    while at < end && is_part(bytes[at]) {
        at += 1;
    }
    while at < end {
        if !is_part(bytes[at]) {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && is_part(bytes[at]) && at - start <= 64 {
            at += 1;
        }
        let run = start..at;
        let after = bytes.get(at).copied().unwrap_or(b' ');
        let before = bytes[start - 1];
        let apart = |c: u8| !matches!(c, b'=' | b'-' | b'_' | b'.' | b'%' | b'$');
        let starts = apart(before) || before == b'=';
        if run.len() == 40 && apart(after) && starts && is_secret(&bytes[run.clone()]) {
            out.push(Value::new(run));
            return;
        }
    }
}

fn is_secret(text: &[u8]) -> bool {
    let all = value::classes(text);
    all.lower >= 6
        && all.upper >= 6
        && all.digit >= 2
        && !value::is_hex(text)
        && value::entropy(text) >= 4.0
        && !value::is_wordy(text)
}
