//! Generators of config maps and secrets.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{Builder, Kustomization, Object};
use crate::edit::map_at;
use crate::origin::{Origin, Place};
use crate::paths::join;
use crate::value::{Attribute, Map, Value};

impl Builder<'_, '_> {
    /// Adds what the generators of a kustomization make, or lays it over what is there.
    pub(super) fn generate(&mut self, of: &Kustomization, folder: &str, objects: &mut Vec<Object>) {
        for (key, kind) in [("configMapGenerator", "ConfigMap"), ("secretGenerator", "Secret")] {
            for entry in of.list(key) {
                let Some(place) = entry.origin.place else { continue };
                let Some(name) = entry.get("name").and_then(Value::as_str) else { continue };
                let data = self.data(of, folder, &entry, kind == "Secret");
                let behavior = entry.get("behavior").and_then(Value::as_str).unwrap_or("create");
                let known = objects.iter_mut().find(|object| {
                    object.kind() == kind
                        && (object.name() == name
                            || object.earlier.iter().any(|(earlier, _)| &**earlier == name))
                });
                match known.filter(|_| behavior != "create") {
                    Some(known) => {
                        known.touched(Some(place));
                        if let Some(map) = map_at(&mut known.value, &["data"], Some(place)) {
                            if behavior == "replace" {
                                map.clear();
                            }
                            map.extend(data);
                        }
                    }
                    None => objects.push(Object::new(object(kind, &entry, place, data), place)),
                }
            }
        }
    }

    fn data(&mut self, of: &Kustomization, folder: &str, entry: &Value, encode: bool) -> Map {
        let mut data = Map::default();
        let mut put = |key: &str, text: &str, place: Option<Place>| {
            let text = if encode { STANDARD.encode(text) } else { text.to_owned() };
            let value = Value::string(text, Origin { place, from: None });
            data.insert(Arc::from(key), Attribute { value, place });
        };
        for (literal, place) in list(entry, "literals") {
            if let Some((key, text)) = literal.split_once('=') {
                put(key, text.trim_matches(['"', '\'']), place);
            }
        }
        let envs = list(entry, "envs").into_iter().chain(list(entry, "env"));
        for (path, place) in envs {
            let Some(text) = self.text(of, folder, &path, place) else { continue };
            for line in text.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
                if let Some((key, text)) = line.split_once('=') {
                    put(key, text, place);
                }
            }
        }
        for (file, place) in list(entry, "files") {
            let (key, path) = match file.split_once('=') {
                Some((key, path)) => (key, path),
                None => (file.rsplit('/').next().unwrap_or(&file), &*file),
            };
            if let Some(text) = self.text(of, folder, path, place) {
                put(key, &text, place);
            }
        }
        data
    }

    fn text(
        &mut self,
        of: &Kustomization,
        folder: &str,
        path: &str,
        place: Option<Place>,
    ) -> Option<Arc<str>> {
        let text = join(folder, path).and_then(|path| self.cx.files.read(&path));
        if text.is_none() {
            self.say(of, place, format!("'{path}' is not there, or no text"));
        }
        text
    }
}

fn list(entry: &Value, key: &str) -> Vec<(Arc<str>, Option<Place>)> {
    let text = |value: &Value| Some((value.to_text()?, value.origin.place));
    match entry.get(key) {
        Some(value) => match value.as_list() {
            Some(list) => list.iter().filter_map(text).collect(),
            None => text(value).into_iter().collect(),
        },
        None => Vec::new(),
    }
}

fn object(kind: &str, entry: &Value, place: Place, data: Map) -> Value {
    let origin = Origin { place: Some(place), from: None };
    let attribute = |value: Value| Attribute { value, place: Some(place) };
    let text = |text: &str| Value::string(text, origin.clone());
    let mut meta = Map::default();
    for key in ["name", "namespace"] {
        if let Some(own) = entry.attribute(key) {
            meta.insert(Arc::from(key), own.clone());
        }
    }
    for key in ["labels", "annotations"] {
        if let Some(own) = entry.get("options").and_then(|options| options.attribute(key)) {
            meta.insert(Arc::from(key), own.clone());
        }
    }
    let mut map = Map::default();
    map.insert(Arc::from("apiVersion"), attribute(text("v1")));
    map.insert(Arc::from("kind"), attribute(text(kind)));
    map.insert(Arc::from("metadata"), attribute(Value::map(meta, origin.clone())));
    if kind == "Secret" {
        let given = entry.attribute("type").cloned();
        map.insert(Arc::from("type"), given.unwrap_or_else(|| attribute(text("Opaque"))));
    }
    map.insert(Arc::from("data"), attribute(Value::map(data, origin.clone())));
    Value::map(map, origin)
}
