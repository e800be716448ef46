//! Small archives (`.tgz`) that stand for a folder: charts as Helm packs them.
//!
//! For: the texts in one, by path. Nothing is written to disk. Not for: images of containers (`container`).
//! Read [`Unpacked`].

use std::collections::BTreeMap;
use std::io::Read as _;
use std::sync::Arc;

use crate::container::clean;
use crate::decode::{Decoded, decode};

/// The texts in an archive by path, sorted; what leads out of it, links and what is no text are left out.
#[derive(Debug, Default)]
pub(crate) struct Unpacked {
    pub(crate) files: BTreeMap<String, Arc<str>>,
    /// Hash of the archive's bytes; `None` where there are none.
    pub(crate) hash: Option<[u8; 32]>,
}

/// Bytes that an archive may unpack to, and entries that are looked at; what comes behind is not read.
const MAX_BYTES: u64 = 64 << 20;
const MAX_ENTRIES: usize = 20_000;
/// Bytes of a file in it.
const MAX_FILE: u64 = 5_000_000;

impl Unpacked {
    /// Reads an archive. What is broken has what could be read before.
    pub(crate) fn read(bytes: &[u8]) -> Unpacked {
        let hash = (!bytes.is_empty()).then(|| *blake3::hash(bytes).as_bytes());
        let mut out = Unpacked { hash, ..Unpacked::default() };
        let input = flate2::bufread::MultiGzDecoder::new(bytes).take(MAX_BYTES);
        let mut archive = tar::Archive::new(input);
        let Ok(entries) = archive.entries() else { return out };
        for entry in entries.take(MAX_ENTRIES) {
            let Ok(mut entry) = entry else { break };
            if !entry.header().entry_type().is_file() || entry.size() > MAX_FILE {
                continue;
            }
            let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            let Some(path) = clean(&path) else { continue };
            let mut content = Vec::new();
            if entry.read_to_end(&mut content).is_err() {
                break;
            }
            if let Decoded::Text { text, .. } = decode(content) {
                out.files.insert(path, Arc::from(text));
            }
        }
        out
    }

    /// Names in a folder, folders with `/`; `inner` is empty for the top, else it ends in `/`.
    pub(crate) fn list(&self, inner: &str) -> Vec<String> {
        let below = self.files.range(inner.to_owned()..).map(|(path, _)| path.as_str());
        let below = below.map_while(|path| path.strip_prefix(inner));
        let mut names: Vec<String> = below
            .map(|path| match path.split_once('/') {
                Some((folder, _)) => format!("{folder}/"),
                None => path.to_owned(),
            })
            .collect();
        names.sort();
        names.dedup();
        names
    }
}

