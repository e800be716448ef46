const express = require("express");
const ldap = require("ldapjs");

const app = express();
const client = ldap.createClient({ url: "ldap://localhost" });

app.get("/a", (req, res) => {
  // ruleid: javascript.node.ldap-injection
  client.search("ou=users", { filter: `(uid=${req.query.name})` }, () => {});
});

app.get("/b", (req, res) => {
  // ruleid: javascript.node.ldap-injection
  client.search("ou=" + req.query.unit, { filter: "(uid=a)" }, () => {});
});

app.get("/c", (req, res) => {
  // ruleid: javascript.node.ldap-injection
  const options = { filter: "(uid=" + req.query.name + ")", scope: "sub" };
  client.search("ou=users", options, () => {});
});

app.get("/d", (req, res) => {
  // ok: javascript.node.ldap-injection
  client.search("ou=users", { filter: "(uid=admin)", sizeLimit: req.query.limit }, () => {});
});

app.get("/e", (req, res) => {
  // ok: javascript.node.ldap-injection
  client.search("ou=users", { filter: "(uid=" + parseInt(req.query.id) + ")" }, () => {});
});

app.get("/f", (req, res) => {
  // ok: javascript.node.ldap-injection
  client.search("ou=users", { filter: "(uid=admin)" }, () => {});
});
