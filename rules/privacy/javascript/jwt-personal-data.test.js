const jwt = require("jsonwebtoken");
const claims = { user: { email: "jo@mail.example" } };
// ruleid: privacy.javascript.jwt-personal-data
const one = jwt.sign(claims, key);
// ruleid: privacy.javascript.jwt-personal-data
const two = jwt.sign({ sub: user.id, ssn: user.ssn }, key);
// ok: privacy.javascript.jwt-personal-data
const three = jwt.sign({ sub: user.id, role: user.role }, key);
