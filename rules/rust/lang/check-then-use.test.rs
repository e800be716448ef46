fn run(path: &std::path::Path) {
    if path.exists() {
        // ruleid: rust.lang.check-then-use
        fs::remove_file(&path);
    }
    if !path.exists() {
        // ruleid: rust.lang.check-then-use
        std::fs::write(path, "a");
    }
    if !path.exists() {
        // ruleid: rust.lang.check-then-use
        fs::create_dir(&path)?;
    }
    // ok: rust.lang.check-then-use
    if path.exists() {
        count();
    }
    // ok: rust.lang.check-then-use
    fs::remove_file(&path);
    // ok: rust.lang.check-then-use
    if path.is_absolute() {
        fs::remove_file(&path);
    }
}
