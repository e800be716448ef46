//! Which layers make up an image: `manifest.json` of Docker, `index.json` of OCI, and the history in configurations.

use tamis_deps::document::{Node, read_json};
use tamis_finding::{Notice, NoticeKind};

use super::archive::{ImageError, Source};

/// A layer, from the image's history.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LayerInfo {
    /// What made it, as the image has it.
    pub created_by: String,
}

/// What is known of an image before its layers are read.
#[derive(Debug, Default)]
pub(super) struct Spec {
    pub(super) name: String,
    pub(super) platform: String,
    pub(super) base_name: Option<String>,
    /// Names of the blobs of layers, from the base up.
    pub(super) blobs: Vec<String>,
    pub(super) layers: Vec<LayerInfo>,
    pub(super) base_layers: Option<usize>,
    pub(super) diff_ids: Vec<String>,
}

/// Layers of one image, images of one file, and indexes in indexes.
const MAX_LAYERS: usize = 1000;
const MAX_IMAGES: usize = 100;
const MAX_DEPTH: usize = 4;

pub(super) fn images(
    source: &Source,
    platform: Option<&str>,
) -> Result<(Vec<Spec>, Vec<Notice>), ImageError> {
    let mut notices = Vec::new();
    let mut specs = match (source.document("manifest.json"), source.document("index.json")) {
        (Some(bytes), _) if platform.is_none() => docker(source, &text(&bytes)),
        (_, Some(bytes)) => oci(source, &text(&bytes), platform, &mut notices),
        (Some(bytes), None) => docker(source, &text(&bytes)),
        (None, None) => {
            let reason = "it has neither a manifest.json nor an index.json".to_owned();
            return Err(ImageError::Foreign { path: source.shown.clone(), reason });
        }
    };
    specs.retain(|spec| !spec.blobs.is_empty());
    if specs.is_empty() {
        let reason = match platform {
            Some(platform) => format!("it has no image with layers for '{platform}'"),
            None => "it names no layers".to_owned(),
        };
        return Err(ImageError::Foreign { path: source.shown.clone(), reason });
    }
    let mut sorted: Vec<String> = specs.iter().flat_map(|spec| spec.blobs.clone()).collect();
    sorted.sort();
    sorted.dedup();
    for spec in &mut specs {
        for blob in &mut spec.blobs {
            *blob = source.shared(&sorted, blob).to_owned();
        }
    }
    Ok((specs, notices))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn docker(source: &Source, manifest: &str) -> Vec<Spec> {
    let (document, _) = read_json(manifest);
    let mut all = Vec::new();
    for image in document.items().iter().take(MAX_IMAGES) {
        let tags = image.items_of("RepoTags").iter().filter_map(Node::text);
        let layers = image.items_of("Layers").iter().filter_map(Node::text);
        let mut spec = Spec {
            name: tags.collect::<Vec<_>>().join(", "),
            blobs: layers.take(MAX_LAYERS).filter_map(super::archive::clean).collect(),
            ..Spec::default()
        };
        if let Some(config) = image.text_of("Config").and_then(|name| source.document(name)) {
            configure(&mut spec, &text(&config));
        }
        all.push(spec);
    }
    all
}

/// The blob of a descriptor.
fn blob(descriptor: &Node<'_>) -> Option<String> {
    let (algorithm, digest) = descriptor.text_of("digest")?.split_once(':')?;
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_plain(algorithm) && is_plain(digest)).then(|| format!("blobs/{algorithm}/{digest}"))
}

fn oci(
    source: &Source,
    index: &str,
    platform: Option<&str>,
    notices: &mut Vec<Notice>,
) -> Vec<Spec> {
    let mut found = Vec::new();
    descend(source, index, "", 0, &mut found);
    let mut platforms: Vec<String> = found.iter().map(|spec| spec.platform.clone()).collect();
    platforms.sort();
    platforms.dedup();
    platforms.retain(|it| !it.is_empty());
    if let Some(wanted) = platform {
        found.retain(|spec| {
            spec.platform == wanted || spec.platform.starts_with(&format!("{wanted}/"))
        });
    } else if platforms.len() > 1 {
        let first = ["linux/amd64", "linux/arm64"]
            .into_iter()
            .find(|it| platforms.iter().any(|known| known == it));
        let chosen = first.unwrap_or(&platforms[0]).to_owned();
        found.retain(|spec| spec.platform == chosen);
        let message = format!(
            "the image is there for {}; {chosen} was looked at ('--platform' chooses another)",
            platforms.join(", ")
        );
        let path = Some(source.shown.clone());
        notices.push(Notice {
            kind: NoticeKind::Unsupported,
            path,
            span: None,
            start: None,
            rule: None,
            message,
        });
    }
    found
}

