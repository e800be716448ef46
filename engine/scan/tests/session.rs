//! A session gives what a scan gives, whatever was edited in between.
//!
//! `TAMIS_SLOW_TESTS=1` makes 10,000 edits; `TAMIS_EDIT_CORPUS` names a folder whose files are edited instead.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tamis_finding::Finding;
use tamis_rule::{Rule, parse_rules};
use tamis_scan::{
    Input, Progress, Reach, RuleSet, ScanOptions, Session, SessionOptions, WalkOptions, scan,
};
use tempfile::TempDir;

fn rules() -> RuleSet {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules");
    let mut read: Vec<Rule> = Vec::new();
    for file in files(&folder) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with(".yaml") && !name.contains(".test.") {
            read.extend(parse_rules(&name, &fs::read_to_string(&file).unwrap()).rules);
        }
    }
    let flow = parse_rules("flow.yaml", FLOW);
    assert!(flow.errors.is_empty(), "{:?}", flow.errors);
    read.extend(flow.rules);
    RuleSet::new(read, [])
}

const FLOW: &str = r#"
rules:
  - id: acme.flow
    languages: [python, javascript, typescript]
    severity: ERROR
    message: "$X of the user gets to a sink"
    mode: taint
    pattern-sources: [{pattern: "request.args[$X]"}, {pattern: input()}, {pattern: req.query}]
    pattern-sinks: [{pattern: os.system(...)}, {pattern: eval(...)}]
    pattern-sanitizers: [{pattern: shlex.quote(...)}]
"#;

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_dir() { open.push(entry.path()) } else { found.push(entry.path()) }
        }
    }
    found.sort();
    found
}

fn walk(folder: &Path) -> WalkOptions {
    WalkOptions { roots: vec![folder.to_owned()], base: folder.to_owned(), ..Default::default() }
}

fn session<'r>(rules: &'r RuleSet, folder: &Path) -> Session<'r> {
    let mut session =
        Session::new(rules, SessionOptions { walk: walk(folder), ..Default::default() });
    let files = session.walk().unwrap();
    session.index(&files);
    session
}

/// Findings of `path` in a fresh scan of the folder.
fn fresh(rules: &RuleSet, folder: &Path, path: &str) -> Vec<Finding> {
    let input = Input::Paths(walk(folder));
    let report = scan(rules, &input, &ScanOptions::default(), &Progress::default()).unwrap();
    report.findings.into_iter().filter(|it| it.location.path == path).collect()
}

fn checked(session: &mut Session<'_>, path: &str, reach: Reach) -> Vec<Finding> {
    let scope = BTreeSet::from([path.to_owned()]);
    let checked = session.check(&scope, reach, &|| true);
    checked.expect("nothing ends it").expect("there is no configuration").report.findings
}

const APP: &str = "import os\nfrom flask import Flask, request\nfrom helper import clean, passed\n\n\
    app = Flask(__name__)\n\n@app.route('/')\ndef index():\n    name = request.args['name']\n    \
    os.system('ls ' + passed(name))\n    os.system(clean(name))\n    return eval(name)\n";
const HELPER: &str = "import shlex\n\ndef passed(value):\n    return value\n\n\
    def clean(value):\n    return shlex.quote(value)\n";

fn project(files: &[(&str, &str)]) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let real = fs::canonicalize(folder.path()).unwrap();
    for (path, text) in files {
        fs::create_dir_all(real.join(path).parent().unwrap()).unwrap();
        fs::write(real.join(path), text).unwrap();
    }
    (folder, real)
}

