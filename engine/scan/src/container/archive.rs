//! The outside of an image: a tar, compressed or not, or a folder.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek as _};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use crate::paths::join;

/// Why an image cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ImageError {
    /// The system says no.
    #[error("'{path}' cannot be read: {error}")]
    Io {
        /// As given.
        path: String,
        /// The system's words.
        error: io::Error,
    },
    /// It is no image.
    #[error("'{path}' is no image of a container: {reason}")]
    Foreign {
        /// As given.
        path: String,
        /// What is missing.
        reason: String,
    },
}

/// Bytes of a manifest, an index or a configuration.
const MAX_DOCUMENT: u64 = 8 << 20;
/// Entries of the outer archive.
const MAX_ENTRIES: usize = 100_000;
/// Bytes that the outer archive unpacks to, if it is compressed.
pub(super) const MAX_UNPACKED: u64 = 64 << 30;

/// Where blobs come from.
pub(super) struct Source {
    path: PathBuf,
    /// As given.
    pub(super) shown: String,
    is_folder: bool,
    /// Small files of a tar, by name: manifests, indexes, configurations.
    documents: FxHashMap<String, Vec<u8>>,
    /// Names of a tar that stand for others.
    links: FxHashMap<String, String>,
}

/// Whether `path` looks like an image, so that a command that does not read images can say so. Reads the first bytes.
pub fn is_image(path: &Path) -> bool {
    if path.is_dir() {
        return path.join("oci-layout").is_file() && path.join("index.json").is_file();
    }
    let Ok(source) = Source::open(path) else { return false };
    source.documents.contains_key("manifest.json") || source.documents.contains_key("index.json")
}

impl Source {
    pub(super) fn open(path: &Path) -> Result<Source, ImageError> {
        let shown = path.display().to_string();
        let mut source = Source {
            path: path.to_owned(),
            shown,
            is_folder: path.is_dir(),
            documents: FxHashMap::default(),
            links: FxHashMap::default(),
        };
        if !source.is_folder {
            source.list()?;
        }
        Ok(source)
    }

    fn io(&self, error: io::Error) -> ImageError {
        ImageError::Io { path: self.shown.clone(), error }
    }

    /// Keeps the small files that are JSON, and the links.
    fn list(&mut self) -> Result<(), ImageError> {
        let (mut documents, mut links) = (FxHashMap::default(), FxHashMap::default());
        let mut kept = 0;
        self.walk(&mut |name, kind, entry, size| {
            if let Kind::Link(target) = kind {
                links.insert(name.to_owned(), target);
            } else if size <= MAX_DOCUMENT && kept < 16 * MAX_DOCUMENT {
                let mut start = [0; 1];
                let read = entry.read(&mut start)?;
                if read == 1 && matches!(start[0], b'{' | b'[') {
                    let mut bytes = start.to_vec();
                    entry.take(MAX_DOCUMENT).read_to_end(&mut bytes)?;
                    kept += bytes.len() as u64;
                    documents.insert(name.to_owned(), bytes);
                }
            }
            Ok(())
        })?;
        (self.documents, self.links) = (documents, links);
        Ok(())
    }

    /// A small file by name.
    pub(super) fn document(&self, name: &str) -> Option<Vec<u8>> {
        if !self.is_folder {
            return self.documents.get(self.target(name)).cloned();
        }
        let path = self.inside(name)?;
        let size = std::fs::metadata(&path).ok().filter(std::fs::Metadata::is_file)?.len();
        (size <= MAX_DOCUMENT).then(|| std::fs::read(path).ok()).flatten()
    }

    /// A file of the folder; what a manifest names must not lead out of it, and nor may a link.
    fn inside(&self, name: &str) -> Option<PathBuf> {
        let name = clean(name)?;
        let path = self.path.join(name);
        let (full, root) = (path.canonicalize().ok()?, self.path.canonicalize().ok()?);
        full.starts_with(root).then_some(path)
    }

    fn target<'s>(&'s self, name: &'s str) -> &'s str {
        self.links.get(name).map_or(name, String::as_str)
    }

