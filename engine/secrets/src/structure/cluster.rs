//! Secrets in the files of clusters and their tools: Kubernetes manifests, Docker's configuration, Terraform's state.

use std::ops::Range;

use tamis_finding::{Confidence, Severity};

use super::url::{is_common, is_no_password};
use super::{Context, Value};
use crate::decode;
use crate::value;

/// At `kind:`: the entries below `data:` and `stringData:` of a Secret.
pub(super) fn kubernetes_secret(
    context: &Context<'_>,
    keyword: Range<usize>,
    out: &mut Vec<Value>,
) {
    let bytes = context.bytes();
    let line = context.line(keyword.start);
    let rest = bytes[keyword.end..line.end].trim_ascii();
    let kind = rest.trim_ascii_start();
    let kind: Vec<u8> = kind
        .iter()
        .copied()
        .filter(|c| !matches!(c, b'"' | b'\'' | b',' | b':' | b' ' | b'\t'))
        .collect();
    let kind = kind.split(|c| *c == b'#' || *c == b'}').next().unwrap_or(&[]);
    if !kind.eq_ignore_ascii_case(b"secret") {
        return;
    }
    let indent = bytes[line.start..keyword.start].to_vec();
    if indent.iter().all(|c| matches!(c, b' ' | b'\t' | b'-')) {
        let document = document(bytes, keyword.start);
        yaml_entries(context, document, indent.len(), out);
    } else {
        json_entries(context, keyword.start, out);
    }
}

/// The YAML document around `at`.
fn document(bytes: &[u8], at: usize) -> Range<usize> {
    let start = memchr::memmem::rfind(&bytes[..at], b"\n---").map_or(0, |found| found + 4);
    let end = memchr::memmem::find(&bytes[at..], b"\n---").map_or(bytes.len(), |found| at + found);
    start..end
}

fn yaml_entries(
    context: &Context<'_>,
    document: Range<usize>,
    indent: usize,
    out: &mut Vec<Value>,
) {
    let bytes = context.bytes();
    let mut section: Option<bool> = None;
    let mut at = document.start;
    let mut lines = 0;
    while at < document.end && lines < 4000 {
        lines += 1;
        let line = context.line(at);
        let next = memchr::memchr(b'\n', &bytes[line.start..])
            .map_or(bytes.len(), |found| line.start + found + 1);
        let text = &bytes[line.clone()];
        let depth = text.iter().take_while(|c| matches!(c, b' ' | b'\t')).count();
        let content = text[depth..].trim_ascii_end();
        if depth <= indent && !content.is_empty() && !content.starts_with(b"#") {
            section = match content {
                b"data:" => Some(true),
                b"stringData:" => Some(false),
                _ => None,
            };
        } else if let Some(encoded) = section
            && depth > indent
        {
            yaml_entry(context, line.start + depth..line.end, next, encoded, out);
        }
        at = next.max(line.end + 1);
    }
}

fn yaml_entry(
    context: &Context<'_>,
    line: Range<usize>,
    next: usize,
    encoded: bool,
    out: &mut Vec<Value>,
) {
    let bytes = context.bytes();
    let text = &bytes[line.clone()];
    let Some(colon) = memchr::memmem::find(text, b":") else { return };
    let key = &text[..colon];
    let mut start = line.start + colon + 1;
    let mut end = line.start + text.trim_ascii_end().len();
    if start > end || key.starts_with(b"#") {
        return;
    }
    start += bytes[start..end].iter().take_while(|c| c.is_ascii_whitespace()).count();
    if matches!(bytes.get(start), Some(b'|' | b'>')) && end - start <= 2 {
        let block = context.line(next.min(bytes.len()));
        start = block.start
            + bytes[block.clone()].iter().take_while(|c| c.is_ascii_whitespace()).count();
        end = block.end;
    }
    let quoted =
        end > start + 1 && matches!(bytes[start], b'"' | b'\'') && bytes[end - 1] == bytes[start];
    let value = if quoted { start + 1..end - 1 } else { start..end };
    entry(context, key, value, encoded, out);
}

/// `"data": {"key": "value"}` of a manifest in JSON.
fn json_entries(context: &Context<'_>, at: usize, out: &mut Vec<Value>) {
    let bytes = context.bytes();
    let window = at.saturating_sub(4096)..(at + 65_536).min(bytes.len());
    for (name, encoded) in [(&b"\"data\""[..], true), (b"\"stringData\"", false)] {
        let Some(found) = memchr::memmem::find(&bytes[window.clone()], name) else { continue };
        let mut at = window.start + found + name.len();
        let Some(open) = bytes[at..].iter().take(16).position(|c| *c == b'{') else { continue };
        at += open + 1;
        let Some(close) = memchr::memchr(b'}', &bytes[at..]) else { continue };
        let quotes: Vec<usize> = memchr::memchr_iter(b'"', &bytes[at..at + close])
            .take(2000)
            .map(|quote| at + quote)
            .collect();
        for four in quotes.chunks_exact(4) {
            entry(context, &bytes[four[0] + 1..four[1]], four[2] + 1..four[3], encoded, out);
        }
    }
}

