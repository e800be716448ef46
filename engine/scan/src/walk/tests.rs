//! Walks of real folders.

use std::fs;

use tempfile::TempDir;

use super::*;

/// A folder with files; its path has no links in it.
struct Tree {
    _root: TempDir,
    path: PathBuf,
}

impl Tree {
    fn new(files: &[(&str, &str)]) -> Tree {
        let root = TempDir::new().unwrap();
        let path = fs::canonicalize(root.path()).unwrap();
        let tree = Tree { _root: root, path };
        files.iter().for_each(|(path, text)| tree.write(path, text));
        tree
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn at(&self, path: &str) -> PathBuf {
        self.path.join(path)
    }

    fn options(&self) -> WalkOptions {
        WalkOptions {
            roots: vec![self.path.clone()],
            base: self.path.clone(),
            ..WalkOptions::default()
        }
    }

    fn roots(&self, roots: &[&str]) -> WalkOptions {
        let roots = roots.iter().map(|root| self.at(root)).collect();
        WalkOptions { roots, ..self.options() }
    }

    #[cfg(unix)]
    fn link(&self, from: &str, to: impl AsRef<Path>) {
        std::os::unix::fs::symlink(to, self.at(from)).unwrap();
    }
}

/// Walks with one thread and with four, which must not differ.
fn walked(options: &WalkOptions) -> Walked {
    let walked = walk(&WalkOptions { threads: 1, ..options.clone() }).unwrap();
    let same = walk(&WalkOptions { threads: 4, ..options.clone() }).unwrap();
    assert_eq!(format!("{walked:?}"), format!("{same:?}"));
    walked
}

fn files(options: &WalkOptions) -> Vec<String> {
    walked(options).files.into_iter().map(|file| file.rel).collect()
}

/// `path: reason`.
fn skipped(options: &WalkOptions) -> Vec<String> {
    let words = |Skipped { path, reason }| match reason {
        SkipReason::Ignored(by) => format!("{path}: {by}"),
        SkipReason::Vendored(name) => format!("{path}: vendored {name}"),
        SkipReason::Excluded(by) => format!("{path}: excluded {by}"),
        other => format!("{path}: {other:?}"),
    };
    walked(options).skipped.into_iter().map(words).collect()
}

#[test]
fn files_come_sorted_and_hidden_ones_too() {
    let tree = Tree::new(&[
        ("b/z.py", ""),
        ("a.py", "12"),
        ("b.py", ""),
        (".env", ""),
        (".github/workflows/ci.yml", ""),
        (".git/config", ""),
        (".hg/store/a.py", ""),
        ("sub/.svn/a.py", ""),
        ("module/.git", "gitdir: ../.git/modules/module"),
    ]);
    let wanted = [".env", ".github/workflows/ci.yml", "a.py", "b.py", "b/z.py"];
    assert_eq!(files(&tree.options()), wanted);
    assert!(skipped(&tree.options()).is_empty());
    assert_eq!(files(&WalkOptions { no_ignore: true, ..tree.options() }), wanted);
    let walked = walked(&tree.options());
    assert_eq!(walked.root, tree.path);
    assert_eq!((walked.files[2].size, walked.files[2].explicit), (2, false));
    assert_eq!(walked.files[2].path, tree.at("a.py"));
}

#[test]
fn ignore_files_are_honoured_named_and_switched_off() {
    let tree = Tree::new(&[
        (".gitignore", "# comment\n*.log\n/docs\n"),
        (".ignore", "old.py"),
        (".tamisignore", "gen/\n"),
        (".semgrepignore", "\u{FEFF}fixtures\n"),
        ("a.py", ""),
        ("a.log", ""),
        ("docs/deep/er/a.py", ""),
        ("sub/docs/a.py", ""),
        ("sub/gen/b.py", ""),
        ("sub/.gitignore", "!keep.log\n/here.py\n"),
        ("sub/keep.log", ""),
        ("sub/here.py", ""),
        ("sub/under/here.py", ""),
        ("fixtures/a.py", ""),
        ("old.py", ""),
    ]);
    assert_eq!(
        skipped(&tree.options()),
        [
            "a.log: .gitignore: *.log",
            "docs: .gitignore: /docs",
            "fixtures: .semgrepignore: fixtures",
            "old.py: .ignore: old.py",
            "sub/gen: .tamisignore: gen/",
            "sub/here.py: sub/.gitignore: /here.py",
        ]
    );
    let found = files(&tree.options());
    for wanted in ["a.py", "sub/docs/a.py", "sub/keep.log", "sub/under/here.py", ".gitignore"] {
        assert!(found.iter().any(|path| path == wanted), "{wanted} in {found:?}");
    }
    let all = WalkOptions { no_ignore: true, ..tree.options() };
    assert_eq!(files(&all).len(), 15);
    assert!(skipped(&all).is_empty());
}

/// `.semgrepignore` has the last word over `.gitignore`, as in Semgrep.
#[test]
fn heavier_ignore_files_take_back_what_lighter_ones_say() {
    let tree = Tree::new(&[
        (".gitignore", "*.env\nb.py\n"),
        (".semgrepignore", "!*.env\nc.py\nd.py\n"),
        (".tamisignore", "!c.py\n"),
        ("a.env", ""),
        ("b.py", ""),
        ("c.py", ""),
        ("d.py", ""),
    ]);
    assert_eq!(skipped(&tree.options()), ["b.py: .gitignore: b.py", "d.py: .semgrepignore: d.py"]);
}

#[test]
fn ignore_files_above_count_up_to_the_repository() {
    let tree = Tree::new(&[
        (".gitignore", "above.py\n"),
        ("repo/.git/info/exclude", "excluded.py\n"),
        ("repo/.gitignore", "/src/app/a.py\nb.py\n"),
        ("repo/src/.tamisignore", "c.py\n"),
        ("repo/src/app/a.py", ""),
        ("repo/src/app/b.py", ""),
        ("repo/src/app/c.py", ""),
        ("repo/src/app/above.py", ""),
        ("repo/src/app/excluded.py", ""),
    ]);
    let inside = WalkOptions { base: tree.at("repo/src"), ..tree.roots(&["repo/src/app"]) };
    assert_eq!(files(&inside), ["app/above.py"]);
    assert_eq!(
        skipped(&inside),
        [
            "app/a.py: ../.gitignore: /src/app/a.py",
            "app/b.py: ../.gitignore: b.py",
            "app/c.py: .tamisignore: c.py",
            "app/excluded.py: ../.git/info/exclude: excluded.py",
        ]
    );
    // No repository: up to the base.
    fs::remove_dir_all(tree.at("repo/.git")).unwrap();
    assert_eq!(files(&inside), ["app/a.py", "app/above.py", "app/b.py", "app/excluded.py"]);
    assert_eq!(files(&tree.roots(&["repo/src/app"])), ["repo/src/app/excluded.py"]);
}

/// Git reads the ignore files of a repository, not those around it; ours go on.
#[test]
fn a_repository_in_a_repository_has_its_own_rules() {
    let tree = Tree::new(&[
        (".git/HEAD", ""),
        (".gitignore", "a.py\n"),
        (".tamisignore", "b.py\n"),
        ("a.py", ""),
        ("inner/.git", "gitdir: ../.git/modules/inner\n"),
        (".git/modules/inner/commondir", "../shared\n"),
        (".git/modules/shared/info/exclude", "c.py\n"),
        ("inner/a.py", ""),
        ("inner/b.py", ""),
        ("inner/c.py", ""),
    ]);
    assert_eq!(
        skipped(&tree.options()),
        [
            "a.py: .gitignore: a.py",
            "inner/b.py: .tamisignore: b.py",
            "inner/c.py: inner/.git/info/exclude: c.py",
        ]
    );
}

#[test]
fn semgreps_include_lines() {
    let tree = Tree::new(&[
        (
            ".semgrepignore",
            ":include .gitignore\n:include lists/more\n:include ../up\n:include no\n",
        ),
        ("lists/more", "a.py\n:include .semgrepignore\n"),
        ("a.py", ""),
        ("b.py", ""),
    ]);
    assert_eq!(skipped(&tree.options()), ["a.py: more: a.py"]);
    let notices: Vec<String> = walked(&tree.options())
        .notices
        .into_iter()
        .map(|notice| format!("{}: {}", notice.path.unwrap(), notice.message))
        .collect();
    assert_eq!(notices.len(), 5, "{notices:?}");
    for wanted in [
        ".semgrepignore: ':include ../up' has no effect: it names no file below this folder",
        ".semgrepignore: ':include no' has no effect: there is no such file",
        ".semgrepignore: ':include lists/more' nests too deep",
    ] {
        assert!(notices.iter().any(|notice| notice == wanted), "{wanted} in {notices:?}");
    }
}

#[test]
fn patterns_that_are_none_are_notices() {
    let tree = Tree::new(&[("sub/.gitignore", "ok.py\n{a\n*.log\n"), ("sub/x.log", "")]);
    fs::write(tree.at(".ignore"), b"caf\xE9\n").unwrap();
    let walked = walked(&tree.options());
    assert_eq!(walked.skipped.len(), 1);
    assert_eq!(walked.notices.len(), 1, "{:?}", walked.notices);
    let notice = &walked.notices[0];
    assert_eq!(notice.kind, NoticeKind::Unsupported);
    assert_eq!(notice.path.as_deref(), Some("sub/.gitignore"));
    assert!(notice.message.starts_with("pattern in line 2 has no effect"), "{}", notice.message);
}

#[test]
fn endless_ignore_files_are_cut() {
    let tree = Tree::new(&[
        (".gitignore", &(0..6000).map(|i| format!("/x*{i}*z\n")).collect::<String>()),
        ("x", ""),
        ("y", ""),
    ]);
    let cut = walked(&tree.options());
    assert_eq!(cut.files.len(), 3);
    assert_eq!(cut.notices[0].message, "has no effect from line 5001 on: too many patterns");
    tree.write(".gitignore", &"# comment\n".repeat(200_000));
    assert_eq!(walked(&tree.options()).notices[0].message, "is read up to byte 1048576 only");
}

#[test]
fn folders_of_other_people_are_named_once() {
    let tree = Tree::new(&[
        ("a.js", ""),
        ("node_modules/x/i.js", ""),
        ("web/bower_components/x/i.js", ""),
        ("venv/pyvenv.cfg", ""),
        ("venv/bin/python", ""),
        ("go/vendor/modules.txt", ""),
        ("php/vendor/autoload.php", ""),
        ("php/vendor/composer/installed.json", ""),
        ("ruby/vendor/bundle/ruby/3.3.0/x.rb", ""),
        ("rust/Cargo.toml", ""),
        ("rust/target/CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# x\n"),
        ("rust/vendor/serde/Cargo.toml", ""),
        ("rust/vendor/serde/.cargo-checksum.json", "{}"),
        ("java/pom.xml", ""),
        ("java/target/classes/a.java", ""),
        ("infra/.terraform/modules/x/main.tf", ""),
    ]);
    assert_eq!(files(&tree.options()), ["a.js", "java/pom.xml", "rust/Cargo.toml"]);
    assert_eq!(
        skipped(&tree.options()),
        [
            "go/vendor: vendored vendor",
            "infra/.terraform: vendored .terraform",
            "java/target: vendored target",
            "node_modules: vendored node_modules",
            "php/vendor: vendored vendor",
            "ruby/vendor/bundle: vendored bundle",
            "rust/target: vendored target",
            "rust/vendor/serde: vendored serde",
            "venv: vendored venv",
            "web/bower_components: vendored bower_components",
        ]
    );
    let all = WalkOptions { no_ignore: true, ..tree.options() };
    assert_eq!((files(&all).len(), skipped(&all).len()), (16, 0));
}

/// Names that people give to their own code.
#[test]
fn a_name_alone_is_not_enough() {
    let paths = [
        "bin/a.py",
        "build/a.py",
        "bundle/ruby/a.rb",
        "cache/CACHEDIR.TAG",
        "dist/a.js",
        "env/a.py",
        "env/pyvenv.cfg",
        "lib/a.js",
        "packages/a.js",
        "target/a.rs",
        "third_party/a.c",
        "vendor/assets/a.js",
        "vendor/own.go",
    ];
    let tree = Tree::new(&paths.map(|path| (path, "")));
    assert_eq!(files(&tree.options()), paths);
}

#[test]
fn a_folder_of_other_people_may_be_wanted() {
    let tree = Tree::new(&[
        (".tamisignore", "!node_modules/\n!own/\n"),
        (".gitignore", "!site-packages/\n"),
        ("node_modules/a.js", ""),
        ("site-packages/a.py", ""),
        ("own/pyvenv.cfg", ""),
        ("own/bin/a.py", ""),
    ]);
    assert_eq!(skipped(&tree.options()), ["site-packages: vendored site-packages"]);
    // As an argument it is wanted too, but not what lies in it.
    tree.write("site-packages/x/.tox/a.py", "");
    let argument = tree.roots(&["site-packages"]);
    assert_eq!(files(&argument), ["site-packages/a.py"]);
    assert_eq!(skipped(&argument), ["site-packages/x/.tox: vendored .tox"]);
}

#[test]
fn files_named_as_arguments_are_always_scanned() {
    let tree = Tree::new(&[
        (".gitignore", "ignored.py\n"),
        ("ignored.py", "12345"),
        ("node_modules/x/i.js", ""),
        ("a.py", ""),
    ]);
    let mut options = tree.roots(&["", "ignored.py", "node_modules/x/i.js", "a.py", "a.py"]);
    options.exclude = vec!["a.py".to_owned()];
    options.max_file_size = Some(2);
    let walked = walked(&options);
    let explicit: Vec<&str> =
        walked.files.iter().filter(|file| file.explicit).map(|file| file.rel.as_str()).collect();
    assert_eq!(explicit, ["a.py", "ignored.py", "node_modules/x/i.js"]);
    let skipped: Vec<&str> = walked.skipped.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(skipped, [".gitignore", "node_modules"]);
}

#[test]
fn globs_and_sizes_give_reasons() {
    let tree = Tree::new(&[
        ("a.py", ""),
        ("b.js", ""),
        ("tests/deep/c.py", ""),
        ("big.py", &"x".repeat(100)),
        ("sub/tests/x.py", ""),
        ("tools/d.py", ""),
    ]);
    let options = WalkOptions {
        include: vec!["*.py".to_owned()],
        exclude: vec!["/tests".to_owned(), format!("{}/tools", tree.path.display())],
        max_file_size: Some(50),
        ..tree.options()
    };
    assert_eq!(files(&options), ["a.py", "sub/tests/x.py"]);
    assert_eq!(
        skipped(&options),
        [
            "b.js: excluded --include",
            "big.py: TooLarge(100)",
            "tests: excluded /tests",
            "tools: excluded /tools",
        ]
    );
    let wrong = WalkOptions { exclude: vec!["a[".to_owned()], ..tree.options() };
    assert!(walk(&wrong).unwrap_err().to_string().starts_with("'a[' is not a valid glob"));
}

#[test]
fn a_root_that_is_not_there_is_an_error() {
    let tree = Tree::new(&[]);
    let error = walk(&tree.roots(&["nope"])).unwrap_err().to_string();
    assert!(error.ends_with("nope' cannot be read: there is no such file or folder"), "{error}");
    assert!(files(&tree.options()).is_empty());
    assert!(files(&tree.roots(&[])).is_empty());
}

#[test]
fn paths_start_from_the_base_or_what_arguments_have_in_common() {
    let tree = Tree::new(&[("x/a/1.py", ""), ("x/b/2.py", ""), ("other/3.py", "")]);
    let from = |base: &str, roots: &[&str]| {
        let walked = walked(&WalkOptions { base: tree.at(base), ..tree.roots(roots) });
        let root = relative(&walked.root, &tree.path);
        let files: Vec<String> = walked.files.into_iter().map(|file| file.rel).collect();
        format!("{root}| {}", files.join(" "))
    };
    assert_eq!(from("x", &["x/a", "x/b/2.py"]), "x| a/1.py b/2.py");
    assert_eq!(from("x/b", &["x/b/../a/./1.py", "x/b"]), "x| a/1.py b/2.py");
    assert_eq!(from("other", &["x"]), "x| a/1.py b/2.py");
    assert_eq!(from("other", &["x/a/1.py"]), "x/a| 1.py");
    assert_eq!(from("other", &["x/a/1.py", "x/b"]), "x| a/1.py b/2.py");
    assert_eq!(from("", &["x/a", "other", "x"]), "| other/3.py x/a/1.py x/b/2.py");
    // No base: as given.
    let given = WalkOptions { base: PathBuf::new(), ..tree.roots(&["x/b"]) };
    assert_eq!(files(&given), [relative(&tree.at("x/b/2.py"), Path::new(""))]);
}

#[test]
fn relative_paths_use_slashes() {
    assert_eq!(relative(Path::new("./a/../b/c.py"), Path::new("")), "b/c.py");
    assert_eq!(relative(Path::new("/x/y/z.py"), Path::new("/x")), "y/z.py");
    assert_eq!(relative(Path::new("../../a"), Path::new("")), "../../a");
    assert_eq!(relative(Path::new("."), Path::new("")), "");
}

/// A folder that went away between listing and entering, or may not be listed: root may list all, so no bits.
#[test]
fn a_folder_that_cannot_be_listed_is_a_notice() {
    let tree = Tree::new(&[]);
    let options = tree.options();
    let walker = Walker {
        options: &options,
        include: Globs::default(),
        exclude: Globs::default(),
        folders: Vec::new(),
        found: Mutex::default(),
    };
    let gone = Folder {
        path: tree.at("gone"),
        rel: "gone".to_owned(),
        above: None,
        wanted: false,
        builds: false,
    };
    assert!(walker.list(gone).is_empty());
    let found = walker.lock();
    assert_eq!(found.notices[0].kind, NoticeKind::Unreadable);
    assert_eq!(found.notices[0].path.as_deref(), Some("gone"));
    assert_eq!(found.skipped[0].path, "gone");
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn links_are_not_followed_and_those_out_of_the_tree_are_named() {
        let outside = Tree::new(&[("out.py", ""), ("deep/o.py", "")]);
        let tree = Tree::new(&[("a/b.py", "")]);
        tree.link("a/up", &tree.path);
        tree.link("a/here", ".");
        tree.link("broken", "nowhere");
        tree.link("self", "self");
        tree.link("copy.py", "a/b.py");
        tree.link("also", "a");
        tree.link("out", &outside.path);
        tree.link("out.py", outside.at("out.py"));
        assert_eq!(files(&tree.options()), ["a/b.py"]);
        assert_eq!(
            skipped(&tree.options()),
            [
                "a/here: SymlinkLoop",
                "a/up: SymlinkLoop",
                "broken: Unreadable(\"broken link: there is no such file or folder\")",
                "out: Special",
                "out.py: Special",
                "self: SymlinkLoop",
            ]
        );
        let follow = WalkOptions { follow_symlinks: true, ..tree.options() };
        assert_eq!(files(&follow), ["a/b.py", "out.py", "out/deep/o.py"]);
        assert_eq!(walked(&follow).files[1].path, outside.at("out.py"));
    }

    /// Two folders outside that link to each other and back.
    #[test]
    fn followed_links_end() {
        let (one, two) = (Tree::new(&[("1.py", "")]), Tree::new(&[("2.py", "")]));
        let tree = Tree::new(&[("a.py", "")]);
        tree.link("x", &one.path);
        tree.link("y", &one.path);
        one.link("two", &two.path);
        two.link("one", &one.path);
        two.link("home", &tree.path);
        two.link("root", "/");
        let follow = WalkOptions { follow_symlinks: true, ..tree.options() };
        assert_eq!(files(&follow), ["a.py", "x/1.py", "x/two/2.py"]);
        assert_eq!(skipped(&follow), ["x/two/root: SymlinkLoop"]);
    }

    #[test]
    fn arguments_may_be_links() {
        let outside = Tree::new(&[("a.py", ""), ("b/c.py", "")]);
        let tree = Tree::new(&[]);
        tree.link("file.py", outside.at("a.py"));
        tree.link("folder", outside.at("b"));
        let options = tree.roots(&["file.py", "folder"]);
        assert_eq!(files(&options), ["file.py", "folder/c.py"]);
        // A working directory reached by a link.
        let real = outside.at("b");
        let linked = WalkOptions { roots: vec![real], base: tree.at("folder"), ..options };
        assert_eq!(files(&linked), ["c.py"]);
    }

    #[test]
    fn pipes_and_sockets_are_no_files() {
        let tree = Tree::new(&[("a.py", "")]);
        let socket = std::os::unix::net::UnixListener::bind(tree.at("socket")).unwrap();
        assert_eq!(skipped(&tree.options()), ["socket: Special"]);
        drop(socket);
    }

    /// Rules must not come from, and messages must not show, files elsewhere.
    #[test]
    fn ignore_files_that_are_links_do_not_count() {
        let outside = Tree::new(&[("secret", "{password\na.py\n")]);
        let tree = Tree::new(&[("a.py", ""), (".semgrepignore", ":include list/secret\n")]);
        tree.link(".gitignore", outside.at("secret"));
        tree.link("list", &outside.path);
        let walked = walked(&tree.options());
        assert!(walked.files.iter().any(|file| file.rel == "a.py"));
        assert!(!format!("{:?}", walked.notices).contains("password"));
    }

    #[test]
    fn odd_names() {
        let tree = Tree::new(&[
            ("back\\slash.py", ""),
            ("new\nline.py", ""),
            ("-rf", ""),
            ("*.py", ""),
            ("ü/日本.py", ""),
        ]);
        let names: [&[u8]; 2] = [b"bad\xFF.py", b"bad\xFE.py"];
        for name in names {
            // Some file systems take Unicode only.
            if fs::write(tree.path.join(OsStr::from_bytes(name)), "x").is_err() {
                return;
            }
        }
        assert_eq!(
            files(&tree.options()),
            [
                "*.py",
                "-rf",
                "back\\slash.py",
                "bad\u{FFFD}.py",
                "bad\u{FFFD}.py",
                "new\nline.py",
                "ü/日本.py",
            ]
        );
        let walked = walked(&tree.options());
        assert!(walked.files.iter().all(|file| fs::read(&file.path).is_ok()));
    }

    #[test]
    fn what_may_not_be_read_is_told() {
        let tree = Tree::new(&[("closed/a.py", ""), ("b.py", "")]);
        fs::set_permissions(tree.at("closed"), fs::Permissions::from_mode(0o000)).unwrap();
        let bound = fs::read_dir(tree.at("closed")).is_err();
        let (found, skipped) = (files(&tree.options()), skipped(&tree.options()));
        fs::set_permissions(tree.at("closed"), fs::Permissions::from_mode(0o755)).unwrap();
        if bound {
            assert_eq!(found, ["b.py"]);
            assert_eq!(skipped, ["closed: Unreadable(\"permission denied\")"]);
        } else {
            // Root may read all.
            assert_eq!(found, ["b.py", "closed/a.py"]);
        }
    }

    #[test]
    fn deep_folders_do_not_overflow() {
        let deep = "d/".repeat(900);
        let tree = Tree::new(&[(&format!("{deep}a.py"), "")]);
        assert_eq!(files(&tree.options()), [format!("{deep}a.py")]);
    }
}
