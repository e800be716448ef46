//! Dependencies: which packages a project uses, and what local advisory data says of them.
//!
//! For: lockfiles to an [`Inventory`], the order of versions of each ecosystem, advisories in OSV form, licences.
//! Not for: files, threads, the network (the caller has them), and not for running or building what is read.
//! Read [`Package`], then [`KINDS`].

pub mod advisory;
pub mod document;
pub mod image;
pub mod installed;
pub mod license;
pub mod license_text;
mod lockfile;
mod modules;
mod package;
mod purl;
pub mod requirement;
pub mod sbom;
pub mod system;
mod upgrade;
pub mod version;

pub use lockfile::{Beside, KINDS, Kind, Source, kind_of, read};
pub use modules::{Modules, is_within, modules};
pub use package::{Ask, Ecosystem, Inventory, Origin, Package, Parents, Scope};
pub use purl::{Purl, PurlError};
pub use upgrade::{Upgrade, brings_only, upgrade};
