//! Images of containers as files: archives of `docker save`, OCI layouts as tar or folder.
//!
//! For: what the layers hold of interest together, streamed, bounded and never unpacked to disk. Not for: registries,
//! running anything, what the packages mean (`tamis_deps`). Read [`read_images`], then [`Image`].

mod archive;
mod jar;
mod layer;
mod manifest;
mod merge;

use std::path::Path;

use tamis_deps::installed::InstalledKind;
use tamis_deps::system::DatabaseKind;
use tamis_finding::Notice;

pub(crate) use self::archive::clean;
pub use self::archive::{ImageError, is_image};
pub(crate) use self::layer::hash;
use self::layer::{Limits, Read};
pub use self::manifest::LayerInfo;

/// An image, its layers laid over each other.
#[derive(Debug, Default)]
pub struct Image {
    /// A tag if it has one (`app:1.0`), else empty.
    pub name: String,
    /// `linux/amd64`, where it is known.
    pub platform: String,
    /// The name of the base image, where the maker wrote it down.
    pub base_name: Option<String>,
    /// From the base up.
    pub layers: Vec<LayerInfo>,
    /// How many of the layers come from the base image; `None`: nothing tells.
    pub base_layers: Option<usize>,
    /// Digests of its layers as they are unpacked, from the base up, where the image says.
    pub diff_ids: Vec<String>,
    /// `/etc/os-release` and where it stands.
    pub os_release: Option<(String, String)>,
    /// Files of interest, sorted by path.
    pub files: Vec<ImageFile>,
    /// Lists of the files that packages of the system own.
    pub(crate) lists: Vec<String>,
    /// What could not be read.
    pub notices: Vec<Notice>,
}

/// A file of an image.
#[derive(Debug, Clone)]
pub struct ImageFile {
    /// From the root of the file system, without a leading `/`.
    pub path: String,
    /// Number of the layer it is from.
    pub layer: usize,
    /// What it is.
    pub content: Content,
    /// For databases: what lower layers hold of it, the lowest first, with the number of their layer.
    pub earlier: Vec<(usize, std::sync::Arc<[u8]>)>,
}

/// What a file of interest is.
#[derive(Debug, Clone)]
pub enum Content {
    /// A database of a system's packages.
    Database(DatabaseKind, std::sync::Arc<[u8]>),
    /// Metadata of an installed package.
    Installed(InstalledKind, std::sync::Arc<[u8]>),
    /// A lockfile.
    Lockfile(std::sync::Arc<[u8]>),
    /// Names and versions within an archive of Java.
    Jar(Vec<(String, String)>),
    /// What a program of Go says of itself: the compiler's version, and its modules.
    Go(String, String),
}

/// Reads the image or images in the file or folder at `path`. `platform` chooses where an index has several
/// (`linux/arm64`).
pub(crate) fn read_images(path: &Path, platform: Option<&str>) -> Result<Vec<Image>, ImageError> {
    let source = archive::Source::open(path)?;
    let (specs, mut notices) = manifest::images(&source, platform)?;
    let mut blobs: Vec<String> = specs.iter().flat_map(|spec| spec.blobs.clone()).collect();
    blobs.sort();
    blobs.dedup();
    let mut limits = Limits::default();
    let mut layers: rustc_hash::FxHashMap<String, Read> = rustc_hash::FxHashMap::default();
    source.each(&blobs, &mut |name, bytes, size| {
        layers.insert(name.to_owned(), layer::read(name, bytes, size, &mut limits));
    })?;
    let mut images = Vec::new();
    for spec in specs {
        let mut image = merge::merge(spec, &layers);
        image.notices.append(&mut notices);
        images.push(image);
    }
    Ok(images)
}

#[cfg(test)]
mod tests;
