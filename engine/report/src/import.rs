//! Reports of other tools: SARIF 2.1.0 into our own form, so that one gate and one report serve all.
//!
//! For: results with their rules, traces, fixes and suppressions. Not for: what only their tool understands (graphs,
//! web requests). Read [`import_sarif`]. The input is hostile: every field may be missing or of another type.

use std::borrow::Cow;
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use serde_json::Value;
use tamis_finding::{
    Confidence, Evidence, Family, Finding, Fingerprint, Location, Newness, Notice, NoticeKind,
    RuleInfo, ScanReport, Severity, Source, Step, Suppression, Trace,
};
use tamis_syntax::{LineIndex, Position, Span};

/// Why a text is no report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// No JSON.
    #[error("it is no JSON: {0}")]
    Json(String),
    /// JSON, but not SARIF 2.1.0.
    #[error("it is no SARIF 2.1.0: {0}")]
    Form(&'static str),
}

/// How deep URIs may refer to bases.
const MOST_BASES: usize = 8;

/// Adds the results of `text` to `report`, sorted and without doubles. `name` is what notices call the file. `read` gives
/// the text of a file for its path relative to the root; without it places are as the tool says and nothing is quoted.
///
/// A result keeps the tool's rule id behind the tool's name (`trivy.CVE-2024-1`), but for our own reports.
pub fn import_sarif(
    report: &mut ScanReport,
    name: &str,
    text: &str,
    read: &dyn Fn(&str) -> Option<String>,
) -> Result<(), ImportError> {
    let log: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| ImportError::Json(error.to_string()))?;
    if log["version"] != "2.1.0" {
        return Err(ImportError::Form("'version' is not \"2.1.0\""));
    }
    let runs = log["runs"].as_array().ok_or(ImportError::Form("there is no array 'runs'"))?;
    for run in runs {
        let mut import = Import { report, read, run, name, without_place: 0 };
        import.run();
    }
    tidy(report);
    Ok(())
}

struct Import<'i> {
    report: &'i mut ScanReport,
    read: &'i dyn Fn(&str) -> Option<String>,
    run: &'i Value,
    name: &'i str,
    without_place: usize,
}

