//! `/lib/apk/db/installed`: lines of a letter and a value.

use tamis_syntax::Span;

use crate::lockfile::Builder;
use crate::package::Ecosystem;

pub(super) fn read(text: &str, out: &mut Builder, files: &mut Vec<String>) {
    let mut at = 0u32;
    let mut current = Current::default();
    let mut folder = "";
    for whole in text.split_inclusive('\n') {
        let start = at;
        at += whole.len() as u32;
        let line = whole.trim_end();
        let Some((letter, value)) = line.split_once(':') else {
            if line.is_empty() {
                std::mem::take(&mut current).add(out);
            }
            continue;
        };
        match letter {
            "P" => {
                std::mem::take(&mut current).add(out);
                current.name = value;
                current.span = Span::new(start + 2, start + 2 + value.len() as u32);
            }
            "V" => current.version = value,
            "o" => current.origin = value,
            "L" => current.license = value,
            "F" => folder = value,
            "R" => files.push(format!("/{folder}/{value}")),
            _ => {}
        }
    }
    current.add(out);
}

#[derive(Default)]
struct Current<'t> {
    name: &'t str,
    version: &'t str,
    origin: &'t str,
    license: &'t str,
    span: Span,
}

impl Current<'_> {
    fn add(self, out: &mut Builder) {
        if self.name.is_empty() || self.version.is_empty() {
            return;
        }
        let at = out.add(Ecosystem::Alpine, self.name, self.version, self.span);
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        out.packages[at].built_from = given(self.origin);
        out.packages[at].license = given(self.license);
    }
}
