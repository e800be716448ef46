//! Conditions on small graphs.

use tamis_rule::{Mode, parse_rules};
use tamis_syntax::FileId;

use super::{Hit, Query, show, trace};
use crate::graph::{Resource, ResourceGraph};
use crate::kubernetes;
use crate::origin::{How, Origin, Place};
use crate::testing::{graph, source};
use crate::value::{Attribute, Map, Part, Reason, Unknown, Value};
use crate::yaml::{Schema, documents};
use std::sync::Arc;

fn run(graph: &ResourceGraph, body: &str) -> Vec<Hit> {
    let mut text =
        "rules:\n  - id: t\n    message: m\n    severity: HIGH\n    mode: config\n".to_owned();
    for line in body.lines() {
        text.push_str(&format!("    {line}\n"));
    }
    let parsed = parse_rules("t.yaml", &text);
    assert!(parsed.errors.is_empty(), "{:?}\n{text}", parsed.errors);
    let Mode::Config(spec) = &parsed.rules[0].mode else { panic!() };
    let name = |_: FileId| "a.yaml".to_owned();
    let (hits, complete) = Query::new(graph, &name).run(spec);
    assert!(complete);
    hits
}

/// The text under each finding of `where` on an object with these attributes.
fn found(attributes: &str, condition: &str) -> Vec<String> {
    let text = format!("apiVersion: v1\nkind: X\n{attributes}\n");
    let graph = graph(&kubernetes::DIALECT, &[("a.yaml", &text)]);
    let hits = run(&graph, &format!("resource: k8s:X\nwhere: {condition}"));
    hits.iter().map(|hit| hit.place.span.of(&text).to_owned()).collect()
}

fn holds(attributes: &str, condition: &str) -> bool {
    !found(attributes, condition).is_empty()
}

#[test]
fn operators() {
    for (attributes, condition, expected) in [
        ("a: true", "{a: true}", true),
        ("a: 'True'", "{a: true}", true),
        ("a: 22", "{a: {in: ['22']}}", true),
        ("a: x", "{a: {is: X, any-case: true}}", true),
        ("a: x", "{a: {is-not: x}}", false),
        ("b: x", "{a: {is-not: x}}", true),
        ("b: x", "{a: {is: x, default: x}}", true),
        ("a: ~", "{a: absent}", true),
        ("a: {b: ''}", "{a.b: empty}", true),
        ("a: {b: ''}", "{a.b: present}", true),
        ("a: abc", "{a: {matches: '^a.c$'}}", true),
        ("a: abc", "{a: {starts-with: ab, ends-with: [x, c]}}", true),
        ("a: [x, y]", "{a: {contains: y}}", true),
        ("a: [x, y]", "{a: {contains-all: [y, z]}}", false),
        ("a: [x, y]", "{a: {subset-of: [x, y, z]}}", true),
        ("a: {x: 1}", "{a: {contains: x}}", true),
        ("a: '7'", "{a: {lt: 8, ge: 7}}", true),
        ("a: [1, 2]", "{a: {length-gt: 1}}", true),
        ("a: TLSv1.1", "{a: {version-lt: 1.2}}", true),
        ("a: TLS_1_2", "{a: {version-lt: 1.2}}", false),
        ("a: 10.0.0.0/8", "{a: {cidr-covers: 10.1.0.0/16}}", true),
        ("a: 10.0.0.0/8", "{a: {cidr-public: true}}", false),
        ("a: [10.0.0.0/8, 0.0.0.0/0]", "{a: {cidr-public: true}}", true),
        ("a: 10.1.0.0/16", "{a: {cidr-within: 10.0.0.0/8}}", true),
        ("a: 20-25", "{a: {port-covers: [22]}}", true),
        ("a: 's3:*'", "{a: {glob-covers: 's3:GetObject'}}", true),
        ("a: [x]", "{a: {type: [list, map]}}", true),
        ("a: x\nb: x", "{a: {same-as: b}}", true),
        ("a: x\nb: y", "{a: {same-as: $resource.b}}", false),
    ] {
        assert_eq!(holds(attributes, condition), expected, "{attributes} {condition}");
    }
}

