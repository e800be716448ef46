//! Rules over resources.

use super::{file, messages};
use crate::{
    ConfigCondition, ConfigSpec, ConfigValue, Mode, Operator, Order, Quantifier, Relation,
    parse_rules,
};

fn spec(body: &str) -> ConfigSpec {
    let text = file(&format!("mode: config\n{body}"));
    let parsed = parse_rules("test.yaml", &text);
    assert_eq!(messages(&parsed), [] as [String; 0], "{body}");
    let Mode::Config(spec) = parsed.rules[0].mode.clone() else { panic!("{body}") };
    *spec
}

fn errors(body: &str) -> Vec<String> {
    messages(&parse_rules("test.yaml", &file(&format!("mode: config\n{body}"))))
}

#[test]
fn conditions_are_read() {
    let spec = spec(
        "resource: [a_*, 'k8s:Pod']\nunknown: report\nreport: a.b\nwhere:\n  a.b: {in: [1, x, true], default: no}\n  \
         if: {c: absent}\n  then: {d: {version-lt: 1.2}}\n  some: {in: ['e[*]', f], g: present}\n  \
         related: {referred-by: h, via: i, count: none}\n",
    );
    let globs: Vec<&str> = spec.resources.iter().map(|glob| glob.value.as_str()).collect();
    assert_eq!(globs, ["a_*", "k8s:Pod"]);
    assert!(spec.report_unknown && spec.report.is_some());
    let ConfigCondition::All(all) = &spec.condition else { panic!() };
    let [
        ConfigCondition::Attribute(attribute),
        ConfigCondition::If(when, then),
        ConfigCondition::Elements(Quantifier::Some, paths, _),
        ConfigCondition::Related(related),
    ] = &all[..]
    else {
        panic!("{all:?}")
    };
    assert_eq!(attribute.path.text, "a.b");
    assert_eq!(attribute.default, Some(ConfigValue::Text("no".to_owned())));
    let Operator::Is(values) = &attribute.tests[0].operator else { panic!() };
    assert_eq!(
        values[..],
        [ConfigValue::Number(1.0), ConfigValue::Text("x".to_owned()), ConfigValue::Bool(true)]
    );
    let ConfigCondition::Attribute(absent) = &**when else { panic!() };
    assert!(matches!(absent.tests[0].operator, Operator::Absent) && !absent.tests[0].negated);
    let ConfigCondition::Attribute(version) = &**then else { panic!() };
    assert!(matches!(&version.tests[0].operator, Operator::Version(Order::Less, v) if v == "1.2"));
    assert_eq!(paths.len(), 2);
    assert_eq!((related.relation, related.count), (Relation::ReferredBy, Quantifier::None));
    assert_eq!(related.via.as_deref(), Some("i"));
}

#[test]
fn opposites_and_words() {
    let negated = |body: &str| {
        let spec = spec(&format!("resource: x\nwhere: {{a: {body}}}"));
        let ConfigCondition::Attribute(attribute) = spec.condition else { panic!() };
        attribute.tests[0].negated
    };
    for (body, expected) in [
        ("{is-not: 1}", true),
        ("{not-in: [1]}", true),
        ("{not-contains: x}", true),
        ("present", true),
        ("{absent: false}", true),
        ("{empty: false}", true),
        ("not-empty", true),
        ("{cidr-public: false}", true),
        ("absent", false),
        ("{present: false}", false),
        ("true", false),
    ] {
        assert_eq!(negated(body), expected, "{body}");
    }
}

#[test]
fn what_is_wrong_is_said() {
    for (body, expected) in [
        ("where: {a: 1}", "missing key 'resource' in rule 'test.rule'"),
        ("resource: x\npattern: f", "key 'pattern' cannot stand here in rule 'test.rule'"),
        ("resource: x\nwhere: {a: {equals: 1}}", "unknown key 'equals' in rule 'test.rule'"),
        ("resource: x\nwhere: {}", "a condition is empty in rule 'test.rule'"),
        ("resource: x\nwhere: {some: {b: 1}}", "missing key 'in' in rule 'test.rule'"),
        ("resource: x\nwhere: {if: {b: 1}}", "missing key 'then' in rule 'test.rule'"),
        (
            "resource: x\nwhere: {a: {lt: many}}",
            "'lt' must be a number, not text in rule 'test.rule'",
        ),
        (
            "resource: x\nwhere: {related: {where: {a: 1}}}",
            "missing key 'refers-to' in rule 'test.rule'",
        ),
        ("resource: x\nunknown: maybe", "unknown value of 'unknown' 'maybe' in rule 'test.rule'"),
    ] {
        assert_eq!(errors(body), [expected], "{body}");
    }
}
