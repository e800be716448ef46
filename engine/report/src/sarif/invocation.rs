//! What the scan could not do: notices and skipped files as notifications.

use std::collections::BTreeMap;

use serde_json::json;
use serde_sarif::sarif::{
    Invocation, Location, Notification, ReportingConfiguration, ReportingDescriptor,
    ReportingDescriptorReference,
};
use tamis_finding::{Notice, NoticeKind, ScanReport, Skipped};

use super::message;
use super::place::{location_in, region, region_of};
use super::results::unlinked;
use super::rules::{Rules, name, text};
use crate::texts::Texts;
use crate::words::{clip, notice_meaning, skip_adjective, skip_phrase};

/// Of each kind, as many are listed one by one; the rest is one notification with their number.
const MOST_OF_A_KIND: usize = 1000;
const LONGEST_MESSAGE: usize = 2000;
const LIMIT_ID: &str = "result-limit";

/// All notifications of a run, with their descriptors.
pub(super) struct Notifications {
    successful: bool,
    /// 3.20.21: about the tool's run.
    execution: Vec<Notification>,
    /// 3.20.20: about what it was told to do.
    configuration: Vec<Notification>,
    descriptors: Vec<ReportingDescriptor>,
}

impl Notifications {
    /// Collects them; `left_out` results did not fit the limit.
    pub(super) fn new(
        report: &ScanReport,
        left_out: usize,
        rules: &Rules<'_>,
        texts: &Texts<'_>,
    ) -> Self {
        let mut all = Notifications {
            successful: report.notices.iter().all(|notice| notice.kind != NoticeKind::Panic),
            execution: Vec::new(),
            configuration: Vec::new(),
            descriptors: Vec::new(),
        };
        all.limit(left_out);
        all.notices(report, rules, texts);
        all.skipped(report);
        all
    }

    /// 3.19.24: what the notifications' ids stand for.
    pub(super) fn descriptors(&self) -> Vec<ReportingDescriptor> {
        self.descriptors.clone()
    }

    /// 3.20 invocation object.
    pub(super) fn invocation(self) -> Invocation {
        Invocation::builder()
            .execution_successful(self.successful)
            .tool_configuration_notifications(self.configuration)
            .tool_execution_notifications(self.execution)
            .build()
    }

    fn limit(&mut self, left_out: usize) {
        if left_out == 0 {
            return;
        }
        let meaning = "The report holds no more results than --sarif-limit says, by default as many as GitHub accepts.";
        let id = self.describe(LIMIT_ID, meaning, "warning");
        let words = format!(
            "{left_out} results are left out, the least severe ones: GitHub accepts no more. \
             '--sarif-limit 0' writes all; other formats hold all."
        );
        self.execution.push(notification(id, "warning", &words, None));
    }

    fn notices(&mut self, report: &ScanReport, rules: &Rules<'_>, texts: &Texts<'_>) {
        for kind in NoticeKind::ALL.into_iter().rev() {
            let of_kind: Vec<&Notice> =
                report.notices.iter().filter(|notice| notice.kind == kind).collect();
            if of_kind.is_empty() {
                continue;
            }
            let id = format!("notice/{}", kind.id());
            let id = self.describe(&id, notice_meaning(kind), notice_level(kind));
            let mut list: Vec<Notification> = of_kind
                .iter()
                .take(MOST_OF_A_KIND)
                .map(|notice| notice_notification(id.clone(), notice, rules, texts))
                .collect();
            list.extend(rest(of_kind.len(), id, notice_level(kind)));
            match kind {
                NoticeKind::RuleError | NoticeKind::Unsupported | NoticeKind::Outdated => {
                    self.configuration.append(&mut list)
                }
                NoticeKind::SyntaxError
                | NoticeKind::Budget
                | NoticeKind::Unreadable
                | NoticeKind::Panic => self.execution.append(&mut list),
            }
        }
    }

