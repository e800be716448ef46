//! The keys of a configuration file: TOML to [`ConfigFile`], each value checked where it stands.
//!
//! The structs here are the wire form: docs/schema/config.schema.json describes the same keys for editors.

use std::collections::BTreeMap;

use serde::Deserialize;
use tamis_finding::{Confidence, Family, Severity};
use tamis_syntax::Span;
use toml::Spanned;

use super::error::{Subject, nearest};
use super::{
    ConfigError, ConfigFile, Exception, GateSection, LicenseSection, ReportSection, ScanSection,
    SecretsSection, Set, Setting, id_globs,
};
use crate::date::Date;
use crate::deps::ReachVerdict;
use crate::gate::Policy;
use crate::paths::Globs;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct WireFile {
    #[serde(rename = "$schema")]
    _schema: Option<String>,
    scan: WireScan,
    report: WireReport,
    gate: WireGate,
    secrets: WireSecrets,
    rules: BTreeMap<Spanned<String>, WireRule>,
    r#override: Vec<Spanned<WireOverride>>,
    exception: Vec<Spanned<WireException>>,
    deps: WireDeps,
    licenses: WireLicenses,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct WireDeps {
    database: Option<Spanned<String>>,
}

#[derive(Deserialize, Default, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct WireLicenses {
    allow: Vec<String>,
    deny: Vec<String>,
    exception: Vec<Spanned<WireLicenseException>>,
}

