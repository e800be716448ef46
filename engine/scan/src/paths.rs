//! Which files a rule's `paths:` want, and the globs of the command line.

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use tamis_rule::PathFilter;

/// A list of globs with the meaning Semgrep gives them: a glob without a slash matches at any depth; one with a slash
/// matches from the scan root or from any folder below; a glob that names a folder matches all below it.
#[derive(Debug, Clone, Default)]
pub struct Globs {
    set: GlobSet,
    /// The globs as written, by index in the set.
    written: Vec<String>,
    empty: bool,
}

impl Globs {
    /// Compiles `globs`; the error names the first that is wrong.
    pub fn new<'g>(globs: impl IntoIterator<Item = &'g str>) -> Result<Self, GlobError> {
        let mut builder = GlobSetBuilder::new();
        let mut written = Vec::new();
        for glob in globs {
            for form in forms(glob) {
                let compiled = compile(&form).map_err(|error| GlobError {
                    glob: glob.to_owned(),
                    message: error.kind().to_string(),
                })?;
                builder.add(compiled);
                written.push(glob.to_owned());
            }
        }
        let empty = written.is_empty();
        let set = builder
            .build()
            .map_err(|error| GlobError { glob: String::new(), message: error.to_string() })?;
        Ok(Globs { set, written, empty })
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.empty
    }

    /// The first glob that matches `path` (relative, `/` between parts).
    pub fn find(&self, path: &str) -> Option<&str> {
        if self.empty {
            return None;
        }
        let at = self.set.matches(path).into_iter().next()?;
        Some(&self.written[at])
    }

    /// Whether one matches.
    pub fn matches(&self, path: &str) -> bool {
        !self.empty && self.set.is_match(path)
    }
}

/// A glob that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{glob}' is not a valid glob: {message}")]
pub struct GlobError {
    /// As written.
    pub glob: String,
    /// What is wrong.
    pub message: String,
}

fn compile(glob: &str) -> Result<Glob, globset::Error> {
    GlobBuilder::new(glob).literal_separator(true).build()
}

/// The globs that one written glob stands for.
fn forms(glob: &str) -> Vec<String> {
    let rooted = glob.starts_with('/');
    let glob = glob.trim_start_matches("./").trim_start_matches('/').trim_end_matches('/');
    if glob.is_empty() {
        return vec!["**".to_owned()];
    }
    let anywhere =
        if rooted || glob.starts_with("**/") { glob.to_owned() } else { format!("**/{glob}") };
    let below = format!("{}/**", anywhere.trim_end_matches("/**"));
    vec![anywhere, below]
}

/// A rule's `paths:`.
#[derive(Debug, Clone, Default)]
pub struct PathMatcher {
    include: Globs,
    exclude: Globs,
    any: bool,
}

impl PathMatcher {
    /// Compiles a filter.
    pub fn new(filter: &PathFilter) -> Result<Self, GlobError> {
        let include = Globs::new(filter.include.iter().map(|glob| glob.value.as_str()))?;
        let exclude = Globs::new(filter.exclude.iter().map(|glob| glob.value.as_str()))?;
        let any = include.is_empty() && exclude.is_empty();
        Ok(PathMatcher { include, exclude, any })
    }

    /// Whether the rule wants `path`.
    pub fn matches(&self, path: &str) -> bool {
        self.any
            || ((self.include.is_empty() || self.include.matches(path))
                && !self.exclude.matches(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_mean_what_semgrep_users_expect() {
        for (glob, path, wanted) in [
            ("*.py", "a/b/c.py", true),
            ("*.py", "c.pyc", false),
            ("tests/", "src/tests/x.py", true),
            ("tests", "src/tests/x.py", true),
            ("tests", "src/contests/x.py", false),
            ("foo/*.py", "foo/a.py", true),
            ("foo/*.py", "bar/foo/a.py", true),
            ("foo/*.py", "foo/b/a.py", false),
            ("/foo/*.py", "bar/foo/a.py", false),
            ("**/x/**", "a/x/b/c", true),
            (".github/workflows/*.yml", ".github/workflows/ci.yml", true),
            ("./src", "src/a.rs", true),
        ] {
            let globs = Globs::new([glob]).unwrap();
            assert_eq!(globs.matches(path), wanted, "{glob} {path}");
        }
        assert_eq!(Globs::new(["a[", "b"]).unwrap_err().glob, "a[");
    }
}
