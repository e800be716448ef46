//! What lockfiles say: names, versions, scopes, who needs whom, and the line.

use std::collections::BTreeMap;

use super::*;
use crate::package::Inventory;

/// Files by path.
struct Folder(BTreeMap<&'static str, &'static str>);

impl Beside for Folder {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        self.0.get(path).map(|text| Arc::from(*text))
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let inner = self
            .0
            .keys()
            .filter_map(|path| path.strip_prefix(folder)?.trim_start_matches('/').split_once('/'));
        let mut names: Vec<String> = inner.map(|(name, _)| format!("{name}/")).collect();
        names.dedup();
        names
    }
}

fn inventory(files: &[(&'static str, &'static str)]) -> Inventory {
    let folder = Folder(files.iter().copied().collect());
    let (path, text) = files[0];
    read(kind_of(path).unwrap(), Source { path, text, beside: &folder })
}

/// `name version line scope`, `direct` or `via` the package before it; the first file is the lockfile.
#[track_caller]
fn check(files: &[(&'static str, &'static str)], expected: &[&str]) {
    let found = inventory(files);
    assert_eq!(found.faults, Vec::new());
    let parents = found.parents();
    let lines: Vec<String> = (0..found.packages.len())
        .map(|at| {
            let package = &found.packages[at];
            let line = 1 + files[0].1[..package.span.start as usize].matches('\n').count();
            let path = parents.path(at);
            let via = match (package.direct, path.len()) {
                (Some(true), _) => "direct".to_owned(),
                (_, 2..) => format!("via {}", found.packages[path[path.len() - 2]].name),
                (Some(false), _) => "indirect".to_owned(),
                (None, _) => "?".to_owned(),
            };
            let version = if package.version.is_empty() { "-" } else { &package.version };
            format!("{} {version} {line} {} {via}", package.name, package.scope.name())
        })
        .collect();
    assert_eq!(lines, expected);
}

#[test]
fn cargo_takes_scopes_from_the_manifests_of_the_workspace() {
    let lock = r#"version = 4

[[package]]
name = "app"
version = "0.1.0"
dependencies = ["inner", "serde", "cc 1.0.0", "cc 2.0.0", "tls"]

[[package]]
name = "inner"
version = "0.1.0"
dependencies = ["insta"]

[[package]]
name = "serde"
version = "1.0.1"
source = "registry+https://example.org/index"
dependencies = ["derive"]

[[package]]
name = "derive"
version = "1.0.0"
source = "registry+https://example.org/index"

[[package]]
name = "cc"
version = "1.0.0"
source = "registry+https://example.org/index"

[[package]]
name = "cc"
version = "2.0.0"
source = "git+https://example.org/cc#abc"

[[package]]
name = "insta"
version = "1.2.0"
source = "registry+https://example.org/index"
dependencies = ["derive"]

[[package]]
name = "tls"
version = "3.0.0"
source = "registry+https://example.org/index"
"#;
    let root = r#"[workspace]
members = ["crates/*"]
[workspace.dependencies]
serial = { package = "serde", version = "1" }
[package]
name = "app"
[dependencies]
serial = { workspace = true }
tls = { version = "3", optional = true }
[build-dependencies]
cc = "1"
[features]
default = ["std"]
std = []
"#;
    let inner = "[package]\nname = \"inner\"\n[dev-dependencies]\ninsta = \"1\"\n";
    check(
        &[("Cargo.lock", lock), ("Cargo.toml", root), ("crates/inner/Cargo.toml", inner)],
        &[
            "app 0.1.0 4 runtime direct",
            "inner 0.1.0 9 runtime direct",
            "serde 1.0.1 14 runtime direct",
            "derive 1.0.0 20 runtime via serde",
            "cc 1.0.0 25 build direct",
            "cc 2.0.0 30 build direct",
            "insta 1.2.0 35 dev direct",
            "tls 3.0.0 41 optional direct",
        ],
    );
}

