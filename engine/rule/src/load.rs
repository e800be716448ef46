//! A rule file to its rules.
//!
//! For: the one entry point for text that should be a rule file.
//! Not for: finding or reading files (`tamis-scan`), compiling patterns (`tamis-matcher`).
//! Read [`parse_rules`].

use std::sync::Arc;

use miette::NamedSource;
use tamis_syntax::Span;

use crate::Rule;
use crate::checkov;
use crate::error::{RuleError, RuleSource, Within};
use crate::models::{self, LibraryModel};
use crate::reader::FileReader;
use crate::schema;
use crate::suggest::did_you_mean;
use crate::yaml::{Kind, MAX_BYTES, MAX_DEPTH, NodeId, Tree, TreeError};

/// What a rule file holds. Every entry of `rules:` is in `rules` or has at least one error.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// The rules without errors, in the order of the file.
    pub rules: Vec<Rule>,
    /// Models of libraries, in the order of the file; those with errors are left out.
    pub models: Vec<LibraryModel>,
    /// What is wrong, in the order it was found; at most 1,000.
    pub errors: Vec<RuleError>,
    /// What is understood and has no effect, in the order of the file.
    pub unsupported: Vec<Unsupported>,
}

/// A part of a rule that this version does not act on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsupported {
    /// Id of the rule.
    pub rule: String,
    /// One sentence.
    pub message: String,
    /// Byte range in the rule file.
    pub span: Span,
}

/// Reads the text of a rule file; `file_name` is for messages and for [`Origin`](crate::Origin).
///
/// Never fails as a whole: a wrong rule is left out with errors, the others stay. A file that is not YAML or has no
/// list under `rules:` gives one error. Linear in the length of the text, except that aliases are walked each time they
/// are used, up to four times the size of the file.
pub fn parse_rules(file_name: &str, text: &str) -> Parsed {
    if text.len() > MAX_BYTES {
        let file = NamedSource::new(file_name, Arc::from(""));
        let error = RuleError::TooLarge { file, bytes: text.len(), limit: MAX_BYTES };
        return Parsed { errors: vec![error], ..Parsed::default() };
    }
    let source: RuleSource = NamedSource::new(file_name, Arc::from(text)).with_language("YAML");
    match Tree::parse(text) {
        Ok(tree) if checkov::is_policy(&tree) => policy(&tree, source, file_name),
        Ok(tree) => read(&tree, source, Arc::from(file_name)),
        Err(error) => Parsed { errors: vec![tree_error(error, source)], ..Parsed::default() },
    }
}

/// A policy of Checkov: the rules it is turned into, which places in messages then speak of.
fn policy(tree: &Tree<'_>, source: RuleSource, file_name: &str) -> Parsed {
    match checkov::convert(tree) {
        Ok(text) => parse_rules(file_name, &text),
        Err((reason, span)) => {
            let error = RuleError::NoRules { file: source, span: span.range().into(), reason };
            Parsed { errors: vec![error], ..Parsed::default() }
        }
    }
}

fn read(tree: &Tree<'_>, source: RuleSource, name: Arc<str>) -> Parsed {
    let mut file = FileReader::new(tree, source, name);
    let Some((rules, models)) = lists(&mut file) else {
        return Parsed { errors: file.errors, ..Parsed::default() };
    };
    let models = models.iter().enumerate();
    let models =
        models.filter_map(|(index, node)| models::model(&mut file, index, *node)).collect();
    let rules = rules.iter().enumerate();
    let rules = rules.filter_map(|(index, node)| schema::rule(&mut file, index, *node)).collect();
    outer_faults(&mut file);
    Parsed { rules, models, errors: file.errors, unsupported: file.notes }
}

/// Items of a list.
type Items<'t> = &'t [NodeId];

