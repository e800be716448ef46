const express = require("express");
const mysql = require("mysql");
const { Pool } = require("pg");
const { Sequelize } = require("sequelize");

const app = express();
const connection = mysql.createConnection({ host: "localhost" });
const pool = new Pool();
const sequelize = new Sequelize("sqlite::memory:");

app.get("/a", (req, res) => {
  // ruleid: javascript.sql.injection
  connection.query("SELECT * FROM users WHERE name = '" + req.query.name + "'", () => {});
});

app.get("/b/:id", async (req, res) => {
  const { id } = req.params;
  // ruleid: javascript.sql.injection
  await pool.query(`SELECT * FROM users WHERE id = ${id}`);
});

function search(text) {
  // ruleid: javascript.sql.injection
  return sequelize.query("SELECT * FROM items WHERE name LIKE '%" + text + "%'");
}

app.post("/c", (req, res) => search(req.body.text));

app.get("/d", (req, res) => {
  // ok: javascript.sql.injection
  connection.query("SELECT * FROM users WHERE name = ?", [req.query.name], () => {});
});

app.get("/e", (req, res) => {
  // ok: javascript.sql.injection
  connection.query("SELECT * FROM users WHERE name = " + connection.escape(req.query.name), () => {});
});

app.get("/f", (req, res) => {
  // ok: javascript.sql.injection
  pool.query("SELECT * FROM users WHERE id = " + parseInt(req.query.id, 10));
});

app.get("/g", (req, res) => {
  const column = req.query.sort === "name" ? "name" : "age";
  // ok: javascript.sql.injection
  pool.query("SELECT * FROM users ORDER BY " + column);
});
