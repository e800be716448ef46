const fs = require("fs");
// ruleid: javascript.express.missing-rate-limit
app.get("/file", (req, res) => {
  fs.readFile("a", () => res.end());
});
// ruleid: javascript.express.missing-rate-limit
app.post("/login", function (req, res) {
  User.findOne({ name: req.body.name });
});
// ruleid: javascript.express.missing-rate-limit
app.delete("/file", (req, res) => {
  fs.unlink("a", () => res.end());
});
// ok: javascript.express.missing-rate-limit
app.get("/", (req, res) => {
  res.end("hello");
});
// ok: javascript.express.missing-rate-limit
map.get("key", value => value);
// ok: javascript.express.missing-rate-limit
fs.readFile("a", () => 1);
