//! The server as a client meets it: whole sessions over pipes, with real messages.

use std::fs;
use std::io::{BufRead, BufReader, PipeReader, PipeWriter, Read as _, Write as _, pipe};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use serde_json::{Value, json};
use tamis_lsp::{EditorSettings, Loaded, serve};
use tamis_rule::parse_rules;
use tamis_scan::{Baseline, Configs, RuleSet, SessionOptions, WalkOptions};
use tempfile::TempDir;

const RULES: &str = r#"
rules:
  - id: acme.run
    languages: [python]
    severity: ERROR
    message: "run $X"
    pattern: run($X)
    fix: safe_run($X)
    metadata:
      fix-safety: safe
      cwe: "CWE-78: OS command injection"
      references: [https://example.com/run]
      help: "Use 'safe_run'."
  - id: acme.flow
    languages: [python]
    severity: ERROR
    message: "data of the user gets to a sink"
    mode: taint
    pattern-sources: [{pattern: source()}]
    pattern-sinks: [{pattern: sink(...)}]
"#;

fn load(root: &Path, _: &EditorSettings) -> Result<Loaded, String> {
    let read = parse_rules("rules.yaml", RULES);
    assert!(read.errors.is_empty(), "{:?}", read.errors);
    let baseline = root.join(".tamis-baseline.json");
    let known = fs::read_to_string(&baseline).ok();
    let walk = WalkOptions {
        roots: vec![root.to_owned()],
        base: root.to_owned(),
        ..WalkOptions::default()
    };
    Ok(Loaded {
        rules: RuleSet::new(read.rules, []),
        options: SessionOptions {
            walk,
            configs: Configs::discover(root, "").map_err(|error| error.to_string())?,
            baseline: known.map(|text| Baseline::read("baseline", &text).unwrap()),
            ..SessionOptions::default()
        },
        baseline: Some(baseline),
        ..Loaded::default()
    })
}

struct Client {
    folder: TempDir,
    root: PathBuf,
    input: Option<PipeWriter>,
    output: BufReader<PipeReader>,
    server: Option<JoinHandle<u8>>,
    ids: i64,
    /// What came while something else was waited for.
    notes: Vec<Value>,
}

impl Client {
    fn new(files: &[(&str, &str)], capabilities: Value) -> Client {
        let folder = TempDir::new().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        for (path, text) in files {
            fs::write(root.join(path), text).unwrap();
        }
        let (from_client, input) = pipe().unwrap();
        let (output, to_client) = pipe().unwrap();
        let server = std::thread::spawn(move || {
            serve(Arc::new(load), Box::new(BufReader::new(from_client)), Box::new(to_client))
        });
        let mut client = Client {
            folder,
            root,
            input: Some(input),
            output: BufReader::new(output),
            server: Some(server),
            ids: 0,
            notes: Vec::new(),
        };
        let uri = client.uri("");
        let folders = json!([{ "uri": uri.trim_end_matches('/'), "name": "w" }]);
        let params = json!({ "capabilities": capabilities, "workspaceFolders": folders });
        client.call("initialize", params);
        client.notify("initialized", json!({}));
        client
    }

    fn uri(&self, path: &str) -> String {
        format!("file://{}/{path}", self.root.display())
    }

    fn raw(&mut self, body: &str) {
        let framed = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        self.input.as_mut().unwrap().write_all(framed.as_bytes()).unwrap();
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.raw(&json!({ "jsonrpc": "2.0", "method": method, "params": params }).to_string());
    }

    fn start(&mut self, method: &str, params: Value) -> i64 {
        self.ids += 1;
        let id = self.ids;
        let message = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        self.raw(&message.to_string());
        id
    }

    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.output.read_line(&mut line).unwrap();
            if line.trim().is_empty() {
                break;
            }
            if let Some(number) = line.strip_prefix("Content-Length:") {
                length = number.trim().parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.notes.iter().position(&wanted) {
            return self.notes.remove(at);
        }
        loop {
            let message = self.read();
            if wanted(&message) {
                return message;
            }
            self.notes.push(message);
        }
    }

    fn call(&mut self, method: &str, params: Value) -> Value {
        let id = self.start(method, params);
        self.wait(|message| message["id"] == id && message.get("method").is_none())
    }

    fn open(&mut self, path: &str, text: &str) {
        let uri = self.uri(path);
        let item = json!({ "uri": uri, "languageId": "python", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": item }));
    }

    /// A change of the whole text.
    fn change(&mut self, path: &str, version: i32, text: &str) {
        let document = json!({ "uri": self.uri(path), "version": version });
        let changes = json!([{ "text": text }]);
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": changes }),
        );
    }

    /// The diagnostics published for a version of a document.
    fn published(&mut self, path: &str, version: i32) -> Vec<Value> {
        let uri = self.uri(path);
        let found = self.wait(|it| {
            it["method"] == "textDocument/publishDiagnostics"
                && it["params"]["uri"] == uri
                && it["params"]["version"] == version
        });
        found["params"]["diagnostics"].as_array().unwrap().clone()
    }

    fn action(&mut self, path: &str, diagnostic: &Value, title: &str) -> Value {
        let document = json!({ "uri": self.uri(path) });
        let context = json!({ "diagnostics": [diagnostic] });
        let params =
            json!({ "textDocument": document, "range": diagnostic["range"], "context": context });
        let found = self.call("textDocument/codeAction", params)["result"].clone();
        let list = found.as_array().unwrap();
        list.iter()
            .find(|it| it["title"].as_str().unwrap().starts_with(title))
            .unwrap_or_else(|| panic!("no '{title}' in {found:#}"))
            .clone()
    }

    fn end(mut self) -> u8 {
        self.call("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.server.take().unwrap().join().unwrap()
    }
}

fn at(line: u32, character: u32) -> Value {
    json!({ "line": line, "character": character })
}

#[test]
fn columns_are_right_behind_an_emoji_in_every_encoding() {
    for (encoding, start) in [("utf-8", 15), ("utf-16", 12), ("utf-32", 11)] {
        let capabilities = json!({ "general": { "positionEncodings": [encoding] } });
        let mut client = Client::new(&[], capabilities);
        client.open("a.py", "k = \"🔑é\"; \u{20}run(x)\n");
        let found = client.published("a.py", 1);
        assert_eq!(found[0]["range"], json!({ "start": at(0, start), "end": at(0, start + 6) }));
        // The same unit for edits: what stands behind the emoji is replaced.
        let uri = client.uri("a.py");
        let change = json!({ "range": found[0]["range"], "text": "pass" });
        let document = json!({ "uri": uri, "version": 2 });
        client.notify(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": [change] }),
        );
        assert!(client.published("a.py", 2).is_empty());
        assert_eq!(client.end(), 0);
    }
}

#[test]
fn a_diagnostic_carries_rule_link_and_every_step_of_the_flow() {
    let helper = "def given():\n    return source()\n";
    let mut client = Client::new(&[("helper.py", helper)], json!({}));
    client.open("a.py", "from helper import given\nx = given()\nsink(x)\nrun(1)\n");
    // The other file is read in the background: its steps come with a later publish.
    let uri = client.uri("a.py");
    let found = client.wait(|it| {
        it["method"] == "textDocument/publishDiagnostics"
            && it["params"]["uri"] == uri
            && it["params"]["diagnostics"].as_array().is_some_and(|list| list.len() == 2)
    });
    let found = &found["params"]["diagnostics"];
    let (flow, run) = (&found[0], &found[1]);
    assert_eq!(
        (flow["code"].as_str(), run["code"].as_str()),
        (Some("acme.flow"), Some("acme.run"))
    );
    assert_eq!((flow["source"].as_str(), flow["severity"].as_i64()), (Some("tamis"), Some(1)));
    assert_eq!(run["codeDescription"]["href"], "https://example.com/run");
    let steps = flow["relatedInformation"].as_array().unwrap();
    assert!(steps.len() >= 3, "{steps:#?}");
    assert!(steps[0]["message"].as_str().unwrap().starts_with(&format!("1/{} ", steps.len())));
    let other = client.uri("helper.py");
    assert!(steps.iter().any(|step| step["location"]["uri"] == *other), "{steps:#?}");
    let document = json!({ "uri": uri });
    let hover = client
        .call("textDocument/hover", json!({ "textDocument": document, "position": at(3, 1) }));
    let text = hover["result"]["contents"]["value"].as_str().unwrap();
    for words in ["acme.run", "Use 'safe_run'", "CWE-78", "-run(1)\n+safe_run(1)"] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert_eq!(client.end(), 0);
}

#[test]
fn an_edit_of_a_helper_updates_the_document_that_calls_it() {
    let mut client = Client::new(&[], json!({}));
    client.open("a.py", "from helper import passed\nsink(passed(source()))\n");
    client.open("helper.py", "def passed(v):\n    return v\n");
    let uri = client.uri("a.py");
    let has = |count: usize| {
        let uri = uri.clone();
        move |it: &Value| {
            it["method"] == "textDocument/publishDiagnostics"
                && it["params"]["uri"] == uri
                && it["params"]["diagnostics"].as_array().is_some_and(|list| list.len() == count)
        }
    };
    client.wait(has(1));
    client.notes.clear();
    client.change("helper.py", 2, "def passed(v):\n    return 1\n");
    client.wait(has(0));
    assert_eq!(client.end(), 0);
}

#[test]
fn a_burst_of_changes_is_published_once_and_closing_clears() {
    let mut client = Client::new(&[], json!({}));
    client.open("a.py", "run(0)\n");
    assert_eq!(client.published("a.py", 1).len(), 1);
    for version in 2..=21 {
        client.change("a.py", version, &format!("run({version})\n").repeat(version as usize));
    }
    assert_eq!(client.published("a.py", 21).len(), 21);
    let publishes = |client: &Client| {
        client.notes.iter().filter(|it| it["method"] == "textDocument/publishDiagnostics").count()
    };
    // A slow machine may let some of the changes through one by one.
    assert!(publishes(&client) < 10, "{} publishes", publishes(&client));
    let document = json!({ "uri": client.uri("a.py") });
    client.notify("textDocument/didClose", json!({ "textDocument": document }));
    let uri = client.uri("a.py");
    let cleared = client.wait(|it| it["params"]["uri"] == uri && it["params"]["version"].is_null());
    assert_eq!(cleared["params"]["diagnostics"], json!([]));
    assert_eq!(client.end(), 0);
}

#[test]
fn actions_fix_accept_and_remember() {
    let mut client = Client::new(&[], json!({}));
    let text = "k = '🔑é'; run(1)\nif run(2):\n    pass\n";
    client.open("a.py", text);
    let found = client.published("a.py", 1);
    let fix = client.action("a.py", &found[0], "Fix: safe_run(1)");
    let edits = &fix["edit"]["documentChanges"][0]["edits"];
    assert_eq!(edits[0]["newText"], "safe_run(1)");
    assert_eq!(edits[0]["range"]["start"], at(0, 11));
    let all = client.action("a.py", &found[1], "Fix all 2 of 'run'");
    assert_eq!(all["edit"]["documentChanges"][0]["edits"].as_array().unwrap().len(), 2);
    let accept = client.action("a.py", &found[1], "Accept 'run' here");
    let edit = &accept["edit"]["documentChanges"][0]["edits"][0];
    assert_eq!(edit["newText"], "# tamis: ignore[acme.run] reason\n");
    assert_eq!(edit["range"], json!({ "start": at(1, 0), "end": at(1, 0) }));
    client.change("a.py", 2, &text.replace("if run", "# tamis: ignore[acme.run] reason\nif run"));
    let left = client.published("a.py", 2);
    assert_eq!(left.len(), 1);
    let explain = client.action("a.py", &left[0], "Explain 'run'");
    let remember = client.action("a.py", &left[0], "Add 'run' to the baseline");
    client.notes.clear();
    client.call("workspace/executeCommand", remember["command"].clone());
    assert!(client.published("a.py", 2).is_empty());
    let written = fs::read_to_string(client.folder.path().join(".tamis-baseline.json")).unwrap();
    assert!(written.contains("acme.run"), "{written}");
    // It is accepted now, so there is nothing to explain any more.
    let answer = client.call("workspace/executeCommand", explain["command"].clone());
    assert_eq!(answer["error"]["code"], -32803);
    assert_eq!(client.end(), 0);
}

#[test]
fn a_comment_is_written_where_the_language_takes_it_for_one() {
    let mut client = Client::new(&[], json!({}));
    // In a string a comment would be text: the end of the line is taken.
    client.open("a.py", "x = f(\"\"\"\na\n\"\"\", run(1))\n");
    let found = client.published("a.py", 1);
    let accept = client.action("a.py", &found[0], "Accept");
    let edit = &accept["edit"]["documentChanges"][0]["edits"][0];
    assert_eq!(edit["newText"], "  # tamis: ignore[acme.run] reason");
    assert_eq!(client.end(), 0);
}

#[test]
fn clients_that_ask_are_not_told_unasked() {
    let capabilities = json!({ "textDocument": { "diagnostic": {} } });
    let mut client = Client::new(&[("b.py", "run(2)\n"), ("c.py", "ok\n")], capabilities);
    client.open("a.py", "run(1)\n");
    let document = json!({ "uri": client.uri("a.py") });
    let first = client.call("textDocument/diagnostic", json!({ "textDocument": document }));
    assert_eq!(first["result"]["items"].as_array().unwrap().len(), 1);
    let known =
        json!({ "textDocument": document, "previousResultId": first["result"]["resultId"] });
    let second = client.call("textDocument/diagnostic", known);
    assert_eq!(second["result"]["kind"], "unchanged");
    let params = json!({ "previousResultIds": [], "workDoneToken": "t" });
    let all = client.call("workspace/diagnostic", params);
    let items = all["result"]["items"].as_array().unwrap();
    let uris: Vec<&str> = items.iter().map(|it| it["uri"].as_str().unwrap()).collect();
    assert_eq!(uris, [client.uri("a.py"), client.uri("b.py")]);
    let kinds: Vec<&Value> = client
        .notes
        .iter()
        .filter(|it| it["method"] == "$/progress")
        .map(|it| &it["params"]["value"]["kind"])
        .collect();
    assert_eq!((kinds[0], *kinds.last().unwrap()), (&json!("begin"), &json!("end")));
    assert!(client.notes.iter().all(|it| it["method"] != "textDocument/publishDiagnostics"));
    assert_eq!(client.end(), 0);
}

#[test]
fn configuration_counts_when_it_changes() {
    let mut client = Client::new(&[], json!({}));
    client.open("a.py", "run(1)\n");
    assert_eq!(client.published("a.py", 1).len(), 1);
    let file = client.root.join(".tamis.toml");
    fs::write(&file, "[rules.\"acme.run\"]\nenabled = false\n").unwrap();
    let uri = client.uri(".tamis.toml");
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({ "changes": [{ "uri": uri, "type": 1 }] }),
    );
    assert!(client.published("a.py", 1).is_empty());
    assert_eq!(client.end(), 0);
}

#[test]
fn files_that_a_scan_leaves_out_have_no_findings() {
    let mut client = Client::new(&[(".gitignore", "out.py\n"), ("out.py", "run(1)\n")], json!({}));
    client.open("out.py", "run(1)\n");
    assert!(client.published("out.py", 1).is_empty());
    assert_eq!(client.end(), 0);
}

#[test]
fn what_makes_no_sense_is_answered() {
    let mut client = Client::new(&[], json!({}));
    assert_eq!(client.call("x/y", json!({}))["error"]["code"], -32601);
    assert_eq!(client.call("initialize", json!({}))["error"]["code"], -32600);
    assert_eq!(client.call("textDocument/hover", json!({}))["error"]["code"], -32602);
    client.raw("{\"id\":1,,");
    assert_eq!(
        client.wait(|it| it["id"].is_null() && it.get("error").is_some())["error"]["code"],
        -32700
    );
    client.notify("textDocument/didChange", json!({ "x": 1 }));
    client.notify("nobody/knows", json!(null));
    let id = client
        .start("textDocument/codeAction", json!({ "textDocument": { "uri": "file:///none.py" } }));
    assert_eq!(client.wait(|it| it["id"] == id)["result"], json!([]));
    assert_eq!(client.call("shutdown", Value::Null)["result"], Value::Null);
    assert_eq!(client.call("textDocument/hover", json!({}))["error"]["code"], -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.server.take().unwrap().join().unwrap(), 0);
}

#[test]
fn a_client_that_goes_away_ends_the_server() {
    let mut client = Client::new(&[], json!({}));
    client.open("a.py", "run(1)\n");
    client.input = None;
    assert_eq!(client.server.take().unwrap().join().unwrap(), 1);
}
