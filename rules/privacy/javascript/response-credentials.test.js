app.get("/me", (req, res) => {
  // ruleid: privacy.javascript.response-credentials
  res.json({ id: user.id, password: user.password });
  // ruleid: privacy.javascript.response-credentials
  res.status(200).send(user.securityAnswer);
  // ok: privacy.javascript.response-credentials
  res.json({ id: user.id, name: user.name });
  // ok: privacy.javascript.response-credentials
  res.send("password changed");
});
