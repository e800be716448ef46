use std::fs::File;
use std::path::Path;
use zip::ZipArchive;

fn unpack(file: File, out: &Path) {
    let mut archive = ZipArchive::new(file).unwrap();
    let entry = archive.by_index(0).unwrap();
    // ruleid: rust.path.archive-entry
    File::create(out.join(entry.name()));
    // ruleid: rust.path.archive-entry
    std::fs::create_dir_all(format!("out/{}", entry.name()));
    // ok: rust.path.archive-entry
    File::create(out.join(entry.enclosed_name().unwrap()));
    // ok: rust.path.archive-entry
    File::create(out.join("entry"));
    // ok: rust.path.archive-entry
    std::fs::write("size", entry.size().to_string());
}

fn write_entry(entry: &tar::Entry<File>, out: &Path) {
    // ruleid: rust.path.archive-entry
    File::create(out.join(entry.path().unwrap()));
}
