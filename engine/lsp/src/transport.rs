//! Messages over a pair of byte streams.
//!
//! For: framing that outlives what is malformed. A body that is no message is answered with an error and passed over;
//! a header that says no length leaves no way to find the next message, so it ends the connection.
//! Not for: what messages mean. Read [`read`].

use std::io::{self, BufRead, Write};

use lsp_server::{ErrorCode, Message};
use serde_json::{Value, json};

/// Bytes of a message at most.
const MAX_BODY: usize = 256 << 20;
/// Bytes of a header line at most.
const MAX_HEADER: u64 = 8 << 10;

/// What came.
#[derive(Debug)]
pub(crate) enum Read {
    /// A message.
    Message(Message),
    /// A body that is none: what to answer.
    Malformed(Value),
    /// The end, or a header that makes no sense, with words for a log.
    End(Option<String>),
}

/// Reads one message.
pub(crate) fn read(input: &mut dyn BufRead) -> Read {
    let length = match header(input) {
        Ok(Some(length)) => length,
        Ok(None) => return Read::End(None),
        Err(words) => return Read::End(Some(words)),
    };
    let mut body = vec![0; length];
    if input.read_exact(&mut body).is_err() {
        return Read::End(None);
    }
    let value: Value = match serde_json::from_slice(&body) {
        Ok(value) => value,
        Err(error) => {
            let words = format!("the message is no JSON: {error}");
            return Read::Malformed(refusal(Value::Null, ErrorCode::ParseError, &words));
        }
    };
    let id = value.get("id").filter(|id| id.is_i64() || id.is_string()).cloned();
    match serde_json::from_value(value) {
        Ok(message) => Read::Message(message),
        Err(_) => {
            let words = "the message is neither a request, a response nor a notification";
            let id = id.unwrap_or(Value::Null);
            Read::Malformed(refusal(id, ErrorCode::InvalidRequest, words))
        }
    }
}

fn refusal(id: Value, code: ErrorCode, message: &str) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code as i32, "message": message } })
}

/// The length that a header says; `None` at the end of the stream.
fn header(input: &mut dyn BufRead) -> Result<Option<usize>, String> {
    let mut length = None;
    let mut any = false;
    loop {
        let mut line = Vec::new();
        let count = io::Read::take(&mut *input, MAX_HEADER)
            .read_until(b'\n', &mut line)
            .map_err(|error| error.to_string())?;
        if count == 0 {
            return if any { Err("the input ends within a header".to_owned()) } else { Ok(None) };
        }
        any = true;
        let line = line.trim_ascii();
        if line.is_empty() {
            return match length {
                Some(length) if length <= MAX_BODY => Ok(Some(length)),
                Some(length) => Err(format!("a message of {length} bytes is too long")),
                None => Err("a header has no 'Content-Length'".to_owned()),
            };
        }
        let text = String::from_utf8_lossy(line);
        if let Some((name, value)) = text.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            length =
                Some(value.trim().parse().map_err(|_| format!("'{}' is no length", value.trim()))?);
        }
    }
}

/// Writes one message.
pub(crate) fn write(output: &mut dyn Write, message: &Value) -> io::Result<()> {
    let body = serde_json::to_vec(message)?;
    write!(output, "Content-Length: {}\r\n\r\n", body.len())?;
    output.write_all(&body)?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<String> {
        let mut input = io::BufReader::new(bytes);
        let mut found = Vec::new();
        loop {
            match read(&mut input) {
                Read::Message(Message::Request(it)) => found.push(it.method),
                Read::Message(Message::Notification(it)) => found.push(it.method),
                Read::Message(Message::Response(it)) => found.push(it.id.to_string()),
                Read::Malformed(answer) => found.push(answer["error"]["code"].to_string()),
                Read::End(words) => {
                    found.push(words.unwrap_or_else(|| "end".to_owned()));
                    return found;
                }
            }
        }
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn what_is_no_message_is_answered_and_passed_over() {
        let input = [
            framed("{\"id\":1,,"),
            framed("[1,2]"),
            framed("{\"id\":7}"),
            framed("{\"jsonrpc\":\"2.0\",\"method\":\"ok\"}"),
        ]
        .concat();
        assert_eq!(all(input.as_bytes()), ["-32700", "-32600", "-32600", "ok", "end"]);
    }

    #[test]
    fn headers_that_say_no_length_end_the_connection() {
        assert_eq!(all(b"X: 1\r\n\r\n{}"), ["a header has no 'Content-Length'"]);
        assert_eq!(all(b"Content-Length: x\r\n\r\n"), ["'x' is no length"]);
        assert_eq!(
            all(b"content-length: 99999999999\r\n\r\n"),
            ["a message of 99999999999 bytes is too long"]
        );
        assert_eq!(all(b"Content-Length: 5\r\n\r\n{}"), ["end"]);
        assert_eq!(all(b"\x00\xff\xfe garbage\r\n\r\n"), ["a header has no 'Content-Length'"]);
    }

    #[test]
    fn what_is_written_is_read() {
        let mut bytes = Vec::new();
        write(&mut bytes, &json!({ "jsonrpc": "2.0", "method": "ü" })).unwrap();
        assert_eq!(all(&bytes), ["ü", "end"]);
    }
}
