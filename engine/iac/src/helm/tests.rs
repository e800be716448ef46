//! Charts to manifests.

use super::exec::{Executor, Template, Templates};
use super::parse::parse;
use super::value::Go;
use crate::kubernetes::DIALECT;
use crate::query::show;
use crate::testing::{Texts, graph};
use std::rc::Rc;
use tamis_syntax::FileId;

/// Renders a text with values given as YAML.
fn check(template: &str, values: &str, expected: &str) {
    let texts = Texts(Vec::new());
    let parsed = parse(template);
    let text: Rc<str> = Rc::from(template);
    let mut templates = Templates::default();
    let file = Some(FileId(0));
    for (name, nodes) in parsed.defined {
        let nodes = Rc::new(nodes);
        templates.insert(name, Template { nodes, text: text.clone(), file });
    }
    let own = Template { nodes: Rc::new(parsed.nodes), text, file };
    templates.insert(Rc::from("own"), own);
    let mut executor = Executor::new(templates, &texts);
    let source = crate::testing::source("v.yaml", values);
    let values = crate::yaml::documents(&source, crate::yaml::Schema::V11);
    let values = values.first().map_or(Go::Nil, |document| Go::from_value(&document.value));
    let output = executor.render("own", &values);
    assert_eq!(output.text, expected, "{template}\n{:?}", executor.problems);
}

#[test]
fn actions_and_trimming() {
    check("a {{- .x -}}  b", "x: 1", "a1b");
    check("{{/* c */}}a{{- /* c */ -}} b", "", "ab");
    check("{{ if .x }}1{{ else if .y }}2{{ else }}3{{ end }}", "y: true", "2");
    check(
        "{{ range $i, $e := .l }}{{ $i }}{{ $e }},{{ else }}none{{ end }}",
        "l: [a, b]",
        "0a,1b,",
    );
    check("{{ range $k, $v := .m }}{{ $k }}={{ $v }};{{ end }}", "m: {b: 2, a: 1}", "a=1;b=2;");
    check("{{ with .x }}{{ .y }}{{ $.z }}{{ end }}", "{x: {y: 1}, z: 2}", "12");
    check("{{ $a := 1 }}{{ if true }}{{ $a = 2 }}{{ end }}{{ $a }}", "", "2");
    check(
        "{{ define \"t\" }}<{{ . }}>{{ end }}{{ template \"t\" .x }}{{ include \"t\" 3 }}",
        "x: 1",
        "<1><3>",
    );
    check(
        "{{ (index .l 1).a }}{{ .m.n | default \"d\" | quote }}",
        "{l: [1, {a: 2}], m: {}}",
        "2\"d\"",
    );
    check(
        "{{ printf \"%s-%d %v %05.1f %q\" \"a\" 3 true 2.25 \"x\" }}",
        "",
        "a-3 true 002.2 \"x\"",
    );
    check("{{ and .a .b.c }}{{ or .a 5 }}", "a: 0", "05");
    check("{{ (.a.b).c }}{{ $x := .a.b }}{{ $x.c.d }}|{{ (fromYaml \"p: q\").p }}", "a: {}", "|q");
    check("{{ tpl \"{{ .x }}\" . }}", "x: y", "y");
    check("{{ .n }} {{ .m }} {{ int .n }}", "{n: 1000000, m: 1.5}", "1e+06 1.5 1000000");
}

#[test]
fn values_as_yaml() {
    check(
        "{{ toYaml . }}",
        "b: [1, {x: y}, []]\na: \"true\"\nc: \"a: b\"\nd: \"x\\ny\\n\"\ne: null\nf: ''\ng: {}\nh: '*'\ni: 1.5\nj: '08'",
        "a: \"true\"\nb:\n- 1\n- x: \"y\"\n- []\nc: 'a: b'\nd: |\n  x\n  y\ne: null\nf: \"\"\ng: {}\nh: '*'\ni: 1.5\nj: \"08\"",
    );
    check("{{ toJson . }}", "{a: [1, '<'], b: null}", "{\"a\":[1,\"\\u003c\"],\"b\":null}");
    check("a:\n{{- toYaml .x | nindent 2 }}", "x: {z: [1]}", "a:\n  z:\n  - 1");
}

