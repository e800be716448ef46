//! Hashes of text.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};

use super::{Arguments, Outcome, Stop, text};

pub(super) fn call(name: &str, arguments: Arguments<'_>) -> Option<Outcome> {
    if name == "uuidv5" {
        return Some(uuidv5(arguments));
    }
    let hashed = arguments.text(0).map(|subject| of_bytes(name, subject.as_bytes()));
    match hashed {
        Ok(Some(hash)) => Some(text(hash)),
        Ok(None) => None,
        Err(stop) => of_bytes(name, b"").map(|_| Err(stop)),
    }
}

/// The hash of that name, written as the function of that name writes it.
pub(super) fn of_bytes(name: &str, bytes: &[u8]) -> Option<String> {
    Some(match name {
        "md5" => hex(&Md5::digest(bytes)),
        "sha1" => hex(&Sha1::digest(bytes)),
        "sha256" => hex(&Sha256::digest(bytes)),
        "sha512" => hex(&Sha512::digest(bytes)),
        "base64sha256" => STANDARD.encode(Sha256::digest(bytes)),
        "base64sha512" => STANDARD.encode(Sha512::digest(bytes)),
        _ => return None,
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// RFC 9562, section 5.5, with its names for the well-known namespaces.
fn uuidv5(arguments: Arguments<'_>) -> Outcome {
    let (namespace, name) = (arguments.text(0)?, arguments.text(1)?);
    let namespace = match &*namespace {
        "dns" => "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        "url" => "6ba7b811-9dad-11d1-80b4-00c04fd430c8",
        "oid" => "6ba7b812-9dad-11d1-80b4-00c04fd430c8",
        "x500" => "6ba7b814-9dad-11d1-80b4-00c04fd430c8",
        other => other,
    };
    let digits: String = namespace.chars().filter(|c| *c != '-').collect();
    let Ok(space) = u128::from_str_radix(&digits, 16) else {
        return Err(Stop::error("uuidv5() of a namespace that is no UUID"));
    };
    let mut hasher = Sha1::new();
    hasher.update(space.to_be_bytes());
    hasher.update(name.as_bytes());
    let mut id = [0u8; 16];
    id.copy_from_slice(&hasher.finalize()[..16]);
    id[6] = id[6] & 0x0F | 0x50;
    id[8] = id[8] & 0x3F | 0x80;
    let id = hex(&id);
    text(format!("{}-{}-{}-{}-{}", &id[..8], &id[8..12], &id[12..16], &id[16..20], &id[20..]))
}
