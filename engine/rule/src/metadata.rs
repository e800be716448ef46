//! The side data of a rule: `metadata`, `options`, `paths`, `fix-regex`.
//!
//! For: the keys that say something about a rule rather than what it matches.
//! Not for: applying paths or options (`tamis-scan`, `tamis-matcher`).
//! Read [`metadata`].

use globset::GlobBuilder;
use tamis_finding::Confidence;

use crate::error::RuleError;
use crate::model::{FixRegex, Located, Metadata, Options, PathFilter};
use crate::reader::{Field, Fields, Reader};
use crate::suggest::did_you_mean;
use crate::yaml::{Kind, NodeId};

/// Options with a meaning in Semgrep's rule language; others are noted.
pub(crate) const OPTIONS: [&str; 44] = [
    "ac_matching",
    "arrow_is_function",
    "attr_expr",
    "commutative_boolop",
    "commutative_compop",
    "constant_propagation",
    "cpp_parsing_pref",
    "decorators_order_matters",
    "flddef_assign",
    "generic_braces",
    "generic_caseless",
    "generic_comment_style",
    "generic_ellipsis_max_span",
    "generic_engine",
    "generic_extra_braces",
    "generic_extra_word_characters",
    "generic_multiline",
    "go_deeper_expr",
    "go_deeper_stmt",
    "implicit_deep_exprstmt",
    "implicit_ellipsis",
    "implicit_return",
    "interfile",
    "let_is_var",
    "once_per_file",
    "symbolic_propagation",
    "symmetric_eq",
    "taint_assume_safe_booleans",
    "taint_assume_safe_comparisons",
    "taint_assume_safe_functions",
    "taint_assume_safe_indexes",
    "taint_assume_safe_numbers",
    "taint_focus_on",
    "taint_intrafile",
    "taint_longest_trace",
    "taint_match_on",
    "taint_most_hops",
    "taint_only_propagate_through_assignments",
    "taint_unify_mvars",
    "unify_ids_strictly",
    "vardef_assign",
    "xml_attrs_implicit_ellipsis",
    "xml_children_ordered",
    "xml_singleton_loose_matching",
];

/// `metadata`: what we read of it; other keys are free.
pub(crate) fn metadata<'t>(reader: &mut Reader<'_, 't>, field: Field) -> Metadata {
    let Some(mut fields) = reader.fields("'metadata'", field.value) else {
        return Metadata::default();
    };
    Metadata {
        cwe: strings(reader, &mut fields, "cwe"),
        owasp: strings(reader, &mut fields, "owasp"),
        confidence: confidence(reader, &mut fields),
        category: string(reader, &mut fields, "category"),
        technology: strings(reader, &mut fields, "technology"),
        equivalents: strings(reader, &mut fields, "equivalents"),
        references: strings(reader, &mut fields, "references"),
        help: string(reader, &mut fields, "help"),
        link: ["source", "shortlink", "url", "source-rule-url"]
            .into_iter()
            .find_map(|key| string(reader, &mut fields, key)),
        packs: strings(reader, &mut fields, "packs"),
        safe_fix: safe_fix(reader, &mut fields),
    }
}

/// Texts under a metadata key; metadata is free, so other types are passed over with a note.
fn strings<'t>(reader: &mut Reader<'_, 't>, fields: &mut Fields<'t>, key: &str) -> Vec<String> {
    let Some(field) = fields.take(key) else { return Vec::new() };
    let tree = reader.tree();
    let items: &[NodeId] = match &tree.node(field.value).kind {
        Kind::Scalar { .. } => std::slice::from_ref(&field.value),
        Kind::Seq(items) => items,
        Kind::Map(_) => &[],
    };
    if !reader.step(items.len(), field.key) {
        return Vec::new();
    }
    let text = |item: &NodeId| tree.text(*item).filter(|_| !tree.is_null(*item));
    let texts: Vec<String> = items.iter().filter_map(text).map(str::to_owned).collect();
    if texts.len() < items.len() || matches!(tree.node(field.value).kind, Kind::Map(_)) {
        reader.note(format!("metadata '{key}' is neither text nor a list of texts"), field.key);
    }
    texts
}

fn string<'t>(reader: &mut Reader<'_, 't>, fields: &mut Fields<'t>, key: &str) -> Option<String> {
    strings(reader, fields, key).into_iter().next()
}