    fn skipped(&mut self, report: &ScanReport) {
        let mut by_reason: BTreeMap<String, Vec<&Skipped>> = BTreeMap::new();
        for skipped in &report.skipped {
            by_reason.entry(skip_id(skipped)).or_default().push(skipped);
        }
        for (id, files) in by_reason {
            let adjective = skip_adjective(&files[0].reason);
            let id = self.describe(&id, &format!("Files passed over: {adjective}."), "note");
            let listed = files.iter().take(MOST_OF_A_KIND);
            self.execution.extend(listed.map(|file| skip_notification(id.clone(), file)));
            self.execution.extend(rest(files.len(), id, "note"));
        }
    }

    /// Adds a descriptor and returns the reference to it.
    fn describe(&mut self, id: &str, meaning: &str, level: &str) -> ReportingDescriptorReference {
        let index = self.descriptors.len() as i64;
        let configuration = ReportingConfiguration::builder().level(json!(level)).build();
        let descriptor = ReportingDescriptor::builder()
            .id(id)
            .name(name(id))
            .short_description(text(meaning))
            .full_description(text(meaning))
            .help(text(meaning))
            .default_configuration(configuration)
            .build();
        self.descriptors.push(descriptor);
        ReportingDescriptorReference::builder().id(id).index(index).build()
    }
}

fn notice_level(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Panic | NoticeKind::RuleError => "error",
        NoticeKind::Unreadable | NoticeKind::Budget | NoticeKind::Unsupported => "warning",
        NoticeKind::SyntaxError | NoticeKind::Outdated => "note",
    }
}

/// A notice and a reason for skipping may have the same id (`unreadable`), so each has its own space.
fn skip_id(skipped: &Skipped) -> String {
    format!("skipped/{}", skipped.reason.id())
}

/// 3.58 notification object.
fn notification(
    descriptor: ReportingDescriptorReference,
    level: &str,
    words: &str,
    location: Option<Location>,
) -> Notification {
    let words = clip(words, LONGEST_MESSAGE, "…");
    let mut notification = Notification::builder()
        .descriptor(descriptor)
        .level(json!(level))
        .message(message(&unlinked(&words)))
        .build();
    notification.locations = location.map(|location| vec![location]);
    notification
}

fn notice_notification(
    descriptor: ReportingDescriptorReference,
    notice: &Notice,
    rules: &Rules<'_>,
    texts: &Texts<'_>,
) -> Notification {
    let location = notice.path.as_deref().map(|path| {
        let whole = notice.span.zip(texts.get(path));
        let whole = whole.and_then(|(span, text)| region_of(span, text));
        let start = notice.start.map(|start| region(start, start));
        location_in(path, whole.or(start))
    });
    let level = notice_level(notice.kind);
    let rule = notice.rule.as_deref();
    let words = match rule {
        Some(rule) => format!("{} (rule '{rule}')", notice.message.trim()),
        None => notice.message.trim().to_owned(),
    };
    let mut notification = notification(descriptor, level, &words, location);
    let known = rule.and_then(|id| rules.index_of(id).map(|index| (id, index)));
    notification.associated_rule = known
        .map(|(id, index)| ReportingDescriptorReference::builder().id(id).index(index).build());
    notification
}

fn skip_notification(descriptor: ReportingDescriptorReference, skipped: &Skipped) -> Notification {
    let words = format!("'{}' was passed over: {}.", skipped.path, skip_phrase(&skipped.reason));
    notification(descriptor, "note", &words, Some(location_in(&skipped.path, None)))
}

/// What stands for those beyond the first [`MOST_OF_A_KIND`].
fn rest(total: usize, id: ReportingDescriptorReference, level: &str) -> Option<Notification> {
    let more = total.checked_sub(MOST_OF_A_KIND).filter(|more| *more > 0)?;
    Some(notification(id, level, &format!("{more} more of this kind are not listed."), None))
}
