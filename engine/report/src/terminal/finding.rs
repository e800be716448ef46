//! One finding on the terminal: headline, code frame, and the lines below it.

use std::fmt::{self, Write};

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NarratableReportHandler,
    SourceCode, ThemeCharacters, ThemeStyles,
};
use tamis_finding::{Finding, Fix, Location, RuleInfo, Severity, Step};

use super::frame::{Bounds, Frame, TAB_WIDTH, cut};
use super::paint::Paint;
use crate::RenderOptions;
use crate::texts::{Text, Texts};
use crate::words::{clip, local, plain};

/// Messages are clipped at this many characters: a metavariable may have brought a whole minified file.
const LONGEST_MESSAGE: usize = 1200;
/// Steps of a trace shown without `-v`.
const SHOWN_STEPS: usize = 10;
/// Lines of a fix shown.
const SHOWN_FIX_LINES: usize = 12;

/// Draws findings; built once per report.
pub(super) struct Painter<'r> {
    texts: &'r Texts<'r>,
    options: RenderOptions,
    paint: Paint,
    bounds: Bounds,
    /// The folder paths are shown from.
    working: &'r str,
}

impl<'r> Painter<'r> {
    pub(super) fn new(
        texts: &'r Texts<'r>,
        options: &RenderOptions,
        paint: Paint,
        working: &'r str,
    ) -> Self {
        let bounds = Bounds { width: options.width, mark: paint.ellipsis() };
        Painter { texts, options: *options, paint, bounds, working }
    }

    /// Draws `finding`, ending in a line end.
    pub(super) fn finding(
        &self,
        out: &mut String,
        finding: &Finding,
        rule: Option<&RuleInfo>,
    ) -> fmt::Result {
        let shown = self.shown(finding, rule);
        let says_where = shown.frame.is_some() && self.options.graphics;
        if self.options.graphics {
            self.graphical(finding.severity).render_report(out, &shown)?;
        } else {
            NarratableReportHandler::new().with_context_lines(1).render_report(out, &shown)?;
        }
        if !says_where {
            writeln!(out, "  at {}", place(&finding.location, self.working))?;
        }
        self.trace(out, finding)?;
        self.related(out, &finding.related)?;
        self.rule_line(out, finding, rule)?;
        if let Some(fix) = &finding.fix {
            self.fix(out, fix, self.texts.get(&finding.location.path))?;
        }
        if self.options.verbose > 0 {
            writeln!(out, "  fingerprint: {}", finding.fingerprint)?;
        }
        Ok(())
    }

    fn shown(&self, finding: &Finding, rule: Option<&RuleInfo>) -> Shown {
        let message = plain(&finding.message);
        let message = clip(message.trim(), LONGEST_MESSAGE, self.paint.ellipsis());
        let word = self.paint.severity(finding.severity, finding.severity.name());
        let frame = self.texts.get(&finding.location.path).and_then(|text| {
            let path = local(&finding.location.path, self.working);
            let name = plain(&path);
            cut(&name, text.text, text.index(), finding.location.span, self.bounds)
        });
        Shown {
            headline: format!("{word}: {message}"),
            severity: miette_severity(finding.severity),
            label: frame.as_ref().and_then(|frame| self.label(frame, &subject(finding, rule))),
            frame,
        }
    }

    /// The words at the match, as far as they fit beside it.
    fn label(&self, frame: &Frame, subject: &str) -> Option<String> {
        let label = match frame.goes_on_to {
            Some(line) => format!("{subject} (goes on to line {line})"),
            None => subject.to_owned(),
        };
        let room = frame.room_for_label(self.options.width);
        (room >= 12).then(|| clip(&label, room, self.paint.ellipsis()).into_owned())
    }

    fn graphical(&self, severity: Severity) -> GraphicalReportHandler {
        let mut styles = if self.options.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
        styles.highlights = vec![match miette_severity(severity) {
            miette::Severity::Error => styles.error,
            miette::Severity::Warning => styles.warning,
            miette::Severity::Advice => styles.advice,
        }];
        let characters = if self.options.unicode {
            ThemeCharacters::unicode()
        } else {
            ThemeCharacters::ascii()
        };
        GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
            .with_width(self.options.width)
            .with_links(false)
            .with_context_lines(1)
            .tab_width(TAB_WIDTH)
            .without_syntax_highlighting()
    }

    fn rule_line(
        &self,
        out: &mut String,
        finding: &Finding,
        rule: Option<&RuleInfo>,
    ) -> fmt::Result {
        write!(out, "  rule: {}", self.paint.strong(&plain(&finding.rule)))?;
        for cwe in rule.iter().flat_map(|rule| &rule.cwe) {
            write!(out, ", CWE-{cwe}")?;
        }
        writeln!(out, " (confidence: {})", finding.confidence.name())?;
        if let Some(link) = rule.and_then(|rule| rule.link.as_deref()) {
            writeln!(out, "  link: {}", plain(link))?;
        }
        Ok(())
    }

