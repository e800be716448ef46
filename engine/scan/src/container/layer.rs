//! One layer, streamed once: what is of interest in it, and what it takes away from the layers below.

use std::io::{self, BufRead, BufReader};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use tamis_deps::installed::{GoInfo, installed_kind};
use tamis_deps::system::{database_of, is_file_list};

use super::Content;
use super::archive::clean;
use super::jar;

/// What all layers of a file may take together.
pub(super) struct Limits {
    /// Bytes that are kept.
    kept: u64,
    /// Bytes that come out of compression.
    unpacked: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { kept: 1 << 30, unpacked: super::archive::MAX_UNPACKED }
    }
}

/// Bytes of one file that is kept, and of an archive of Java.
const MAX_FILE: u64 = 256 << 20;
const MAX_JAR: u64 = 256 << 20;
/// Entries of a layer.
const MAX_ENTRIES: usize = 5_000_000;
/// A layer that unpacks to more than a gigabyte and to more than so many times its size is no layer.
const MAX_RATIO: u64 = 200;
const FREE: u64 = 1 << 30;

/// A layer.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) files: FxHashMap<String, Content>,
    /// Files that list what packages of dpkg own.
    pub(super) lists: FxHashMap<String, Arc<[u8]>>,
    /// `etc/os-release` and `usr/lib/os-release`.
    pub(super) releases: FxHashMap<String, String>,
    /// Names taken away.
    pub(super) whiteouts: FxHashSet<String>,
    /// Folders of which nothing below is left.
    pub(super) opaque: FxHashSet<String>,
    /// Hashes of the paths of all that is no folder.
    pub(super) others: FxHashSet<u64>,
    pub(super) problems: Vec<String>,
}

/// The hash under which paths are kept.
pub(crate) fn hash(path: &str) -> u64 {
    use std::hash::Hasher as _;
    let mut hasher = FxHasher::default();
    hasher.write(path.as_bytes());
    hasher.finish()
}

/// Reads a layer: a tar, plain or in gzip or zstd. What goes wrong is said, and what was read stays.
pub(super) fn read(name: &str, bytes: &mut dyn io::Read, size: u64, limits: &mut Limits) -> Read {
    let mut out = Read::default();
    let mut input = BufReader::with_capacity(1 << 16, bytes);
    let magic: Vec<u8> = match input.fill_buf() {
        Ok(start) => start.iter().take(4).copied().collect(),
        Err(error) => {
            out.problems.push(format!("layer {name} cannot be read: {error}"));
            return out;
        }
    };
    let result = match magic[..] {
        [0x1F, 0x8B, ..] => {
            entries(flate2::bufread::MultiGzDecoder::new(input), size, limits, &mut out)
        }
        [0x28, 0xB5, 0x2F, 0xFD] => match zstd::Decoder::with_buffer(input) {
            Ok(unpacked) => entries(unpacked, size, limits, &mut out),
            Err(error) => Err(error),
        },
        _ => entries(input, size, limits, &mut out),
    };
    if let Err(error) = result {
        out.problems.push(format!("layer {name} could not be read to its end: {error}"));
    }
    out
}

/// Counts what comes out, and ends where it is too much.
struct Counted<'l, R> {
    inner: R,
    count: u64,
    packed: u64,
    limits: &'l mut u64,
}

impl<R: io::Read> io::Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count += read as u64;
        *self.limits = self.limits.saturating_sub(read as u64);
        let bomb = self.count > FREE && self.count / self.packed.max(1) > MAX_RATIO;
        if bomb || *self.limits == 0 {
            return Err(io::Error::other("it unpacks to more than any layer does"));
        }
        Ok(read)
    }
}

