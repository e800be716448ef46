//! Bills of others as inventories: CycloneDX and SPDX in JSON.
//!
//! For: the packages that they name by package URLs, with licences and who needs whom. Not for: components without one,
//! of which nothing is known. Read [`read_bill`].

use rustc_hash::FxHashMap;

use crate::document::{Node, read_json};
use crate::lockfile::Builder;
use crate::package::{Ecosystem, Inventory, Origin, Scope};
use crate::purl::Purl;

/// Components in components; deeper ones are not looked at.
const MAX_DEPTH: usize = 64;

/// The packages of a bill; `None` where `text` is none.
pub fn read_bill(text: &str) -> Option<Inventory> {
    let head = text.get(..text.floor_char_boundary(4096)).unwrap_or(text);
    if !head.trim_start_matches('\u{feff}').trim_start().starts_with('{') {
        return None;
    }
    let is_named = |word: &str| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some();
    if !is_named("\"bomFormat\"") && !is_named("\"spdxVersion\"") {
        return None;
    }
    let (document, fault) = read_json(text);
    let mut out = Builder::default();
    out.faults(fault);
    let mut by_ref: FxHashMap<String, usize> = FxHashMap::default();
    if document.text_of("bomFormat") == Some("CycloneDX") {
        components(document.items_of("components"), &mut by_ref, &mut out, 0);
        let root = document.get("metadata").and_then(|it| it.get("component"));
        let root = root.and_then(|it| it.text_of("bom-ref").or_else(|| it.text_of("purl")));
        for entry in document.items_of("dependencies") {
            let Some(from) = entry.text_of("ref") else { continue };
            for need in entry.items_of("dependsOn").iter().filter_map(Node::text) {
                join(from, need, root == Some(from), &by_ref, &mut out);
            }
        }
        return Some(out.finish("cyclonedx"));
    }
    document.text_of("spdxVersion")?;
    let mut roots: Vec<&str> = Vec::new();
    for package in document.items_of("packages") {
        let purl = package.items_of("externalRefs").iter().find_map(|reference| {
            let is_purl = reference.text_of("referenceType") == Some("purl");
            is_purl.then(|| reference.get("referenceLocator"))?
        });
        let Some(at) = purl.and_then(|purl| add(purl, package, &mut out)) else { continue };
        let license = package.text_of("licenseConcluded").filter(|it| *it != "NOASSERTION");
        let license = license.or_else(|| package.text_of("licenseDeclared"));
        let is_said = |it: &&str| !matches!(*it, "NOASSERTION" | "NONE");
        out.packages[at].license = license.filter(is_said).map(str::to_owned);
        if let Some(id) = package.text_of("SPDXID") {
            by_ref.insert(id.to_owned(), at);
        }
    }
    let relations = document.items_of("relationships");
    let ends = |it: &'_ Node<'_>| -> Option<(String, String, String)> {
        let text = |key: &str| it.text_of(key).map(str::to_owned);
        Some((text("spdxElementId")?, text("relationshipType")?, text("relatedSpdxElement")?))
    };
    for relation in relations {
        if relation.text_of("relationshipType") == Some("DESCRIBES") {
            roots.extend(relation.text_of("relatedSpdxElement"));
        }
    }
    for (from, kind, to) in relations.iter().filter_map(ends) {
        match &*kind {
            "DEPENDS_ON" | "CONTAINS" => {
                join(&from, &to, roots.contains(&&*from), &by_ref, &mut out);
            }
            kind if kind.ends_with("DEPENDENCY_OF") => {
                join(&to, &from, roots.contains(&&*to), &by_ref, &mut out);
                let scope = match kind {
                    "DEV_DEPENDENCY_OF" | "TEST_DEPENDENCY_OF" => Scope::Dev,
                    "BUILD_DEPENDENCY_OF" => Scope::Build,
                    "OPTIONAL_DEPENDENCY_OF" => Scope::Optional,
                    _ => continue,
                };
                if let Some(at) = by_ref.get(&from) {
                    out.packages[*at].scope = scope;
                }
            }
            _ => {}
        }
    }
    Some(out.finish("spdx"))
}