impl Import<'_> {
    fn run(&mut self) {
        let driver = &self.run["tool"]["driver"];
        let tool = string(&driver["name"]).unwrap_or("unknown").to_owned();
        let run = self.run;
        for result in list(&run["results"]) {
            let kind = string(&result["kind"]).unwrap_or("fail");
            if !matches!(kind, "fail" | "review" | "open") {
                continue;
            }
            self.result(result, &tool);
        }
        self.report.rules_run += list(&driver["rules"]).len();
        if self.without_place > 0 {
            let message = format!(
                "{} results of {tool} in '{}' have no place in a file and were left out",
                self.without_place, self.name
            );
            self.report.notices.push(Notice {
                kind: NoticeKind::Unsupported,
                path: None,
                span: None,
                start: None,
                rule: None,
                message,
            });
        }
    }

    fn result(&mut self, result: &Value, tool: &str) {
        let Some(location) = list(&result["locations"]).iter().find_map(|at| self.location(at))
        else {
            self.without_place += 1;
            return;
        };
        let descriptor = self.descriptor(result);
        let id = string(&result["ruleId"])
            .or_else(|| string(&result["rule"]["id"]))
            .or_else(|| string(&descriptor["id"]))
            .unwrap_or("unnamed");
        let rule = rule_id(tool, id);
        let (severity, confidence) = (severity(result, descriptor), confidence(result, descriptor));
        let message = message(&result["message"], descriptor).unwrap_or_else(|| id.to_owned());
        let info = rule_info(&rule, tool, descriptor, severity, confidence, &message);
        let at = self.report.rules.binary_search_by(|known| known.id.cmp(&rule));
        if let Err(at) = at {
            self.report.rules.insert(at, info);
        }
        let steps: Vec<Step> = list(&result["codeFlows"])
            .iter()
            .flat_map(|flow| list(&flow["threadFlows"]))
            .take(1)
            .flat_map(|flow| list(&flow["locations"]))
            .filter_map(|step| self.step(&step["location"]))
            .collect();
        let related: Vec<Step> =
            list(&result["relatedLocations"]).iter().filter_map(|at| self.step(at)).collect();
        let code = self
            .report
            .source(&location.path)
            .and_then(|source| source.text.get(location.span.range()).map(str::to_owned));
        let fingerprint = fingerprint(result, &rule, &location, code.as_deref(), &message);
        self.report.findings.push(Finding {
            rule,
            severity,
            confidence,
            message,
            location,
            related,
            trace: (!steps.is_empty()).then_some(Trace { steps }),
            fix: None,
            fingerprint,
            suppression: suppression(result, tool),
            newness: match string(&result["baselineState"]) {
                Some("new") => Some(Newness::New),
                Some("unchanged" | "updated") => Some(Newness::Known),
                _ => None,
            },
            bindings: Vec::new(),
            evidence: Evidence::default(),
        });
    }

    /// The rule of a result, in the driver or an extension; `Null` where it has none.
    fn descriptor(&self, result: &Value) -> &Value {
        let reference = &result["rule"];
        let extension = reference["toolComponent"]["index"].as_u64();
        let component = match extension {
            Some(index) => &self.run["tool"]["extensions"][index as usize],
            None => &self.run["tool"]["driver"],
        };
        let index = result["ruleIndex"].as_u64().or_else(|| reference["index"].as_u64());
        let id = string(&result["ruleId"]).or_else(|| string(&reference["id"]));
        let fits = |rule: &&Value| {
            let own = string(&rule["id"]);
            // An id may name a kind of the rule: `CA1000/1`.
            id.is_none_or(|id| own == Some(id) || own == id.split('/').next())
        };
        let by_index = index.map(|index| &component["rules"][index as usize]).filter(fits);
        by_index
            .or_else(|| id.and_then(|_| list(&component["rules"]).iter().find(fits)))
            .unwrap_or(&Value::Null)
    }

    fn step(&mut self, location: &Value) -> Option<Step> {
        let at = self.location(location)?;
        let note = string(&location["message"]["text"]).unwrap_or_default().to_owned();
        Some(Step { location: at, note })
    }

    /// A place, with its file's text fetched if it is at hand.
    fn location(&mut self, location: &Value) -> Option<Location> {
        let physical = &location["physicalLocation"];
        let path = self.path(&physical["artifactLocation"])?;
        let region = match &physical["region"] {
            Value::Null => &physical["contextRegion"],
            region => region,
        };
        let number =
            |key: &str| region[key].as_u64().and_then(|n| u32::try_from(n).ok()).filter(|n| *n > 0);
        let start_line = number("startLine").unwrap_or(1);
        let end_line = number("endLine").unwrap_or(start_line).max(start_line);
        let (start_column, end_column) = (number("startColumn"), number("endColumn"));
        let code_points = self.run["columnKind"] == "unicodeCodePoints";
        if self.report.source(&path).is_none()
            && let Some(text) = (self.read)(&path)
        {
            let at = self.report.sources.partition_point(|source| source.path < path);
            self.report.sources.insert(
                at,
                Source { path: path.clone(), text: Arc::from(text), masked: Vec::new() },
            );
        }
        let Some(source) = self.report.source(&path) else {
            let position =
                |line, column: Option<u32>| Position { line, column: column.unwrap_or(1) };
            let (start, end) = (position(start_line, start_column), position(end_line, end_column));
            return Some(Location { path, span: Span::default(), start, end });
        };
        let text = Arc::clone(&source.text);
        let index = LineIndex::new(&text);
        let offset = |line: u32, column: Option<u32>, at_end: bool| {
            let start = index.line_start(line).unwrap_or(text.len() as u32);
            let content = index.line_text(&text, line);
            match column {
                Some(column) => start + bytes_of(content, column - 1, code_points),
                None if at_end => start + content.len() as u32,
                None => start + (content.len() - content.trim_start().len()) as u32,
            }
        };
        let start = offset(start_line, start_column, false);
        let end = offset(end_line, end_column, true).max(start);
        let at = |offset| index.position(&text, offset);
        Some(Location { path, span: Span::new(start, end), start: at(start), end: at(end) })
    }

    /// Path of an artifact: relative to the root wherever that can be told.
    fn path(&self, artifact: &Value) -> Option<String> {
        let by_index = artifact["index"].as_u64();
        let artifact = match (string(&artifact["uri"]), by_index) {
            (None, Some(index)) => &self.run["artifacts"][index as usize]["location"],
            _ => artifact,
        };
        let uri = string(&artifact["uri"])?;
        let mut path = decoded(uri);
        let mut base = string(&artifact["uriBaseId"]).map(str::to_owned);
        for _ in 0..MOST_BASES {
            let Some(name) = base else { break };
            let known = &self.run["originalUriBaseIds"][name.as_str()];
            base = string(&known["uriBaseId"]).map(str::to_owned);
            // The outermost base is where the root lies on some machine: that is cut off.
            if base.is_some()
                && let Some(prefix) = string(&known["uri"])
            {
                path = Cow::Owned(format!("{}/{path}", decoded(prefix).trim_end_matches('/')));
            }
        }
        Some(normal(&path)).filter(|path| !path.is_empty())
    }
}

