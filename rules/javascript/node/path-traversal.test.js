const express = require("express");
const fs = require("node:fs");
const path = require("path");
const { readFile } = require("fs/promises");

const app = express();

app.get("/a", (req, res) => {
  // ruleid: javascript.node.path-traversal
  fs.readFile(path.join("files", req.query.name), () => {});
});

app.get("/b/:name", async (req, res) => {
  // ruleid: javascript.node.path-traversal
  await readFile("files/" + req.params.name);
});

app.get("/c", (req, res) => {
  // ruleid: javascript.node.path-traversal
  res.sendFile(path.resolve(req.query.name));
});

app.get("/d", (req, res) => {
  // ok: javascript.node.path-traversal
  fs.readFile(path.join("files", path.basename(req.query.name)), () => {});
});

app.get("/e", (req, res) => {
  // ok: javascript.node.path-traversal
  res.sendFile(req.query.name, { root: "files" });
});

app.post("/f", (req, res) => {
  // ok: javascript.node.path-traversal
  fs.writeFile("files/last", req.body.text, () => {});
});

app.get("/g", (req, res) => {
  const name = req.query.name;
  if (["terms.txt", "imprint.txt"].includes(name)) {
    // todook: javascript.node.path-traversal
    fs.readFile("files/" + name, () => {});
  }
});

app.post("/h", upload.single("photo"), async (req, res) => {
  // ok: javascript.node.path-traversal
  const data = await readFile(req.file.path);
  for (const uploadedFile of req.files) {
    // ok: javascript.node.path-traversal
    fs.unlinkSync(uploadedFile.path);
  }
  // ruleid: javascript.node.path-traversal
  fs.writeFileSync("photos/" + req.file.originalname, data);
  // ruleid: javascript.node.path-traversal
  fs.unlinkSync(req.body.file.path);
});
