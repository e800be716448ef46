//! Taint rules in both forms.

use super::{rule, show};
use crate::{Mode, TaintPattern, TaintSpec};

fn spec(body: &str) -> TaintSpec {
    match rule(body).mode {
        Mode::Taint(spec) => *spec,
        other => panic!("not a taint rule: {other:?}"),
    }
}

fn formulas(patterns: &[TaintPattern]) -> Vec<String> {
    patterns.iter().map(|it| show::formula(&it.formula)).collect()
}

#[test]
fn classic_form() {
    let spec = spec(
        "mode: taint\npattern-sources:\n- pattern: src()\n  label: A\n  control: true\n  by-side-effect: only\n- patterns:\n  - pattern: $X\n  - pattern-inside: 'def f(..., $X): ...'\n  exact: true\n  requires: A and not B\npattern-sinks:\n- pattern-either:\n  - pattern: sink($X)\n  at-exit: true\n  exact: false\n  requires: A\npattern-sanitizers:\n- pattern: clean(...)\n  not_conflicting: true\n  by-side-effect: true\npattern-propagators:\n- pattern: $A.push($B)\n  from: $B\n  to: $A\n  by-side-effect: false\n  replace-labels: [A]\n  label: C",
    );
    assert_eq!(formulas(&spec.sources), ["src()", "and($X, inside(def f(..., $X): ...))"]);
    assert_eq!(spec.sources[0].label.as_deref(), Some("A"));
    assert_eq!(spec.sources[0].control, Some(true));
    assert_eq!(spec.sources[0].by_side_effect.as_deref(), Some("only"));
    assert_eq!(spec.sources[0].exact, None);
    assert_eq!(spec.sources[1].exact, Some(true));
    assert_eq!(spec.sources[1].requires.as_ref().map(|it| it.value.as_str()), Some("A and not B"));
    assert_eq!(formulas(&spec.sinks), ["or(sink($X))"]);
    assert_eq!((spec.sinks[0].at_exit, spec.sinks[0].exact), (Some(true), Some(false)));
    assert_eq!(spec.sanitizers[0].not_conflicting, Some(true));
    assert_eq!(spec.sanitizers[0].by_side_effect.as_deref(), Some("true"));
    let propagator = &spec.propagators[0];
    assert_eq!((propagator.from.as_deref(), propagator.to.as_deref()), (Some("$B"), Some("$A")));
    assert_eq!(propagator.replace_labels, ["A"]);
    assert_eq!(propagator.label.as_deref(), Some("C"));
}

#[test]
fn new_form() {
    let spec = spec(
        "taint:\n  sources:\n  - src()\n  - all: ['$X', inside: g()]\n    label: A\n  sinks:\n  - pattern: sink($X)\n    where:\n    - focus: $X\n    requires: A\n  sanitizers:\n  - any: [a(), b()]\n    not-conflicting: true\n  propagators:\n  - pattern: $A.push($B)\n    from: $B\n    to: $A",
    );
    assert_eq!(formulas(&spec.sources), ["src()", "and($X, inside(g()))"]);
    assert_eq!(formulas(&spec.sinks), ["and(sink($X) focus $X)"]);
    assert_eq!(formulas(&spec.sanitizers), ["or(a(), b())"]);
    assert_eq!(spec.sanitizers[0].not_conflicting, Some(true));
    assert_eq!(formulas(&spec.propagators), ["$A.push($B)"]);
}

#[test]
fn switches_of_other_roles_are_noted() {
    let text = super::file(
        "mode: taint\npattern-sources: [{pattern: f}]\npattern-sinks: [{pattern: g, label: A}]",
    );
    let parsed = crate::parse_rules("test.yaml", &text);
    assert_eq!(super::messages(&parsed), [] as [String; 0]);
    assert_eq!(parsed.unsupported[0].message, "key 'label' has no effect in 'pattern-sinks'");
    assert_eq!(parsed.rules.len(), 1);
}
