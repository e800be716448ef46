//! Databases of packages: read, cut and damaged.

use super::*;
use crate::package::Ecosystem;

fn packages(kind: DatabaseKind, bytes: &[u8], os: &str) -> Vec<String> {
    let os = Os::parse(os);
    let read = read_database(kind, bytes, &os);
    let shown = read.inventory.packages.iter().map(|it| {
        let from = it.built_from.as_deref().unwrap_or("-");
        format!("{} {} {from} {}", it.name, it.version, it.release.as_deref().unwrap_or("-"))
    });
    shown.collect()
}

#[test]
fn releases_are_named_as_advisories_name_them() {
    for (text, ecosystem, release) in [
        ("ID=debian\nVERSION_ID=\"12\"", Ecosystem::Debian, "12"),
        ("ID=debian\nVERSION_CODENAME=trixie", Ecosystem::Debian, "13"),
        ("ID=debian", Ecosystem::Debian, "unstable"),
        ("ID=ubuntu\nVERSION_ID=\"22.04\"", Ecosystem::Ubuntu, "22.04"),
        ("ID=alpine\nVERSION_ID=3.19.1", Ecosystem::Alpine, "3.19"),
        ("ID=\"rocky\"\nVERSION_ID=\"9.3\"", Ecosystem::Rpm, "rocky:9"),
        ("ID=\"sles\"\nVERSION_ID=\"15.5\"", Ecosystem::Rpm, "suse:15 sp5"),
    ] {
        let os = Os::parse(text);
        assert_eq!(
            (os.ecosystem, os.release.as_deref()),
            (Some(ecosystem), Some(release)),
            "{text}"
        );
    }
    assert_eq!(Os::parse("").ecosystem, None);
}

#[test]
fn dpkg_says_what_is_installed() {
    let text = "Package: libc6\nStatus: install ok installed\nSource: glibc (2.36-9)\nVersion: 2.36-9+b1\nDescription: x\n Package: no\n\n\
                Package: gone\nStatus: deinstall ok config-files\nVersion: 1\n\nPackage: tzdata\nVersion: 2024a-0\n";
    let found = packages(DatabaseKind::Dpkg, text.as_bytes(), "ID=debian\nVERSION_ID=12");
    assert_eq!(found, ["libc6 2.36-9+b1 glibc 12", "tzdata 2024a-0 - 12"]);
    let read = read_database(DatabaseKind::Dpkg, text.as_bytes(), &Os::default());
    assert_eq!(read.inventory.packages[0].built_version.as_deref(), Some("2.36-9"));
    assert_eq!(read.inventory.packages[1].span.of(text), "tzdata");
}

#[test]
fn apk_says_what_is_installed() {
    let text = "C:Q1\nP:libcrypto3\nV:3.1.4-r5\no:openssl\nL:Apache-2.0\nF:lib\nR:libcrypto.so.3\n\nP:musl\nV:1.2.4-r2\n";
    let read = read_database(DatabaseKind::Apk, text.as_bytes(), &Os::default());
    assert_eq!(read.files, ["/lib/libcrypto.so.3"]);
    let found = packages(DatabaseKind::Apk, text.as_bytes(), "ID=alpine\nVERSION_ID=3.19.1");
    assert_eq!(found, ["libcrypto3 3.1.4-r5 openssl 3.19", "musl 1.2.4-r2 - 3.19"]);
}

/// A header of rpm: name, version, release, epoch and source.
fn header(name: &str, epoch: u32) -> Vec<u8> {
    let texts = [(1000, name), (1001, "1.2"), (1002, "3.el9"), (1044, "bash-1.2-3.el9.src.rpm")];
    let (mut index, mut store) = (Vec::new(), Vec::new());
    let mut entry = |tag: u32, kind: u32, value: &[u8], store: &mut Vec<u8>| {
        for number in [tag, kind, store.len() as u32, 1] {
            index.extend(number.to_be_bytes());
        }
        store.extend(value);
    };
    entry(1003, 4, &epoch.to_be_bytes(), &mut store);
    for (tag, text) in texts {
        entry(tag, 6, format!("{text}\0").as_bytes(), &mut store);
    }
    let mut blob = ((index.len() / 16) as u32).to_be_bytes().to_vec();
    blob.extend((store.len() as u32).to_be_bytes());
    blob.extend(index);
    blob.extend(store);
    blob
}

