const pg = require("pg"), AWS = require("aws-sdk"), jsonwebtoken = require("jsonwebtoken"), crypto = require("crypto");
// The name is reported with its password.
// ruleid: javascript.lang.hardcoded-credentials
new pg.Client({ user: "application", host: "db", password: process.env.OTHER || "x" , port: 1}), new pg.Client({ password: "hgfedcbahg" });
// ruleid: javascript.lang.hardcoded-credentials
AWS.config.update({ region: "eu-west-1", secretAccessKey: "abcdabcdabcdabcd" });
// ruleid: javascript.lang.hardcoded-credentials
jsonwebtoken.sign({ id: 1 }, "abcdabcdabcd");
// ruleid: javascript.lang.hardcoded-credentials
headers.append("Authorization", "Basic dXNlcjphYmNkYWJjZA==");
// ok: javascript.lang.hardcoded-credentials
new pg.Client({ user: "application", password: process.env.DB_PASSWORD });
// ok: javascript.lang.hardcoded-credentials
AWS.config.update({ region: "eu-west-1", secretAccessKey: load("key") });
// ok: javascript.lang.hardcoded-credentials
jsonwebtoken.sign({ id: 1 }, process.env.JWT_SECRET);
// ok: javascript.lang.hardcoded-credentials
headers.append("Authorization", `Bearer ${token}`);
// ok: javascript.lang.hardcoded-credentials
new pg.Client({ password: "your-password" });
// ok: javascript.lang.hardcoded-credentials
t({ password: "Please enter the password" });
