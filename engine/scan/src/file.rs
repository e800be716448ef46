//! One file: parse, walk, formulas.

use std::sync::Arc;
use std::time::Instant;

use tamis_finding::{
    Binding, Candidate, Confidence, DataSite, Evidence, Notice, NoticeKind, RuleIndex, Severity,
};
use tamis_flow::{FileFacts, Mark, Marks};
use tamis_ir::{Language, Syntax};
use tamis_lang::parse;
use tamis_matcher::{Bound, CompiledFormula, Env, Match, Subject};
use tamis_secrets::{Document, Found, is_test, stands_in_string};
use tamis_syntax::{FileId, LineIndex, NameTable, SourceMap, Span, SyntaxErrorKind, Tree};

use crate::data_types;
use crate::parts::scan_parts;
use crate::plan::Plan;
use crate::test_code::TestCode;

/// Text of a file, ready to be scanned.
#[derive(Debug, Clone, Copy)]
pub struct FileText<'t> {
    /// Which file.
    pub id: FileId,
    /// Relative to the scan root.
    pub path: &'t str,
    /// Decoded.
    pub text: &'t str,
    /// Its language, if one of the table.
    pub language: Option<&'static Language>,
    /// Whether it is small enough for a tree.
    pub tree: bool,
}

/// What one file gave.
#[derive(Debug, Default)]
pub struct FileOutcome {
    /// In order of rule, then place.
    pub candidates: Vec<Candidate>,
    /// What the secret rules found, in order of place.
    pub secrets: Vec<Secret>,
    /// What could not be done.
    pub notices: Vec<Notice>,
    /// Where personal data stands, if the run lists it.
    pub data: Vec<DataSite>,
    /// Comments, where the file was parsed.
    pub comments: Option<Vec<Span>>,
    /// Its tree, where a graph of resources wants it.
    pub tree: Option<Tree>,
    /// What data flow needs of it, where a taint rule may have to do with it.
    pub flow: Option<FileFacts>,
    /// Where the places that `flow` speaks of stand in the file, if it is of a part.
    pub map: SourceMap,
    /// Seconds of parsing, matching, lowering and looking for secrets.
    pub parse_seconds: f64,
    /// See above.
    pub match_seconds: f64,
    /// See above.
    pub lower_seconds: f64,
    /// See above.
    pub secret_seconds: f64,
}

/// A secret or a piece of personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// Which rule.
    pub rule: RuleIndex,
    /// The value itself.
    pub span: Span,
    /// Harm if true: the rule's, or that of the value.
    pub severity: Severity,
    /// How sure: the rule's, or lower by what stands around it.
    pub confidence: Confidence,
}

/// Runs all rules of `plan` on one file. A function of its input; panics of engines are the caller's to catch.
pub fn scan_file(plan: &Plan<'_>, file: FileText<'_>) -> FileOutcome {
    scan_file_with(plan, file, &mut |syntax, text| parse(syntax, text))
}

/// Gives a text's tree.
pub(crate) type Parse<'p> = &'p mut dyn FnMut(&Syntax, &str) -> Tree;

/// The same, with a parser of the caller's.
pub(crate) fn scan_file_with(plan: &Plan<'_>, file: FileText<'_>, parse: Parse<'_>) -> FileOutcome {
    let mut outcome = FileOutcome::default();
    let literals = plan.literals(file.text);
    let code = match file.language.filter(|_| file.tree) {
        Some(language) => plan.candidates(language.id, &literals, file.path),
        None => Vec::new(),
    };
    let text_rules = plan.text_candidates(&literals, file.path);
    let with_tree = file.language.filter(|_| file.tree);
    let graph = with_tree.is_some_and(|it| plan.may_be_graph(it.id, file.path, file.text));
    let wanted = !code.is_empty()
        || graph
        || plan.inventory
        || with_tree.is_some_and(|it| plan.follows_data(it.id));
    let mut tree = None;
    if let Some(language) = with_tree.filter(|_| wanted) {
        tree = scan_code(plan, file, language, code, parse, &mut outcome);
    }
    scan_parts(plan, file, &literals, &tree, &mut outcome);
    if plan.inventory {
        outcome.data.extend(data_types::schema_sites(file.path, file.text));
    }
    scan_secrets(plan, file, &mut tree, &mut outcome);
    outcome.tree = tree.filter(|_| graph);
    let started = Instant::now();
    for (language, rules) in text_rules {
        let names = NameTable::default();
        let tree = Tree::default();
        let subject = Subject::new(language, file.text, &tree, &names);
        run_rules(plan, file, language, &subject, rules, &mut outcome);
    }
    outcome.match_seconds += started.elapsed().as_secs_f64();
    outcome
}

