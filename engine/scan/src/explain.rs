//! Why a rule reports a place, or does not.
//!
//! For: `tamis explain`. Clauses of formulas are explained by the matcher; for data flow, the analysis is asked again with
//! other sources and sinks (`flow`).
//! Not for: rules over resources and secrets, whose findings say what decided.
//! Read [`explain_clauses`], then [`explain_flow`].

mod flow;

use tamis_ir::Language;
use tamis_lang::{by_file_name, by_shebang, parse};
use tamis_matcher::{Evaluation, Explained, Problem, Subject};
use tamis_rule::{Formula, Mode};
use tamis_syntax::{NameTable, Span, Tree};

use crate::rule_set::{Compiled, RuleEntry, host};

pub use flow::{FlowExplained, Spot, Stop, WayStep, Why, explain_flow, flow_summaries};

/// A formula of a rule, explained.
#[derive(Debug)]
pub struct FormulaExplained {
    /// What it is for: `match`, or `source`, `sink`, `sanitizer`, `propagator` of a taint rule.
    pub role: &'static str,
    /// The language it was tried in.
    pub language: &'static Language,
    /// Its clauses.
    pub clauses: Explained,
}

/// What each formula of a rule finds at `place` of a file. Empty for rules without formulas, and where the rule is for
/// other languages than the file's; problems where it does not compile.
pub fn explain_clauses(
    entry: &RuleEntry,
    path: &str,
    text: &str,
    place: Span,
) -> Result<Vec<FormulaExplained>, Vec<Problem>> {
    let mut explained = Vec::new();
    for language in languages(entry, path, text) {
        let compiled = entry.compiled(language).map_err(<[Problem]>::to_vec)?;
        let (tree, names) = match &language.syntax {
            Some(syntax) => {
                let tree = parse(syntax, text);
                let names = (syntax.names)((syntax.grammar)(), &tree, text);
                (tree, names)
            }
            None => (Tree::default(), NameTable::default()),
        };
        let subject = Subject::new(language, text, &tree, &names);
        let mut add = |role, formula, written: &Formula| {
            let clauses = Evaluation::new(formula, &subject, host()).explain(written, place);
            explained.push(FormulaExplained { role, language, clauses });
        };
        match (compiled, entry.rule().map(|rule| &rule.mode)) {
            (Compiled::Search(formula), Some(Mode::Search(written))) => {
                add("match", formula, written);
            }
            (Compiled::Taint(taint), Some(Mode::Taint(spec))) => {
                for part in &taint.parts {
                    let (role, patterns) = part.written(spec);
                    if let Some(pattern) = patterns {
                        add(role, &part.formula, &pattern.formula);
                    }
                }
            }
            _ => {}
        }
    }
    Ok(explained)
}

/// The languages of the rule that a scan would try on the file.
fn languages(entry: &RuleEntry, path: &str, text: &str) -> Vec<&'static Language> {
    let own = by_file_name(path).or_else(|| by_shebang(text)).map(|language| language.id);
    let fits =
        |language: &&&'static Language| language.syntax.is_none() || own == Some(language.id);
    entry.languages.iter().filter(fits).copied().collect()
}
