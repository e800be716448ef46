const express = require("express");
const app = express();

const PAGES = new Set(["/", "/account"]);

app.get("/direct", (req, res) => {
  // ruleid: javascript.express.open-redirect
  res.redirect(req.query.next);
});

app.get("/status", (req, res) => {
  // ruleid: javascript.express.open-redirect
  res.redirect(303, req.query["next"] || "/");
});

app.post("/variable", (req, res) => {
  const target = req.body.next;
  log(target);
  // ruleid: javascript.express.open-redirect
  res.redirect(target);
});

app.get("/destructured", function (req, res) {
  const { next, other } = req.query;
  if (next) {
    // ruleid: javascript.express.open-redirect
    return res.redirect(next);
  }
  // ok: javascript.express.open-redirect
  res.redirect("/");
});

app.get("/header", (req, res) => {
  // ruleid: javascript.express.open-redirect
  res.writeHead(302, { Location: req.query.next });
});

app.get("/own", (req, res) => {
  // ok: javascript.express.open-redirect
  res.redirect("/users/" + req.params.id);
});

app.get("/https", (req, res) => {
  // ok: javascript.express.open-redirect
  res.redirect("https://app.example.com" + req.url);
});

app.get("/encoded", (req, res) => {
  // ok: javascript.express.open-redirect
  res.redirect(`/login?next=${encodeURIComponent(req.query.next)}`);
});

app.get("/set", (req, res) => {
  const target = req.query.next;
  if (!PAGES.has(target)) {
    return res.redirect("/");
  }
  // ok: javascript.express.open-redirect
  res.redirect(target);
});

app.get("/checked", (req, res) => {
  const target = req.query.next;
  if (isOwnPath(target)) {
    // ok: javascript.express.open-redirect
    res.redirect(target);
  } else {
    res.redirect("/");
  }
});
