//! Licences of packages against a policy.

use tamis_deps::document::{read_json, read_toml};
use tamis_deps::license::{Policy, Verdict};
use tamis_deps::license_text::{FILES, folders, recognise};
use tamis_deps::{Beside, Ecosystem, Origin, Package};
use tamis_finding::{Confidence, Family, Finding, Notice, RuleInfo, Severity};

use super::findings::{Cx, count, notice};

/// The rule about licences that a policy does not allow.
pub const LICENSE: &str = "deps.license";

/// Findings of one lockfile; how many packages of an image have no licence (of those of a project it says so itself).
pub(super) fn check(
    cx: &Cx<'_>,
    policy: &Policy,
    beside: Option<&dyn Beside>,
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
        let kept = package.license.is_none().then(|| beside.and_then(|it| kept(cx, it, package)));
        let given = match (&package.license, kept.flatten()) {
            (Some(license), _) => Some((license.clone(), None)),
            (None, Some((license, path))) => Some((license, Some(path))),
            (None, None) => None,
        };
        let Some((license, path)) = given else {
            unknown += 1;
            continue;
        };
        let verdict = policy.judge(&package.name, &license, today.as_deref());
        if let Some(mut message) = said(package, &license, &verdict) {
            if let Some(path) = path {
                message.push_str(&format!(" It stands in '{path}'."));
            }
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

/// The licence of a package that is kept with the project, and the file that says it: its manifest, or the text.
fn kept(cx: &Cx<'_>, beside: &dyn Beside, package: &Package) -> Option<(String, String)> {
    let folder = cx.lockfile.path.rsplit_once('/').map(|(folder, _)| format!("{folder}/"));
    let folder = folder.unwrap_or_default();
    for kept in folders(package) {
        let kept = format!("{folder}{kept}");
        if package.ecosystem == Ecosystem::Npm {
            let path = format!("{kept}/package.json");
            let text = beside.read(&path);
            let license = text.and_then(|text| {
                let (manifest, _) = read_json(&text);
                manifest.text_of("license").map(str::to_owned)
            });
            if let Some(license) = license {
                return Some((license, path));
            }
        }
        if package.ecosystem == Ecosystem::Cargo {
            let path = format!("{kept}/Cargo.toml");
            let text = beside.read(&path);
            let license = text.and_then(|text| {
                let (manifest, _) = read_toml(&text);
                manifest.get("package")?.text_of("license").map(str::to_owned)
            });
            if let Some(license) = license {
                return Some((license, path));
            }
        }
        for name in FILES {
            let path = format!("{kept}/{name}");
            if let Some(license) = beside.read(&path).and_then(|text| recognise(&text)) {
                return Some((license.to_owned(), path));
            }
        }
    }
    None
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
