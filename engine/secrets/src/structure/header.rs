//! Credentials in HTTP headers and on command lines.

use std::ops::Range;

use tamis_finding::Confidence;

use super::url::{is_common, is_no_password};
use super::{Context, Value};
use crate::decode;
use crate::value;

/// At `basic `: base64 of `user:password`.
pub(super) fn basic(context: &Context<'_>, keyword: Range<usize>, out: &mut Vec<Value>) {
    let bytes = context.bytes();
    let line = context.line(keyword.start);
    let head =
        bytes[line.start.max(keyword.start.saturating_sub(80))..keyword.start].to_ascii_lowercase();
    let is_header = ["authorization", "header", "auth", "curl"]
        .iter()
        .any(|word| memchr::memmem::find(&head, word.as_bytes()).is_some());
    let start = keyword.end;
    let end = start
        + bytes[start..]
            .iter()
            .take(512)
            .take_while(|c| {
                c.is_ascii_alphanumeric() || matches!(c, b'+' | b'/' | b'=' | b'-' | b'_')
            })
            .count();
    if !is_header || end - start < 8 {
        return;
    }
    let Some(text) = decode::base64_text(&bytes[start..end]) else { return };
    let Some((user, password)) = text.split_once(':') else { return };
    // Examples of RFC 7617 and RFC 6749, which documents repeat.
    if matches!(user, "Aladdin" | "s6BhdRkqt3" | "test") {
        return;
    }
    if (is_no_password(password.as_bytes()) && !(password.is_empty() && user.len() >= 16))
        || is_common(password.as_bytes())
        || password == user
        || (context.is_test && value::classes(password.as_bytes()).kinds() < 3)
        || user.chars().any(|c| c.is_control())
    {
        return;
    }
    out.push(Value::proven(start..end));
}

/// At `bearer `: an opaque token in a header.
pub(super) fn bearer(context: &Context<'_>, keyword: Range<usize>, out: &mut Vec<Value>) {
    let bytes = context.bytes();
    let line = context.line(keyword.start);
    let head =
        bytes[line.start.max(keyword.start.saturating_sub(80))..keyword.start].to_ascii_lowercase();
    if memchr::memmem::find(&head, b"authorization").is_none() {
        return;
    }
    let start = keyword.end;
    let end = start
        + bytes[start..]
            .iter()
            .take(4096)
            .take_while(|c| {
                c.is_ascii_alphanumeric()
                    || matches!(c, b'+' | b'/' | b'=' | b'-' | b'_' | b'.' | b'~')
            })
            .count();
    let token = &bytes[start..end];
    if !looks_opaque(token) || is_shell_or_format(bytes, start, end) {
        return;
    }
    let confidence = context.is_test.then_some(Confidence::Low);
    out.push(Value { confidence, ..Value::new(start..end) });
}

fn is_shell_or_format(bytes: &[u8], start: usize, end: usize) -> bool {
    matches!(bytes.get(end), Some(b'$' | b'{' | b'<' | b'%' | b'(' | b'[')) || start == end
}

/// Long enough, of letters and digits, and not made of words.
fn looks_opaque(token: &[u8]) -> bool {
    let all = value::classes(token);
    token.len() >= 16
        && all.digit >= 2
        && all.letters() >= 2
        && value::entropy(token) >= 3.2
        && !value::is_wordy(token)
        && !value::is_placeholder(token)
}

/// At `curl`: `-u user:password`, `-H "X-Api-Key: ..."`.
pub(super) fn curl(context: &Context<'_>, keyword: Range<usize>, out: &mut Vec<Value>) {
    let bytes = context.bytes();
    if keyword.start > 0
        && (bytes[keyword.start - 1].is_ascii_alphanumeric()
            || matches!(bytes[keyword.start - 1], b'_' | b'-' | b'.'))
    {
        return;
    }
    if !matches!(bytes.get(keyword.end), Some(b' ' | b'\t' | b'\\' | b'.')) {
        return;
    }
    let command = command(bytes, keyword.end);
    let words = words(bytes, command);
    for pair in words.windows(2) {
        let (flag, value) = (&bytes[pair[0].clone()], pair[1].clone());
        match flag {
            b"-u" | b"--user" | b"-U" | b"--proxy-user" => user(context, value, out),
            b"-H" | b"--header" => header(context, value, out),
            _ => {}
        }
    }
    for word in &words {
        let text = &bytes[word.clone()];
        for (flag, is_user) in
            [(&b"--user="[..], true), (b"--header=", false), (b"-u", true), (b"-H", false)]
        {
            if text.len() > flag.len() && text.starts_with(flag) && text.get(1) != Some(&b' ') {
                let mut start = word.start + flag.len();
                if matches!(bytes[start], b'"' | b'\'') {
                    start += 1;
                }
                if is_user {
                    user(context, start..word.end, out);
                } else {
                    header(context, start..word.end, out);
                }
                break;
            }
        }
    }
}

/// The command with the lines it is continued on.
fn command(bytes: &[u8], start: usize) -> Range<usize> {
    let mut end = start;
    let limit = (start + 2048).min(bytes.len());
    while end < limit {
        if bytes[end] == b'\n'
            && (end == 0 || bytes[end - 1] != b'\\')
            && !(end > 1 && bytes[end - 1] == b'\r' && bytes[end - 2] == b'\\')
        {
            break;
        }
        end += 1;
    }
    start..end
}

