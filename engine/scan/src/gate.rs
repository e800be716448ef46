//! What makes a run fail, apart from what it shows.
//!
//! For: policies and their verdict on a report. Not for: exit codes (the command line), hiding findings.
//! Read [`Policy`], then [`judge`].

use tamis_deps::Scope;
use tamis_finding::{
    Binding, Confidence, Family, Finding, Newness, PolicyResult, ScanReport, Severity, Verdict,
};

use crate::config::id_globs;
use crate::deps::ReachVerdict;
use crate::paths::Globs;

/// Rules that speak of comments and exceptions, not of code.
pub const META: &str = "tamis.";

/// How `--fail-on` is written.
pub const SYNTAX: &str = "conditions between commas, all of which must hold: a severity ('high' is high and above), \
     'confidence=medium', a family (code, iac, secrets, privacy, deps; several with '|'), 'rule=GLOB', 'path=GLOB', 'new', \
     'scope=dev' for what dependencies are needed for (runtime, optional, build, dev, all; without it runtime and optional \
     count), \
     'reach=reachable|unknown' for what sources come to of vulnerable code (also 'not-found'; without it all count), \
     'max=N' for how many may pass; or 'none'";

/// A condition on findings, and how many may fulfil it. A finding that something accepts never counts.
#[derive(Debug, Clone)]
pub struct Policy {
    /// What people read.
    pub name: String,
    /// This severity and above.
    pub severity: Severity,
    /// This confidence and above.
    pub confidence: Confidence,
    /// Any of these; all if empty.
    pub families: Vec<Family>,
    /// Ids; all if empty.
    pub rules: Globs,
    /// Paths; all if empty.
    pub paths: Globs,
    /// Only those that are new against a baseline or an earlier commit. Without one to compare with, all are new.
    pub new: bool,
    /// How many may pass.
    pub max: usize,
    /// What dependencies with findings are needed for; empty: where the program runs.
    pub scopes: Vec<Scope>,
    /// What is known of the reach of vulnerable code; empty: all.
    pub reaches: Vec<ReachVerdict>,
    /// Whether findings about comments and exceptions count, too.
    pub meta: bool,
}

impl Default for Policy {
    /// Every finding in code.
    fn default() -> Self {
        Policy {
            name: "any finding".to_owned(),
            severity: Severity::Info,
            confidence: Confidence::Low,
            families: Vec::new(),
            rules: Globs::default(),
            paths: Globs::default(),
            new: false,
            max: 0,
            scopes: Vec::new(),
            reaches: Vec::new(),
            meta: false,
        }
    }
}

impl Policy {
    /// Reads what [`SYNTAX`] says; `None` for `none`. The error says which word is wrong.
    pub fn parse(spec: &str) -> Result<Option<Policy>, String> {
        if spec.trim().eq_ignore_ascii_case("none") {
            return Ok(None);
        }
        let mut policy = Policy { meta: true, ..Policy::default() };
        for word in spec.split(',').map(str::trim) {
            policy.add(word)?;
        }
        policy.name = policy.describe();
        Ok(Some(policy))
    }

    fn add(&mut self, word: &str) -> Result<(), String> {
        let unknown = || format!("'{word}' is no condition of a gate");
        let (key, value) = match word.split_once('=') {
            Some((key, value)) => (key.trim(), value.trim()),
            None if word == "new" => ("new", "true"),
            None if word == "any" => return Ok(()),
            None if Severity::parse(word).is_some() => ("severity", word),
            None => ("family", word),
        };
        match key {
            "severity" => self.severity = Severity::parse(value).ok_or_else(unknown)?,
            "confidence" => self.confidence = Confidence::parse(value).ok_or_else(unknown)?,
            "family" => {
                for family in value.split('|') {
                    self.families.push(Family::parse(family.trim()).ok_or_else(unknown)?);
                }
            }
            "rule" => {
                let globs = id_globs(value);
                self.rules =
                    Globs::new(globs.iter().map(String::as_str)).map_err(|e| e.to_string())?;
            }
            "path" => self.paths = Globs::new([value]).map_err(|error| error.to_string())?,
            "new" => self.new = value.parse().map_err(|_| unknown())?,
            "scope" => self.scopes = scopes(value).ok_or_else(unknown)?,
            "reach" => {
                let verdict = |word: &str| ReachVerdict::parse(word.trim());
                self.reaches =
                    value.split('|').map(verdict).collect::<Option<_>>().ok_or_else(unknown)?;
            }
            "max" => self.max = value.parse().map_err(|_| unknown())?,
            _ => return Err(unknown()),
        }
        Ok(())
    }

    /// The conditions in words.
    pub fn describe(&self) -> String {
        let mut words = Vec::new();
        if self.new {
            words.push("new".to_owned());
        }
        match self.severity {
            Severity::Info => {}
            Severity::Critical => words.push("critical".to_owned()),
            severity => words.push(format!("{} and above", severity.name())),
        }
        if self.confidence > Confidence::Low {
            words.push(format!("confidence {} and above", self.confidence.name()));
        }
        if !self.families.is_empty() {
            let families: Vec<&str> = self.families.iter().map(|family| family.name()).collect();
            words.push(families.join(" or "));
        }
        if !self.rules.is_empty() {
            words.push("of certain rules".to_owned());
        }
        if !self.paths.is_empty() {
            words.push("in certain paths".to_owned());
        }
        if words.is_empty() { "any finding".to_owned() } else { words.join(", ") }
    }

