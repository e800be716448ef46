const express = require("express");

const app = express();

app.get("/a", (req, res) => {
  // ruleid: javascript.express.redirect
  res.redirect(req.query.next);
});

app.get("/b", (req, res) => {
  const target = req.get("Referer") || "/";
  // ruleid: javascript.express.redirect
  res.redirect(302, target);
});

app.get("/c", (req, res) => {
  // ruleid: javascript.express.redirect
  res.setHeader("Location", req.query.next);
});

app.get("/d", (req, res) => {
  // ok: javascript.express.redirect
  res.redirect("/profile/" + req.query.name);
});

app.get("/e", (req, res) => {
  // ok: javascript.express.redirect
  res.redirect("https://example.com/search?q=" + req.query.q);
});

app.get("/f", (req, res) => {
  // ok: javascript.express.redirect
  res.setHeader("X-Name", req.query.name);
});
