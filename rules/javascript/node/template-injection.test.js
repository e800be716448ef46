const ejs = require("ejs");
const express = require("express");
const handlebars = require("handlebars");
const pug = require("pug");

const app = express();

app.get("/a", (req, res) => {
  // ruleid: javascript.node.template-injection
  const html = ejs.render("<p>" + req.query.name + "</p>");
});

app.post("/b", (req, res) => {
  // ruleid: javascript.node.template-injection
  const template = handlebars.compile(req.body.template);
});

app.post("/c", (req, res) => {
  const source = `p ${req.body.text}`;
  // ruleid: javascript.node.template-injection
  const render = pug.compile(source);
});

app.get("/d", (req, res) => {
  // ok: javascript.node.template-injection
  const html = ejs.render("<p><%= name %></p>", { name: req.query.name });
});

app.get("/e", (req, res) => {
  // ok: javascript.node.template-injection
  const html = handlebars.compile("<p>{{name}}</p>")({ name: req.query.name });
});

app.get("/f", (req, res) => {
  // ok: javascript.node.template-injection
  const html = pug.render("p= name", { name: req.query.name });
});
