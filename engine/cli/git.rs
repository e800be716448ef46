//! What git knows of the scanned code: the commit, what changed, an earlier state.
//!
//! For: `--changed`, `--diff`, `--baseline-commit`, the origin in reports. Not for: writing to the repository: nothing
//! here changes it, its index or its work tree.
//! The `git` command is asked, with everything off that a repository's own settings could make it run.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::{Read as _, Write as _};
use std::ops::RangeInclusive;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use miette::{IntoDiagnostic as _, Report, WrapErr as _, miette};
use tamis_finding::Provenance;

/// Blobs above this many bytes are not taken out of an earlier commit.
const LARGEST_BLOB: usize = 64 << 20;

/// A repository.
#[derive(Debug, Clone)]
pub(crate) struct Git {
    root: PathBuf,
}

/// Lines that changed, by path relative to the repository's root. A new file is one range of all lines.
pub(crate) type ChangedLines = BTreeMap<String, Vec<RangeInclusive<u32>>>;

/// The root of the repository that holds `path`: the nearest folder with a `.git`.
pub(crate) fn root_of(path: &Path) -> Option<PathBuf> {
    path.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_owned)
}

impl Git {
    /// The repository at `root`, as [`root_of`] gives it.
    pub(crate) fn new(root: &Path) -> Git {
        Git { root: root.to_owned() }
    }

