//! Passwords in addresses and connection strings.
//!
//! For: `scheme://user:password@host`, `Server=...;Password=...`, `jdbc:...?password=...`.
//! Read [`database`].

use std::ops::Range;

use tamis_finding::{Confidence, Severity};

use super::{Context, Value};
use crate::decode;
use crate::value;

/// Schemes of databases and brokers, whose addresses hold passwords of services.
const DATABASES: [&str; 27] = [
    "postgres",
    "postgresql",
    "mysql",
    "mysql2",
    "mariadb",
    "mongodb",
    "mongodb+srv",
    "redis",
    "rediss",
    "amqp",
    "amqps",
    "mssql",
    "sqlserver",
    "oracle",
    "clickhouse",
    "cockroachdb",
    "snowflake",
    "cassandra",
    "couchdb",
    "neo4j",
    "bolt",
    "mqtt",
    "mqtts",
    "nats",
    "kafka",
    "db2",
    "influxdb",
];

/// At `://` with the scheme of a database: its password.
pub(super) fn database(context: &Context<'_>, keyword: Range<usize>, out: &mut Vec<Value>) {
    if let Some(address) = Address::around(context.bytes(), keyword.start)
        && address.is_database()
        && let Some(value) = address.judge(context)
    {
        out.push(value);
    }
}

/// The same for every other scheme.
pub(super) fn credentials(context: &Context<'_>, keyword: Range<usize>, out: &mut Vec<Value>) {
    if let Some(address) = Address::around(context.bytes(), keyword.start)
        && !address.is_database()
        && let Some(value) = address.judge(context)
    {
        out.push(value);
    }
}

struct Address<'t> {
    scheme: &'t [u8],
    user: &'t [u8],
    password: Range<usize>,
    host: &'t [u8],
}

impl<'t> Address<'t> {
    /// Around the `://` at `at`.
    fn around(text: &'t [u8], at: usize) -> Option<Address<'t>> {
        let is_scheme = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'+' | b'-' | b'.');
        let start = text[..at].iter().rposition(|c| !is_scheme(*c)).map_or(0, |at| at + 1);
        let scheme = &text[start.max(at.saturating_sub(40))..at];
        let rest = text.get(at + 3..)?;
        let rest = &rest[..rest.len().min(512)];
        let ends = |c: u8| {
            c.is_ascii_whitespace() || matches!(c, b'"' | b'\'' | b'`' | b'<' | b'>' | b'\\')
        };
        let line = rest.iter().position(|c| ends(*c)).unwrap_or(rest.len());
        // Passwords may hold `/` and `@` though they should not: the last `@` before the path ends them.
        let path =
            rest[..line].iter().position(|c| matches!(c, b'?' | b'#' | b',')).unwrap_or(line);
        let slash = rest[..path].iter().position(|c| *c == b'/').unwrap_or(path);
        let split = rest[..slash].iter().rposition(|c| *c == b'@');
        let split = split.or_else(|| rest[..path].iter().position(|c| *c == b'@'))?;
        let colon = rest[..split].iter().position(|c| *c == b':')?;
        let host_end = rest[split + 1..line]
            .iter()
            .position(|c| {
                !(c.is_ascii_alphanumeric() || matches!(c, b'.' | b'-' | b'_' | b'[' | b']'))
            })
            .map_or(line, |at| split + 1 + at);
        let user = &rest[..colon];
        if scheme.is_empty() || user.contains(&b'/') || user.len() > 128 {
            return None;
        }
        let password = at + 3 + colon + 1..at + 3 + split;
        Some(Address { scheme, user, password, host: &rest[split + 1..host_end] })
    }

    fn is_database(&self) -> bool {
        let scheme = self.scheme.to_ascii_lowercase();
        let scheme = scheme.strip_prefix(b"jdbc:").unwrap_or(&scheme);
        // `postgresql+asyncpg`
        let base = scheme.split(|c| *c == b'+').next().unwrap_or(scheme);
        DATABASES.iter().any(|name| scheme == name.as_bytes() || base == name.as_bytes())
    }

    fn judge(&self, context: &Context<'_>) -> Option<Value> {
        let raw = &context.bytes()[self.password.clone()];
        let decoded = decode::percent(raw);
        let password = decoded.as_deref().unwrap_or(raw);
        if self.host.is_empty()
            || is_no_password(password)
            || is_no_password(raw)
            || self.is_example_host()
        {
            return None;
        }
        let plain = value::classes(password).kinds() == 1 && password.len() < 10;
        let weak = is_common(password) || password.eq_ignore_ascii_case(self.user);
        if (weak || plain) && (context.is_test || self.is_local()) {
            return None;
        }
        let mut value = Value::proven(self.password.clone());
        if weak || self.is_local() {
            value.severity = Some(Severity::Low);
            value.confidence = Some(Confidence::Low);
        } else if context.is_test {
            value.confidence = Some(Confidence::Low);
        }
        // Short words are what documents put there.
        if plain && (weak || context.kind == crate::paths::Kind::Prose || context.is_test) {
            return None;
        }
        if plain {
            value.confidence = Some(Confidence::Low);
        }
        Some(value)
    }

    fn is_local(&self) -> bool {
        let host = self.host.to_ascii_lowercase();
        host.starts_with(b"127.")
            || host == b"localhost"
            || host == b"0.0.0.0"
            || host == b"[::1]"
            || host == b"host.docker.internal"
            || !host.contains(&b'.')
    }

