//! Prefixes and suffixes of names, and the references that follow.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Object;
use crate::edit::{entry_mut, list_mut, map_mut};
use crate::value::Value;

/// New names by kind and old name.
type Renamed = FxHashMap<(Arc<str>, Arc<str>), Arc<str>>;

/// Puts a prefix before and a suffix behind the names of all objects.
pub(super) fn rename(prefix: &str, suffix: &str, objects: &mut [Object]) {
    let mut renamed = Renamed::default();
    for object in objects.iter_mut() {
        if matches!(object.kind(), "Namespace" | "CustomResourceDefinition" | "APIService") {
            continue;
        }
        let (kind, old): (Arc<str>, Arc<str>) =
            (Arc::from(object.kind()), Arc::from(object.name()));
        let new: Arc<str> = Arc::from(format!("{prefix}{old}{suffix}"));
        object.remember();
        if let Some(name) = entry_mut(&mut object.value, &["metadata", "name"]) {
            name.value = Value::string(new.clone(), name.value.origin.clone());
            renamed.insert((kind, old), new);
        }
    }
    for object in objects.iter_mut() {
        follow(&mut object.value, &renamed, 0);
    }
}

/// Levels of objects that are looked into.
const MAX_DEPTH: usize = 100;

/// Changes the references within a value.
fn follow(value: &mut Value, renamed: &Renamed, depth: usize) {
    if depth > MAX_DEPTH {
        return;
    }
    if value.as_list().is_some() {
        for item in list_mut(value).into_iter().flatten() {
            follow(item, renamed, depth + 1);
        }
        return;
    }
    for (key, entry) in map_mut(value).into_iter().flatten() {
        match &**key {
            "configMapKeyRef" | "configMapRef" | "configMap" => {
                named(&mut entry.value, "ConfigMap", renamed);
            }
            "secretKeyRef" | "secretRef" => named(&mut entry.value, "Secret", renamed),
            "secret" if entry.value.get("name").is_some() => {
                named(&mut entry.value, "Secret", renamed);
            }
            "service" => named(&mut entry.value, "Service", renamed),
            "imagePullSecrets" | "secrets" => {
                for item in list_mut(&mut entry.value).into_iter().flatten() {
                    named(item, "Secret", renamed);
                }
            }
            "roleRef" | "scaleTargetRef" => {
                let kind = entry.value.get("kind").and_then(Value::to_text);
                named(&mut entry.value, kind.as_deref().unwrap_or(""), renamed);
            }
            "subjects" => {
                for item in list_mut(&mut entry.value).into_iter().flatten() {
                    if item.get("kind").and_then(Value::as_str) == Some("ServiceAccount") {
                        named(item, "ServiceAccount", renamed);
                    }
                }
            }
            "secretName" => itself(&mut entry.value, "Secret", renamed),
            "serviceAccountName" | "serviceAccount" => {
                itself(&mut entry.value, "ServiceAccount", renamed);
            }
            "claimName" => itself(&mut entry.value, "PersistentVolumeClaim", renamed),
            "serviceName" => itself(&mut entry.value, "Service", renamed),
            _ => {}
        }
        follow(&mut entry.value, renamed, depth + 1);
    }
}

/// The entry `name` of a reference.
fn named(value: &mut Value, kind: &str, renamed: &Renamed) {
    if let Some(entry) = entry_mut(value, &["name"]) {
        itself(&mut entry.value, kind, renamed);
    }
}

fn itself(value: &mut Value, kind: &str, renamed: &Renamed) {
    let Some(old) = value.as_str() else { return };
    if let Some(new) = renamed.get(&(Arc::from(kind), Arc::from(old))) {
        *value = Value::string(new.clone(), value.origin.clone());
    }
}
