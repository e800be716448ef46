const express = require("express");
const xpath = require("xpath");

const app = express();

app.get("/a", (req, res) => {
  // ruleid: javascript.node.xpath-injection
  xpath.select("//user[name='" + req.query.name + "']", users);
});

app.get("/b", (req, res) => {
  // ruleid: javascript.node.xpath-injection
  xpath.parse(`//user[name='${req.query.name}']`);
});

app.get("/c", (req, res) => {
  const expression = "//" + req.query.path;
  // ruleid: javascript.node.xpath-injection
  xpath.evaluate(expression, users);
});

app.get("/d", (req, res) => {
  // ok: javascript.node.xpath-injection
  xpath.parse("//user[name=$name]").select({ node: users, variables: { name: req.query.name } });
});

app.get("/e", (req, res) => {
  // ok: javascript.node.xpath-injection
  xpath.select("//user[" + Number(req.query.n) + "]", users);
});

app.get("/f", (req, res) => {
  // ok: javascript.node.xpath-injection
  xpath.select("//user", users);
});
