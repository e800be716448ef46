//! What the client says, and to whom it goes.
//!
//! The dispatcher keeps the texts of open documents, answers what needs no scan, and hands the rest to the worker of
//! the folder a document lies in. A document outside of all folders of the workspace gets a worker for its own folder.

use std::collections::BTreeMap;
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crossbeam_channel::{Receiver, Sender, unbounded};
use gen_lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, Position,
};
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use rustc_hash::FxHashSet;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tamis_lang::LANGUAGES;

use crate::Loader;
use crate::actions::{ADD_TO_BASELINE, EXPLAIN, FIX_ALL, SCAN_WORKSPACE};
use crate::documents::Document;
use crate::outbox::{Outbox, Show};
use crate::settings::{Abilities, EditorSettings};
use crate::transport::{self, Read};
use crate::uri;
use crate::worker::{self, Ask, Project, Work};

/// Requests that were cancelled, shared with the workers.
pub(crate) type Cancelled = Arc<Mutex<FxHashSet<RequestId>>>;

/// Serves; see [`crate::serve`].
pub(crate) fn run(
    loader: Arc<Loader>,
    mut input: Box<dyn BufRead + Send>,
    mut output: Box<dyn Write + Send>,
) -> u8 {
    let (to_client, outgoing) = unbounded::<Value>();
    let (to_server, incoming) = unbounded::<Read>();
    let writer = thread::spawn(move || {
        for message in outgoing {
            if transport::write(&mut *output, &message).is_err() {
                return;
            }
        }
    });
    thread::spawn(move || {
        loop {
            let read = transport::read(&mut *input);
            let is_end = matches!(read, Read::End(_));
            if to_server.send(read).is_err() || is_end {
                return;
            }
        }
    });
    let mut server = Server::new(loader, Outbox::new(to_client));
    let code = server.listen(&incoming);
    server.end();
    drop(server);
    let _ = writer.join();
    code
}

/// A folder of the workspace, or of a document outside of it.
struct Folder {
    path: PathBuf,
    inbox: Sender<Work>,
    thread: Option<thread::JoinHandle<()>>,
    /// Not of the workspace: ends with its last document.
    is_loose: bool,
}

struct Server {
    loader: Arc<Loader>,
    outbox: Outbox,
    abilities: Abilities,
    settings: EditorSettings,
    /// `None` before `initialize`.
    folders: Option<Vec<Folder>>,
    documents: BTreeMap<String, Document>,
    cancelled: Cancelled,
    is_shut_down: bool,
    /// Ids of our requests for settings.
    asked: Vec<String>,
}

impl Server {
    fn new(loader: Arc<Loader>, outbox: Outbox) -> Self {
        Server {
            loader,
            outbox,
            abilities: Abilities::default(),
            settings: EditorSettings::default(),
            folders: None,
            documents: BTreeMap::new(),
            cancelled: Cancelled::default(),
            is_shut_down: false,
            asked: Vec::new(),
        }
    }

    fn listen(&mut self, incoming: &Receiver<Read>) -> u8 {
        for read in incoming {
            match read {
                Read::Message(Message::Request(request)) => self.request(request),
                Read::Message(Message::Notification(note)) if note.method == "exit" => {
                    return u8::from(!self.is_shut_down);
                }
                Read::Message(Message::Notification(note)) => self.notification(note),
                Read::Message(Message::Response(response)) => self.response(response),
                Read::Malformed(answer) => self.outbox.raw(answer),
                Read::End(words) => {
                    if let Some(words) = words {
                        self.outbox.log(&format!("the connection ends: {words}"));
                    }
                    return u8::from(!self.is_shut_down);
                }
            }
        }
        1
    }

    fn end(&mut self) {
        for mut folder in self.folders.take().unwrap_or_default() {
            folder.end();
        }
    }

