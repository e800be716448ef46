//! The inventory of personal data: what kinds there are, where they are handled, where they flow to.
//!
//! For: `tamis privacy`, as text, JSON (versioned: `tamis-privacy/1`) and a page. Not for: findings as such (`json`).
//! Read [`Inventory::of`].

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Serialize;
use serde_json::Value;
use tamis_finding::{Finding, ScanReport};

/// Form of the JSON.
const SCHEMA: &str = "tamis-privacy/1";
/// Places of a kind that are listed for people.
const SHOWN: usize = 5;

/// The inventory.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Inventory {
    /// `tamis-privacy/1`.
    pub schema: &'static str,
    /// By group, then id.
    pub data_types: Vec<Kind>,
    /// Services of others that get data, with the kinds they get.
    pub third_parties: BTreeMap<String, BTreeSet<String>>,
    /// How many there are.
    pub summary: Summary,
}

/// Counts.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Summary {
    /// Kinds of data.
    pub data_types: usize,
    /// Places that handle data.
    pub sites: usize,
    /// Ways from data to a sink.
    pub flows: usize,
    /// Services of others.
    pub third_parties: usize,
}

/// A kind of data.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Kind {
    /// `email-address`.
    pub id: String,
    /// `e-mail address`.
    pub title: String,
    /// `contact`.
    pub group: String,
    /// Where code and schemas handle it.
    pub sites: Vec<Site>,
    /// Where it goes to.
    pub flows: Vec<Way>,
}

/// A place.
#[derive(Debug, Clone, Serialize)]
pub struct Site {
    /// File.
    pub path: String,
    /// From 1.
    pub line: u32,
    /// The name that tells it.
    pub name: String,
    /// What the name is.
    pub form: &'static str,
}

/// Data on its way to a sink.
#[derive(Debug, Clone, Serialize)]
pub struct Way {
    /// Rule that found it.
    pub rule: String,
    /// What kind of sink it is: `log`, `third-party`, `file`.
    pub sink: String,
    /// Whose service, for third parties.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub third_party: Option<String>,
    /// File of the sink.
    pub path: String,
    /// Line of the sink.
    pub line: u32,
    /// Where the data enters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Start>,
    /// Stable identity of the finding.
    pub fingerprint: String,
}

/// Where data enters.
#[derive(Debug, Clone, Serialize)]
pub struct Start {
    /// File.
    pub path: String,
    /// From 1.
    pub line: u32,
}

impl Inventory {
    /// Of a scan with the rules for privacy that lists places.
    pub fn of(report: &ScanReport) -> Inventory {
        let mut kinds: BTreeMap<(String, String), Kind> = BTreeMap::new();
        for site in &report.data {
            let kind = kinds.entry((site.group.clone(), site.kind.clone())).or_default();
            (kind.id, kind.group) = (site.kind.clone(), site.group.clone());
            kind.title.clone_from(&site.title);
            kind.sites.push(Site {
                path: site.path.clone(),
                line: site.line,
                name: site.name.clone(),
                form: site.form,
            });
        }
        let mut third_parties: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for finding in report.open() {
            let Some(id) = binding(finding, "$DATA_TYPE") else { continue };
            let known = kinds.keys().find(|(_, kind)| kind == id).cloned();
            let key = known.unwrap_or_else(|| (String::new(), id.to_owned()));
            let kind = kinds.entry(key).or_default();
            if kind.id.is_empty() {
                id.clone_into(&mut kind.id);
                binding(finding, "$DATA").unwrap_or(id).clone_into(&mut kind.title);
            }
            let way = way(finding, report);
            if let Some(party) = &way.third_party {
                third_parties.entry(party.clone()).or_default().insert(id.to_owned());
            }
            kind.flows.push(way);
        }
        let data_types: Vec<Kind> = kinds.into_values().collect();
        let summary = Summary {
            data_types: data_types.len(),
            sites: data_types.iter().map(|kind| kind.sites.len()).sum(),
            flows: data_types.iter().map(|kind| kind.flows.len()).sum(),
            third_parties: third_parties.len(),
        };
        Inventory { schema: SCHEMA, data_types, third_parties, summary }
    }

    /// As JSON, pretty, with a line break at the end.
    pub fn json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// For people at a terminal.
    pub fn text(&self) -> String {
        let mut out = String::new();
        let mut group = "";
        for kind in &self.data_types {
            if kind.group != group {
                let title = if kind.group.is_empty() { "other" } else { kind.group.as_str() };
                let _ = writeln!(out, "{}", title.to_uppercase());
                group = &kind.group;
            }
            let _ = writeln!(
                out,
                "  {} ({}): {} places, {} flows",
                safe(&kind.title),
                safe(&kind.id),
                kind.sites.len(),
                kind.flows.len()
            );
            for site in kind.sites.iter().take(SHOWN) {
                let _ = writeln!(
                    out,
                    "    {}:{}  {} ({})",
                    safe(&site.path),
                    site.line,
                    safe(&site.name),
                    site.form
                );
            }
            if kind.sites.len() > SHOWN {
                let _ = writeln!(out, "    and {} more", kind.sites.len() - SHOWN);
            }
            for way in &kind.flows {
                let _ = writeln!(out, "    -> {}", way.line());
            }
        }
        if !self.third_parties.is_empty() {
            let _ = writeln!(out, "\nTHIRD PARTIES");
            for (party, kinds) in &self.third_parties {
                let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
                let _ = writeln!(out, "  {}: {}", safe(party), kinds.join(", "));
            }
        }
        let Summary { data_types, sites, flows, third_parties } = &self.summary;
        let _ = writeln!(
            out,
            "\n{data_types} kinds of personal data in {sites} places, {flows} flows to sinks, {third_parties} third parties"
        );
        out
    }