fn entries(
    from: impl io::Read,
    packed: u64,
    limits: &mut Limits,
    out: &mut Read,
) -> io::Result<()> {
    let Limits { kept, unpacked } = limits;
    let counted = Counted { inner: from, count: 0, packed, limits: unpacked };
    let mut archive = tar::Archive::new(counted);
    let mut escaped = 0usize;
    for (number, entry) in archive.entries()?.enumerate() {
        if number >= MAX_ENTRIES {
            return Err(io::Error::other("it has too many entries"));
        }
        let mut entry = entry?;
        let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let Some(path) = clean(&path) else {
            escaped += usize::from(path.contains(".."));
            continue;
        };
        let kind = entry.header().entry_type();
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
        if name == ".wh..wh..opq" {
            out.opaque.insert(folder.to_owned());
            continue;
        }
        if let Some(gone) = name.strip_prefix(".wh.") {
            // Other names that begin so are a file system's own.
            if !gone.starts_with(".wh.") {
                let gone =
                    if folder.is_empty() { gone.to_owned() } else { format!("{folder}/{gone}") };
                out.whiteouts.insert(gone);
            }
            continue;
        }
        if kind.is_dir() {
            continue;
        }
        out.others.insert(hash(&path));
        if kind.is_hard_link() {
            let target = entry.link_name_bytes();
            let target = target.and_then(|it| clean(&String::from_utf8_lossy(&it)));
            if let Some(content) = target.and_then(|it| out.files.get(&it)).cloned() {
                out.files.insert(path, content);
            }
        } else if kind.is_file() {
            let size = entry.size();
            let runs = entry.header().mode().is_ok_and(|mode| mode & 0o111 != 0);
            one(path, size, runs, &mut entry, kept, out)?;
        }
    }
    if escaped > 0 {
        out.problems
            .push(format!("{escaped} names in a layer lead out of it and were passed over"));
    }
    Ok(())
}

fn one(
    path: String,
    size: u64,
    runs: bool,
    entry: &mut dyn io::Read,
    kept: &mut u64,
    out: &mut Read,
) -> io::Result<()> {
    let is_release = matches!(&*path, "etc/os-release" | "usr/lib/os-release");
    let database = database_of(&path);
    let installed = installed_kind(&path);
    let lockfile = tamis_deps::kind_of(&path).is_some();
    if !(is_release || database.is_some() || installed.is_some() || lockfile || is_file_list(&path))
    {
        if jar::is_jar(&path) {
            return archive(path, size, entry, kept, out);
        }
        return if runs { program(path, entry, out) } else { Ok(()) };
    }
    if size > MAX_FILE || size > *kept {
        out.problems.push(format!("{path} is too large to be read ({size} bytes)"));
        return Ok(());
    }
    let mut bytes = Vec::with_capacity(size as usize);
    entry.read_to_end(&mut bytes)?;
    *kept -= bytes.len() as u64;
    let bytes: Arc<[u8]> = Arc::from(bytes);
    if is_release {
        out.releases.insert(path, String::from_utf8_lossy(&bytes).into_owned());
    } else if let Some(kind) = database {
        out.files.insert(path, Content::Database(kind, bytes));
    } else if let Some(kind) = installed {
        out.files.insert(path, Content::Installed(kind, bytes));
    } else if is_file_list(&path) {
        out.lists.insert(path, bytes);
    } else {
        out.files.insert(path, Content::Lockfile(bytes));
    }
    Ok(())
}

/// An archive of Java; only the names in it are kept.
fn archive(
    path: String,
    size: u64,
    entry: &mut dyn io::Read,
    kept: &u64,
    out: &mut Read,
) -> io::Result<()> {
    if size > MAX_JAR || size > *kept {
        out.problems.push(format!("{path} is too large to be read ({size} bytes)"));
        return Ok(());
    }
    let mut bytes = Vec::with_capacity(size as usize);
    entry.read_to_end(&mut bytes)?;
    match jar::packages(&bytes) {
        Ok(packages) if packages.is_empty() => {}
        Ok(packages) => {
            out.files.insert(path, Content::Jar(packages));
        }
        Err(reason) => out.problems.push(format!("{path}: {reason}")),
    }
    Ok(())
}

/// A program; of one of Go what it says of itself.
fn program(path: String, entry: &mut dyn io::Read, out: &mut Read) -> io::Result<()> {
    let mut magic = [0; 4];
    if read_full(entry, &mut magic)? < 4 || magic != *b"\x7FELF" {
        return Ok(());
    }
    let mut info = GoInfo::default();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = entry.read(&mut buffer)?;
        if read == 0 || !info.feed(&buffer[..read]) {
            break;
        }
    }
    if let Some((version, modules)) = info.finish() {
        out.files.insert(path, Content::Go(version, modules));
    }
    Ok(())
}

fn read_full(from: &mut dyn io::Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut at = 0;
    while at < buffer.len() {
        match from.read(&mut buffer[at..])? {
            0 => break,
            read => at += read,
        }
    }
    Ok(at)
}