#[test]
fn paths() {
    for (attributes, condition, expected) in [
        ("a: [{b: 1}, {b: 2}]", "{a.b: 2}", true),
        ("a: [{b: 1}, {b: 2}]", "{'a[*].b': 3}", false),
        ("a: [{b: 1}, {b: 2}]", "{'a[1].b': 2}", true),
        ("a: {x: {b: 1}, y: [{b: 2}]}", "{a..b: 2}", true),
        ("a: {x.y/z: 1}", "{'a[\"x.y/z\"]': 1}", true),
        ("a: {x: 1}", "{a.@keys: {contains: x}}", true),
        ("a: '{\"b\": [1]}'", "{'a.@json.b[*]': 1}", true),
        ("b: 1", "{a | b: 1}", true),
        ("c: 1", "{a | b: absent}", true),
        ("b: 1", "{a | b: absent}", false),
        ("a: 1", "{'@type': 'k8s:X', '@file': a.yaml}", true),
    ] {
        assert_eq!(holds(attributes, condition), expected, "{attributes} {condition}");
    }
}

#[test]
fn findings_stand_where_it_was_decided() {
    assert_eq!(found("a: 1\nb: {c: 2}", "{a: 1, b.c: 2}"), ["c: 2"]);
    assert_eq!(found("a: 1\nb: {c: 2}", "{b.d: absent}"), ["b: {c: 2}"]);
    assert_eq!(found("a: 1", "{d: absent}"), ["kind: X"]);
    assert_eq!(found("a: [1, 2, 3]", "{some: {in: 'a[*]', .: {gt: 1}}}"), ["2", "3"]);
    assert_eq!(
        found("a: [{b: 1}, {c: 2}]", "{some: {in: 'a[*]', b: {is-not: 2}}, a: present}"),
        ["b: 1", "{c: 2}"]
    );
    assert_eq!(found("a: {b: 1}", "{not: {a.b: 2}}"), ["b: 1"]);
}

#[test]
fn quantifiers() {
    assert!(holds("a: [1, 2]", "{each: {in: 'a[*]', .: {gt: 0}}}"));
    assert!(!holds("a: [1, 2]", "{each: {in: 'a[*]', .: {gt: 1}}}"));
    assert!(holds("b: 1", "{each: {in: 'a[*]', .: {gt: 1}}}"));
    assert!(holds("a: [1, 2]", "{none: {in: 'a[*]', .: {gt: 2}}}"));
    assert!(holds("a: 1\nb: 2", "{if: {a: 1}, then: {b: 2}}"));
    assert!(!holds("a: 1\nb: 3", "{if: {a: 1}, then: {b: 2}}"));
}

#[test]
fn policies_have_one_form() {
    let json =
        r#"a: '{"Statement": {"Effect": "Allow", "Action": "s3:*", "Principal": {"AWS": "*"}}}'"#;
    let map = "a: {Statement: [{Effect: Allow, Action: ['s3:*'], Principal: '*', Condition: {StringEquals: {k: v}}}]}";
    let all = "{some: {in: 'a.@policy[*]', effect: Allow, actions: {glob-covers: 's3:GetObject'}, principals: {contains: '*'}}}";
    assert!(holds(json, all) && holds(map, all));
    let condition = "{some: {in: 'a.@policy[*]', 'conditions[*].key': k}}";
    assert!(!holds(json, condition) && holds(map, condition));
}

/// A resource with attributes made by hand.
fn by_hand(entries: Vec<(&str, Value)>) -> ResourceGraph {
    let mut graph = ResourceGraph::default();
    let place = Place::new(FileId(0), tamis_syntax::Span::new(0, 100));
    let entries = entries
        .into_iter()
        .map(|(key, value)| (Arc::from(key), Attribute { place: value.origin.place, value }));
    graph.add(Resource {
        dialect: "test",
        kind: Arc::from("x"),
        address: Arc::from("x.a"),
        attributes: Value::map(entries.collect::<Map>(), Origin::none()),
        place,
        head: place,
        parent: None,
        also: Vec::new(),
        calls: None,
    });
    graph
}

#[test]
fn what_is_not_known_is_neither_true_nor_false() {
    let unknown = || Value::unknown(Reason::NoValue, "variable 'v'", Origin::none());
    let graph = by_hand(vec![("a", unknown()), ("b", Value::bool(true, Origin::none()))]);
    for (condition, expected) in [
        ("{a: true}", 0),
        ("{a: {is-not: true}}", 0),
        ("{a: present}", 1),
        ("{any: [{a: true}, {b: true}]}", 1),
        ("{all: [{a: true}, {b: false}]}", 0),
        ("{not: {all: [{a: true}, {b: false}]}}", 1),
        ("{a.c.d: 1}", 0),
        ("{some: {in: 'a[*]', x: 1}}", 0),
    ] {
        let hits = run(&graph, &format!("resource: x\nwhere: {condition}"));
        assert_eq!(hits.len(), expected, "{condition}");
    }
    let hits = run(&graph, "resource: x\nunknown: report\nwhere: {a: true}");
    assert_eq!(hits[0].unknown.as_deref(), Some("variable 'v'"));
    assert!(run(&graph, "resource: x\nunknown: report\nwhere: {b: true}")[0].unknown.is_none());
}

