//! Packs `rules/` into the binary: ids, languages, severities, packs and literals decoded now, the YAML read when a
//! rule first may match. A rule that does not read fails the build.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use tamis_finding::{Confidence, Severity};
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

const LANGUAGES: [&str; 10] =
    ["c", "generic", "go", "java", "javascript", "php", "python", "ruby", "rust", "typescript"];

/// Weaknesses on MITRE's list of the 25 most dangerous of 2024 or of 2025.
const CWE_TOP_25: [u32; 31] = [
    20, 22, 77, 78, 79, 89, 94, 119, 120, 121, 122, 125, 190, 200, 269, 284, 287, 306, 352, 400,
    416, 434, 476, 502, 639, 770, 787, 798, 862, 863, 918,
];

/// Packs of a rule by the weaknesses it names: `cwe-89`, `cwe-top-25`, `owasp-a03-2021`, `owasp-top-10`. Like `default`,
/// they leave out what is of low confidence.
fn weaknesses(rule: &Rule) -> Vec<String> {
    let mut packs = Vec::new();
    for cwe in &rule.metadata.cwe {
        let digits: String = cwe
            .chars()
            .skip_while(|c| !c.is_ascii_digit())
            .take_while(char::is_ascii_digit)
            .collect();
        let Ok(number) = digits.parse::<u32>() else { continue };
        packs.push(format!("cwe-{number}"));
        if CWE_TOP_25.contains(&number) {
            packs.push("cwe-top-25".to_owned());
        }
    }
    for class in &rule.metadata.owasp {
        packs.push(format!("owasp-{}", class.to_lowercase().replace(':', "-")));
        packs.push("owasp-top-10".to_owned());
    }
    packs
}

/// Packs of a rule: the folders of its path, the technologies it is about, `audit`, `default` above low confidence,
/// `minimal` for grave ones that are sure, weaknesses, `iac` for infrastructure.
fn packs(rule: &Rule, name: &str, confidence: Confidence) -> BTreeSet<String> {
    let mut packs: BTreeSet<String> = rule.metadata.packs.iter().cloned().collect();
    let mut parts: Vec<&str> = name.split('/').collect();
    parts.pop();
    packs.extend(parts.iter().map(|part| (*part).to_owned()));
    packs.insert("audit".to_owned());
    if confidence > Confidence::Low {
        packs.insert("default".to_owned());
        packs.extend(weaknesses(rule));
    }
    let plain = |word: &&String| word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    // Packs of languages are the folders'.
    let technologies =
        rule.metadata.technology.iter().filter(plain).map(|word| word.to_lowercase());
    packs.extend(technologies.filter(|word| !LANGUAGES.contains(&word.as_str())));
    if confidence == Confidence::High && rule.severity >= Severity::High {
        packs.insert("minimal".to_owned());
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
