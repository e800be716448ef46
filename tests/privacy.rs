//! `tamis privacy`.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::{tamis, text};

const APP: &str = "const send = (user) => logger.info('in', user.email);\n";
const MORE: &str = "Sentry.setUser({ email: user.email });\n";
const SCHEMA: &str = "type Patient {\n  id: ID\n  diagnosis: String\n}\n";

#[test]
fn the_inventory_lists_kinds_places_and_flows_and_a_diff_what_is_new() {
    let folder = TempDir::new().unwrap();
    let path = folder.path();
    fs::write(path.join("app.js"), APP).unwrap();
    fs::write(path.join("api.graphql"), SCHEMA).unwrap();
    let output = tamis(path, &["privacy", "--format", "json", "--output", "old.json"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let old: Value =
        serde_json::from_str(&fs::read_to_string(path.join("old.json")).unwrap()).unwrap();
    let kinds = old["data_types"].as_array().unwrap();
    let kind = |id: &str| kinds.iter().find(|kind| kind["id"] == id).unwrap();
    let email = kind("email-address");
    assert_eq!(email["group"], "contact");
    assert_eq!(email["sites"][0]["path"], "app.js");
    assert_eq!(email["flows"][0]["sink"], "log");
    assert_eq!(kind("diagnosis")["sites"][0]["line"], 3);
    // Nothing new, then a flow to a third party.
    let same = tamis(path, &["privacy", "--diff", "old.json"]);
    assert_eq!(same.status.code(), Some(0), "{}", text(&same));
    fs::write(path.join("more.js"), MORE).unwrap();
    let new = tamis(path, &["privacy", "--diff", "old.json", "--format", "json"]);
    assert_eq!(new.status.code(), Some(1));
    let new: Value = serde_json::from_str(&text(&new)).unwrap();
    assert_eq!(new["summary"]["flows"], 1);
    assert_eq!(new["third_parties"]["Sentry"][0], "email-address");
    let page = text(&tamis(path, &["privacy", "--format", "html"]));
    assert!(page.contains("e-mail address") && page.contains("app.js"));
}