fn descend(source: &Source, index: &str, name: &str, depth: usize, found: &mut Vec<Spec>) {
    let (document, _) = read_json(index);
    for descriptor in document.items_of("manifests") {
        if found.len() >= MAX_IMAGES || depth >= MAX_DEPTH {
            return;
        }
        let annotation = |key: &str| {
            let all = descriptor.entries_of("annotations").iter();
            let mut fits = all.filter(|entry| entry.key == key);
            fits.next().and_then(|entry| entry.node.text()).map(str::to_owned)
        };
        // Statements about how the image was built.
        if annotation("vnd.docker.reference.type").is_some() {
            continue;
        }
        let name = annotation("io.containerd.image.name")
            .or_else(|| annotation("org.opencontainers.image.ref.name"))
            .unwrap_or_else(|| name.to_owned());
        let Some(bytes) = blob(descriptor).and_then(|blob| source.document(&blob)) else {
            continue;
        };
        let manifest = text(&bytes);
        let (document, _) = read_json(&manifest);
        if document.get("manifests").is_some() {
            descend(source, &manifest, &name, depth + 1, found);
            continue;
        }
        let layers = document
            .items_of("layers")
            .iter()
            .filter(|layer| layer.text_of("mediaType").is_none_or(|kind| kind.contains("tar")));
        let mut spec = Spec {
            name,
            blobs: layers.take(MAX_LAYERS).filter_map(blob).collect(),
            base_name: document
                .entries_of("annotations")
                .iter()
                .find(|entry| entry.key == "org.opencontainers.image.base.name")
                .and_then(|entry| entry.node.text())
                .map(str::to_owned),
            ..Spec::default()
        };
        if let Some(config) =
            document.get("config").and_then(blob).and_then(|name| source.document(&name))
        {
            configure(&mut spec, &text(&config));
        }
        found.push(spec);
    }
}

/// What the configuration says of platform and layers.
fn configure(spec: &mut Spec, config: &str) {
    let (document, _) = read_json(config);
    let of = |key: &str| document.text_of(key).unwrap_or_default();
    if !of("os").is_empty() {
        spec.platform = format!("{}/{}", of("os"), of("architecture"));
        if !of("variant").is_empty() {
            spec.platform = format!("{}/{}", spec.platform, of("variant"));
        }
    }
    if spec.base_name.is_none() {
        let labels = document.get("config").map(|it| it.entries_of("Labels")).unwrap_or_default();
        let label = labels.iter().find(|it| it.key == "org.opencontainers.image.base.name");
        spec.base_name = label.and_then(|it| it.node.text()).map(str::to_owned);
    }
    let layers = document.get("rootfs").map(|it| it.items_of("diff_ids")).unwrap_or_default();
    spec.diff_ids = layers.iter().filter_map(Node::text).map(str::to_owned).collect();
    let history: Vec<(String, bool)> = document
        .items_of("history")
        .iter()
        .take(10 * MAX_LAYERS)
        .map(|it| {
            (it.text_of("created_by").unwrap_or_default().to_owned(), it.is_true("empty_layer"))
        })
        .collect();
    let with_layer = history.iter().filter(|(_, empty)| !empty);
    let words = |text: &str| text.chars().take(200).collect();
    spec.layers = with_layer.map(|(by, _)| LayerInfo { created_by: words(by) }).collect();
    // A history that does not fit tells nothing.
    if spec.layers.len() != spec.blobs.len() {
        spec.layers = vec![LayerInfo::default(); spec.blobs.len()];
        return;
    }
    spec.base_layers = base_layers(&history);
}

/// Layers up to the last `CMD` or `ENTRYPOINT` that more layers follow: a base image ends with one, and the image
/// itself has its own at its end.
// Imprecise: a base image without a command is not seen, nor is one whose command is the last thing in the image.
fn base_layers(history: &[(String, bool)]) -> Option<usize> {
    let is_command = |by: &str| {
        let by = by.strip_prefix("/bin/sh -c #(nop)").unwrap_or(by).trim_start();
        by.starts_with("CMD") || by.starts_with("ENTRYPOINT")
    };
    let own = history.iter().rposition(|(_, empty)| !empty)?;
    let end = history[..own].iter().rposition(|(by, empty)| *empty && is_command(by))?;
    Some(history[..end].iter().filter(|(_, empty)| !empty).count()).filter(|count| *count > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_ends_with_its_command() {
        let history = |text: &[&str]| -> Vec<(String, bool)> {
            text.iter()
                .map(|it| (it.trim_start_matches('~').to_owned(), it.starts_with('~')))
                .collect()
        };
        let count = |text: &[&str]| base_layers(&history(text));
        assert_eq!(
            count(&["rootfs", "~CMD [\"bash\"]", "RUN a", "COPY b", "~CMD [\"b\"]"]),
            Some(1)
        );
        assert_eq!(
            count(&[
                "rootfs",
                "~/bin/sh -c #(nop)  CMD [\"bash\"]",
                "RUN a",
                "~ENTRYPOINT [\"x\"]",
                "RUN b"
            ]),
            Some(2)
        );
        assert_eq!(count(&["rootfs", "~CMD [\"bash\"]"]), None);
        assert_eq!(count(&["rootfs", "RUN a"]), None);
        assert_eq!(count(&[]), None);
    }
}
