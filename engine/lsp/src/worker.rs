//! One folder's worker: takes what came, checks what changed, tells the client.
//!
//! It goes round in this order: take every message that waits; check documents whose text changed; answer requests;
//! then, a step at a time so that a change never waits long, read the folder's other files, and check what depends on
//! them. A check ends early when a newer message arrives.

use std::collections::{BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError};
use gen_lsp_types::{Diagnostic, Position, Range};
use lsp_server::{ErrorCode, RequestId};
use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use tamis_finding::{Finding, ScanReport};
use tamis_scan::{Checked, FILE_NAME, Reach, Session, WalkedFile, relative};

use crate::actions::{self, Subject};
use crate::hover;
use crate::outbox::{Outbox, Show};
use crate::server::Cancelled;
use crate::settings::{Abilities, EditorSettings};
use crate::state::{Open, Opens, Told};
use crate::to_proto::{Converter, Text};
use crate::{Loaded, Loader, uri};

/// Changes that come closer together than this are one.
const QUIET: Duration = Duration::from_millis(2);
/// A document whose text keeps changing is checked after this all the same.
const LONGEST: Duration = Duration::from_millis(300);
/// What depends on other files waits for a pause this long.
const PAUSE: Duration = Duration::from_millis(250);
/// Bytes of files read in one step.
const STEP: u64 = 200_000;

/// What a worker is about.
pub(crate) struct Project {
    pub(crate) root: PathBuf,
    pub(crate) is_loose: bool,
    pub(crate) loader: Arc<Loader>,
    pub(crate) settings: EditorSettings,
    pub(crate) outbox: Outbox,
    pub(crate) abilities: Abilities,
    pub(crate) cancelled: Cancelled,
}

/// What a worker is told.
pub(crate) enum Work {
    /// A document was opened, or its text changed.
    Text { uri: String, version: i32, text: Arc<str> },
    /// A document was closed.
    Close { uri: String },
    /// A document went to another folder.
    Forget { uri: String },
    /// Files changed on disk; whether they are gone.
    Files(Vec<(PathBuf, bool)>),
    /// The editor's settings changed.
    Settings(EditorSettings),
    /// Something is asked, of a document where `uri` says so.
    Request { id: RequestId, uri: Option<String>, ask: Ask },
    /// Ends the work that reports under this token.
    CancelProgress(Value),
    /// The end.
    Stop,
}

/// Requests.
pub(crate) enum Ask {
    Diagnostics { previous: Option<String> },
    Hover { position: Position },
    Actions { range: Option<Range>, diagnostics: Vec<Value>, only: Vec<String> },
    Workspace { previous: Vec<(String, String)>, token: Option<Value>, gather: Arc<Gather> },
    AddToBaseline { fingerprint: String },
    Explain { fingerprint: String },
}

impl Ask {
    /// From the parameters of `textDocument/codeAction`.
    pub(crate) fn actions(params: &Value) -> Ask {
        let only = params["context"]["only"].as_array().into_iter().flatten();
        Ask::Actions {
            range: serde_json::from_value(params["range"].clone()).ok(),
            diagnostics: params["context"]["diagnostics"].as_array().cloned().unwrap_or_default(),
            only: only.filter_map(Value::as_str).map(str::to_owned).collect(),
        }
    }

    /// The answer where nothing is known of the document.
    pub(crate) fn nothing(&self) -> Value {
        match self {
            Ask::Diagnostics { .. } => json!({ "kind": "full", "items": [] }),
            Ask::Actions { .. } => json!([]),
            _ => Value::Null,
        }
    }
}

/// Answers of several workers to one request, put together.
pub(crate) struct Gather {
    id: RequestId,
    wants_items: bool,
    outbox: Outbox,
    got: Mutex<(usize, Vec<Value>, usize, bool)>,
}

impl Gather {
    /// For a request that `count` workers answer.
    pub(crate) fn new(id: RequestId, count: usize, wants_items: bool, outbox: Outbox) -> Arc<Self> {
        Arc::new(Gather { id, wants_items, outbox, got: Mutex::new((count, Vec::new(), 0, false)) })
    }