    fn is_example_host(&self) -> bool {
        let host = self.host.to_ascii_lowercase();
        let ends = |end: &[u8]| host.ends_with(end);
        let parts: Vec<&[u8]> = host.split(|c| *c == b'.').collect();
        let words: [&[u8]; 8] =
            [b"example", b"foo", b"host", b"hostname", b"server", b"domain", b"yourhost", b"test"];
        ends(b".example")
            || ends(b".invalid")
            || ends(b".test")
            || parts.iter().rev().take(2).any(|part| words.contains(part))
    }
}

/// Variables, masks, templates, words that stand for a password.
pub(crate) fn is_no_password(password: &[u8]) -> bool {
    let lower = password.to_ascii_lowercase();
    password.len() < 3
        || password.iter().all(|c| *c == password[0])
        || password.iter().any(|c| c.is_ascii_whitespace())
        || value::is_placeholder(password)
        || password.iter().any(|c| matches!(c, b'{' | b'}' | b'<' | b'>'))
        || password.iter().all(|c| matches!(c, b'*' | b'.' | b'x' | b'X' | b'_' | b'-' | b'#'))
        || (password.starts_with(b"$") && password.len() > 1 && !password[1].is_ascii_digit())
        || is_named(&lower)
        || (password.starts_with(b":") || password.starts_with(b"@") || password.starts_with(b"%"))
        || matches!(
            lower.as_slice(),
            b"pass"
                | b"password"
                | b"passwd"
                | b"passw0rd"
                | b"pwd"
                | b"pw"
                | b"secret"
                | b"token"
                | b"foo"
                | b"bar"
                | b"baz"
                | b"xxx"
                | b"key"
                | b"[password]"
                | b"null"
                | b"none"
                | b"user"
                | b"username"
                | b"mypassword"
                | b"mypass"
                | b"dbpassword"
                | b"db_password"
                | b"userpassword"
                | b"apikey"
                | b"api_key"
                | b"x-oauth-basic"
                | b"private_key"
                | b"some/key"
                | b"sas_key"
                | b"access_key"
                // Of the documentation of NuGet.
                | b"33f!!lloppa"
                | b"hal+9ooo_da!sy"
        )
}

/// `somepassword`, `the_secret`, `pass-here`: the word for it, in a phrase.
fn is_named(lower: &[u8]) -> bool {
    const BEFORE: [&[u8]; 7] = [b"some", b"the", b"any", b"a", b"this", b"user", b"db"];
    const WORDS: [&[u8]; 6] = [b"password", b"passwd", b"secret", b"pass", b"pwd", b"key"];
    let letters: Vec<u8> = lower.iter().copied().filter(u8::is_ascii_alphabetic).collect();
    lower.iter().all(|c| c.is_ascii_alphabetic() || matches!(c, b'_' | b'-'))
        && WORDS.iter().any(|word| {
            let rest = letters.strip_suffix(*word);
            rest.is_some_and(|rest| BEFORE.contains(&rest))
                || letters.strip_prefix(*word) == Some(&b"here"[..])
        })
}

/// What everyone uses where nothing is at stake.
pub(crate) fn is_common(password: &[u8]) -> bool {
    const COMMON: [&str; 37] = [
        "tiger",
        "postgres",
        "postgresql",
        "mysql",
        "mariadb",
        "mongo",
        "mongodb",
        "redis",
        "rabbitmq",
        "root",
        "toor",
        "admin",
        "administrator",
        "guest",
        "test",
        "testing",
        "tester",
        "dev",
        "development",
        "local",
        "demo",
        "sample",
        "hunter2",
        "foobar",
        "s3cr3t",
        "default",
        "minioadmin",
        "clickhouse",
        "docker",
        "django",
        "rails",
        "123456",
        "1234",
        "12345",
        "123",
        "changeit",
        "letmein",
    ];
    COMMON.iter().any(|word| password.eq_ignore_ascii_case(word.as_bytes()))
}

/// At `password=` or `pwd=` of a connection string with `;` between its parts, or in a JDBC address.
pub(super) fn connection_password(
    context: &Context<'_>,
    keyword: Range<usize>,
    out: &mut Vec<Value>,
) {
    let bytes = context.bytes();
    let before = keyword.start.checked_sub(1).map(|at| bytes[at]);
    if !matches!(before, Some(b';' | b'?' | b'&' | b' ' | b'"' | b'\'')) {
        return;
    }
    let mut at = keyword.end;
    while bytes.get(at).is_some_and(|c| matches!(c, b' ' | b'=')) && at < keyword.end + 4 {
        at += 1;
    }
    if !bytes[keyword.start..at].contains(&b'=') {
        return;
    }
    let line = context.line(keyword.start);
    let near = bytes[line.start.max(keyword.start.saturating_sub(400))..(at + 300).min(line.end)]
        .to_ascii_lowercase();
    let holds = |word: &str| memchr::memmem::find(&near, word.as_bytes()).is_some();
    let server =
        ["server=", "data source=", "host=", "jdbc:", "driver=", "endpoint=", "user id=", "uid="]
            .iter()
            .any(|word| holds(word));
    let end = bytes[at..line.end]
        .iter()
        .position(|c| {
            matches!(c, b';' | b',' | b')' | b'"' | b'\'' | b'&' | b'<' | b'`' | b' ' | b'\\')
        })
        .map_or(line.end, |found| at + found);
    let password = &bytes[at..end];
    if !server || is_no_password(password) {
        return;
    }
    let local = ["localhost", "127.0.0.1", "(localdb)", "(local)", "server=.;"]
        .iter()
        .any(|word| holds(word));
    let weak = is_common(password) || value::is_wordy(password);
    if weak && (local || context.is_test) {
        return;
    }
    let mut value = Value::proven(at..end);
    if local || weak || context.is_test {
        value.severity = (local || weak).then_some(Severity::Low);
        value.confidence = Some(Confidence::Low);
    }
    out.push(value);
}
