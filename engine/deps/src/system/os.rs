//! `/etc/os-release`.

use crate::package::Ecosystem;

/// Which distribution a root file system is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Os {
    /// `ID` (`debian`).
    pub id: String,
    /// `VERSION_ID` (`12`).
    pub version: String,
    /// As people are told (`Debian GNU/Linux 12 (bookworm)`).
    pub name: String,
    /// Whose advisories speak of its packages; `None`: nobody's that are known here.
    pub ecosystem: Option<Ecosystem>,
    /// Its release, as advisories are compared (`12`, `3.19`, `almalinux:9`).
    pub release: Option<String>,
}

impl Os {
    /// Reads the file.
    pub fn parse(text: &str) -> Os {
        let value = |key: &str| {
            let line = text.lines().find_map(|line| line.trim().strip_prefix(key))?;
            let value = line.strip_prefix('=')?.trim().trim_matches(['"', '\'']);
            (!value.is_empty()).then(|| value.to_owned())
        };
        let id = value("ID").unwrap_or_else(|| "linux".to_owned()).to_ascii_lowercase();
        let version = value("VERSION_ID").unwrap_or_default();
        let codename = value("VERSION_CODENAME").unwrap_or_default();
        let name = value("PRETTY_NAME").unwrap_or_else(|| format!("{id} {version}"));
        let (ecosystem, release) = match family(&id, &version, &codename) {
            Some((ecosystem, release)) => (Some(ecosystem), Some(release)),
            None => (None, None),
        };
        Os { id, version, name: name.trim().to_owned(), ecosystem, release }
    }
}

fn family(id: &str, version: &str, codename: &str) -> Option<(Ecosystem, String)> {
    let major = version.split('.').next().unwrap_or_default();
    let rpm = |name: &str, version: &str| Some((Ecosystem::Rpm, format!("{name}:{version}")));
    match id {
        "debian" | "raspbian" => {
            // Testing has no number yet; a release that nobody knows matches nothing.
            let named = || crate::image::release_named("debian", codename).unwrap_or(codename);
            let release = if version.is_empty() { named() } else { major };
            let release = if release.is_empty() { "unstable" } else { release };
            Some((Ecosystem::Debian, release.to_owned()))
        }
        "ubuntu" => Some((Ecosystem::Ubuntu, version.to_owned())),
        "alpine" => {
            let mut parts = version.split('.');
            let (major, minor) = (parts.next()?, parts.next()?);
            let release =
                if version.contains('_') { "edge".to_owned() } else { format!("{major}.{minor}") };
            Some((Ecosystem::Alpine, release))
        }
        "wolfi" | "chainguard" => Some((Ecosystem::Alpine, id.to_owned())),
        "rhel" | "centos" => rpm("redhat", major),
        "almalinux" => rpm("almalinux", major),
        "rocky" => rpm("rocky", major),
        "opensuse-leap" => rpm("opensuse", &format!("leap {version}")),
        "opensuse-tumbleweed" => rpm("opensuse", "tumbleweed"),
        "sles" | "sle_hpc" | "sled" => {
            let pack = version.split('.').nth(1).map(|pack| format!(" sp{pack}"));
            rpm("suse", &format!("{major}{}", pack.unwrap_or_default()))
        }
        "mageia" => rpm("mageia", version),
        "openeuler" => rpm("openeuler", version),
        _ => None,
    }
}
