const express = require("express");
const app = express();
const BLANKS = /\s+$/;

app.get("/a", (req, res) => {
  // ruleid: javascript.regex.polynomial
  res.json(req.query.name.replace(/\s+$/, ""));
});

app.get("/b", (req, res) => {
  const name = req.query.name;
  // ruleid: javascript.regex.polynomial
  if (BLANKS.test(name)) res.sendStatus(400);
});

app.get("/c", (req, res) => {
  // ruleid: javascript.regex.polynomial
  res.json(/a*a*b/.exec(req.get("x-name")));
});

app.get("/d", (req, res) => {
  // ok: javascript.regex.polynomial
  res.json(/^\w+$/.test(req.query.name));
  // ok: javascript.regex.polynomial
  res.json(req.query.name.slice(0, 100).replace(/\s+$/, ""));
  // ok: javascript.regex.polynomial
  res.json(req.query.name.trimEnd());
});

function own(text) {
  // ok: javascript.regex.polynomial
  return text.replace(/\s+$/, "");
}