fn confidence<'t>(reader: &mut Reader<'_, 't>, fields: &mut Fields<'t>) -> Option<Confidence> {
    let field = fields.take("confidence")?;
    let word = reader.tree().text(field.value)?;
    let confidence = Confidence::parse(word);
    if confidence.is_none() {
        reader.note(format!("confidence '{word}' is none of HIGH, MEDIUM, LOW"), field.key);
    }
    confidence
}

/// `fix-safety`: `safe` or `unsafe`, which is what a rule that does not say is.
fn safe_fix<'t>(reader: &mut Reader<'_, 't>, fields: &mut Fields<'t>) -> bool {
    let Some(field) = fields.take("fix-safety") else { return false };
    let word = reader.tree().text(field.value).unwrap_or_default();
    if !matches!(word, "safe" | "unsafe") {
        reader.note(format!("fix-safety '{word}' is neither 'safe' nor 'unsafe'"), field.key);
    }
    word == "safe"
}

/// `options`: scalars as written; lists in JSON (`["-"]`).
pub(crate) fn options(reader: &mut Reader<'_, '_>, field: Field) -> Options {
    let mut options = Options::default();
    let Some(fields) = reader.fields("'options'", field.value) else { return options };
    for (name, field) in fields.entries() {
        if !OPTIONS.contains(&name) {
            let near = did_you_mean(&name.replace('-', "_"), &OPTIONS);
            let near = near.map(|near| format!("; did you mean '{near}'?")).unwrap_or_default();
            reader.note(format!("option '{name}' is not known and has no effect{near}"), field.key);
        }
        if let Some(value) = option_value(reader, field.value, 0) {
            options.values.insert(name.to_owned(), value);
        }
    }
    options
}

/// An option's value as text; booleans in lower case.
fn option_value(reader: &mut Reader<'_, '_>, node: NodeId, depth: usize) -> Option<String> {
    let tree = reader.tree();
    if let Some(text) = tree.text(node) {
        let lower = text.to_ascii_lowercase();
        let is_flag = lower == "true" || lower == "false";
        return Some(match (depth, is_flag) {
            (_, true) => lower,
            (0, false) => text.to_owned(),
            _ => format!("{text:?}"),
        });
    }
    let items = reader.list("an option", node)?;
    if depth > 2 {
        reader.wrong_type("an option", "text, or a short list", node);
        return None;
    }
    let items: Vec<String> =
        items.iter().filter_map(|item| option_value(reader, *item, depth + 1)).collect();
    Some(format!("[{}]", items.join(",")))
}

/// `paths`.
pub(crate) fn paths(reader: &mut Reader<'_, '_>, field: Field) -> PathFilter {
    let mut filter = PathFilter::default();
    let Some(mut fields) = reader.fields("'paths'", field.value) else { return filter };
    if let Some(field) = fields.take("include") {
        filter.include = globs(reader, "'include'", field);
    }
    if let Some(field) = fields.take("exclude") {
        filter.exclude = globs(reader, "'exclude'", field);
    }
    fields.finish(reader, &["include", "exclude"]);
    filter
}

fn globs(reader: &mut Reader<'_, '_>, what: &str, field: Field) -> Vec<Located<String>> {
    let globs = reader.texts(what, field.value);
    for glob in &globs {
        if let Err(error) = GlobBuilder::new(&glob.value).literal_separator(true).build() {
            let reason = error.kind().to_string();
            reader.error(|file, within| RuleError::BadGlob {
                file,
                span: glob.span.range().into(),
                within,
                glob: glob.value.clone(),
                reason,
            });
        }
    }
    globs
}

/// `fix-regex`.
pub(crate) fn fix_regex(reader: &mut Reader<'_, '_>, field: Field) -> Option<FixRegex> {
    let mut fields = reader.fields("'fix-regex'", field.value)?;
    let regex = fields.require(reader, "regex");
    let regex = regex.and_then(|field| reader.filled_text("'regex'", field.value));
    let replacement = fields.require(reader, "replacement");
    let replacement = replacement.and_then(|field| replacement_text(reader, field));
    let count = fields.take("count").and_then(|field| reader.number("'count'", field.value));
    fields.finish(reader, &["regex", "replacement", "count"]);
    Some(FixRegex { regex: regex?, replacement: replacement?, count })
}

/// A replacement may be nothing at all.
fn replacement_text(reader: &mut Reader<'_, '_>, field: Field) -> Option<String> {
    if reader.tree().is_null(field.value) {
        return Some(String::new());
    }
    reader.text("'replacement'", field.value).map(|text| text.value)
}
