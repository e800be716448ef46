use aes_gcm::{Aes256Gcm, Key, Nonce};

fn bad(text: &[u8]) {
    // ruleid: rust.crypto.constant-value
    let key: [u8; 32] = [0; 32];
    let cipher = Aes256Gcm::new(&key.into());
    // ruleid: rust.crypto.constant-value
    let nonce = [1u8; 12];
    cipher.encrypt(&nonce.into(), text);
    // ruleid: rust.crypto.constant-value
    let named = Key::<Aes256Gcm>::from_slice(&[7u8; 32]);
    // ruleid: rust.crypto.constant-value
    let list = vec![0u8; 64];
    let signing = cookie::Key::from(&list);
}

fn safe(text: &[u8], key: &[u8], config: &Config) {
    // ok: rust.crypto.constant-value
    let mut nonce = [0u8; 12];
    getrandom::fill(&mut nonce);
    let cipher = Aes256Gcm::new_from_slice(key).unwrap();
    // ok: rust.crypto.constant-value
    cipher.encrypt(&nonce.into(), text);
    // ok: rust.crypto.constant-value
    let buffer = [0u8; 32];
    send(&buffer);
    // ok: rust.crypto.constant-value
    Key::<Aes256Gcm>::from_slice(&config.key);
    // ok: rust.crypto.constant-value
    let name = "aes";
    log(name);
}
