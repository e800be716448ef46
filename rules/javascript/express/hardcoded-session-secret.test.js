const express = require("express");
const session = require("express-session");
const cookieParser = require("cookie-parser");
const cookieSession = require("cookie-session");

const app = express();
const SECRET = "not a secret any more";

// ruleid: javascript.express.hardcoded-session-secret
app.use(session({ resave: false, secret: "change me" }));
// ruleid: javascript.express.hardcoded-session-secret
app.use(session({ secret: SECRET, cookie: { secure: true } }));
// ruleid: javascript.express.hardcoded-session-secret
app.use(session({ secret: process.env.SESSION_SECRET || "change me" }));
// ruleid: javascript.express.hardcoded-session-secret
app.use(cookieParser("change me"));
// ruleid: javascript.express.hardcoded-session-secret
app.use(cookieSession({ name: "session", keys: ["change me", "and me"] }));

// ok: javascript.express.hardcoded-session-secret
app.use(session({ resave: false, secret: process.env.SESSION_SECRET }));
// ok: javascript.express.hardcoded-session-secret
app.use(cookieParser());
// ok: javascript.express.hardcoded-session-secret
app.use(cookieSession({ name: "session", keys: [process.env.COOKIE_KEY] }));
// ok: javascript.express.hardcoded-session-secret
app.use(oauth({ secret: "change me" }));