/// `file:///a/b` is `/a/b`; escapes are undone.
fn decoded(uri: &str) -> Cow<'_, str> {
    let path = uri.strip_prefix("file://").unwrap_or(uri);
    percent_decode_str(path).decode_utf8_lossy()
}

/// Without `.` and `..` that lead nowhere.
fn normal(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let root = if path.starts_with('/') { "/" } else { "" };
    format!("{root}{}", parts.join("/"))
}

/// Bytes of the first `columns` units of a line.
fn bytes_of(line: &str, columns: u32, code_points: bool) -> u32 {
    let mut left = columns;
    let mut bytes = 0;
    for c in line.chars() {
        let width = if code_points { 1 } else { c.len_utf16() as u32 };
        if left < width {
            break;
        }
        left -= width;
        bytes += c.len_utf8() as u32;
    }
    bytes
}

fn rule_id(tool: &str, id: &str) -> String {
    if tool.eq_ignore_ascii_case("tamis") {
        return id.to_owned();
    }
    let tool: String = tool
        .chars()
        .map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
        .collect();
    format!("{}.{id}", tool.trim_matches('-'))
}

/// GitHub's number, else our own word, else the level.
fn severity(result: &Value, descriptor: &Value) -> Severity {
    let number = |value: &Value| -> Option<f64> {
        let value = &value["properties"]["security-severity"];
        value.as_f64().or_else(|| string(value)?.parse().ok())
    };
    if let Some(word) = string(&result["properties"]["severity"]).and_then(Severity::parse) {
        return word;
    }
    if let Some(number) = number(result).or_else(|| number(descriptor)) {
        return match number {
            n if n >= 9.0 => Severity::Critical,
            n if n >= 7.0 => Severity::High,
            n if n >= 4.0 => Severity::Medium,
            n if n > 0.0 => Severity::Low,
            _ => Severity::Info,
        };
    }
    let level =
        string(&result["level"]).or_else(|| string(&descriptor["defaultConfiguration"]["level"]));
    match level.unwrap_or("warning") {
        "error" => Severity::High,
        "warning" => Severity::Medium,
        "note" => Severity::Low,
        _ => Severity::Info,
    }
}

fn confidence(result: &Value, descriptor: &Value) -> Confidence {
    let own = string(&result["properties"]["confidence"]).and_then(Confidence::parse);
    own.unwrap_or_else(|| match string(&descriptor["properties"]["precision"]) {
        Some("very-high" | "high") => Confidence::High,
        Some("low") => Confidence::Low,
        _ => Confidence::Medium,
    })
}

/// 3.11.7: the text itself, else that of the rule which `id` names, with arguments filled in.
fn message(message: &Value, descriptor: &Value) -> Option<String> {
    let template = string(&message["text"])
        .or_else(|| string(&descriptor["messageStrings"][string(&message["id"])?]["text"]))
        .or_else(|| string(&descriptor["fullDescription"]["text"]))
        .or_else(|| string(&descriptor["shortDescription"]["text"]))?;
    let mut text = template.to_owned();
    for (n, argument) in list(&message["arguments"]).iter().enumerate().take(32) {
        text = text.replace(&format!("{{{n}}}"), string(argument).unwrap_or_default());
    }
    Some(text)
}

fn rule_info(
    id: &str,
    tool: &str,
    descriptor: &Value,
    severity: Severity,
    confidence: Confidence,
    fallback: &str,
) -> RuleInfo {
    let texts = |value: &Value| -> Vec<String> {
        list(value).iter().filter_map(string).map(str::to_owned).collect()
    };
    let tags = texts(&descriptor["properties"]["tags"]);
    let related =
        list(&descriptor["relationships"]).iter().filter_map(|r| string(&r["target"]["id"]));
    let mut cwe: Vec<u32> = Vec::new();
    for word in related.chain(tags.iter().map(String::as_str)) {
        if let Some(number) = cwe_number(word).filter(|number| !cwe.contains(number)) {
            cwe.push(number);
        }
    }
    let text = |key: &str| string(&descriptor[key]["text"]).map(str::to_owned);
    let description = text("fullDescription").or_else(|| text("shortDescription"));
    let help =
        string(&descriptor["help"]["markdown"]).or_else(|| string(&descriptor["help"]["text"]));
    let link = string(&descriptor["helpUri"]).map(str::to_owned);
    let is_class = |tag: &&String| tag.to_ascii_lowercase().contains("owasp");
    let mut family = Family::of(id.split_once('.').map_or(id, |(_, rest)| rest), &tags);
    let lower = tool.to_ascii_lowercase();
    if ["gitleaks", "trufflehog", "detect-secrets"].iter().any(|name| lower.contains(name)) {
        family = Family::Secrets;
    } else if ["checkov", "tfsec", "kics", "tflint", "hadolint"]
        .iter()
        .any(|name| lower.contains(name))
    {
        family = Family::Iac;
    }
    RuleInfo {
        id: id.to_owned(),
        message: description.unwrap_or_else(|| fallback.to_owned()),
        severity,
        confidence,
        cwe_titles: cwe.iter().map(|_| String::new()).collect(),
        cwe,
        owasp: tags.iter().filter(is_class).cloned().collect(),
        references: link.iter().cloned().collect(),
        equivalents: Vec::new(),
        help: help.map(str::to_owned),
        family,
        tags,
        link,
    }
}

