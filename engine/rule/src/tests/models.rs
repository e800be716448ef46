//! Models of libraries, and rules that name their kinds.

use super::{messages, rule};
use crate::{ArgumentBase, Mode, parse_rules};

#[test]
fn a_model_is_read_with_all_its_parts() {
    let text = "models:\n- id: python.a\n  languages: [Python]\n  types:\n    a.B(): [a.make(), a.other()]\n  guesses:\n  - {names: [b], is: a.B(), imports: [a]}\n  entries:\n  - decorators: [a.route]\n    types: ['', a.B()]\n    source: http-request\n    except: [int]\n    returns: html\n    error-first: true\n  sources:\n  - {kind: http-request, names: [a.request.x]}\n  sinks:\n  - kind: sql\n    calls: [a.B().run]\n    arguments: [0, text, '1.q[*]']\n    shallow: true\n    when: {raw: [true, 'yes']}\n  - {kind: html, writes: ['*.innerHTML']}\n  sanitizers:\n  - {kinds: [sql], calls: [a.quote]}\n  summaries:\n  - {calls: [a.id], from: [0], same: true}\n  guards:\n  - {kinds: [sql], calls: [a.ok], argument: 0, gives: false}\n";
    let mut parsed = parse_rules("a.yaml", text);
    assert_eq!(messages(&parsed), [] as [String; 0]);
    let model = parsed.models.pop().expect("one model");
    assert_eq!(model.languages, ["python"]);
    let types: Vec<_> = model.types.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
    assert_eq!(types, [("a.make()", "a.B()"), ("a.other()", "a.B()")]);
    assert_eq!(model.guesses[0].is, "a.B()");
    let entry = &model.entries[0];
    assert!(entry.error_first && entry.returns.as_deref() == Some("html"));
    assert_eq!(entry.types, ["", "a.B()"]);
    let sink = &model.sinks[0];
    assert_eq!(sink.arguments.len(), 3);
    assert_eq!(sink.arguments[1].base, ArgumentBase::Name("text".to_owned()));
    assert_eq!(sink.when.len(), 2);
    assert!(sink.shallow);
    assert_eq!(model.sinks[1].writes, ["*.innerHTML"]);
    assert!(model.summaries[0].same && !model.guards[0].gives);
}

#[test]
fn faults_in_models_are_told() {
    let faults = |body: &str| {
        messages(&parse_rules(
            "a.yaml",
            &format!("models:\n- id: a\n  languages: [python]\n{body}"),
        ))
    };
    assert_eq!(faults("  sinks:\n  - {calls: [a]}\n").len(), 1);
    assert_eq!(faults("  sinks:\n  - {kind: sql, calls: [a], arguments: ['0[']}\n").len(), 1);
    assert_eq!(faults("  sources:\n  - {kind: a, name: [b]}\n").len(), 1);
    assert_eq!(faults("  when: 1\n").len(), 1);
    assert_eq!(faults("  sinks: {a: b}\n").len(), 1);
    assert_eq!(messages(&parse_rules("a.yaml", "models: 1\n")).len(), 1);
}

#[test]
fn a_rule_names_kinds_in_place_of_patterns_or_beside_them() {
    let spec = |body: &str| match rule(body).mode {
        Mode::Taint(spec) => *spec,
        other => panic!("not a taint rule: {other:?}"),
    };
    let both = spec("mode: taint\nsources: [http-request, cli]\nsinks: sql\nsanitizers: [html]");
    assert_eq!(both.source_kinds, ["http-request", "cli"]);
    assert_eq!((both.sink_kinds.len(), both.sanitizer_kinds.len()), (1, 1));
    let mixed = spec("mode: taint\npattern-sources:\n- pattern: f()\nsinks: [sql]");
    assert!(mixed.sources.len() == 1 && mixed.has_models());
    let none = parse_rules(
        "a.yaml",
        "rules:\n- id: a\n  message: m\n  severity: LOW\n  languages: [python]\n  mode: taint\n  sources: [cli]\n",
    );
    assert_eq!(messages(&none).len(), 1);
}
