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
