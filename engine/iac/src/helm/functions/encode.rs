//! Encodings, hashes, paths, versions; and what cannot be known: dates, random values, certificates.

use std::rc::Rc;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use sha2::Digest as _;

use super::{semver, text_of};
use crate::helm::emit::{json, yaml};
use crate::helm::value::Go;

pub(super) fn call(name: &str, args: &[Go]) -> Option<Result<Go, String>> {
    let text = |at: usize| text_of(args, at);
    let arg = |at: usize| args.get(at).cloned().unwrap_or(Go::Nil);
    let str = |text: String| Some(Ok(Go::str(text)));
    match name {
        "toYaml" | "mustToYaml" | "toYamlPretty" => str(yaml(&arg(0))),
        "toJson" | "mustToJson" => str(json(&arg(0), false, true)),
        "toRawJson" | "mustToRawJson" => str(json(&arg(0), false, false)),
        "toPrettyJson" | "mustToPrettyJson" => str(json(&arg(0), true, true)),
        "toToml" => Some(Ok(Go::Unknown)),
        "b64enc" => str(STANDARD.encode(text(0))),
        "b64dec" => {
            let bytes = STANDARD.decode(text(0)).ok();
            Some(
                bytes
                    .and_then(|bytes| String::from_utf8(bytes).ok())
                    .map(Go::str)
                    .ok_or("this is no base64 of a text".to_owned()),
            )
        }
        "b64urlenc" => str(URL_SAFE.encode(text(0))),
        "sha256sum" => str(hex(&sha2::Sha256::digest(text(0)))),
        "sha512sum" => str(hex(&sha2::Sha512::digest(text(0)))),
        // tamis: ignore[rust.crypto.weak-hash] Helm's function of that name, which charts name things by
        "sha1sum" => str(hex(&sha1::Sha1::digest(text(0)))),
        "adler32sum" => str(adler32(text(0).as_bytes()).to_string()),
        "base" => str(base(&text(0)).to_owned()),
        "dir" => str(dir(&text(0)).to_owned()),
        "ext" => {
            let name = text(0);
            str(base(&name).rfind('.').map_or(String::new(), |at| base(&name)[at..].to_owned()))
        }
        "clean" => str(crate::paths::join("", &text(0)).unwrap_or_else(|| text(0))),
        "isAbs" => Some(Ok(Go::Bool(text(0).starts_with('/')))),
        "semverCompare" => Some(semver::compare(&text(0), &text(1)).map(Go::Bool)),
        "semver" => Some(semver::parts(&text(0))),
        "urlParse" => Some(Ok(url(&text(0)))),
        "getHostByName" | "env" | "expandenv" => str(String::new()),
        "randAlphaNum"
        | "randAlpha"
        | "randNumeric"
        | "randAscii"
        | "randBytes"
        | "randInt"
        | "uuidv4"
        | "now"
        | "date"
        | "dateInZone"
        | "date_in_zone"
        | "dateModify"
        | "date_modify"
        | "mustDateModify"
        | "ago"
        | "unixEpoch"
        | "htmlDate"
        | "htmlDateInZone"
        | "toDate"
        | "mustToDate"
        | "duration"
        | "durationRound"
        | "genCA"
        | "genCAWithKey"
        | "genSelfSignedCert"
        | "genSelfSignedCertWithKey"
        | "genSignedCert"
        | "genSignedCertWithKey"
        | "genPrivateKey"
        | "buildCustomCert"
        | "derivePassword"
        | "htpasswd"
        | "bcrypt"
        | "encryptAES"
        | "decryptAES"
        | "shuffle"
        | "urlJoin" => Some(Ok(Go::Unknown)),
        _ => None,
    }
}

/// Whether a function gives something in which a hole would no longer show.
pub(super) fn hides(name: &str) -> bool {
    matches!(
        name,
        "b64enc"
            | "b64dec"
            | "b64urlenc"
            | "sha256sum"
            | "sha512sum"
            | "sha1sum"
            | "adler32sum"
            | "semverCompare"
            | "int"
            | "int64"
            | "float64"
            | "atoi"
            | "len"
            | "trunc"
            | "regexMatch"
            | "contains"
            | "hasPrefix"
            | "hasSuffix"
    )
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn adler32(bytes: &[u8]) -> u32 {
    let (mut low, mut high) = (1u32, 0u32);
    for byte in bytes {
        low = (low + u32::from(*byte)) % 65521;
        high = (high + low) % 65521;
    }
    high << 16 | low
}

fn base(path: &str) -> &str {
    let trimmed = path.trim_end_matches('/');
    if trimmed.is_empty() {
        return if path.is_empty() { "." } else { "/" };
    }
    trimmed.rsplit('/').next().unwrap_or(trimmed)
}

fn dir(path: &str) -> &str {
    match path.rfind('/') {
        Some(0) => "/",
        Some(at) => &path[..at],
        None => ".",
    }
}

/// The parts of an address.
fn url(text: &str) -> Go {
    let (rest, fragment) = text.split_once('#').unwrap_or((text, ""));
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (scheme, rest) = rest.split_once("://").unwrap_or(("", rest));
    let (authority, path) = match rest.find('/') {
        Some(at) if !scheme.is_empty() => rest.split_at(at),
        None if !scheme.is_empty() => (rest, ""),
        _ => ("", rest),
    };
    let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let entry = |(key, value): (&str, &str)| (Rc::from(key), Go::str(value));
    Go::map(
        [
            ("scheme", scheme),
            ("host", host),
            ("hostname", name),
            ("path", path),
            ("query", query),
            ("opaque", ""),
            ("fragment", fragment),
            ("userinfo", user),
        ]
        .map(entry)
        .into_iter()
        .collect(),
    )
}
