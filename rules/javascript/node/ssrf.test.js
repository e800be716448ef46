const axios = require("axios");
const express = require("express");
const http = require("http");

const app = express();

app.get("/a", async (req, res) => {
  // ruleid: javascript.node.ssrf
  await axios.get(req.query.url);
});

app.get("/b", async (req, res) => {
  // ruleid: javascript.node.ssrf
  await fetch("https://" + req.query.host + "/status");
});

app.get("/c", (req, res) => {
  // ruleid: javascript.node.ssrf
  http.request({ host: req.query.host, path: "/" });
});

app.get("/d", async (req, res) => {
  // ok: javascript.node.ssrf
  await axios.get(`https://api.example.com/users/${req.query.id}`);
});

app.get("/e", async (req, res) => {
  // ok: javascript.node.ssrf
  await axios.post("https://api.example.com/", { name: req.query.name });
});

app.get("/f", async (req, res) => {
  const url = req.query.url;
  if (url === "https://a.example") {
    // ok: javascript.node.ssrf
    await fetch(url);
  }
});
