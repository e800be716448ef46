//! Patches: strategic merge and JSON 6902.

use std::sync::Arc;

use tamis_finding::NoticeKind;

use super::select::{Target, is_meant};
use super::{Builder, Kustomization, Object};
use crate::edit::{list_mut, map_mut};
use crate::origin::{Origin, Place};
use crate::paths::join;
use crate::pieces::{Pieces, Places};
use crate::value::{Attribute, Map, Value};
use crate::yaml::{Document, Schema, Text, documents, documents_of};

impl Builder<'_, '_> {
    /// Applies the patches under `keys`.
    pub(super) fn patch_all(
        &mut self,
        of: &Kustomization,
        folder: &str,
        objects: &mut Vec<Object>,
        keys: &[&str],
    ) {
        for key in keys {
            for entry in of.list(key) {
                self.patch(of, folder, &entry, objects);
            }
        }
    }

    /// One entry: a path or a text, or a map with `path` or `patch`, and `target`.
    fn patch(
        &mut self,
        of: &Kustomization,
        folder: &str,
        entry: &Value,
        objects: &mut Vec<Object>,
    ) {
        let target = match entry.get("target").filter(|target| target.as_map().is_some()) {
            None => None,
            Some(target) => match Target::new(target) {
                Some(target) => Some(target),
                None => {
                    let message = "an expression of this patch's target does not compile";
                    self.say(of, target.origin.place, message.to_owned());
                    return;
                }
            },
        };
        let documents = if let Some(path) = entry.get("path").and_then(Value::as_str) {
            self.patch_file(of, folder, path, entry.origin.place)
        } else if let Some(text) = entry.get("patch") {
            self.inline(of, text)
        } else if entry.as_str().is_some_and(|text| text.contains('\n')) {
            self.inline(of, entry)
        } else if let Some(path) = entry.as_str() {
            self.patch_file(of, folder, path, entry.origin.place)
        } else {
            Vec::new()
        };
        for document in documents {
            let hit = apply(&document, target.as_ref(), objects);
            if !hit {
                let message = "the patch fits no object".to_owned();
                let place = entry.origin.place.map(|place| (&of.source, place.span));
                self.cx.notice(NoticeKind::Unreadable, place, message);
            }
        }
    }

    fn patch_file(
        &mut self,
        of: &Kustomization,
        folder: &str,
        path: &str,
        place: Option<Place>,
    ) -> Vec<Document> {
        let source = join(folder, path).and_then(|path| self.source(&path));
        match source {
            Some(source) => {
                self.parts.insert(source.path.clone());
                documents(&source, Schema::V11)
            }
            None => {
                self.say(of, place, format!("patch '{path}' is not there"));
                Vec::new()
            }
        }
    }

    /// A patch that stands as text in the kustomization.
    fn inline(&mut self, of: &Kustomization, value: &Value) -> Vec<Document> {
        let (Some(text), Some(place)) = (value.as_str(), value.origin.place) else {
            return Vec::new();
        };
        let Some((language, tree)) = self.cx.files.parse("yaml", text) else { return Vec::new() };
        let pieces = Pieces::of_block(&of.source.text, place).unwrap_or_else(|| {
            let mut pieces = Pieces::default();
            pieces.made(0, place);
            pieces
        });
        let text = Text { language, tree: &tree, text };
        documents_of(text, Schema::V11, Places::Pieces(&pieces))
    }
}

/// Applies a patch to the objects it is for; whether there is any.
fn apply(document: &Document, target: Option<&Target>, objects: &mut Vec<Object>) -> bool {
    let patch = &document.value;
    let mut hit = false;
    let mut dropped = false;
    for object in objects.iter_mut() {
        let fits = match target {
            Some(target) => target.fits(object),
            None => patch.as_list().is_none() && is_meant(patch, object),
        };
        if !fits {
            continue;
        }
        hit = true;
        object.touched(Some(document.place));
        if let Some(operations) = patch.as_list() {
            for operation in operations {
                operate(&mut object.value, operation);
            }
        } else if directive(patch) == Some("delete") {
            object.value = Value::null(Origin::none());
            dropped = true;
        } else {
            let merges_lists = knows_lists(object.kind());
            let named = target.is_none();
            let (kind, meta) =
                (object.value.get("kind").cloned(), object.value.get("metadata").cloned());
            strategic(&mut object.value, patch, merges_lists, 0);
            if !named {
                keep_identity(&mut object.value, kind, meta);
            }
        }
    }
    if dropped {
        objects.retain(|object| !object.value.is_null());
    }
    hit
}