    fn request(&mut self, request: Request) {
        let Request { id, method, params } = request;
        let refuse = |code, words: &str| self.outbox.refuse(&id, code, words);
        if self.is_shut_down {
            return refuse(ErrorCode::InvalidRequest, "the server was shut down");
        }
        if self.folders.is_none() && method != "initialize" {
            return refuse(ErrorCode::ServerNotInitialized, "'initialize' comes first");
        }
        match method.as_str() {
            "initialize" if self.folders.is_some() => {
                refuse(ErrorCode::InvalidRequest, "'initialize' came already");
            }
            "initialize" => self.initialize(&id, &params),
            "shutdown" => {
                self.is_shut_down = true;
                self.outbox.answer(&id, Value::Null);
            }
            "textDocument/diagnostic" => {
                let previous = params["previousResultId"].as_str().map(str::to_owned);
                self.ask_document(id, &params, Ask::Diagnostics { previous });
            }
            "textDocument/hover" => match position(&params) {
                Some(position) => self.ask_document(id, &params, Ask::Hover { position }),
                None => refuse(ErrorCode::InvalidParams, "'position' is missing"),
            },
            "textDocument/codeAction" => self.ask_document(id, &params, Ask::actions(&params)),
            "workspace/diagnostic" => self.ask_all(&id, &params, true),
            "workspace/executeCommand" => self.command(id, &params),
            _ => {
                let words = format!("'{method}' is not there");
                refuse(ErrorCode::MethodNotFound, &words);
            }
        }
    }

    fn command(&mut self, id: RequestId, params: &Value) {
        let first = &params["arguments"][0];
        let text = |key: &str| first[key].as_str().unwrap_or_default().to_owned();
        let ask = match params["command"].as_str() {
            Some(SCAN_WORKSPACE) => return self.ask_all(&id, params, false),
            Some(ADD_TO_BASELINE) => Ask::AddToBaseline { fingerprint: text("fingerprint") },
            Some(EXPLAIN) => Ask::Explain { fingerprint: text("fingerprint") },
            other => {
                let words = format!("there is no command '{}'", other.unwrap_or_default());
                return self.outbox.refuse(&id, ErrorCode::InvalidParams, &words);
            }
        };
        let document = json!({ "textDocument": { "uri": text("uri") } });
        self.ask_document(id, &document, ask);
    }

    /// Hands a request to the worker of its document.
    fn ask_document(&mut self, id: RequestId, params: &Value, ask: Ask) {
        let Some(uri) = params["textDocument"]["uri"].as_str() else {
            return self.outbox.refuse(
                &id,
                ErrorCode::InvalidParams,
                "'textDocument.uri' is missing",
            );
        };
        match self.folder_of(uri, false) {
            Some(folder) => {
                let uri = uri.to_owned();
                let _ = folder.inbox.send(Work::Request { id, uri: Some(uri), ask });
            }
            // Not a file, or one that is not open: nothing is known of it.
            None => self.outbox.answer(&id, ask.nothing()),
        }
    }

    /// Hands a request to all workers of the workspace; their answers are put together.
    fn ask_all(&mut self, id: &RequestId, params: &Value, wants_items: bool) {
        let folders: Vec<Sender<Work>> = self
            .folders
            .iter()
            .flatten()
            .filter(|it| !it.is_loose)
            .map(|it| it.inbox.clone())
            .collect();
        let previous: Vec<(String, String)> = params["previousResultIds"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|it| Some((it["uri"].as_str()?.into(), it["value"].as_str()?.into())))
            .collect();
        let token = params.get("workDoneToken").filter(|token| !token.is_null()).cloned();
        let gather =
            worker::Gather::new(id.clone(), folders.len(), wants_items, self.outbox.clone());
        if folders.is_empty() {
            return gather.answer();
        }
        for inbox in folders {
            let ask = Ask::Workspace {
                previous: previous.clone(),
                token: token.clone(),
                gather: Arc::clone(&gather),
            };
            let _ = inbox.send(Work::Request { id: id.clone(), uri: None, ask });
        }
    }

