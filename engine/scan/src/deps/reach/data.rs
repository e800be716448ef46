//! Whether data from outside gets to calls of what is at fault.

use serde_json::{Value, json};
use tamis_deps::Ecosystem;
use tamis_rule::parse_rules;

use super::uses::{Code, File, lower, sources_of};
use super::{Reached, Sources, is_below, words};
use crate::plan::Plan;
use crate::project::follow;
use crate::rule_set::RuleSet;

/// Bytes of sources through which data is followed; larger projects have their calls told alone.
const MAX_BYTES: u64 = 30_000_000;
/// Verdicts whose calls are followed to.
const MAX_ASKS: usize = 40;
/// Names of one verdict's calls.
const MAX_NAMES: usize = 60;

/// Calls of one verdict.
pub(super) struct Ask {
    /// Index of the verdict.
    pub(super) hit: usize,
    /// Names of what is called.
    pub(super) calls: Vec<String>,
    /// The folder whose sources count.
    pub(super) home: String,
}

/// Rules that follow data to the calls of `asks`, one for each, with the models of `rules`. There is always a rule, so
/// that programs are lowered.
pub(super) fn rules_for(rules: &RuleSet, ecosystem: Ecosystem, asks: &[Ask]) -> RuleSet {
    let languages = words(ecosystem);
    let rule = |at: usize| {
        json!({
            "id": format!("reach.r{at}"), "message": "reached", "severity": "HIGH", "languages": languages,
            "mode": "taint", "sources": ["http-request", "browser", "stdin", "file", "archive-entry"],
            "sinks": [format!("reach-{at}")],
        })
    };
    let model = |(at, ask): (usize, &Ask)| {
        let calls: Vec<&String> = ask.calls.iter().take(MAX_NAMES).collect();
        json!({
            "id": format!("reach.m{at}"), "languages": languages,
            "sinks": [{"kind": format!("reach-{at}"), "calls": calls, "arguments": ["*", "receiver"]}],
        })
    };
    let all: Vec<Value> = (0..asks.len().max(1)).map(rule).collect();
    let models: Vec<Value> = asks.iter().enumerate().map(model).collect();
    let text = json!({"rules": all, "models": models}).to_string();
    let parsed = parse_rules("reach", &text);
    debug_assert!(parsed.errors.is_empty(), "{:?}", parsed.errors);
    let mut set = RuleSet::new(parsed.rules, []);
    set.add_models_of(rules, parsed.models);
    set
}

/// Follows data to the calls of `asks`; where it gets there, the verdict's trace is its way.
pub(super) fn follow_to(
    sources: Sources<'_>,
    ecosystem: Ecosystem,
    asks: &[Ask],
    code: &Code,
    verdicts: &mut [Option<Reached>],
) {
    let asks = &asks[..asks.len().min(MAX_ASKS)];
    if asks.is_empty() {
        return;
    }
    let mut files = sources_of(sources, ecosystem);
    files.retain(|file| asks.iter().any(|ask| is_below(&file.rel, &ask.home)));
    if files.iter().map(|file| file.size).sum::<u64>() > MAX_BYTES {
        return;
    }
    let rules = rules_for(sources.rules, ecosystem, asks);
    let plan = Plan::new(&rules, false);
    let mut lowered: Vec<File> = lower(&plan, &files, sources.programs, &code.files, &|_| true);
    for (at, file) in lowered.iter_mut().enumerate() {
        if let Some(facts) = &mut file.facts {
            facts.file = tamis_syntax::FileId(at as u32);
        }
    }
    let facts = lowered.iter().filter_map(|file| file.facts.clone()).collect();
    let maps: Vec<_> = lowered.iter().map(|file| file.map.clone()).collect();
    let read = |at: usize| lowered.get(at).map(|file| file.text.clone());
    let Some(found) = follow(&plan, facts, &read, &maps, &|| true) else { return };
    for candidate in found.candidates.into_iter().flat_map(|(_, list)| list) {
        let id = &rules.entry(candidate.rule).id;
        let ask = id.strip_prefix("reach.r").and_then(|it| it.parse::<usize>().ok());
        let Some(ask) = ask.and_then(|at| asks.get(at)) else { continue };
        let bound = |name: &str| candidate.bindings.iter().find(|it| it.metavariable == name);
        let source = bound("$SOURCE").map_or("outside", |it| it.text.as_str());
        let (Some(Some(reached)), Some(trace)) = (verdicts.get_mut(ask.hit), candidate.trace)
        else {
            continue;
        };
        let in_home = trace.steps.iter().all(|step| is_below(&step.location.path, &ask.home));
        if in_home && !reached.why.contains("; data from") {
            reached.why.push_str(&format!("; data from '{source}' gets there"));
            reached.steps = trace.steps;
        }
    }
}
