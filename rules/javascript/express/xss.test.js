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

app.get("/g", (req, res) => {
  const text = "name," + req.query.name;
  res.setHeader("Content-Type", "text/csv");
  // ok: javascript.express.xss
  res.end(text);
});

app.get("/h", (req, res) => {
  // ok: javascript.express.xss
  res.status(200).type("text/css").send(".a { color: " + req.query.color + " }");
});

app.get("/i", (req, res) => {
  res.type("text/html");
  // ruleid: javascript.express.xss
  res.send("<p>" + req.query.name + "</p>");
});

app.get("/j", (req, res) => {
  res.type("image/svg+xml");
  // ruleid: javascript.express.xss
  res.send("<svg>" + req.query.name + "</svg>");
});