/// Keys of a Secret that hold no secret.
const PUBLIC: [&str; 20] = [
    "type",
    "provider",
    "driver",
    "host",
    "port",
    "database",
    "username",
    "user",
    "host",
    "hostname",
    "port",
    "namespace",
    "ca.crt",
    "tls.crt",
    "database",
    "dbname",
    "region",
    "type",
    "url",
    "email",
];

fn entry(
    context: &Context<'_>,
    key: &[u8],
    value: Range<usize>,
    encoded: bool,
    out: &mut Vec<Value>,
) {
    let raw = &context.bytes()[value.clone()];
    let key: Vec<u8> = key
        .trim_ascii()
        .iter()
        .filter(|c| !matches!(c, b'"' | b'\''))
        .map(u8::to_ascii_lowercase)
        .collect();
    let public = PUBLIC.iter().any(|name| key == name.as_bytes())
        || key.ends_with(b".crt")
        || key.ends_with(b".pub");
    if public
        || raw.len() < 4
        || value::is_expansion(raw)
        || raw.iter().any(|c| c.is_ascii_whitespace())
    {
        return;
    }
    let decoded = if encoded {
        match decode::base64(raw) {
            Some(bytes) => bytes,
            None => return,
        }
    } else {
        raw.to_vec()
    };
    if decoded.len() < 4
        || is_no_password(&decoded) && decoded.len() < 24
        || decoded.starts_with(b"-----BEGIN CERT")
    {
        return;
    }
    if is_common(&decoded) && context.is_test {
        return;
    }
    let confidence = (context.is_test || is_common(&decoded)).then_some(Confidence::Low);
    out.push(Value { confidence, ..Value::proven(value) });
}

/// At `"auth"`: base64 of `user:password` as Docker's configuration has it.
pub(super) fn docker_auth(context: &Context<'_>, keyword: Range<usize>, out: &mut Vec<Value>) {
    let bytes = context.bytes();
    let escaped = bytes[..keyword.start].ends_with(b"\\\"");
    let mut at = keyword.end;
    while bytes.get(at).is_some_and(|c| matches!(c, b'"' | b':' | b' ' | b'\\'))
        && at < keyword.end + 8
    {
        at += 1;
    }
    if !escaped && !bytes[keyword.end..at].contains(&b':') {
        return;
    }
    let end = at
        + bytes[at..]
            .iter()
            .take(4096)
            .take_while(|c| {
                c.is_ascii_alphanumeric() || matches!(c, b'+' | b'/' | b'=' | b'-' | b'_')
            })
            .count();
    if end - at < 8 || !matches!(bytes.get(end), Some(b'"' | b'\\')) {
        return;
    }
    let Some(text) = decode::base64_text(&bytes[at..end]) else { return };
    let Some((user, password)) = text.split_once(':') else { return };
    let weak = is_common(password.as_bytes()) || user == password;
    if user.is_empty()
        || is_no_password(password.as_bytes())
        || (weak && context.is_test)
        || user.chars().any(char::is_whitespace)
    {
        return;
    }
    out.push(Value { confidence: weak.then_some(Confidence::Low), ..Value::proven(at..end) });
}

/// Attributes of a state file that hold secrets in clear text.
const ATTRIBUTES: [&str; 22] = [
    "password",
    "master_password",
    "admin_password",
    "administrator_login_password",
    "secret_string",
    "secret",
    "secret_key",
    "private_key",
    "private_key_pem",
    "private_key_openssh",
    "access_key",
    "primary_access_key",
    "secondary_access_key",
    "primary_connection_string",
    "secondary_connection_string",
    "connection_string",
    "client_secret",
    "api_key",
    "token",
    "auth_token",
    "secret_access_key",
    "client_key",
];

/// At `"terraform_version"`: the attributes of a state file that hold secrets.
pub(super) fn terraform_state(context: &Context<'_>, keyword: Range<usize>, out: &mut Vec<Value>) {
    let bytes = context.bytes();
    let head = &bytes[..bytes.len().min(4096)];
    if keyword.start > 4096
        || memchr::memmem::find(head, b"\"lineage\"").is_none()
            && memchr::memmem::find(head, b"\"serial\"").is_none()
    {
        return;
    }
    let random = memchr::memmem::find(bytes, b"\"random_password\"").is_some();
    for name in ATTRIBUTES.iter().copied().chain(random.then_some("result")) {
        let key = format!("\"{name}\":");
        for found in memchr::memmem::find_iter(bytes, key.as_bytes()).take(1000) {
            let mut at = found + key.len();
            while bytes.get(at) == Some(&b' ') {
                at += 1;
            }
            if bytes.get(at) != Some(&b'"') {
                continue;
            }
            let start = at + 1;
            let Some(end) = bytes[start..].iter().take(16_384).position(|c| *c == b'"') else {
                continue;
            };
            let value = start..start + end;
            if is_no_password(&bytes[value.clone()]) && end < 64 || end < 4 {
                continue;
            }
            out.push(Value { severity: Some(Severity::High), ..Value::proven(value) });
        }
    }
}
