//! Metadata of installed packages, and programs of Go cut anywhere.

use super::*;

fn names(inventory: &Inventory) -> Vec<String> {
    inventory.packages.iter().map(|it| format!("{} {}", it.name, it.version)).collect()
}

#[test]
fn paths_tell_what_is_installed() {
    let python = Some(InstalledKind::Python);
    assert_eq!(installed_kind("usr/lib/python3/dist-packages/six-1.16.0.egg-info"), python);
    assert_eq!(installed_kind("venv/lib/site-packages/six-1.16.0.dist-info/METADATA"), python);
    assert_eq!(installed_kind("app/node_modules/a/package.json"), Some(InstalledKind::Node));
    assert_eq!(installed_kind("app/node_modules/@s/a/package.json"), Some(InstalledKind::Node));
    for other in ["app/package.json", "node_modules/a/lib/package.json", "METADATA", "a/METADATA"] {
        assert_eq!(installed_kind(other), None, "{other}");
    }
}

#[test]
fn metadata_is_read() {
    let text = "Metadata-Version: 2.1\nName: Jinja2\nVersion: 2.11\nClassifier: License :: OSI Approved :: BSD License\n\nName: x\n";
    let inventory = read_installed(InstalledKind::Python, text);
    assert_eq!(names(&inventory), ["Jinja2 2.11"]);
    assert_eq!(inventory.packages[0].span.of(text), "Version: 2.11");
    let text = "Gem::Specification.new do |s|\n  s.name = \"rake\".freeze\n  s.version = \"13.0.1\"\n  s.licenses = [\"MIT\".freeze]\nend\n";
    let inventory = read_installed(InstalledKind::Gem, text);
    assert_eq!(names(&inventory), ["rake 13.0.1"]);
    assert_eq!(inventory.packages[0].license.as_deref(), Some("MIT"));
    let text =
        r#"{"libraries": {"App/1.0": {"type": "project"}, "Serilog/2.1.0": {"type": "package"}}}"#;
    assert_eq!(names(&read_installed(InstalledKind::DotNet, text)), ["Serilog 2.1.0"]);
    assert_eq!(
        pom_properties("version=1\ngroupId=g\nartifactId=a\n"),
        Some(("g:a".to_owned(), "1".to_owned()))
    );
    assert_eq!(pom_properties("groupId=g"), None);
}

#[test]
fn programs_of_go_tell_their_modules() {
    let mark = [b'm'; 16];
    let modules = "path\tx\nmod\tx\t(devel)\t\ndep\tgolang.org/x/net\tv0.1.0\th1:\ndep\ta\tv1.0.0\n=>\tb\tv2.0.0\th\n";
    let mut record = b"\xff Go buildinf:\x08\x02".to_vec();
    record.resize(32, 0);
    record.push(8);
    record.extend(b"go1.22.3");
    let length = modules.len() + 32;
    record.extend([(length & 0x7F) as u8 | 0x80, (length >> 7) as u8]);
    record.extend(mark.iter().chain(modules.as_bytes()).chain(&mark));
    let program: Vec<u8> = [vec![0x7F; 5000], record, vec![0; 5000]].concat();
    // Wherever the pieces end.
    for size in [1, 7, 4096, 20_000] {
        let mut info = GoInfo::default();
        for piece in program.chunks(size) {
            info.feed(piece);
        }
        let (version, text) = info.finish().unwrap();
        assert_eq!(
            names(&go_modules(&version, &text)),
            ["stdlib 1.22.3", "golang.org/x/net 0.1.0", "b 2.0.0"]
        );
    }
    for cut in 5000..program.len() - 5000 {
        let mut info = GoInfo::default();
        info.feed(&program[..cut]);
        info.finish();
    }
}