#[test]
fn npm_looks_packages_up_in_folders_above() {
    let lock = r#"{ "lockfileVersion": 3, "packages": {
"": { "dependencies": { "a": "1" }, "devDependencies": { "b": "1" } },
"node_modules/a": { "version": "1.0.0", "license": "MIT", "dependencies": { "c": "2" } },
"node_modules/a/node_modules/c": { "version": "2.0.0" },
"node_modules/b": { "version": "1.0.0", "dev": true, "dependencies": { "c": "1" } },
"node_modules/c": { "version": "1.0.0", "dev": true },
"node_modules/w": { "link": true, "resolved": "packages/w" },
"packages/w": { "dependencies": { "alias": "npm:real@1" } },
"packages/w/node_modules/alias": { "name": "real", "version": "1.1.0" }
} }"#;
    check(
        &[("package-lock.json", lock)],
        &[
            "a 1.0.0 3 runtime direct",
            "c 2.0.0 4 runtime via a",
            "b 1.0.0 5 dev direct",
            "c 1.0.0 6 dev via b",
            "real 1.1.0 9 runtime direct",
        ],
    );
    let found = inventory(&[("package-lock.json", lock)]);
    assert_eq!(found.packages[4].alias.as_deref(), Some("alias"));
    assert_eq!(found.packages[0].license.as_deref(), Some("MIT"));
}

#[test]
fn npm_of_version_1_is_a_tree() {
    let lock = r#"{ "lockfileVersion": 1, "dependencies": {
"a": { "version": "1.0.0", "requires": { "c": "2", "b": "1" }, "dependencies": {
  "c": { "version": "2.0.0" } } },
"b": { "version": "1.0.0", "requires": { "c": "1" } },
"c": { "version": "1.0.0" },
"g": { "version": "git+ssh://git@example.org/g.git#abc", "dev": true }
} }"#;
    check(
        &[
            ("package-lock.json", lock),
            ("package.json", r#"{"dependencies": {"a": "1"}, "devDependencies": {"g": "x"}}"#),
        ],
        &[
            "a 1.0.0 2 runtime direct",
            "b 1.0.0 4 runtime via a",
            "c 1.0.0 5 runtime via b",
            "g - 6 dev direct",
            "c 2.0.0 3 runtime via a",
        ],
    );
}

#[test]
fn yarn_of_both_formats() {
    let manifest = r#"{"dependencies": {"a": "^1.0.0"}, "devDependencies": {"@s/d": "1"}}"#;
    let classic = "# yarn lockfile v1\n\n\n\"@s/d@1\":\n  version \"1.0.0\"\n\na@^1.0.0, a@^1.0.1:\n  version \"1.0.2\"\n  \
                   dependencies:\n    b \"^2.0.0\"\n\nb@^2.0.0:\n  version \"2.1.0\"\n";
    let expected =
        ["@s/d 1.0.0 4 dev direct", "a 1.0.2 7 runtime direct", "b 2.1.0 12 runtime via a"];
    check(&[("yarn.lock", classic), ("package.json", manifest)], &expected);
    let berry = "__metadata:\n  version: 6\n\n\"@s/d@npm:1\":\n  version: 1.0.0\n  resolution: \"@s/d@npm:1.0.0\"\n\n\"a@npm:^1.0.0, a@npm:^1.0.1\":\n  version: 1.0.2\n  resolution: \"a@npm:1.0.2\"\n  dependencies:\n    b: ^2.0.0\n\n\"app@workspace:.\":\n  version: 0.0.0-use.local\n  resolution: \"app@workspace:.\"\n  dependencies:\n    a: ^1.0.0\n\n\"b@npm:^2.0.0\":\n  version: 2.1.0\n  resolution: \"b@npm:2.1.0\"\n";
    let expected =
        ["@s/d 1.0.0 4 dev direct", "a 1.0.2 8 runtime direct", "b 2.1.0 20 runtime via a"];
    check(&[("yarn.lock", berry), ("package.json", manifest)], &expected);
}

