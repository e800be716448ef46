use md5::Digest;

fn store(password: &str, credit_card_no: &str, name: &str, encrypted_password: &str) {
    // ruleid: rust.crypto.weak-hash-sensitive
    md5::Md5::digest(password);
    // ruleid: rust.crypto.weak-hash-sensitive
    sha1::Sha1::digest(credit_card_no.as_bytes());
    let mut hasher = md5::Md5::new();
    // ruleid: rust.crypto.weak-hash-sensitive
    hasher.update(password);
    // ruleid: rust.crypto.weak-hash-sensitive
    sha2::Sha256::digest(password);
    // ok: rust.crypto.weak-hash-sensitive
    hasher.update(name);
    // ok: rust.crypto.weak-hash-sensitive
    md5::Md5::digest(encrypted_password);
    // ok: rust.crypto.weak-hash-sensitive
    argon2::Argon2::default().hash_password(password.as_bytes(), salt);
    // ok: rust.crypto.weak-hash-sensitive
    sha2::Sha256::digest(credit_card_no);
}
