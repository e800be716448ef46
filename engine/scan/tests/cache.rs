//! What is kept of a scan gives what the scan gave, and only while nothing it saw has changed.

use std::fs;
use std::path::Path;

use tamis_finding::ScanReport;
use tamis_rule::parse_rules;
use tamis_scan::{Cache, Input, Progress, RuleSet, ScanOptions, WalkOptions, scan};
use tempfile::TempDir;

const RULES: &str = r#"
rules:
  - {id: t.eval, languages: [python], severity: ERROR, message: "eval of $X", pattern: eval($X)}
  - id: t.open
    languages: [terraform]
    severity: ERROR
    message: open to all
    mode: config
    resource: aws_s3_bucket
    where: {acl: {is: public-read}}
  - id: t.token
    severity: ERROR
    message: a token of Acme
    mode: secret
    secret: {keywords: [acme_], pattern: 'acme_[0-9a-z]{20}'}
"#;

/// A project above the size from which on results are kept.
struct Project {
    folder: TempDir,
    cache: TempDir,
    rules: RuleSet,
}

impl Project {
    fn new() -> Self {
        let read = parse_rules("rules.yaml", RULES);
        assert!(read.errors.is_empty(), "{:?}", read.errors);
        let project = Project {
            folder: TempDir::new().unwrap(),
            cache: TempDir::new().unwrap(),
            rules: RuleSet::new(read.rules, []),
        };
        project.write("padding.py", &"# nothing to see here\n".repeat(60_000));
        project.write("a.py", "eval(x)\n");
        project
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn options(&self) -> ScanOptions {
        let cache = Cache::new(self.cache.path().join("results"));
        ScanOptions { cache: Some(cache), ..ScanOptions::default() }
    }

    fn scan_with(&self, options: &ScanOptions) -> ScanReport {
        scan_folder(self.folder.path(), &self.rules, options)
    }

    fn scan(&self) -> ScanReport {
        self.scan_with(&self.options())
    }

    /// The entries of the cache.
    fn entries(&self) -> Vec<std::path::PathBuf> {
        let files = fs::read_dir(self.cache.path().join("results")).into_iter().flatten().flatten();
        let mut files: Vec<_> = files.map(|file| file.path()).collect();
        files.retain(|file| file.extension().is_some_and(|it| it == "results"));
        files
    }
}

fn scan_folder(folder: &Path, rules: &RuleSet, options: &ScanOptions) -> ScanReport {
    let (roots, base) = (vec![folder.to_owned()], folder.to_owned());
    let exclude = vec!["far".to_owned()];
    let walk = WalkOptions { roots, base, exclude, ..WalkOptions::default() };
    scan(rules, &Input::Paths(walk), options, &Progress::default()).unwrap()
}

/// All of a report but its times.
fn said(report: &ScanReport) -> String {
    let sources: Vec<_> =
        report.sources.iter().map(|it| (&it.path, &*it.text, &it.masked)).collect();
    format!(
        "{:?}\n{:?}\n{:?}\n{:?}\n{sources:?}\n{:?}\n{:?}",
        report.findings, report.notices, report.skipped, report.rules, report.files, report.sizes
    )
}

#[test]
fn the_second_scan_says_the_same_without_looking() {
    let project = Project::new();
    project.write("broken.py", "def f(:\n    eval(y)\n");
    project.write("picture.py", "a\0b");
    let (first, second) = (project.scan(), project.scan());
    assert!(!first.reused && second.reused);
    assert_eq!(said(&first), said(&second));
    assert_eq!(first.findings.len(), 2, "{:?}", first.findings);
    let fresh = project.scan_with(&ScanOptions::default());
    assert!(!fresh.reused);
    assert_eq!(said(&fresh), said(&second));
}

#[test]
fn whatever_changes_the_outcome_is_looked_at_again() {
    let mut project = Project::new();
    project.scan();
    project.write("a.py", "eval(y)\n");
    let report = project.scan();
    assert!(!report.reused && report.findings[0].message == "eval of y", "edited");
    project.write("b.py", "eval(z)\n");
    assert_eq!(project.scan().findings.len(), 2, "a new file");
    fs::rename(project.folder.path().join("b.py"), project.folder.path().join("c.py")).unwrap();
    assert_eq!(project.scan().findings[1].location.path, "c.py", "another name");
    fs::remove_file(project.folder.path().join("c.py")).unwrap();
    let back = project.scan();
    assert!(back.reused && back.findings.len() == 1, "as it was");

    let high = tamis_finding::Severity::Critical;
    let options = ScanOptions { severity: high, ..project.options() };
    assert!(project.scan_with(&options).findings.is_empty(), "other options");
    let other = RULES.replace("eval of $X", "never eval $X");
    project.rules = RuleSet::new(parse_rules("rules.yaml", &other).rules, []);
    assert_eq!(project.scan().findings[0].message, "never eval y", "other rules");
}

#[test]
fn a_file_beside_the_scanned_ones_counts_too() {
    let project = Project::new();
    let bucket = "resource \"aws_s3_bucket\" \"b\" {\n  acl = var.acl\n}\n";
    project.write("main.tf", &format!("variable \"acl\" {{}}\n{bucket}"));
    project.write("far/vars.tfvars", "acl = \"private\"\n");
    let mut options = project.options();
    options.settings.variable_files = vec!["far/vars.tfvars".to_owned()];
    let open = |report: &ScanReport| report.findings.iter().any(|it| it.rule == "t.open");
    assert!(!open(&project.scan_with(&options)));
    assert!(project.scan_with(&options).reused);
    project.write("far/vars.tfvars", "acl = \"public-read\"\n");
    let report = project.scan_with(&options);
    assert!(!report.reused && open(&report), "{:?}", report.findings);
}

#[test]
fn no_secret_is_kept() {
    let project = Project::new();
    let token = format!("acme_{}", "a1b2c3d4e5".repeat(2));
    project.write("t.py", &format!("key = '{token}'\neval('{token}')\n"));
    let (first, second) = (project.scan(), project.scan());
    assert!(second.reused && first.findings.len() == 4, "{:?}", first.findings);
    assert_eq!(said(&first), said(&second));
    assert!(!said(&second).contains(&token));
    for entry in project.entries() {
        let packed = fs::read(entry).unwrap();
        let plain = zstd::decode_all(&packed[32..]).unwrap();
        assert!(!plain.windows(token.len()).any(|it| it == token.as_bytes()));
        assert!(plain.windows(6).any(|it| it == b"t.eval"), "the entry was read");
    }
    let shown = ScanOptions { show_secrets: true, ..project.options() };
    assert!(!project.scan_with(&shown).reused);
    assert_eq!(project.entries().len(), 1, "and what shows secrets is not kept");
}

#[test]
fn a_cache_that_is_of_no_use_is_none() {
    let project = Project::new();
    let first = project.scan();
    let entry = project.entries().remove(0);
    let good = fs::read(&entry).unwrap();
    let mut flipped = good.clone();
    *flipped.last_mut().unwrap() ^= 1;
    for bytes in [&b""[..], b"short", &good[..good.len() / 2], &flipped] {
        fs::write(&entry, bytes).unwrap();
        let report = project.scan();
        assert!(!report.reused);
        assert_eq!(said(&first), said(&report));
        assert_eq!(fs::read(&entry).unwrap(), good, "written anew");
    }
    // A file where the folder should be.
    let file = project.cache.path().join("file");
    fs::write(&file, "").unwrap();
    let options = ScanOptions { cache: Some(Cache::new(file)), ..ScanOptions::default() };
    assert_eq!(said(&first), said(&project.scan_with(&options)));
}

#[test]
fn small_projects_and_clearing() {
    let project = Project::new();
    project.scan();
    assert_eq!(project.entries().len(), 1);
    let cache = project.options().cache.unwrap();
    assert_eq!(cache.size().0, 1);
    assert_eq!(cache.clear().unwrap(), 1);
    assert!(!project.scan().reused);
    cache.clear().unwrap();
    project.write("padding.py", "# little\n");
    project.scan();
    assert_eq!(cache.size(), (0, 0), "what is scanned at once is not kept");
}
