const express = require("express");
const libxmljs = require("libxmljs");

const app = express();

app.post("/a", (req, res) => {
  // ruleid: javascript.node.xxe
  libxmljs.parseXml(req.body, { noent: true });
});

app.post("/b", (req, res) => {
  const options = { noent: true, nonet: true };
  // ruleid: javascript.node.xxe
  libxmljs.parseXmlString(req.body.text, options);
});

app.post("/c", (req, res) => {
  // ruleid: javascript.node.xxe
  libxmljs.parseXml(req.files.upload.data.toString("utf8"), { noblanks: true, noent: true });
});

app.post("/d", (req, res) => {
  // ok: javascript.node.xxe
  libxmljs.parseXml(req.body);
});

app.post("/e", (req, res) => {
  // ok: javascript.node.xxe
  libxmljs.parseXml(req.body, { noent: false });
});

app.post("/f", (req, res) => {
  // ok: javascript.node.xxe
  libxmljs.parseXml("<a/>", { noent: true });
});
