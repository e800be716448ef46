//! What an image of a container holds, held against advisories and licences.
//!
//! For: the packages of an image as inventories, findings that say which layer brought them. Not for: reading the
//! image (`container`). Read [`scan_image`].

use std::path::Path;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use tamis_deps::image::release_ended;
use tamis_deps::installed::{go_modules, plain, read_installed};
use tamis_deps::system::{Os, read_database};
use tamis_deps::{Ecosystem, Inventory, Source, kind_of};
use tamis_finding::{Finding, Notice, ScanReport, Source as Shown};
use tamis_syntax::{LineIndex, Span};

use super::findings::{Found, count, look_up, notice};
use super::{Layers, Lockfile, images};
use crate::container::{Content, Image, ImageError, read_images};
use crate::rule_set::RuleSet;
use crate::run::{ScanOptions, finish};

/// Which image.
#[derive(Debug, Clone, Default)]
pub struct ImageOptions {
    /// `linux/arm64`, where the file has several.
    pub platform: Option<String>,
    /// The base image as a file, for telling its layers from the image's own.
    pub base: Option<std::path::PathBuf>,
}

/// Scans the images in a file or a folder. `shown` is what its findings' paths begin with.
pub fn scan_image(
    path: &Path,
    shown: &str,
    image_options: &ImageOptions,
    options: &ScanOptions,
) -> Result<ScanReport, ImageError> {
    let mut report = ScanReport::default();
    let mut found = Found::default();
    for contents in image_contents(path, shown, image_options)? {
        let deps = options.deps.clone().unwrap_or_default();
        // Comments in an image are not ours to obey.
        let one = look_up(&contents.lockfiles, &deps, options.today, true, None);
        report.notices.extend(one.notices);
        report.notices.extend(contents.notices);
        summary(&contents.image, &one.findings, &mut report.notices);
        found.findings.extend(one.findings);
        found.sources.extend(one.sources);
        found.rules.extend(one.rules);
        report.rules_run = report.rules_run.max(one.checks + 1);
        report.files.scanned += contents.lockfiles.len();
        if let Some(today) = options.today {
            end_of_life(&contents.image, &contents.os, &contents.prefix, today, &mut found);
        }
    }
    found.findings.retain(|finding| {
        finding.severity >= options.severity && finding.confidence >= options.confidence
    });
    report.findings = found.findings;
    report.sources = found.sources;
    finish(&mut report, &RuleSet::default(), &found.rules);
    Ok(report)
}

/// What an image holds.
pub struct ImageContents {
    /// Its layers and what was read.
    pub image: Image,
    /// Its distribution.
    pub os: Os,
    /// What paths begin with.
    pub prefix: String,
    /// Its packages, by the file that names them.
    pub lockfiles: Vec<Lockfile>,
    /// What could not be read.
    pub notices: Vec<Notice>,
}

/// Reads the packages of the images at `path`.
pub fn image_contents(
    path: &Path,
    shown: &str,
    options: &ImageOptions,
) -> Result<Vec<ImageContents>, ImageError> {
    let mut images = read_images(path, options.platform.as_deref())?;
    if let Some(base) = &options.base {
        let bases = read_images(base, options.platform.as_deref())?;
        for image in &mut images {
            let fits = |base: &&Image| {
                !base.diff_ids.is_empty() && image.diff_ids.starts_with(&base.diff_ids)
            };
            match bases.iter().filter(fits).map(|base| base.layers.len()).max() {
                Some(layers) => image.base_layers = Some(layers),
                None => image.notices.push(notice(format!(
                    "the image does not stand on '{}': their layers differ",
                    base.display()
                ))),
            }
        }
    }
    let several = images.len() > 1;
    let contents = |(at, image): (usize, Image)| {
        let name = if image.name.is_empty() { (at + 1).to_string() } else { image.name.clone() };
        let prefix = if several { format!("{shown}/{name}") } else { shown.to_owned() };
        packages(image, prefix)
    };
    Ok(images.into_iter().enumerate().map(contents).collect())
}

