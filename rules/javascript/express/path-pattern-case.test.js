const express = require("express");
const app = express();

// ruleid: javascript.express.path-pattern-case
app.use(/\/admin\/.*/, mustBeAdmin);
// ruleid: javascript.express.path-pattern-case
app.all(new RegExp("^/admin(.*)?"), mustBeAdmin);
// ok: javascript.express.path-pattern-case
app.use(/\/admin\/.*/i, mustBeAdmin);
// ok: javascript.express.path-pattern-case
app.use(/\/[0-9]+/, mustBeAdmin);
// ok: javascript.express.path-pattern-case
app.use("/admin", mustBeAdmin);
// ok: javascript.express.path-pattern-case
app.get(/\/admin\/.*/, show);
// ruleid: javascript.express.path-pattern-case
app.all(/^\/internal\//, mustBeAdmin);
