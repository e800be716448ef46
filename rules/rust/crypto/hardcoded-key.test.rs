use aes_gcm::{Aes256Gcm, Key, KeyInit};
use chacha20poly1305::ChaCha20Poly1305;
use hmac::Hmac;

type HmacSha256 = Hmac<sha2::Sha256>;

fn in_the_code() {
    // ruleid: rust.crypto.hardcoded-key
    let first = Aes256Gcm::new_from_slice(b"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    // ruleid: rust.crypto.hardcoded-key
    let second = Aes256Gcm::new(Key::<Aes256Gcm>::from_slice(b"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
    // ruleid: rust.crypto.hardcoded-key
    let third = ChaCha20Poly1305::new_from_slice(&[7u8; 32]);
    // ruleid: rust.crypto.hardcoded-key
    let fourth = HmacSha256::new_from_slice("not a secret any more".as_bytes());
    // ruleid: rust.crypto.hardcoded-key
    let fifth = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, b"not a secret any more");
}

fn from_outside(key: &[u8], settings: &Settings) -> Result<(), Error> {
    // ok: rust.crypto.hardcoded-key
    let first = Aes256Gcm::new_from_slice(key);
    // ok: rust.crypto.hardcoded-key
    let second = Aes256Gcm::new(Key::<Aes256Gcm>::from_slice(&settings.key));
    // ok: rust.crypto.hardcoded-key
    let third = ChaCha20Poly1305::new_from_slice(&std::fs::read("/run/secrets/key")?);
    // ok: rust.crypto.hardcoded-key
    let fourth = HmacSha256::new_from_slice(std::env::var("HMAC_KEY")?.as_bytes());
    // ok: rust.crypto.hardcoded-key
    let name = Name::new_from_slice(b"not a cipher at all");
    // ok: rust.crypto.hardcoded-key
    let fifth = Aes256Gcm::generate_key(&mut OsRng);
    Ok(())
}
