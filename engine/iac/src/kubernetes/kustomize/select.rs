//! Which objects a patch is for.

use regex::Regex;

use super::Object;
use crate::value::Value;

/// What a patch says of its target.
#[derive(Debug, Default)]
pub(super) struct Target {
    group: Option<Regex>,
    version: Option<Regex>,
    kind: Option<Regex>,
    name: Option<Regex>,
    space: Option<Regex>,
    labels: Option<String>,
    annotations: Option<String>,
}

impl Target {
    /// Of the entry `target`; `None` where an expression does not compile.
    pub(super) fn new(value: &Value) -> Option<Target> {
        let regex = |key: &str| match value.get(key).and_then(Value::to_text) {
            Some(text) if !text.is_empty() => Regex::new(&format!("^(?:{text})$")).ok().map(Some),
            _ => Some(None),
        };
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        Some(Target {
            group: regex("group")?,
            version: regex("version")?,
            kind: regex("kind")?,
            name: regex("name")?,
            space: regex("namespace")?,
            labels: text("labelSelector"),
            annotations: text("annotationSelector"),
        })
    }

    pub(super) fn fits(&self, object: &Object) -> bool {
        let (group, version) = group_version(&object.value);
        let ok = |regex: &Option<Regex>, text: &str| {
            regex.as_ref().is_none_or(|regex| regex.is_match(text))
        };
        let map = |key: &str| object.value.at(&["metadata", key]).cloned();
        ok(&self.group, group)
            && ok(&self.version, version)
            && ok(&self.kind, object.kind())
            && called(object, |name, space| ok(&self.name, name) && ok(&self.space, space))
            && self.labels.as_ref().is_none_or(|wanted| selected(wanted, map("labels")))
            && self.annotations.as_ref().is_none_or(|wanted| selected(wanted, map("annotations")))
    }
}

/// Whether `fits` any of the names an object has or had.
fn called(object: &Object, fits: impl Fn(&str, &str) -> bool) -> bool {
    fits(object.name(), object.space())
        || object.earlier.iter().any(|(name, space)| fits(name, space))
}

/// Whether a strategic-merge patch that names its object means this one.
pub(super) fn is_meant(patch: &Value, object: &Object) -> bool {
    let text = |key: &str| patch.at(&["metadata", key]).and_then(Value::as_str).unwrap_or("");
    let (name, space) = (text("name"), text("namespace"));
    let same_group = group_version(patch).0 == group_version(&object.value).0;
    let same_space = |own: &str| space.is_empty() || space == own || own.is_empty();
    patch.get("kind").and_then(Value::as_str) == Some(object.kind())
        && same_group
        && called(object, |own, own_space| own == name && same_space(own_space))
}

fn group_version(value: &Value) -> (&str, &str) {
    let text = value.get("apiVersion").and_then(Value::as_str).unwrap_or("");
    text.split_once('/').unwrap_or(("", text))
}

/// Whether labels fit a selector in text form: `a=b,c!=d,e,!f`; sets (`in (..)`) are taken to fit.
fn selected(wanted: &str, labels: Option<Value>) -> bool {
    let label = |key: &str| labels.as_ref().and_then(|it| it.get(key.trim())?.to_text());
    if wanted.contains('(') {
        return true;
    }
    wanted.split(',').map(str::trim).filter(|part| !part.is_empty()).all(|part| {
        if let Some((key, value)) = part.split_once("!=") {
            label(key).as_deref() != Some(value.trim())
        } else if let Some((key, value)) = part.split_once('=') {
            label(key).as_deref() == Some(value.trim_start_matches('=').trim())
        } else if let Some(key) = part.strip_prefix('!') {
            label(key).is_none()
        } else {
            label(part).is_some()
        }
    })
}
