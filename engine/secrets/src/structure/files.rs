//! Files whose kind says that a word in them is a password, however weak.

use std::ops::Range;

use tamis_finding::{Confidence, Severity};

use super::url::{is_common, is_no_password};
use super::{Context, Value};
use crate::decode;
use crate::value;

fn name<'t>(context: &Context<'t>) -> &'t str {
    context.path.rsplit('/').next().unwrap_or(context.path)
}

/// At `machine`: `machine host login user password secret`, on one line or several.
pub(super) fn netrc(context: &Context<'_>, keyword: Range<usize>, out: &mut Vec<Value>) {
    let bytes = context.bytes();
    let line = context.line(keyword.start);
    if !bytes[line.start..keyword.start]
        .iter()
        .all(|c| c.is_ascii_whitespace() || matches!(c, b'"' | b'\'' | b'>'))
        && !name(context).contains("netrc")
    {
        // `echo "machine host login ..." > ~/.netrc`
        let before = &bytes[line.start..keyword.start];
        if memchr::memmem::find(before, b"echo").is_none()
            && memchr::memmem::find(before, b"printf").is_none()
        {
            return;
        }
    }
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut at = keyword.start;
    let end = (keyword.start + 600).min(bytes.len());
    while at < end && words.len() < 10 {
        while at < end && bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        let start = at;
        while at < end
            && !bytes[at].is_ascii_whitespace()
            && !matches!(bytes[at], b'"' | b'\'' | b'\\')
        {
            at += 1;
        }
        if at == start {
            break;
        }
        words.push(start..at);
    }
    let find = |word: &[u8]| words.iter().position(|range| &bytes[range.clone()] == word);
    let (Some(_), Some(password)) = (find(b"login"), find(b"password")) else { return };
    let Some(value) = words.get(password + 1) else { return };
    plain(context, value.clone(), out);
}

/// A password of a file that is there to hold passwords.
fn plain(context: &Context<'_>, value: Range<usize>, out: &mut Vec<Value>) {
    let password = &context.bytes()[value.clone()];
    if password.len() < 4 || is_no_password(password) || (context.is_test && is_common(password)) {
        return;
    }
    let confidence = (context.is_test || is_common(password)).then_some(Confidence::Low);
    out.push(Value { confidence, ..Value::proven(value) });
}

/// PostgreSQL's password file: `host:port:database:user:password`.
pub(super) fn pgpass(context: &Context<'_>, _: Range<usize>, out: &mut Vec<Value>) {
    let mut at = 0;
    for line in context.text.split('\n').take(1000) {
        let range = at..at + line.trim_end_matches('\r').len();
        at += line.len() + 1;
        let text = &context.bytes()[range.clone()];
        let colons: Vec<usize> = memchr::memchr_iter(b':', text).take(4).collect();
        if colons.len() == 4 && !text.starts_with(b"#") {
            plain(context, range.start + colons[3] + 1..range.end, out);
        }
    }
}

/// At the begin of a hash: `user:$apr1$...` of a web server.
pub(super) fn htpasswd(context: &Context<'_>, keyword: Range<usize>, out: &mut Vec<Value>) {
    let Some((line, fields)) = entry(context, &keyword) else { return };
    if fields == 1 && keyword.start > line.start + 1 {
        out.push(Value {
            severity: Some(Severity::Medium),
            ..Value::proven(keyword.start..line.end)
        });
    }
}

/// At the begin of a hash: `user:$6$...:18000:0:99999:7:::` of a system.
pub(super) fn shadow(context: &Context<'_>, keyword: Range<usize>, out: &mut Vec<Value>) {
    let Some((line, fields)) = entry(context, &keyword) else { return };
    if fields < 7 {
        return;
    }
    let end = memchr::memchr(b':', &context.bytes()[keyword.start..line.end])
        .map_or(line.end, |at| keyword.start + at);
    out.push(Value::proven(keyword.start..end));
}

