//! Lockfiles of Gradle, and its list of verified checksums.

use tamis_syntax::Span;

use super::maven::{inner_text, parse};
use super::{Builder, Source};
use crate::package::{Ecosystem, Scope};

/// `group:artifact:version=configuration,configuration`.
pub(super) fn read(source: Source<'_>, out: &mut Builder) {
    let mut at = 0u32;
    for whole in source.text.split_inclusive('\n') {
        let line = whole.trim_end();
        let start = at;
        at += whole.len() as u32;
        if line.starts_with('#') {
            continue;
        }
        let (coordinates, configurations) = line.split_once('=').unwrap_or((line, ""));
        let parts: Vec<&str> = coordinates.split(':').collect();
        let [group, artifact, version] = parts[..] else { continue };
        if group.is_empty() || artifact.is_empty() || version.is_empty() {
            continue;
        }
        let span = Span::new(start, start + coordinates.len() as u32);
        let package = out.add(Ecosystem::Maven, &format!("{group}:{artifact}"), version, span);
        out.packages[package].scope = scope(source.path, configurations);
    }
}

fn scope(path: &str, configurations: &str) -> Scope {
    if path.ends_with("buildscript-gradle.lockfile") {
        return Scope::Build;
    }
    let mut scope = None;
    for name in configurations.split(',').map(str::to_ascii_lowercase).filter(|it| !it.is_empty()) {
        let of = if name.contains("test") || name.contains("developmentonly") {
            Scope::Dev
        } else if name.contains("annotationprocessor")
            || name.starts_with("kapt")
            || name.starts_with("ksp")
        {
            Scope::Build
        } else {
            Scope::Runtime
        };
        scope = Some(scope.map_or(of, |known: Scope| known.min(of)));
    }
    scope.unwrap_or_default()
}

/// `gradle/verification-metadata.xml`.
pub(super) fn read_verification(source: Source<'_>, out: &mut Builder) {
    let Some(document) = parse(source.text, out) else { return };
    for component in document.descendants().filter(|node| node.has_tag_name("component")) {
        let of = |name: &str| component.attribute(name).unwrap_or_default();
        let name = format!("{}:{}", of("group"), of("name"));
        let range = component.range();
        let head = inner_text(source.text, range.clone());
        let span = Span::new(range.start as u32, (range.start + head) as u32);
        out.add(Ecosystem::Maven, &name, of("version"), span);
    }
}
