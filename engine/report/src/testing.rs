//! A report made by hand that has one of everything, and helpers to render it.

use tamis_finding::{
    Binding, Confidence, Evidence, Family, FileCounts, Finding, Fingerprint, Fix, Location, Notice,
    NoticeKind, RuleInfo, ScanReport, Severity, SkipReason, Skipped, Source, Step, Suppression,
    Timings, Trace,
};
use tamis_syntax::{LineIndex, Span};

use crate::RenderOptions;

/// The output as text.
pub(crate) fn render(name: &str, report: &ScanReport, options: &RenderOptions) -> String {
    let mut out = Vec::new();
    crate::write(crate::format(name).unwrap(), report, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The span of the `nth` (from 0) place where `needle` stands in `text`.
pub(crate) fn find(text: &str, needle: &str, nth: usize) -> Span {
    let (start, found) = text.match_indices(needle).nth(nth).unwrap();
    Span::new(start as u32, (start + found.len()) as u32)
}

/// A location with positions computed from `text`.
pub(crate) fn location(path: &str, text: &str, span: Span) -> Location {
    let index = LineIndex::new(text);
    let at = |offset| index.position(text, offset);
    Location { path: path.to_owned(), span, start: at(span.start), end: at(span.end) }
}

/// A finding with nothing optional set.
pub(crate) fn finding(rule: &str, severity: Severity, message: &str, at: Location) -> Finding {
    Finding {
        rule: rule.to_owned(),
        severity,
        confidence: Confidence::Medium,
        message: message.to_owned(),
        fingerprint: Fingerprint(u128::from(at.span.start) << 64 | rule.len() as u128),
        location: at,
        related: Vec::new(),
        trace: None,
        fix: None,
        suppression: None,
        newness: None,
        bindings: Vec::new(),
        evidence: Evidence::default(),
    }
}

/// A source.
pub(crate) fn source(path: &str, text: &str) -> Source {
    Source { path: path.to_owned(), text: text.into(), masked: Vec::new() }
}

const VIEWS: &str = "\
from flask import request
import os

def suche():
    größe = request.args.get(\"größe\")  # 🔑
    return run(größe)

def run(cmd):
\tos.system(\"ls \" + cmd)
\tos.system(\"ok\")  # nosemgrep: python.lang.os-system trusted constant
";

const STACK: &str = "\
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      PublicAccessBlockConfiguration:
        BlockPublicAcls: false
        BlockPublicPolicy: false
        IgnorePublicAcls: false
        RestrictPublicBuckets: false
      Tags:
        - Key: team
          Value: web
        - Key: größe
          Value: \"12\"
  Topic:
    Type: AWS::SNS::Topic
";

/// A report with one of everything.
pub(crate) fn sample() -> ScanReport {
    let sources = vec![
        source("app/größe & views.py", VIEWS),
        source("infra/stack.yaml", STACK),
        source("static/bundle.js", &bundle()),
    ];
    ScanReport {
        findings: vec![
            debug_key(),
            tainted_command(),
            suppressed_command(),
            open_bucket(),
            eval_in_bundle(),
        ],
        notices: notices(),
        skipped: skipped(),
        rules: rules(),
        sources,
        files: FileCounts { scanned: 41, parsed: 40, skipped: 6, bytes: 123_456 },
        rules_run: 85,
        timings: Timings { total: 0.42, ..Timings::default() },
        clock: Some((1_795_507_200, 1_795_507_201)),
        ..ScanReport::default()
    }
}

/// One long line, as a minifier writes it.
fn bundle() -> String {
    format!(
        "!function(){{{}eval(location.hash);{}}}();",
        "a+=1;".repeat(2000),
        "b+=2;".repeat(2000)
    )
}

fn debug_key() -> Finding {
    let at = location(PATHS[0], VIEWS, find(VIEWS, "größe = request.args.get(\"größe\")", 0));
    let message = "'größe' is read from the query without a check. \u{1b}[31mBeware\u{1b}[0m of \
                   [links](1) and {0} in messages.";
    finding("python.flask.unchecked-query", Severity::Info, message, at)
}

fn tainted_command() -> Finding {
    let at = |needle, nth| location(PATHS[0], VIEWS, find(VIEWS, needle, nth));
    let step = |location, note: &str| Step { location, note: note.to_owned() };
    let cmd = find(VIEWS, "\"ls \" + cmd", 0);
    let mut found = finding(
        "python.lang.os-system",
        Severity::Critical,
        "User input reaches a shell: 'cmd' becomes part of a command line. Use subprocess.run() with \
         a list of arguments instead.",
        at("os.system(\"ls \" + cmd)", 0),
    );
    found.confidence = Confidence::High;
    found.trace = Some(Trace {
        steps: vec![
            step(at("request.args.get(\"größe\")", 0), "comes from the request"),
            step(at("run(größe)", 0), "is passed to 'run'"),
            step(at("\"ls \" + cmd", 0), "reaches the shell"),
        ],
    });
    found.related = vec![step(at("def run(cmd):", 0), "the function that runs it")];
    found.fix = Some(Fix { span: cmd, replacement: "[\"ls\", cmd]".to_owned(), safe: true });
    found.bindings = vec![
        Binding {
            metavariable: "$CMD".to_owned(),
            text: "\"ls \" + cmd".to_owned(),
            span: Some(cmd),
            value: None,
        },
        Binding {
            metavariable: "$MODE".to_owned(),
            text: "os.system".to_owned(),
            span: None,
            value: Some("system".to_owned()),
        },
    ];
    found.evidence.clauses = vec![("patterns[0].pattern".to_owned(), found.location.span)];
    found
}

fn suppressed_command() -> Finding {
    let at = location(PATHS[0], VIEWS, find(VIEWS, "os.system(\"ok\")", 0));
    let mut found = finding("python.lang.os-system", Severity::High, "Use of os.system.", at);
    found.suppression = Some(Suppression {
        form: "nosemgrep".to_owned(),
        reason: Some("trusted constant".to_owned()),
        span: Some(find(VIEWS, "# nosemgrep: python.lang.os-system trusted constant", 0)),
        owner: None,
        until: None,
    });
    found
}

fn open_bucket() -> Finding {
    let from = find(STACK, "Type: AWS::S3::Bucket", 0);
    let span = from.cover(find(STACK, "Value: \"12\"", 0));
    let at = location(PATHS[1], STACK, span);
    let mut found = finding(
        "cloudformation.aws.s3-public",
        Severity::Medium,
        "Bucket 'Bucket' may be opened to the public.",
        at,
    );
    let block =
        find(STACK, "        BlockPublicAcls: false\n        BlockPublicPolicy: false\n", 0);
    found.fix = Some(Fix {
        span: block,
        replacement: "        BlockPublicAcls: true\n".to_owned(),
        safe: false,
    });
    found
}

fn eval_in_bundle() -> Finding {
    let text = bundle();
    let at = location(PATHS[2], &text, find(&text, "eval(location.hash)", 0));
    finding("javascript.browser.eval", Severity::High, "Code from the address bar is run.", at)
}

const PATHS: [&str; 3] = ["app/größe & views.py", "infra/stack.yaml", "static/bundle.js"];

fn notices() -> Vec<Notice> {
    let notice = |kind, path: Option<&str>, rule: Option<&str>, message: &str| Notice {
        kind,
        path: path.map(str::to_owned),
        span: None,
        start: None,
        rule: rule.map(str::to_owned),
        message: message.to_owned(),
    };
    let mut broken =
        notice(NoticeKind::SyntaxError, Some(PATHS[1]), None, "2 places did not parse");
    broken.span = Some(find(STACK, "Topic:", 0));
    broken.start = Some(location(PATHS[1], STACK, find(STACK, "Topic:", 0)).start);
    let mut rule_error =
        notice(NoticeKind::RuleError, None, Some("acme.bad"), "unknown key 'pattern-insde'");
    rule_error.path = Some("rules/acme.yaml".to_owned());
    vec![
        notice(NoticeKind::Unsupported, None, Some("acme.join"), "mode 'join' is not supported"),
        broken,
        rule_error,
        notice(
            NoticeKind::Budget,
            Some(PATHS[2]),
            Some("javascript.browser.eval"),
            "matching stopped after 1000000 steps",
        ),
        notice(NoticeKind::Panic, Some(PATHS[2]), None, "index out of bounds"),
    ]
}

fn skipped() -> Vec<Skipped> {
    let skipped = |path: &str, reason| Skipped { path: path.to_owned(), reason };
    vec![
        skipped("dist/app.min.js", SkipReason::Minified(9120)),
        skipped("docs", SkipReason::Ignored(".gitignore: /docs".to_owned())),
        skipped("logo.png", SkipReason::Binary),
        skipped("node_modules", SkipReason::Vendored("node_modules".to_owned())),
        skipped("secret.log", SkipReason::Ignored(".gitignore: *.log".to_owned())),
        skipped("über.txt", SkipReason::Unreadable("permission denied".to_owned())),
    ]
}

fn rules() -> Vec<RuleInfo> {
    let rule = |id: &str, message: &str, severity| RuleInfo {
        id: id.to_owned(),
        message: message.to_owned(),
        severity,
        confidence: Confidence::Medium,
        cwe: Vec::new(),
        cwe_titles: Vec::new(),
        owasp: Vec::new(),
        references: Vec::new(),
        equivalents: Vec::new(),
        help: None,
        tags: Vec::new(),
        family: Family::Code,
        link: None,
    };
    vec![
        RuleInfo {
            cwe: vec![732],
            cwe_titles: vec![String::new()],
            tags: vec!["security".to_owned(), "cloudformation".to_owned()],
            ..rule(
                "cloudformation.aws.s3-public",
                "Bucket '$NAME' may be opened to the public.",
                Severity::Medium,
            )
        },
        RuleInfo {
            cwe: vec![95, 79],
            cwe_titles: vec!["Eval injection".to_owned(), "Cross-site scripting".to_owned()],
            owasp: vec!["A03:2021 - Injection".to_owned(), "A05:2025".to_owned()],
            ..rule("javascript.browser.eval", "Code from the address bar is run.", Severity::High)
        },
        RuleInfo {
            tags: vec!["best-practice".to_owned(), "flask".to_owned()],
            ..rule("python.flask.unchecked-query", "$X is read without a check.", Severity::Info)
        },
        RuleInfo {
            confidence: Confidence::High,
            cwe: vec![78],
            cwe_titles: vec!["OS command injection".to_owned()],
            owasp: vec!["A03:2021".to_owned()],
            references: vec![
                "https://docs.python.org/3/library/subprocess.html".to_owned(),
                "see the handbook".to_owned(),
            ],
            equivalents: vec!["bandit:B605".to_owned(), "ruff:S605".to_owned()],
            help: Some(
                "A shell reads `;` and `$(`.\n\n```python\nsubprocess.run([\"ls\", d])\n```"
                    .to_owned(),
            ),
            tags: vec!["security".to_owned(), "python".to_owned()],
            link: Some("https://docs.python.org/3/library/subprocess.html".to_owned()),
            ..rule(
                "python.lang.os-system",
                "User input reaches a shell: '$CMD' becomes part of a command line. Use \
                 subprocess.run() with a list of arguments instead.",
                Severity::Critical,
            )
        },
    ]
}
