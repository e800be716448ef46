const app = require("express")();

app.get("/login", (req, res) => {
  // ruleid: javascript.express.sensitive-query
  check(req.query.user, req.query.password);
  res.end();
});

app.get("/search", (req, res) => {
  // ok: javascript.express.sensitive-query
  res.json(find(req.query.name));
});

app.post("/login", (req, res) => {
  // ok: javascript.express.sensitive-query
  check(req.body.user, req.body.password);
  res.end();
});

app.get("/change", function (req, res) {
  // ruleid: javascript.express.sensitive-query
  const before = req.query.oldPassword;
  // ruleid: javascript.express.sensitive-query
  change(before, req.param("newPassword"));
  // ok: javascript.express.sensitive-query
  res.json({ page: req.query.passage });
});
