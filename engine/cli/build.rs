//! Packs `rules/` into the binary: ids, languages, severities, packs and literals decoded now, the YAML read when a
//! rule first may match. A rule that does not read fails the build.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use tamis_finding::Confidence;
use tamis_rule::{Mode, Rule, needs, parse_rules};

fn main() {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let root = manifest.join("rules");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    let mut out = String::from("static EMBEDDED: &[EmbeddedRule] = &[\n");
    let mut models = String::from("static MODELS: &[EmbeddedModels] = &[\n");
    for file in files {
        let text = fs::read_to_string(&file).expect("rule files are UTF-8");
        let name = relative(&file, &root);
        let parsed = parse_rules(&name, &text);
        for error in &parsed.errors {
            println!("cargo::error=rules/{name}: {error}");
        }
        for rule in &parsed.rules {
            entry(&mut out, rule, &name, &file);
        }
        if !parsed.models.is_empty() {
            let path = file.display().to_string();
            writeln!(models, "EmbeddedModels {{ file: {name:?}, text: include_str!({path:?}) }},")
                .expect("writing to a string cannot fail");
        }
    }
    out.push_str("];\n");
    out.push_str(&models);
    out.push_str("];\n");
    let target = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("embedded.rs");
    fs::write(target, out).expect("the build folder is writable");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
        // A folder beside `<name>.yaml` holds that rule's test files.
        if path.is_dir() && !path.with_extension("yaml").exists() {
            collect(&path, files);
        } else if name.ends_with(".yaml") && !name.contains(".test.") && name != "data-types.yaml" {
            files.push(path);
        }
    }
}

fn relative(file: &Path, root: &Path) -> String {
    let parts = file.strip_prefix(root).unwrap_or(file).components();
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn entry(out: &mut String, rule: &Rule, name: &str, file: &Path) {
    let confidence = rule.metadata.confidence.unwrap_or(Confidence::Medium);
    let languages: Vec<&str> = rule.languages.iter().map(|word| word.value.as_str()).collect();
    let packs: Vec<String> = packs(rule, name, confidence).into_iter().collect();
    writeln!(
        out,
        "EmbeddedRule {{ id: {:?}, languages: &{:?}, severity: Severity::{:?}, confidence: Confidence::{:?}, \
         packs: &{:?}, is_taint: {:?}, need: {:?}, resources: &{:?}, keywords: {}, file: {:?}, text: include_str!({:?}) }},",
        rule.id,
        languages,
        rule.severity,
        confidence,
        packs,
        matches!(rule.mode, Mode::Taint(_)),
        needs(rule).encode(),
        resources(rule),
        keywords(rule),
        name,
        file.display().to_string(),
    )
    .expect("writing to a string cannot fail");
}

/// Globs of the resources a rule of `mode: config` asks.
fn resources(rule: &Rule) -> Vec<&str> {
    match &rule.mode {
        Mode::Config(spec) => spec.resources.iter().map(|glob| glob.value.as_str()).collect(),
        _ => Vec::new(),
    }
}

/// Keywords of a secret rule.
fn keywords(rule: &Rule) -> String {
    match &rule.mode {
        Mode::Secret(spec) => format!("Some(&{:?})", spec.keywords),
        _ => "None".to_owned(),
    }
}

/// Packs of a rule: the folders of its path, `audit`, `default` above low confidence, `iac` for infrastructure.
fn packs(rule: &Rule, name: &str, confidence: Confidence) -> BTreeSet<String> {
    let mut packs: BTreeSet<String> = rule.metadata.packs.iter().cloned().collect();
    let mut parts: Vec<&str> = name.split('/').collect();
    parts.pop();
    packs.extend(parts.iter().map(|part| (*part).to_owned()));
    packs.insert("audit".to_owned());
    if confidence > Confidence::Low {
        packs.insert("default".to_owned());
    }
    if matches!(
        parts.first(),
        Some(
            &("terraform"
                | "kubernetes"
                | "dockerfile"
                | "github-actions"
                | "compose"
                | "cloudformation")
        )
    ) {
        packs.insert("iac".to_owned());
    }
    if parts.first() == Some(&"javascript") {
        packs.insert("typescript".to_owned());
    }
    packs
}
