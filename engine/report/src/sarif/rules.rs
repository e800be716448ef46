//! The tool: its rules, and the weaknesses (CWE) they relate to.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde_json::{Value, json};
use serde_sarif::sarif::{
    MultiformatMessageString, PropertyBag, ReportingConfiguration, ReportingDescriptor,
    ReportingDescriptorReference, ReportingDescriptorRelationship, Tool, ToolComponent,
    ToolComponentReference,
};
use tamis_finding::{RuleInfo, ScanReport, Severity};

use crate::words::{clip, first_sentence};

/// GitHub reads no more of a full description.
const LONGEST_DESCRIPTION: usize = 1000;
/// A title in a list.
const LONGEST_TITLE: usize = 200;
/// GitHub rejects a rule with more tags (and keeps 10: the weightiest come first).
const MOST_TAGS: usize = 20;

/// The rules of the report, each once, and the CWEs they name, each with its index in the log.
pub(super) struct Rules<'r> {
    list: Vec<&'r RuleInfo>,
    index: BTreeMap<&'r str, usize>,
    /// CWE number to title, by number.
    weaknesses: BTreeMap<u32, &'r str>,
}

impl<'r> Rules<'r> {
    pub(super) fn new(report: &'r ScanReport) -> Self {
        let mut rules =
            Rules { list: Vec::new(), index: BTreeMap::new(), weaknesses: BTreeMap::new() };
        for rule in &report.rules {
            if rules.index.contains_key(rule.id.as_str()) {
                continue;
            }
            rules.index.insert(&rule.id, rules.list.len());
            rules.list.push(rule);
            for (n, cwe) in rule.cwe.iter().enumerate() {
                let title = rule.cwe_titles.get(n).map_or("", |title| title.trim());
                let known = rules.weaknesses.entry(*cwe).or_insert(title);
                if known.is_empty() {
                    *known = title;
                }
            }
        }
        rules
    }

    /// Index of the rule called `id` in `tool.driver.rules`.
    pub(super) fn index_of(&self, id: &str) -> Option<i64> {
        self.index.get(id).map(|index| *index as i64)
    }
}

/// 3.18 tool object and its driver (3.19 toolComponent).
pub(super) fn tool(rules: &Rules<'_>, notifications: Vec<ReportingDescriptor>) -> Tool {
    let version = env!("CARGO_PKG_VERSION");
    let mut driver = ToolComponent::builder()
        .name("tamis")
        .full_name(format!("tamis {version}"))
        .organization("tamis")
        .version(version)
        .semantic_version(version)
        .information_uri(env!("CARGO_PKG_REPOSITORY"))
        .short_description(text("Static analysis of code and infrastructure for security."))
        .rules(rules.list.iter().map(|rule| rule_descriptor(rule, rules)).collect::<Vec<_>>())
        .notifications(notifications)
        .build();
    if !rules.weaknesses.is_empty() {
        driver.supported_taxonomies = Some(vec![cwe_taxonomy()]);
    }
    Tool::builder().driver(driver).build()
}

/// 3.49 reportingDescriptor object of a rule.
fn rule_descriptor(rule: &RuleInfo, rules: &Rules<'_>) -> ReportingDescriptor {
    let message = if rule.message.trim().is_empty() { &rule.id } else { rule.message.trim() };
    let mut descriptor = ReportingDescriptor::builder()
        .id(rule.id.as_str())
        .name(name(&rule.id))
        .short_description(text(&clip(&title(message), LONGEST_TITLE, "…")))
        .full_description(text(&clip(message, LONGEST_DESCRIPTION, "…")))
        .help(help(rule, message))
        .default_configuration(default_configuration(rule.severity))
        .properties(rule_properties(rule))
        .build();
    descriptor.help_uri = help_uri(rule);
    let relationships: Vec<_> =
        rule.cwe.iter().enumerate().map(|(n, cwe)| relationship(*cwe, n == 0, rules)).collect();
    descriptor.relationships = (!relationships.is_empty()).then_some(relationships);
    descriptor
}