    fn trace(&self, out: &mut String, finding: &Finding) -> fmt::Result {
        let Some(trace) = &finding.trace else { return Ok(()) };
        let is_flow = !finding.rule.starts_with("deps.");
        let head = if is_flow { "trace, from source to sink:" } else { "how it is used:" };
        writeln!(out, "  {head}")?;
        let steps = &trace.steps;
        let all = self.options.verbose > 0 || steps.len() <= SHOWN_STEPS;
        let left_out = if all { 0 } else { steps.len() - SHOWN_STEPS };
        let gap = SHOWN_STEPS / 2..SHOWN_STEPS / 2 + left_out;
        for (n, step) in steps.iter().enumerate() {
            if n == gap.start && left_out > 0 {
                writeln!(out, "    {} {left_out} steps (-v shows all)", self.paint.ellipsis())?;
            }
            if !gap.contains(&n) {
                self.step(out, &format!("{}.", n + 1), step)?;
            }
        }
        Ok(())
    }

    fn related(&self, out: &mut String, related: &[Step]) -> fmt::Result {
        if related.is_empty() {
            return Ok(());
        }
        writeln!(out, "  see also:")?;
        related.iter().try_for_each(|step| self.step(out, "-", step))
    }

    /// `    1. path:line:column note: code`.
    fn step(&self, out: &mut String, bullet: &str, step: &Step) -> fmt::Result {
        let code = self.texts.get(&step.location.path);
        let code = code.and_then(|text| text.slice(step.location.span)).unwrap_or("");
        let line =
            format!("    {bullet} {} {}", place(&step.location, self.working), plain(&step.note));
        let room = self.options.width.saturating_sub(line.chars().count() + 2);
        match one_line(code, room, self.paint.ellipsis()) {
            Some(code) => writeln!(out, "{line}: {code}"),
            None => writeln!(out, "{line}"),
        }
    }

    fn fix(&self, out: &mut String, fix: &Fix, text: Option<Text<'_>>) -> fmt::Result {
        let old = text.and_then(|text| text.slice(fix.span)).unwrap_or("");
        let new = fix.replacement.as_str();
        let room = (self.options.width.saturating_sub(30) / 2).max(20);
        match (short(old, room), short(new, room)) {
            (Some(old), Some(new)) => writeln!(out, "  fix: replace '{old}' by '{new}'"),
            (Some(old), None) if new.is_empty() => writeln!(out, "  fix: delete '{old}'"),
            (None, Some(new)) if old.is_empty() => writeln!(out, "  fix: insert '{new}'"),
            _ => {
                writeln!(out, "  fix:")?;
                self.fix_lines(out, "-", old)?;
                self.fix_lines(out, "+", new)
            }
        }
    }

    fn fix_lines(&self, out: &mut String, sign: &str, code: &str) -> fmt::Result {
        let ellipsis = self.paint.ellipsis();
        let room = self.options.width.saturating_sub(8);
        for line in code.lines().take(SHOWN_FIX_LINES) {
            let line = clip(line, room, ellipsis);
            writeln!(out, "    {sign} {}", clip(&plain(&line), room, ellipsis))?;
        }
        let more = code.lines().skip(SHOWN_FIX_LINES).count();
        if more > 0 { writeln!(out, "    {sign} {ellipsis} {more} more lines") } else { Ok(()) }
    }
}

/// What miette draws.
#[derive(Debug)]
struct Shown {
    headline: String,
    severity: miette::Severity,
    frame: Option<Frame>,
    label: Option<String>,
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.headline)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.frame.as_ref().map(|frame| frame as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = self.frame.as_ref()?.label.clone();
        let label = LabeledSpan::new_primary_with_span(self.label.clone(), label);
        Some(Box::new(std::iter::once(label)))
    }
}

fn miette_severity(severity: Severity) -> miette::Severity {
    match severity {
        Severity::Critical | Severity::High => miette::Severity::Error,
        Severity::Medium => miette::Severity::Warning,
        Severity::Low | Severity::Info => miette::Severity::Advice,
    }
}

/// A few words for the label: the weakness where the rule names it, else the last part of the rule's id.
fn subject(finding: &Finding, rule: Option<&RuleInfo>) -> String {
    let title = rule.and_then(|rule| rule.cwe_titles.first()).map(|title| title.trim());
    match title.filter(|title| !title.is_empty() && title.chars().count() <= 60) {
        Some(title) => plain(title).into_owned(),
        None => plain(finding.rule.rsplit('.').next().unwrap_or_default()).replace(['-', '_'], " "),
    }
}

fn place(location: &Location, working: &str) -> String {
    let path = local(&location.path, working);
    format!("{}:{}:{}", plain(&path), location.start.line, location.start.column)
}

/// The first line of `code` in at most `room` characters; `None` where that is not worth showing.
fn one_line(code: &str, room: usize, mark: &str) -> Option<String> {
    let code = code.trim();
    let first = code.lines().next().filter(|_| room >= 8)?;
    let mut line = clip(&plain(&clip(first, room, mark)), room, mark).into_owned();
    if first.len() < code.len() && line.chars().count() + 1 + mark.chars().count() <= room {
        line = format!("{line} {mark}");
    }
    Some(line)
}

/// All of `code`, if it is one line of at most `room` characters and not empty.
fn short(code: &str, room: usize) -> Option<String> {
    let fits = !code.is_empty() && !code.contains('\n') && code.chars().nth(room).is_none();
    fits.then(|| plain(code).into_owned())
}
