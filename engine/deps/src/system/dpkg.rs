//! `/var/lib/dpkg/status` and the files of `status.d`.

use tamis_syntax::Span;

use crate::lockfile::Builder;
use crate::package::Ecosystem;

/// Packages that are installed; those that only left configuration behind are not.
pub(super) fn read(text: &str, out: &mut Builder) {
    for fields in paragraphs(text) {
        let get = |name: &str| fields.iter().find(|field| field.name == name);
        let (Some(name), Some(version)) = (get("Package"), get("Version")) else { continue };
        let is_installed =
            |status: &&str| status.split_whitespace().next_back() == Some("installed");
        if get("Status").is_some_and(|status| !is_installed(&status.value)) {
            continue;
        }
        let at = out.add(Ecosystem::Debian, name.value, version.value, name.span);
        if let Some(source) = get("Source") {
            // `Source: glibc (2.31-13)`, where its version is another.
            let (source, its) = source.value.split_once(' ').unwrap_or((source.value, ""));
            out.packages[at].built_from = Some(source.to_owned());
            let its = its.trim().trim_matches(['(', ')']);
            out.packages[at].built_version = (!its.is_empty()).then(|| its.to_owned());
        }
    }
}

pub(super) struct Field<'t> {
    name: &'t str,
    value: &'t str,
    span: Span,
}

/// Paragraphs of `Name: value` lines, apart by empty lines; lines that go on are passed over.
fn paragraphs(text: &str) -> impl Iterator<Item = Vec<Field<'_>>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut fields = Vec::new();
        while !rest.is_empty() {
            let start = text.len() - rest.len();
            let line = rest.split('\n').next().unwrap_or_default();
            rest = rest.get(line.len() + 1..).unwrap_or_default();
            let line = line.trim_end();
            if line.is_empty() {
                if fields.is_empty() {
                    continue;
                }
                return Some(fields);
            }
            let Some((name, value)) = line.split_once(':') else { continue };
            // All that is asked for stands in the first few fields.
            if name.starts_with([' ', '\t']) || fields.len() > 64 {
                continue;
            }
            let value = value.trim();
            let from = start + line.len() - value.len();
            fields.push(Field {
                name,
                value,
                span: Span::new(from as u32, (from + value.len()) as u32),
            });
        }
        (!fields.is_empty()).then_some(fields)
    })
}
