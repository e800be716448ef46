//! Scripts of pages and of Vue's and Svelte's components.

use tamis_ir::Language;
use tamis_syntax::{SourceMap, Span};

use super::{Part, known};

/// The scripts of `text`: of each language one part, with all else blanked.
pub(super) fn scripts(text: &str) -> Vec<Part> {
    let mut found: Vec<(&'static Language, Vec<Span>)> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('<').map(|start| at + start) {
        let rest = &text[start..];
        if rest.starts_with("<!--") {
            at = start + rest.find("-->").map_or(rest.len(), |end| end + 3);
        } else if let Some(tag) = is_script(rest).then(|| opening(rest)).flatten() {
            let content = start + tag;
            let end = content + closing(&text[content..]);
            let is_closed = rest[..tag].ends_with("/>");
            if let Some(language) = language_of(&rest[..tag]).filter(|_| !is_closed) {
                let span = Span::new(content as u32, end as u32);
                match found.iter_mut().find(|(known, _)| known.id == language.id) {
                    Some((_, spans)) => spans.push(span),
                    None => found.push((language, vec![span])),
                }
            }
            at = if is_closed { content } else { end };
        } else {
            at = start + 1;
        }
    }
    let part = |(language, spans): (&'static Language, Vec<Span>)| Part {
        language,
        text: blanked(text, &spans),
        map: SourceMap::in_place(),
    };
    found.into_iter().map(part).collect()
}

fn is_script(tag: &str) -> bool {
    let name = tag.get(1..7);
    name.is_some_and(|name| name.eq_ignore_ascii_case("script"))
        && tag[7..].starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'))
}

/// Characters of an opening tag at most.
const MAX_TAG: usize = 4096;

/// Length of the opening tag that `text` begins with.
fn opening(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices().take(MAX_TAG) {
        match (quote, c) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

/// Where the content before the closing tag ends.
fn closing(text: &str) -> usize {
    let mut at = 0;
    while let Some(start) = text[at..].find("</").map(|start| at + start) {
        let name = text.get(start + 2..start + 8);
        if name.is_some_and(|name| name.eq_ignore_ascii_case("script")) {
            return start;
        }
        at = start + 2;
    }
    text.len()
}

/// The language of a script by its opening tag; `None` for data and templates.
fn language_of(tag: &str) -> Option<&'static Language> {
    let value = |name: &str| attribute(tag, name).map(str::to_ascii_lowercase);
    let id = match (value("lang").as_deref(), value("type").as_deref()) {
        (Some("ts" | "typescript"), _) | (None, Some("text/typescript")) => "typescript",
        (Some("tsx"), _) => "tsx",
        (Some("js" | "jsx" | "javascript"), _) | (None, None) => "javascript",
        (None, Some("" | "module" | "text/babel" | "text/jsx")) => "javascript",
        (None, Some(kind)) if kind.contains("javascript") || kind.contains("ecmascript") => {
            "javascript"
        }
        _ => return None,
    };
    known(id)
}

/// The value of an attribute, quoted or not.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = tag;
    while let Some(at) = rest.find(name) {
        let alone = rest[..at].ends_with(|c: char| c.is_ascii_whitespace());
        let after = rest[at + name.len()..].trim_start();
        if let Some(value) = after.strip_prefix('=').filter(|_| alone) {
            let value = value.trim_start();
            return match value.chars().next()? {
                quote @ ('"' | '\'') => value[1..].split(quote).next(),
                _ => value.split(|c: char| c.is_ascii_whitespace() || c == '>').next(),
            };
        }
        rest = &rest[at + name.len()..];
    }
    None
}

/// `text` with blanks for all bytes outside of `spans` but line breaks.
fn blanked(text: &str, spans: &[Span]) -> String {
    let mut blank = String::with_capacity(text.len());
    let mut from = 0;
    for span in spans {
        blank_to(&mut blank, &text[from..span.start as usize]);
        blank.push_str(span.of(text));
        from = span.end as usize;
    }
    blank_to(&mut blank, &text[from..]);
    blank
}

fn blank_to(blank: &mut String, text: &str) {
    blank.extend(text.bytes().map(|byte| match byte {
        b'\n' | b'\r' => char::from(byte),
        _ => ' ',
    }));
}