/// The line of `user:hash...` whose hash begins at the keyword, and how many colons it has.
fn entry(context: &Context<'_>, keyword: &Range<usize>) -> Option<(Range<usize>, usize)> {
    let bytes = context.bytes();
    let line = context.line(keyword.start);
    let head = &bytes[line.start..keyword.start];
    let user = head.strip_suffix(b":")?;
    let fine = !user.is_empty()
        && user.len() <= 64
        && user.iter().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'_' | b'-' | b'.' | b'@'));
    let hash = bytes[keyword.start..line.end].split(|c| *c == b':').next().unwrap_or(b"");
    let dense = hash.len() >= 20
        && !value::is_placeholder(hash)
        && !hash.iter().any(|c| matches!(c, b' ' | b'"' | b'\''));
    (fine && dense).then(|| (line.clone(), memchr::memchr_iter(b':', &bytes[line]).count()))
}

/// The key of Rails' encrypted credentials: 32 hexadecimal digits, alone.
pub(super) fn rails_master_key(context: &Context<'_>, _: Range<usize>, out: &mut Vec<Value>) {
    let text = context.text.trim();
    if text.len() == 32 && value::is_hex(text.as_bytes()) {
        let start = context.text.len() - context.text.trim_start().len();
        out.push(Value::new(start..start + 32));
    }
}

/// At `<Pass`: a password of FileZilla's site manager, plain or in base64.
pub(super) fn file_zilla(context: &Context<'_>, keyword: Range<usize>, out: &mut Vec<Value>) {
    let Some((attributes, value)) = element(context, &keyword) else { return };
    let raw = &context.bytes()[value.clone()];
    let encoded = memchr::memmem::find(attributes, b"base64").is_some();
    let clear = if encoded { decode::base64(raw) } else { Some(raw.to_vec()) };
    if clear.is_some_and(|clear| !is_no_password(&clear)) {
        out.push(Value::proven(value));
    }
}

/// At `<password` or a key of NuGet's: the element's text or the attribute's value, in files of build tools and editors.
pub(super) fn xml_password(context: &Context<'_>, keyword: Range<usize>, out: &mut Vec<Value>) {
    let bytes = context.bytes();
    if bytes.get(keyword.start) == Some(&b'<') {
        if let Some((_, value)) = element(context, &keyword) {
            // Maven's encrypted passwords stand in braces.
            if bytes[value.clone()].first() != Some(&b'{') {
                plain(context, value, out);
            }
        }
        return;
    }
    let line = context.line(keyword.start);
    let rest = &bytes[keyword.end..line.end];
    let Some(at) = memchr::memmem::find(rest, b"value=") else { return };
    let start = keyword.end + at + 7;
    let Some(quote) = bytes.get(start - 1).copied().filter(|c| matches!(c, b'"' | b'\'')) else {
        return;
    };
    let Some(end) = memchr::memchr(quote, &bytes[start..line.end]) else { return };
    plain(context, start..start + end, out);
}

/// The attributes and the text of the element whose name begins at the keyword.
fn element<'t>(context: &Context<'t>, keyword: &Range<usize>) -> Option<(&'t [u8], Range<usize>)> {
    let bytes = context.bytes();
    let window = &bytes[keyword.end..(keyword.end + 400).min(bytes.len())];
    let open = memchr::memchr(b'>', window)?;
    if open > 0 && !matches!(window[0], b' ' | b'\t') || window[..open].ends_with(b"/") {
        return None;
    }
    let start = keyword.end + open + 1;
    let length = memchr::memchr(b'<', &bytes[start..(start + 512).min(bytes.len())])?;
    let text = &bytes[start..start + length];
    let lead = text.len() - text.trim_ascii_start().len();
    let value = start + lead..start + lead + text.trim_ascii().len();
    (!value.is_empty()).then_some((&window[..open], value))
}
