//! The house is in order.

use std::fs;

use crate::{files, root};

#[test]
fn links_in_documents_lead_somewhere() {
    let documents = files(&root().join("docs")).into_iter().chain([root().join("README.md")]);
    for document in documents.filter(|path| path.extension().is_some_and(|end| end == "md")) {
        let text = fs::read_to_string(&document).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = link.split('#').next().unwrap();
            if target.is_empty() || target.contains("://") {
                continue;
            }
            let path = document.parent().unwrap().join(target);
            assert!(path.exists(), "{} links to {link}", document.display());
        }
    }
}

#[test]
fn sources_are_short_and_finished() {
    for file in
        files(&root().join("engine")).into_iter().chain(files(&root().join("grammars-build")))
    {
        if file.extension().is_none_or(|end| end != "rs") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.lines().count() <= 1_500, "{} is too long", file.display());
        assert!(text.starts_with("//!"), "{} does not say what it is for", file.display());
    }
}