/// The lists under the top keys `rules` and `models`, of which one may be absent; other top keys are errors of the file.
fn lists<'t>(file: &mut FileReader<'t>) -> Option<(Items<'t>, Items<'t>)> {
    let tree = file.tree;
    let Some(root) = tree.root.filter(|root| !tree.is_null(*root)) else {
        return no_rules(file, Span::default(), "the file is empty");
    };
    let Kind::Map(entries) = &tree.node(root).kind else {
        let reason = format!("the file is {}, not a mapping", tree.describe(root));
        return no_rules(file, first_line(tree.span(root), file), &reason);
    };
    let mut lists: [Option<Items<'t>>; 2] = [None, None];
    for (list, name) in lists.iter_mut().zip(["rules", "models"]) {
        let Some((key, node)) = entries.iter().find(|(key, _)| tree.text(*key) == Some(name))
        else {
            continue;
        };
        let Kind::Seq(items) = &tree.node(*node).kind else {
            let reason = format!("'{name}' holds {}", tree.describe(*node));
            return no_rules(file, tree.span(*key), &reason);
        };
        *list = Some(items);
    }
    if lists == [None, None] {
        return no_rules(file, first_line(tree.span(root), file), "no top key 'rules'");
    }
    unknown_top_keys(file, entries);
    Some((lists[0].unwrap_or_default(), lists[1].unwrap_or_default()))
}

fn no_rules<T>(file: &mut FileReader<'_>, span: Span, reason: &str) -> Option<T> {
    let error = RuleError::NoRules {
        file: file.source.clone(),
        span: span.range().into(),
        reason: reason.to_owned(),
    };
    file.push(error);
    None
}

/// Top keys other than `rules`: `x-` ones are for anchors, `missed` is written by Semgrep's registry.
fn unknown_top_keys(file: &mut FileReader<'_>, entries: &[(NodeId, NodeId)]) {
    let tree = file.tree;
    for (node, _) in entries {
        let key = tree.text(*node).unwrap_or_default();
        if matches!(key, "rules" | "models" | "missed") || key.starts_with("x-") {
            continue;
        }
        let help = did_you_mean(key, &["rules", "models"]).map_or_else(
            || "name it 'x-...' if it only holds anchors".to_owned(),
            |near| format!("did you mean '{near}'?"),
        );
        let error = RuleError::UnknownKey {
            file: file.source.clone(),
            span: tree.span(*node).range().into(),
            within: Within::default(),
            key: key.to_owned(),
            help: Some(help),
        };
        file.push(error);
    }
}

/// Faults of the YAML that stand in no rule.
fn outer_faults(file: &mut FileReader<'_>) {
    let tree = file.tree;
    for (index, fault) in tree.faults.iter().enumerate() {
        if !file.faults_told[index] {
            let error = fault.to_error(file.source.clone(), Within::default());
            file.push(error);
        }
    }
}

fn first_line(span: Span, file: &FileReader<'_>) -> Span {
    crate::reader::first_line(span, file.source.inner())
}

fn tree_error(error: TreeError, file: RuleSource) -> RuleError {
    let yaml = |file, span: Span, reason: &str| RuleError::Yaml {
        file,
        span: span.range().into(),
        reason: reason.to_owned(),
        // What people meet most, with patterns such as `def f(): ...`.
        help: reason
            .starts_with("mapping values are not allowed")
            .then(|| "text that holds ': ' wants quotes, or '|' and a new line".to_owned()),
    };
    match error {
        TreeError::Syntax(reason, span) => yaml(file, span, &reason),
        TreeError::Cycle(span) => yaml(file, span, "an alias stands in the value it names"),
        TreeError::SecondDocument(span) => yaml(file, span, "the file holds a second document"),
        TreeError::TooDeep(span) => RuleError::TooDeep {
            file,
            span: span.range().into(),
            within: Within::default(),
            limit: MAX_DEPTH,
        },
        TreeError::TooMany(span) => {
            RuleError::TooManyNodes { file, span: span.range().into(), within: Within::default() }
        }
    }
}