/// A patch with a target may bear any name and kind; the object keeps its own.
fn keep_identity(value: &mut Value, kind: Option<Value>, meta: Option<Value>) {
    let name = meta.as_ref().and_then(|meta| meta.attribute("name")).cloned();
    let Some(map) = map_mut(value) else { return };
    if let (Some(kind), Some(entry)) = (kind, map.get_mut("kind")) {
        entry.value = kind;
    }
    if let (Some(name), Some(entry)) = (name, map.get_mut("metadata"))
        && let Some(meta) = map_mut(&mut entry.value)
    {
        meta.insert(Arc::from("name"), name);
    }
}

/// Kinds whose lists are merged item by item; lists of other kinds are replaced as a whole.
fn knows_lists(kind: &str) -> bool {
    const KINDS: [&str; 12] = [
        "Pod",
        "Deployment",
        "StatefulSet",
        "DaemonSet",
        "ReplicaSet",
        "ReplicationController",
        "Job",
        "CronJob",
        "PodTemplate",
        "Service",
        "ServiceAccount",
        "DeploymentConfig",
    ];
    KINDS.contains(&kind)
}

/// The key by which items of a list are told apart.
fn merge_key(list: &str, item: &Value) -> Option<&'static str> {
    Some(match list {
        "containers"
        | "initContainers"
        | "ephemeralContainers"
        | "env"
        | "volumes"
        | "imagePullSecrets"
        | "secrets"
        | "resourceClaims" => "name",
        "volumeMounts" => "mountPath",
        "volumeDevices" => "devicePath",
        "hostAliases" => "ip",
        "topologySpreadConstraints" => "topologyKey",
        "ports" if item.get("containerPort").is_some() => "containerPort",
        "ports" => "port",
        "ownerReferences" => "uid",
        _ => return None,
    })
}

fn directive(value: &Value) -> Option<&str> {
    value.get("$patch").and_then(Value::as_str)
}

/// Levels a patch may have.
const MAX_DEPTH: usize = 200;

/// Lays `patch` over `base`.
fn strategic(base: &mut Value, patch: &Value, lists: bool, depth: usize) {
    let Some(over) = patch.as_map().filter(|_| depth < MAX_DEPTH) else {
        *base = patch.clone();
        return;
    };
    if base.as_map().is_none() || directive(patch) == Some("replace") {
        *base = without_nothing(patch, 0);
        return;
    }
    let Some(map) = map_mut(base) else { return };
    for (key, entry) in over {
        if key.starts_with('$') {
            continue;
        }
        if entry.value.is_null() || directive(&entry.value) == Some("delete") {
            map.shift_remove(key);
            continue;
        }
        let Some(own) = map.get_mut(key) else {
            let value = without_nothing(&entry.value, 0);
            map.insert(key.clone(), Attribute { value, place: entry.place });
            continue;
        };
        if let Some(new) = entry.value.as_list() {
            let by_item = lists && new.iter().any(|item| merge_key(key, item).is_some());
            if by_item && own.value.as_list().is_some() {
                items(&mut own.value, key, new, depth);
            } else {
                *own = entry.clone();
            }
        } else if entry.value.as_map().is_some() && own.value.as_map().is_some() {
            strategic(&mut own.value, &entry.value, lists, depth + 1);
        } else {
            *own = entry.clone();
        }
    }
}