    fn add(&self, items: Vec<Value>, findings: usize, is_cancelled: bool) {
        let mut got = self.got.lock().unwrap_or_else(PoisonError::into_inner);
        got.0 = got.0.saturating_sub(1);
        got.1.extend(items);
        got.2 += findings;
        got.3 |= is_cancelled;
        let is_last = got.0 == 0;
        drop(got);
        if is_last {
            self.answer();
        }
    }

    /// Sends what there is.
    pub(crate) fn answer(&self) {
        let mut got = self.got.lock().unwrap_or_else(PoisonError::into_inner);
        if got.3 {
            return self.outbox.refuse(&self.id, ErrorCode::RequestCanceled, "cancelled");
        }
        if self.wants_items {
            self.outbox.answer(&self.id, json!({ "items": std::mem::take(&mut got.1) }));
        } else {
            self.outbox.answer(&self.id, json!({ "findings": got.2 }));
        }
    }
}

/// Why a round ended.
enum Next {
    /// All is loaded again.
    Reload,
    Stop,
}

/// Works until it is told to stop.
pub(crate) fn run(mut project: Project, inbox: &Receiver<Work>) {
    let mut opens = Opens::new();
    let mut waiting = VecDeque::new();
    loop {
        let loaded = match (project.loader)(&project.root, &project.settings) {
            Ok(loaded) => loaded,
            Err(words) => {
                project.outbox.show(Show::Error, &words);
                let mut loaded = Loaded::default();
                loaded.options.walk.base.clone_from(&project.root);
                loaded
            }
        };
        for problem in &loaded.problems {
            project.outbox.show(Show::Warning, problem);
        }
        let Loaded { rules, options, baseline, inputs, .. } = loaded;
        let mut worker = Worker {
            session: Session::new(&rules, options),
            project: &mut project,
            inbox,
            opens: std::mem::take(&mut opens),
            requests: std::mem::take(&mut waiting),
            baseline,
            inputs,
            unread: Vec::new(),
            is_walked: false,
            scans: VecDeque::new(),
            ended: Vec::new(),
            last_change: Instant::now(),
            told_problem: None,
            must_reload: false,
            wants_all: true,
        };
        worker.rebase();
        match worker.work() {
            Next::Stop => return,
            Next::Reload => {
                (opens, waiting) = (worker.opens, worker.requests);
                waiting.extend(worker.scans.into_iter().map(|scan| scan.request));
            }
        }
    }
}

/// A request that waits.
type Waiting = (RequestId, Option<String>, Ask);

/// A scan of the workspace that is under way.
struct Scan {
    request: Waiting,
    /// Under which progress is reported.
    token: Option<Value>,
    /// Files that were to be read when it began.
    total: usize,
}

struct Worker<'w, 'r> {
    session: Session<'r>,
    project: &'w mut Project,
    inbox: &'w Receiver<Work>,
    opens: Opens,
    requests: VecDeque<Waiting>,
    baseline: Option<PathBuf>,
    inputs: Vec<PathBuf>,
    /// Files of the folder that are still to be read, the next last.
    unread: Vec<WalkedFile>,
    is_walked: bool,
    scans: VecDeque<Scan>,
    /// Tokens of progress that the user ended.
    ended: Vec<Value>,
    last_change: Instant,
    /// What was last said of the configuration.
    told_problem: Option<String>,
    /// What was loaded does not hold any more.
    must_reload: bool,
    /// A file was saved or read: the next pause looks at everything.
    wants_all: bool,
}

impl Worker<'_, '_> {
    /// Documents that were open before count from the new base, and are to be checked.
    fn rebase(&mut self) {
        let now = Instant::now();
        for (uri, open) in std::mem::take(&mut self.opens) {
            if let Some(path) = self.path(&uri) {
                let (is_stale, waits_since) = (true, Some(now));
                self.opens.insert(uri, Open { path, is_stale, waits_since, told: None, ..open });
            }
        }
    }

