//! Licences of packages against a policy.

use tamis_deps::license::{Policy, Verdict};
use tamis_deps::{Origin, Package};
use tamis_finding::{Confidence, Family, Finding, Notice, RuleInfo, Severity};

use super::findings::{Cx, count, notice};

/// The rule about licences that a policy does not allow.
pub const LICENSE: &str = "deps.license";

/// Findings of one lockfile; how many packages of an image have no licence (of those of a project it says so itself).
pub(super) fn check(
    cx: &Cx<'_>,
    policy: &Policy,
    today: Option<crate::Date>,
    list: &mut Vec<(Finding, RuleInfo)>,
    notices: &mut Vec<Notice>,
) -> usize {
    let rule = rule();
    let today = today.map(|today| today.to_string());
    let mut unknown = 0;
    for package in &cx.lockfile.inventory.packages {
        if package.origin == Origin::Path {
            continue;
        }
        let Some(license) = &package.license else {
            unknown += 1;
            continue;
        };
        let verdict = policy.judge(&package.name, license, today.as_deref());
        if let Some(message) = said(package, license, &verdict) {
            list.push((cx.finding(&rule, package, message), rule.clone()));
        }
    }
    if cx.lockfile.layers.is_some() {
        return unknown;
    }
    if unknown > 0 {
        notices.push(Notice {
            path: Some(cx.lockfile.path.clone()),
            ..notice(format!(
                "the lockfile gives no licence for {}; their licences were not checked",
                count(unknown, "package")
            ))
        });
    }
    0
}

fn said(package: &Package, license: &str, verdict: &Verdict) -> Option<String> {
    let (name, version) = (&package.name, &package.version);
    Some(match verdict {
        Verdict::Allowed => return None,
        Verdict::Denied(part) => {
            format!(
                "The licence of {name} {version}, '{license}', is not allowed: '{part}' is denied."
            )
        }
        Verdict::NotListed(part) => {
            format!(
                "The licence of {name} {version}, '{license}', is not allowed: '{part}' is not in the list of allowed ones."
            )
        }
        Verdict::NoExpression => {
            format!(
                "The licence of {name} {version} is given as '{license}', which is no SPDX expression."
            )
        }
        Verdict::Expired(until) => {
            format!(
                "The licence of {name} {version}, '{license}', is not allowed: the exception for it ended on {until}."
            )
        }
    })
}

fn rule() -> RuleInfo {
    RuleInfo {
        id: LICENSE.to_owned(),
        message: "A dependency has a licence that the policy does not allow.".to_owned(),
        severity: Severity::Medium,
        confidence: Confidence::High,
        cwe: Vec::new(),
        cwe_titles: Vec::new(),
        owasp: Vec::new(),
        references: Vec::new(),
        equivalents: Vec::new(),
        help: Some(
            "`[licenses]` in `.tamis.toml` says which licences may be used. Replace the package, or write an \
             exception for it with a reason and a last day."
                .to_owned(),
        ),
        tags: vec!["license".to_owned(), "dependency".to_owned()],
        family: Family::Deps,
        link: None,
    }
}
