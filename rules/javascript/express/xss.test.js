const escapeHtml = require("escape-html");
const express = require("express");
const http = require("http");

const app = express();

app.get("/a", (req, res) => {
  // ruleid: javascript.express.xss
  res.send("Hello " + req.query.name);
});

app.get("/b/:id", (req, res) => {
  const id = req.params.id;
  // ruleid: javascript.express.xss
  res.status(404).send(`<p>no ${id}</p>`);
});

http.createServer((req, res) => {
  // ruleid: javascript.express.xss
  res.end("<p>" + req.url + "</p>");
});

app.get("/c", (req, res) => {
  // ok: javascript.express.xss
  res.send("Hello " + escapeHtml(req.query.name));
});

app.get("/d", (req, res) => {
  // ok: javascript.express.xss
  res.json({ name: req.query.name });
});

app.get("/e", (req, res) => {
  // ok: javascript.express.xss
  res.send({ name: req.query.name });
});

app.get("/f", (req, res) => {
  // ok: javascript.express.xss
  res.render("hello", { name: req.query.name });
});