/// Runs the detectors.
fn scan_secrets(
    plan: &Plan<'_>,
    file: FileText<'_>,
    tree: &mut Option<Tree>,
    outcome: &mut FileOutcome,
) {
    let started = Instant::now();
    let found = plan.secrets(Document { path: file.path, text: file.text });
    outcome.secrets = secrets_of(plan, file, found, tree);
    outcome.secret_seconds += started.elapsed().as_secs_f64();
}

/// Of what was found in `file`, what holds. A value that counts only as a string is looked up in the file's tree, which
/// is built now if no other rule wanted it.
pub(crate) fn secrets_of(
    plan: &Plan<'_>,
    file: FileText<'_>,
    found: Vec<(RuleIndex, Found)>,
    tree: &mut Option<Tree>,
) -> Vec<Secret> {
    let mut secrets = Vec::new();
    let is_test = is_test(file.path);
    for (rule, found) in found {
        if found.wants_string && tree.is_none() && file.tree {
            let syntax = file.language.and_then(|language| language.syntax.as_ref());
            *tree = Some(syntax.map(|syntax| parse(syntax, file.text)).unwrap_or_default());
        }
        let fits = |tree: &Tree| stands_in_string(tree, found.span);
        if found.wants_string && !tree.as_ref().is_none_or(fits) {
            continue;
        }
        let entry = plan.rules.entry(rule);
        secrets.push(Secret {
            rule,
            span: found.span,
            severity: found.severity.unwrap_or(entry.severity),
            confidence: match found.confidence.unwrap_or(entry.confidence).min(entry.confidence) {
                // Tests and documents hold made-up values, and true ones too.
                Confidence::High if is_test => Confidence::Medium,
                Confidence::Medium if is_test => Confidence::Low,
                confidence => confidence,
            },
        });
    }
    secrets
}

pub(crate) fn scan_code(
    plan: &Plan<'_>,
    file: FileText<'_>,
    language: &'static Language,
    rules: Vec<RuleIndex>,
    parse: Parse<'_>,
    outcome: &mut FileOutcome,
) -> Option<Tree> {
    let syntax = language.syntax.as_ref()?;
    let started = Instant::now();
    let tree = parse(syntax, file.text);
    let names = (syntax.names)((syntax.grammar)(), &tree, file.text);
    outcome.parse_seconds += started.elapsed().as_secs_f64();
    note_gaps(file, &tree, outcome);
    let started = Instant::now();
    let subject = Subject::new(language, file.text, &tree, &names);
    let mut by_name = data_types::marks(plan, language, &rules, &tree, file.text);
    if by_name.iter().any(|mark| accepted_in_tests(plan, mark)) {
        // Made-up data of tests is nobody's, also where it goes through the code they test.
        let tests = TestCode::of(file.path, file.text);
        by_name.retain(|mark| !(accepted_in_tests(plan, mark) && tests.covers(mark.span)));
    }
    let mut marks = run_rules(plan, file, language, &subject, rules, outcome);
    marks.extend(by_name);
    if plan.inventory {
        outcome.data = data_types::sites(language.id, &tree, file.path, file.text);
    }
    outcome.match_seconds += started.elapsed().as_secs_f64();
    if let Some(lowering) = syntax.lowering.as_ref().filter(|_| plan.follows_data(language.id)) {
        let started = Instant::now();
        let module = Arc::new((lowering.lower)((syntax.grammar)(), &tree, file.text));
        marks.sort_by(|a, b| {
            (a.role, a.rule, a.span, a.pattern).cmp(&(b.role, b.rule, b.span, b.pattern))
        });
        let (path, marks) = (file.path.to_owned(), Marks { list: marks });
        outcome.flow = Some(FileFacts {
            file: file.id,
            path,
            language,
            module,
            marks,
            aliases: Arc::default(),
        });
        outcome.lower_seconds += started.elapsed().as_secs_f64();
    }
    // Without a tree there are no comments either: the text then decides what one is.
    outcome.comments = (!tree.is_empty()).then(|| tree.comments().to_vec());
    Some(tree)
}

