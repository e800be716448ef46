const session = require("express-session");
const app = require("express")();

// ruleid: javascript.express.cookie-not-secure
app.use(session({ secret: process.env.SESSION_SECRET, cookie: { maxAge: 60000, secure: false } }));

app.post("/login", (req, res) => {
  // ruleid: javascript.express.cookie-not-secure
  res.cookie("session", "value", { httpOnly: true, secure: false });
  // ruleid: javascript.express.cookie-not-secure
  res.cookie("access_token", req.token);
  // ruleid: javascript.express.cookie-not-secure
  res.cookie("theme", "dark", { secure: false });
});

// ok: javascript.express.cookie-not-secure
app.use(session({ secret: process.env.SESSION_SECRET, cookie: { maxAge: 60000, secure: true } }));

app.post("/login-well", (req, res) => {
  // ok: javascript.express.cookie-not-secure
  res.cookie("session", "value", { httpOnly: true, secure: true });
  // ok: javascript.express.cookie-not-secure
  res.cookie("session", "value", { httpOnly: true, secure: app.get("env") === "production" });
  // ok: javascript.express.cookie-not-secure
  res.cookie("theme", "dark");
  // ok: javascript.express.cookie-not-secure
  res.clearCookie("session");
});
