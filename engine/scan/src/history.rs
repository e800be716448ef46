//! Secrets in the history of a git repository.
//!
//! For: every blob that commits of a range bring in, looked at once, with the commit that brought it and whether the
//! secret still stands at HEAD. Reads the object store itself: loose objects, packs, bare mirrors.
//! Not for: code rules, and the files of the working tree (`walk`).
//! Read [`scan`], then [`Blobs`].

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::Ordering;

use gix::objs::tree::EntryKind;
use gix::{ObjectId, Repository, ThreadSafeRepository};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use tamis_finding::{Finding, History as Place, NoticeKind, ScanReport, SkipReason, Skipped};
use tamis_lang::{by_file_name, by_shebang};
use tamis_secrets::Document;
use tamis_syntax::{FileId, Span};

use crate::classify::classify;
use crate::date::Date;
use crate::decode::{Decoded, decode};
use crate::file::{FileText, secrets_of};
use crate::findings::{FileView, Pending, findings};
use crate::fingerprint::fingerprint;
use crate::hide::Hidden;
use crate::paths::Globs;
use crate::plan::Plan;
use crate::run::{FileResult, Progress, ScanOptions, notice, panicked};
use crate::walk::WalkError;

/// What of which repository.
#[derive(Debug, Clone, Default)]
pub struct HistoryOptions {
    /// Its folder, or one in it; a bare one too.
    pub repository: PathBuf,
    /// Revisions as git writes them (`v1..main`); `None` for all that any reference leads to.
    pub range: Option<String>,
    /// Only paths that match one of these; all if empty.
    pub include: Vec<String>,
    /// No paths that match one of these.
    pub exclude: Vec<String>,
}

/// Larger blobs are left out: they are read as a whole.
const MAX_BLOB: u64 = 32 << 20;
/// Bytes of unpacked objects each thread keeps for the deltas that build on them.
const CACHE: usize = 24 << 20;
/// Blobs a thread takes at once: neighbours share deltas.
const CHUNK: usize = 64;
/// Folders in folders.
const MAX_DEPTH: usize = 256;

/// Scans the history; what it finds, and what it could not read, goes into `report`. Gives what must be hidden.
pub(crate) fn scan(
    plan: &Plan<'_>,
    history: &HistoryOptions,
    options: &ScanOptions,
    progress: &Progress,
    report: &mut ScanReport,
) -> Result<(Vec<FileResult>, Vec<Hidden>), WalkError> {
    let failed = |what: &str, error: &dyn std::fmt::Display| WalkError::History {
        what: what.to_owned(),
        reason: error.to_string(),
    };
    let folder = history.repository.display().to_string();
    let repository = gix::ThreadSafeRepository::discover(&history.repository)
        .map_err(|error| failed(&format!("'{folder}' is in no git repository"), &error))?;
    let mut blobs = Blobs {
        include: Globs::new(history.include.iter().map(String::as_str))?,
        exclude: Globs::new(history.exclude.iter().map(String::as_str))?,
        ..Blobs::default()
    };
    {
        let repository = repository.to_thread_local();
        let range = Range::of(&repository, history.range.as_deref()).map_err(|error| {
            let range = history.range.as_deref().unwrap_or("all references");
            failed(&format!("'{range}' names no commits of '{folder}'"), &error)
        })?;
        blobs.collect(&repository, &range, &folder, report);
        blobs.seen = FxHashSet::default();
    }
    let head = Head::of(&repository.to_thread_local());
    Ok(look(plan, &repository, blobs, &head, options, progress))
}

/// Commits to look at.
#[derive(Debug, Default)]
struct Range {
    /// Parents before children.
    commits: Vec<Commit>,
    /// Commits outside that are parents of some: what they hold is no news.
    boundary: Vec<ObjectId>,
}

