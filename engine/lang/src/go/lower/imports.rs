//! Imports, and the folder an imported package lies in.

use tamis_ir::{FileGuess, Import, ImportItem, ImportRequest, Place, Value};
use tamis_syntax::{NodeId, string_content};

use super::Lower;

impl Lower<'_> {
    pub(super) fn import(&mut self, id: NodeId) {
        let (src, at) = (self.src, self.src.at(id));
        let Some(path) = src.field(id, self.f.path) else { return };
        let module = string_content(src.text_of(path));
        let name = src.field(id, self.f.name).map(|name| (src.text_of(name), src.at(name)));
        let (local, name_at) = name.unwrap_or((package_name(module), src.at(path)));
        let item = if local == "." { ImportItem::All } else { ImportItem::Module };
        let import = Import { module: self.b.name(module), item, at };
        let import = self.b.add_import(import);
        if !matches!(local, "." | "_") {
            let local = self.b.declare(local);
            self.b.assign(Place::local(local, name_at), Value::Import(import), at);
        }
    }
}

/// `github.com/a/b/v2` is package `b`, `gopkg.in/yaml.v3` package `yaml`.
pub(super) fn package_name(path: &str) -> &str {
    let version = |part: &str| {
        part.len() > 1 && part.starts_with('v') && part[1..].bytes().all(|b| b.is_ascii_digit())
    };
    let mut parts = path.rsplit('/').skip_while(|part| version(part));
    let last = parts.next().unwrap_or(path);
    last.split_once(".v").map_or(last, |(name, _)| name)
}

/// First parts of packages that come with the language.
const STANDARD: &[&str] = &[
    "archive",
    "bufio",
    "bytes",
    "cmp",
    "compress",
    "container",
    "context",
    "crypto",
    "database",
    "debug",
    "embed",
    "encoding",
    "errors",
    "expvar",
    "flag",
    "fmt",
    "go",
    "hash",
    "html",
    "image",
    "index",
    "io",
    "iter",
    "log",
    "maps",
    "math",
    "mime",
    "net",
    "os",
    "path",
    "plugin",
    "reflect",
    "regexp",
    "runtime",
    "slices",
    "sort",
    "strconv",
    "strings",
    "sync",
    "syscall",
    "testing",
    "text",
    "time",
    "unicode",
    "unique",
    "unsafe",
];

/// The module's own path is not known here: the folder is one whose path ends like the import's.
pub(super) fn locate(request: &ImportRequest<'_>) -> Vec<FileGuess> {
    let mut path = request.module;
    let first = path.split('/').next().unwrap_or("");
    if STANDARD.contains(&first) || path.is_empty() {
        return Vec::new();
    }
    if path.starts_with('.') {
        return relative(request);
    }
    let mut guesses = Vec::new();
    loop {
        guesses.push(FileGuess { path: format!("{path}/"), anchored: false, is_item: false });
        match path.split_once('/') {
            Some((_, rest)) => path = rest,
            None => return guesses,
        }
    }
}

/// `./sub`, from before there were modules.
fn relative(request: &ImportRequest<'_>) -> Vec<FileGuess> {
    let mut parts: Vec<&str> = request.importer.split('/').collect();
    parts.pop();
    for part in request.module.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    vec![FileGuess { path: format!("{}/", parts.join("/")), anchored: true, is_item: false }]
}