#[test]
fn findings_are_those_of_a_scan_and_follow_edits_of_other_files() {
    let rules = rules();
    let (_folder, real) = project(&[
        ("app.py", APP),
        ("helper.py", HELPER),
        (
            "main.tf",
            "resource \"aws_s3_bucket\" \"b\" {\n  acl = var.acl\n}\nvariable \"acl\" {\n  default = \"public-read\"\n}\n",
        ),
        ("Dockerfile", "FROM alpine\nRUN curl http://x | sh\n"),
    ]);
    let mut session = session(&rules, &real);
    for path in ["app.py", "helper.py", "main.tf", "Dockerfile"] {
        let found = checked(&mut session, path, Reach::All);
        assert_eq!(found, fresh(&rules, &real, path), "{path}");
        assert_eq!(found, checked(&mut session, path, Reach::Near), "{path}");
    }
    let flows = |found: &[Finding]| found.iter().filter(|it| it.trace.is_some()).count();
    let before = flows(&checked(&mut session, "app.py", Reach::All));
    assert!(before > 0, "there is a flow to lose");
    // The helper cleans now: the flow through it is gone, in the document that is not edited.
    let edited = HELPER.replace("    return value", "    return shlex.quote(value)");
    session.set_text("helper.py", Arc::from(edited.as_str()));
    fs::write(real.join("helper.py"), &edited).unwrap();
    let after = checked(&mut session, "app.py", Reach::All);
    assert_eq!(after, fresh(&rules, &real, "app.py"));
    assert!(flows(&after) < before, "{before} flows before the edit");
    // Closed without saving: what is on disk counts again.
    fs::write(real.join("helper.py"), HELPER).unwrap();
    session.close("helper.py");
    assert_eq!(flows(&checked(&mut session, "app.py", Reach::All)), before);
}

/// Numbers that look random; the same for the same seed.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

const SNIPPETS: [&str; 24] = [
    "\n",
    "\r\n",
    "\r",
    "(",
    ")",
    "{",
    "}",
    "[",
    "'",
    "\"",
    "`",
    "\"\"\"",
    "/*",
    "*/",
    "#",
    "//",
    "🔑é",
    "\u{0}",
    "    ",
    "\t",
    "eval(input())\n",
    ": ",
    "${",
    "\u{FEFF}",
];

/// One edit, as a person or a slip of one would make it.
fn edit(text: &mut String, random: &mut Random) {
    let at =
        |text: &str, random: &mut Random| text.floor_char_boundary(random.below(text.len() + 1));
    let start = at(text, random);
    match random.below(6) {
        0 => {
            let end = text.floor_char_boundary((start + random.below(40)).min(text.len()));
            text.replace_range(start..end.max(start), "");
        }
        1 => {
            let from = at(text, random);
            let to = text.floor_char_boundary((from + random.below(80)).min(text.len()));
            let copy = text[from..to.max(from)].to_owned();
            text.insert_str(start, &copy);
        }
        2 => {
            let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
            let end = text[start..].find('\n').map_or(text.len(), |at| start + at + 1);
            text.replace_range(line..end, "");
        }
        3 => {
            let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
            text.insert_str(line, "x = eval(input())\n");
        }
        _ => text.insert_str(start, SNIPPETS[random.below(SNIPPETS.len())]),
    }
}