    fn path(&self, uri: &str) -> Option<String> {
        let path = uri::to_path(uri)?;
        let real = std::fs::canonicalize(&path).unwrap_or(path.clone());
        let base = self.session.base();
        let rest = path.strip_prefix(base).or_else(|_| real.strip_prefix(base)).ok()?;
        Some(relative(rest, Path::new("")))
    }

    fn work(&mut self) -> Next {
        loop {
            while let Ok(work) = self.inbox.try_recv() {
                if let Some(next) = self.take(work) {
                    return next;
                }
            }
            if let Some(wait) = self.waits() {
                if !wait.is_zero() {
                    match self.inbox.recv_timeout(wait) {
                        Ok(work) => {
                            if let Some(next) = self.take(work) {
                                return next;
                            }
                        }
                        Err(RecvTimeoutError::Timeout) => {}
                        Err(RecvTimeoutError::Disconnected) => return Next::Stop,
                    }
                    continue;
                }
                self.check_changed();
                continue;
            }
            if let Some(request) = self.requests.pop_front() {
                self.answer(request);
                if self.must_reload {
                    return Next::Reload;
                }
                continue;
            }
            match self.behind() {
                Some(Duration::ZERO) => {}
                Some(wait) => match self.inbox.recv_timeout(wait) {
                    Ok(work) => {
                        if let Some(next) = self.take(work) {
                            return next;
                        }
                    }
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return Next::Stop,
                },
                None => match self.inbox.recv() {
                    Ok(work) => {
                        if let Some(next) = self.take(work) {
                            return next;
                        }
                    }
                    Err(_) => return Next::Stop,
                },
            }
        }
    }

    fn take(&mut self, work: Work) -> Option<Next> {
        match work {
            Work::Text { uri, version, text } => self.text(uri, version, text),
            Work::Close { uri } => {
                if let Some(open) = self.opens.remove(&uri) {
                    self.session.close(&open.path);
                    let none = json!({ "uri": uri, "diagnostics": [] });
                    self.project.outbox.notify("textDocument/publishDiagnostics", none);
                    self.others_are_stale("");
                }
            }
            Work::Forget { uri } => {
                if let Some(open) = self.opens.remove(&uri) {
                    self.session.close(&open.path);
                }
            }
            Work::Files(files) => return self.files(files),
            Work::Settings(settings) => {
                self.project.settings = settings;
                return Some(Next::Reload);
            }
            Work::Request { id, uri, ask } => self.requests.push_back((id, uri, ask)),
            Work::CancelProgress(token) => self.ended.push(token),
            Work::Stop => return Some(Next::Stop),
        }
        None
    }

    fn text(&mut self, uri: String, version: i32, text: Arc<str>) {
        self.last_change = Instant::now();
        match self.opens.get_mut(&uri) {
            Some(open) => {
                (open.version, open.text) = (version, Text::new(text));
                open.waits_since.get_or_insert_with(Instant::now);
            }
            None => {
                if let Some(path) = self.path(&uri) {
                    self.opens.insert(uri, Open::new(path, version, text));
                }
            }
        }
    }

    fn files(&mut self, files: Vec<(PathBuf, bool)>) -> Option<Next> {
        let mut is_new = false;
        self.wants_all = true;
        for (path, is_gone) in files {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            let name = name.unwrap_or_default();
            let decides = name == FILE_NAME
                || name.ends_with("ignore") && name.starts_with('.')
                || self.baseline.as_ref() == Some(&path)
                || self.inputs.iter().any(|input| path.starts_with(input));
            if decides {
                return Some(Next::Reload);
            }
            let Some(rel) = self.path(&uri::from_path(&path)) else { continue };
            if self.opens.values().any(|open| open.path == rel) {
                self.others_are_stale("");
                continue;
            }
            if is_gone {
                self.session.remove(&rel);
            } else if !self.is_loose() {
                is_new |= self.session.reread(&rel).is_none();
            }
            self.others_are_stale("");
        }
        if is_new {
            self.is_walked = false;
        }
        None
    }

