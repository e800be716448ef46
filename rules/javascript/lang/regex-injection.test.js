const express = require("express");
const escapeStringRegexp = require("escape-string-regexp");

const app = express();

app.get("/a", (req, res) => {
  // ruleid: javascript.lang.regex-injection
  new RegExp(req.query.pattern).test("text");
});

app.get("/b", (req, res) => {
  // ruleid: javascript.lang.regex-injection
  RegExp("^" + req.query.pattern, "i").test("text");
});

app.post("/c", (req, res) => {
  const { pattern } = req.body;
  // ruleid: javascript.lang.regex-injection
  const filter = new RegExp(`${pattern}$`);
});

app.get("/d", (req, res) => {
  // ok: javascript.lang.regex-injection
  new RegExp(escapeStringRegexp(req.query.text)).test("text");
});

app.get("/e", (req, res) => {
  // ok: javascript.lang.regex-injection
  /^[a-z]+$/.test(req.query.text);
});

app.get("/f", (req, res) => {
  // ok: javascript.lang.regex-injection
  new RegExp("a{" + parseInt(req.query.n, 10) + "}").test("text");
});

app.get("/g", (req, res) => {
  // ok: javascript.lang.regex-injection
  new RegExp(req.query.text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).test("text");
  // ruleid: javascript.lang.regex-injection
  new RegExp(req.query.text.replace(/[.*+?^${}()|[\]\\]/, "\\$&")).test("text");
});
