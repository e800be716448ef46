//! Which licence a text is, where it says so in the words of the licence itself.
//!
//! For: files like `LICENSE` in packages that are kept with a project. A text that has been changed, or that holds more
//! than one licence, is none: unknown is said, not guessed. Read [`recognise`].

use crate::package::{Ecosystem, Package};

/// Longer files hold more than a licence.
const MAX_BYTES: usize = 60_000;

/// Ids, with phrases that all must stand in the text, and phrases that must not; in the order they are tried.
const TEXTS: [(&str, &[&str], &[&str]); 13] = [
    (
        "AGPL-3.0-only",
        &["gnu affero general public license version 3", "remote network interaction"],
        &[],
    ),
    (
        "LGPL-3.0-only",
        &["gnu lesser general public license version 3", "additional permissions listed below"],
        &[],
    ),
    (
        "LGPL-2.1-only",
        &["gnu lesser general public license version 2.1", "work that uses the library"],
        &[],
    ),
    (
        "GPL-3.0-only",
        &["gnu general public license version 3", "conveying verbatim copies"],
        &["lesser general public license version", "affero general public license version 3,"],
    ),
    (
        "GPL-2.0-only",
        &["gnu general public license version 2", "you may copy and distribute verbatim copies"],
        &[],
    ),
    (
        "Apache-2.0",
        &["apache license version 2.0", "grant of patent license", "submission of contributions"],
        &[],
    ),
    (
        "MPL-2.0",
        &[
            "mozilla public license",
            "version 2.0",
            "exhibit b - incompatible with secondary licenses",
        ],
        &[],
    ),
    (
        "BSD-3-Clause",
        &[
            "redistributions of source code must retain",
            "redistributions in binary form must reproduce",
            "to endorse or promote products",
        ],
        &["advertising materials"],
    ),
    (
        "BSD-2-Clause",
        &[
            "redistributions of source code must retain",
            "redistributions in binary form must reproduce",
        ],
        &["endorse", "advertising materials"],
    ),
    (
        "MIT",
        &[
            "permission is hereby granted, free of charge, to any person obtaining a copy",
            "the above copyright notice and this permission notice",
            "shall be included in all copies or substantial portions",
        ],
        &["except as contained in this notice", "for good, not evil"],
    ),
    (
        "ISC",
        &[
            "permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that the above copyright notice",
        ],
        &[],
    ),
    (
        "0BSD",
        &[
            "permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted",
        ],
        &["provided that"],
    ),
    ("Unlicense", &["this is free and unencumbered software released into the public domain"], &[]),
];

/// The id of the licence that `text` is; `None` where it is not certain.
pub fn recognise(text: &str) -> Option<&'static str> {
    if text.len() > MAX_BYTES {
        return None;
    }
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c == '*' || c == '#' || c == '>')
        .filter(|word| !word.is_empty() && *word != "//")
        .collect();
    let text = words.join(" ").to_lowercase().replace("license, version", "license version");
    let text = text.replace("and/or distribute", "and distribute");
    let plain = |phrase: &str| phrase.replace("and/or distribute", "and distribute");
    let fits = |(_, has, lacks): &&(&str, &[&str], &[&str])| {
        has.iter().all(|phrase| text.contains(&plain(phrase)))
            && !lacks.iter().any(|phrase| text.contains(phrase))
    };
    let mut found = TEXTS.iter().filter(fits).map(|(id, ..)| *id);
    let first = found.next()?;
    // Two texts in one file: which of them counts it does not say. Families of the GPL quote each other.
    let is_same = |id: &str| id.contains("GPL") && first.contains("GPL");
    found.all(is_same).then_some(first)
}

/// Names of files with the text of a licence.
pub const FILES: [&str; 6] =
    ["LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "COPYING", "license"];

/// Folders below that of the lockfile in which the package may be kept, the likeliest first.
pub fn folders(package: &Package) -> Vec<String> {
    let (name, version) = (&package.name, &package.version);
    match package.ecosystem {
        Ecosystem::Npm => {
            let own = package.alias.as_deref().unwrap_or(name);
            vec![format!("node_modules/{own}")]
        }
        Ecosystem::Cargo => vec![format!("vendor/{name}-{version}"), format!("vendor/{name}")],
        Ecosystem::Go | Ecosystem::Packagist => vec![format!("vendor/{name}")],
        Ecosystem::RubyGems => {
            vec![format!("vendor/cache/{name}-{version}"), format!("vendor/gems/{name}-{version}")]
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIT: &str = "The MIT License (MIT)\n\nCopyright (c) 2020 Somebody\n\nPermission is hereby granted, free of charge, to any person obtaining a copy\n\
        of this software ...\n\nThe above copyright notice and this permission notice shall be included in all\ncopies or substantial portions of the Software.\n";
    const BSD: &str = "Redistributions of source code must retain x.\n * Redistributions in binary form must reproduce y.\n";

    #[test]
    fn texts_are_known_by_their_words() {
        assert_eq!(recognise(MIT), Some("MIT"));
        assert_eq!(recognise(&MIT.replace('\n', "\r\n// ")), Some("MIT"));
        assert_eq!(recognise(BSD), Some("BSD-2-Clause"));
        assert_eq!(
            recognise(&format!("{BSD} not be used to endorse or promote products")),
            Some("BSD-3-Clause")
        );
        let isc = "Permission to use, copy, modify, and distribute this software for any purpose with or without fee is \
            hereby granted, provided that the above copyright notice and this permission notice appear in all copies.";
        assert_eq!(recognise(isc), Some("ISC"));
        assert_eq!(
            recognise(&isc.replace(", provided that the above copyright notice", ".")),
            Some("0BSD")
        );
        // Two in one, more than the text, and words of somebody's own.
        assert_eq!(recognise(&format!("{MIT}\n{BSD}")), None);
        assert_eq!(
            recognise(&format!("{MIT} The Software shall be used for Good, not Evil.")),
            None
        );
        assert_eq!(recognise("MIT"), None);
        assert_eq!(recognise(""), None);
    }
}
