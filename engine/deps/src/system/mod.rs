//! Packages of operating systems: the databases of dpkg, apk and rpm, and which distribution a root file system is.
//!
//! For: bytes of those files to an [`Inventory`]. Not for: finding them in images (`tamis-scan`), and not for programs
//! that were installed beside them (`installed`). Read [`Os`], then [`database_of`].

mod apk;
mod dpkg;
mod os;
mod rpm;

pub use self::os::Os;
use crate::lockfile::Builder;
use crate::package::Inventory;

/// A database of packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatabaseKind {
    /// `/var/lib/dpkg/status`, or a file of `status.d`.
    Dpkg,
    /// `/lib/apk/db/installed`.
    Apk,
    /// A database of rpm in one of its three forms.
    Rpm,
}

/// What a database says.
#[derive(Debug, Clone, Default)]
pub struct Installed {
    /// Its packages.
    pub inventory: Inventory,
    /// The files of its packages, absolute, where the database has them.
    pub files: Vec<String>,
}

/// The kind of database that the file at `path` (from the root of the file system, without a leading `/`) is.
pub fn database_of(path: &str) -> Option<DatabaseKind> {
    match path {
        "var/lib/dpkg/status" => return Some(DatabaseKind::Dpkg),
        "lib/apk/db/installed" | "usr/lib/apk/db/installed" => return Some(DatabaseKind::Apk),
        _ => {}
    }
    let (folder, name) = path.rsplit_once('/')?;
    if folder == "var/lib/dpkg/status.d" && !name.contains('.') {
        return Some(DatabaseKind::Dpkg);
    }
    let is_rpm = matches!(folder, "var/lib/rpm" | "usr/lib/sysimage/rpm" | "usr/share/rpm");
    (is_rpm && matches!(name, "Packages" | "Packages.db" | "rpmdb.sqlite"))
        .then_some(DatabaseKind::Rpm)
}

/// Reads a database. Never fails: what is not understood is a fault.
pub fn read_database(kind: DatabaseKind, bytes: &[u8], os: &Os) -> Installed {
    let mut out = Builder::default();
    let mut files = Vec::new();
    let id = match kind {
        DatabaseKind::Dpkg => {
            dpkg::read(&String::from_utf8_lossy(bytes), &mut out);
            "dpkg"
        }
        DatabaseKind::Apk => {
            apk::read(&String::from_utf8_lossy(bytes), &mut out, &mut files);
            "apk"
        }
        DatabaseKind::Rpm => {
            rpm::read(bytes, &mut out, &mut files);
            "rpm"
        }
    };
    for package in &mut out.packages {
        if let Some(ecosystem) = os.ecosystem {
            package.ecosystem = ecosystem;
        }
        package.release.clone_from(&os.release);
    }
    Installed { inventory: out.finish(id), files }
}

/// A file that lists the files of packages of dpkg, one a line or after a checksum.
pub fn is_file_list(path: &str) -> bool {
    path.strip_prefix("var/lib/dpkg/info/").is_some_and(|name| name.ends_with(".list"))
        || path.strip_prefix("var/lib/dpkg/status.d/").is_some_and(|it| it.ends_with(".md5sums"))
}

#[cfg(test)]
mod tests;