#[derive(Deserialize, Default, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct WireLicenseException {
    package: String,
    licenses: Vec<String>,
    reason: String,
    until: Option<Spanned<toml::Value>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct WireScan {
    rules: Option<Spanned<Vec<String>>>,
    include: Option<Spanned<Vec<Spanned<String>>>>,
    exclude: Option<Spanned<Vec<Spanned<String>>>>,
    max_file_size: Option<Spanned<u64>>,
    jobs: Option<Spanned<usize>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct WireReport {
    severity: Option<Spanned<String>>,
    confidence: Option<Spanned<String>>,
    output: Option<Spanned<Vec<String>>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct WireGate {
    fail_on: Option<Spanned<Words>>,
    baseline: Option<Spanned<String>>,
    policy: Vec<Spanned<WirePolicy>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct WireSecrets {
    key: Option<Spanned<String>>,
}

/// One word or several.
#[derive(Deserialize, Clone)]
#[serde(untagged)]
enum Words {
    One(String),
    Several(Vec<String>),
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct WirePolicy {
    name: Option<String>,
    severity: Option<Spanned<String>>,
    confidence: Option<Spanned<String>>,
    family: Option<Spanned<Words>>,
    rules: Vec<Spanned<String>>,
    paths: Vec<Spanned<String>>,
    scope: Option<Spanned<Words>>,
    reach: Option<Spanned<Words>>,
    new: bool,
    max: usize,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct WireRule {
    enabled: Option<bool>,
    severity: Option<Spanned<String>>,
    reason: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct WireOverride {
    rules: Vec<Spanned<String>>,
    paths: Vec<Spanned<String>>,
    enabled: Option<bool>,
    severity: Option<Spanned<String>>,
    reason: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct WireException {
    id: Option<Spanned<Words>>,
    path: Option<Spanned<Words>>,
    fingerprint: Option<Spanned<String>>,
    reason: Option<Spanned<String>>,
    owner: Option<String>,
    until: Option<Spanned<toml::Value>>,
}

/// Characters of a key that a search through all keys does not find.
const SHORTEST_KEY: usize = 16;

/// Reads a file.
pub(super) fn read(name: &str, folder: &str, text: &str) -> Result<ConfigFile, ConfigError> {
    let subject = Subject { name, text };
    let wire: WireFile = toml::from_str(text).map_err(|error| syntax(subject, &error))?;
    let reader = Reader(subject);
    let mut settings = Vec::new();
    for (id, rule) in wire.rules {
        settings.push(reader.rule(&id, rule)?);
    }
    settings.sort_by_key(|setting: &Setting| setting.span);
    for entry in wire.r#override {
        settings.push(reader.over(entry)?);
    }
    Ok(ConfigFile {
        name: name.to_owned(),
        folder: folder.to_owned(),
        text: text.into(),
        scan: reader.scan(wire.scan)?,
        report: reader.report(wire.report)?,
        gate: reader.gate(wire.gate)?,
        secrets: reader.secrets(wire.secrets)?,
        database: wire.deps.database.map(set),
        licenses: reader.licenses(wire.licenses)?,
        settings,
        exceptions: wire
            .exception
            .into_iter()
            .map(|entry| reader.exception(entry))
            .collect::<Result<_, _>>()?,
    })
}

/// The parser's and serde's errors in our words.
fn syntax(subject: Subject<'_>, error: &toml::de::Error) -> ConfigError {
    let span = error
        .span()
        .map_or(Span::default(), |range| Span::new(range.start as u32, range.end as u32));
    let message = error.message().trim();
    let Some(rest) = message.strip_prefix("unknown field `") else {
        return subject.wrong(message.replace('`', "'"), span, None);
    };
    let mut names = rest.split('`').step_by(2);
    let key = names.next().unwrap_or_default();
    let known: Vec<&str> =
        rest.split('`').skip(2).step_by(2).filter(|key| *key != "$schema").collect();
    let help = match nearest(key, &known) {
        Some(near) => format!("did you mean '{near}'?"),
        None => format!("keys here: {}", known.join(", ")),
    };
    subject.wrong(format!("unknown key '{key}'"), span, Some(help))
}

struct Reader<'t>(Subject<'t>);

impl Reader<'_> {
    fn scan(&self, wire: WireScan) -> Result<ScanSection, ConfigError> {
        Ok(ScanSection {
            rules: wire.rules.map(set),
            include: wire.include.map(|globs| self.glob_list(globs)).transpose()?,
            exclude: wire.exclude.map(|globs| self.glob_list(globs)).transpose()?,
            max_file_size: wire.max_file_size.map(set),
            jobs: wire.jobs.map(set),
        })
    }

    fn report(&self, wire: WireReport) -> Result<ReportSection, ConfigError> {
        Ok(ReportSection {
            severity: wire.severity.map(|word| self.severity(&word)).transpose()?,
            confidence: wire.confidence.map(|word| self.confidence(&word)).transpose()?,
            output: wire.output.map(set),
        })
    }

    fn gate(&self, wire: WireGate) -> Result<GateSection, ConfigError> {
        let mut policies: Option<Set<Vec<Policy>>> = None;
        if let Some(words) = wire.fail_on {
            let span = span(&words);
            let specs = several(words.into_inner());
            let mut list = Vec::new();
            for spec in &specs {
                let policy = Policy::parse(spec).map_err(|message| {
                    self.0.wrong(message, span, Some(crate::gate::SYNTAX.to_owned()))
                })?;
                list.extend(policy);
            }
            policies = Some(Set { value: list, span });
        }
        for policy in wire.policy {
            let span = span(&policy);
            let policy = self.policy(policy.into_inner())?;
            policies.get_or_insert(Set { value: Vec::new(), span }).value.push(policy);
        }
        Ok(GateSection { policies, baseline: wire.baseline.map(set) })
    }

    fn secrets(&self, wire: WireSecrets) -> Result<SecretsSection, ConfigError> {
        if let Some(key) = wire.key.as_ref().filter(|key| key.get_ref().len() < SHORTEST_KEY) {
            let help = format!("take {SHORTEST_KEY} characters or more that nobody can guess");
            return Err(self.0.wrong("the key is too short".to_owned(), span(key), Some(help)));
        }
        Ok(SecretsSection { key: wire.key.map(set) })
    }

    fn policy(&self, wire: WirePolicy) -> Result<Policy, ConfigError> {
        let mut families = Vec::new();
        if let Some(words) = wire.family {
            let span = span(&words);
            for word in several(words.into_inner()) {
                let family = Family::parse(&word).ok_or_else(|| {
                    let help = "families: code, iac, secrets, privacy, deps".to_owned();
                    self.0.wrong(format!("'{word}' is no family of rules"), span, Some(help))
                })?;
                families.push(family);
            }
        }
        let severity = wire.severity.map(|word| self.severity(&word)).transpose()?;
        let confidence = wire.confidence.map(|word| self.confidence(&word)).transpose()?;
        let mut policy = Policy {
            name: String::new(),
            severity: severity.map_or(Severity::Info, |set| set.value),
            confidence: confidence.map_or(Confidence::Low, |set| set.value),
            families,
            rules: self.id_globs(&wire.rules)?,
            paths: self.globs(&wire.paths)?,
            new: wire.new,
            scopes: wire.scope.map(|words| self.scopes(words)).transpose()?.unwrap_or_default(),
            reaches: wire.reach.map(|words| self.reaches(words)).transpose()?.unwrap_or_default(),
            max: wire.max,
            meta: true,
        };
        policy.name = wire.name.unwrap_or_else(|| policy.describe());
        Ok(policy)
    }

    fn scopes(&self, words: Spanned<Words>) -> Result<Vec<tamis_deps::Scope>, ConfigError> {
        let span = span(&words);
        let joined = several(words.into_inner()).join("|");
        crate::gate::scopes(&joined).ok_or_else(|| {
            let help = "scopes: runtime, optional, build, dev, all".to_owned();
            self.0.wrong(format!("'{joined}' is no scope of dependencies"), span, Some(help))
        })
    }

    fn reaches(&self, words: Spanned<Words>) -> Result<Vec<ReachVerdict>, ConfigError> {
        let span = span(&words);
        let verdict = |word: &String| {
            ReachVerdict::parse(word).ok_or_else(|| {
                let help = "verdicts: reachable, unknown, not-found".to_owned();
                self.0.wrong(format!("'{word}' is no verdict on reach"), span, Some(help))
            })
        };
        several(words.into_inner()).iter().map(verdict).collect()
    }

    fn licenses(&self, wire: WireLicenses) -> Result<Option<LicenseSection>, ConfigError> {
        if wire == WireLicenses::default() {
            return Ok(None);
        }
        let mut policy =
            LicenseSection { allow: wire.allow, deny: wire.deny, exceptions: Vec::new() };
        for entry in wire.exception {
            let place = self.head(&entry);
            let entry = entry.into_inner();
            if entry.reason.trim().is_empty() {
                let help = "add 'reason = \"…\"': who reads it later wants to know".to_owned();
                let message = "an exception without 'reason'".to_owned();
                return Err(self.0.wrong(message, place, Some(help)));
            }
            policy.exceptions.push(tamis_deps::license::Exception {
                package: entry.package,
                licenses: entry.licenses,
                reason: entry.reason,
                until: entry
                    .until
                    .map(|day| self.date(&day))
                    .transpose()?
                    .map(|day| day.to_string()),
            });
        }
        Ok(Some(policy))
    }

    fn rule(&self, id: &Spanned<String>, wire: WireRule) -> Result<Setting, ConfigError> {
        let severity = wire.severity.map(|word| self.severity(&word)).transpose()?;
        let (ids, place) = (std::slice::from_ref(id), span(id));
        self.says_something(wire.enabled, severity.as_ref(), place)?;
        Ok(Setting {
            rules: self.id_globs(ids)?,
            written: vec![id.get_ref().clone()],
            paths: Globs::default(),
            enabled: wire.enabled,
            severity: severity.map(|set| set.value),
            reason: wire.reason,
            span: place,
        })
    }

    fn over(&self, wire: Spanned<WireOverride>) -> Result<Setting, ConfigError> {
        let place = self.head(&wire);
        let wire = wire.into_inner();
        let severity = wire.severity.as_ref().map(|word| self.severity(word)).transpose()?;
        self.says_something(wire.enabled, severity.as_ref(), place)?;
        let every = [Spanned::new(0..0, "*".to_owned())];
        let ids = if wire.rules.is_empty() { every.as_slice() } else { &wire.rules };
        Ok(Setting {
            rules: self.id_globs(ids)?,
            written: ids.iter().map(|id| id.get_ref().clone()).collect(),
            paths: self.globs(&wire.paths)?,
            enabled: wire.enabled,
            severity: severity.map(|set| set.value),
            reason: wire.reason,
            span: place,
        })
    }

    fn says_something(
        &self,
        enabled: Option<bool>,
        severity: Option<&Set<Severity>>,
        place: Span,
    ) -> Result<(), ConfigError> {
        if enabled.is_some() || severity.is_some() {
            return Ok(());
        }
        let help = "set 'enabled' or 'severity'".to_owned();
        Err(self.0.wrong("this says nothing of the rule".to_owned(), place, Some(help)))
    }

    fn exception(&self, wire: Spanned<WireException>) -> Result<Exception, ConfigError> {
        let place = self.head(&wire);
        let wire = wire.into_inner();
        let Some(reason) = wire.reason else {
            let help = "add 'reason = \"…\"': who reads it later wants to know".to_owned();
            return Err(self.0.wrong(
                "an exception without 'reason'".to_owned(),
                place,
                Some(help),
            ));
        };
        if reason.get_ref().trim().is_empty() {
            return Err(self.0.wrong("the reason is empty".to_owned(), span(&reason), None));
        }
        if wire.id.is_none() && wire.path.is_none() && wire.fingerprint.is_none() {
            let help = "set 'id', 'path' or 'fingerprint'".to_owned();
            let message = "this exception would accept every finding".to_owned();
            return Err(self.0.wrong(message, place, Some(help)));
        }
        let list = |words: Option<Spanned<Words>>| -> Vec<Spanned<String>> {
            let Some(words) = words else { return Vec::new() };
            let range = words.span();
            several(words.into_inner())
                .into_iter()
                .map(|word| Spanned::new(range.clone(), word))
                .collect()
        };
        let (ids, paths) = (list(wire.id), list(wire.path));
        Ok(Exception {
            rules: self.id_globs(&ids)?,
            written: ids.iter().map(|id| id.get_ref().clone()).collect(),
            paths: self.globs(&paths)?,
            fingerprint: wire.fingerprint.map(|text| self.fingerprint(&text)).transpose()?,
            reason: reason.into_inner(),
            owner: wire.owner,
            until: wire.until.map(|value| self.date(&value)).transpose()?,
            span: place,
        })
    }

    fn fingerprint(&self, text: &Spanned<String>) -> Result<String, ConfigError> {
        let lower = text.get_ref().to_ascii_lowercase();
        if lower.len() == 32 && lower.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(lower);
        }
        let help = "32 hexadecimal digits, as 'tamis scan -v' shows them".to_owned();
        let message = format!("'{}' is no fingerprint", text.get_ref());
        Err(self.0.wrong(message, span(text), Some(help)))
    }

    /// A day as TOML's own date or as text.
    fn date(&self, value: &Spanned<toml::Value>) -> Result<Date, ConfigError> {
        let text = match value.get_ref() {
            toml::Value::Datetime(date) => date.to_string(),
            toml::Value::String(text) => text.clone(),
            other => format!("a value of type {}", other.type_str()),
        };
        Date::parse(text.get(..10).filter(|_| text.len() == 10).unwrap_or(&text)).ok_or_else(|| {
            let help = "write the last day on which it holds: 2027-01-31".to_owned();
            self.0.wrong(format!("'{text}' is no day"), span(value), Some(help))
        })
    }

    fn severity(&self, word: &Spanned<String>) -> Result<Set<Severity>, ConfigError> {
        let value = Severity::parse(word.get_ref()).ok_or_else(|| {
            let help = "levels: info, low, medium, high, critical".to_owned();
            self.0.wrong(format!("'{}' is no severity", word.get_ref()), span(word), Some(help))
        })?;
        Ok(Set { value, span: span(word) })
    }

    fn confidence(&self, word: &Spanned<String>) -> Result<Set<Confidence>, ConfigError> {
        let value = Confidence::parse(word.get_ref()).ok_or_else(|| {
            let help = "levels: low, medium, high".to_owned();
            self.0.wrong(format!("'{}' is no confidence", word.get_ref()), span(word), Some(help))
        })?;
        Ok(Set { value, span: span(word) })
    }

    fn glob_list(
        &self,
        list: Spanned<Vec<Spanned<String>>>,
    ) -> Result<Set<Vec<String>>, ConfigError> {
        let place = span(&list);
        let list = list.into_inner();
        self.globs(&list)?;
        Ok(Set { value: list.into_iter().map(Spanned::into_inner).collect(), span: place })
    }

    fn globs(&self, list: &[Spanned<String>]) -> Result<Globs, ConfigError> {
        for glob in list {
            Globs::new([glob.get_ref().as_str()])
                .map_err(|error| self.0.wrong(error.to_string(), span(glob), None))?;
        }
        Globs::new(list.iter().map(|glob| glob.get_ref().as_str())).map_err(|error| {
            self.0.wrong(error.to_string(), list.first().map_or(Span::default(), span), None)
        })
    }

    fn id_globs(&self, list: &[Spanned<String>]) -> Result<Globs, ConfigError> {
        let forms =
            |id: &Spanned<String>| id_globs(id.get_ref()).map(|glob| Spanned::new(id.span(), glob));
        self.globs(&list.iter().flat_map(forms).collect::<Vec<_>>())
    }

    /// The first line of a table: an error about all of it would underline too much.
    fn head<T>(&self, value: &Spanned<T>) -> Span {
        let whole = span(value);
        let text = self.0.text.get(whole.range()).unwrap_or_default();
        let line = text.lines().next().map_or(0, str::len) as u32;
        Span::new(whole.start, whole.start + line)
    }
}

fn span<T>(value: &Spanned<T>) -> Span {
    Span::new(value.span().start as u32, value.span().end as u32)
}

fn set<T>(value: Spanned<T>) -> Set<T> {
    let span = span(&value);
    Set { value: value.into_inner(), span }
}

fn several(words: Words) -> Vec<String> {
    match words {
        Words::One(word) => vec![word],
        Words::Several(words) => words,
    }
}
