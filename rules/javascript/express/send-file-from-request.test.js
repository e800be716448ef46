const express = require("express");
const path = require("path");
const app = express();

const FOLDER = "/srv/reports";
const REPORTS = { january: "/srv/reports/01.pdf" };

app.get("/direct/:name", (req, res) => {
  // ruleid: javascript.express.send-file-from-request
  res.sendFile(req.params.name);
  // ruleid: javascript.express.send-file-from-request
  res.sendFile(path.join(FOLDER, req.params.name));
  // ruleid: javascript.express.send-file-from-request
  res.download(`${FOLDER}/${req.query.name}`, "report.pdf");
});

app.get("/variable", (req, res) => {
  const file = path.resolve(FOLDER, req.query.name);
  log(file);
  // ruleid: javascript.express.send-file-from-request
  res.sendFile(file);
});

app.get("/name", (req, res) => {
  const { name } = req.query;
  // ruleid: javascript.express.send-file-from-request
  res.sendFile(path.join(FOLDER, name));
});

app.get("/steps", (req, res) => {
  const name = req.query.name;
  const file = FOLDER + name;
  // ruleid: javascript.express.send-file-from-request
  res.download(file);
});

app.get("/root/:name", (req, res) => {
  // ok: javascript.express.send-file-from-request
  res.sendFile(req.params.name, { root: FOLDER });
});

app.get("/fixed", (req, res) => {
  // ok: javascript.express.send-file-from-request
  res.sendFile(path.join(FOLDER, "index.html"));
});

app.get("/plain/:name", (req, res) => {
  // ok: javascript.express.send-file-from-request
  res.sendFile(path.join(FOLDER, path.basename(req.params.name)));
});

app.get("/table/:month", (req, res) => {
  const file = REPORTS[req.params.month];
  // ok: javascript.express.send-file-from-request
  res.sendFile(file);
});

app.get("/checked", (req, res) => {
  const file = path.resolve(FOLDER, req.query.name);
  if (!file.startsWith(FOLDER + path.sep)) {
    return res.sendStatus(404);
  }
  // ok: javascript.express.send-file-from-request
  res.sendFile(file);
});