/// 3.49.7: an identifier in Pascal case (`python.os-system` gives `PythonOsSystem`) that is not the id over again, in
/// whatever case: validators warn of that.
pub(super) fn name(id: &str) -> String {
    let mut name = String::with_capacity(id.len());
    for word in id.split(|c: char| !c.is_alphanumeric()) {
        let mut chars = word.chars();
        name.extend(chars.next().into_iter().flat_map(char::to_uppercase));
        name.push_str(chars.as_str());
    }
    if name.to_lowercase() == id.to_lowercase() {
        name.push_str("Rule");
    }
    name
}

fn title(message: &str) -> String {
    format!("{}.", first_sentence(message).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// 3.49.13: the help in both forms. Markdown is readable as text, so the text differs only in its links.
fn help(rule: &RuleInfo, message: &str) -> MultiformatMessageString {
    let body = rule.help.as_deref().map_or(message, str::trim);
    let (mut plain, mut markdown) = (body.to_owned(), body.to_owned());
    let references: Vec<&String> = rule.references.iter().filter(|r| !r.is_empty()).collect();
    if !references.is_empty() {
        plain.push_str("\n\nReferences:");
        markdown.push_str("\n\n**References**\n");
    }
    for reference in references {
        // Writing to a String does not fail.
        let _ = write!(plain, "\n- {reference}");
        let _ = match is_uri(reference) {
            true => write!(markdown, "\n- <{reference}>"),
            false => write!(markdown, "\n- {reference}"),
        };
    }
    if !rule.equivalents.is_empty() {
        let _ = write!(plain, "\n\nEquivalent rules: {}", rule.equivalents.join(", "));
        let _ = write!(markdown, "\n\n**Equivalent rules**: `{}`", rule.equivalents.join("`, `"));
    }
    MultiformatMessageString::builder().text(plain).markdown(markdown).build()
}

/// 3.50 reportingConfiguration object.
fn default_configuration(severity: Severity) -> ReportingConfiguration {
    ReportingConfiguration::builder().level(json!(level(severity))).build()
}

/// The word for both `level` of results and of rules (3.27.10).
pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::Info => "note",
    }
}

/// What GitHub reads beyond the standard: tags, precision, security-severity or problem.severity. And equivalents.
fn rule_properties(rule: &RuleInfo) -> PropertyBag {
    let mut extra: BTreeMap<String, Value> = BTreeMap::new();
    extra.insert("precision".to_owned(), json!(rule.confidence.name()));
    if is_security(rule) {
        extra.insert("security-severity".to_owned(), json!(security_severity(rule.severity)));
    }
    let problem = match level(rule.severity) {
        "note" => "recommendation",
        word => word,
    };
    extra.insert("problem.severity".to_owned(), json!(problem));
    extra.insert("severity".to_owned(), json!(rule.severity.name()));
    if !rule.equivalents.is_empty() {
        extra.insert("equivalents".to_owned(), json!(rule.equivalents));
    }
    PropertyBag::builder().tags(tags(rule)).additional_properties(extra).build()
}

/// GitHub's scale: above 9.0 critical, from 7.0 high, from 4.0 medium, below low. A string, or the upload is refused.
fn security_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "9.5",
        Severity::High => "8.0",
        Severity::Medium => "5.5",
        Severity::Low => "3.0",
        Severity::Info => "1.0",
    }
}

/// A rule that names a weakness, or says that it is about security, or does not say what it is about.
fn is_security(rule: &RuleInfo) -> bool {
    let tagged = |tag: &str| rule.tags.iter().any(|own| own.eq_ignore_ascii_case(tag));
    let other = ["best-practice", "correctness", "maintainability", "performance", "portability"];
    !rule.cwe.is_empty() || tagged("security") || !other.iter().any(|tag| tagged(tag))
}

/// The weightiest first, each once.
fn tags(rule: &RuleInfo) -> Vec<String> {
    let mut tags = Vec::new();
    let mut seen = BTreeSet::new();
    let security = is_security(rule).then(|| "security".to_owned());
    let cwe = rule.cwe.iter().map(|number| format!("external/cwe/cwe-{number:03}"));
    let owasp = rule.owasp.iter().filter_map(|class| owasp_tag(class));
    let own = rule.tags.iter().map(|tag| tag.trim().to_owned());
    for tag in security.into_iter().chain(cwe).chain(owasp).chain(own) {
        if !tag.is_empty() && seen.insert(tag.clone()) {
            tags.push(tag);
        }
    }
    tags.truncate(MOST_TAGS);
    tags
}