    fn notification(&mut self, note: Notification) {
        let Notification { method, params } = note;
        if self.folders.is_none() {
            return;
        }
        match method.as_str() {
            "initialized" => self.initialized(),
            "textDocument/didOpen" => self.with(&method, params, Server::open),
            "textDocument/didChange" => self.with(&method, params, Server::change),
            "textDocument/didClose" => self.with(&method, params, Server::close),
            "textDocument/didSave" => {
                if let Some(uri) = params["textDocument"]["uri"].as_str() {
                    self.saved(uri);
                }
            }
            "workspace/didChangeConfiguration" => self.configuration(&params["settings"]),
            "workspace/didChangeWatchedFiles" => self.files_changed(&params),
            "workspace/didChangeWorkspaceFolders" => self.folders_changed(&params["event"]),
            "$/cancelRequest" => {
                if let Ok(id) = serde_json::from_value(params["id"].clone()) {
                    self.cancelled.lock().unwrap_or_else(PoisonError::into_inner).insert(id);
                }
            }
            "window/workDoneProgress/cancel" => {
                for folder in self.folders.iter().flatten() {
                    let _ = folder.inbox.send(Work::CancelProgress(params["token"].clone()));
                }
            }
            // Notifications nobody knows are passed over, as the protocol has it.
            _ => {}
        }
    }

    /// Reads parameters; what does not fit is logged and passed over.
    fn with<P: DeserializeOwned>(&mut self, method: &str, params: Value, act: fn(&mut Server, P)) {
        match serde_json::from_value(params) {
            Ok(params) => act(self, params),
            Err(error) => {
                self.outbox.log(&format!("the parameters of '{method}' do not fit: {error}"))
            }
        }
    }

    fn initialize(&mut self, id: &RequestId, params: &Value) {
        self.abilities = Abilities::read(params);
        let mut options = &params["initializationOptions"];
        if let Some(inner) = options.get("settings") {
            options = inner;
        }
        match EditorSettings::read(options) {
            Ok(settings) => self.settings = settings,
            Err(words) => self.outbox.show(Show::Error, &words),
        }
        self.folders = Some(Vec::new());
        let mut roots: Vec<PathBuf> = params["workspaceFolders"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|folder| uri::to_path(folder["uri"].as_str()?))
            .collect();
        if roots.is_empty() {
            let root = params["rootUri"].as_str().and_then(uri::to_path);
            roots.extend(root.or_else(|| params["rootPath"].as_str().map(PathBuf::from)));
        }
        self.outbox.answer(id, answer(&self.abilities));
        for root in roots {
            self.add_folder(root, false);
        }
    }

    fn initialized(&mut self) {
        let mut registrations = Vec::new();
        if self.abilities.watches {
            let watchers: Vec<Value> =
                globs().into_iter().map(|glob| json!({ "globPattern": glob })).collect();
            registrations.push(json!({
                "id": "tamis-files",
                "method": "workspace/didChangeWatchedFiles",
                "registerOptions": { "watchers": watchers },
            }));
        }
        if self.abilities.listens {
            registrations.push(json!({
                "id": "tamis-settings",
                "method": "workspace/didChangeConfiguration",
                "registerOptions": { "section": "tamis" },
            }));
        }
        if !registrations.is_empty() {
            let params = json!({ "registrations": registrations });
            self.outbox.ask("client/registerCapability", params);
        }
    }

