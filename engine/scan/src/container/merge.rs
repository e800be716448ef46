//! Layers laid over each other, as the image specification says.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use tamis_finding::{Notice, NoticeKind};

use super::layer::{Read, hash};
use super::manifest::Spec;
use super::{Content, Image, ImageFile};

pub(super) fn merge(spec: Spec, layers: &FxHashMap<String, Read>) -> Image {
    let mut image = Image {
        name: spec.name,
        platform: spec.platform,
        base_name: spec.base_name,
        layers: spec.layers,
        base_layers: spec.base_layers,
        diff_ids: spec.diff_ids,
        ..Image::default()
    };
    image.layers.resize_with(spec.blobs.len(), Default::default);
    let mut say = |message: String| {
        let kind = NoticeKind::Unreadable;
        image.notices.push(Notice {
            kind,
            path: None,
            span: None,
            start: None,
            rule: None,
            message,
        });
    };
    let mut stack: Vec<Option<&Read>> = Vec::new();
    for blob in &spec.blobs {
        let layer = layers.get(blob);
        match layer {
            Some(layer) => layer.problems.iter().cloned().for_each(&mut say),
            None => say(format!("layer {blob} is not in the file")),
        }
        stack.push(layer);
    }
    let hidden = |path: &str, from: usize| {
        stack[from + 1..].iter().flatten().any(|above| takes_away(above, path))
    };
    let mut found: FxHashMap<&str, ImageFile> = FxHashMap::default();
    for (at, layer) in stack.iter().enumerate() {
        let Some(layer) = layer else { continue };
        let mut files: Vec<(&String, &Content)> = layer.files.iter().collect();
        files.sort_by_key(|(path, _)| *path);
        for (path, content) in files {
            let gone = hidden(path, at);
            let mut file = ImageFile {
                path: path.clone(),
                layer: at,
                content: content.clone(),
                earlier: Vec::new(),
            };
            // Of a database, lower states tell in which layer a package came.
            if let Some(below) = found.remove(path.as_str())
                && let (Content::Database(..), Content::Database(_, bytes)) =
                    (content, &below.content)
            {
                file.earlier.clone_from(&below.earlier);
                file.earlier.push((below.layer, Arc::clone(bytes)));
            }
            // What hides a database may be its next state.
            if !gone || matches!(content, Content::Database(..)) {
                found.insert(path, file);
            }
        }
    }
    found.retain(|path, file| !hidden(path, file.layer));
    image.files = found.into_values().collect();
    image.files.sort_by(|a, b| a.path.cmp(&b.path));
    for (at, layer) in stack.iter().enumerate() {
        let Some(layer) = layer else { continue };
        let kept = layer.lists.iter().filter(|(path, _)| !hidden(path, at));
        image.lists.extend(kept.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()));
        for name in ["usr/lib/os-release", "etc/os-release"] {
            if let Some(text) = layer.releases.get(name).filter(|_| !hidden(name, at)) {
                image.os_release = Some((name.to_owned(), text.clone()));
            }
        }
    }
    image
}

/// Whether a layer above hides `path`: by a whiteout of it or of a folder above it, or by another thing in its place.
fn takes_away(above: &Read, path: &str) -> bool {
    if above.others.contains(&hash(path)) || above.whiteouts.contains(path) {
        return true;
    }
    let mut folder = path;
    while let Some((up, _)) = folder.rsplit_once('/') {
        folder = up;
        if above.whiteouts.contains(folder)
            || above.opaque.contains(folder)
            || above.others.contains(&hash(folder))
        {
            return true;
        }
    }
    above.opaque.contains("")
}
