//! Input as bad as it gets: torn, deep, huge. Nothing crashes, nothing hangs, and the rest is still found.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::{files, root, tamis};

/// A finding that must not get lost, whatever lies beside it.
const APP: &str = "import os\n\ndef f(name):\n    os.system(\"ls \" + name)\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("app.py"), APP).unwrap();
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

/// Scans and checks that `app.py` is still found; the report.
fn survives(folder: &Path, arguments: &[&str]) -> Value {
    let output = tamis(folder, &[&["scan", ".", "--json"], arguments].concat());
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(!errors.contains("panicked"), "{errors}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(paths(&report).contains(&"app.py"), "{:?}", paths(&report));
    report
}

fn paths(report: &Value) -> Vec<&str> {
    let found = report["findings"].as_array().unwrap();
    found.iter().filter_map(|it| it["path"].as_str()).collect()
}

#[test]
fn deep_long_and_broken_files_are_survived() {
    let nested =
        |open: &str, close: &str| format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
    let folder = folder(&[
        ("deep.py", &format!("x = {}\n", nested("(", ")"))),
        ("lists.js", &format!("x = {};\n", nested("[", "]"))),
        ("blocks.ts", &"if (a) {".repeat(50_000)),
        ("sum.py", &format!("x = {}\n", vec!["a"; 50_000].join(" + "))),
        ("path.py", &format!("x = a{}\n", ".b".repeat(50_000))),
        ("calls.js", &format!("a{};\n", "(x)".repeat(50_000))),
        ("else.py", &format!("if a: pass\n{}", "elif b: pass\n".repeat(5_000))),
        ("deep.json", &nested("{\"a\":", "}")),
        ("deep.tf", &format!("locals {{ a = {} }}\n", nested("[", "]"))),
        ("deep.rs", &format!("fn f() {{ let x = {}; }}\n", nested("(", ")"))),
        ("deep.go", &format!("package p\nvar x = {}\n", nested("(", ")"))),
        ("long.js", &format!("eval('{}')\n", "a".repeat(6_000_000))),
        ("torn.py", "def f(:\n  eval(x\n"),
    ]);
    fs::write(folder.path().join("nul.py"), b"x = 1\0\0\0").unwrap();
    let latin = b"x = '\xff\xfe\xfa'\nimport os\nos.system(a + b)\n";
    fs::write(folder.path().join("bad.py"), latin).unwrap();
    let report = survives(folder.path(), &[]);
    assert!(paths(&report).contains(&"bad.py"), "{:?}", paths(&report));
}

#[test]
fn a_bomb_among_the_rules_is_an_error() {
    let bomb = folder(&[("bomb.yaml", "a: &a [x,x]\nb: &b [*a,*a]\nrules: *b\n")]);
    let output = tamis(bomb.path(), &["scan", "--config", "bomb.yaml", "app.py"]);
    assert_eq!(output.status.code(), Some(2));
}

/// Numbers that look random and are the same each time (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end.max(1) as u64) as usize
    }
}

/// Cuts pieces out, doubles them, cuts the end off, and strews in what grammars stumble over.
fn torn(text: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    const BITS: [&[u8]; 12] = [
        b"(",
        b"}",
        b"\"",
        b"'''",
        b"${",
        b"...",
        b"\xff",
        b"\0",
        b"\r",
        b"\t\t",
        b"\xe2\x80",
        b"/*",
    ];
    let mut out = text.to_vec();
    for _ in 0..1 + numbers.below(6) {
        let start = numbers.below(out.len());
        let end = (start + 1 + numbers.below(60)).min(out.len());
        let piece = out.get(start..end).unwrap_or_default().to_vec();
        let at = numbers.below(out.len());
        match numbers.below(4) {
            0 => drop(out.drain(start..end)),
            1 => drop(out.splice(at..at, piece)),
            2 => drop(out.splice(at..at, BITS[numbers.below(BITS.len())].iter().copied())),
            _ => out.truncate(at.max(1)),
        }
    }
    out
}

#[test]
fn torn_files_of_all_kinds_are_survived_and_give_the_same_for_any_number_of_threads() {
    let folder = folder(&[]);
    let mut numbers = Numbers(20_261_124);
    let samples = files(&root().join("grammars-build/samples"));
    let tests = files(&root().join("rules"));
    let tests = tests.iter().filter(|path| path.extension().is_none_or(|it| it != "yaml"));
    let mut made = 0;
    for path in samples.iter().chain(tests.step_by(9)) {
        let text = fs::read(path).unwrap();
        let name = path.file_name().unwrap();
        for _ in 0..2 {
            made += 1;
            let folder = folder.path().join(made.to_string());
            fs::create_dir(&folder).unwrap();
            fs::write(folder.join(name), torn(&text, &mut numbers)).unwrap();
        }
    }
    assert!(made > 100, "only {made} files");
    let scan = ["--config", "audit", "--no-ignore", "--jobs"];
    let one = survives(folder.path(), &[&scan[..], &["1"]].concat());
    let two = survives(folder.path(), &[&scan[..], &["2"]].concat());
    assert_eq!(one["findings"], two["findings"]);
}