/// `CWE-79`, `external/cwe/cwe-079`, `CWE-79: Cross-site scripting`.
fn cwe_number(text: &str) -> Option<u32> {
    let lower = text.to_ascii_lowercase();
    let rest = &lower[lower.find("cwe-")? + 4..];
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest[..digits].parse().ok()
}

fn suppression(result: &Value, tool: &str) -> Option<Suppression> {
    let accepted = list(&result["suppressions"])
        .iter()
        .find(|found| string(&found["status"]).is_none_or(|status| status == "accepted"))?;
    let form = match string(&accepted["kind"]) {
        Some("inSource") => format!("a comment ({tool})"),
        _ => tool.to_owned(),
    };
    Some(Suppression {
        form,
        reason: string(&accepted["justification"]).map(str::to_owned),
        span: None,
        owner: string(&accepted["properties"]["owner"]).map(str::to_owned),
        until: string(&accepted["properties"]["until"]).map(str::to_owned),
    })
}

/// Our own where the report is ours; else made of what does not move with lines: rule, path, the tool's own
/// fingerprints or the code, else the message.
fn fingerprint(
    result: &Value,
    rule: &str,
    at: &Location,
    code: Option<&str>,
    message: &str,
) -> Fingerprint {
    let partial = &result["partialFingerprints"];
    if let Some(own) =
        string(&partial["tamis/v1"]).and_then(|hex| u128::from_str_radix(hex, 16).ok())
    {
        return Fingerprint(own);
    }
    let theirs = [&result["fingerprints"], partial].into_iter().find_map(|map| {
        let map = map.as_object()?;
        let mut pairs: Vec<String> =
            map.iter().map(|(key, value)| format!("{key}={value}")).collect();
        pairs.sort();
        (!pairs.is_empty()).then(|| pairs.join("\n"))
    });
    let code = code
        .map(|code| code.split_whitespace().collect::<String>())
        .filter(|code| !code.is_empty());
    let identity = theirs.or(code).unwrap_or_else(|| message.to_owned());
    let mut hasher = blake3::Hasher::new();
    for part in ["tamis/import/1", rule, at.path.as_str(), identity.as_str()] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let bytes: [u8; 16] =
        hasher.finalize().as_bytes()[..16].try_into().expect("a BLAKE3 hash has 32 bytes");
    Fingerprint(u128::from_be_bytes(bytes))
}

