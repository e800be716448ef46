//! `Pipfile.lock`.

use super::{Builder, Source};
use crate::document::{read_json, read_toml};
use crate::package::{Ecosystem, Origin, Scope};

pub(super) fn read(source: Source<'_>, out: &mut Builder) {
    let (document, fault) = read_json(source.text);
    out.faults(fault);
    let manifest = out.beside(source, "Pipfile");
    let manifest = manifest.as_ref().map(|text| read_toml(text).0);
    for (section, written, scope) in
        [("default", "packages", Scope::Runtime), ("develop", "dev-packages", Scope::Dev)]
    {
        let asked: Vec<String> = manifest
            .iter()
            .flat_map(|it| it.entries_of(written))
            .map(|entry| Ecosystem::PyPi.normal_name(&entry.key))
            .collect();
        for entry in document.entries_of(section) {
            let version = entry.node.text_of("version").unwrap_or_default();
            let version = version.trim_start_matches('=');
            let git = entry.node.text_of("git");
            if version.is_empty() && git.is_none() {
                continue;
            }
            let already = |known: &&mut crate::package::Package| {
                known.name == entry.key && known.version == version
            };
            // What both sections have is needed at run time.
            if out.packages.iter_mut().find(already).is_some() {
                continue;
            }
            let at = out.add(Ecosystem::PyPi, &entry.key, version, entry.at);
            out.packages[at].scope = scope;
            if let Some(git) = git {
                let commit = entry.node.text_of("ref").unwrap_or_default();
                out.packages[at].origin = Origin::Git(format!("{git}#{commit}"));
            }
            if manifest.is_some() {
                let is_asked = asked.contains(&Ecosystem::PyPi.normal_name(&entry.key));
                out.packages[at].direct = Some(is_asked);
            }
        }
    }
}
