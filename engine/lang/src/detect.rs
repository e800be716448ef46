//! Which language a file is in.

use tamis_ir::Language;

use crate::LANGUAGES;

/// By file name: whole names first, then extensions, without case. `name` may be a path.
pub fn by_file_name(name: &str) -> Option<&'static Language> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_ascii_lowercase();
    let by_name = |language: &&Language| {
        language.file_names.iter().any(|known| {
            let known = known.to_ascii_lowercase();
            name == known || (known.ends_with('.') && name.starts_with(&known))
        })
    };
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    let by_extension = |language: &&Language| {
        extension.is_some_and(|extension| language.extensions.contains(&extension))
    };
    LANGUAGES.iter().find(by_name).or_else(|| LANGUAGES.iter().find(by_extension))
}

/// By the `#!` line at the start of `text`: `#!/usr/bin/env python3` is Python.
pub fn by_shebang(text: &str) -> Option<&'static Language> {
    let line = text.strip_prefix("#!")?.lines().next()?;
    let mut words = line.split_ascii_whitespace();
    let mut program = base_name(words.next()?);
    if program == "env" {
        program = base_name(words.find(|word| !word.starts_with('-') && !word.contains('='))?);
    }
    let program = program.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '-');
    LANGUAGES.iter().find(|language| language.interpreters.contains(&program))
}

fn base_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_find_their_language() {
        for (name, id) in [
            ("a/b.py", Some("python")),
            ("X.TSX", Some("tsx")),
            ("Dockerfile", Some("dockerfile")),
            ("dockerfile.prod", Some("dockerfile")),
            ("api.dockerfile", Some("dockerfile")),
            ("main.tf", Some("hcl")),
            (".github/workflows/ci.yml", Some("yaml")),
            ("py", None),
            ("README", None),
        ] {
            assert_eq!(by_file_name(name).map(|language| language.id.0), id, "{name}");
        }
    }

    #[test]
    fn scripts_find_their_language() {
        for (line, id) in [
            ("#!/usr/bin/env python3.11\n", Some("python")),
            ("#!/bin/sh -e\n", Some("bash")),
            ("#!/usr/bin/env -S FOO=1 node\n", Some("javascript")),
            ("#!/usr/bin/perl\n", None),
            ("print(1)\n", None),
            ("#!", None),
        ] {
            assert_eq!(by_shebang(line).map(|language| language.id.0), id, "{line}");
        }
    }
}