#[test]
fn what_cannot_be_done_leaves_a_hole() {
    check("a{{ nosuch }}b{{ .x.y.z }}c", "x: 1", "a\u{E000}b\u{E000}c");
    check("{{ required \"m\" .x }}{{ randAlphaNum 5 }}", "x: ''", "\u{E000}\u{E000}");
    check("{{ if }}a{{ end }}b", "", "\u{E000}b");
    check("{{ range until 3 }}{{ . }}", "", "012");
}

#[test]
fn templates_without_end_are_bounded() {
    check(
        "{{ define \"t\" }}{{ include \"t\" . }}{{ end }}{{ len (include \"t\" 1) }}",
        "",
        "\u{E000}",
    );
    let texts = Texts(Vec::new());
    let text = "{{ range until 100000 }}{{ range until 100000 }}{{ range until 100000 }}x{{ end }}{{ end }}{{ end }}";
    let nodes = Rc::new(parse(text).nodes);
    let mut templates = Templates::default();
    templates.insert(Rc::from("own"), Template { nodes, text: Rc::from(text), file: None });
    let mut executor = Executor::new(templates, &texts);
    assert!(executor.render("own", &Go::Nil).text.len() <= super::value::MAX_TEXT);
    let deep = "{{ if 1 }}".repeat(5000) + &"(".repeat(5000);
    parse(&deep);
}

const CHART: &[(&str, &str)] = &[
    (
        "c/Chart.yaml",
        "apiVersion: v2\nname: c\nversion: 1.0.0\ndependencies:\n- {name: sub, version: '1', condition: sub.on}\n",
    ),
    ("c/values.yaml", "privileged: true\nsub: {on: true, image: other}\nglobal: {g: 1}\n"),
    (
        "c/templates/pod.yaml",
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ include \"c.name\" . }}\nspec:\n  containers:\n  - name: a\n    \
         image: nginx:{{ .Values.tag | default \"latest\" }}\n    securityContext:\n      privileged: {{ .Values.privileged }}\n      \
         runAsUser: {{ required \"user\" .Values.user }}\n",
    ),
    (
        "c/templates/helpers.yaml",
        "{{ define \"c.name\" }}{{ .Release.Name }}-{{ .Chart.Name }}{{ end }}",
    ),
    ("c/charts/sub/Chart.yaml", "apiVersion: v2\nname: sub\nversion: 1.0.0\n"),
    ("c/charts/sub/values.yaml", "image: own\n"),
    (
        "c/charts/sub/templates/pod.yaml",
        "apiVersion: v1\nkind: Pod\nmetadata: {name: sub{{ .Values.global.g }}}\nspec: {containers: [{name: b, image: {{ \
         .Values.image }}}]}\n",
    ),
];

#[test]
fn charts_bring_forth_objects_that_stand_in_templates() {
    let graph = graph(&DIALECT, CHART);
    let addresses: Vec<&str> = graph.iter().map(|(_, resource)| &*resource.address).collect();
    assert_eq!(
        addresses,
        [
            "default/Pod/sub1",
            "default/Pod/sub1/b",
            "default/Pod/release-name-c",
            "default/Pod/release-name-c/a"
        ]
    );
    let of = |address: &str| graph.resource(graph.find("kubernetes", address).unwrap());
    assert_eq!(
        show(of("default/Pod/sub1/b").attribute("image").map(|it| &it.value).unwrap()),
        "other"
    );
    let container = of("default/Pod/release-name-c/a");
    let context = container.attributes.get("securityContext").unwrap();
    let privileged = context.attribute("privileged").unwrap();
    assert_eq!(privileged.value.as_bool(), Some(true));
    let place = privileged.place.unwrap();
    assert_eq!(place.span.of(CHART[2].1), "privileged: {{ .Values.privileged }}");
    assert!(container.block_around(place).is_some());
    assert!(context.get("runAsUser").unwrap().is_unknown());
    assert_eq!(container.attributes.get("image").and_then(|it| it.as_str()), Some("nginx:latest"));
}