    fn add_folder(&mut self, path: PathBuf, is_loose: bool) {
        let Some(folders) = &mut self.folders else { return };
        if folders.iter().any(|folder| folder.path == path && folder.is_loose == is_loose) {
            return;
        }
        let project = Project {
            root: path.clone(),
            is_loose,
            loader: Arc::clone(&self.loader),
            settings: self.settings.clone(),
            outbox: self.outbox.clone(),
            abilities: self.abilities.clone(),
            cancelled: Arc::clone(&self.cancelled),
        };
        let (inbox, work) = unbounded();
        match thread::Builder::new()
            .name("tamis-worker".to_owned())
            .spawn(move || worker::run(project, &work))
        {
            Ok(thread) => folders.push(Folder { path, inbox, thread: Some(thread), is_loose }),
            Err(error) => {
                self.outbox.show(Show::Error, &format!("no thread for a folder: {error}"))
            }
        }
    }

    /// The innermost folder that holds a document; made for it where `may_make` and there is none.
    fn folder_of(&mut self, uri: &str, may_make: bool) -> Option<&Folder> {
        let path = uri::to_path(uri)?;
        let holds = |folder: &&Folder| path.starts_with(&folder.path);
        let size = |folder: &&Folder| (!folder.is_loose, folder.path.as_os_str().len());
        let is_known = self.folders.iter().flatten().any(|folder| holds(&folder));
        if !is_known && may_make {
            self.add_folder(path.parent()?.to_owned(), true);
        }
        self.folders.iter().flatten().filter(holds).max_by_key(size)
    }

    fn open(&mut self, params: DidOpenTextDocumentParams) {
        let item = params.text_document;
        let (uri, version) = (item.uri.0, item.version);
        let text: Arc<str> = Arc::from(item.text.as_str());
        self.documents.insert(uri.clone(), Document { version, text: item.text });
        if let Some(folder) = self.folder_of(&uri, true) {
            let _ = folder.inbox.send(Work::Text { uri, version, text });
        }
    }

    fn change(&mut self, params: DidChangeTextDocumentParams) {
        let id = params.text_document;
        let uri = id.text_document_identifier.uri.0;
        let Some(document) = self.documents.get_mut(&uri) else {
            return self.outbox.log(&format!("'{uri}' changed and is not open"));
        };
        document.apply(params.content_changes, self.abilities.encoding);
        document.version = id.version;
        let (version, text) = (id.version, Arc::from(document.text.as_str()));
        if let Some(folder) = self.folder_of(&uri, true) {
            let _ = folder.inbox.send(Work::Text { uri, version, text });
        }
    }

    fn close(&mut self, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri.0;
        if self.documents.remove(&uri).is_none() {
            return;
        }
        let Some(folder) = self.folder_of(&uri, false) else { return };
        let (is_loose, path) = (folder.is_loose, folder.path.clone());
        let _ = folder.inbox.send(Work::Close { uri });
        let lies_there = |uri: &String| uri::to_path(uri).is_some_and(|it| it.starts_with(&path));
        if is_loose && !self.documents.keys().any(lies_there) {
            self.drop_folder(&path, true);
        }
    }

    fn drop_folder(&mut self, path: &Path, is_loose: bool) {
        let Some(folders) = &mut self.folders else { return };
        if let Some(at) =
            folders.iter().position(|folder| folder.path == path && folder.is_loose == is_loose)
        {
            folders.remove(at).end();
        }
    }

    fn saved(&mut self, uri: &str) {
        let Some(path) = uri::to_path(uri) else { return };
        for folder in self.folders.iter().flatten() {
            if path.starts_with(&folder.path) {
                let _ = folder.inbox.send(Work::Files(vec![(path.clone(), false)]));
            }
        }
    }

    fn files_changed(&mut self, params: &Value) {
        let changes: Vec<(PathBuf, bool)> = params["changes"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|it| Some((uri::to_path(it["uri"].as_str()?)?, it["type"] == json!(3))))
            .collect();
        for folder in self.folders.iter().flatten() {
            // What lies elsewhere may be a baseline or a rule file.
            let _ = folder.inbox.send(Work::Files(changes.clone()));
        }
    }