#[derive(Debug, Clone)]
struct Commit {
    id: ObjectId,
    seconds: i64,
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

impl Range {
    fn of(repository: &Repository, range: Option<&str>) -> Result<Range, Failure> {
        let (tips, hidden) = match range {
            None => (all_tips(repository)?, Vec::new()),
            Some(range) => ends(repository, range)?,
        };
        let mut parents: FxHashMap<ObjectId, Vec<ObjectId>> = FxHashMap::default();
        let mut seconds: FxHashMap<ObjectId, i64> = FxHashMap::default();
        for info in repository.rev_walk(tips).with_hidden(hidden).all()? {
            // A shallow clone, a damaged object: what is there is looked at.
            let Ok(info) = info else { continue };
            let id = info.id;
            let time = info.commit_time.or_else(|| Some(info.object().ok()?.time().ok()?.seconds));
            seconds.insert(id, time.unwrap_or_default());
            parents.insert(id, info.parent_ids.iter().copied().collect());
        }
        Ok(Range::ordered(&parents, &seconds))
    }

    /// Parents first; among those that are free to come, the earlier first.
    fn ordered(
        parents: &FxHashMap<ObjectId, Vec<ObjectId>>,
        seconds: &FxHashMap<ObjectId, i64>,
    ) -> Range {
        let mut children: FxHashMap<ObjectId, Vec<ObjectId>> = FxHashMap::default();
        let mut missing: FxHashMap<ObjectId, usize> = FxHashMap::default();
        let mut boundary = Vec::new();
        let mut ready = std::collections::BTreeSet::new();
        for (id, list) in sorted(parents) {
            let inside: Vec<_> = list.iter().filter(|it| parents.contains_key(*it)).collect();
            boundary.extend(list.iter().filter(|it| !parents.contains_key(*it)));
            missing.insert(id, inside.len());
            if inside.is_empty() {
                ready.insert((seconds[&id], id));
            }
            for parent in inside {
                children.entry(*parent).or_default().push(id);
            }
        }
        let mut commits = Vec::with_capacity(parents.len());
        while let Some((seconds_of, id)) = ready.pop_first() {
            commits.push(Commit { id, seconds: seconds_of });
            for child in children.remove(&id).unwrap_or_default() {
                let Some(count) = missing.get_mut(&child) else { continue };
                *count -= 1;
                if *count == 0 {
                    ready.insert((seconds[&child], child));
                }
            }
        }
        boundary.sort_unstable();
        boundary.dedup();
        Range { commits, boundary }
    }
}

fn sorted(parents: &FxHashMap<ObjectId, Vec<ObjectId>>) -> Vec<(ObjectId, &Vec<ObjectId>)> {
    let mut list: Vec<_> = parents.iter().map(|(id, list)| (*id, list)).collect();
    list.sort_unstable();
    list
}

/// What HEAD and all references lead to.
fn all_tips(repository: &Repository) -> Result<Vec<ObjectId>, Failure> {
    let mut tips = Vec::new();
    for reference in repository.references()?.all()? {
        let Ok(mut reference) = reference else { continue };
        if let Ok(commit) = reference.peel_to_commit() {
            tips.push(commit.id);
        }
    }
    tips.extend(repository.head_id().ok().map(gix::Id::detach));
    tips.sort_unstable();
    tips.dedup();
    Ok(tips)
}

/// Where a range begins and ends.
fn ends(repository: &Repository, range: &str) -> Result<(Vec<ObjectId>, Vec<ObjectId>), Failure> {
    use gix::revision::plumbing::Spec;
    let parents = |id: ObjectId| -> Vec<ObjectId> {
        let commit = repository.find_commit(id).ok();
        commit.map(|it| it.parent_ids().map(gix::Id::detach).collect()).unwrap_or_default()
    };
    let (tips, hidden) = match repository.rev_parse(range)?.detach() {
        Spec::Include(id) => (vec![id], Vec::new()),
        Spec::Exclude(id) => (all_tips(repository)?, vec![id]),
        Spec::Range { from, to } => (vec![to], vec![from]),
        Spec::Merge { theirs, ours } => {
            let base = repository.merge_base(theirs, ours).ok().flatten().map(gix::Id::detach);
            (vec![theirs, ours], base.into_iter().collect())
        }
        Spec::IncludeOnlyParents(id) => (parents(id), Vec::new()),
        Spec::ExcludeParents(id) => (vec![id], parents(id)),
    };
    // Tags lead to commits.
    let peel = |ids: Vec<ObjectId>| -> Result<Vec<ObjectId>, Failure> {
        let commit = |id| Ok(repository.find_object(id)?.peel_to_commit()?.id);
        ids.into_iter().map(commit).collect()
    };
    Ok((peel(tips)?, peel(hidden)?))
}

/// A version of a file.
#[derive(Debug, Clone)]
struct Blob {
    id: ObjectId,
    path: String,
    /// Index of the commit that brought it.
    commit: u32,
}

/// The blobs of a range, each once.
#[derive(Debug, Default)]
struct Blobs {
    commits: Vec<Commit>,
    blobs: Vec<Blob>,
    /// Trees and blobs that were met.
    seen: FxHashSet<ObjectId>,
    include: Globs,
    exclude: Globs,
}

impl Blobs {
    fn collect(
        &mut self,
        repository: &Repository,
        range: &Range,
        folder: &str,
        report: &mut ScanReport,
    ) {
        for id in &range.boundary {
            self.commit(repository, *id, None);
        }
        let mut lost = 0;
        for (at, commit) in range.commits.iter().enumerate() {
            lost += usize::from(!self.commit(repository, commit.id, Some(at as u32)));
        }
        if lost > 0 {
            let message = format!("{lost} commits or folders of the history cannot be read");
            report.notices.push(notice(NoticeKind::Unreadable, folder, message));
        }
        self.commits.clone_from(&range.commits);
    }

