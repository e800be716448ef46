//! Folders of kustomizations to objects. What they should give was taken from `kubectl kustomize`.

use crate::kubernetes::DIALECT;
use crate::testing::graph;
use crate::value::{Kind, Value};

const DEPLOYMENT: &str = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 1\n  \
    selector:\n    matchLabels: {app: web}\n  template:\n    metadata:\n      labels: {app: web}\n    spec:\n      \
    serviceAccountName: sa\n      containers:\n      - name: c\n        image: nginx:1.0\n        securityContext:\n          \
    privileged: true\n        env:\n        - name: A\n          value: a\n      - name: d\n        image: reg:5000/x\n";
const ACCOUNT: &str = "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: sa\n";

/// All of a value.
fn show(value: &Value) -> String {
    match &value.kind {
        Kind::Map(map) => {
            let entries = map.iter().map(|(key, entry)| format!("{key}: {}", show(&entry.value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        Kind::List(list) => {
            format!("[{}]", list.iter().map(show).collect::<Vec<_>>().join(", "))
        }
        _ => crate::query::show(value),
    }
}

/// What `path` of the object of that address is.
fn value(files: &[(&str, &str)], address: &str, path: &[&str]) -> String {
    let graph = graph(&DIALECT, files);
    let addresses: Vec<&str> = graph.iter().map(|(_, resource)| &*resource.address).collect();
    let id = graph.find("kubernetes", address);
    let id = id.unwrap_or_else(|| panic!("{address} among {addresses:?}"));
    graph.resource(id).attributes.at(path).map_or("absent".to_owned(), show)
}

fn overlay(kustomization: &str, address: &str, path: &[&str], expected: &str) {
    let files = [
        ("base/kustomization.yaml", "resources: [web.yaml, sa.yaml]\n"),
        ("base/web.yaml", DEPLOYMENT),
        ("base/sa.yaml", ACCOUNT),
        ("over/kustomization.yaml", kustomization),
    ];
    assert_eq!(value(&files, address, path), expected, "{kustomization}");
}

const CONTAINERS: [&str; 4] = ["spec", "template", "spec", "containers"];

#[test]
fn patches_are_laid_over_by_the_keys_of_lists() {
    let patch = "resources: [../base]\npatches:\n- patch: |-\n    apiVersion: apps/v1\n    kind: Deployment\n    \
        metadata:\n      name: web\n    spec:\n      template:\n        spec:\n          containers:\n          \
        - name: c\n            securityContext:\n              privileged: null\n              runAsNonRoot: true\n            \
        env:\n            - name: B\n              value: b\n          - name: d\n            $patch: delete\n";
    overlay(
        patch,
        "default/Deployment/web",
        &CONTAINERS,
        "[{name: c, image: nginx:1.0, securityContext: {runAsNonRoot: true}, env: [{name: A, value: a}, {name: B, \
         value: b}]}]",
    );
}

#[test]
fn json_patches_by_target() {
    let patch = "resources: [../base]\npatches:\n- target: {kind: Deployment, name: w.*}\n  patch: |\n    - op: replace\n      \
        path: /spec/template/spec/containers/0/securityContext/privileged\n      value: false\n    - {op: remove, path: \
        /spec/template/spec/containers/1}\n    - {op: add, path: /metadata/annotations, value: {a~b: 1}}\n";
    overlay(
        patch,
        "default/Deployment/web",
        &CONTAINERS,
        "[{name: c, image: nginx:1.0, securityContext: {privileged: false}, env: [{name: A, value: a}]}]",
    );
}

#[test]
fn names_labels_images_and_counts() {
    let over = "resources: [../base]\nnamespace: prod\nnamePrefix: p-\nnameSuffix: -s\nlabels:\n- pairs: {team: x}\n  \
        includeSelectors: true\nimages:\n- name: nginx\n  newTag: 1.2.3\n- {name: 'reg:5000/x', newName: y, digest: \
        'sha256:00'}\nreplicas: [{name: web, count: 3}]\n";
    let address = "prod/Deployment/p-web-s";
    overlay(over, address, &["spec", "replicas"], "3");
    overlay(over, address, &["spec", "selector", "matchLabels"], "{app: web, team: x}");
    overlay(over, address, &["spec", "template", "metadata", "labels"], "{app: web, team: x}");
    overlay(over, address, &["spec", "template", "spec", "serviceAccountName"], "p-sa-s");
    let files = [
        ("base/kustomization.yaml", "resources: [web.yaml, sa.yaml]\n"),
        ("base/web.yaml", DEPLOYMENT),
        ("base/sa.yaml", ACCOUNT),
        ("over/kustomization.yaml", over),
    ];
    let graph = graph(&DIALECT, &files);
    let images: Vec<String> = graph
        .iter()
        .filter(|(_, resource)| &*resource.kind == "k8s:Container")
        .map(|(_, resource)| show(resource.attributes.get("image").unwrap()))
        .collect();
    // The base is seen through the overlay only.
    assert_eq!(images, ["nginx:1.2.3", "y@sha256:00"]);
}

#[test]
fn components_and_generators() {
    let files = [
        (
            "base/kustomization.yaml",
            "resources: [web.yaml]\nconfigMapGenerator:\n- {name: cfg, literals: [a=1, b=2]}\n",
        ),
        ("base/web.yaml", DEPLOYMENT),
        (
            "part/kustomization.yaml",
            "kind: Component\nconfigMapGenerator:\n- name: cfg\n  behavior: merge\n  literals: [b=3]\nsecretGenerator:\n- {name: \
             s, literals: [k=v]}\n",
        ),
        ("over/kustomization.yaml", "resources: [../base]\ncomponents: [../part]\n"),
    ];
    assert_eq!(value(&files, "default/ConfigMap/cfg", &["data"]), "{a: 1, b: 3}");
    assert_eq!(value(&files, "default/Secret/s", &["data"]), "{k: dg==}");
}

#[test]
fn values_stand_where_they_are_written() {
    let over = "resources: [../base]\npatches:\n- path: p.yaml\n";
    let patch = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {hostNetwork: true}}}\n";
    let files = [
        ("base/kustomization.yaml", "resources: [web.yaml]\n"),
        ("base/web.yaml", DEPLOYMENT),
        ("over/kustomization.yaml", over),
        ("over/p.yaml", patch),
    ];
    let graph = graph(&DIALECT, &files);
    let (_, pod) = graph.iter().find(|(_, resource)| &*resource.kind == "k8s:Pod").unwrap();
    let entry = pod.attributes.get("spec").unwrap().attribute("hostNetwork").unwrap();
    let place = entry.place.unwrap();
    assert_eq!(place.span.of(patch), "hostNetwork: true");
    assert!(pod.block_around(place).is_some());
    // The patch is no object by itself.
    assert_eq!(graph.iter().filter(|(_, it)| &*it.kind == "k8s:Deployment").count(), 1);
}

#[test]
fn circles_end() {
    let files = [
        ("a/kustomization.yaml", "resources: [../b, w.yaml]\n"),
        ("a/w.yaml", ACCOUNT),
        ("b/kustomization.yaml", "resources: [../a, w.yaml]\n"),
        ("b/w.yaml", ACCOUNT),
        ("c/kustomization.yaml", "resources: [../a]\n"),
    ];
    assert_eq!(value(&files, "default/ServiceAccount/sa", &["metadata", "name"]), "sa");
}

#[test]
fn replacements_take_values_of_other_objects() {
    let over = "resources: [../base]\nreplacements:\n- source: {kind: ServiceAccount, name: sa}\n  targets:\n  - select: {kind: \
        Deployment}\n    fieldPaths: ['spec.template.spec.containers.[name=c].env.[name=A].value']\n  - select: {kind: \
        Deployment}\n    fieldPaths: [spec.template.spec.containers.0.image]\n    options: {delimiter: ':', index: 1}\n  \
        - select: {kind: Deployment}\n    fieldPaths: ['metadata.annotations.a\\.b/c']\n    options: {create: true}\n";
    let address = "default/Deployment/web";
    overlay(over, address, &["metadata", "annotations"], "{a.b/c: sa}");
    overlay(
        over,
        address,
        &CONTAINERS,
        "[{name: c, image: nginx:sa, securityContext: {privileged: true}, env: [{name: A, value: sa}]}, {name: d, \
         image: reg:5000/x}]",
    );
    let rejected = "resources: [../base]\nreplacements:\n- source: {kind: Deployment, name: web, fieldPath: \
        'spec.template.spec.containers.*.image', options: {delimiter: ':', index: 0}}\n  targets:\n  - select: {kind: \
        ServiceAccount}\n    reject: [{name: sa}]\n";
    overlay(rejected, "default/ServiceAccount/sa", &["metadata", "name"], "sa");
}

#[test]
fn variables_are_put_into_texts() {
    let over = "resources: [../base]\nnamePrefix: p-\nvars:\n- name: NAME\n  objref: {kind: ServiceAccount, name: sa, \
        apiVersion: v1}\npatches:\n- patch: |-\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata: {name: web}\n    \
        spec: {template: {spec: {containers: [{name: d, args: ['--as=$(NAME)', $(OTHER)]}]}}}\n";
    let files = [
        ("base/kustomization.yaml", "resources: [web.yaml, sa.yaml]\n"),
        ("base/web.yaml", DEPLOYMENT),
        ("base/sa.yaml", ACCOUNT),
        ("over/kustomization.yaml", over),
    ];
    let graph = graph(&DIALECT, &files);
    let container = graph
        .iter()
        .find(|(_, it)| &*it.kind == "k8s:Container" && it.attributes.get("args").is_some());
    let args = container.unwrap().1.attributes.get("args").unwrap();
    assert_eq!(show(args), "[--as=p-sa, $(OTHER)]");
}

const CHART: [(&str, &str); 4] = [
    ("app/charts/web/Chart.yaml", "name: web\nversion: 1.0.0\n"),
    ("app/charts/web/values.yaml", "port: 80\nhost: own\n"),
    (
        "app/charts/web/templates/web.yaml",
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}-web\nspec:\n  port: {{ .Values.port }}\n  host: {{ \
         .Values.host }}\n  space: {{ .Release.Namespace }}\n",
    ),
    (
        "app/charts/web/crds/c.yaml",
        "apiVersion: a/v1\nkind: CustomResourceDefinition\nmetadata: {name: c}\n",
    ),
];

/// The chart's service as a kustomization installs it.
fn installed(kustomization: &str, address: &str, expected: &str) {
    let mut files = CHART.to_vec();
    files.push(("app/kustomization.yaml", kustomization));
    files.push(("app/more.yaml", "port: 81\nhost: file\n"));
    assert_eq!(value(&files, address, &["spec"]), expected, "{kustomization}");
}

#[test]
fn charts_are_installed_with_the_values_of_the_kustomization() {
    installed(
        "namePrefix: p-\nhelmCharts:\n- name: web\n  version: 1.0.0\n  repo: https://x.invalid\n  releaseName: r\n  namespace: \
         s\n  valuesInline: {port: 82}\n",
        "default/Service/p-r-web",
        "{port: 82, host: own, space: s}",
    );
    let with = |merge: &str| {
        format!(
            "helmCharts:\n- name: web\n  valuesFile: more.yaml\n  valuesInline: {{port: 82}}\n  valuesMerge: {merge}\n"
        )
    };
    let address = "default/Service/web-web";
    installed(&with("override"), address, "{port: 82, host: file, space: default}");
    installed(&with("merge"), address, "{port: 81, host: file, space: default}");
    installed(&with("replace"), address, "{port: 82, host: own, space: default}");
    installed(
        "helmChartInflationGenerator:\n- chartName: web\n  values: more.yaml\n  releaseName: old\n",
        "default/Service/old-web",
        "{port: 81, host: file, space: default}",
    );
    // Seen through the kustomization only, and with its definitions where it asks for them.
    let count = |kustomization| {
        let mut files = CHART.to_vec();
        files.push(("app/kustomization.yaml", kustomization));
        graph(&DIALECT, &files).iter().count()
    };
    assert_eq!(count("helmCharts:\n- {name: web, includeCRDs: true}\n"), 2);
    assert_eq!(count("helmCharts:\n- {name: web}\n"), 2);
    let all = graph(&DIALECT, &CHART);
    let services = all.iter().filter(|(_, it)| &*it.kind == "k8s:Service").count();
    assert_eq!(services, 1);
}

#[test]
fn charts_that_are_not_on_disk_are_said() {
    use crate::dialect::{Context, Settings};
    use crate::testing::{Texts, source};
    let text = "helmCharts:\n- name: gone\n  repo: https://x.invalid/charts\n- name: ../../out\n";
    let sources = [source("kustomization.yaml", text)];
    let (files, settings) = (Texts(sources.to_vec()), Settings::default());
    let mut cx = Context::new(&files, &settings);
    (DIALECT.build)(&sources, &mut cx);
    let said: Vec<&str> = cx.notices.iter().map(|notice| notice.message.as_str()).collect();
    assert_eq!(
        said,
        [
            "chart 'gone' of https://x.invalid/charts is not on disk; what it installs was not seen",
            "chart '../../out' is not on disk; what it installs was not seen",
        ]
    );
}
