//! Functions that encode and decode text.

use std::fmt::Write as _;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{Arguments, Outcome, Stop, list, text, yaml};
use crate::value::{Attribute, Map, Value};

pub(super) fn call(name: &str, arguments: Arguments<'_>) -> Option<Outcome> {
    let function: fn(Arguments<'_>) -> Outcome = match name {
        "base64encode" => |a| text(STANDARD.encode(a.text(0)?.as_bytes())),
        "base64decode" => |a| {
            let bytes = STANDARD.decode(a.text(0)?.as_bytes());
            match bytes.ok().and_then(|bytes| String::from_utf8(bytes).ok()) {
                Some(decoded) => text(decoded),
                None => Err(Stop::error("text that is no Base64 of text")),
            }
        },
        "textencodebase64" => |a| {
            let subject = a.text(0)?;
            text(STANDARD.encode(bytes_in(&subject, &a.text(1)?)?))
        },
        "textdecodebase64" => |a| {
            let bytes = STANDARD
                .decode(a.text(0)?.as_bytes())
                .map_err(|_| Stop::error("text that is no Base64"))?;
            text(text_in(&bytes, &a.text(1)?)?)
        },
        "urlencode" => |a| text(urlencode(&a.text(0)?)),
        "csvdecode" => csvdecode,
        "yamldecode" => |a| yaml::decode(&a.text(0)?, &a.at(0)?.origin),
        "yamlencode" => |a| text(yaml::encode(a.at(0)?)),
        _ => return None,
    };
    Some(function(arguments))
}

/// As Go's `url.QueryEscape`.
fn urlencode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte));
            }
            b' ' => out.push('+'),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

fn bytes_in(text: &str, encoding: &str) -> Result<Vec<u8>, Stop> {
    Ok(match encoding.to_ascii_uppercase().as_str() {
        "UTF-8" => text.as_bytes().to_vec(),
        "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "UTF-16BE" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => return Err(Stop::error(format!("encoding '{encoding}', which is not supported"))),
    })
}

fn text_in(bytes: &[u8], encoding: &str) -> Result<String, Stop> {
    let wide = |read: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
        String::from_utf16_lossy(&units.collect::<Vec<u16>>())
    };
    Ok(match encoding.to_ascii_uppercase().as_str() {
        "UTF-8" => String::from_utf8_lossy(bytes).into_owned(),
        "UTF-16LE" => wide(u16::from_le_bytes),
        "UTF-16BE" => wide(u16::from_be_bytes),
        _ => return Err(Stop::error(format!("encoding '{encoding}', which is not supported"))),
    })
}

fn csvdecode(arguments: Arguments<'_>) -> Outcome {
    let subject = arguments.text(0)?;
    let origin = &arguments.at(0)?.origin;
    let bad = |_| Stop::error("text that is no CSV");
    let mut reader = csv::Reader::from_reader(subject.as_bytes());
    let names: Vec<Arc<str>> = reader.headers().map_err(bad)?.iter().map(Arc::from).collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(bad)?;
        let entries = names.iter().zip(record.iter()).map(|(name, field)| {
            let value = Value::string(field, origin.clone());
            (name.clone(), Attribute { value, place: origin.place })
        });
        rows.push(Value::map(entries.collect::<Map>(), origin.clone()));
    }
    list(rows)
}