/// `A03:2021 - Injection` gives `external/owasp/a03-2021`.
fn owasp_tag(class: &str) -> Option<String> {
    let id = class.split_whitespace().next()?.to_ascii_lowercase();
    let id = id.trim_end_matches([':', '-', ',']).replace(':', "-");
    Some(format!("external/owasp/{id}"))
}

/// The rule's own link, else its first reference, else the page of its weakness.
fn help_uri(rule: &RuleInfo) -> Option<String> {
    let own = rule.link.iter().chain(&rule.references).find(|link| is_uri(link));
    own.cloned().or_else(|| rule.cwe.first().map(|number| cwe_page(*number)))
}

fn cwe_page(number: u32) -> String {
    format!("https://cwe.mitre.org/data/definitions/{number}.html")
}

/// Whether `link` is an absolute web address that a URI validator takes.
fn is_uri(link: &str) -> bool {
    let rest = link.strip_prefix("https://").or_else(|| link.strip_prefix("http://"));
    let bad = |c: char| !c.is_ascii_graphic() || "\"<>\\^`{|}".contains(c);
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(bad))
}

/// 3.53 reportingDescriptorRelationship object: what a rule finds is a kind of its first CWE, and has to do with the
/// others.
fn relationship(cwe: u32, exact: bool, rules: &Rules<'_>) -> ReportingDescriptorRelationship {
    let index = rules.weaknesses.keys().position(|number| *number == cwe);
    let mut target = ReportingDescriptorReference::builder()
        .id(taxon_id(cwe))
        .tool_component(cwe_taxonomy())
        .build();
    target.index = index.map(|index| index as i64);
    let kind = if exact { "superset" } else { "relevant" };
    ReportingDescriptorRelationship::builder().target(target).kinds(vec![kind.to_owned()]).build()
}

/// DefectDojo finds the number in this form only.
fn taxon_id(cwe: u32) -> String {
    format!("CWE-{cwe}")
}

/// 3.54 toolComponentReference object to the one taxonomy.
fn cwe_taxonomy() -> ToolComponentReference {
    ToolComponentReference::builder().name("CWE").index(0).build()
}

/// 3.14.8: the CWEs that the rules name, as a taxonomy; none if they name none.
pub(super) fn taxonomies(rules: &Rules<'_>) -> Vec<ToolComponent> {
    if rules.weaknesses.is_empty() {
        return Vec::new();
    }
    let taxa = rules.weaknesses.iter().map(|(number, title)| taxon(*number, title));
    let component = ToolComponent::builder()
        .name("CWE")
        .organization("MITRE")
        .short_description(text("The MITRE Common Weakness Enumeration."))
        .information_uri("https://cwe.mitre.org/")
        .is_comprehensive(false)
        .taxa(taxa.collect::<Vec<_>>())
        .build();
    vec![component]
}

fn taxon(number: u32, title: &str) -> ReportingDescriptor {
    let mut taxon =
        ReportingDescriptor::builder().id(taxon_id(number)).help_uri(cwe_page(number)).build();
    taxon.short_description = (!title.is_empty()).then(|| text(&format!("{title}.")));
    taxon
}

/// 3.12 multiformatMessageString object, text only.
pub(super) fn text(text: &str) -> MultiformatMessageString {
    MultiformatMessageString::builder().text(text).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_pascal_case() {
        assert_eq!(name("python.lang.os-system"), "PythonLangOsSystem");
        assert_eq!(name("go.größe_2"), "GoGröße2");
        assert_eq!(name("eval"), "EvalRule");
    }

    #[test]
    fn owasp_classes_become_tags_without_their_title() {
        assert_eq!(owasp_tag("A03:2021 - Injection").as_deref(), Some("external/owasp/a03-2021"));
        assert_eq!(owasp_tag("A05:2025").as_deref(), Some("external/owasp/a05-2025"));
        assert_eq!(owasp_tag(" "), None);
    }

    #[test]
    fn only_addresses_a_validator_takes_are_links() {
        assert!(is_uri("https://example.org/a?b=c#d"));
        assert!(!is_uri("see the handbook"));
        assert!(!is_uri("https://example.org/a b"));
        assert!(!is_uri("https://"));
        assert!(!is_uri("javascript:alert(1)"));
    }
}
