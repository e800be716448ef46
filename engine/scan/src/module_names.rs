//! Names of modules that files beside the code give: `tsconfig.json`, `jsconfig.json`, `package.json`.
//!
//! For: reading them into [`ModuleAlias`]es. Not for: which of them an import means (`tamis-flow`).
//!
//! `extends` is not followed: what a configuration says counts for the files below it, and where nothing nearer has a
//! name, for all others as well.

use tamis_deps::document::{Node, read_json};
use tamis_flow::ModuleAlias;

use crate::paths::join;

/// Configurations larger than this are none.
const MAX_BYTES: usize = 1 << 20;
/// Names that one file gives at most.
const MAX_NAMES: usize = 2_000;

/// Whether a file may give names, by its own.
pub(crate) fn gives_names(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name == "package.json" || is_configuration(name)
}

fn is_configuration(name: &str) -> bool {
    let stem = name.strip_suffix(".json");
    stem.is_some_and(|stem| {
        ["tsconfig", "jsconfig"].iter().any(|it| {
            stem.strip_prefix(it).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    })
}

/// The names that the file at `path`, relative to the scan root, gives; none where it is broken.
pub(crate) fn read(path: &str, text: &str) -> Vec<ModuleAlias> {
    if !gives_names(path) || text.len() > MAX_BYTES {
        return Vec::new();
    }
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (document, _) = read_json(text);
    let mut names = Names { folder, list: Vec::new() };
    if is_configuration(name) {
        names.configuration(&document);
    } else {
        names.package(&document);
    }
    names.list.truncate(MAX_NAMES);
    names.list
}

struct Names<'a> {
    folder: &'a str,
    list: Vec<ModuleAlias>,
}

impl Names<'_> {
    fn add(&mut self, folder: &str, name: &str, target: Option<String>) {
        let stars = |text: &str| text.bytes().filter(|byte| *byte == b'*').count();
        let Some(target) = target.filter(|it| stars(it) <= 1 && stars(name) <= 1) else { return };
        let (folder, name) = (folder.to_owned(), name.to_owned());
        self.list.push(ModuleAlias { folder, name, target });
    }

    /// `compilerOptions.paths`, and `baseUrl`, below which every name may lie.
    fn configuration(&mut self, document: &Node<'_>) {
        let Some(options) = document.get("compilerOptions") else { return };
        let given = options.text_of("baseUrl");
        let Some(base) = join(self.folder, given.unwrap_or(".")) else { return };
        for entry in options.entries_of("paths") {
            for target in entry.node.items().iter().filter_map(Node::text) {
                self.add(self.folder, &entry.key, join(&base, target));
            }
        }
        if given.is_some() {
            self.add(self.folder, "*", join(&base, "*"));
        }
    }

    /// `imports`, and the name of a package of the project's own: one that is not published, or not yet.
    fn package(&mut self, document: &Node<'_>) {
        for entry in document.entries_of("imports") {
            let mut targets = Vec::new();
            texts(&entry.node, 0, &mut targets);
            for target in targets.iter().filter(|it| it.starts_with("./")) {
                self.add(self.folder, &entry.key, join(self.folder, target));
            }
        }
        let version = document.text_of("version").unwrap_or("0.0.0");
        let own = document.is_true("private") || version == "0.0.0";
        let Some(name) = document.text_of("name").filter(|_| own && !self.folder.is_empty()) else {
            return;
        };
        // What is built is not there yet: sources come first.
        let entries = ["source", "main", "module"].iter().filter_map(|key| document.text_of(key));
        let usual = ["src/index", "index", "src/main", "lib/index"];
        for entry in entries.chain(usual) {
            self.add("", name, join(self.folder, entry));
        }
        for inner in ["*", "src/*"] {
            self.add("", &format!("{name}/*"), join(self.folder, inner));
        }
    }
}

/// All texts in a value: conditions of `imports` are nested.
fn texts<'n>(node: &'n Node<'_>, depth: usize, found: &mut Vec<&'n str>) {
    found.extend(node.text());
    if depth < 4 {
        node.entries().iter().for_each(|entry| texts(&entry.node, depth + 1, found));
        node.items().iter().for_each(|item| texts(item, depth + 1, found));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(path: &str, text: &str) -> Vec<String> {
        let shown = |it: ModuleAlias| format!("{}: {} = {}", it.folder, it.name, it.target);
        read(path, text).into_iter().map(shown).collect()
    }

    #[test]
    fn paths_start_at_the_base_or_the_file() {
        let text = r#"{ // comments and commas are allowed
            "compilerOptions": {"baseUrl": "./src", "paths": {"@app/*": ["app/*", "../gen/*"],}}}"#;
        assert_eq!(
            names("web/tsconfig.base.json", text),
            ["web: @app/* = web/src/app/*", "web: @app/* = web/gen/*", "web: * = web/src/*"]
        );
        let text =
            r#"{"compilerOptions": {"paths": {"~": ["./x.ts"], "a*b*": ["x"], "c": ["../.."]}}}"#;
        assert_eq!(names("tsconfig.json", text), [": ~ = x.ts"]);
        for broken in ["", "{", "[]", r#"{"compilerOptions": 1}"#, "\u{feff}{}"] {
            assert!(names("tsconfig.json", broken).is_empty(), "{broken}");
        }
    }

    #[test]
    fn packages_have_imports_and_names() {
        let text = r##"{"imports": {"#db": {"node": "./db.js", "default": "dep"}}, "name": "x", "version": "1.0.0"}"##;
        assert_eq!(names("a/package.json", text), ["a: #db = a/db.js"]);
        let text = r#"{"name": "@acme/lib", "private": true, "main": "./dist/index.js"}"#;
        let found = names("libs/lib/package.json", text);
        assert_eq!(found[0], ": @acme/lib = libs/lib/dist/index.js");
        assert!(found.contains(&": @acme/lib = libs/lib/src/index".to_owned()));
        assert!(found.contains(&": @acme/lib/* = libs/lib/*".to_owned()));
        assert!(names("package.json", text).is_empty(), "the root's own name is nobody's import");
        assert!(names("a/composer.json", text).is_empty() && !gives_names("a/tsconfigs.json"));
    }
}
