//! `tamis upload` against a server on the loopback interface that plays the code scanning API.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Output};
use std::sync::mpsc;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

/// A request as the server saw it.
struct Request {
    line: String,
    token: String,
    body: String,
}

/// Answers each request with the next of `answers`, then stops; what it saw comes over the channel.
fn serve(answers: Vec<(u16, String)>) -> (String, mpsc::Receiver<Request>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        for (status, answer) in answers {
            let Ok((stream, _)) = listener.accept() else { return };
            let _ = stream.set_read_timeout(Some(Duration::from_secs(20)));
            if sender.send(exchange(stream, status, &answer)).is_err() {
                return;
            }
        }
    });
    (address, receiver)
}

fn exchange(mut stream: TcpStream, status: u16, answer: &str) -> Request {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut next = || {
        let mut line = String::new();
        let _ = reader.read_line(&mut line);
        line.trim_end().to_owned()
    };
    let (first, mut length, mut token) = (next(), 0, String::new());
    loop {
        let line = next();
        if line.is_empty() {
            break;
        }
        let Some((name, value)) = line.split_once(": ") else { continue };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().unwrap(),
            "authorization" => token = value.to_owned(),
            "expect" => {
                let _ = stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n");
            }
            _ => {}
        }
    }
    let mut body = vec![0; length];
    let _ = reader.read_exact(&mut body);
    let _ = write!(
        stream,
        "HTTP/1.1 {status} X\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{answer}",
        answer.len()
    );
    Request { line: first, token, body: String::from_utf8_lossy(&body).into_owned() }
}

const SARIF: &str = r#"{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "tamis"}},
    "automationDetails": {"id": "azuredevops/pipeline/build/tamis/"}, "results": [
    {"ruleId": "open", "message": {"text": "m"}},
    {"ruleId": "accepted", "message": {"text": "m"}, "suppressions": [{"kind": "inSource"}]}]}]}"#;

fn upload(api: &str, more: &[&str]) -> Output {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("a.sarif");
    std::fs::write(&file, SARIF).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_tamis"));
    for name in [
        "GITHUB_REPOSITORY",
        "GITHUB_SHA",
        "GITHUB_REF",
        "CI_COMMIT_SHA",
        "CI_COMMIT_REF_NAME",
        "GITHUB_API_URL",
    ] {
        command.env_remove(name);
    }
    command
        .arg("upload")
        .arg(&file)
        .args([
            "--api",
            api,
            "--repository",
            "acme/app",
            "--commit",
            "c0ffee",
            "--ref",
            "refs/heads/main",
        ])
        .args(more)
        .env("GITHUB_TOKEN", "secret-token")
        .env("NO_PROXY", "*")
        .current_dir(folder.path())
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_report_arrives_compressed_without_what_is_accepted_and_is_waited_for() {
    let (api, seen) = serve(vec![
        (503, String::new()),
        (202, r#"{"id": "47177e22"}"#.to_owned()),
        (200, r#"{"processing_status": "pending"}"#.to_owned()),
        (200, r#"{"processing_status": "complete"}"#.to_owned()),
    ]);
    let output = upload(&api, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let requests: Vec<Request> = seen.iter().collect();
    assert_eq!(requests.len(), 4, "a busy service is asked again");
    assert_eq!(requests[1].line, "POST /repos/acme/app/code-scanning/sarifs HTTP/1.1");
    assert_eq!(requests[1].token, "Bearer secret-token");
    assert_eq!(requests[3].line, "GET /repos/acme/app/code-scanning/sarifs/47177e22 HTTP/1.1");
    let body: Value = serde_json::from_str(&requests[1].body).unwrap();
    assert_eq!((&body["commit_sha"], &body["ref"]), (&"c0ffee".into(), &"refs/heads/main".into()));
    let sarif = unpacked(body["sarif"].as_str().unwrap());
    assert!(sarif.contains("\"open\"") && !sarif.contains("accepted"), "{sarif}");
    assert!(sarif.contains("\"tamis/\"") && !sarif.contains("azuredevops"), "{sarif}");
}

fn unpacked(text: &str) -> String {
    use base64::Engine as _;
    let bytes = base64::engine::general_purpose::STANDARD.decode(text).unwrap();
    let mut sarif = String::new();
    flate2::read::GzDecoder::new(bytes.as_slice()).read_to_string(&mut sarif).unwrap();
    sarif
}

#[test]
fn refusals_say_what_to_do_and_do_not_tell_the_token() {
    for (status, answer, words) in [
        (401, r#"{"message": "Bad credentials"}"#, "the token is not valid"),
        (403, r#"{"message": "Resource not accessible"}"#, "security-events: write"),
        (404, "", "no such repository"),
        (422, r#"{"message": "commit not found"}"#, "commit not found"),
    ] {
        let (api, _seen) = serve(vec![(status, answer.to_owned())]);
        let output = upload(&api, &[]);
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).contains(words), "{status}: {}", said(&output));
        assert!(!said(&output).contains("secret-token"));
    }
    let (api, _seen) = serve(vec![
        (202, r#"{"id": "1"}"#.to_owned()),
        (200, r#"{"processing_status": "failed", "errors": ["too many runs"]}"#.to_owned()),
    ]);
    assert!(said(&upload(&api, &[])).contains("too many runs"));
}

#[test]
fn what_is_missing_is_named() {
    let output = upload("http://127.0.0.1:9", &["--token-env", "NO_SUCH_TOKEN"]);
    assert!(said(&output).contains("'NO_SUCH_TOKEN' holds no token"), "{}", said(&output));
    let output = upload("http://127.0.0.1:9", &["--retries", "0"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("did not answer"), "{}", said(&output));
}