/// Words of a shell command without their quotes.
fn words(bytes: &[u8], command: Range<usize>) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut at = command.start;
    while at < command.end && words.len() < 128 {
        while at < command.end && (bytes[at].is_ascii_whitespace() || bytes[at] == b'\\') {
            at += 1;
        }
        let quote = bytes.get(at).copied().filter(|c| matches!(c, b'"' | b'\''));
        let start = at + usize::from(quote.is_some());
        let mut end = start;
        match quote {
            Some(quote) => {
                while end < command.end && bytes[end] != quote {
                    end += if bytes[end] == b'\\' { 2 } else { 1 };
                }
                end = end.min(command.end);
                at = end + 1;
            }
            None => {
                let mut inner = None;
                while end < command.end && (inner.is_some() || !bytes[end].is_ascii_whitespace()) {
                    match bytes[end] {
                        c @ (b'"' | b'\'') if inner == Some(c) => inner = None,
                        c @ (b'"' | b'\'') if inner.is_none() => inner = Some(c),
                        _ => {}
                    }
                    end += 1;
                }
                at = end;
                if end > start && matches!(bytes[end - 1], b'"' | b'\'') {
                    end -= 1;
                }
            }
        }
        if end > start {
            words.push(start..end);
        }
    }
    words
}

fn user(context: &Context<'_>, word: Range<usize>, out: &mut Vec<Value>) {
    let bytes = context.bytes();
    let text = &bytes[word.clone()];
    let Some(colon) = text.iter().position(|c| *c == b':') else { return };
    let (user, password) = (&text[..colon], &text[colon + 1..]);
    let trim = |text: &[u8]| -> Vec<u8> {
        text.iter().copied().filter(|c| !matches!(c, b'"' | b'\'')).collect()
    };
    let (name, secret) = (trim(user), trim(password));
    let opaque = |text: &[u8]| {
        text.len() >= 12 && value::classes(text).digit >= 2 && !value::is_placeholder(text)
    };
    // A key in place of the user, with no password.
    if secret.is_empty() || secret == b"x" || secret == b"X" {
        if opaque(&name) && !is_variable(&name) {
            out.push(Value::proven(word.start..word.start + colon));
        }
        return;
    }
    if is_no_password(&secret)
        || is_variable(&secret)
        || secret.starts_with(b"//")
        || secret == name
        || (is_common(&secret) && name.len() < 20)
        || (value::is_expansion(&name))
        || secret.iter().all(|c| c.is_ascii_digit())
        || matches!(secret.as_slice(), b"token" | b"PASSWORD" | b"pass")
    {
        return;
    }
    let all = value::classes(&secret);
    let sure = all.kinds() >= 3 || (all.kinds() == 2 && secret.len() >= 10);
    if context.is_test && !sure {
        return;
    }
    let confidence = (!sure).then_some(Confidence::Low);
    out.push(Value { confidence, ..Value::proven(word.start + colon + 1..word.end) });
}

fn is_variable(text: &[u8]) -> bool {
    text.contains(&b'$')
        && text.iter().any(|c| c.is_ascii_alphabetic() || *c == b'{' || c.is_ascii_digit())
        && text.first() == Some(&b'$')
        || text.contains(&b'`')
        || text.contains(&b'[')
}

fn header(context: &Context<'_>, word: Range<usize>, out: &mut Vec<Value>) {
    let bytes = context.bytes();
    let text = &bytes[word.clone()];
    let Some(colon) = text.iter().position(|c| *c == b':') else { return };
    let name = text[..colon].to_ascii_lowercase();
    let is_secret = name == b"authorization"
        || [&b"key"[..], b"token", b"secret", b"password"]
            .iter()
            .any(|word| memchr::memmem::find(&name, word).is_some());
    if !is_secret {
        return;
    }
    let mut start = word.start + colon + 1;
    while start < word.end && bytes[start] == b' ' {
        start += 1;
    }
    let rest = &bytes[start..word.end];
    for scheme in [&b"bearer "[..], b"token ", b"api-token ", b"apikey ", b"basic "] {
        if rest.len() > scheme.len() && rest[..scheme.len()].eq_ignore_ascii_case(scheme) {
            start += scheme.len();
            if scheme == b"basic " {
                let decoded = decode::base64_text(&bytes[start..word.end]);
                let fine = decoded.as_deref().and_then(|text| text.split_once(':')).is_some_and(
                    |(user, password)| {
                        !is_common(password.as_bytes())
                            && !is_no_password(password.as_bytes())
                            && password != user
                    },
                );
                if fine {
                    out.push(Value::proven(start..word.end));
                }
                return;
            }
            break;
        }
    }
    let value = &bytes[start..word.end];
    let solid = !value
        .iter()
        .any(|c| c.is_ascii_whitespace() || matches!(c, b'$' | b'{' | b'<' | b'[' | b'('));
    if solid && looks_opaque(value) {
        out.push(Value::new(start..word.end));
    } else if solid && looks_made(value) && !context.is_test {
        let confidence = Some(Confidence::Low);
        out.push(Value { confidence, ..Value::new(start..word.end) });
    }
}

/// Too short to tell by its characters alone, but no word.
fn looks_made(token: &[u8]) -> bool {
    let all = value::classes(token);
    token.len() >= 10
        && all.digit >= 2
        && all.letters() >= 3
        && all.distinct >= 7
        && !value::is_wordy(token)
        && !value::is_placeholder(token)
}
