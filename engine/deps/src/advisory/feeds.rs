//! What distributions publish in a form of their own: Debian's tracker and Alpine's `secdb`.
//!
//! For: the same records as from OSV. Not for: OSV itself. Read [`parse_feed`].

use rustc_hash::FxHashMap;

use super::{Advisory, Affected, Event, Range};
use crate::document::{Node, read_json};
use crate::package::Ecosystem;

/// The records of a feed; `None`: the text is none.
pub fn parse_feed(text: &str) -> Option<Vec<Advisory>> {
    if !text.trim_start_matches('\u{feff}').trim_start().starts_with('{') {
        return None;
    }
    let (document, fault) = read_json(text);
    if fault.is_some() || document.get("id").is_some() {
        return None;
    }
    let mut records = Records::default();
    if document.get("packages").is_some() && document.get("distroversion").is_some() {
        alpine(&document, &mut records);
    } else {
        debian(&document, &mut records);
    }
    (!records.list.is_empty()).then_some(records.list)
}

#[derive(Default)]
struct Records {
    list: Vec<Advisory>,
    by_id: FxHashMap<String, usize>,
}

impl Records {
    fn of(&mut self, id: &str) -> &mut Advisory {
        let at = *self.by_id.entry(id.to_owned()).or_insert_with(|| {
            self.list.push(Advisory { id: id.to_owned(), ..Advisory::default() });
            self.list.len() - 1
        });
        &mut self.list[at]
    }

    fn add(
        &mut self,
        id: &str,
        ecosystem: Ecosystem,
        name: &str,
        release: &str,
        fixed: Option<&str>,
    ) {
        let mut events = vec![Event::Introduced("0".to_owned())];
        events.extend(fixed.map(|fixed| Event::Fixed(fixed.to_owned())));
        self.of(id).affected.push(Affected {
            ecosystem,
            name: name.to_owned(),
            release: Some(release.to_owned()),
            ranges: vec![Range { semantic: false, events }],
            versions: Vec::new(),
            symbols: Vec::new(),
            informational: None,
        });
    }
}

/// `{package: {CVE: {description, releases: {bookworm: {status, fixed_version, urgency}}}}}`.
fn debian(document: &Node<'_>, records: &mut Records) {
    for package in document.entries() {
        for fault in package.node.entries() {
            let id = &*fault.key;
            for release in fault.node.entries_of("releases") {
                let status = release.node.text_of("status").unwrap_or_default();
                let fixed = release.node.text_of("fixed_version");
                // `0`: it never had the fault.
                let affected = status == "open" || status == "resolved" && fixed.is_some();
                if !affected || fixed == Some("0") {
                    continue;
                }
                let key = &*release.key;
                let name = crate::image::release_named("debian", key).unwrap_or(key);
                let fixed = fixed.filter(|_| status == "resolved");
                records.add(id, Ecosystem::Debian, &package.key, name, fixed);
                let record = records.of(id);
                let summary = fault.node.text_of("description").unwrap_or_default();
                if record.summary.is_empty() {
                    record.summary = super::read::short(summary);
                }
                let urgency = release.node.text_of("urgency").unwrap_or_default();
                let urgency = urgency.trim_end_matches('*');
                if record.weight.is_none()
                    && !matches!(urgency, "" | "not yet assigned" | "end-of-life")
                {
                    record.weight = Some(urgency.to_uppercase());
                }
            }
        }
    }
}

/// `{distroversion, packages: [{pkg: {name, secfixes: {VERSION: [CVE …]}}}]}`.
fn alpine(document: &Node<'_>, records: &mut Records) {
    let release = document.text_of("distroversion").unwrap_or_default();
    for package in document.items_of("packages") {
        let Some(package) = package.get("pkg") else { continue };
        let Some(name) = package.text_of("name") else { continue };
        for fix in package.entries_of("secfixes").iter().filter(|fix| fix.key != "0") {
            // An entry may name one fault by several ids.
            for ids in fix.node.items().iter().filter_map(Node::text) {
                let mut ids = ids.split_whitespace();
                let Some(id) = ids.next() else { continue };
                records.add(id, Ecosystem::Alpine, name, release, Some(&fix.key));
                let record = records.of(id);
                record.aliases.extend(ids.map(str::to_owned));
                record.aliases.sort();
                record.aliases.dedup();
                if record.summary.is_empty() {
                    record.summary = format!("known fault of {name}");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_of_distributions_are_read() {
        let debian = r#"{"glibc": {"CVE-1": {"description": "Overflow.", "releases": {
            "bookworm": {"status": "resolved", "fixed_version": "2.36-9+deb12u1", "urgency": "unimportant"},
            "trixie": {"status": "open", "urgency": "low"}, "sid": {"status": "resolved", "fixed_version": "0"}}}}}"#;
        let records = parse_feed(debian).unwrap();
        let releases: Vec<&str> =
            records[0].affected.iter().filter_map(|it| it.release.as_deref()).collect();
        assert_eq!((records.len(), releases), (1, vec!["12", "13"]));
        assert_eq!(records[0].weight.as_deref(), Some("UNIMPORTANT"));
        assert!(records[0].affected[0].affects("2.36-9").is_some());
        assert!(records[0].affected[0].affects("2.36-9+deb12u1").is_none());
        let alpine = r#"{"distroversion": "v3.19", "packages": [{"pkg": {"name": "openssl", "secfixes": {
            "3.1.4-r1": ["CVE-2 GHSA-x"], "0": ["CVE-3"]}}}]}"#;
        let records = parse_feed(alpine).unwrap();
        assert_eq!(
            (records.len(), &*records[0].id, &*records[0].aliases[0]),
            (1, "CVE-2", "GHSA-x")
        );
        for other in ["[]", "{", "", "{\"a\": 1}", "{\"id\": \"x\"}", "a: b"] {
            assert!(parse_feed(other).is_none(), "{other}");
        }
    }
}