#[test]
fn pnpm_of_its_three_styles() {
    let v5 = "lockfileVersion: 5.4\ndependencies:\n  a: 1.0.0_b@2.0.0\ndevDependencies:\n  '@s/d': 1.0.0\npackages:\n  /a/1.0.0_b@2.0.0:\n    dependencies:\n      b: 2.0.0\n  /b/2.0.0:\n    resolution: {integrity: x}\n  /@s/d/1.0.0:\n    dev: true\n";
    check(
        &[("pnpm-lock.yaml", v5)],
        &["a 1.0.0 7 runtime direct", "b 2.0.0 10 runtime via a", "@s/d 1.0.0 12 dev direct"],
    );
    let v6 = "lockfileVersion: '6.0'\ndependencies:\n  a:\n    specifier: ^1\n    version: 1.0.0(b@2.0.0)\npackages:\n  /a@1.0.0(b@2.0.0):\n    dependencies:\n      b: 2.0.0\n  /b@2.0.0:\n    resolution: {integrity: x}\n";
    check(&[("pnpm-lock.yaml", v6)], &["a 1.0.0 7 runtime direct", "b 2.0.0 10 runtime via a"]);
    let v9 = "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      a: {specifier: ^1, version: 1.0.0(b@2.0.0)}\n    devDependencies:\n      '@s/d': {specifier: '1', version: 1.0.0}\npackages:\n  '@s/d@1.0.0': {}\n  a@1.0.0: {}\n  b@2.0.0: {}\nsnapshots:\n  '@s/d@1.0.0': {}\n  a@1.0.0(b@2.0.0):\n    dependencies:\n      b: 2.0.0\n  b@2.0.0: {}\n";
    check(
        &[("pnpm-lock.yaml", v9)],
        &["@s/d 1.0.0 9 dev direct", "a 1.0.0 10 runtime direct", "b 2.0.0 11 runtime via a"],
    );
}

#[test]
fn python_lockfiles_take_scopes_from_the_manifest() {
    let poetry = "[[package]]\nname = \"Flask\"\nversion = \"2.0\"\n[package.dependencies]\njinja2 = \">=3\"\n\n[[package]]\nname = \"Jinja2\"\nversion = \"3.0\"\n\n[[package]]\nname = \"pytest\"\nversion = \"7.0\"\n";
    let manifest = "[tool.poetry.dependencies]\npython = \"^3\"\nflask = \"*\"\n[tool.poetry.group.test.dependencies]\npytest = \"*\"\n";
    check(
        &[("poetry.lock", poetry), ("pyproject.toml", manifest)],
        &[
            "Flask 2.0 2 runtime direct",
            "Jinja2 3.0 8 runtime via Flask",
            "pytest 7.0 12 dev direct",
        ],
    );
    let uv = "[[package]]\nname = \"app\"\nversion = \"0\"\nsource = { virtual = \".\" }\ndependencies = [{ name = \"a\" }]\n[package.dev-dependencies]\ndev = [{ name = \"t\" }]\n\n[[package]]\nname = \"a\"\nversion = \"1\"\nsource = { registry = \"x\" }\ndependencies = [{ name = \"b\" }]\n\n[[package]]\nname = \"b\"\nversion = \"2\"\n\n[[package]]\nname = \"t\"\nversion = \"3\"\n";
    check(
        &[("uv.lock", uv)],
        &["a 1 10 runtime direct", "b 2 16 runtime via a", "t 3 20 dev direct"],
    );
}