    fn folders_changed(&mut self, event: &Value) {
        let paths = |list: &Value| -> Vec<PathBuf> {
            let list = list.as_array().into_iter().flatten();
            list.filter_map(|it| uri::to_path(it["uri"].as_str()?)).collect()
        };
        for path in paths(&event["removed"]) {
            self.drop_folder(&path, false);
        }
        for path in paths(&event["added"]) {
            self.add_folder(path, false);
        }
        // Documents may lie in another folder now.
        let documents: Vec<(String, Document)> =
            self.documents.iter().map(|(uri, it)| (uri.clone(), it.clone())).collect();
        for (uri, document) in documents {
            for folder in self.folders.iter().flatten() {
                let _ = folder.inbox.send(Work::Forget { uri: uri.clone() });
            }
            if let Some(folder) = self.folder_of(&uri, true) {
                let text = Arc::from(document.text.as_str());
                let _ = folder.inbox.send(Work::Text { uri, version: document.version, text });
            }
        }
    }

    /// New settings: in the message, or to be asked for.
    fn configuration(&mut self, settings: &Value) {
        let is_there = settings.get("tamis").is_some() || !self.abilities.configuration;
        if is_there {
            self.apply(settings);
        } else {
            let items = json!({ "items": [{ "section": "tamis" }] });
            let id = self.outbox.ask("workspace/configuration", items);
            self.asked.push(id);
        }
    }

    fn response(&mut self, response: Response) {
        let id = response.id.to_string();
        let id = id.trim_matches('"');
        let Some(at) = self.asked.iter().position(|asked| asked == id) else { return };
        self.asked.remove(at);
        if let Ok(result) = response.response_result {
            self.apply(&result[0]);
        }
    }

    fn apply(&mut self, settings: &Value) {
        match EditorSettings::read(settings) {
            Ok(settings) if settings != self.settings => {
                self.settings = settings;
                for folder in self.folders.iter().flatten() {
                    let _ = folder.inbox.send(Work::Settings(self.settings.clone()));
                }
            }
            Ok(_) => {}
            Err(words) => self.outbox.show(Show::Error, &words),
        }
    }
}

impl Folder {
    fn end(&mut self) {
        let _ = self.inbox.send(Work::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn position(params: &Value) -> Option<Position> {
    serde_json::from_value(params["position"].clone()).ok()
}

/// The answer to `initialize`.
fn answer(abilities: &Abilities) -> Value {
    json!({
        "capabilities": {
            "positionEncoding": abilities.encoding.name(),
            "textDocumentSync": { "openClose": true, "change": 2, "save": { "includeText": false } },
            "hoverProvider": true,
            "codeActionProvider": { "codeActionKinds": ["quickfix", FIX_ALL] },
            "diagnosticProvider": {
                "identifier": "tamis",
                "interFileDependencies": true,
                "workspaceDiagnostics": true,
                "workDoneProgress": true,
            },
            "executeCommandProvider": {
                "commands": [ADD_TO_BASELINE, EXPLAIN, SCAN_WORKSPACE],
                "workDoneProgress": true,
            },
            "workspace": { "workspaceFolders": { "supported": true, "changeNotifications": true } },
        },
        "serverInfo": { "name": "tamis", "version": env!("CARGO_PKG_VERSION") },
    })
}

/// Files whose change matters: configuration, and whatever some language claims.
fn globs() -> Vec<String> {
    let mut names: Vec<&str> =
        vec![".tamis.toml", ".tamisignore", ".semgrepignore", ".gitignore", ".ignore"];
    names.push(".tamis-baseline.json");
    let whole = LANGUAGES.iter().flat_map(|language| language.file_names);
    names.extend(whole.filter(|name| !name.ends_with('.')));
    let extensions: Vec<&str> =
        LANGUAGES.iter().flat_map(|language| language.extensions).copied().collect();
    vec![format!("**/{{{}}}", names.join(",")), format!("**/*.{{{}}}", extensions.join(","))]
}
