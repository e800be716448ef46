//! Policies of Checkov read as rules.

use super::messages;
use crate::parse_rules;
use crate::yaml::Tree;

fn converted(text: &str) -> serde_json::Value {
    let text = crate::checkov::convert(&Tree::parse(text).unwrap()).unwrap();
    serde_json::from_str(&text).unwrap()
}

const POLICY: &str = "metadata:\n  id: CUSTOM_1\n  name: Buckets are versioned and named\n  severity: HIGH\ndefinition:\n  and:\n  \
    - cond_type: filter\n    attribute: resource_type\n    operator: within\n    value: [aws_s3_bucket]\n  - or:\n    - {cond_type: \
    attribute, resource_types: [aws_s3_bucket], attribute: versioning.enabled, operator: equals, value: true}\n    - cond_type: \
    connection\n      resource_types: [aws_s3_bucket_versioning]\n      connected_resource_types: [aws_s3_bucket]\n      operator: \
    exists\n  - {cond_type: attribute, resource_types: [aws_s3_bucket], attribute: 'tags.a/b', operator: not_exists}\n";

#[test]
fn a_policy_is_a_rule_about_its_opposite() {
    let rules = converted(POLICY);
    let rule = &rules["rules"][0];
    assert_eq!(rule["id"], "CUSTOM_1");
    assert_eq!(rule["severity"], "HIGH");
    assert_eq!(rule["resource"], serde_json::json!(["aws_s3_bucket"]));
    let holds = serde_json::json!({"not": {"all": [
        {"any": [
            {"versioning.enabled": {"is": true}},
            {"related": {"connected": ["aws_s3_bucket_versioning"], "count": "some"}},
        ]},
        {"not": {"tags[\"a/b\"]": "present"}},
    ]}});
    assert_eq!(rule["where"], holds);
    let parsed = parse_rules("p.yaml", POLICY);
    assert_eq!(messages(&parsed), [] as [String; 0]);
    assert_eq!(parsed.rules.len(), 1);
}

#[test]
fn types_of_which_the_same_is_asked_share_a_rule() {
    let rules = converted(
        "metadata: {id: C, name: n}\ndefinition:\n  or:\n  - {cond_type: attribute, resource_types: [a_x, a_y], attribute: \
         'l.*.p', operator: greater_than, value: '3'}\n  - {cond_type: attribute, resource_types: [Pod], attribute: \
         spec.x, operator: regex_match, value: 'a.*'}\n",
    );
    assert_eq!(rules["rules"][0]["resource"], serde_json::json!(["a_x", "a_y"]));
    assert_eq!(
        rules["rules"][0]["where"]["not"]["any"][0],
        serde_json::json!({"l[*].p": {"gt": 3}})
    );
    assert_eq!(rules["rules"][1]["resource"], serde_json::json!(["k8s:Pod"]));
    let test = serde_json::json!({"spec.x": {"matches": "^(?:a.*)"}});
    assert_eq!(rules["rules"][1]["where"]["not"]["any"][0], test);
}

#[test]
fn what_has_no_counterpart_is_an_error() {
    let parsed = parse_rules(
        "p.yaml",
        "metadata: {id: C, name: n}\ndefinition: {cond_type: attribute, resource_types: [a_b], attribute: x, operator: \
         number_of_words_equals, value: 3}\n",
    );
    assert!(messages(&parsed)[0].contains("number_of_words_equals"), "{:?}", messages(&parsed));
}
