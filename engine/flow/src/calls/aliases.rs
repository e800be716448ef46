//! What names of modules mean around a file: paths of `tsconfig.json`, imports and names of `package.json`.
//!
//! For: turning such a name into paths that a language's own way of looking modules up understands. Not for: reading
//! those files (`tamis-scan`). Read [`ModuleAlias`].

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

/// A name that stands for files of the project. `*` stands for the same text on both sides, once in each.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ModuleAlias {
    /// The folder whose files use it, without a slash at the end; empty for the root.
    pub folder: String,
    /// The name as imports write it: `@app/*`.
    pub name: String,
    /// What it stands for, relative to the scan root: `web/src/*`.
    pub target: String,
}

impl ModuleAlias {
    /// What `module` stands for, if it has this name.
    fn target_of(&self, module: &str) -> Option<String> {
        let Some((before, after)) = self.name.split_once('*') else {
            return (self.name == module).then(|| self.target.clone());
        };
        let rest = module.strip_prefix(before)?.strip_suffix(after)?;
        Some(self.target.replacen('*', rest, 1))
    }

    /// Whether a configuration elsewhere may mean it as well: not what is private to a package, nor every name.
    fn may_be_extended(&self) -> bool {
        self.name != "*" && !self.name.starts_with('#')
    }

    fn is_above(&self, importer: &str) -> bool {
        self.folder.is_empty()
            || importer.strip_prefix(&self.folder).is_some_and(|rest| rest.starts_with('/'))
    }
}

/// Aliases by the first part of their names, for a project has thousands of imports, most of other people's modules.
#[derive(Default)]
pub(crate) struct Aliases<'a> {
    by_head: FxHashMap<&'a str, Vec<&'a ModuleAlias>>,
    /// Those whose first part has a `*`.
    open: Vec<&'a ModuleAlias>,
}

impl<'a> Aliases<'a> {
    pub(crate) fn new(list: &'a [ModuleAlias]) -> Self {
        let mut aliases = Aliases::default();
        for alias in list {
            let head = head(&alias.name);
            if head.contains('*') {
                aliases.open.push(alias);
            } else {
                aliases.by_head.entry(head).or_default().push(alias);
            }
        }
        aliases
    }
}

/// The first part of a module's name.
fn head(name: &str) -> &str {
    name.split('/').next().unwrap_or(name)
}

/// What `module` may stand for in the file at `importer`, the likeliest first, as modules relative to that file
/// (`../lib/user`): names of the nearest folder above it, of these the most exact; then those of folders elsewhere, whose
/// files may be extended by others.
pub(crate) fn resolve(aliases: &Aliases<'_>, importer: &str, module: &str) -> Vec<String> {
    if module.starts_with('.') {
        return Vec::new();
    }
    let named = aliases.by_head.get(head(module)).into_iter().flatten();
    let mut found: Vec<(&ModuleAlias, String)> = named
        .chain(&aliases.open)
        .copied()
        .filter(|alias| alias.is_above(importer) || alias.may_be_extended())
        .filter_map(|alias| Some((alias, alias.target_of(module)?)))
        .collect();
    found.sort_by_key(|(alias, _)| {
        let exact = alias.name.find('*').unwrap_or(usize::MAX);
        let is_above = alias.is_above(importer);
        (Reverse(is_above), Reverse(if is_above { alias.folder.len() } else { 0 }), Reverse(exact))
    });
    found.into_iter().map(|(_, target)| relative_to(importer, &target)).collect()
}

/// `target` as seen from the folder of `importer`; both relative to one root.
fn relative_to(importer: &str, target: &str) -> String {
    let folder = importer.rsplit_once('/').map_or("", |(folder, _)| folder);
    let ups = folder.split('/').filter(|part| !part.is_empty()).count();
    format!("./{}{target}", "../".repeat(ups))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alias(folder: &str, name: &str, target: &str) -> ModuleAlias {
        ModuleAlias { folder: folder.into(), name: name.into(), target: target.into() }
    }

    #[test]
    fn the_nearest_and_most_exact_name_comes_first() {
        let aliases = [
            alias("", "@app/*", "shared/*"),
            alias("web", "@app/*", "web/src/*"),
            alias("web", "@app/db", "web/db/index"),
            alias("other", "@app/*", "other/*"),
            alias("", "*", "lib/*"),
        ];
        let found = resolve(&Aliases::new(&aliases), "web/pages/a.ts", "@app/db");
        let targets = ["web/db/index", "web/src/db", "shared/db", "lib/@app/db", "other/db"];
        assert_eq!(found, targets.map(|target| format!("./../../{target}")));
        assert_eq!(resolve(&Aliases::new(&aliases), "main.ts", "x"), ["./lib/x"]);
        assert!(
            resolve(&Aliases::new(&aliases), "webs/a.ts", "@app")
                .iter()
                .all(|it| it == "./../lib/@app")
        );
        assert!(resolve(&Aliases::new(&aliases), "web/a.ts", "./db").is_empty());
        let own = [alias("web", "*", "web/*"), alias("web", "#db", "web/db")];
        assert!(
            ["x", "#db"].iter().all(|it| resolve(&Aliases::new(&own), "api/a.ts", it).is_empty())
        );
    }
}
