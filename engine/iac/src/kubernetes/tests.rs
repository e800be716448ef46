//! Manifests to graphs.

use super::DIALECT;
use crate::graph::ResourceGraph;
use crate::query::show;
use crate::testing::graph;

fn addresses(graph: &ResourceGraph) -> Vec<String> {
    graph.iter().map(|(_, resource)| format!("{} {}", resource.kind, resource.address)).collect()
}

fn edges(graph: &ResourceGraph) -> Vec<String> {
    let name = |id| format!("{} {}", graph.resource(id).kind, graph.resource(id).address);
    let edges = graph.references.iter();
    edges.map(|edge| format!("{} -{}-> {}", name(edge.from), edge.path, name(edge.to))).collect()
}

#[test]
fn pods_are_found_wherever_they_sit() {
    let text = "apiVersion: v1\nkind: List\nitems:\n\
        - {apiVersion: batch/v1, kind: CronJob, metadata: {name: c}, spec: {jobTemplate: {spec: {template: \
        {spec: {containers: [{name: x}], initContainers: [{name: y}]}}}}}}\n\
        - {apiVersion: v1, kind: PodTemplate, metadata: {name: t}, template: {spec: {containers: [{name: z}]}}}\n\
        ---\nnot: kubernetes\n";
    let graph = graph(&DIALECT, &[("a.yaml", text)]);
    assert_eq!(
        addresses(&graph),
        [
            "k8s:CronJob default/CronJob/c",
            "k8s:Pod default/CronJob/c",
            "k8s:Container default/CronJob/c/x",
            "k8s:Container default/CronJob/c/y",
            "k8s:PodTemplate default/PodTemplate/t",
            "k8s:Pod default/PodTemplate/t",
            "k8s:Container default/PodTemplate/t/z",
        ]
    );
}

#[test]
fn containers_inherit_from_their_pod() {
    let text = "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  securityContext: {runAsUser: 1, \
        fsGroup: 2}\n  containers:\n  - name: a\n    securityContext: {runAsUser: 3, privileged: true}\n  - name: b\n";
    let graph = graph(&DIALECT, &[("a.yaml", text)]);
    let effective = |at: usize| show(graph.resources[at].attributes.get("effective").unwrap());
    assert_eq!(effective(1), "{runAsUser: 3, privileged: true}");
    assert_eq!(effective(2), "{runAsUser: 1}");
}

#[test]
fn services_policies_and_bindings_are_joined() {
    let text = "\
apiVersion: v1
kind: Service
metadata: {name: s, namespace: n}
spec: {selector: {app: a}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: np, namespace: n}
spec: {podSelector: {matchExpressions: [{key: app, operator: In, values: [a, b]}]}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: d, namespace: n}
spec:
  template:
    metadata: {labels: {app: a, tier: x}}
    spec: {serviceAccountName: sa, containers: [{name: c}]}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: sa, namespace: n}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: b}
roleRef: {kind: ClusterRole, name: r}
subjects: [{kind: ServiceAccount, name: sa, namespace: n}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: r}
";
    assert_eq!(
        edges(&graph(&DIALECT, &[("a.yaml", text)])),
        [
            "k8s:Service n/Service/s -spec.selector-> k8s:Pod n/Deployment/d",
            "k8s:NetworkPolicy n/NetworkPolicy/np -spec.podSelector-> k8s:Pod n/Deployment/d",
            "k8s:Pod n/Deployment/d -spec.serviceAccountName-> k8s:ServiceAccount n/ServiceAccount/sa",
            "k8s:ClusterRoleBinding default/ClusterRoleBinding/b -subjects[*]-> k8s:ServiceAccount n/ServiceAccount/sa",
            "k8s:ClusterRoleBinding default/ClusterRoleBinding/b -roleRef-> k8s:ClusterRole default/ClusterRole/r",
        ]
    );
}
