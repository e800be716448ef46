const cp = require("child_process");
const { exec, execFile, spawn } = require("child_process");
const express = require("express");
const shellQuote = require("shell-quote");

const app = express();

app.get("/a", (req, res) => {
  // ruleid: javascript.node.command-injection
  exec("ping " + req.query.host, () => {});
});

app.get("/b", (req, res) => {
  const command = `ls ${req.query.folder}`;
  // ruleid: javascript.node.command-injection
  cp.execSync(command);
});

app.get("/c", (req, res) => {
  // ruleid: javascript.node.command-injection
  spawn("ls", [req.query.folder], { shell: true });
});

app.get("/d", (req, res) => {
  // ruleid: javascript.node.command-injection
  spawn(req.query.program, ["-v"]);
});

app.get("/e", (req, res) => {
  // ok: javascript.node.command-injection
  execFile("ping", ["--", req.query.host], () => {});
});

app.get("/f", (req, res) => {
  // ok: javascript.node.command-injection
  exec("ping " + shellQuote.quote([req.query.host]), () => {});
});

app.get("/g", (req, res) => {
  const host = req.query.host;
  if (host === "localhost") {
    // ok: javascript.node.command-injection
    exec("ping " + host, () => {});
  }
});

app.get("/h", (req, res) => {
  // ok: javascript.node.command-injection
  spawn("ls", [req.query.folder]);
});
