//! Data of a taint rule: sources, sinks, ways, and what stops data.

use std::fmt::Write as _;

use serde_json::{Value, json};
use tamis_scan::{FlowExplained, Spot, Stop, WayStep, Why};

use super::Text;

pub(super) fn show(flow: &FlowExplained, files: &[Text], line: Option<u32>, out: &mut String) {
    let mut list = |name: &str, spots: &[Spot]| {
        let _ = writeln!(out, "\n{name}: {}", spots.len());
        for spot in spots {
            let _ = writeln!(out, "  {}", place(*spot, files));
        }
    };
    list("sources", &flow.sources);
    list("sinks", &flow.sinks);
    if !flow.sanitizers.is_empty() {
        list("sanitizers", &flow.sanitizers);
    }
    let _ = writeln!(out, "\nreported: {}", flow.flows.len());
    for way in &flow.flows {
        steps(way, files, out);
    }
    let on_line = |spot: &Spot| {
        let text = &files[spot.file];
        let (from, to) = (
            text.lines.position(&text.text, spot.span.start),
            text.lines.position(&text.text, spot.span.end),
        );
        line.is_none_or(|line| (from.line..=to.line).contains(&line))
    };
    // Where the line is that of a sink, what stops data on its way there is all of it.
    let named: Vec<&Stop> = flow.stopped.iter().filter(|stop| on_line(&stop.source)).collect();
    let stopped = if named.is_empty() { flow.stopped.iter().collect() } else { named };
    let _ = writeln!(out, "\nnot reported: {}", stopped.len());
    for stop in stopped {
        let _ = writeln!(out, "✗ {}", place(stop.source, files));
        steps(&stop.way, files, out);
        let _ = writeln!(out, "    {}", why(stop, files));
    }
    if flow.sinks.is_empty() {
        out.push_str("no sink was seen in these files\n");
    }
    if flow.is_cut {
        out.push_str("a budget was spent: there may be more\n");
    }
}

fn steps(way: &[WayStep], files: &[Text], out: &mut String) {
    for step in way {
        let _ = writeln!(out, "    {}  ({})", place(step.at, files), step.note);
    }
}

fn place(spot: Spot, files: &[Text]) -> String {
    let text = &files[spot.file];
    format!("{}:{}  {}", text.path, text.place(spot.span), text.code(spot.span))
}

fn why(stop: &Stop, files: &[Text]) -> String {
    let at = |spot: &Spot| place(*spot, files);
    match &stop.why {
        Why::NotTaken => {
            "no statement takes it up: it stands in code that never runs, or where no value is"
                .to_owned()
        }
        Why::Sanitizer(Some(spot)) => format!("cleaned by the sanitizer {}", at(spot)),
        Why::Sanitizer(None) => {
            "cleaned by a sanitizer: without those of the rule it reaches a sink".to_owned()
        }
        Why::Labels(sink) => format!("reaches {}, without what 'requires' asks for", at(sink)),
        Why::Options(sink) => format!(
            "would reach {}, but for an option of the rule (taint_assume_safe_...)",
            at(sink)
        ),
        Why::Metavariables(sink) => {
            format!("reaches {}, but a metavariable of both stands for different code", at(sink))
        }
        Why::Ends => format!(
            "goes no further ({} expressions reached): what comes next is a clean value, a test that cleans, or a call that is not followed",
            stop.reached
        ),
    }
}

pub(super) fn json(flow: &FlowExplained, files: &[Text]) -> Value {
    let spot = |spot: &Spot| {
        let mut value = files[spot.file].json(spot.span);
        value["path"] = json!(files[spot.file].path);
        value
    };
    let spots = |list: &[Spot]| list.iter().map(spot).collect::<Vec<_>>();
    let way = |way: &[WayStep]| -> Vec<Value> {
        way.iter()
            .map(|step| {
                let mut value = spot(&step.at);
                value["note"] = json!(step.note);
                value
            })
            .collect()
    };
    let stopped: Vec<Value> = flow
        .stopped
        .iter()
        .map(|stop| {
            let (reason, at) = match &stop.why {
                Why::NotTaken => ("not-taken", None),
                Why::Sanitizer(at) => ("sanitizer", *at),
                Why::Labels(at) => ("labels", Some(*at)),
                Why::Options(at) => ("options", Some(*at)),
                Why::Metavariables(at) => ("metavariables", Some(*at)),
                Why::Ends => ("ends", None),
            };
            let mut value = json!({
                "source": spot(&stop.source),
                "way": way(&stop.way),
                "reached": stop.reached,
                "reason": reason,
            });
            if let Some(at) = at {
                value["at"] = spot(&at);
            }
            value
        })
        .collect();
    json!({
        "sources": spots(&flow.sources),
        "sinks": spots(&flow.sinks),
        "sanitizers": spots(&flow.sanitizers),
        "flows": flow.flows.iter().map(|it| way(it)).collect::<Vec<_>>(),
        "stopped": stopped,
        "cut": flow.is_cut,
    })
}
