//! Versions and what they are compared with, as the library Helm uses has them.

use std::cmp::Ordering;
use std::rc::Rc;

use crate::helm::value::Go;

/// A version; parts may be left out where it is one of a constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Version {
    numbers: [u64; 3],
    /// How many of them were written.
    given: usize,
    pre: Vec<String>,
    build: String,
}

impl Version {
    fn parse(text: &str) -> Option<Version> {
        let text = text.trim();
        let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
        let (text, build) = text.split_once('+').unwrap_or((text, ""));
        let (core, pre) = text.split_once('-').unwrap_or((text, ""));
        let mut version = Version {
            numbers: [0; 3],
            given: 0,
            pre: pre.split('.').filter(|part| !part.is_empty()).map(str::to_owned).collect(),
            build: build.to_owned(),
        };
        for part in core.split('.') {
            if matches!(part, "x" | "X" | "*") {
                break;
            }
            *version.numbers.get_mut(version.given)? = part.parse().ok()?;
            version.given += 1;
        }
        Some(version)
    }

    fn order(&self, other: &Version) -> Ordering {
        let by_pre = || match (self.pre.is_empty(), other.pre.is_empty()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Greater,
            (false, true) => Ordering::Less,
            (false, false) => pre_order(&self.pre, &other.pre),
        };
        self.numbers.cmp(&other.numbers).then_with(by_pre)
    }
}