#[test]
fn requirements_include_each_other() {
    let main = "-r base.txt\n-c constraints.txt\n# c\nrequests[socks] == 2.0 ; python_version < '3' # why\nurllib3>=1 \\\n  --hash=sha256:0\n-e git+https://example.org/x.git@v1#egg=extra\n";
    let files = [
        ("requirements.txt", main),
        ("base.txt", "django==4.2\n-r requirements.txt\n"),
        ("constraints.txt", "urllib3==1.26\nunused==1\n"),
    ];
    let found = inventory(&files);
    let names: Vec<String> = found
        .packages
        .iter()
        .map(|it| format!("{} {} {}", it.name, it.version, it.file.as_deref().unwrap_or(".")))
        .collect();
    assert_eq!(names, ["django 4.2 base.txt", "requests 2.0 .", "urllib3 1.26 .", "extra  ."]);
    let loops = inventory(&[(
        "requirements.txt",
        "-r requirements.txt\n-r ../../etc/passwd\n-r gone.txt\n",
    )]);
    assert_eq!(loops.faults.len(), 1);
}

#[test]
fn go_replaces_modules() {
    let module = "module example.org/app\n\ngo 1.21.3\n\nrequire (\n\texample.org/a v1.0.0\n\texample.org/b v1.2.0 // indirect\n\texample.org/c v0.0.1\n)\nreplace example.org/a => example.org/fork v1.0.1\nreplace example.org/c v0.0.1 => ../c\n";
    check(
        &[("go.mod", module)],
        &[
            "example.org/fork 1.0.1 10 runtime direct",
            "example.org/b 1.2.0 7 runtime indirect",
            "example.org/c 0.0.1 8 runtime direct",
            "stdlib 1.21.3 3 runtime direct",
        ],
    );
}

#[test]
fn gemfile_composer_gradle_maven_and_nuget() {
    let gems = "GEM\n  remote: https://example.org/\n  specs:\n    a (1.0)\n      b (~> 2)\n    b (2.0-x86_64-linux)\n    t (3.0)\n\nPLATFORMS\n  ruby\n\nDEPENDENCIES\n  a\n  t\n";
    let gemfile = "gem 'a'\ngroup :test, :development do\n  gem 't'\nend\n";
    check(
        &[("Gemfile.lock", gems), ("Gemfile", gemfile)],
        &["a 1.0 4 runtime direct", "b 2.0 6 runtime via a", "t 3.0 7 dev direct"],
    );
    let composer = "{\"packages\": [\n{\"name\": \"v/a\", \"version\": \"1.0\", \"require\": {\"v/b\": \"*\"}},\n{\"name\": \"v/b\", \"version\": \"2.0\", \"license\": [\"MIT\", \"Apache-2.0\"]}],\n\"packages-dev\": [\n{\"name\": \"v/t\", \"version\": \"3.0\"}]}";
    check(
        &[
            ("composer.lock", composer),
            ("composer.json", "{\"require\": {\"v/a\": \"*\"}, \"require-dev\": {\"v/t\": \"*\"}}"),
        ],
        &["v/a 1.0 2 runtime direct", "v/b 2.0 3 runtime via v/a", "v/t 3.0 5 dev direct"],
    );
    check(
        &[(
            "gradle.lockfile",
            "# c\ng:a:1.0=compileClasspath,runtimeClasspath\ng:t:2.0=testRuntimeClasspath\nempty=\n",
        )],
        &["g:a 1.0 2 runtime ?", "g:t 2.0 3 dev ?"],
    );
    let pom = "<project><parent><groupId>g</groupId><artifactId>p</artifactId><version>1</version></parent>\n<artifactId>c</artifactId><properties><v>2.0</v></properties><dependencies>\n<dependency><groupId>${project.groupId}</groupId><artifactId>a</artifactId><version>${v}</version></dependency>\n<dependency><groupId>g</groupId><artifactId>b</artifactId></dependency>\n<dependency><groupId>g</groupId><artifactId>t</artifactId><version>[1.5,2)</version><scope>test</scope></dependency>\n</dependencies></project>";
    let parent = "<project><groupId>g</groupId><artifactId>p</artifactId><version>1</version><properties><w>3.1</w></properties><dependencyManagement><dependencies><dependency><groupId>g</groupId><artifactId>b</artifactId><version>${w}</version></dependency></dependencies></dependencyManagement></project>";
    check(
        &[("m/pom.xml", pom), ("pom.xml", parent)],
        &["g:a 2.0 3 runtime direct", "g:b 3.1 4 runtime direct", "g:t 1.5 5 dev direct"],
    );
    let nuget = "{\"dependencies\": {\"net8.0\": {\n\"A\": {\"type\": \"Direct\", \"resolved\": \"1.0\", \"dependencies\": {\"b\": \"2\"}},\n\"B\": {\"type\": \"Transitive\", \"resolved\": \"2.0\"}}}}";
    check(&[("packages.lock.json", nuget)], &["A 1.0 2 runtime direct", "B 2.0 3 runtime via A"]);
}

