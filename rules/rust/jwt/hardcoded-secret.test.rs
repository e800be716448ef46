use jsonwebtoken::{DecodingKey, EncodingKey, Header, encode};

fn in_the_code(claims: &Claims) {
    // ruleid: rust.jwt.hardcoded-secret
    let first = encode(&Header::default(), claims, &EncodingKey::from_secret(b"change me"));
    // ruleid: rust.jwt.hardcoded-secret
    let second = DecodingKey::from_secret("change me".as_ref());
    // ruleid: rust.jwt.hardcoded-secret
    let third = jsonwebtoken::EncodingKey::from_secret("change me".as_bytes());
}

fn from_outside(claims: &Claims, settings: &Settings, secret: &[u8]) -> Result<(), Error> {
    // ok: rust.jwt.hardcoded-secret
    let first = encode(&Header::default(), claims, &EncodingKey::from_secret(settings.secret.as_bytes()));
    // ok: rust.jwt.hardcoded-secret
    let second = DecodingKey::from_secret(std::env::var("JWT_SECRET")?.as_ref());
    // ok: rust.jwt.hardcoded-secret
    let third = EncodingKey::from_secret(secret);
    // ok: rust.jwt.hardcoded-secret
    let fourth = Other::from_secret(b"change me");
    Ok(())
}
