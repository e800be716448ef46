//! What a kustomization does to all objects: namespace, names, labels, annotations, replicas, images.

use std::sync::Arc;

use super::names::rename;
use super::{Kustomization, Object};
use crate::edit::{entry_mut, list_mut, map_at, map_mut, put};
use crate::origin::{How, Place};
use crate::value::{Attribute, Map, Value};

/// Namespace, names, labels and annotations.
pub(super) fn metadata(of: &Kustomization, objects: &mut [Object]) {
    if let Some(space) = of.value.attribute("namespace").filter(|it| it.value.as_str().is_some()) {
        namespace(space, objects);
    }
    let text = |key: &str| of.value.get(key).and_then(Value::to_text).unwrap_or_default();
    let (prefix, suffix) = (text("namePrefix"), text("nameSuffix"));
    if !prefix.is_empty() || !suffix.is_empty() {
        rename(&prefix, &suffix, objects);
    }
    if let Some(all) = of.value.get("commonLabels").and_then(Value::as_map) {
        for object in objects.iter_mut() {
            labels(object, all, true, true);
        }
    }
    for entry in of.list("labels") {
        let is = |key: &str| entry.get(key).and_then(Value::as_bool) == Some(true);
        let Some(pairs) = entry.get("pairs").and_then(Value::as_map) else { continue };
        let (selectors, templates) = (is("includeSelectors"), is("includeTemplates"));
        for object in objects.iter_mut() {
            labels(object, pairs, selectors, selectors || templates);
        }
    }
    if let Some(all) = of.value.get("commonAnnotations").and_then(Value::as_map) {
        for object in objects.iter_mut() {
            add(object, &["metadata", "annotations"], all);
            for path in TEMPLATES {
                if object.value.at(path).is_some() {
                    add(object, &[path, &["metadata", "annotations"]].concat(), all);
                }
            }
        }
    }
}

/// Where objects hold pod templates.
const TEMPLATES: [&[&str]; 2] =
    [&["spec", "template"], &["spec", "jobTemplate", "spec", "template"]];

/// Kinds without a namespace.
fn is_cluster_wide(kind: &str) -> bool {
    const KINDS: [&str; 17] = [
        "Namespace",
        "Node",
        "PersistentVolume",
        "StorageClass",
        "VolumeAttachment",
        "CSIDriver",
        "CSINode",
        "CustomResourceDefinition",
        "APIService",
        "MutatingWebhookConfiguration",
        "ValidatingWebhookConfiguration",
        "ValidatingAdmissionPolicy",
        "ValidatingAdmissionPolicyBinding",
        "PriorityClass",
        "RuntimeClass",
        "IngressClass",
        "PodSecurityPolicy",
    ];
    kind.starts_with("Cluster") || KINDS.contains(&kind)
}

fn namespace(space: &Attribute, objects: &mut [Object]) {
    let accounts: Vec<(Arc<str>, Arc<str>)> = objects
        .iter()
        .filter(|object| object.kind() == "ServiceAccount")
        .map(|object| (Arc::from(object.name()), Arc::from(object.space())))
        .collect();
    let new = || space.value.via(How::Merged, "namespace", space.place);
    for object in objects.iter_mut() {
        if object.kind().ends_with("RoleBinding")
            && let Some(subjects) = entry_mut(&mut object.value, &["subjects"])
        {
            for subject in list_mut(&mut subjects.value).into_iter().flatten() {
                let text = |key: &str| subject.get(key).and_then(Value::as_str).unwrap_or("");
                let (name, own) = (text("name"), text("namespace"));
                let known = accounts.iter().any(|(account, space)| {
                    &**account == name && (own.is_empty() || &**space == own || space.is_empty())
                });
                if text("kind") == "ServiceAccount" && (name == "default" || known) {
                    put(subject, &["namespace"], new(), space.place);
                }
            }
        }
        if object.kind() == "Namespace" {
            object.remember();
            put(&mut object.value, &["metadata", "name"], new(), space.place);
        } else if !is_cluster_wide(object.kind()) {
            object.remember();
            put(&mut object.value, &["metadata", "namespace"], new(), space.place);
        }
    }
}

/// Adds entries to the map at a path, which is made if it is not there.
fn add(object: &mut Object, path: &[&str], entries: &Map) {
    let place = entries.values().find_map(|entry| entry.place);
    if let Some(map) = map_at(&mut object.value, path, place) {
        map.extend(entries.iter().map(|(key, entry)| (key.clone(), entry.clone())));
    }
}

