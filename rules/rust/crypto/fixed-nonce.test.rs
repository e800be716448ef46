use aes_gcm::aead::{AeadCore, OsRng};
use aes_gcm::{Aes256Gcm, Nonce};
use chacha20poly1305::XNonce;

fn fixed(cipher: &Aes256Gcm, data: &[u8]) {
    // ruleid: rust.crypto.fixed-nonce
    let first = cipher.encrypt(Nonce::from_slice(b"unique nonce"), data);
    // ruleid: rust.crypto.fixed-nonce
    let second = XNonce::from_slice(&[0u8; 24]);
    // ruleid: rust.crypto.fixed-nonce
    let third = ring::aead::Nonce::assume_unique_for_key([0; 12]);
}

fn fresh(cipher: &Aes256Gcm, data: &[u8], received: &[u8], bytes: [u8; 12]) {
    // ok: rust.crypto.fixed-nonce
    let nonce = Aes256Gcm::generate_nonce(&mut OsRng);
    // ok: rust.crypto.fixed-nonce
    let first = cipher.encrypt(&nonce, data);
    // ok: rust.crypto.fixed-nonce
    let second = cipher.decrypt(Nonce::from_slice(&received[..12]), data);
    // ok: rust.crypto.fixed-nonce
    let third = ring::aead::Nonce::assume_unique_for_key(bytes);
    // ok: rust.crypto.fixed-nonce
    let fourth = Label::from_slice(b"unique nonce");
}
