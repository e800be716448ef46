const express = require("express");

const app = express();

app.get("/a", (req, res) => {
  // ruleid: javascript.express.template-locals
  res.render("profile", req.query);
});

app.post("/b", (req, res) => {
  const options = req.body;
  // ruleid: javascript.express.template-locals
  res.render("profile", options);
});

app.post("/c", (req, res) => {
  // ruleid: javascript.express.template-locals
  res.render("profile", Object.assign({}, req.body));
});

app.get("/d", (req, res) => {
  // ok: javascript.express.template-locals
  res.render("profile", { name: req.query.name });
});

app.get("/e", (req, res) => {
  // ok: javascript.express.template-locals
  res.render("profile");
});

app.get("/f", (req, res) => {
  // ok: javascript.express.template-locals
  res.json(req.query);
});

app.get("/list", async (req, res) => {
  const start = pick(req.query.start);
  const rows = await load(start);
  const page = shape(rows, start);
  const data = merge(page, { title: "list" });
  const all = finish(data);
  // ok: javascript.express.template-locals
  res.render("list", { rows: all.rows });
});
