use md5::{Digest, Md5};
use openssl::hash::MessageDigest;
use sha1::Sha1;
use sha2::Sha256;

fn weak(secret: &[u8], body: &[u8]) {
    // ruleid: rust.crypto.weak-hash
    let mut hasher = Md5::new();
    hasher.update(secret);
    // ruleid: rust.crypto.weak-hash
    let second = Sha1::digest(body);
    // ruleid: rust.crypto.weak-hash
    let third = md5::compute(body);
    // ruleid: rust.crypto.weak-hash
    let fourth = openssl::hash::hash(MessageDigest::sha1(), body);
}

fn strong(secret: &[u8], body: &[u8]) {
    // ok: rust.crypto.weak-hash
    let mut hasher = Sha256::new();
    hasher.update(secret);
    // ok: rust.crypto.weak-hash
    let second = blake3::hash(body);
    // ok: rust.crypto.weak-hash
    let third = openssl::hash::hash(MessageDigest::sha256(), body);
}

fn label(body: &[u8]) -> String {
    // ok: rust.crypto.weak-hash
    let etag = format!("{:x}", md5::compute(body));
    etag
}

fn file_checksum(body: &[u8]) -> Vec<u8> {
    // ok: rust.crypto.weak-hash
    let mut hasher = Md5::new();
    hasher.update(body);
    hasher.finalize().to_vec()
}
