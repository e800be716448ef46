//! What a file's path says of the secrets in it.

/// How much a value in a file of that name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Code: a value stands in quotes.
    Code,
    /// Configuration and scripts: a value may stand without quotes.
    Config,
    /// Text for people.
    Prose,
    /// Lock files, translations, pictures in text: no value is a secret because of its name.
    Data,
}

const CONFIG: [&str; 31] = [
    "env",
    "ini",
    "cfg",
    "conf",
    "cnf",
    "config",
    "properties",
    "yml",
    "yaml",
    "toml",
    "json",
    "json5",
    "xml",
    "plist",
    "tf",
    "tfvars",
    "hcl",
    "sh",
    "bash",
    "zsh",
    "fish",
    "bat",
    "cmd",
    "dockerfile",
    "envrc",
    "sql",
    "reg",
    "netrc",
    "npmrc",
    "pypirc",
    "service",
];
const PROSE: [&str; 14] = [
    "md", "markdown", "rst", "txt", "adoc", "log", "tex", "html", "htm", "csv", "tsv", "org", "1",
    "textile",
];
const DATA: [&str; 17] = [
    "lock", "sum", "po", "pot", "mo", "svg", "css", "scss", "less", "map", "pem", "crt", "cer",
    "pub", "snap", "xliff", "resx",
];
const DATA_NAMES: [&str; 9] = [
    "package-lock.json",
    "npm-shrinkwrap.json",
    "pnpm-lock.yaml",
    "composer.lock",
    "record",
    "installed.json",
    "deno.lock",
    "bun.lock",
    "packages.lock.json",
];

/// What kind of file stands at `path`.
pub(crate) fn kind(path: &str) -> Kind {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let extension = name.rsplit_once('.').map_or(name.as_str(), |(_, extension)| extension);
    if DATA_NAMES.contains(&name.as_str())
        || DATA.contains(&extension)
        || is_translation(&path.to_ascii_lowercase(), extension)
    {
        Kind::Data
    } else if CONFIG.contains(&extension)
        || name.starts_with(".env")
        || name.starts_with("dockerfile")
    {
        Kind::Config
    } else if PROSE.contains(&extension) || !name.contains('.') {
        Kind::Prose
    } else {
        Kind::Code
    }
}

/// Folders of tests and of what they read.
const TESTS: [&str; 22] = [
    "test",
    "tests",
    "testing",
    "testdata",
    "test_data",
    "test-data",
    "test-fixtures",
    "__tests__",
    "__mocks__",
    "spec",
    "specs",
    "fixture",
    "fixtures",
    "mock",
    "mocks",
    "e2e",
    "integration",
    "cassettes",
    "snapshots",
    "__snapshots__",
    "testutil",
    "testutils",
];
/// Folders of what shows people how something is used.
const SAMPLES: [&str; 12] = [
    "example",
    "examples",
    "sample",
    "samples",
    "doc",
    "docs",
    "documentation",
    "demo",
    "demos",
    "tutorial",
    "tutorials",
    "playground",
];

/// Whether the file at `path` stands in a folder of tests or of data for them.
pub fn is_test_data(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let folders = lower.rsplit_once('/').map_or("", |(folders, _)| folders);
    // `test-ca`, `caddy_test`
    let marked = |part: &str| part.split(['-', '_']).any(|word| matches!(word, "test" | "tests"));
    folders.split('/').any(|part| TESTS.contains(&part) || marked(part))
}

/// Folders of texts in many languages: what stands beside the name of a credential there is its name in one of them.
const TRANSLATIONS: [&str; 12] = [
    "lang",
    "langs",
    "language",
    "languages",
    "locale",
    "locales",
    "localization",
    "i18n",
    "l10n",
    "intl",
    "translations",
    "messages",
];

/// Whether the file at `path` holds translations: data in a folder of them.
fn is_translation(lower: &str, extension: &str) -> bool {
    let folders = lower.rsplit_once('/').map_or("", |(folders, _)| folders);
    matches!(extension, "json" | "json5" | "yml" | "yaml" | "properties" | "toml" | "xml" | "ini")
        && folders.split('/').any(|part| TRANSLATIONS.contains(&part))
}

/// Whether the file at `path` is a test, an example or documentation, by the names of its folders and its own.
pub fn is_test(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let mut parts: Vec<&str> = lower.split('/').collect();
    let name = parts.pop().unwrap_or("");
    if parts.iter().any(|part| TESTS.contains(part) || SAMPLES.contains(part)) {
        return true;
    }
    let mut words = name.split(['.', '_', '-']);
    let marked = words.any(|word| {
        matches!(
            word,
            "test"
                | "tests"
                | "spec"
                | "example"
                | "examples"
                | "sample"
                | "samples"
                | "fixture"
                | "mock"
                | "conftest"
        )
    });
    marked || name.starts_with("readme") || name.starts_with("changelog")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_say_what_files_are_for() {
        for path in [
            "src/tests/a.py",
            "a/user_test.go",
            "docs/x.md",
            "x/.env.example",
            "a.spec.ts",
            "README.md",
        ] {
            assert!(is_test(path), "{path}");
        }
        for path in ["src/contest.py", "a/latest.go", ".env", "attestation/a.py"] {
            assert!(!is_test(path), "{path}");
        }
        for path in
            ["a/tests/certs/ca.key", "test/data.json", "x/__snapshots__/a.snap", "test-ca/end.key"]
        {
            assert!(is_test_data(path), "{path}");
        }
        for path in ["tests.py", "docs/test.md", "examples/a.js", "latest/a.key"] {
            assert!(!is_test_data(path), "{path}");
        }
        assert_eq!(kind("src/lang/de.json"), Kind::Data);
        assert_eq!(kind("public/locales/fr/login.yml"), Kind::Data);
        assert_eq!(kind("src/lang/password.py"), Kind::Code);
        assert_eq!(kind("language.json"), Kind::Config);
        assert_eq!(kind("a/.env.production"), Kind::Config);
        assert_eq!(kind("package-lock.json"), Kind::Data);
        assert_eq!(kind("a.py"), Kind::Code);
        assert_eq!(kind("Dockerfile.dev"), Kind::Config);
        assert_eq!(kind("notes.txt"), Kind::Prose);
    }
}
