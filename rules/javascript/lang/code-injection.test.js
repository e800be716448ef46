const express = require("express");
const vm = require("vm");

const app = express();
const handlers = { a: () => 1, b: () => 2 };

app.post("/a", (req, res) => {
  // ruleid: javascript.lang.code-injection
  const total = eval(req.body.expression);
});

app.post("/b", (req, res) => {
  // ruleid: javascript.lang.code-injection
  vm.runInNewContext("x = " + req.body.value, {});
});

app.post("/c", (req, res) => {
  // ruleid: javascript.lang.code-injection
  const run = new Function("a", req.body.code);
});

function onLoad() {
  // ruleid: javascript.lang.code-injection
  setTimeout("show('" + location.hash + "')", 10);
}

app.post("/d", (req, res) => {
  // ok: javascript.lang.code-injection
  const total = JSON.parse(req.body.value);
});

app.post("/e", (req, res) => {
  // ok: javascript.lang.code-injection
  setTimeout(() => console.info("x"), Number(req.body.delay));
});

app.post("/f", (req, res) => {
  // ok: javascript.lang.code-injection
  eval("1 + 1");
});

app.post("/g", (req, res) => {
  // ok: javascript.lang.code-injection
  vm.runInNewContext("x + 1", { x: req.body.value });
});
