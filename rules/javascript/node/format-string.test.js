const express = require("express");
const util = require("util");
const app = express();

app.get("/login", (req, res) => {
  // ruleid: javascript.node.format-string
  console.log("Login of " + req.query.user, req.ip);
  // ruleid: javascript.node.format-string
  util.format(`Login of ${req.query.user} from %s`, req.ip);
  // ok: javascript.node.format-string
  console.log("Login of %s from %s", req.query.user, req.ip);
  // ok: javascript.node.format-string
  console.log("Login of " + req.query.user);
  res.end();
});

app.get("/error", (req, res) => {
  const text = "No such page: " + req.path + req.query.page;
  // ruleid: javascript.node.format-string
  console.error(text, req.ip);
  // ok: javascript.node.format-string
  console.error("No such page", text);
  res.end();
});
