app.get("/", (req, res) => {
  // ruleid: privacy.javascript.cookie-personal-data
  res.cookie("who", user.email);
  // ruleid: privacy.javascript.cookie-personal-data
  document.cookie = "phone=" + user.phoneNumber;
  // ok: privacy.javascript.cookie-personal-data
  res.cookie("session", session.id);
  // ok: privacy.javascript.cookie-personal-data
  document.cookie = "theme=" + user.theme;
});

function headers(req, res) {
  // ok: privacy.javascript.cookie-personal-data
  res.set("Link", `<${req.user.email}>; rel="author"`);
  // ruleid: privacy.javascript.cookie-personal-data
  res.set("Set-Cookie", "email=" + req.user.email);
}