    /// The commit that `reference` names, in hexadecimal.
    pub(crate) fn commit(&self, reference: &str) -> Result<String, Report> {
        let commit = format!("{reference}^{{commit}}");
        let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit];
        let found = self.text(&arguments).map_err(|error| {
            if error.to_string().starts_with("'git' cannot") {
                return error;
            }
            miette!(
                code = "tamis::git::no_such_commit",
                help = "in a shallow clone fetch it first: git fetch --depth=1 origin COMMIT",
                "'{reference}' is no commit of the repository at '{}'",
                self.root.display()
            )
        })?;
        Ok(found.trim().to_owned())
    }

    /// Where `commit` and the current one parted; `commit` itself where git cannot tell (a shallow clone).
    pub(crate) fn merge_base(&self, commit: &str) -> String {
        let base = self.text(&["merge-base", commit, "HEAD"]).ok();
        base.map(|base| base.trim().to_owned())
            .filter(|base| !base.is_empty())
            .unwrap_or_else(|| commit.to_owned())
    }

    /// The state of the work tree's repository; `None` where git cannot tell.
    pub(crate) fn provenance(&self) -> Option<Provenance> {
        let revision = self.text(&["rev-parse", "--verify", "--quiet", "HEAD"]).ok()?;
        let branch = self.text(&["symbolic-ref", "--short", "--quiet", "HEAD"]).ok();
        let remote = self.text(&["config", "--get", "remote.origin.url"]).unwrap_or_default();
        Some(Provenance {
            repository: web_address(remote.trim()).unwrap_or_default(),
            revision: revision.trim().to_owned(),
            branch: branch.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()),
        })
    }

    /// Files that differ from `commit`, and those git does not know and does not ignore; sorted, without deleted ones.
    pub(crate) fn changed_files(&self, commit: &str) -> Result<Vec<String>, Report> {
        let mut files: Vec<String> =
            self.renames(commit)?.into_iter().map(|(new, _)| new).collect();
        files.extend(self.untracked()?);
        files.sort();
        files.dedup();
        Ok(files)
    }

    /// Lines that differ from `commit`.
    pub(crate) fn changed_lines(&self, commit: &str) -> Result<ChangedLines, Report> {
        let diff = self.diff(&[
            "--unified=0",
            "--find-renames",
            "--no-color",
            "--src-prefix=a/",
            "--dst-prefix=b/",
            commit,
        ])?;
        let mut lines = read_diff(&String::from_utf8_lossy(&diff));
        for file in self.untracked()? {
            lines.insert(file, vec![1..=u32::MAX]);
        }
        Ok(lines)
    }

    /// Writes the files of `commit` below `folder`. What was renamed since lies there under its new name, so that
    /// findings in it are known again.
    pub(crate) fn export(&self, commit: &str, folder: &Path) -> Result<(), Report> {
        let renamed: BTreeMap<String, String> = self
            .renames(commit)?
            .into_iter()
            .filter_map(|(new, old)| Some((old.filter(|old| *old != new)?, new)))
            .collect();
        let list = self.run(&["ls-tree", "-r", "-z", "--full-tree", commit])?;
        let entries = list.split(|byte| *byte == 0).filter_map(tree_entry);
        let mut blobs = Vec::new();
        for (object, path) in entries {
            let path = renamed.get(&path).cloned().unwrap_or(path);
            if Path::new(&path).components().all(|part| matches!(part, Component::Normal(_))) {
                blobs.push((object, folder.join(path)));
            }
        }
        self.write_blobs(&blobs)
    }

    /// One `git cat-file` for all: no filter of the repository's settings runs.
    fn write_blobs(&self, blobs: &[(String, PathBuf)]) -> Result<(), Report> {
        let mut child = self
            .command(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| missing(&error))?;
        let (Some(mut asked), Some(mut given)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(miette!("'git cat-file' has no input or output"));
        };
        let result = std::thread::scope(|scope| {
            scope.spawn(move || {
                for (object, _) in blobs {
                    if writeln!(asked, "{object}").is_err() {
                        break;
                    }
                }
            });
            let mut reader = std::io::BufReader::new(&mut given);
            blobs.iter().try_for_each(|(_, path)| write_blob(&mut reader, path))
        });
        drop(given);
        let _ = child.wait();
        result.into_diagnostic().wrap_err("files of the earlier commit")
    }

    /// New path and old path of files that differ from `commit`; no old path where the file is new.
    fn renames(&self, commit: &str) -> Result<Vec<(String, Option<String>)>, Report> {
        let list = self.diff(&["--name-status", "-z", "--find-renames", commit])?;
        let list = String::from_utf8_lossy(&list).into_owned();
        let mut parts = list.split('\0').filter(|part| !part.is_empty());
        let mut found = Vec::new();
        while let Some(status) = parts.next() {
            let Some(path) = parts.next().map(str::to_owned) else { break };
            match status.as_bytes().first() {
                Some(b'D') => {}
                Some(b'R' | b'C') => {
                    let Some(new) = parts.next() else { break };
                    let old = status.starts_with('R').then_some(path);
                    found.push((new.to_owned(), old));
                }
                Some(b'A') => found.push((path, None)),
                _ => found.push((path.clone(), Some(path))),
            }
        }
        Ok(found)
    }

    fn untracked(&self) -> Result<Vec<String>, Report> {
        let list =
            self.run(&["ls-files", "--others", "--exclude-standard", "-z", "--full-name"])?;
        let list = String::from_utf8_lossy(&list).into_owned();
        Ok(list.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect())
    }

    fn diff(&self, arguments: &[&str]) -> Result<Vec<u8>, Report> {
        let mut all = vec!["diff", "--no-ext-diff", "--no-textconv", "--ignore-submodules"];
        all.extend(arguments);
        all.push("--");
        self.run(&all)
    }

    fn text(&self, arguments: &[&str]) -> Result<String, Report> {
        self.run(arguments).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    fn run(&self, arguments: &[&str]) -> Result<Vec<u8>, Report> {
        let output = self.command(arguments).output().map_err(|error| missing(&error))?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        let command = arguments.first().copied().unwrap_or_default();
        Err(miette!(
            code = "tamis::git::failed",
            help = "the repository must be readable to git; 'git status' says more",
            "'git {command}' failed in '{}': {said}",
            self.root.display()
        ))
    }

    fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new("git");
        command
            .arg("-C")
            .arg(&self.root)
            .args(["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"])
            .args(["-c", "core.quotePath=false", "-c", "diff.external=", "-c", "core.pager=cat"])
            .args(arguments)
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("LC_ALL", "C")
            .stdin(Stdio::null());
        command
    }
}

fn missing(error: &std::io::Error) -> Report {
    miette!(
        code = "tamis::git::missing",
        help = "install git, or run without --changed, --diff and --baseline-commit",
        "'git' cannot be run: {error}"
    )
}

/// Object and path of a line of `ls-tree` that is a file.
fn tree_entry(line: &[u8]) -> Option<(String, String)> {
    let line = std::str::from_utf8(line).ok()?;
    let (head, path) = line.split_once('\t')?;
    let mut head = head.split(' ');
    let (mode, kind, object) = (head.next()?, head.next()?, head.next()?);
    (kind == "blob" && mode.starts_with("100")).then(|| (object.to_owned(), path.to_owned()))
}