    /// Whether what the finding's package is needed for counts.
    fn counts_scope(&self, finding: &Finding) -> bool {
        let is_scope = |binding: &&Binding| binding.metavariable == "$SCOPE";
        let scope = finding
            .rule
            .starts_with("deps.")
            .then_some(())
            .and_then(|()| Scope::parse(&finding.bindings.iter().find(is_scope)?.text));
        match scope {
            None => true,
            Some(scope) if self.scopes.is_empty() => scope <= Scope::Optional,
            Some(scope) => self.scopes.contains(&scope),
        }
    }

    /// Whether what is known of the reach of the vulnerable code counts. Findings without a verdict do.
    fn counts_reach(&self, finding: &Finding) -> bool {
        let verdict = finding.bindings.iter().find(|it| it.metavariable == "$REACH");
        let verdict = verdict.and_then(|it| ReachVerdict::parse(&it.text));
        self.reaches.is_empty() || verdict.is_none_or(|it| self.reaches.contains(&it))
    }

    /// Whether `finding` counts.
    pub fn counts(&self, finding: &Finding, family: Family) -> bool {
        finding.suppression.is_none()
            && finding.severity >= self.severity
            && finding.confidence >= self.confidence
            && (self.families.is_empty() || self.families.contains(&family))
            && (self.rules.is_empty() || self.rules.matches(&finding.rule))
            && (self.paths.is_empty() || self.paths.matches(&finding.location.path))
            && !(self.new && finding.newness == Some(Newness::Known))
            && self.counts_scope(finding)
            && self.counts_reach(finding)
            && (self.meta || !finding.rule.starts_with(META))
    }
}

/// What a dependency is needed for, in words between `|`; `all` is each.
pub(crate) fn scopes(words: &str) -> Option<Vec<Scope>> {
    if words == "all" {
        return Some(Scope::ALL.to_vec());
    }
    words.split('|').map(|word| Scope::parse(word.trim())).collect()
}

/// Applies policies to a whole report, before anything is left out for being shown too low.
pub fn judge(report: &ScanReport, policies: &[Policy]) -> Verdict {
    let results: Vec<PolicyResult> = policies.iter().map(|policy| result(report, policy)).collect();
    Verdict {
        implied: policies.iter().all(|policy| !policy.meta),
        failed: results.iter().any(PolicyResult::is_broken),
        policies: results,
    }
}

fn result(report: &ScanReport, policy: &Policy) -> PolicyResult {
    let family = |finding: &Finding| match report.rule(&finding.rule) {
        Some(rule) => rule.family,
        None => Family::of(&finding.rule, &[]),
    };
    let counted: Vec<_> = report
        .findings
        .iter()
        .filter(|finding| policy.counts(finding, family(finding)))
        .map(|finding| finding.fingerprint)
        .collect();
    PolicyResult {
        name: policy.name.clone(),
        count: counted.len(),
        allowed: policy.max,
        findings: counted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(spec: &str) -> Policy {
        Policy::parse(spec).unwrap().unwrap()
    }

    fn finding(rule: &str, severity: Severity) -> Finding {
        let mut finding = crate::settle::meta(
            rule,
            "src/a.py",
            "x",
            tamis_syntax::Span::new(0, 1),
            String::new(),
        );
        finding.severity = severity;
        finding
    }

    #[test]
    fn conditions_are_read_and_described() {
        for (spec, name) in [
            ("high", "high and above"),
            ("critical", "critical"),
            ("new, medium", "new, medium and above"),
            ("secrets|iac", "secrets or iac"),
            (
                "family=secrets,confidence=high,severity=low",
                "low and above, confidence high and above, secrets",
            ),
            ("any", "any finding"),
        ] {
            let found = policy(spec);
            assert_eq!(found.name, name, "{spec}");
        }
        assert!(Policy::parse("none").unwrap().is_none());
        for wrong in ["", "hgh", "severity=x", "max=many", "colour=red", "family=x", "path=["] {
            assert!(Policy::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_what_meets_all_conditions_counts() {
        let high = finding("python.lang.eval", Severity::High);
        let counts = |spec: &str, finding: &Finding| policy(spec).counts(finding, Family::Code);
        assert!(counts("high", &high) && !counts("critical", &high));
        assert!(counts("code", &high) && !counts("secrets", &high));
        assert!(counts("rule=python,path=src/", &high) && !counts("rule=java", &high));
        let mut known = high.clone();
        known.newness = Some(Newness::Known);
        assert!(counts("new", &high) && !counts("new", &known) && counts("high", &known));
    }

    #[test]
    fn a_policy_may_let_some_pass_and_accepted_findings_never_count() {
        let findings = vec![finding("a.b", Severity::High), finding("a.c", Severity::High)];
        let mut report = ScanReport { findings, ..ScanReport::default() };
        let verdict = |report: &ScanReport, spec: &str| judge(report, &[policy(spec)]).failed;
        assert!(verdict(&report, "high,max=1") && !verdict(&report, "high,max=2"));
        report.findings[0].suppression = Some(tamis_finding::Suppression {
            form: "nosec".to_owned(),
            reason: None,
            span: None,
            owner: None,
            until: None,
        });
        assert!(!verdict(&report, "high,max=1"));
        assert!(!judge(&report, &[]).failed);
    }

    #[test]
    fn comments_without_use_fail_only_where_a_policy_is_given() {
        let findings = vec![finding(crate::UNUSED, Severity::Info)];
        let report = ScanReport { findings, ..ScanReport::default() };
        assert!(!judge(&report, &[Policy::default()]).failed);
        assert!(judge(&report, &[policy("info")]).failed);
    }
}
