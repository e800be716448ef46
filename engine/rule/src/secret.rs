//! Secret rules: the mapping under `secret:`, and the `examples:` that test it.
//!
//! For: rules of `mode: secret`.
//! Not for: finding secrets (`tamis-secrets`).
//! Read [`spec`].

use tamis_finding::Severity;

use crate::error::RuleError;
use crate::model::{Example, Located, SecretSpec, ValueSeverity};
use crate::reader::{Field, Fields, Reader};
use crate::yaml::NodeId;

/// Keys under `secret:`.
pub(crate) const KEYS: [&str; 10] = [
    "keywords",
    "pattern",
    "before",
    "assigned",
    "structure",
    "checksum",
    "entropy",
    "near",
    "not",
    "severities",
];

/// Structures that code knows how to read; `tamis-secrets` has one function for each.
pub const STRUCTURES: [&str; 26] = [
    "aws-secret",
    "basic-auth",
    "bearer-token",
    "card-code",
    "card-number",
    "card-track",
    "connection-password",
    "curl-credentials",
    "database-url",
    "docker-auth",
    "file-zilla",
    "generic-password",
    "generic-token",
    "htpasswd",
    "iban",
    "jwt",
    "kubernetes-secret",
    "netrc",
    "pgpass",
    "private-key",
    "putty-key",
    "rails-master-key",
    "shadow",
    "terraform-state",
    "url-credentials",
    "xml-password",
];

/// Checks of a token's own digits.
pub const CHECKSUMS: [&str; 25] = [
    "aadhaar",
    "ahv-ch",
    "aws-key-id",
    "bech32",
    "bsn-nl",
    "cnpj-br",
    "codice-fiscale-it",
    "cpf-br",
    "cpr-dk",
    "dni-es",
    "github",
    "gitlab",
    "grafana",
    "hetu-fi",
    "luhn",
    "my-number-jp",
    "nir-fr",
    "pesel-pl",
    "pypi",
    "resident-id-cn",
    "rrn-kr",
    "rut-cl",
    "ssn-us",
    "steuer-id-de",
    "tfn-au",
];

/// The matching side of a secret rule.
pub(crate) fn spec<'t>(reader: &mut Reader<'_, 't>, fields: &mut Fields<'t>) -> Option<SecretSpec> {
    let examples = fields.take("examples").map(|field| examples(reader, field));
    let field = fields.require(reader, "secret")?;
    let mut inner = reader.fields("'secret'", field.value)?;
    let keywords = inner.take("keywords").map(|field| reader.texts("'keywords'", field.value));
    let mut text = |reader: &mut Reader<'_, 't>, key: &str| {
        inner.take(key).and_then(|field| reader.filled_text(&format!("'{key}'"), field.value))
    };
    let pattern = text(reader, "pattern");
    let assigned = text(reader, "assigned");
    let structure = text(reader, "structure");
    let checksum = text(reader, "checksum");
    let entropy = text(reader, "entropy").and_then(|text| number(reader, text));
    let before = inner.take("before").and_then(|field| reader.number("'before'", field.value));
    let mut texts = |reader: &mut Reader<'_, 't>, key: &str| {
        inner.take(key).map(|field| reader.texts(&format!("'{key}'"), field.value))
    };
    let near = texts(reader, "near");
    let not = texts(reader, "not");
    let severities = inner.take("severities").map(|field| severities(reader, field));
    let span = inner.span;
    inner.finish(reader, &KEYS);
    if pattern.is_none() && assigned.is_none() && structure.is_none() {
        reader.missing("pattern", span, Some("or 'assigned', or 'structure'"));
    }
    if let Some(name) = structure.as_ref().filter(|it| !STRUCTURES.contains(&it.value.as_str())) {
        reader.unknown_value("structure", name, &STRUCTURES);
    }
    if let Some(name) = checksum.as_ref().filter(|it| !CHECKSUMS.contains(&it.value.as_str())) {
        reader.unknown_value("checksum", name, &CHECKSUMS);
    }
    let lower = |words: Option<Vec<Located<String>>>| -> Vec<String> {
        words.into_iter().flatten().map(|word| word.value.to_ascii_lowercase()).collect()
    };
    let keywords = lower(keywords);
    if keywords.is_empty() && structure.is_none() {
        reader.missing("keywords", span, Some("a text that stands in every match"));
    }
    for regex in pattern.iter().chain(&assigned).chain(not.iter().flatten()) {
        check_regex(reader, regex);
    }
    Some(SecretSpec {
        keywords,
        pattern,
        before: before.unwrap_or(0),
        assigned,
        structure,
        checksum: checksum.map(|text| text.value),
        entropy: entropy.unwrap_or(0.0),
        near: lower(near),
        not: not.unwrap_or_default(),
        severities: severities.unwrap_or_default(),
        examples: examples.unwrap_or_default(),
    })
}