#[test]
fn bun_names_what_it_resolved() {
    let lock = "{ \"workspaces\": { \"\": { \"name\": \"x\", \"dependencies\": { \"a\": \"1\" }, \"devDependencies\": { \"t\": \"1\" } } },\n\"packages\": {\n\"a\": [\"a@1.0.0\", \"\", { \"dependencies\": { \"b\": \"2\" } }, \"sha\"],\n\"b\": [\"b@1.0.0\", \"\", {}, \"sha\"],\n\"a/b\": [\"b@2.0.0\", \"\", {}, \"sha\"],\n\"t\": [\"t@github:o/t#abc\", {}, \"x\"],\n} }";
    check(
        &[("bun.lock", lock)],
        &[
            "a 1.0.0 3 runtime direct",
            "b 1.0.0 4 runtime indirect",
            "b 2.0.0 5 runtime via a",
            "t - 6 dev direct",
        ],
    );
}

/// Cut and garbled lockfiles give what can be read, and no panic.
#[test]
fn broken_lockfiles_never_panic() {
    let samples = [
        (
            "Cargo.lock",
            "[[package]]\nname = \"a\"\nversion = \"1\"\ndependencies = [\"b 1 (x)\"]\n",
        ),
        (
            "package-lock.json",
            "{\"packages\": {\"node_modules/é/node_modules/b\": {\"version\": \"1\", \"dependencies\": {\"x\": 1}}}}",
        ),
        ("yarn.lock", "\"@é@1\", x@2:\n  version \"1\"\n  dependencies:\n    x \"2\"\n"),
        (
            "pnpm-lock.yaml",
            "lockfileVersion: 5.4\npackages:\n  /é/1_é:\n    dependencies: {a: b}\n",
        ),
        ("bun.lock", "{\"packages\": {\"é\": [\"é@1\", {}], \"x\": [], \"y\": \"@\"}}"),
        ("poetry.lock", "[[package]]\nname = \"é\"\nversion = \"1\"\n"),
        ("requirements.txt", "é==1\n-e\n-r\n==\nx @ file:///y\na[b==1\n\\\n"),
        ("go.mod", "require (\n é v1\n)\nreplace =>\nreplace a =>\ngo\ntoolchain go\n"),
        ("Gemfile.lock", "GEM\n  specs:\n    é (1-é)\n      b\nDEPENDENCIES\n  é!\n"),
        ("composer.lock", "{\"packages\": [{\"name\": \"é\", \"version\": \"1\"}, 1]}"),
        ("gradle.lockfile", "é:b:1=é\n:::\n"),
        (
            "pom.xml",
            "<project><properties><a>${b}</a><b>${a}${a}</b></properties><dependencies><dependency><groupId>${a}</groupId><artifactId>é</artifactId></dependency></dependencies></project>",
        ),
        ("Pipfile.lock", "{\"default\": {\"é\": {\"version\": \"==1\"}}}"),
    ];
    for (path, text) in samples {
        let kind = kind_of(path).unwrap();
        for cut in (0..=text.len()).filter(|cut| text.is_char_boundary(*cut)) {
            let found = read(kind, Source { path, text: &text[..cut], beside: &() });
            for package in &found.packages {
                assert!(package.span.end as usize <= cut, "{path} {cut}");
            }
            for at in 0..found.packages.len() {
                assert!(found.parents().path(at).len() <= found.packages.len());
            }
        }
    }
}