    /// Whether all of the commit could be read.
    fn commit(&mut self, repository: &Repository, id: ObjectId, at: Option<u32>) -> bool {
        let tree = |id| Some(repository.find_commit(id).ok()?.tree_id().ok()?.detach());
        let Some(tree) = tree(id) else { return at.is_none() };
        let mut open = vec![(tree, String::new(), 0)];
        let mut whole = true;
        while let Some((tree, path, depth)) = open.pop() {
            if !self.seen.insert(tree) {
                continue;
            }
            let Ok(tree) = repository.find_tree(tree) else {
                whole = false;
                continue;
            };
            for entry in tree.iter() {
                let Ok(entry) = entry else {
                    whole = false;
                    break;
                };
                let name = String::from_utf8_lossy(entry.filename());
                let full =
                    if path.is_empty() { name.into_owned() } else { format!("{path}/{name}") };
                match entry.mode().kind() {
                    EntryKind::Tree if depth < MAX_DEPTH => {
                        open.push((entry.object_id(), full, depth + 1));
                    }
                    EntryKind::Blob | EntryKind::BlobExecutable => {
                        self.blob(entry.object_id(), full, at);
                    }
                    _ => {}
                }
            }
        }
        whole
    }

    fn blob(&mut self, id: ObjectId, path: String, commit: Option<u32>) {
        let wanted = (self.include.is_empty() || self.include.matches(&path))
            && !self.exclude.matches(&path);
        // A path that is left out must not hide the blob from another.
        if !wanted || !self.seen.insert(id) {
            return;
        }
        if let Some(commit) = commit {
            self.blobs.push(Blob { id, path, commit });
        }
    }
}

/// The files at HEAD.
#[derive(Debug, Default)]
struct Head {
    by_path: FxHashMap<String, ObjectId>,
    ids: FxHashSet<ObjectId>,
}

impl Head {
    fn of(repository: &Repository) -> Head {
        let mut blobs = Blobs::default();
        if let Ok(id) = repository.head_id() {
            blobs.commit(repository, id.detach(), Some(0));
        }
        // Paths with the same content are told apart here only by the first: the ids settle the others.
        let ids = blobs.blobs.iter().map(|blob| blob.id).collect();
        let by_path = blobs.blobs.into_iter().map(|blob| (blob.path, blob.id)).collect();
        Head { by_path, ids }
    }
}

/// A secret in a blob.
struct Hit {
    finding: Finding,
    value: String,
    blob: ObjectId,
    commit: u32,
}

fn look(
    plan: &Plan<'_>,
    repository: &ThreadSafeRepository,
    mut blobs: Blobs,
    head: &Head,
    options: &ScanOptions,
    progress: &Progress,
) -> (Vec<FileResult>, Vec<Hidden>) {
    // Versions of a file are deltas of each other.
    blobs.blobs.sort_by(|a, b| (&a.path, a.commit, a.id).cmp(&(&b.path, b.commit, b.id)));
    progress.total.store(blobs.blobs.len(), Ordering::Relaxed);
    let one = |repository: &mut Repository, blob: &Blob| {
        let work = AssertUnwindSafe(|| look_at(plan, repository, blob, options));
        let found =
            catch_unwind(work).unwrap_or_else(|panic| (panicked(&blob.path, &panic), Vec::new()));
        progress.done.fetch_add(1, Ordering::Relaxed);
        progress.bytes.fetch_add(found.0.bytes, Ordering::Relaxed);
        found
    };
    // Of each chunk only the sum is kept: most versions of files hold nothing, and there are many.
    let found: Vec<Seen<'_>> = blobs
        .blobs
        .par_chunks(CHUNK)
        .map_init(
            || {
                let mut repository = repository.to_thread_local();
                let cache = || gix::odb::pack::cache::lru::MemoryCappedHashmap::new(CACHE);
                repository.objects.set_pack_cache(move || Box::new(cache()));
                repository
            },
            |repository, chunk| {
                let mut seen = Seen::default();
                for blob in chunk {
                    seen.add(&blob.path, one(repository, blob));
                }
                seen
            },
        )
        .collect();
    let mut all = Seen::default();
    for seen in found {
        all.join(seen);
    }
    let Seen { mut total, hits, paths } = all;
    let hidden =
        Hidden { values: hits.iter().map(|hit| hit.value.clone()).collect(), ..Hidden::default() };
    total.findings = settle(hits, &blobs.commits, head, &repository.to_thread_local());
    // One file each: what is counted are paths.
    let more = (1..paths.len()).map(|_| FileResult { scanned: true, ..FileResult::default() });
    (std::iter::once(total).chain(more).collect(), vec![hidden])
}

/// What was found in some blobs.
#[derive(Default)]
struct Seen<'b> {
    total: FileResult,
    hits: Vec<Hit>,
    /// Of files that were looked at.
    paths: FxHashSet<&'b str>,
}

