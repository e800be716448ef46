use axum::extract::{Path, Query};
use std::fs::File;
use std::path::PathBuf;

async fn read(Path(name): Path<String>) {
    // ruleid: rust.path.traversal
    std::fs::read_to_string(format!("files/{name}"));
    // ruleid: rust.path.traversal
    File::open(PathBuf::from("files").join(&name));
    // ruleid: rust.path.traversal
    tokio::fs::remove_file(&name).await;
    save(name);
}

fn save(name: String) {
    let mut path = PathBuf::from("files");
    path.push(name);
    // ruleid: rust.path.traversal
    std::fs::write(path, "a");
}

async fn safe(Path(name): Path<String>, Path(id): Path<u32>) {
    // ok: rust.path.traversal
    std::fs::read_to_string(format!("files/{id}"));
    let last = std::path::Path::new(&name).file_name().unwrap();
    // ok: rust.path.traversal
    File::open(PathBuf::from("files").join(last));
    let path = PathBuf::from("files").join(&name).canonicalize().unwrap();
    if !path.starts_with("/srv/files") {
        return;
    }
    // ok: rust.path.traversal
    std::fs::read(path);
}
