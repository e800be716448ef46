//! What a scan costs beside a bare parse: CPU seconds of both in one process, on the folders given.
//!
//! `cargo bench --bench scan -- FOLDER...`; without folders it measures this repository.

use std::path::PathBuf;

use cpu_time::ProcessTime;
use tamis_finding::FileCounts;
use tamis_rule::parse_rules;
use tamis_scan::{Decoded, Input, Progress, RuleSet, ScanOptions, WalkOptions, decode, scan, walk};

#[global_allocator]
static HEAP: tamis_grammars::MiMalloc = tamis_grammars::MiMalloc;

fn main() {
    tamis_grammars::route_heap();
    let folders: Vec<PathBuf> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .map(PathBuf::from)
        .collect();
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folders = if folders.is_empty() { vec![here.clone()] } else { folders };
    let rules = || RuleSet::new(packed(&here.join("rules")), []);
    for folder in folders {
        measure(&folder, &rules);
    }
}

/// All rules of the checkout.
fn packed(folder: &std::path::Path) -> Vec<tamis_rule::Rule> {
    let mut rules = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            rules.extend(packed(&path));
        } else if name.ends_with(".yaml") && !name.contains(".test.") {
            rules.extend(
                parse_rules(&name, &std::fs::read_to_string(&path).unwrap_or_default()).rules,
            );
        }
    }
    rules
}

#[expect(clippy::print_stdout, reason = "a bench prints")]
fn measure(folder: &std::path::Path, rules: &dyn Fn() -> RuleSet) {
    let options = WalkOptions {
        roots: vec![folder.to_owned()],
        base: folder.to_owned(),
        ..WalkOptions::default()
    };
    let walked = walk(&options).unwrap_or_default();
    let (mut bare, mut copied, mut bytes, mut files) = (f64::MAX, f64::MAX, 0, 0);
    let texts: Vec<_> = walked
        .files
        .iter()
        .filter_map(|file| {
            let syntax = tamis_lang::by_file_name(&file.rel)?.syntax.as_ref()?;
            match decode(std::fs::read(&file.path).ok()?) {
                Decoded::Text { text, .. } if text.len() < 5_000_000 => Some((syntax, text)),
                _ => None,
            }
        })
        .collect();
    for _ in 0..3 {
        let mut parser = tamis_grammars::tree_sitter::Parser::new();
        let started = ProcessTime::now();
        for (syntax, text) in &texts {
            let known = parser.set_language(&(syntax.grammar)().language);
            std::hint::black_box(known.ok().and_then(|()| parser.parse(text, None)));
        }
        bare = bare.min(started.elapsed().as_secs_f64());
        let started = ProcessTime::now();
        for (syntax, text) in &texts {
            std::hint::black_box(tamis_lang::parse(syntax, text));
        }
        copied = copied.min(started.elapsed().as_secs_f64());
        (bytes, files) = (texts.iter().map(|(_, text)| text.len()).sum(), texts.len());
    }
    println!(
        "{}: {files} files, {:.1} MB in languages with a grammar",
        folder.display(),
        bytes as f64 / 1e6
    );
    println!("  bare parse            {bare:8.3} s");
    println!("  parse and copy        {copied:8.3} s  {:5.2} x", copied / bare);
    let runs =
        [("scan", true, true), ("without flow", false, true), ("also no prefilter", false, false)];
    for (name, flow, prefilter) in runs {
        let mut best = f64::MAX;
        let mut counts = FileCounts::default();
        let mut found = 0;
        for _ in 0..3 {
            let mut set = rules();
            set.retain(|rule| flow || !rule.is_taint());
            let scan_options = ScanOptions { threads: 1, prefilter, ..ScanOptions::default() };
            let started = ProcessTime::now();
            let report =
                scan(&set, &Input::Paths(options.clone()), &scan_options, &Progress::default());
            best = best.min(started.elapsed().as_secs_f64());
            if let Ok(report) = report {
                (counts, found) = (report.files, report.findings.len());
            }
        }
        println!(
            "  {name:<20}  {best:8.3} s  {:5.2} x  {} parsed, {found} findings",
            best / bare,
            counts.parsed
        );
    }
}