/// The archive in a path, and the path within it: `charts/a.tgz/a/Chart.yaml`.
pub(crate) fn split(path: &str) -> Option<(&str, &str)> {
    let end = path.find(".tgz/")? + ".tgz".len();
    Some((&path[..end], &path[end + 1..]))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut builder = tar::Builder::new(Vec::new());
        for (path, content) in files {
            let mut header = tar::Header::new_gnu();
            header.set_size(content.len() as u64);
            header.set_entry_type(tar::EntryType::Regular);
            // Names as they are, those too that the library would refuse to write.
            header.as_old_mut().name[..path.len()].copy_from_slice(path.as_bytes());
            header.set_cksum();
            builder.append(&header, *content).unwrap();
        }
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(&builder.into_inner().unwrap()).unwrap();
        gzip.finish().unwrap()
    }

    #[test]
    fn archives_are_read_as_folders() {
        let bytes = packed(&[
            ("a/Chart.yaml", b"name: a\n"),
            ("./a/templates/x.yaml", b"kind: X\n"),
            ("../out.yaml", b"x"),
            ("/etc/out.yaml", b"x"),
            ("a/../../out.yaml", b"x"),
            ("a/logo.png", b"\0\0\0\0"),
        ]);
        let found = Unpacked::read(&bytes);
        let paths: Vec<&str> = found.files.keys().map(String::as_str).collect();
        assert_eq!(paths, ["a/Chart.yaml", "a/templates/x.yaml", "etc/out.yaml"]);
        assert_eq!(found.list(""), ["a/", "etc/"]);
        assert_eq!(found.list("a/"), ["Chart.yaml", "templates/"]);
        assert!(found.list("b/").is_empty());
        assert_eq!(split("charts/a.tgz/a/Chart.yaml"), Some(("charts/a.tgz", "a/Chart.yaml")));
        assert_eq!(split("charts/a.tgz"), None);
    }

    #[test]
    fn broken_archives_and_bombs_are_bounded() {
        assert!(Unpacked::read(b"no archive").files.is_empty());
        let bytes = packed(&[("a/Chart.yaml", b"name: a\n"), ("a/b.yaml", &[b'x'; 4000])]);
        assert!(Unpacked::read(&bytes[..bytes.len() / 2]).files.len() < 2);
        // 400 megabytes of nothing in files that are each small enough.
        let big = vec![b' '; 4 << 20];
        let files: Vec<(String, &[u8])> =
            (0..100).map(|at| (format!("a/{at}.yaml"), big.as_slice())).collect();
        let files: Vec<(&str, &[u8])> =
            files.iter().map(|(it, text)| (it.as_str(), *text)).collect();
        let found = Unpacked::read(&packed(&files));
        let total: usize = found.files.values().map(|text| text.len()).sum();
        assert!(total as u64 <= MAX_BYTES && found.files.len() < 20, "{total}");
    }

    /// A chart whose dependency lies beside it as Helm packs it.
    #[test]
    fn charts_in_archives_are_parts_of_the_chart() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, content: &[u8]| {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, content).unwrap();
        };
        let chart = "name: top\nversion: 1.0.0\ndependencies: [{name: dep, version: 1.x, repository: 'https://x.invalid'}]\n";
        write("Chart.yaml", chart.as_bytes());
        write("values.yaml", b"dep: {port: 81}\n");
        write("templates/own.yaml", b"kind: {{ include \"dep.kind\" . }}\n");
        write("charts/broken.tgz", b"no archive");
        let dep = packed(&[
            ("dep/Chart.yaml", b"name: dep\nversion: 1.2.0\n"),
            ("dep/values.yaml", b"port: 80\nhost: h\n"),
            ("dep/templates/_names.tpl", b"{{ define \"dep.kind\" }}Named{{ end }}"),
            ("dep/templates/s.yaml", b"kind: S\nat: {{ .Values.host }}:{{ .Values.port }}\n"),
        ]);
        write("charts/dep-1.2.0.tgz", &dep);
        let language = tamis_lang::by_file_name("Chart.yaml").unwrap();
        let tree = tamis_lang::parse(language.syntax.as_ref().unwrap(), chart);
        let source = tamis_iac::Source {
            file: tamis_syntax::FileId(0),
            path: Arc::from("Chart.yaml"),
            text: Arc::from(chart),
            language,
            tree: Arc::new(tree),
        };
        let files = crate::beside::Beside::new(folder.path(), std::slice::from_ref(&source));
        let settings = tamis_iac::Settings::default();
        assert!(files.outside().is_empty());
        let mut cx = tamis_iac::Context::new(&files, &settings);
        let mut all = tamis_iac::helm::manifests(&[source], &mut cx);
        all.sort();
        // A scan that is kept holds while the archive is the same.
        let outside = files.outside();
        assert!(outside.iter().all(|it| it.holds(folder.path())));
        write("charts/dep-1.2.0.tgz", &packed(&[("dep/Chart.yaml", b"name: dep\n")]));
        assert!(!outside.iter().all(|it| it.holds(folder.path())));
        let wanted = [
            ("top/charts/dep/templates/s.yaml", "kind: S\nat: h:81\n"),
            ("top/templates/own.yaml", "kind: Named\n"),
        ];
        let all: Vec<(&str, &str)> =
            all.iter().map(|(it, text)| (it.as_str(), text.as_str())).collect();
        assert_eq!(all, wanted);
        let said: Vec<&str> = cx.notices.iter().map(|notice| notice.message.as_str()).collect();
        assert_eq!(said, ["archive 'charts/broken.tgz' holds no chart that can be read"]);
    }
}