    fn is_loose(&self) -> bool {
        self.project.is_loose || self.project.settings.index == Some(false)
    }

    fn others_are_stale(&mut self, path: &str) {
        for open in self.opens.values_mut().filter(|open| open.path != path) {
            open.is_stale = true;
        }
    }

    /// How long until a changed document is to be checked; `None` where there is none.
    fn waits(&self) -> Option<Duration> {
        let oldest = self.opens.values().filter_map(|open| open.waits_since).min()?;
        let left = QUIET.saturating_sub(self.last_change.elapsed());
        if self.requests.is_empty() && oldest.elapsed() < LONGEST {
            Some(left)
        } else {
            Some(Duration::ZERO)
        }
    }

    /// Checks the documents whose text changed, one by one, and tells of each.
    fn check_changed(&mut self) {
        self.walk();
        let waiting: Vec<String> = self
            .opens
            .iter()
            .filter(|(_, open)| open.waits_since.is_some())
            .map(|(uri, _)| uri.clone())
            .collect();
        for uri in waiting {
            let Some(open) = self.opens.get(&uri) else { continue };
            let (path, text) = (open.path.clone(), Arc::clone(&open.text.text));
            let since = open.waits_since;
            if !self.session.wants(&path) {
                self.settled(&uri, ScanReport::default(), false);
                self.tell(&uri, true);
                continue;
            }
            self.session.set_text(&path, text);
            let inbox = self.inbox;
            let is_due = since.is_some_and(|since| since.elapsed() > LONGEST);
            let goes_on = move || is_due || inbox.is_empty();
            let scope = BTreeSet::from([path.clone()]);
            let Some(report) = self.check(&scope, Reach::Near, &goes_on) else { return };
            let is_partial = report.is_partial;
            self.settled(&uri, report.report, is_partial);
            self.tell(&uri, true);
            self.others_are_stale(&path);
        }
    }

    /// Checks; `None` where it was ended early. A configuration that cannot be read is told once.
    fn check(
        &mut self,
        scope: &BTreeSet<String>,
        reach: Reach,
        goes_on: &(dyn Fn() -> bool + Sync),
    ) -> Option<Checked> {
        match self.session.check(scope, reach, goes_on)? {
            Ok(checked) => Some(checked),
            Err(error) => {
                let words = error.to_string();
                if self.told_problem.as_ref() != Some(&words) {
                    self.project.outbox.show(Show::Error, &words);
                    self.told_problem = Some(words);
                }
                Some(Checked { report: ScanReport::default(), is_partial: false })
            }
        }
    }

    /// Takes over what a check of a document gave.
    fn settled(&mut self, uri: &str, report: ScanReport, is_partial: bool) {
        let Some(open) = self.opens.get_mut(uri) else { return };
        open.waits_since = None;
        open.is_stale = is_partial;
        open.rules = report.rules;
        open.source = report.sources.into_iter().find(|source| source.path == open.path);
        open.findings = report
            .findings
            .into_iter()
            .filter(|it| it.suppression.is_none() && it.location.path == open.path)
            .collect();
    }

    /// Publishes a document's diagnostics: always, or where they are not what the client was told. Whether they are new.
    fn tell(&mut self, uri: &str, always: bool) -> bool {
        let Some((diagnostics, result)) = self.diagnostics(uri) else { return false };
        let pulls = self.project.abilities.pulls;
        let Some(open) = self.opens.get_mut(uri) else { return false };
        let told = Told { version: open.version, result };
        let is_new = open.told.as_ref() != Some(&told);
        open.told = Some(told);
        if !pulls && (always || is_new) {
            let params = json!({ "uri": uri, "version": open.version, "diagnostics": diagnostics });
            self.project.outbox.notify("textDocument/publishDiagnostics", params);
        }
        is_new
    }

