const express = require("express");
const app = express();
const actions = { play() {}, pause() {} };
const byName = new Map([["play", () => {}]]);

app.get("/run", (req, res) => {
  // ruleid: javascript.lang.dynamic-call
  actions[req.query.action](req.query.payload);
  // ruleid: javascript.lang.dynamic-call
  const action = actions[req.query.action];
  action();
  const known = req.query.action;
  if (known === "play" || known === "pause") {
    // ok: javascript.lang.dynamic-call
    actions[known]();
  }
  // ok: javascript.lang.dynamic-call
  byName.get(req.query.action)();
  // ok: javascript.lang.dynamic-call
  actions["play"](req.query.payload);
  res.end();
});

app.get("/make", (req, res) => {
  // ruleid: javascript.lang.dynamic-call
  const made = new actions[req.query.kind]();
  res.json(made);
});
