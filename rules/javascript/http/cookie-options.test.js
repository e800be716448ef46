const session = require("express-session");
// ruleid: javascript.http.cookie-options
res.cookie("theme", "dark", { sameSite: "none" });
// ruleid: javascript.http.cookie-options
res.cookie("authKey", id);
// ruleid: javascript.http.cookie-options
app.use(session({ secret: load() }));
// ruleid: javascript.http.cookie-options
res.setHeader("Set-Cookie", "session=abc; HttpOnly");
// ok: javascript.http.cookie-options
res.cookie("session", id, { secure: true });
// ok: javascript.http.cookie-options
res.cookie("theme", "dark");
// ok: javascript.http.cookie-options
app.use(session({ secret: load(), cookie: { secure: true } }));
// ok: javascript.http.cookie-options
res.setHeader("Set-Cookie", "session=abc; Secure; HttpOnly");

function sameSite(cookies, session) {
  // ruleid: javascript.http.cookie-options
  cookies.set("colour", "blue", { secure: true, sameSite: "None" });
  // ok: javascript.http.cookie-options
  cookies.set("colour", "blue", { secure: true, sameSite: "Strict" });
  // ruleid: javascript.http.cookie-options
  app.use(session({ secret: key, cookie: { secure: true, sameSite: "none" } }));
  // ok: javascript.http.cookie-options
  app.use(session({ secret: key, cookie: { secure: true, sameSite: "lax" } }));
}
