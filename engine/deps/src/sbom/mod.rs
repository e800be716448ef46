//! Bills of material: what a project is made of, for other tools.
//!
//! For: CycloneDX 1.6, SPDX 2.3 and OpenVEX as JSON. Not for: finding the packages. Read [`Bill`].

mod cyclonedx;
mod read;
mod spdx;
mod vex;

use rustc_hash::FxHashMap;

use crate::package::{Package, Scope};

pub use self::cyclonedx::cyclonedx;
pub use self::read::read_bill;
use self::spdx::safe as urn;
pub use self::spdx::spdx;
pub use self::vex::{Statement, Status, VexError, read_vex, write_vex};

/// What goes into a bill.
#[derive(Debug, Clone, Default)]
pub struct Bill<'a> {
    /// Name of the project.
    pub name: String,
    /// Version of tamis.
    pub tool_version: String,
    /// Seconds since 1970.
    pub time: u64,
    /// Paths of lockfiles and what they say.
    pub lockfiles: Vec<(&'a str, &'a crate::Inventory)>,
    /// What is known against its packages.
    pub vulnerabilities: Vec<Vulnerability>,
}

/// A vulnerability as a bill shows it.
#[derive(Debug, Clone, Default)]
pub struct Vulnerability {
    /// Its id.
    pub id: String,
    /// Further ids.
    pub aliases: Vec<String>,
    /// In a few words.
    pub summary: String,
    /// `critical` and so on.
    pub severity: String,
    /// Score and vector of CVSS.
    pub score: Option<(f64, String)>,
    /// Numbers of weaknesses.
    pub cwe: Vec<u32>,
    /// purls it affects.
    pub affects: Vec<String>,
    /// What to do.
    pub recommendation: String,
    /// What somebody said of it, and why.
    pub analysis: Option<(Status, String)>,
}

/// A package once for the whole project.
struct Component<'a> {
    purl: String,
    package: &'a Package,
    scope: Scope,
    /// Files that name it.
    files: Vec<&'a str>,
    needs: Vec<String>,
}

/// The packages of all lockfiles, once per purl, sorted, and the purls the project itself asks for.
fn components<'a>(bill: &Bill<'a>) -> (Vec<Component<'a>>, Vec<String>) {
    let mut by_purl: FxHashMap<String, usize> = FxHashMap::default();
    let mut all: Vec<Component<'a>> = Vec::new();
    let mut direct = Vec::new();
    for (path, inventory) in &bill.lockfiles {
        let purls: Vec<String> =
            inventory.packages.iter().map(|package| package.purl().to_string()).collect();
        for (package, purl) in inventory.packages.iter().zip(&purls) {
            let at = *by_purl.entry(purl.clone()).or_insert_with(|| {
                let (purl, scope) = (purl.clone(), package.scope);
                all.push(Component { purl, package, scope, files: Vec::new(), needs: Vec::new() });
                all.len() - 1
            });
            let component = &mut all[at];
            component.scope = component.scope.min(package.scope);
            component.files.push(package.file.as_deref().map_or(*path, |_| *path));
            let needs = package.needs.iter().filter_map(|need| purls.get(*need as usize));
            component.needs.extend(needs.cloned());
            if package.direct == Some(true) {
                direct.push(purl.clone());
            }
        }
    }
    for component in &mut all {
        component.files.sort_unstable();
        component.files.dedup();
        component.needs.sort();
        component.needs.dedup();
        let own = component.purl.clone();
        component.needs.retain(|need| *need != own);
    }
    all.sort_by(|a, b| a.purl.cmp(&b.purl));
    direct.sort();
    direct.dedup();
    (all, direct)
}

/// `2026-11-24T12:00:00Z`.
fn timestamp(seconds: u64) -> String {
    let days = (seconds / 86_400) as i64;
    // Howard Hinnant's days_from_civil, the other way.
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = doy - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + i64::from(month <= 2);
    let rest = seconds % 86_400;
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z",
        rest / 3600,
        rest / 60 % 60,
        rest % 60
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn times_are_written_as_iso() {
        assert_eq!(super::timestamp(0), "1970-01-01T00:00:00Z");
        assert_eq!(super::timestamp(951_782_399), "2000-02-28T23:59:59Z");
        assert_eq!(super::timestamp(1_795_524_863), "2026-11-24T12:54:23Z");
    }
}