    /// Hands over the blobs of these names, in the order they stand in, each once.
    pub(super) fn each(
        &self,
        names: &[String],
        take: &mut dyn FnMut(&str, &mut dyn Read, u64),
    ) -> Result<(), ImageError> {
        if self.is_folder {
            for name in names {
                let Some(path) = self.inside(name) else { continue };
                let file = File::open(&path).map_err(|error| self.io(error))?;
                let metadata = file.metadata().map_err(|error| self.io(error))?;
                if metadata.is_file() {
                    take(name, &mut BufReader::new(file), metadata.len());
                }
            }
            return Ok(());
        }
        let mut wanted: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for name in names {
            wanted.entry(self.target(name)).or_default().push(name);
        }
        self.walk(&mut |name, kind, entry, size| {
            if matches!(kind, Kind::File)
                && let Some(first) = wanted.remove(name)
            {
                // Names that link to one blob share what is read of it.
                take(first[0], entry, size);
            }
            Ok(())
        })
    }

    /// The name under which a blob was handed over.
    pub(super) fn shared<'n>(&'n self, names: &'n [String], name: &'n str) -> &'n str {
        let target = self.target(name);
        names.iter().find(|it| self.target(it) == target).map_or(name, String::as_str)
    }

    fn walk(&self, visit: &mut Visit<'_>) -> Result<(), ImageError> {
        let mut file = File::open(&self.path).map_err(|error| self.io(error))?;
        let mut magic = [0; 4];
        let read = file.read(&mut magic).map_err(|error| self.io(error))?;
        file.rewind().map_err(|error| self.io(error))?;
        let foreign = |error: io::Error| ImageError::Foreign {
            path: self.shown.clone(),
            reason: format!("it is no whole tar ({error})"),
        };
        let file = BufReader::new(file);
        match &magic[..read] {
            [0x1F, 0x8B, ..] => {
                let unpacked = flate2::bufread::MultiGzDecoder::new(file).take(MAX_UNPACKED);
                let mut archive = tar::Archive::new(unpacked);
                entries(archive.entries().map_err(foreign)?, visit).map_err(foreign)
            }
            [0x28, 0xB5, 0x2F, 0xFD] => {
                let unpacked = zstd::Decoder::with_buffer(file).map_err(foreign)?;
                let mut archive = tar::Archive::new(unpacked.take(MAX_UNPACKED));
                entries(archive.entries().map_err(foreign)?, visit).map_err(foreign)
            }
            _ => {
                let mut archive = tar::Archive::new(file);
                entries(archive.entries_with_seek().map_err(foreign)?, visit).map_err(foreign)
            }
        }
    }
}

enum Kind {
    File,
    Link(String),
}

type Visit<'v> = dyn FnMut(&str, Kind, &mut dyn Read, u64) -> io::Result<()> + 'v;

fn entries<R: Read>(entries: tar::Entries<'_, R>, visit: &mut Visit<'_>) -> io::Result<()> {
    for entry in entries.take(MAX_ENTRIES) {
        let mut entry = entry?;
        let Some(name) = clean(&String::from_utf8_lossy(&entry.path_bytes())) else { continue };
        let kind = entry.header().entry_type();
        let kind = if kind.is_symlink() || kind.is_hard_link() {
            let Some(target) = entry.link_name_bytes() else { continue };
            let target = String::from_utf8_lossy(&target).into_owned();
            // Links are relative to the folder they stand in, hard links to the root.
            let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
            let full = if kind.is_symlink() { join(folder, &target) } else { clean(&target) };
            let Some(full) = full else { continue };
            Kind::Link(full)
        } else if kind.is_file() {
            Kind::File
        } else {
            continue;
        };
        let size = entry.size();
        visit(&name, kind, &mut entry, size)?;
    }
    Ok(())
}

/// A path in an archive without `.`, and without a leading `/`; `None` where it has `..` or is empty.
pub(crate) fn clean(path: &str) -> Option<String> {
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => return None,
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}
