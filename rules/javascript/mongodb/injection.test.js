const express = require("express");
const mongoose = require("mongoose");
const { MongoClient, ObjectId } = require("mongodb");

const app = express();
const User = mongoose.model("User", new mongoose.Schema({ name: String }));
const users = new MongoClient("mongodb://localhost").db("a").collection("users");

app.post("/a", (req, res) => {
  // ruleid: javascript.mongodb.injection
  User.findOne({ name: req.body.name, password: req.body.password });
});

app.get("/b", (req, res) => {
  // ruleid: javascript.mongodb.injection
  users.find(req.query);
});

app.post("/c", (req, res) => {
  const filter = { id: req.body.id };
  // ruleid: javascript.mongodb.injection
  users.deleteMany(filter);
});

app.post("/d", (req, res) => {
  // ok: javascript.mongodb.injection
  User.findOne({ name: String(req.body.name) });
});

app.get("/e/:id", (req, res) => {
  // ok: javascript.mongodb.injection
  users.findOne({ _id: new ObjectId(req.params.id) });
});

app.post("/f", (req, res) => {
  // ok: javascript.mongodb.injection
  users.updateOne({ name: "all" }, { $set: { note: req.body.note } });
});
