//! Templates to graphs.

use super::DIALECT;
use crate::query::show;
use crate::testing::graph;

/// The properties of the resource `X`, without what stands beside them.
fn properties(template: &str, properties: &str) -> String {
    let mut text = format!(
        "{template}\nResources:\n  Y: {{Type: AWS::T::Y}}\n  X:\n    Type: AWS::T::X\n    Properties:\n"
    );
    for line in properties.lines() {
        text.push_str(&format!("      {line}\n"));
    }
    let graph = graph(&DIALECT, &[("t.yaml", &text)]);
    let resource = graph.iter().find(|(_, resource)| &*resource.kind == "AWS::T::X").unwrap().1;
    show(&resource.attributes).replace(", Attributes: {}}", "}")
}

#[test]
fn functions() {
    let template = "Parameters:\n  P: {Type: String, Default: p}\n  Q: {Type: String}\n  L: {Type: CommaDelimitedList, \
        Default: 'a, b'}\nMappings: {M: {k: {v: 7}}}\nConditions:\n  C: !Equals [!Ref P, p]\n  D: !Not [!Condition C]\n  \
        E: !Equals [!Ref Q, x]\n  F: !And [{Condition: D}, {Condition: E}]";
    for (written, expected) in [
        ("a: !Ref P", "{a: p}"),
        ("a: {Ref: P}", "{a: p}"),
        ("a: !Ref Q", "{a: parameter 'Q'}"),
        ("a: !Ref L", "{a: [a, b]}"),
        ("a: !GetAtt Y.Arn", "{a: Y.Arn}"),
        ("a: !Sub '${P}-${Y.Arn}-${!k}'", "{a: p-${Y.Arn}-${k}}"),
        ("a: !Sub ['${z}', {z: !Ref P}]", "{a: p}"),
        ("a: !Join ['-', [x, !Ref P]]", "{a: x-p}"),
        ("a: !If [C, 1, 2]", "{a: 1}"),
        ("a: !If [D, 1, 2]", "{a: 2}"),
        ("a: !If [E, 1, 2]", "{a: condition 'E'}"),
        ("a: !If [E, 1, 1]", "{a: 1}"),
        ("a: !If [F, 1, 2]", "{a: 2}"),
        ("a: [x, !If [D, y, !Ref 'AWS::NoValue']]", "{a: [x]}"),
        ("a: !Select [1, !Ref L]", "{a: b}"),
        ("a: !Select [0, !Split ['.', 'q.r']]", "{a: q}"),
        ("a: !FindInMap [M, k, v]", "{a: 7}"),
        ("a: {Fn::Base64: !Ref P}", "{a: p}"),
        ("a: !ImportValue z", "{a: an import}"),
    ] {
        assert_eq!(properties(template, written), expected, "{written}");
    }
}

#[test]
fn resources_refer_to_each_other_and_may_be_left_out() {
    let text = "Parameters: {P: {Type: String, Default: no}}\nConditions: {C: !Equals [!Ref P, yes]}\nResources:\n  \
        A: {Type: AWS::S3::Bucket}\n  B:\n    Type: AWS::S3::BucketPolicy\n    Properties: {Bucket: !Ref A, L: [!GetAtt A.Arn]}\n  \
        C: {Type: AWS::S3::Bucket, Condition: C}\n";
    let graph = graph(&DIALECT, &[("t.yaml", text)]);
    assert_eq!(graph.resources.len(), 2);
    let edges: Vec<String> =
        graph.references.iter().map(|edge| format!("{} {}", edge.path, edge.attribute)).collect();
    assert_eq!(edges, ["Bucket ", "L[*] Arn"]);
}

#[test]
fn globals_of_sam_and_json() {
    let text = r#"{"Transform": "AWS::Serverless-2016-10-31", "Globals": {"Function": {"Tracing": "Active"}},
        "Resources": {"X": {"Type": "AWS::Serverless::Function", "DeletionPolicy": "Retain", "Properties": {"Timeout": 3}}}}"#;
    let graph = graph(&DIALECT, &[("t.json", text)]);
    assert_eq!(
        show(&graph.resources[0].attributes),
        "{Timeout: 3, Tracing: Active, Attributes: {DeletionPolicy: Retain}}"
    );
}

/// Conditions that ask each other in a circle end.
#[test]
fn circles_end() {
    let template = "Conditions:\n  A: !Not [{Condition: B}]\n  B: {Condition: A}";
    assert_eq!(properties(template, "a: !If [A, 1, 2]"), "{a: condition 'A'}");
}