/// A database in rpm's own form.
fn ndb(blobs: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = vec![0u8; 4096];
    bytes[..4].copy_from_slice(b"RpmP");
    bytes[12] = 1;
    for (at, blob) in blobs.iter().enumerate() {
        let block = (bytes.len() / 16) as u32;
        let slot = 32 + 16 * at;
        bytes[slot..slot + 4].copy_from_slice(b"Slot");
        bytes[slot + 4..slot + 8].copy_from_slice(&(at as u32 + 1).to_le_bytes());
        bytes[slot + 8..slot + 12].copy_from_slice(&block.to_le_bytes());
        bytes.extend(b"BlbS");
        bytes.extend((at as u32 + 1).to_le_bytes());
        bytes.extend([0; 4]);
        bytes.extend((blob.len() as u32).to_le_bytes());
        bytes.extend(blob);
        bytes.resize(bytes.len().div_ceil(16) * 16, 0);
    }
    bytes
}

/// A hash of Berkeley DB with one value on two pages.
fn bdb(blob: &[u8]) -> Vec<u8> {
    const PAGE: usize = 512;
    let mut bytes = vec![0u8; PAGE * 4];
    bytes[12..16].copy_from_slice(&0x0006_1561u32.to_le_bytes());
    bytes[20..24].copy_from_slice(&(PAGE as u32).to_le_bytes());
    let hash = &mut bytes[PAGE..2 * PAGE];
    hash[25] = 13;
    hash[20] = 2;
    hash[26..28].copy_from_slice(&100u16.to_le_bytes());
    hash[28..30].copy_from_slice(&200u16.to_le_bytes());
    hash[200] = 3;
    hash[204] = 2;
    hash[208..212].copy_from_slice(&(blob.len() as u32).to_le_bytes());
    let (first, second) = blob.split_at(blob.len().min(PAGE - 26));
    for (at, part, next) in [(2, first, 3u8), (3, second, 0)] {
        let page = &mut bytes[at * PAGE..(at + 1) * PAGE];
        page[25] = 7;
        page[16] = next;
        page[22..24].copy_from_slice(&(part.len() as u16).to_le_bytes());
        page[26..26 + part.len()].copy_from_slice(part);
    }
    bytes
}

#[test]
fn rpm_says_what_is_installed_in_each_form() {
    let os = "ID=almalinux\nVERSION_ID=9.4";
    let blobs = [header("bash", 0), header("vim", 2), header("gpg-pubkey", 0)];
    let expected = ["bash 1.2-3.el9 bash almalinux:9", "vim 2:1.2-3.el9 bash almalinux:9"];
    assert_eq!(packages(DatabaseKind::Rpm, &ndb(&blobs), os), expected);
    let long = header(&"n".repeat(600), 0);
    let found = packages(DatabaseKind::Rpm, &bdb(&long), os);
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with(&"n".repeat(600)));
}

/// Cut and changed at every byte: no panic, and an end.
#[test]
fn damaged_databases_of_rpm_are_faults() {
    let whole = [ndb(&[header("bash", 0)]), bdb(&header("bash", 0))];
    for bytes in &whole {
        for cut in (0..bytes.len()).step_by(3) {
            read_database(DatabaseKind::Rpm, &bytes[..cut], &Os::default());
        }
        for at in 0..bytes.len().min(6000) {
            for value in [0, 0x7F, 0xFF] {
                let mut changed = bytes.clone();
                changed[at] = value;
                read_database(DatabaseKind::Rpm, &changed, &Os::default());
            }
        }
    }
    let mut sqlite = b"SQLite format 3\0\x02\x00".to_vec();
    sqlite.resize(1024, 0xFF);
    for at in 18..140 {
        sqlite[at] = 0;
        let read = read_database(DatabaseKind::Rpm, &sqlite, &Os::default());
        assert!(!read.inventory.faults.is_empty());
    }
    let read = read_database(DatabaseKind::Rpm, b"nothing", &Os::default());
    assert_eq!(read.inventory.faults.len(), 1);
}