impl<'b> Seen<'b> {
    fn add(&mut self, path: &'b str, (result, found): (FileResult, Vec<Hit>)) {
        if result.scanned {
            self.paths.insert(path);
        }
        self.hits.extend(found);
        self.count(result);
    }

    fn join(&mut self, other: Seen<'b>) {
        self.paths.extend(other.paths);
        self.hits.extend(other.hits);
        self.count(other.total);
    }

    fn count(&mut self, result: FileResult) {
        let total = &mut self.total;
        total.notices.extend(result.notices);
        total.skipped.extend(result.skipped);
        total.bytes += result.bytes;
        total.read_seconds += result.read_seconds;
        total.match_seconds += result.match_seconds;
        total.scanned |= result.scanned;
    }
}

fn look_at(
    plan: &Plan<'_>,
    repository: &Repository,
    blob: &Blob,
    options: &ScanOptions,
) -> (FileResult, Vec<Hit>) {
    let mut result = FileResult::default();
    let path = blob.path.as_str();
    let skip = |mut result: FileResult, reason| {
        result.skipped.push(Skipped { path: path.to_owned(), reason });
        (result, Vec::new())
    };
    let size = repository.find_header(blob.id).map_or(0, |header| header.size());
    if size > MAX_BLOB {
        return skip(result, SkipReason::TooLarge(size));
    }
    let started = std::time::Instant::now();
    let data = match repository.find_blob(blob.id) {
        Ok(mut blob) => blob.take_data(),
        Err(error) => return skip(result, SkipReason::Unreadable(error.to_string())),
    };
    result.bytes = data.len() as u64;
    let Decoded::Text { text, .. } = decode(data) else {
        return skip(result, SkipReason::Binary);
    };
    if let Some(reason) = classify(path, &text) {
        return skip(result, reason);
    }
    result.scanned = true;
    result.read_seconds = started.elapsed().as_secs_f64();
    let started = std::time::Instant::now();
    let language = by_file_name(path).or_else(|| by_shebang(&text));
    let tree = text.len() as u64 <= options.tree_limit;
    let file = FileText { id: FileId(0), path, text: &text, language, tree };
    let found = plan.secrets(Document { path, text: &text });
    let secrets = secrets_of(plan, file, found, &mut None);
    if !secrets.is_empty() {
        let spans: Vec<Span> = secrets.iter().map(|secret| secret.span).collect();
        let pending = secrets.iter().map(|it| Pending::secret(it, &text, options)).collect();
        let view = FileView { path, text: &text, comments: None, secrets: &spans };
        findings(plan, &view, pending, options, &mut result);
    }
    result.match_seconds = started.elapsed().as_secs_f64();
    let hit = |finding: Finding| {
        let value = finding.location.span.of(&text).to_owned();
        Hit { finding, value, blob: blob.id, commit: blob.commit }
    };
    let hits = std::mem::take(&mut result.findings).into_iter().map(hit).collect();
    result.source = None;
    (result, hits)
}

