//! Scan, accept all, reformat and move the code, scan again: nothing comes back as new.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::tamis;

const PYTHON: &str = "import os
from flask import request


def run(name):
    command = 'ls ' + name
    os.system(command)


def handler():
    first = request.args['first']
    run(first)
    eval(request.args['second'])
    eval(request.args['second'])


PASSWORD = 'hunter2hunter2A9'
";

const SCRIPT: &str = "const express = require('express');
const { exec } = require('child_process');
const app = express();
app.get('/', (req, res) => {
  exec('ls ' + req.query.dir);
  res.send('<p>' + req.query.name + '</p>');
});
";

const TERRAFORM: &str = "resource \"aws_s3_bucket\" \"logs\" {
  bucket = \"logs\"
  acl    = \"public-read\"
}

resource \"aws_security_group\" \"open\" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = \"tcp\"
    cidr_blocks = [\"0.0.0.0/0\"]
  }
}
";

const KUBERNETES: &str = "apiVersion: v1
kind: Pod
metadata:
  name: shell
spec:
  containers:
    - name: shell
      image: nginx:latest
      securityContext:
        privileged: true
";

const DOCKER: &str = "FROM ubuntu:latest
RUN curl https://example.com/a.sh | sh
USER root
";

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn scan(folder: &Path) -> Value {
    let arguments = ["scan", ".", "-c", "audit", "--baseline", "known.json", "--json"];
    serde_json::from_slice(&tamis(folder, &arguments).stdout).unwrap()
}

/// Findings that the baseline does not hold.
fn new(report: &Value) -> Vec<String> {
    let list = report["findings"].as_array().unwrap().iter();
    list.filter(|finding| finding["state"] == "new")
        .map(|it| format!("{} {}:{}", it["rule"], it["path"], it["start"]["line"]))
        .collect()
}

#[test]
fn reformatted_and_moved_code_has_no_new_findings() {
    let folder = TempDir::new().unwrap();
    let all = [
        ("app.py", PYTHON),
        ("server.js", SCRIPT),
        ("main.tf", TERRAFORM),
        ("pod.yaml", KUBERNETES),
        ("Dockerfile", DOCKER),
    ];
    for (name, text) in all {
        write(folder.path(), name, text);
    }
    let arguments = ["baseline", ".", "-c", "audit", "--write", "known.json", "--exit-zero"];
    assert!(tamis(folder.path(), &arguments).status.success());
    let before = scan(folder.path());
    let count = before["findings"].as_array().unwrap().len();
    assert!(count > 12, "{count} findings are a poor test");
    assert_eq!(new(&before), [] as [String; 0]);

    // Other indentation, line breaks, quotes' surroundings, and lines before, between and after.
    let python = PYTHON
        .replace("    ", "\t")
        .replace("os.system(command)", "os.system(\n\t\tcommand\n\t)")
        .replace("def handler", "# a comment\nLIMIT = 10\n\n\ndef handler")
        .replace("import os\n", "\"\"\"A docstring.\"\"\"\n\nimport os\nimport sys\n");
    let script = SCRIPT
        .replace("  exec(", "\n      // Lists.\n      exec( ")
        .replace("(req, res) => {", "(req, res) =>\n  {");
    let script = format!("'use strict';\n\n{script}\nmodule.exports = app;\n");
    // Blocks trade places.
    let (bucket, group) = TERRAFORM.split_once("\n\n").unwrap();
    let terraform =
        format!("# Groups first.\n{}\n\n{}\n", group.trim(), bucket.replace("  ", "    "));
    let kubernetes = format!(
        "# A pod.\n{}",
        KUBERNETES
            .replace("    - name: shell\n", "    -   name: shell\n      # The image.\n")
            .replace("      image", "        image")
            .replace(
                "      securityContext:\n        privileged",
                "        securityContext:\n            privileged"
            )
    );
    let docker = DOCKER.replace("RUN curl", "# Install.\nENV A=1\nRUN   curl");
    let changed = [
        ("app.py", python.as_str()),
        ("server.js", &script),
        ("main.tf", &terraform),
        ("pod.yaml", &kubernetes),
        ("Dockerfile", &docker),
    ];
    for (name, text) in changed {
        let old = all.iter().find(|(known, _)| *known == name).unwrap().1;
        assert_ne!(old, text, "{name} is not changed");
        write(folder.path(), name, text);
    }
    let after = scan(folder.path());
    assert_eq!(new(&after), [] as [String; 0]);
    assert_eq!(after["findings"].as_array().unwrap().len(), count);

    // Windows' line ends change nothing either.
    for (name, text) in changed {
        write(folder.path(), name, &text.replace('\n', "\r\n"));
    }
    assert_eq!(new(&scan(folder.path())), [] as [String; 0]);

    // What is new is still seen.
    write(
        folder.path(),
        "app.py",
        &format!("{python}\n\ndef more():\n\teval(request.args['third'])\n"),
    );
    assert!(!new(&scan(folder.path())).is_empty());
}