#[test]
fn partly_known_text_decides_what_it_can() {
    let part = Part::Unknown(Arc::new(Unknown {
        reason: Reason::NoValue,
        what: Arc::from("variable 'v'"),
        refers: None,
    }));
    let literal = |text: &str| Part::Literal(Arc::from(text));
    let value =
        Value::template(vec![literal("arn:"), part.clone(), literal(":root")], Origin::none());
    let json = Value::template(
        vec![literal(r#"{"a": ""#), part.clone(), literal(r#"", "b": "#), part, literal("}")],
        Origin::none(),
    );
    let graph = by_hand(vec![("a", value), ("j", json)]);
    for (condition, truth) in [
        ("{a: {starts-with: arn}}", "true"),
        ("{a: {starts-with: x}}", "false"),
        ("{a: {ends-with: ':root'}}", "true"),
        ("{a: 'arn:x:root'}", "unknown"),
        ("{a: 'x:root'}", "false"),
        ("{a: {contains: ':root'}}", "true"),
        ("{a: {contains: z}}", "unknown"),
        ("{a: {matches: z}}", "unknown"),
        ("{a: empty}", "false"),
        ("{j.@json.a: z}", "unknown"),
        ("{j.@json.c: absent}", "true"),
    ] {
        let certain = run(&graph, &format!("resource: x\nwhere: {condition}")).len();
        let all = run(&graph, &format!("resource: x\nunknown: report\nwhere: {condition}")).len();
        let found = match (certain, all) {
            (1, _) => "true",
            (_, 1) => "unknown",
            _ => "false",
        };
        assert_eq!(found, truth, "{condition}");
    }
}

#[test]
fn related_resources() {
    let text = "\
apiVersion: v1
kind: Service
metadata: {name: s}
spec: {selector: {app: a}, type: LoadBalancer}
---
apiVersion: v1
kind: Pod
metadata: {name: one, labels: {app: a}}
spec: {containers: [{name: c, image: x}]}
---
apiVersion: v1
kind: Pod
metadata: {name: two, labels: {app: b}}
spec: {containers: [{name: d, image: y}]}
";
    let graph = graph(&kubernetes::DIALECT, &[("a.yaml", text)]);
    let addresses = |body: &str| -> Vec<String> {
        run(&graph, body)
            .iter()
            .map(|hit| graph.resource(hit.resource).address.to_string())
            .collect()
    };
    let pod = "resource: k8s:Pod\nwhere: ";
    assert_eq!(
        addresses(&format!(
            "{pod}{{related: {{referred-by: k8s:Service, where: {{spec.type: LoadBalancer}}}}}}"
        )),
        ["default/Pod/one"]
    );
    assert_eq!(
        addresses(&format!(
            "{pod}{{related: {{referred-by: k8s:Service, via: spec.selector, count: none}}}}"
        )),
        ["default/Pod/two"]
    );
    assert_eq!(
        addresses(&format!("{pod}{{related: {{child: k8s:Container, where: {{image: y}}}}}}")),
        ["default/Pod/two"]
    );
    assert_eq!(
        addresses(
            "resource: k8s:Container\nwhere: {related: {within: k8s:Pod, where: {metadata.name: one}}}"
        ),
        ["default/Pod/one/c"]
    );
    assert_eq!(
        addresses("resource: k8s:Container\nwhere: {$parent.metadata.labels.app: b}"),
        ["default/Pod/two/d"]
    );
    assert_eq!(
        addresses(&format!(
            "{pod}{{related: {{sibling: k8s:Pod, where: {{metadata.labels.app: {{same-as: $outer.metadata.labels.app}}}}, count: none}}}}"
        )),
        ["default/Pod/one", "default/Pod/two"]
    );
}

#[test]
fn a_trace_leads_from_the_start_to_the_use() {
    let source = source("a.yaml", "a: &x {b: 1}\nc: *x\n");
    let document = documents(&source, Schema::V11).remove(0).value;
    let value = document.get("c").unwrap();
    let place = value.origin.place.unwrap();
    let notes: Vec<String> = trace(value, place)
        .into_iter()
        .map(|(place, note)| format!("{} {note}", place.span.of(&source.text)))
        .collect();
    assert_eq!(notes, ["{b: 1} merged from 'x'", "*x used here"]);
    let long = (0..200).fold(value.clone(), |value, _| value.via(How::Local, "l", Some(place)));
    assert!(trace(&long, place).len() <= usize::from(Origin::MAX_DEPTH) + 2);
    assert_eq!(show(value), "{b: 1}");
}
