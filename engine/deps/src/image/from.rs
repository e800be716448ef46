//! `FROM` lines.

use rustc_hash::FxHashMap;
use tamis_syntax::Span;

/// A base image of a container file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// With the defaults of arguments filled in.
    pub image: String,
    /// Where it is written.
    pub span: Span,
    /// Whether the last stage stands on it: the others are not in the image that is built.
    pub shipped: bool,
    /// The line of its stage's name, if it has one.
    pub stage: Option<String>,
}

/// The base images of a container file, in order; those whose name is not known (an argument without a default) and
/// `scratch` are left out.
pub fn bases(text: &str) -> Vec<Base> {
    let mut arguments: FxHashMap<&str, String> = FxHashMap::default();
    let mut stages: Vec<(Base, Option<usize>)> = Vec::new();
    let mut at = 0u32;
    let mut continued = false;
    for whole in text.split_inclusive('\n') {
        let start = at;
        at += whole.len() as u32;
        let line = whole.trim_end();
        let words: Vec<&str> = line.split_whitespace().collect();
        let is_comment = words.first().is_some_and(|word| word.starts_with('#'));
        let was = continued;
        continued = !is_comment && line.ends_with('\\') || is_comment && was;
        let Some(first) = words.first().filter(|_| !was && !is_comment) else { continue };
        if first.eq_ignore_ascii_case("ARG") && stages.is_empty() {
            for (name, value) in words[1..].iter().filter_map(|word| word.split_once('=')) {
                let value = filled(value.trim_matches(['"', '\'']), &arguments);
                arguments.insert(name, value.unwrap_or_default());
            }
        }
        if !first.eq_ignore_ascii_case("FROM") {
            continue;
        }
        let Some(written) = words[1..].iter().find(|word| !word.starts_with("--")) else {
            continue;
        };
        let from = line.find(written).unwrap_or(0) as u32;
        let span = Span::new(start + from, start + from + written.len() as u32);
        let as_at = words.iter().position(|word| word.eq_ignore_ascii_case("AS"));
        let stage = as_at.and_then(|at| words.get(at + 1)).map(|name| name.to_ascii_lowercase());
        let image = filled(written, &arguments).unwrap_or_default();
        let name = image.to_ascii_lowercase();
        let above = stages.iter().position(|(known, _)| known.stage.as_ref() == Some(&name));
        stages.push((Base { image, span, shipped: false, stage }, above));
    }
    // The last stage is what is built; it may stand on another.
    let mut next = stages.len().checked_sub(1);
    while let Some(at) = next {
        stages[at].0.shipped = true;
        next = stages[at].1.filter(|above| *above < at);
    }
    let real = |(base, above): &(Base, Option<usize>)| {
        above.is_none() && !base.image.is_empty() && base.image != "scratch"
    };
    stages.into_iter().filter(real).map(|(base, _)| base).collect()
}

/// `$NAME`, `${NAME}` and `${NAME:-default}` filled in; `None` where one is not known.
fn filled(text: &str, arguments: &FxHashMap<&str, String>) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let (name, default, after) = match rest.strip_prefix('{') {
            Some(inner) => {
                let (inner, after) = inner.split_once('}')?;
                let (name, default) = match inner.split_once(":-").or_else(|| inner.split_once('-'))
                {
                    Some((name, default)) => (name, Some(default)),
                    None => (inner, None),
                };
                (name, default, after)
            }
            None => {
                let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
                let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
                (name, None, after)
            }
        };
        let known = arguments.get(name).filter(|value| !value.is_empty());
        out.push_str(known.map(String::as_str).or(default)?);
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_stage_decides_what_is_shipped() {
        let text = "ARG TAG=3.8\nARG FULL=\"python:${TAG}\"\n# FROM x:1\nFROM golang:1.20 AS build\nRUN echo \\\n  FROM y:1\n\
                    FROM --platform=linux/amd64 $FULL-slim as base\nFROM base AS test\nFROM base\nCOPY --from=build /a /a\n";
        let found: Vec<(String, bool)> =
            bases(text).into_iter().map(|base| (base.image, base.shipped)).collect();
        let expected = [("golang:1.20", false), ("python:3.8-slim", true)];
        assert_eq!(found, expected.map(|(image, shipped)| (image.to_owned(), shipped)));
        assert_eq!(bases(text)[1].span.of(text), "$FULL-slim");
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        assert_eq!(bases("ARG X\nFROM $X\nFROM scratch\nFROM\nFROM ${"), Vec::new());
        assert_eq!(bases("FROM ${X:-debian}:${Y-10}")[0].image, "debian:10");
        assert_eq!(bases("FROM a AS a\nFROM b AS a\nFROM a").len(), 2);
    }
}