fn labels(object: &mut Object, pairs: &Map, selectors: bool, templates: bool) {
    add(object, &["metadata", "labels"], pairs);
    if templates {
        for path in TEMPLATES {
            if object.value.at(path).is_some() {
                add(object, &[path, &["metadata", "labels"]].concat(), pairs);
            }
        }
    }
    if !selectors {
        return;
    }
    match object.kind() {
        "Service" | "ReplicationController" => {
            add(object, &["spec", "selector"], pairs);
        }
        "Deployment" | "ReplicaSet" | "DaemonSet" | "StatefulSet" => {
            add(object, &["spec", "selector", "matchLabels"], pairs);
        }
        "Job" | "PodDisruptionBudget" if object.value.at(&["spec", "selector"]).is_some() => {
            existing(object, &["spec", "selector", "matchLabels"], pairs);
        }
        "NetworkPolicy" => existing(object, &["spec", "podSelector", "matchLabels"], pairs),
        _ => {}
    }
}

/// Adds entries to a map that is there.
fn existing(object: &mut Object, path: &[&str], pairs: &Map) {
    if let Some(entry) = entry_mut(&mut object.value, path)
        && let Some(map) = map_mut(&mut entry.value)
    {
        map.extend(pairs.iter().map(|(key, entry)| (key.clone(), entry.clone())));
    }
}

/// Replicas and images.
pub(super) fn counts_and_images(of: &Kustomization, objects: &mut [Object]) {
    for entry in of.list("replicas") {
        let name = entry.get("name").and_then(Value::as_str).unwrap_or("");
        let Some(count) = entry.attribute("count") else { continue };
        for object in objects.iter_mut() {
            let scales = ["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController"];
            let called = object.name() == name
                || object.earlier.iter().any(|(earlier, _)| &**earlier == name);
            if scales.contains(&object.kind()) && called {
                object.touched(count.place);
                put(&mut object.value, &["spec", "replicas"], count.value.clone(), count.place);
            }
        }
    }
    for image in of.list("images") {
        for object in objects.iter_mut() {
            let mut value = object.value.clone();
            if images(&mut value, &image, 0) {
                object.value = value;
                object.touched(image.origin.place);
            }
        }
    }
}

/// Levels of objects that are looked into.
const MAX_DEPTH: usize = 100;

/// Changes the images of containers, wherever they are; whether there were any.
fn images(value: &mut Value, image: &Value, depth: usize) -> bool {
    if depth > MAX_DEPTH {
        return false;
    }
    let mut changed = false;
    if let Some(map) = value.as_map() {
        let worth = map
            .iter()
            .any(|(_, entry)| entry.value.as_map().is_some() || entry.value.as_list().is_some());
        if !worth {
            return false;
        }
        for (key, entry) in map_mut(value).into_iter().flatten() {
            if matches!(&**key, "containers" | "initContainers" | "ephemeralContainers") {
                for container in list_mut(&mut entry.value).into_iter().flatten() {
                    changed |= container_image(container, image);
                }
            } else {
                changed |= images(&mut entry.value, image, depth + 1);
            }
        }
    } else if value.as_list().is_some() {
        for item in list_mut(value).into_iter().flatten() {
            changed |= images(item, image, depth + 1);
        }
    }
    changed
}

fn container_image(container: &mut Value, image: &Value) -> bool {
    let Some(now) = container.get("image").and_then(Value::as_str) else { return false };
    let text = |key: &str| image.get(key).and_then(Value::to_text).filter(|it| !it.is_empty());
    let Some(name) = text("name") else { return false };
    let (bare, digest) = now.split_once('@').map_or((now, None), |(bare, it)| (bare, Some(it)));
    // A colon before the last slash is a port.
    let (bare, tag) = match bare.rsplit_once(':') {
        Some((bare, tag)) if !tag.contains('/') => (bare, Some(tag)),
        _ => (bare, None),
    };
    if bare != &*name {
        return false;
    }
    let (new_tag, new_digest) = (text("newTag"), text("digest"));
    let mut new = text("newName").unwrap_or(name).to_string();
    let (tag, digest) = match (&new_tag, &new_digest) {
        (tag, Some(digest)) => (tag.as_deref(), Some(&**digest)),
        (Some(tag), None) => (Some(&**tag), None),
        (None, None) => (tag, digest),
    };
    if let Some(tag) = tag {
        new.push(':');
        new.push_str(tag);
    }
    if let Some(digest) = digest {
        new.push('@');
        new.push_str(digest);
    }
    let place: Option<Place> = image.origin.place;
    let before = container.get("image").map(|value| value.origin.clone()).unwrap_or_default();
    let value = Value::string(new, before.via(How::Merged, "images", place));
    put(container, &["image"], value, place);
    true
}