fn number(reader: &mut Reader<'_, '_>, text: Located<String>) -> Option<f32> {
    let number = text.value.parse().ok().filter(|it: &f32| it.is_finite());
    if number.is_none() {
        reader.unknown_value("entropy", &text, &["a number of bits a character, such as 3.5"]);
    }
    number
}

/// Detectors run on bytes, in ASCII.
fn check_regex(reader: &mut Reader<'_, '_>, regex: &Located<String>) {
    let mut parser = regex_syntax::ParserBuilder::new().unicode(false).utf8(false).build();
    if let Err(error) = parser.parse(&regex.value) {
        let reason = match &error {
            regex_syntax::Error::Parse(error) => error.kind().to_string(),
            regex_syntax::Error::Translate(error) => error.kind().to_string(),
            _ => "not a regular expression".to_owned(),
        };
        reader.error(|file, within| RuleError::BadSecretRegex {
            file,
            span: regex.span.range().into(),
            within,
            reason,
        });
    }
}

fn severities(reader: &mut Reader<'_, '_>, field: Field) -> Vec<ValueSeverity> {
    let Some(items) = reader.filled_list("'severities'", field.value) else { return Vec::new() };
    items.iter().filter_map(|item| value_severity(reader, *item)).collect()
}

fn value_severity(reader: &mut Reader<'_, '_>, node: NodeId) -> Option<ValueSeverity> {
    let mut fields = reader.fields("an item of 'severities'", node)?;
    let value = fields.require(reader, "value");
    let value = value.and_then(|field| reader.filled_text("'value'", field.value));
    let word = fields.require(reader, "severity");
    let word = word.and_then(|field| reader.filled_text("'severity'", field.value));
    fields.finish(reader, &["value", "severity"]);
    let (value, word) = (value?, word?);
    check_regex(reader, &value);
    let severity = Severity::parse(&word.value);
    if severity.is_none() {
        reader.unknown_value("severity", &word, &["CRITICAL", "HIGH", "MEDIUM", "LOW", "INFO"]);
    }
    Some(ValueSeverity { value, severity: severity? })
}

fn examples(reader: &mut Reader<'_, '_>, field: Field) -> Vec<Example> {
    let Some(mut fields) = reader.fields("'examples'", field.value) else { return Vec::new() };
    let mut all = Vec::new();
    for (key, found) in [("found", true), ("ignored", false)] {
        let Some(field) = fields.take(key) else { continue };
        let Some(items) = reader.filled_list(&format!("'{key}'"), field.value) else { continue };
        all.extend(items.iter().filter_map(|item| example(reader, *item, found)));
    }
    fields.finish(reader, &["found", "ignored"]);
    all
}

/// Text, a list of its parts, or a mapping of the two with the name of the file it stands in.
fn example(reader: &mut Reader<'_, '_>, node: NodeId, found: bool) -> Option<Example> {
    let joined = |reader: &mut Reader<'_, '_>, node| -> String {
        reader.texts("an example", node).into_iter().map(|part| part.value).collect()
    };
    if !matches!(reader.tree().node(node).kind, crate::yaml::Kind::Map(_)) {
        return Some(Example { file: None, text: joined(reader, node), found });
    }
    let mut fields = reader.fields("an example", node)?;
    let file = fields.take("file").and_then(|field| reader.filled_text("'file'", field.value));
    let text = fields.require(reader, "text").map(|field| joined(reader, field.value));
    fields.finish(reader, &["file", "text"]);
    Some(Example { file: file.map(|text| text.value), text: text?, found })
}