/// Merges a list by the key of its items.
fn items(base: &mut Value, list: &str, patch: &[Value], depth: usize) {
    let Some(own) = list_mut(base) else { return };
    if patch.iter().any(|item| directive(item) == Some("replace")) {
        *own = patch.iter().filter(|item| directive(item).is_none()).cloned().collect();
        return;
    }
    for item in patch {
        let known = merge_key(list, item).and_then(|key| {
            let wanted = item.get(key)?.to_text()?;
            own.iter()
                .position(|own| own.get(key).and_then(Value::to_text).as_ref() == Some(&wanted))
        });
        match (known, directive(item)) {
            (Some(at), Some("delete")) => {
                own.remove(at);
            }
            (None, Some("delete")) => {}
            (Some(at), _) => strategic(&mut own[at], item, true, depth + 1),
            (None, _) => own.push(without_nothing(item, 0)),
        }
    }
}

/// A new part of a patch: without the entries it would delete, and without directives.
fn without_nothing(value: &Value, depth: usize) -> Value {
    let Some(map) = value.as_map().filter(|_| depth < MAX_DEPTH) else { return value.clone() };
    let mut out = Map::default();
    for (key, entry) in map {
        if entry.value.is_null() || key.starts_with('$') {
            continue;
        }
        let value = without_nothing(&entry.value, depth + 1);
        out.insert(key.clone(), Attribute { value, place: entry.place });
    }
    Value::map(out, value.origin.clone())
}

/// One operation of a JSON patch; one that cannot be done changes nothing.
fn operate(value: &mut Value, operation: &Value) {
    let text = |key: &str| operation.get(key).and_then(Value::as_str);
    let (Some(kind), Some(path)) = (text("op"), text("path")) else { return };
    let path = pointer(path);
    let place = operation.origin.place;
    match kind {
        "add" | "replace" => {
            if let Some(new) = operation.attribute("value") {
                set(value, &path, new.value.clone(), new.place.or(place), kind == "add");
            }
        }
        "remove" => {
            take(value, &path);
        }
        "move" | "copy" => {
            let Some(from) = text("from").map(pointer) else { return };
            let found = if kind == "move" { take(value, &from) } else { find(value, &from) };
            if let Some(found) = found {
                set(value, &path, found, place, true);
            }
        }
        _ => {}
    }
}

fn pointer(path: &str) -> Vec<String> {
    path.split('/').skip(1).map(|part| part.replace("~1", "/").replace("~0", "~")).collect()
}

/// The value that holds the end of a path.
fn holder<'v>(value: &'v mut Value, path: &[String]) -> Option<&'v mut Value> {
    let mut at = value;
    for part in path {
        at = if at.as_list().is_some() {
            let list = list_mut(at)?;
            let index = if part == "-" { list.len().checked_sub(1)? } else { part.parse().ok()? };
            list.get_mut(index)?
        } else {
            &mut map_mut(at)?.get_mut(part.as_str())?.value
        };
    }
    Some(at)
}

fn set(value: &mut Value, path: &[String], new: Value, place: Option<Place>, add: bool) {
    let Some((last, before)) = path.split_last() else {
        *value = new;
        return;
    };
    let Some(holder) = holder(value, before) else { return };
    if let Some(map) = map_mut(holder) {
        map.insert(Arc::from(last.as_str()), Attribute { value: new, place });
    } else if let Some(list) = list_mut(holder) {
        let index = if last == "-" { Some(list.len()) } else { last.parse::<usize>().ok() };
        let Some(index) = index else { return };
        if add && index <= list.len() {
            list.insert(index, new);
        } else if let Some(item) = list.get_mut(index) {
            *item = new;
        }
    }
}

fn take(value: &mut Value, path: &[String]) -> Option<Value> {
    let (last, before) = path.split_last()?;
    let holder = holder(value, before)?;
    if let Some(map) = map_mut(holder) {
        return map.shift_remove(last.as_str()).map(|entry| entry.value);
    }
    let list = list_mut(holder)?;
    let index = last.parse::<usize>().ok().filter(|index| *index < list.len())?;
    Some(list.remove(index))
}

fn find(value: &mut Value, path: &[String]) -> Option<Value> {
    holder(value, path).cloned()
}
