use aes_gcm::{Aes256Gcm, KeyInit};
use blowfish::Blowfish;
use chacha20poly1305::ChaCha20Poly1305;
use des::TdesEde3;
use openssl::symm::Cipher;

fn weak(key: &Key, bytes: &[u8]) {
    // ruleid: rust.crypto.weak-cipher
    let first = TdesEde3::new(key);
    // ruleid: rust.crypto.weak-cipher
    let second: Blowfish = Blowfish::new_from_slice(bytes).unwrap();
    // ruleid: rust.crypto.weak-cipher
    let third = ecb::Encryptor::<aes::Aes128>::new(key);
    // ruleid: rust.crypto.weak-cipher
    let fourth = Cipher::aes_256_ecb();
    // ruleid: rust.crypto.weak-cipher
    let fifth = openssl::symm::Cipher::des_ede3_cbc();
}

fn strong(key: &Key) {
    // ok: rust.crypto.weak-cipher
    let first = Aes256Gcm::new(key);
    // ok: rust.crypto.weak-cipher
    let second = ChaCha20Poly1305::new(key);
    // ok: rust.crypto.weak-cipher
    let third = Cipher::aes_256_gcm();
    // ok: rust.crypto.weak-cipher
    let fourth = cbc::Encryptor::<aes::Aes256>::new(key, key);
}