/// Order; doubles go; equal fingerprints at different places get numbers.
fn tidy(report: &mut ScanReport) {
    let findings = &mut report.findings;
    findings.sort_by(|a, b| {
        (&a.location, &a.rule, &a.message).cmp(&(&b.location, &b.rule, &b.message))
    });
    findings
        .dedup_by(|a, b| a.location == b.location && a.rule == b.rule && a.message == b.message);
    let mut seen = rustc_hash::FxHashSet::default();
    for finding in findings.iter_mut() {
        while !seen.insert(finding.fingerprint) {
            finding.fingerprint = Fingerprint(finding.fingerprint.0.wrapping_add(1));
        }
    }
    report.notices.sort();
    report.notices.dedup();
    let mut paths: Vec<&str> =
        findings.iter().map(|finding| finding.location.path.as_str()).collect();
    paths.dedup();
    report.files.scanned = paths.len();
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn string(value: &Value) -> Option<&str> {
    value.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RenderOptions;
    use crate::testing::{render, sample};

    fn imported(text: &str) -> ScanReport {
        let mut report = ScanReport::default();
        import_sarif(&mut report, "x.sarif", text, &|path| {
            sample().source(path).map(|source| source.text.to_string())
        })
        .unwrap();
        report
    }

    /// What we write comes back the same: place, trace, fingerprint, acceptance.
    #[test]
    fn our_own_report_comes_back() {
        let options = RenderOptions { suppressed: true, ..RenderOptions::default() };
        let report = imported(&render("sarif", &sample(), &options));
        let original = sample();
        assert_eq!(report.findings.len(), original.findings.len());
        for (one, other) in report.findings.iter().zip(&original.findings) {
            assert_eq!(one.location, other.location);
            assert_eq!(one.fingerprint, other.fingerprint);
            assert_eq!((one.severity, one.confidence), (other.severity, other.confidence));
            assert_eq!(one.trace.is_some(), other.trace.is_some());
            assert_eq!(one.suppression.is_some(), other.suppression.is_some());
        }
        assert_eq!(report.rule("python.lang.os-system").unwrap().cwe, [78]);
    }

    const OTHER: &str = r#"{"version": "2.1.0", "runs": [{
        "tool": {"driver": {"name": "Some Tool", "rules": [
            {"id": "R1", "shortDescription": {"text": "short"}, "properties": {"security-severity": "9.1", "precision": "low", "tags": ["external/cwe/cwe-089"]},
             "messageStrings": {"default": {"text": "{0} is bad"}}}]}},
        "originalUriBaseIds": {"SRC": {"uri": "src/", "uriBaseId": "ROOT"}, "ROOT": {"uri": "file:///ci/build/"}},
        "results": [
            {"ruleId": "R1", "ruleIndex": 0, "message": {"id": "default", "arguments": ["x"]},
             "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a%20b.py", "uriBaseId": "SRC"}, "region": {"startLine": 7}}}]},
            {"ruleId": "R2", "level": "note", "message": {"text": "m"}, "suppressions": [{"kind": "external", "status": "rejected"}],
             "locations": [{"physicalLocation": {"artifactLocation": {"uri": "./c/../d.py"}}}]},
            {"ruleId": "R3", "kind": "pass", "message": {"text": "fine"}},
            {"ruleId": "R3", "message": {"text": "nowhere"}}
        ]}]}"#;

    #[test]
    fn results_of_other_tools_are_read_as_they_mean_them() {
        let report = imported(OTHER);
        let found: Vec<_> = report
            .findings
            .iter()
            .map(|f| {
                (
                    f.rule.as_str(),
                    f.location.path.as_str(),
                    f.location.start.line,
                    f.severity,
                    f.message.as_str(),
                )
            })
            .collect();
        assert_eq!(
            found,
            [
                ("some-tool.R2", "d.py", 1, Severity::Low, "m"),
                ("some-tool.R1", "src/a b.py", 7, Severity::Critical, "x is bad"),
            ]
        );
        assert_eq!(report.findings[1].confidence, Confidence::Low);
        assert_eq!(report.rule("some-tool.R1").unwrap().cwe, [89]);
        assert!(report.findings[0].suppression.is_none(), "a rejected suppression accepts nothing");
        assert_eq!(report.notices.len(), 1, "the result without a place is told");
        assert_eq!(imported(OTHER).findings, report.findings);
    }

    #[test]
    fn what_is_no_sarif_is_refused_and_odd_sarif_is_survived() {
        let mut report = ScanReport::default();
        for (text, words) in [
            ("", "no JSON"),
            ("[]", "version"),
            (r#"{"version": "2.0.0"}"#, "2.1.0"),
            (r#"{"version": "2.1.0"}"#, "runs"),
        ] {
            let error = import_sarif(&mut report, "x", text, &|_| None).unwrap_err();
            assert!(error.to_string().contains(words), "{text}: {error}");
        }
        for odd in [
            r#"{"version": "2.1.0", "runs": [1, null, {}]}"#,
            r#"{"version": "2.1.0", "runs": [{"results": [{}, 3, {"ruleIndex": 99, "locations": [{"physicalLocation": {"artifactLocation": {"uri": "app/größe & views.py"}, "region": {"startLine": 4294967296, "startColumn": 0, "endLine": 2, "endColumn": 999}}}]}]}]}"#,
            r#"{"version": "2.1.0", "runs": [{"originalUriBaseIds": {"A": {"uriBaseId": "A", "uri": "x"}}, "results": [{"locations": [{"physicalLocation": {"artifactLocation": {"uri": "a", "uriBaseId": "A"}}}]}]}]}"#,
        ] {
            let report = imported(odd);
            let _ = render("html", &report, &RenderOptions::default());
        }
    }
}