/// Small files of several languages from the rules' own tests.
fn corpus() -> Vec<(String, String)> {
    let read = |file: &Path| {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        Some((name, fs::read_to_string(file).ok()?))
    };
    if let Ok(folder) = std::env::var("TAMIS_EDIT_CORPUS") {
        return files(Path::new(&folder)).iter().filter_map(|file| read(file)).collect();
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules");
    let mut chosen: Vec<(String, String)> = Vec::new();
    for extension in ["py", "js", "ts", "go", "java", "tf", "yaml", "Dockerfile", "rs", "php"] {
        let end = format!(".test.{extension}");
        let of_kind = files(&folder);
        let mut of_kind: Vec<&PathBuf> =
            of_kind.iter().filter(|file| file.to_string_lossy().ends_with(&end)).collect();
        of_kind.sort_by_key(|file| fs::metadata(file).map_or(0, |it| it.len()));
        chosen.extend(of_kind.last().and_then(|file| read(file)));
    }
    chosen
}

#[test]
fn after_any_edits_findings_are_those_of_a_fresh_scan() {
    let is_slow = std::env::var("TAMIS_SLOW_TESTS").is_ok_and(|it| it == "1");
    let (edits, every) = if is_slow { (10_000, 100) } else { (200, 10) };
    let rules = rules();
    let corpus = corpus();
    assert!(corpus.len() >= 5, "{} files", corpus.len());
    for (number, (name, original)) in corpus.iter().enumerate() {
        let (_folder, real) = project(&[(name, original)]);
        let mut session = session(&rules, &real);
        let seed = 0x9E37_79B9 + number as u64;
        let mut random = Random(seed);
        let mut text = original.clone();
        for count in 1..=edits / corpus.len() {
            edit(&mut text, &mut random);
            session.set_text(name, Arc::from(text.as_str()));
            let is_compared = count % every == 0;
            if is_compared {
                // On disk these would make it data, or a mark that is no text.
                text.retain(|c| !matches!(c, '\0' | '\u{FEFF}'));
                session.set_text(name, Arc::from(text.as_str()));
            }
            let found = checked(&mut session, name, Reach::Near);
            if is_compared {
                fs::write(real.join(name), &text).unwrap();
                let scanned = fresh(&rules, &real, name);
                assert_eq!(found, scanned, "{name}, seed {seed:#x}, edit {count}:\n{text}");
                text.clone_from(original);
            }
        }
    }
}

const LOCK: &str = "{ \"lockfileVersion\": 3, \"packages\": {\n\
    \"\": { \"dependencies\": { \"top\": \"1\" } },\n\
    \"node_modules/top\": { \"version\": \"1.0.0\", \"dependencies\": { \"deep\": \"1\" } },\n\
    \"node_modules/deep\": { \"version\": \"1.0.0\" }\n} }\n";

#[test]
fn dependencies_are_shown_on_lockfiles_and_on_manifests() {
    let record = r#"{"id": "GHSA-x", "summary": "s", "affected": [{"package": {"ecosystem": "npm", "name": "deep"},
        "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.2.0"}]}]}]}"#;
    let record = tamis_deps::advisory::parse(record).unwrap();
    let deps = tamis_scan::DepsOptions {
        database: Some(Arc::new(tamis_deps::advisory::Database::new(vec![record]))),
        ..Default::default()
    };
    let options = ScanOptions {
        deps: Some(deps),
        today: tamis_scan::Date::parse("2026-01-01"),
        ..ScanOptions::default()
    };
    let manifest = "{\n  \"dependencies\": {\n    \"top\": \"1\"\n  }\n}\n";
    let (_folder, real) = project(&[
        ("package-lock.json", LOCK),
        ("package.json", manifest),
        ("app.js", "require('top');\n"),
        ("Dockerfile", "FROM debian:9\n"),
    ]);
    let rules = RuleSet::default();
    let input = Input::Paths(walk(&real));
    let scanned = scan(&rules, &input, &options, &Progress::default()).unwrap();
    let of = |path: &str| -> Vec<Finding> {
        let found = scanned.findings.iter().filter(|it| it.location.path == path);
        found.cloned().collect()
    };
    assert_eq!((of("package-lock.json").len(), of("Dockerfile").len()), (1, 1));
    let mut session = Session::new(
        &rules,
        SessionOptions { walk: walk(&real), scan: options, ..Default::default() },
    );
    let files = session.walk().unwrap();
    session.index(&files);
    for path in ["package-lock.json", "Dockerfile"] {
        assert_eq!(checked(&mut session, path, Reach::Near), of(path), "{path}");
    }
    // The manifest asks for 'top', which needs it; it is shown there while the document is open.
    assert!(checked(&mut session, "package.json", Reach::Near).is_empty());
    session.set_text("package.json", Arc::from(manifest));
    let found = checked(&mut session, "package.json", Reach::Near);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].location.start.line, &*found[0].rule), (3, "deps.vulnerable.GHSA-x"));
    assert_eq!(found[0].related[0].location.path, "package-lock.json");
    // An update in the editor counts at once.
    let updated =
        LOCK.replace("deep\": { \"version\": \"1.0.0\"", "deep\": { \"version\": \"1.2.0\"");
    session.set_text("package-lock.json", Arc::from(updated.as_str()));
    assert!(checked(&mut session, "package-lock.json", Reach::Near).is_empty());
    assert!(checked(&mut session, "package.json", Reach::Near).is_empty());
}
