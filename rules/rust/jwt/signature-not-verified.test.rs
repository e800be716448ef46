use jsonwebtoken::dangerous::insecure_decode;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, dangerous_insecure_decode, decode};

fn unverified(token: &str, key: &DecodingKey) -> Result<(), Error> {
    let mut validation = Validation::new(Algorithm::HS256);
    // ruleid: rust.jwt.signature-not-verified
    validation.insecure_disable_signature_validation();
    let first = decode::<Claims>(token, key, &validation)?;
    // ruleid: rust.jwt.signature-not-verified
    let second = dangerous_insecure_decode::<Claims>(token)?;
    // ruleid: rust.jwt.signature-not-verified
    let third = jsonwebtoken::dangerous::insecure_decode::<Claims>(token)?;
    // ruleid: rust.jwt.signature-not-verified
    let fourth: TokenData<Claims> = insecure_decode(token)?;
    Ok(())
}

fn verified(token: &str, key: &DecodingKey) -> Result<(), Error> {
    let mut validation = Validation::new(Algorithm::RS256);
    // ok: rust.jwt.signature-not-verified
    validation.set_audience(&["api"]);
    // ok: rust.jwt.signature-not-verified
    let first = decode::<Claims>(token, key, &validation)?;
    // ok: rust.jwt.signature-not-verified
    let header = jsonwebtoken::decode_header(token)?;
    Ok(())
}
