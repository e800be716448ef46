//! Archives of Java: the packages that say who they are in `META-INF/maven`.

use std::io::{Cursor, Read as _};

use tamis_deps::installed::pom_properties;

pub(super) fn is_jar(path: &str) -> bool {
    [".jar", ".war", ".ear", ".hpi"].iter().any(|end| path.ends_with(end))
}

const MAX_ENTRIES: usize = 200_000;
const MAX_DEPTH: usize = 3;
/// Bytes of properties, of an archive in an archive, and of all that is unpacked.
const MAX_PROPERTIES: u64 = 64 << 10;
const MAX_INNER: u64 = 128 << 20;
const MAX_UNPACKED: u64 = 1 << 30;

/// Names (`group:artifact`) and versions, also of archives inside, sorted, each once.
// Imprecise: an archive that names itself nowhere (Gradle writes no `pom.properties`) is passed over.
pub(super) fn packages(bytes: &[u8]) -> Result<Vec<(String, String)>, String> {
    let (mut found, mut budget) = (Vec::new(), MAX_UNPACKED);
    look(bytes, 0, &mut budget, &mut found)?;
    found.sort();
    found.dedup();
    Ok(found)
}

fn look(
    bytes: &[u8],
    depth: usize,
    budget: &mut u64,
    found: &mut Vec<(String, String)>,
) -> Result<(), String> {
    let wrong = |error: zip::result::ZipError| format!("it is no whole archive: {error}");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(wrong)?;
    if archive.len() > MAX_ENTRIES {
        return Err("it has too many entries".to_owned());
    }
    for at in 0..archive.len() {
        let Ok(entry) = archive.by_index(at) else { continue };
        let Ok(name) = entry.name().map(std::borrow::Cow::into_owned) else { continue };
        let is_properties =
            name.starts_with("META-INF/maven/") && name.ends_with("/pom.properties");
        let is_inner = is_jar(&name) && depth < MAX_DEPTH;
        if !(is_properties || is_inner) {
            continue;
        }
        let most = if is_properties { MAX_PROPERTIES } else { MAX_INNER }.min(*budget);
        let mut inner = Vec::new();
        // What an entry says of its size may be a lie; what comes out is counted.
        if entry.take(most + 1).read_to_end(&mut inner).is_err() {
            continue;
        }
        *budget = budget.saturating_sub(inner.len() as u64);
        if inner.len() as u64 > most {
            return Err(format!("{name} in it unpacks to more than {most} bytes"));
        }
        if is_inner {
            // One that is damaged says nothing of the others.
            let _ = look(&inner, depth + 1, budget, found);
        } else {
            found.extend(pom_properties(&String::from_utf8_lossy(&inner)));
        }
    }
    Ok(())
}
