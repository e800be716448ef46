//! Which files a rule's `paths:` want, and the globs of the command line.
//!
//! For: globs over relative paths. Not for: ignore files (`walk`). Read [`Globs`].

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use tamis_rule::PathFilter;

/// A list of globs with the meaning Semgrep gives them (rule syntax, `paths`):
/// - a glob matches a path, or a folder and with it all below it: `tests` and `tests/` have `src/tests/x.py`;
/// - it matches at any depth: `*.py`, `foo/*.py` have `bar/foo/a.py`; with `/` or `./` before it, from the root only;
/// - `*` and `?` stop at a slash, `**` does not. Beyond Semgrep, `{a,b}` stands for either.
///
/// Case counts, on every system. Matching is one pass of an automaton; a bare extension is a table look-up.
#[derive(Debug, Clone, Default)]
pub struct Globs {
    set: GlobSet,
    /// The globs as written, by index in the set.
    written: Vec<String>,
}

impl Globs {
    /// Compiles `globs`; the error names the first that is wrong.
    pub fn new<'g>(globs: impl IntoIterator<Item = &'g str>) -> Result<Self, GlobError> {
        let mut builder = GlobSetBuilder::new();
        let mut written = Vec::new();
        for glob in globs {
            let wrong = |message: String| GlobError { glob: glob.to_owned(), message };
            if glob.trim().is_empty() {
                return Err(wrong("it is empty".to_owned()));
            }
            for form in forms(glob) {
                builder.add(compile(&form).map_err(|error| wrong(error.kind().to_string()))?);
                written.push(glob.to_owned());
            }
        }
        // One automaton for all may get too big though each glob is fine.
        let all = || written.join(", ");
        let set = builder
            .build()
            .map_err(|error| GlobError { glob: all(), message: error.to_string() })?;
        Ok(Globs { set, written })
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// The first glob, in the order given, that matches `path` (relative, `/` between parts).
    pub fn find(&self, path: &str) -> Option<&str> {
        if self.is_empty() {
            return None;
        }
        let at = self.set.matches(path).into_iter().min()?;
        Some(&self.written[at])
    }

    /// Whether one matches.
    pub fn matches(&self, path: &str) -> bool {
        !self.is_empty() && self.set.is_match(path)
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
    GlobBuilder::new(glob).literal_separator(true).backslash_escape(true).build()
}

/// The globs that one written glob stands for.
fn forms(glob: &str) -> Vec<String> {
    let rooted = glob.starts_with('/') || glob.starts_with("./");
    let mut inner = glob.trim_end_matches('/');
    while let Some(rest) = inner.strip_prefix("./").or_else(|| inner.strip_prefix('/')) {
        inner = rest;
    }
    if matches!(inner, "" | "." | "**") {
        return vec!["**".to_owned()];
    }
    let anywhere =
        if rooted || inner.starts_with("**/") { inner.to_owned() } else { format!("**/{inner}") };
    // `**` at the end has the files below, and not the folder itself: then nothing is to be added.
    if anywhere.ends_with("/**") {
        return vec![anywhere];
    }
    let below = format!("{anywhere}/**");
    vec![anywhere, below]
}

/// A rule's `paths:`: a file is wanted where an `include` matches, or there is none, and no `exclude` does.
#[derive(Debug, Clone, Default)]
pub struct PathMatcher {
    include: Globs,
    exclude: Globs,
}

impl PathMatcher {
    /// Compiles a filter.
    pub fn new(filter: &PathFilter) -> Result<Self, GlobError> {
        Ok(PathMatcher {
            include: Globs::new(filter.include.iter().map(|glob| glob.value.as_str()))?,
            exclude: Globs::new(filter.exclude.iter().map(|glob| glob.value.as_str()))?,
        })
    }

    /// Whether the rule wants `path`. Free for a rule without `paths:`.
    pub fn matches(&self, path: &str) -> bool {
        (self.include.is_empty() || self.include.matches(path)) && !self.exclude.matches(path)
    }
}

/// `path` as seen from `folder`, without `.` and `..`; `None` where it leaves the root.
pub(crate) fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use tamis_rule::Located;
    use tamis_syntax::Span;

    use super::*;

    #[test]
    fn globs_mean_what_semgrep_users_expect() {
        for (glob, path, wanted) in [
            ("*.py", "a/b/c.py", true),
            ("*.py", "c.py", true),
            ("*.py", "c.pyc", false),
            ("*.py", "c.PY", false),
            ("*.py", "package.py/data", true),
            ("tests/", "src/tests/x.py", true),
            ("tests/", "tests", true),
            ("tests", "src/tests/x.py", true),
            ("tests", "src/contests/x.py", false),
            ("*test*", "src/contests/x.py", true),
            ("foo/*.py", "foo/a.py", true),
            ("foo/*.py", "bar/foo/a.py", true),
            ("foo/*.py", "foo/b/a.py", false),
            ("foo/**/*.py", "foo/a.py", true),
            ("foo/**/*.py", "x/foo/b/c/a.py", true),
            ("*/openssl/*.h", "lib/openssl/a.h", true),
            ("*/openssl/*.h", "openssl/a.h", false),
            ("/foo/*.py", "foo/a.py", true),
            ("/foo/*.py", "bar/foo/a.py", false),
            ("./src", "src/a.rs", true),
            ("./src", "lib/src/a.rs", false),
            ("**/x/**", "a/x/b/c", true),
            ("**/x/**", "x/b", true),
            ("x/**", "a/x/b", true),
            ("x/**", "a/x", false),
            (".github/workflows/*.yml", ".github/workflows/ci.yml", true),
            ("a?.py", "ab.py", true),
            ("a?b.py", "a/b.py", false),
            ("[!a].py", "b.py", true),
            ("[!a].py", "a.py", false),
            ("*.{js,ts}", "src/a.ts", true),
            ("\\*.py", "a.py", false),
            ("\\*.py", "*.py", true),
            (".", "a/b", true),
            ("/", "a/b", true),
            ("**", "a/b", true),
            ("ü*", "a/über.py", true),
            ("../a", "a", false),
        ] {
            let globs = Globs::new([glob]).unwrap();
            assert_eq!(globs.matches(path), wanted, "{glob} {path}");
            assert_eq!(globs.find(path), wanted.then_some(glob), "{glob} {path}");
        }
    }

    #[test]
    fn globs_that_are_none_are_named() {
        assert_eq!(Globs::new(["a[", "b"]).unwrap_err().glob, "a[");
        assert_eq!(Globs::new(["b", "{a"]).unwrap_err().glob, "{a");
        assert_eq!(
            Globs::new([" "]).unwrap_err().to_string(),
            "' ' is not a valid glob: it is empty"
        );
    }

    #[test]
    fn the_first_glob_that_matches_is_named() {
        let globs = Globs::new(["b", "*.py", "a"]).unwrap();
        assert_eq!(globs.find("a/c.py"), Some("*.py"));
        assert_eq!(globs.find("a/b/c.js"), Some("b"));
        assert_eq!(globs.find("c"), None);
        assert!(Globs::default().find("c").is_none());
    }

    #[test]
    fn excludes_win_over_includes() {
        let globs = |globs: &[&str]| {
            let located =
                |glob: &&str| Located { value: (*glob).to_owned(), span: Span::default() };
            globs.iter().map(located).collect::<Vec<_>>()
        };
        let filter = |include: &[&str], exclude: &[&str]| {
            let filter = PathFilter { include: globs(include), exclude: globs(exclude) };
            PathMatcher::new(&filter).unwrap()
        };
        let both = filter(&["*.py", "/bin"], &["tests", "*_test.py"]);
        for (path, wanted) in [
            ("a.py", true),
            ("bin/tool", true),
            ("a.js", false),
            ("tests/a.py", false),
            ("src/a_test.py", false),
        ] {
            assert_eq!(both.matches(path), wanted, "{path}");
        }
        assert!(filter(&[], &[]).matches("a"));
        assert!(filter(&[], &["b"]).matches("a"));
        assert!(!filter(&[], &["a"]).matches("a"));
        assert!(PathMatcher::new(&PathFilter { include: globs(&["["]), exclude: vec![] }).is_err());
    }
}
