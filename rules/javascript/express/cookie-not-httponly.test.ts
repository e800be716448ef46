import cookieSession from "cookie-session";
import session from "express-session";
import { Response } from "express";

// ruleid: javascript.express.cookie-not-httponly
app.use(session({ secret: process.env.SESSION_SECRET, cookie: { secure: true, httpOnly: false } }));
// ruleid: javascript.express.cookie-not-httponly
app.use(cookieSession({ name: "session", keys: [process.env.COOKIE_KEY], httpOnly: false }));

function login(res: Response, id: string) {
  // ruleid: javascript.express.cookie-not-httponly
  res.cookie("session", id, { httpOnly: false, secure: true });
  // ruleid: javascript.express.cookie-not-httponly
  res.cookie("refreshToken", id, { secure: true, maxAge: 60000 });
}

// ok: javascript.express.cookie-not-httponly
app.use(session({ secret: process.env.SESSION_SECRET, cookie: { secure: true, httpOnly: true } }));
// ok: javascript.express.cookie-not-httponly
app.use(session({ secret: process.env.SESSION_SECRET, cookie: { secure: true } }));

function loginWell(res: Response, id: string, options: object) {
  // ok: javascript.express.cookie-not-httponly
  res.cookie("session", id, { httpOnly: true, secure: true });
  // ok: javascript.express.cookie-not-httponly
  res.cookie("XSRF-TOKEN", id, { httpOnly: false, secure: true });
  // ok: javascript.express.cookie-not-httponly
  res.cookie("theme", "dark", { maxAge: 60000 });
  // ok: javascript.express.cookie-not-httponly
  res.cookie("session", id, { ...options, maxAge: 60000 });
}