/// One notice per file for what did not parse.
fn accepted_in_tests(plan: &Plan<'_>, mark: &Mark) -> bool {
    plan.rules.entry(RuleIndex(mark.rule)).accepted_in_tests
}

fn note_gaps(file: FileText<'_>, tree: &Tree, outcome: &mut FileOutcome) {
    let Some(first) = tree.errors().first() else { return };
    // A template is no YAML before it is rendered.
    if tamis_iac::helm::is_template(file.path, file.text) {
        return;
    }
    let count = tree.errors().len();
    let message = match first.kind {
        SyntaxErrorKind::Budget => {
            "parsing took too many steps; the file was scanned as text only".to_owned()
        }
        SyntaxErrorKind::TooDeep => {
            format!("code nested deeper than {} levels was left out", Tree::MAX_DEPTH)
        }
        _ => format!(
            "{count} part{} did not parse; the rest was scanned",
            if count == 1 { "" } else { "s" }
        ),
    };
    outcome.notices.push(Notice {
        kind: if first.kind == SyntaxErrorKind::Budget {
            NoticeKind::Budget
        } else {
            NoticeKind::SyntaxError
        },
        path: Some(file.path.to_owned()),
        span: Some(first.span),
        start: Some(LineIndex::new(file.text).position(file.text, first.span.start)),
        rule: None,
        message,
    });
}

fn run_rules(
    plan: &Plan<'_>,
    file: FileText<'_>,
    language: &'static Language,
    subject: &Subject<'_>,
    rules: Vec<RuleIndex>,
    outcome: &mut FileOutcome,
) -> Vec<Mark> {
    let mut marks = Vec::new();
    let prepared = plan.prepared(language, rules);
    prepared.run(subject, plan.clock.as_ref(), |index, part, formula, found, spent| {
        for found in found {
            match part {
                Some(part) => part.mark(index, subject, &found, &mut marks),
                None => {
                    outcome.candidates.push(candidate(file, index, formula, subject, &found));
                }
            }
        }
        if spent.regex || spent.steps {
            outcome.notices.push(spent_notice(file, &plan.rules.entry(index).id, spent.regex));
        }
    });
    marks
}

fn spent_notice(file: FileText<'_>, rule: &str, regex: bool) -> Notice {
    let what = if regex { "a regular expression of the rule" } else { "matching" };
    Notice {
        kind: NoticeKind::Budget,
        path: Some(file.path.to_owned()),
        span: None,
        start: None,
        rule: Some(rule.to_owned()),
        message: format!("{what} took too many steps here; findings of the rule may be missing"),
    }
}

fn candidate(
    file: FileText<'_>,
    rule: RuleIndex,
    formula: &CompiledFormula,
    subject: &Subject<'_>,
    found: &Match,
) -> Candidate {
    Candidate {
        rule,
        file: file.id,
        span: found.span,
        bindings: bindings(formula, subject, &found.env),
        trace: None,
        evidence: Evidence::default(),
    }
}

pub(crate) fn bindings(
    formula: &CompiledFormula,
    subject: &Subject<'_>,
    env: &Env,
) -> Vec<Binding> {
    let mut all: Vec<Binding> = env
        .iter()
        .map(|(id, bound)| {
            let span = subject.bound_span(bound);
            Binding {
                metavariable: formula.metavariables.name(id).to_owned(),
                text: span.of(subject.text).to_owned(),
                span: (!matches!(bound, Bound::Empty(_))).then_some(span),
                value: subject.bound_value(bound),
            }
        })
        .collect();
    all.sort_by(|a, b| a.metavariable.cmp(&b.metavariable));
    all
}
