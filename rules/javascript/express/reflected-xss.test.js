const express = require("express");
const escapeHtml = require("escape-html");
const app = express();

app.get("/direct", (req, res) => {
  // ruleid: javascript.express.reflected-xss
  res.send(req.query.name);
});

app.get("/template", (req, res) => {
  // ruleid: javascript.express.reflected-xss
  res.send(`<h1>Hello ${req.query.name}</h1>`);
});

app.get("/joined/:name", (req, res) => {
  // ruleid: javascript.express.reflected-xss
  res.status(404).send("No page named " + req.params.name);
});

app.get("/variable", (req, res) => {
  const name = req.query.name;
  // ruleid: javascript.express.reflected-xss
  res.send("<h1>" + name + "</h1>");
});

app.post("/destructured", (req, res) => {
  const { name, kind } = req.body;
  // ruleid: javascript.express.reflected-xss
  res.write(`<h1>${name}</h1>`);
});

app.get("/rendered", (req, res) => {
  // ok: javascript.express.reflected-xss
  res.render("hello", { name: req.query.name });
});

app.get("/json", (req, res) => {
  // ok: javascript.express.reflected-xss
  res.json({ name: req.query.name });
});

app.get("/object", (req, res) => {
  // ok: javascript.express.reflected-xss
  res.send({ name: req.query.name });
});

app.get("/escaped", (req, res) => {
  // ok: javascript.express.reflected-xss
  res.send(`<h1>Hello ${escapeHtml(req.query.name)}</h1>`);
});

app.get("/text", (req, res) => {
  res.type("text/plain");
  // ok: javascript.express.reflected-xss
  res.send(`Hello ${req.query.name}`);
});

app.get("/chained", (req, res) => {
  // ok: javascript.express.reflected-xss
  res.type("text").send(`Hello ${req.query.name}`);
});

app.get("/socket", (req, socket) => {
  // ok: javascript.express.reflected-xss
  socket.send(req.query.name);
});