    /// As a page that needs nothing from elsewhere.
    pub fn html(&self) -> String {
        let mut out = String::from(
            "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Personal data</title>\n\
             <style>body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}\
             table{border-collapse:collapse;width:100%}td,th{border:1px solid #bbb;padding:.3rem .5rem;\
             text-align:left;vertical-align:top}code{font-size:.9em}</style>\n<h1>Personal data</h1>\n",
        );
        let Summary { data_types, sites, flows, third_parties } = &self.summary;
        let _ = writeln!(
            out,
            "<p>{data_types} kinds in {sites} places, {flows} flows, {third_parties} third parties.</p>\n\
             <table><tr><th>Kind<th>Group<th>Places<th>Goes to</tr>"
        );
        for kind in &self.data_types {
            let places: Vec<String> = kind
                .sites
                .iter()
                .take(50)
                .map(|it| {
                    format!("<code>{}:{}</code> {}", escape(&it.path), it.line, escape(&it.name))
                })
                .collect();
            let ways: Vec<String> = kind.flows.iter().map(|way| escape(&way.line())).collect();
            let _ = writeln!(
                out,
                "<tr><td>{}<td>{}<td>{}<td>{}</tr>",
                escape(&kind.title),
                escape(&kind.group),
                places.join("<br>"),
                ways.join("<br>")
            );
        }
        out.push_str("</table>\n");
        out
    }

    /// Of this only the flows that `earlier`, our JSON, does not have; `None` where it is none of ours.
    pub fn since(&self, earlier: &str) -> Option<Inventory> {
        let earlier: Value = serde_json::from_str(earlier).ok()?;
        if earlier["schema"] != SCHEMA {
            return None;
        }
        let mut known: BTreeSet<(String, String)> = BTreeSet::new();
        for kind in earlier["data_types"].as_array()? {
            for way in kind["flows"].as_array().into_iter().flatten() {
                let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
                known.insert((text(&kind["id"]), text(&way["fingerprint"])));
            }
        }
        let mut new = Inventory { schema: SCHEMA, ..Inventory::default() };
        for kind in &self.data_types {
            let is_new = |way: &&Way| !known.contains(&(kind.id.clone(), way.fingerprint.clone()));
            let flows: Vec<Way> = kind.flows.iter().filter(is_new).cloned().collect();
            for party in flows.iter().filter_map(|way| way.third_party.clone()) {
                new.third_parties.entry(party).or_default().insert(kind.id.clone());
            }
            if !flows.is_empty() {
                new.summary.flows += flows.len();
                new.data_types.push(Kind { flows, sites: Vec::new(), ..kind.clone() });
            }
        }
        new.summary.data_types = new.data_types.len();
        new.summary.third_parties = new.third_parties.len();
        Some(new)
    }
}

impl Way {
    fn line(&self) -> String {
        let party = self.third_party.as_ref().map(|it| format!(" ({it})")).unwrap_or_default();
        let start = self.source.as_ref().map(|it| format!(" from {}:{}", it.path, it.line));
        safe(&format!(
            "{}{party} at {}:{}{}  [{}]",
            self.sink,
            self.path,
            self.line,
            start.unwrap_or_default(),
            self.rule
        ))
    }
}

fn binding<'f>(finding: &'f Finding, name: &str) -> Option<&'f str> {
    finding.bindings.iter().find(|it| it.metavariable == name).map(|it| it.text.as_str())
}

fn way(finding: &Finding, report: &ScanReport) -> Way {
    let last = finding.rule.rsplit('.').next().unwrap_or_default();
    let sink =
        last.replace("-personal-data", "").replace("-credentials", "").replace("-card-data", "");
    let code = report
        .source(&finding.location.path)
        .and_then(|source| source.text.get(finding.location.span.range()));
    let third_party = (sink == "third-party").then(|| code.map_or("?", service).to_owned());
    let source = finding
        .trace
        .as_ref()
        .and_then(|trace| trace.steps.first())
        .map(|step| Start { path: step.location.path.clone(), line: step.location.start.line });
    Way {
        rule: finding.rule.clone(),
        sink,
        third_party,
        path: finding.location.path.clone(),
        line: finding.location.start.line,
        source,
        fingerprint: finding.fingerprint.to_string(),
    }
}

/// The name of what is called: `Sentry` of `Sentry.captureMessage(...)`.
fn service(code: &str) -> &str {
    let code = code.strip_prefix("window.").unwrap_or(code);
    let end = code.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$')));
    let name = &code[..end.unwrap_or(code.len())];
    if name.is_empty() { "?" } else { name }
}

/// What a terminal would obey is left out.
fn safe(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