fn packages(mut image: Image, prefix: String) -> ImageContents {
    let os = Os::parse(image.os_release.as_ref().map_or("", |(_, text)| text));
    let mut notices: Vec<Notice> = std::mem::take(&mut image.notices);
    for notice in &mut notices {
        notice.path.get_or_insert_with(|| prefix.clone());
    }
    let files = std::mem::take(&mut image.files);
    let owned_by_lists = image
        .lists
        .iter()
        .flat_map(|text| text.lines())
        .filter_map(|line| line.split_whitespace().next_back().map(normal));
    let mut owned: FxHashSet<u64> = owned_by_lists.collect();
    let mut all = Vec::new();
    for file in &files {
        let Content::Database(kind, bytes) = &file.content else { continue };
        let read = read_database(*kind, bytes, &os);
        owned.extend(read.files.iter().map(|path| normal(path)));
        let mut first: FxHashMap<(String, String), usize> = FxHashMap::default();
        for (layer, bytes) in &file.earlier {
            for package in read_database(*kind, bytes, &os).inventory.packages {
                first.entry((package.name, package.version)).or_insert(*layer);
            }
        }
        let layer_of = |package: &tamis_deps::Package| {
            let key = (package.name.clone(), package.version.clone());
            first.get(&key).copied().unwrap_or(file.layer)
        };
        let layers = read.inventory.packages.iter().map(layer_of).collect();
        // A database of bytes has no lines.
        let is_text = std::str::from_utf8(bytes).is_ok();
        let text =
            if is_text { String::from_utf8_lossy(bytes).into_owned() } else { String::new() };
        all.push((file.path.as_str(), text, read.inventory, layers));
    }
    let systems = all.len();
    if systems > 0 && os.ecosystem.is_none() {
        notices.push(notice(format!(
            "'{}' is a distribution without advisories that tamis knows how to read: its packages were not checked",
            os.name
        )));
        all.iter_mut().for_each(|it| it.2.packages.clear());
    }
    let mut installed: FxHashSet<Ecosystem> = FxHashSet::default();
    for file in files.iter().filter(|file| !owned.contains(&normal(&file.path))) {
        let (text, inventory) = match &file.content {
            Content::Installed(kind, bytes) => {
                let text = String::from_utf8_lossy(bytes).into_owned();
                let inventory = read_installed(*kind, &text);
                (text, inventory)
            }
            Content::Jar(names) => (String::new(), plain("jar", Ecosystem::Maven, names)),
            Content::Go(version, modules) => (String::new(), go_modules(version, modules)),
            _ => continue,
        };
        installed.extend(inventory.packages.iter().map(|package| package.ecosystem));
        let layers = vec![file.layer; inventory.packages.len()];
        all.push((file.path.as_str(), text, inventory, layers));
    }
    // What is installed counts; a lockfile counts where nothing of its kind is.
    for file in files.iter().filter(|file| !is_foreign(&file.path)) {
        let Content::Lockfile(bytes) = &file.content else { continue };
        let Some(kind) = kind_of(&file.path) else { continue };
        let text = String::from_utf8_lossy(bytes).into_owned();
        let source = Source { path: &file.path, text: &text, beside: &() };
        let mut inventory = tamis_deps::read(kind, source);
        if inventory.packages.iter().any(|package| installed.contains(&package.ecosystem)) {
            inventory.packages.clear();
        }
        let layers = vec![file.layer; inventory.packages.len()];
        all.push((file.path.as_str(), text, inventory, layers));
    }
    let lockfiles = all
        .into_iter()
        .filter(|(_, _, inventory, _)| {
            !(inventory.packages.is_empty() && inventory.faults.is_empty())
        })
        .map(|(path, text, inventory, layers)| {
            let path = format!("{prefix}/{path}");
            notices.extend(super::faults(&path, &text, &inventory));
            lockfile(path, text, inventory, layers, &image)
        })
        .collect();
    image.files = files;
    ImageContents { image, os, prefix, lockfiles, notices }
}