fn components(
    list: &[Node<'_>],
    by_ref: &mut FxHashMap<String, usize>,
    out: &mut Builder,
    depth: usize,
) {
    for component in list {
        if let Some(purl) = component.get("purl")
            && let Some(at) = add(purl, component, out)
        {
            let licenses: Vec<String> = component
                .items_of("licenses")
                .iter()
                .filter_map(|it| {
                    let license = it.get("license");
                    let named = || license?.text_of("id").or_else(|| license?.text_of("name"));
                    it.text_of("expression").or_else(named).map(str::to_owned)
                })
                .collect();
            out.packages[at].license = (!licenses.is_empty()).then(|| licenses.join(" AND "));
            let of_ours = component.items_of("properties").iter().find_map(|it| {
                let is_scope = it.text_of("name") == Some("tamis:scope");
                is_scope.then(|| Scope::parse(it.text_of("value")?))?
            });
            out.packages[at].scope = of_ours.unwrap_or(match component.text_of("scope") {
                Some("optional") => Scope::Optional,
                Some("excluded") => Scope::Dev,
                _ => Scope::Runtime,
            });
            if let Some(id) = component.text_of("bom-ref") {
                by_ref.insert(id.to_owned(), at);
            }
        }
        if depth < MAX_DEPTH {
            components(component.items_of("components"), by_ref, out, depth + 1);
        }
    }
}

/// The package of a purl, where its ecosystem is known.
fn add(purl: &Node<'_>, component: &Node<'_>, out: &mut Builder) -> Option<usize> {
    let parsed = Purl::parse(purl.text()?).ok()?;
    let ecosystem =
        Ecosystem::ALL.into_iter().find(|it| it.purl_type() == parsed.kind).map(|it| match it {
            Ecosystem::Debian if parsed.namespace.first().is_some_and(|it| it == "ubuntu") => {
                Ecosystem::Ubuntu
            }
            it => it,
        })?;
    let between = if ecosystem == Ecosystem::Maven { ":" } else { "/" };
    let is_system = matches!(
        ecosystem,
        Ecosystem::Debian | Ecosystem::Ubuntu | Ecosystem::Alpine | Ecosystem::Rpm
    );
    let mut parts = if is_system { Vec::new() } else { parsed.namespace.clone() };
    parts.push(parsed.name.clone());
    let version = parsed.version.as_deref().or_else(|| component.text_of("version"));
    let version = version.unwrap_or_default();
    let version = match ecosystem {
        Ecosystem::Go => version.trim_start_matches('v'),
        _ => version,
    };
    let at = out.add(ecosystem, &parts.join(between), version, purl.span);
    // What does not come from the registry has other faults than what does.
    for (key, value) in &parsed.qualifiers {
        match &**key {
            "vcs_url" => out.packages[at].origin = Origin::Git(value.clone()),
            "download_url" => out.packages[at].origin = Origin::Url(value.clone()),
            _ => {}
        }
    }
    if is_system {
        let distro = parsed.qualifiers.iter().find(|(key, _)| key == "distro");
        let release = distro.map(|(_, value)| value.rsplit('-').next().unwrap_or(value));
        out.packages[at].release = release.map(str::to_owned);
    }
    Some(at)
}

fn join(from: &str, to: &str, is_root: bool, by_ref: &FxHashMap<String, usize>, out: &mut Builder) {
    let Some(to) = by_ref.get(to).copied() else { return };
    out.has_graph = true;
    if is_root {
        out.root(to, out.packages[to].scope);
        out.roots_known = true;
    } else if let Some(from) = by_ref.get(from).copied() {
        out.need(from, to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sbom::{Bill, cyclonedx, spdx};

    const BILL: &str = r#"{"bomFormat": "CycloneDX", "specVersion": "1.6",
 "metadata": {"component": {"type": "application", "bom-ref": "app", "name": "app"}},
 "components": [
  {"type": "library", "bom-ref": "a", "name": "a", "purl": "pkg:npm/%40x/a@1.0.0", "licenses": [{"license": {"id": "MIT"}}],
   "components": [{"type": "library", "bom-ref": "b", "name": "b", "purl": "pkg:maven/org.b/b@2"}]},
  {"type": "library", "bom-ref": "c", "name": "c", "scope": "excluded", "purl": "pkg:golang/d.e/c@v1.2.3?vcs_url=git://x.y/z"},
  {"type": "file", "name": "nothing"}],
 "dependencies": [{"ref": "app", "dependsOn": ["a"]}, {"ref": "a", "dependsOn": ["b", "a", "gone"]}, {"ref": "b", "dependsOn": ["a"]}]}"#;

    #[track_caller]
    fn check(inventory: &Inventory) {
        let mut found: Vec<(&str, &str, Scope, Option<bool>, usize)> = inventory
            .packages
            .iter()
            .map(|it| (&*it.name, &*it.version, it.scope, it.direct, it.needs.len()))
            .collect();
        found.sort();
        let wanted = [
            ("@x/a", "1.0.0", Scope::Runtime, Some(true), 1),
            ("d.e/c", "1.2.3", Scope::Dev, Some(false), 0),
            ("org.b:b", "2", Scope::Runtime, Some(false), 1),
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn bills_are_read_and_written() {
        let inventory = read_bill(BILL).unwrap();
        check(&inventory);
        assert_eq!(inventory.packages[2].origin, Origin::Git("git://x.y/z".to_owned()));
        assert_eq!(inventory.packages[0].license.as_deref(), Some("MIT"));
        let bill = Bill { lockfiles: vec![("bom.json", &inventory)], ..Bill::default() };
        check(&read_bill(&cyclonedx(&bill).to_string()).unwrap());
        let again = read_bill(&spdx(&bill).to_string()).unwrap();
        assert_eq!(again.packages.len(), 3);
        assert_eq!(again.packages.iter().filter(|it| it.direct == Some(true)).count(), 1);
    }

    #[test]
    fn what_is_no_bill_is_left_alone() {
        for text in ["", "[]", "{}", "{\"name\": \"bomFormat\"}", "{\"bomFormat\": 1}", "x"] {
            assert!(read_bill(text).is_none(), "{text}");
        }
        let torn = read_bill(&BILL[..BILL.len() - 60]).unwrap();
        assert!(!torn.faults.is_empty());
        let deep = format!(
            "{{\"bomFormat\": \"CycloneDX\", \"components\": {}",
            "[{\"components\":".repeat(50_000)
        );
        assert!(read_bill(&deep).is_some());
    }
}
