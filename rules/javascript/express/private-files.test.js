const express = require("express");
const path = require("path");
const app = express();

// ruleid: javascript.express.private-files
app.use(express.static(__dirname));
// ruleid: javascript.express.private-files
app.use("/lib", express.static("node_modules"));
// ruleid: javascript.express.private-files
app.use("/lib", express.static(path.join(__dirname, "node_modules")));
// ruleid: javascript.express.private-files
app.use(express.static("."));
// ok: javascript.express.private-files
app.use(express.static("public"));
// ok: javascript.express.private-files
app.use(express.static(path.join(__dirname, "public")));
// ok: javascript.express.private-files
app.use("/jquery", express.static("node_modules/jquery/dist"));