    fn diagnostics(&self, uri: &str) -> Option<(Vec<Diagnostic>, String)> {
        let open = self.opens.get(uri)?;
        let read = |path: &str| self.read(path);
        let mut converter = self.converter(&read, Some(open));
        let diagnostics: Vec<Diagnostic> = open
            .findings
            .iter()
            .filter_map(|finding| converter.diagnostic(finding, open.rule(&finding.rule)))
            .collect();
        let result = digest(&diagnostics);
        Some((diagnostics, result))
    }

    fn read(&self, path: &str) -> Option<Arc<str>> {
        let open = self.opens.values().find(|open| open.path == path);
        open.map(|open| Arc::clone(&open.text.text)).or_else(|| self.session.text(path))
    }

    fn converter<'c>(
        &'c self,
        read: &'c dyn Fn(&str) -> Option<Arc<str>>,
        open: Option<&Open>,
    ) -> Converter<'c> {
        let mut texts = FxHashMap::default();
        if let Some(open) = open {
            texts.insert(open.path.clone(), Some(open.text.clone()));
        }
        let encoding = self.project.abilities.encoding;
        Converter { base: self.session.base(), encoding, texts, read }
    }

    fn answer(&mut self, request: Waiting) {
        let (id, uri, ask) = request;
        if self.is_cancelled(&id) {
            if let Ask::Workspace { gather, .. } = ask {
                return gather.add(Vec::new(), 0, true);
            }
            return self.project.outbox.refuse(&id, ErrorCode::RequestCanceled, "cancelled");
        }
        if let Ask::Workspace { token, .. } = &ask {
            let token = self.begin(token.clone());
            self.walk();
            let total = self.unread.len();
            self.scans.push_back(Scan { request: (id, uri, ask), token, total });
            return;
        }
        let result = match uri.as_deref().filter(|uri| self.opens.contains_key(*uri)) {
            Some(uri) => self.answer_for(uri, &ask),
            None => Ok(ask.nothing()),
        };
        match result {
            Ok(result) => self.project.outbox.answer(&id, result),
            Err(words) => self.project.outbox.refuse(&id, ErrorCode::RequestFailed, &words),
        }
    }

    fn is_cancelled(&self, id: &RequestId) -> bool {
        self.project.cancelled.lock().unwrap_or_else(PoisonError::into_inner).remove(id)
    }

    fn answer_for(&mut self, uri: &str, ask: &Ask) -> Result<Value, String> {
        match ask {
            Ask::Diagnostics { previous } => {
                let Some((diagnostics, result)) = self.diagnostics(uri) else {
                    return Ok(ask.nothing());
                };
                if previous.as_ref() == Some(&result) {
                    return Ok(json!({ "kind": "unchanged", "resultId": result }));
                }
                Ok(json!({ "kind": "full", "resultId": result, "items": diagnostics }))
            }
            Ask::Hover { position } => Ok(self.hover(uri, *position)),
            Ask::Actions { range, diagnostics, only } => {
                Ok(self.actions(uri, *range, diagnostics, only))
            }
            Ask::AddToBaseline { fingerprint } => self.add_to_baseline(uri, fingerprint),
            Ask::Explain { fingerprint } => self.explain(uri, fingerprint),
            Ask::Workspace { .. } => Ok(Value::Null),
        }
    }

    fn hover(&self, uri: &str, position: Position) -> Value {
        let Some(open) = self.opens.get(uri) else { return Value::Null };
        let read = |path: &str| self.read(path);
        let mut converter = self.converter(&read, Some(open));
        let text = &open.text;
        let at = text.lines.offset(&text.text, position, converter.encoding) as u32;
        let mut here: Vec<&Finding> = open
            .findings
            .iter()
            .filter(|it| it.location.span.start <= at && at <= it.location.span.end)
            .collect();
        here.sort_by_key(|finding| finding.location.span.len());
        let here: Vec<_> =
            here.into_iter().map(|finding| (finding, open.rule(&finding.rule))).collect();
        hover::hover(&here, &mut converter).unwrap_or(Value::Null)
    }

    fn actions(
        &self,
        uri: &str,
        range: Option<Range>,
        diagnostics: &[Value],
        only: &[String],
    ) -> Value {
        let Some(open) = self.opens.get(uri) else { return json!([]) };
        let encoding = self.project.abilities.encoding;
        let given = |finding: &Finding| {
            let fingerprint = finding.fingerprint.to_string();
            diagnostics.iter().find(|it| it["data"]["fingerprint"] == *fingerprint)
        };
        let text = &open.text;
        let touches = |finding: &Finding| {
            range.is_some_and(|range| {
                let start = text.lines.offset(&text.text, range.start, encoding) as u32;
                let end = text.lines.offset(&text.text, range.end, encoding) as u32;
                finding.location.span.start <= end && start <= finding.location.span.end
            })
        };
        let mut chosen: Vec<(&Finding, Value)> = Vec::new();
        for finding in &open.findings {
            match given(finding) {
                Some(diagnostic) => chosen.push((finding, diagnostic.clone())),
                None if diagnostics.is_empty() && touches(finding) => {
                    chosen.push((finding, Value::Null));
                }
                None => {}
            }
        }
        let subject = Subject {
            uri,
            path: &open.path,
            version: open.version,
            text,
            encoding,
            findings: &open.findings,
            has_baseline: self.baseline.is_some(),
        };
        Value::Array(actions::actions(&subject, &chosen, only))
    }

    fn add_to_baseline(&mut self, uri: &str, fingerprint: &str) -> Result<Value, String> {
        let path = self.baseline.clone().ok_or(
            "no baseline is configured: 'tamis baseline' writes one, and '[gate] baseline' in .tamis.toml names it",
        )?;
        let open = self.opens.get(uri).ok_or("the document is not open")?;
        let finding = open.finding(fingerprint).ok_or("the finding is not there any more")?;
        let report = ScanReport {
            findings: vec![finding.clone()],
            sources: open.source.clone().into_iter().collect(),
            ..ScanReport::default()
        };
        let shown = path.display();
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => tamis_scan::add_to_baseline(&text, &report)
                .map_err(|error| format!("baseline '{shown}' is of no use: {error}"))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                tamis_scan::write_baseline(&report)
            }
            Err(error) => return Err(format!("baseline '{shown}' cannot be read: {error}")),
        };
        std::fs::write(&path, text)
            .map_err(|error| format!("baseline '{shown}' cannot be written: {error}"))?;
        self.must_reload = true;
        Ok(Value::Null)
    }

    fn explain(&self, uri: &str, fingerprint: &str) -> Result<Value, String> {
        let open = self.opens.get(uri).ok_or("the document is not open")?;
        let finding = open.finding(fingerprint).ok_or("the finding is not there any more")?;
        let read = |path: &str| self.read(path);
        let mut converter = self.converter(&read, Some(open));
        let text = hover::explain(finding, open.rule(&finding.rule), &mut converter);
        let outbox = &self.project.outbox;
        if self.project.abilities.show_document {
            let folder = std::env::temp_dir().join("tamis-explain");
            let file = folder.join(format!("{}.md", finding.rule.replace(['/', '\\'], "_")));
            let written =
                std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&file, &text));
            if written.is_ok() {
                let params = json!({ "uri": uri::from_path(&file), "takeFocus": true });
                outbox.ask("window/showDocument", params);
                return Ok(json!({ "markdown": text }));
            }
        }
        outbox.show(Show::Info, &text);
        Ok(json!({ "markdown": text }))
    }

    /// Lists the folder's files once.
    fn walk(&mut self) {
        if self.is_walked {
            return;
        }
        self.is_walked = true;
        if self.is_loose() {
            return;
        }
        match self.session.walk() {
            Ok(mut files) => {
                files.retain(|file| !self.session.has(&file.rel));
                files.reverse();
                self.unread = files;
            }
            Err(error) => self.project.outbox.show(Show::Error, &error.to_string()),
        }
    }

    /// A step of what waits behind everything else: zero where one was made, the wait for the next one, or `None`.
    fn behind(&mut self) -> Option<Duration> {
        self.walk();
        self.drop_ended();
        if !self.unread.is_empty() {
            self.read_some();
            return Some(Duration::ZERO);
        }
        if !self.scans.is_empty() {
            self.scan_all();
            return Some(Duration::ZERO);
        }
        if !self.opens.values().any(|open| open.is_stale) {
            return None;
        }
        let left = PAUSE.saturating_sub(self.last_change.elapsed());
        if left.is_zero() {
            self.check_stale();
        }
        Some(left)
    }

    fn read_some(&mut self) {
        let mut files = Vec::new();
        let mut bytes = 0;
        while bytes < STEP
            && let Some(file) = self.unread.pop()
        {
            bytes += file.size;
            files.push(file);
        }
        self.session.index(&files);
        for scan in &self.scans {
            let left = self.unread.len();
            let done = scan.total.saturating_sub(left);
            let percent = (done * 90).checked_div(scan.total).unwrap_or(90);
            self.report(scan.token.as_ref(), percent, &format!("{done}/{} files", scan.total));
        }
        if self.unread.is_empty() {
            self.others_are_stale("");
        }
    }

    /// Checks again what depends on other files, and tells what is new.
    fn check_stale(&mut self) {
        let stale: Vec<(String, String)> = self
            .opens
            .iter()
            .filter(|(_, open)| open.is_stale && self.session.has(&open.path))
            .map(|(uri, open)| (uri.clone(), open.path.clone()))
            .collect();
        if stale.is_empty() {
            self.opens.values_mut().for_each(|open| open.is_stale = false);
            return;
        }
        let scope: BTreeSet<String> = stale.iter().map(|(_, path)| path.clone()).collect();
        let inbox = self.inbox;
        let reach = if self.wants_all { Reach::All } else { Reach::Wide };
        let Some(checked) = self.check(&scope, reach, &|| inbox.is_empty()) else { return };
        self.wants_all = false;
        let mut is_new = false;
        for (uri, path) in stale {
            let of_file = |finding: &&Finding| finding.location.path == path;
            let findings = checked.report.findings.iter().filter(of_file).cloned().collect();
            let rules = checked.report.rules.clone();
            let sources = checked.report.source(&path).cloned().into_iter().collect();
            let report = ScanReport { findings, rules, sources, ..ScanReport::default() };
            self.settled(&uri, report, false);
            is_new |= self.tell(&uri, false);
        }
        self.opens.values_mut().for_each(|open| open.is_stale = false);
        if is_new && self.project.abilities.pulls && self.project.abilities.refresh {
            self.project.outbox.ask_plain("workspace/diagnostic/refresh");
        }
    }

    /// Ends the scans that nobody wants any more.
    fn drop_ended(&mut self) {
        let scans = std::mem::take(&mut self.scans);
        for scan in scans {
            let is_ended = scan.token.as_ref().is_some_and(|token| self.ended.contains(token));
            if is_ended || self.is_cancelled(&scan.request.0) {
                self.finish(scan.token.as_ref(), "cancelled");
                if let Ask::Workspace { gather, .. } = scan.request.2 {
                    gather.add(Vec::new(), 0, true);
                }
            } else {
                self.scans.push_back(scan);
            }
        }
        if self.scans.is_empty() {
            self.ended.clear();
        }
    }

    /// All findings of the folder, for the scan that waits longest.
    fn scan_all(&mut self) {
        let Some(scan) = self.scans.front() else { return };
        self.report(scan.token.as_ref(), 90, "following data");
        let scope: BTreeSet<String> = self.session.paths().map(str::to_owned).collect();
        let inbox = self.inbox;
        let Some(checked) = self.check(&scope, Reach::All, &|| inbox.is_empty()) else { return };
        let Some(Scan { request: (_, _, ask), token, .. }) = self.scans.pop_front() else { return };
        let Ask::Workspace { previous, gather, .. } = ask else { return };
        let mut report = checked.report;
        report.findings.retain(|finding| finding.suppression.is_none());
        let count = report.findings.len();
        let items = self.all_diagnostics(&report, &previous);
        self.finish(token.as_ref(), &format!("{count} findings"));
        if !self.project.abilities.pulls {
            for item in items.iter().filter(|item| item["kind"] == "full") {
                let is_open = item["uri"].as_str().is_some_and(|uri| self.opens.contains_key(uri));
                if !is_open {
                    let params = json!({ "uri": item["uri"], "diagnostics": item["items"] });
                    self.project.outbox.notify("textDocument/publishDiagnostics", params);
                }
            }
        } else if self.project.abilities.refresh && !gather.wants_items {
            self.project.outbox.ask_plain("workspace/diagnostic/refresh");
        }
        gather.add(items, count, false);
    }

    /// Reports of all files with findings, and of those the client believes to have some.
    fn all_diagnostics(&self, report: &ScanReport, previous: &[(String, String)]) -> Vec<Value> {
        let read = |path: &str| self.read(path);
        let mut converter = self.converter(&read, None);
        let mut items = Vec::new();
        let mut told: BTreeSet<String> = BTreeSet::new();
        let same_file = |a: &Finding, b: &Finding| a.location.path == b.location.path;
        for findings in report.findings.chunk_by(same_file) {
            let Some(first) = findings.first() else { continue };
            let uri = uri::from_path(&self.session.base().join(&first.location.path));
            let diagnostics: Vec<Diagnostic> = findings
                .iter()
                .filter_map(|finding| converter.diagnostic(finding, report.rule(&finding.rule)))
                .collect();
            let (result, version) =
                (digest(&diagnostics), self.opens.get(&uri).map(|it| it.version));
            let known = previous.iter().any(|(it, value)| *it == uri && *value == result);
            items.push(if known {
                json!({ "kind": "unchanged", "uri": uri, "version": version, "resultId": result })
            } else {
                json!({ "kind": "full", "uri": uri, "version": version, "resultId": result, "items": diagnostics })
            });
            told.insert(uri);
        }
        for (uri, _) in previous.iter().filter(|(uri, _)| !told.contains(uri)) {
            if self.path(uri).is_some() {
                items.push(json!({ "kind": "full", "uri": uri, "version": null, "items": [] }));
            }
        }
        items
    }

    /// Begins progress, under the client's token or one of ours.
    fn begin(&self, token: Option<Value>) -> Option<Value> {
        let outbox = &self.project.outbox;
        let token = match token {
            Some(token) => token,
            None if self.project.abilities.progress => {
                let name = self.project.root.display().to_string();
                let token = json!(format!("tamis-scan-{name}-{:?}", Instant::now()));
                outbox.ask("window/workDoneProgress/create", json!({ "token": token }));
                token
            }
            None => return None,
        };
        let value = json!({
            "kind": "begin", "title": "tamis", "cancellable": true, "message": "listing files", "percentage": 0,
        });
        outbox.notify("$/progress", json!({ "token": token, "value": value }));
        Some(token)
    }

    fn report(&self, token: Option<&Value>, percentage: usize, message: &str) {
        let Some(token) = token else { return };
        let value = json!({ "kind": "report", "message": message, "percentage": percentage });
        self.project.outbox.notify("$/progress", json!({ "token": token, "value": value }));
    }

    fn finish(&self, token: Option<&Value>, message: &str) {
        let Some(token) = token else { return };
        let value = json!({ "kind": "end", "message": message });
        self.project.outbox.notify("$/progress", json!({ "token": token, "value": value }));
    }
}

/// A short name for diagnostics: the same for the same ones.
fn digest(diagnostics: &[Diagnostic]) -> String {
    use std::hash::Hasher as _;
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(&serde_json::to_vec(diagnostics).unwrap_or_default());
    format!("{:016x}", hasher.finish())
}
