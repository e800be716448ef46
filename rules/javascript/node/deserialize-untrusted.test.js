const express = require("express");
const serialize = require("node-serialize");
const v8 = require("v8");

const app = express();

app.get("/a", (req, res) => {
  // ruleid: javascript.node.deserialize-untrusted
  serialize.unserialize(req.cookies.profile);
});

app.post("/b", (req, res) => {
  // ruleid: javascript.node.deserialize-untrusted
  v8.deserialize(req.body);
});

app.get("/c", (req, res) => {
  const text = Buffer.from(req.cookies.profile, "base64").toString();
  // ruleid: javascript.node.deserialize-untrusted
  serialize.unserialize(text);
});

app.get("/d", (req, res) => {
  // ok: javascript.node.deserialize-untrusted
  JSON.parse(req.cookies.profile);
});

app.get("/e", (req, res) => {
  // ok: javascript.node.deserialize-untrusted
  serialize.serialize(req.query);
});

app.get("/f", (req, res) => {
  // ok: javascript.node.deserialize-untrusted
  serialize.unserialize("{}");
});