/// One finding for each secret of a path, at the commit that brought it.
fn settle(
    mut hits: Vec<Hit>,
    commits: &[Commit],
    head: &Head,
    repository: &Repository,
) -> Vec<Finding> {
    hits.sort_by(|a, b| {
        let key = |hit: &Hit| (hit.commit, hit.finding.location.span, hit.blob);
        (&a.finding.location.path, &a.finding.rule, &a.value)
            .cmp(&(&b.finding.location.path, &b.finding.rule, &b.value))
            .then_with(|| key(a).cmp(&key(b)))
    });
    // Values of files at HEAD: a file that was moved keeps its secrets.
    let standing: FxHashSet<String> =
        hits.iter().filter(|hit| head.ids.contains(&hit.blob)).map(|it| it.value.clone()).collect();
    hits.dedup_by(|later, first| {
        later.finding.location.path == first.finding.location.path
            && later.finding.rule == first.finding.rule
            && later.value == first.value
    });
    let mut texts: FxHashMap<ObjectId, Option<Vec<u8>>> = FxHashMap::default();
    let mut list = Vec::with_capacity(hits.len());
    for Hit { mut finding, value, commit, .. } in hits {
        let path = &finding.location.path;
        let at_head = standing.contains(&value)
            || head.by_path.get(path).is_some_and(|id| {
                let text = texts.entry(*id).or_insert_with(|| {
                    let small = repository.find_header(*id).ok()?.size() <= MAX_BLOB;
                    let mut blob = small.then(|| repository.find_blob(*id).ok()).flatten()?;
                    Some(blob.take_data())
                });
                let holds = |text: &Vec<u8>| memchr::memmem::find(text, value.as_bytes()).is_some();
                text.as_ref().is_some_and(holds)
            });
        let commit = &commits[commit as usize];
        let id = commit.id.to_string();
        let place = format!("{path}@{id}");
        finding.fingerprint =
            fingerprint(&finding.rule, &place, &finding.fingerprint.to_string(), 0);
        let date = Date::of_seconds(commit.seconds.max(0) as u64).to_string();
        let stands = if at_head { "it still stands at HEAD" } else { "it is gone from HEAD" };
        let short = &id[..12.min(id.len())];
        finding.message.push_str(&format!(" (Commit {short} of {date}; {stands}.)"));
        finding.history = Some(Place { commit: id, date, at_head });
        list.push(finding);
    }
    list
}