/// Reads one answer of `cat-file --batch` and writes the file.
fn write_blob(reader: &mut impl std::io::BufRead, path: &Path) -> std::io::Result<()> {
    let mut head = String::new();
    reader.read_line(&mut head)?;
    let Some(size) = head.trim().rsplit(' ').next().and_then(|size| size.parse::<usize>().ok())
    else {
        return Ok(());
    };
    let mut content = Vec::with_capacity(size.min(LARGEST_BLOB) + 1);
    reader.by_ref().take(size as u64 + 1).read_to_end(&mut content)?;
    content.pop();
    if size > LARGEST_BLOB {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, content)
}

/// The changed lines of a diff without context.
fn read_diff(diff: &str) -> ChangedLines {
    let mut lines = ChangedLines::new();
    let mut path = None;
    // Lines of a hunk still to come: what they hold is no header, whatever it looks like.
    let mut left = 0u32;
    for line in diff.lines() {
        if left > 0 && line.starts_with(['+', '-', '\\']) {
            left -= u32::from(!line.starts_with('\\'));
        } else if let Some(name) = line.strip_prefix("+++ ") {
            path = name.trim_end_matches('\t').strip_prefix("b/").map(str::to_owned);
        } else if let Some((old, new)) = line.strip_prefix("@@ -").and_then(hunk) {
            left = old + new.1;
            let Some(path) = &path else { continue };
            let range = match new {
                // Only deleted: what stands around the place changed its meaning.
                (start, 0) => start.max(1)..=start + 1,
                (start, count) => start..=start + count - 1,
            };
            lines.entry(path.clone()).or_default().push(range);
        }
    }
    lines
}

/// `12,3 +15,2 @@`: how many old lines, and start and number of the new ones.
fn hunk(text: &str) -> Option<(u32, (u32, u32))> {
    let (old, rest) = text.split_once(" +")?;
    let new = rest.split(" @@").next()?;
    let pair = |text: &str| -> Option<(u32, u32)> {
        match text.split_once(',') {
            Some((start, count)) => Some((start.parse().ok()?, count.parse().ok()?)),
            None => Some((text.parse().ok()?, 1)),
        }
    };
    Some((pair(old)?.1, pair(new)?))
}

/// The address of a repository as people open it: without credentials, `git@host:path` as `https://host/path`.
pub(crate) fn web_address(remote: &str) -> Option<String> {
    let remote = remote.trim_end_matches('/');
    let remote = remote.strip_suffix(".git").unwrap_or(remote);
    let (host, path) = match remote.split_once("://") {
        Some(("https" | "http" | "ssh" | "git", rest)) => rest.split_once('/')?,
        Some(_) => return None,
        None => remote.split_once(':').filter(|(host, _)| host.contains('@'))?,
    };
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = if remote.starts_with("http") { host } else { host.split(':').next()? };
    let is_plain = |text: &str| {
        !text.is_empty()
            && text.chars().all(|c| c.is_ascii_graphic() && !"\"<>\\^`{|}#?".contains(c))
    };
    (is_plain(host) && is_plain(path)).then(|| format!("https://{host}/{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lose_credentials() {
        for (remote, address) in [
            ("https://user:secret@example.org/a/b.git", Some("https://example.org/a/b")),
            ("git@example.org:a/b.git", Some("https://example.org/a/b")),
            ("ssh://git@example.org:2222/a/b", Some("https://example.org/a/b")),
            ("https://example.org:8443/a/b/", Some("https://example.org:8443/a/b")),
            ("/srv/git/a.git", None),
            ("file:///srv/a", None),
            ("", None),
        ] {
            assert_eq!(web_address(remote).as_deref(), address, "{remote}");
        }
    }

    #[test]
    fn a_diff_gives_the_changed_lines() {
        let diff = "diff --git a/x.py b/x.py\n--- a/x.py\n+++ b/x.py\n@@ -3 +3,2 @@ f\n-a\n+b\n+++ b/no.py\n\
            @@ -9,2 +10,0 @@\n-x\n-y\ndiff --git a/ü b.py b/ü b.py\n--- /dev/null\n+++ b/ü b.py\t\n@@ -0,0 +1 @@\n+n\n";
        let lines = read_diff(diff);
        assert_eq!(lines["x.py"], [3..=4, 10..=11]);
        assert_eq!(lines["ü b.py"], [1..=1]);
        assert_eq!(lines.len(), 2);
    }
}
