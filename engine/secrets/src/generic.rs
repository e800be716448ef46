//! Secrets of no known kind, by the name they are assigned to.
//!
//! For: `password = "..."`, `api_key: ...` and the like. A name that speaks of a credential, a value that can be one.
//! Not for: vendors' tokens. In parsed languages the tree has the last word (`syntax`).
//! Read [`token`], then [`password`].

use std::ops::Range;

use tamis_finding::{Confidence, Severity};

use crate::assign::{Assignment, Operator};
use crate::paths::Kind;
use crate::structure::{Context, Value};
use crate::value::{self, Classes};

/// Words of a name that make it no credential, wherever they stand in it.
const OTHERS: [&str; 63] = [
    // Places in lists and changes, which services call tokens.
    "continuation",
    "next",
    "page",
    "cursor",
    "sync",
    "idempotency",
    "authenticity",
    "verification",
    "csrfmiddlewaretoken",
    "nonce",
    "public",
    "pub",
    "csrf",
    "xsrf",
    "tokenizer",
    "tokenize",
    "tokens",
    "hashed",
    "hash",
    "encrypted",
    "lexer",
    "parser",
    "syntax",
    "regex",
    "pattern",
    "mask",
    "masked",
    "placeholder",
    "label",
    "description",
    "message",
    "error",
    "hint",
    "hints",
    "help",
    "title",
    "url",
    "uri",
    "path",
    "file",
    "filename",
    "dir",
    "folder",
    "field",
    "column",
    "header",
    "selector",
    "checksum",
    "digest",
    "sha256",
    "sha1",
    "md5",
    "integrity",
    "etag",
    "version",
    "format",
    "type",
    "example",
    "test",
    "fake",
    "mock",
    "dummy",
    "sample",
];

/// Words that end the name of something about a credential.
const TAILS: [&str; 69] = [
    "name",
    "names",
    "id",
    "ids",
    "length",
    "len",
    "size",
    "min",
    "max",
    "expiry",
    "expires",
    "expiration",
    "ttl",
    "age",
    "timeout",
    "msg",
    "prompt",
    "text",
    "param",
    "params",
    "parameter",
    "policy",
    "count",
    "env",
    "var",
    "variable",
    "prefix",
    "suffix",
    "class",
    "index",
    "limit",
    "status",
    "state",
    "mode",
    "enabled",
    "allowed",
    "iterations",
    "rounds",
    "required",
    "validator",
    "strategy",
    "provider",
    "endpoint",
    "host",
    "algorithm",
    "alg",
    "method",
    "scope",
    "scopes",
    "audience",
    "issuer",
    "kind",
    "style",
    "color",
    "icon",
    "position",
    "offset",
    "separator",
    "delimiter",
    "list",
    "map",
    "set",
    "table",
    "store",
    "arn",
    "ref",
    "input",
    "reset",
    "info",
];

/// A name's last parts, in lower case, if it may be that of a credential.
fn credential_words(name: &[u8]) -> Option<Vec<Vec<u8>>> {
    let words = value::word_parts(name);
    let is = |list: &[&str], word: &Vec<u8>| list.iter().any(|it| it.as_bytes() == word.as_slice());
    let last = words.last()?;
    if words.len() > 8 || words.iter().any(|word| is(&OTHERS, word)) || is(&TAILS, last) {
        return None;
    }
    Some(words)
}

