const express = require("express");
const winston = require("winston");

const app = express();
const logger = winston.createLogger({});

app.post("/a", (req, res) => {
  // ruleid: javascript.node.log-injection
  console.log("login of " + req.body.user);
});

app.post("/b", (req, res) => {
  // ruleid: javascript.node.log-injection
  logger.info(`login of ${req.body.user}`);
});

app.post("/c", (req, res) => {
  // ruleid: javascript.node.log-injection
  console.error("login", req.query.user);
});

app.post("/d", (req, res) => {
  // ok: javascript.node.log-injection
  console.log("login of " + JSON.stringify(req.body.user));
});

app.post("/e", (req, res) => {
  // ok: javascript.node.log-injection
  console.log("login of " + req.body.user.replace(/\n|\r/g, ""));
});

app.post("/f", (req, res) => {
  // ok: javascript.node.log-injection
  console.log("page " + Number(req.query.page));
});

app.post("/errors", async (req, res) => {
  try {
    await handle(req.body);
  } catch (err) {
    // ok: javascript.node.log-injection
    console.error(err.stack);
    // ok: javascript.node.log-injection
    console.error("failed: " + err.message);
    // ruleid: javascript.node.log-injection
    console.error("failed: " + req.body.name);
  }
});