fn lockfile(
    path: String,
    text: String,
    inventory: Inventory,
    layers: Vec<usize>,
    image: &Image,
) -> Lockfile {
    let said = layers.iter().map(|layer| said(image, *layer)).collect();
    Lockfile { path, text: Arc::from(text), inventory, layers: Some(Layers { layers, said }) }
}

/// Where a package came in, in words; empty where nothing tells.
fn said(image: &Image, layer: usize) -> String {
    let base = match &image.base_name {
        Some(name) => format!("the base image {name}"),
        None => "the base image".to_owned(),
    };
    let created_by = image.layers.get(layer).map_or("", |it| it.created_by.as_str());
    let made = || {
        let by: Vec<&str> =
            created_by.trim_start_matches("/bin/sh -c").split_whitespace().collect();
        let by = by.join(" ");
        let by = by.trim_start_matches("#(nop) ").trim_end_matches(" # buildkit");
        match by.chars().count() {
            0 => format!("layer {}", layer + 1),
            1..=70 => format!("layer {} ({by})", layer + 1),
            _ => format!("layer {} ({}…)", layer + 1, by.chars().take(69).collect::<String>()),
        }
    };
    match image.base_layers {
        Some(count) if layer < count => format!("It comes with {base}."),
        Some(_) => format!("It comes with {}.", made()),
        None if image.layers.len() > 1 => format!("It comes with {}.", made()),
        None => String::new(),
    }
}

/// How much of what was found the base image brings.
fn summary(image: &Image, findings: &[Finding], notices: &mut Vec<Notice>) {
    let Some(base) = image.base_layers.filter(|_| !findings.is_empty()) else { return };
    let from_base = |finding: &&Finding| {
        let layer = finding.bindings.iter().find(|it| it.metavariable == "$LAYER");
        layer.and_then(|it| it.text.parse::<usize>().ok()).is_some_and(|it| it <= base)
    };
    let inherited = findings.iter().filter(from_base).count();
    if inherited > 0 {
        let name = image.base_name.as_deref().map_or(String::new(), |name| format!(" {name}"));
        notices.push(notice(format!(
            "{inherited} of {} come with the base image{name}: a newer one may be without them",
            count(findings.len(), "finding")
        )));
    }
}

/// The hash of a path as links of distributions have it: `/lib` is `/usr/lib`.
fn normal(path: &str) -> u64 {
    let path = path.trim_start_matches('/');
    let path = path.strip_prefix("usr/").unwrap_or(path);
    crate::container::hash(path)
}

/// Folders in which lockfiles are other people's.
fn is_foreign(path: &str) -> bool {
    let folders = ["node_modules", "site-packages", "dist-packages", "vendor", "gems", "mod"];
    let system = ["usr/lib/", "usr/share/", "usr/local/lib/", "root/.cargo/", "root/.cache/"];
    path.split('/').rev().skip(1).any(|part| folders.contains(&part))
        || system.iter().any(|begin| path.starts_with(begin))
}

fn end_of_life(image: &Image, os: &Os, prefix: &str, today: crate::Date, found: &mut Found) {
    let Some((path, text)) = &image.os_release else { return };
    let Some(ended) = release_ended(&os.id, &os.version, &today.to_string()) else { return };
    let path = format!("{prefix}/{path}");
    let start = text.find("VERSION_ID").unwrap_or(0);
    let end = text[start..].find('\n').map_or(text.len(), |length| start + length);
    let span = Span::new(start as u32, end as u32);
    let index = LineIndex::new(text);
    found.findings.push(images::ended_finding(
        &path,
        (span, index.position(text, span.start), index.position(text, span.end)),
        &os.name,
        format!("{} {} had its last day of fixes on {}", os.id, ended.release, ended.day),
    ));
    found.sources.push(Shown { path, text: Arc::from(text.as_str()), masked: Vec::new() });
    found.rules.push(images::rule());
}