fn joined(words: &[Vec<u8>]) -> String {
    words
        .iter()
        .map(|word| String::from_utf8_lossy(word).into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether a name speaks of a password.
fn is_password_name(words: &[Vec<u8>]) -> bool {
    let text = joined(words);
    ["password", "passwd", "passphrase", "passwort", "contrasena", "pwd", "mot de passe"]
        .iter()
        .any(|word| text.contains(word))
        || matches!(text.as_str(), "pass" | "db pass" | "user pass" | "root pass" | "smtp pass")
        || text.ends_with(" pass")
}

/// Whether a name speaks of a key or token.
fn is_token_name(words: &[Vec<u8>]) -> bool {
    const NAMES: [&str; 32] = [
        "secret",
        "token",
        "api key",
        "apikey",
        "access key",
        "accesskey",
        "auth key",
        "authkey",
        "private key",
        "privatekey",
        "encryption key",
        "signing key",
        "master key",
        "account key",
        "shared key",
        "service key",
        "admin key",
        "app key",
        "application key",
        "client key",
        "credential",
        "credentials",
        "auth",
        "authorization",
        "session key",
        "cipher key",
        "hmac key",
        "license key",
        "jwt key",
        "webhook key",
        "storage key",
        "secretkey",
    ];
    let text = joined(words);
    NAMES.iter().any(|name| text == *name || text.ends_with(&format!(" {name}")))
        || text.contains("secret")
        || text.ends_with("token")
        || text.ends_with("apikey")
        || text.starts_with("api key ")
}

/// Whether the assignment is one a credential may have in a file of this kind.
fn fits_kind(context: &Context<'_>, found: &Assignment) -> bool {
    // A part of a path: `arn:aws:secretsmanager:...:secret:name`.
    let before = found.name.start.checked_sub(1).map(|at| context.bytes()[at]);
    if found.operator == Operator::Colon && !found.quoted && before == Some(b':') {
        return false;
    }
    match (context.kind, found.operator) {
        (Kind::Data, _) => false,
        (Kind::Code, Operator::Word) => false,
        (Kind::Code, _) => found.quoted,
        (Kind::Config, _) => true,
        (Kind::Prose, operator) => {
            matches!(operator, Operator::Assign | Operator::Colon | Operator::Markup)
                || found.quoted
        }
    }
}

/// Which test a value must pass beside its own look.
fn value_of(context: &Context<'_>, found: &Assignment) -> Range<usize> {
    let bytes = &context.bytes()[found.value.clone()];
    for scheme in ["bearer ", "basic ", "token "] {
        if bytes.len() > scheme.len()
            && bytes[..scheme.len()].eq_ignore_ascii_case(scheme.as_bytes())
        {
            return found.value.start + scheme.len()..found.value.end;
        }
    }
    found.value.clone()
}

/// At a word of a name: a key or token.
pub(crate) fn token(context: &Context<'_>, keyword: Range<usize>, out: &mut Vec<Value>) {
    let bytes = context.bytes();
    let Some(found) = Assignment::at(bytes, keyword) else { return };
    if !fits_kind(context, &found) {
        return;
    }
    let Some(words) = credential_words(&bytes[found.name.clone()]) else { return };
    if !is_token_name(&words) || is_password_name(&words) {
        return;
    }
    let range = value_of(context, &found);
    let text = &bytes[range.clone()];
    if !is_tokenish(text, context, found.quoted)
        || is_looked_up(bytes, &found)
        || claims_checksum(text)
    {
        return;
    }
    let all = value::classes(text);
    let strong = is_strong(text, &all);
    let code = context.kind == Kind::Code || (context.kind == Kind::Config && strong);
    if !strong && (context.is_test || context.kind == Kind::Prose) {
        return;
    }
    let confidence =
        if strong && code && !context.is_test { Confidence::Medium } else { Confidence::Low };
    out.push(generic(range, confidence, found.quoted));
}

/// Prefixes of tokens that end in a checksum: their own detectors decide, and where those see a wrong sum it is no
/// token, whatever it is assigned to.
fn claims_checksum(text: &[u8]) -> bool {
    const PREFIXES: [&[u8]; 6] = [b"ghp_", b"gho_", b"ghu_", b"ghs_", b"ghr_", b"npm_"];
    let alone = |prefix: &&[u8]| text.starts_with(prefix) && text.len() == 40;
    let routable = (text.starts_with(b"glpat-") || text.starts_with(b"glrt-t"))
        && text.len() > 37
        && text[text.len() - 10] == b'.';
    PREFIXES.iter().any(alone) || routable || (text.starts_with(b"glsa_") && text.len() == 46)
}

fn generic(range: Range<usize>, confidence: Confidence, quoted: bool) -> Value {
    Value {
        confidence: Some(confidence),
        is_proven: true,
        is_generic: true,
        wants_string: quoted,
        ..Value::new(range)
    }
}

/// Random enough that chance or a name do not explain it.
fn is_strong(text: &[u8], all: &Classes) -> bool {
    let bits = value::entropy(text);
    if value::is_hex(text) {
        return text.len() >= 32 && bits >= 3.2 && all.digit > 0 && all.letters() > 0;
    }
    text.len() >= 20 && bits >= 3.7 && all.digit >= 2 && all.letters() >= 4
}

fn is_tokenish(text: &[u8], context: &Context<'_>, quoted: bool) -> bool {
    let all = value::classes(text);
    let bits = value::entropy(text);
    let allowed = |c: &u8| {
        (c.is_ascii_graphic() || !c.is_ascii())
            && !matches!(
                c,
                b'"' | b'\'' | b'<' | b'>' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'\\' | b' '
            )
    };
    if !(12..=512).contains(&text.len())
        || !text.iter().all(allowed)
        || !value::is_latin(text)
        || names_test(text)
    {
        return false;
    }
    let marks = all.mark;
    !text.contains(&b':')
        && all.digit >= 1
        && all.letters() >= 2
        && marks * 3 <= text.len()
        && bits >= if text.len() >= 20 { 3.3 } else { 3.1 }
        && !value::is_placeholder(text)
        && !value::is_wordy(text)
        && !looks_public(text)
        && !(value::is_hex(text)
            && matches!(text.len(), 40 | 64)
            && context.kind == Kind::Prose
            && !quoted)
        && !is_compound(text)
}

/// One of its parts says that it is for tests: `task_test_1f8a...`.
fn names_test(text: &[u8]) -> bool {
    let parts = text.split(|c| matches!(c, b'-' | b'_' | b'.'));
    parts.into_iter().any(|part| {
        matches!(
            part.to_ascii_lowercase().as_slice(),
            b"test" | b"tests" | b"testing" | b"demo" | b"example" | b"unittest"
        )
    })
}

/// Addresses, paths, identifiers, versions, dates, numbers, public keys, hashes with their name.
fn looks_public(text: &[u8]) -> bool {
    const STARTS: [&str; 28] = [
        "http",
        "/",
        "./",
        "../",
        "~/",
        "ssh-",
        "AAAA",
        "sha1-",
        "sha256-",
        "sha256:",
        "sha384-",
        "sha512-",
        "md5:",
        "pk_",
        "pk.",
        "data:",
        "arn:",
        "urn:",
        "id_",
        "#",
        "@",
        "--",
        "com.",
        "org.",
        "base64:AAAA",
        "0x0",
        "MIIC",
        "MIIB",
    ];
    let has = |part: &[u8]| memchr::memmem::find(text, part).is_some();
    value::is_uuid(text)
        || is_encrypted(text)
        || is_member(text)
        || STARTS.iter().any(|start| text.starts_with(start.as_bytes()))
        || has(b"://")
        || has(b"::")
        || has(b"->")
        || has(b"..")
        || has(b"@") && has(b".")
        || text.iter().filter(|c| **c == b'/').count() >= 2
            && value::word_parts(text).iter().filter(|part| part.len() >= 4).count() >= 2
        || text.iter().filter(|c| **c == b'.').count() >= 2 && !text.starts_with(b"ey")
        || text.iter().all(|c| {
            c.is_ascii_digit() || matches!(c, b'.' | b'-' | b':' | b'_' | b'+' | b'T' | b'Z')
        })
}

/// `ed25519.PrivateKey`: names joined by a point.
fn is_member(text: &[u8]) -> bool {
    let Some(at) = text.iter().rposition(|c| *c == b'.') else { return false };
    let last: Vec<u8> = text[at + 1..].iter().copied().filter(|c| !c.is_ascii_digit()).collect();
    text[0].is_ascii_alphabetic() && last.len() >= 4 && value::is_wordy(&last)
}

/// Encrypted in place, or a reference to a store.
fn is_encrypted(text: &[u8]) -> bool {
    const STARTS: [&str; 10] = [
        "ENC[",
        "ENC(",
        "{cipher}",
        "{AES}",
        "vault:",
        "$ANSIBLE_VAULT",
        "secretref:",
        "AQICAH",
        "age1",
        "op:",
    ];
    STARTS.iter().any(|start| text.starts_with(start.as_bytes()))
}

/// Words with marks between them and digits only at their ends: `my-app-v2`, `AWS_SECRET_2`.
fn is_compound(text: &[u8]) -> bool {
    let parts: Vec<&[u8]> = text.split(|c| matches!(c, b'-' | b'_' | b'.' | b':' | b'/')).collect();
    if parts.len() < 2 {
        return false;
    }
    let plain = |part: &&[u8]| {
        let letters = part.iter().take_while(|c| c.is_ascii_alphabetic()).count();
        part[letters..].iter().all(u8::is_ascii_digit) && part.len() - letters <= 4
    };
    parts.iter().all(plain)
        && parts.iter().filter(|part| part.len() >= 3).count() * 2 >= parts.len()
        && parts.iter().map(|part| part.len()).max().unwrap_or(0) <= 14
}

/// `os.environ["API_TOKEN"]`, `getenv("X")`: the name is what is looked up.
fn is_looked_up(text: &[u8], found: &Assignment) -> bool {
    let head = &text[found.value.start.saturating_sub(40)..found.value.start];
    ["env", "getenv", "get(", "lookup", "ENV[", "require(", "import(", "read("].iter().any(|word| {
        memchr::memmem::rfind(head, word.as_bytes()).is_some_and(|at| {
            head.len() - at <= 18 && found.name.end <= found.value.start - (head.len() - at)
        })
    })
}

/// Files that are there to hold credentials: any value of a password's name is one.
fn holds_credentials(path: &str) -> bool {
    const NAMES: [&str; 24] = [
        "wp-config.php",
        ".my.cnf",
        "my.cnf",
        ".s3cfg",
        ".esmtprc",
        ".msmtprc",
        "sftp-config.json",
        "sftp.json",
        ".ftpconfig",
        ".remote-sync.json",
        "deployment-config.json",
        "credentials",
        ".npmrc",
        ".pypirc",
        ".dockercfg",
        "database.yml",
        "secrets.yml",
        "local_settings.py",
        "application.properties",
        "application.yml",
        "settings.xml",
        "webservers.xml",
        "configuration.php",
        ".mylogin.cnf",
    ];
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    NAMES.contains(&name.as_str())
        || name == ".env"
        || (name.starts_with(".env.") && !name.contains("example") && !name.contains("sample"))
}

/// At a word of a name: a password.
pub(crate) fn password(context: &Context<'_>, keyword: Range<usize>, out: &mut Vec<Value>) {
    let bytes = context.bytes();
    let Some(found) = Assignment::at(bytes, keyword) else { return };
    if !fits_kind(context, &found) {
        return;
    }
    let Some(words) = credential_words(&bytes[found.name.clone()]) else { return };
    if !is_password_name(&words) || is_looked_up(bytes, &found) {
        return;
    }
    let text = &bytes[found.value.clone()];
    let plain = holds_credentials(context.path);
    let Some(confidence) = password_worth(text, context, &found, plain) else { return };
    let mut value = generic(found.value.clone(), confidence, found.quoted);
    if crate::structure::is_common_password(text) {
        value.severity = Some(Severity::Low);
    }
    out.push(value);
}

/// How sure a password is one; `None` where it is none.
fn password_worth(
    text: &[u8],
    context: &Context<'_>,
    found: &Assignment,
    plain: bool,
) -> Option<Confidence> {
    let all = value::classes(text);
    let odd = text.iter().any(|c| matches!(c, b'<' | b'>' | b'{' | b'}' | b'"' | b'\\'));
    if !(4..=128).contains(&text.len()) || all.blank > 0 || !value::is_latin(text) || odd {
        return None;
    }
    if is_switch(text)
        || crate::structure::is_no_password(text)
        || looks_public(text)
        || is_reference(text)
    {
        return None;
    }
    if plain {
        return (!context.is_test).then_some(Confidence::Medium);
    }
    let parts = value::word_parts(text);
    let names_itself = parts.iter().any(|part| {
        [
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "secret",
            "token",
            "username",
            "user",
            "login",
            "email",
        ]
        .iter()
        .any(|word| word.as_bytes() == part.as_slice())
    });
    let mixed = all.letters() > 0 && (all.digit > 0 || all.mark > 0);
    // `MONGODB-X509` and `ssl_ca_cert_File` are names of something.
    let is_constant = (all.lower == 0 || all.digit == 0) && is_compound(text);
    let strong = all.kinds() >= 3 && text.len() >= 8 && !names_itself && !is_constant;
    if strong && !value::is_wordy(text) {
        let sure = context.kind != Kind::Prose && !context.is_test;
        return Some(if sure { Confidence::Medium } else { Confidence::Low });
    }
    // What is left are weak passwords: only in quotes, only in what runs, and not words of a program.
    let weak = found.quoted
        && mixed
        && text.len() >= 6
        && !names_itself
        && !context.is_test
        && context.kind != Kind::Prose
        && !is_compound(text)
        && !matches!(found.operator, Operator::Call | Operator::Comma)
        && (all.digit > 0 && all.letters() >= 3 || all.kinds() >= 3)
        && all.mark <= all.letters();
    weak.then_some(Confidence::Low)
}

/// `true` and its like: what is set is no password, whatever its name.
fn is_switch(text: &[u8]) -> bool {
    let lower = text.to_ascii_lowercase();
    matches!(lower.as_slice(), b"true" | b"false" | b"yes" | b"no" | b"on" | b"off" | b"none")
}

/// A variable, call, path or format: `config.password`, `get_password()`, `$1`, `%s`, `:password`.
fn is_reference(text: &[u8]) -> bool {
    let first = text[0];
    matches!(
        first,
        b':' | b'$' | b'%' | b'#' | b'.' | b'/' | b'&' | b'*' | b'?' | b'=' | b'^' | b'-' | b'['
    ) && !(first == b'$' || first == b'#' || first == b'*' || first == b'&' || first == b'^')
        || (first == b'$'
            && text.get(1).is_some_and(|c| c.is_ascii_lowercase())
            && text[1..].iter().all(|c| c.is_ascii_alphanumeric() || *c == b'_'))
        || text.contains(&b'(')
        // A type: `InitVar[str]`, whose last bracket may be cut off.
        || text.contains(&b'[')
            && text.iter().all(|c| c.is_ascii_alphabetic() || matches!(c, b'[' | b']' | b'.' | b'_'))
        || text.ends_with(b":")
        || text.ends_with(b"=")
        || (text.contains(&b'.')
            && text.iter().all(|c| c.is_ascii_alphabetic() || matches!(c, b'.' | b'_')))
        || (text.contains(&b'_')
            && text.iter().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == b'_'))
        || (text.contains(&b'_')
            && text.iter().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || *c == b'_'))
        || (text.contains(&b'-')
            && text.iter().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == b'-'))
}