fn pre_order(left: &[String], right: &[String]) -> Ordering {
    for (left, right) in left.iter().zip(right) {
        let order = match (left.parse::<u64>(), right.parse::<u64>()) {
            (Ok(left), Ok(right)) => left.cmp(&right),
            (Ok(_), Err(_)) => Ordering::Less,
            (Err(_), Ok(_)) => Ordering::Greater,
            (Err(_), Err(_)) => left.cmp(right),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    left.len().cmp(&right.len())
}

/// Whether a version fits a constraint: alternatives between `||`, conditions between commas or spaces.
pub(super) fn compare(constraint: &str, version: &str) -> Result<bool, String> {
    let Some(version) = Version::parse(version) else {
        return Err(format!("'{version}' is no version"));
    };
    for alternative in constraint.split("||") {
        if conditions(alternative)?
            .iter()
            .all(|(operator, wanted)| holds(operator, wanted, &version))
        {
            return Ok(true);
        }
    }
    Ok(false)
}

fn conditions(text: &str) -> Result<Vec<(String, Version)>, String> {
    if let Some((low, high)) = text.split_once(" - ") {
        let of = |text: &str| Version::parse(text).ok_or(format!("'{text}' is no version"));
        return Ok(vec![(">=".to_owned(), of(low)?), ("<=".to_owned(), of(high)?)]);
    }
    let mut found = Vec::new();
    let mut rest = text.trim_matches([' ', ',']);
    while !rest.is_empty() {
        let end = rest.find(|c: char| !"=!<>~^".contains(c)).unwrap_or(rest.len());
        let (operator, after) = rest.split_at(end);
        let after = after.trim_start();
        let end = after.find([' ', ',']).unwrap_or(after.len());
        let wanted = Version::parse(&after[..end]).ok_or(format!("'{text}' is no constraint"))?;
        found.push((operator.to_owned(), wanted));
        rest = after[end..].trim_start_matches([' ', ',']);
    }
    Ok(found)
}

fn holds(operator: &str, wanted: &Version, version: &Version) -> bool {
    // A pre-release fits only where one is spoken of.
    if !version.pre.is_empty() && wanted.pre.is_empty() && operator != "!=" {
        return false;
    }
    let order = version.order(wanted);
    let same = |count: usize| version.numbers[..count] == wanted.numbers[..count];
    match operator {
        "" | "=" | "==" if wanted.given < 3 => same(wanted.given),
        "" | "=" | "==" => order == Ordering::Equal,
        "!=" if wanted.given < 3 => !same(wanted.given),
        "!=" => order != Ordering::Equal,
        ">" if wanted.given < 3 => order == Ordering::Greater && !same(wanted.given),
        ">" => order == Ordering::Greater,
        ">=" | "=>" => order != Ordering::Less,
        "<" => order == Ordering::Less,
        "<=" | "=<" if wanted.given < 3 => order != Ordering::Greater || same(wanted.given),
        "<=" | "=<" => order != Ordering::Greater,
        "~" | "~>" => order != Ordering::Less && same(wanted.given.clamp(1, 2)),
        "^" => {
            let first = wanted.numbers.iter().take(2).position(|number| *number > 0).unwrap_or(2);
            order != Ordering::Less && same((first + 1).min(wanted.given.max(1)))
        }
        _ => false,
    }
}

/// A version's parts.
pub(super) fn parts(text: &str) -> Result<Go, String> {
    let version = Version::parse(text).ok_or(format!("'{text}' is no version"))?;
    let number = |at: usize| Go::Int(version.numbers[at] as i64);
    let entries = [
        ("Major", number(0)),
        ("Minor", number(1)),
        ("Patch", number(2)),
        ("Prerelease", Go::str(version.pre.join("."))),
        ("Metadata", Go::str(&version.build)),
        ("Original", Go::str(text)),
    ];
    Ok(Go::map(entries.into_iter().map(|(key, value)| (Rc::from(key), value)).collect()))
}

/// Whether a cluster is taken to have a version of an API: those of Kubernetes itself.
pub(in crate::helm) fn has_version(name: &str) -> bool {
    const VERSIONS: [&str; 50] = [
        "v1",
        "admissionregistration.k8s.io/v1",
        "admissionregistration.k8s.io/v1alpha1",
        "admissionregistration.k8s.io/v1beta1",
        "apiextensions.k8s.io/v1",
        "apiextensions.k8s.io/v1beta1",
        "apps/v1",
        "apps/v1beta1",
        "apps/v1beta2",
        "authentication.k8s.io/v1",
        "authentication.k8s.io/v1alpha1",
        "authentication.k8s.io/v1beta1",
        "authorization.k8s.io/v1",
        "authorization.k8s.io/v1beta1",
        "autoscaling/v1",
        "autoscaling/v2",
        "batch/v1",
        "batch/v1beta1",
        "certificates.k8s.io/v1",
        "certificates.k8s.io/v1alpha1",
        "certificates.k8s.io/v1beta1",
        "coordination.k8s.io/v1",
        "coordination.k8s.io/v1alpha2",
        "coordination.k8s.io/v1beta1",
        "discovery.k8s.io/v1",
        "discovery.k8s.io/v1beta1",
        "events.k8s.io/v1",
        "events.k8s.io/v1beta1",
        "extensions/v1beta1",
        "flowcontrol.apiserver.k8s.io/v1",
        "flowcontrol.apiserver.k8s.io/v1beta1",
        "flowcontrol.apiserver.k8s.io/v1beta2",
        "flowcontrol.apiserver.k8s.io/v1beta3",
        "internal.apiserver.k8s.io/v1alpha1",
        "networking.k8s.io/v1",
        "networking.k8s.io/v1beta1",
        "node.k8s.io/v1",
        "node.k8s.io/v1alpha1",
        "node.k8s.io/v1beta1",
        "policy/v1",
        "policy/v1beta1",
        "rbac.authorization.k8s.io/v1",
        "rbac.authorization.k8s.io/v1alpha1",
        "rbac.authorization.k8s.io/v1beta1",
        "resource.k8s.io/v1",
        "resource.k8s.io/v1beta1",
        "scheduling.k8s.io/v1",
        "scheduling.k8s.io/v1beta1",
        "storage.k8s.io/v1",
        "storage.k8s.io/v1beta1",
    ];
    VERSIONS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::compare;

    #[test]
    fn versions_fit_constraints() {
        for (constraint, version, fits) in [
            (">=1.19-0", "v1.36.0", true),
            (">= 1.19.0, < 1.30", "1.29.3", true),
            ("<1.14-0", "1.36.0", false),
            ("^1.2.3", "1.9.0", true),
            ("^1.2.3", "2.0.0", false),
            ("~1.2", "1.2.9", true),
            ("~1.2", "1.3.0", false),
            ("1.x", "1.8.0", true),
            (">=1.19.0", "1.20.0-gke.1", false),
            (">=1.19.0-0", "1.20.0-gke.1", true),
            ("<1 || >=3", "3.1.0", true),
            ("1.2 - 1.4", "1.3.5", true),
            ("*", "1.0.0", true),
        ] {
            assert_eq!(compare(constraint, version), Ok(fits), "{constraint} {version}");
        }
    }
}
