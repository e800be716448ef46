const jwt = require("jsonwebtoken");
import { decode, verify } from "jsonwebtoken";
import * as tokens from "jsonwebtoken";

function unsigned(req, token, key) {
  // ruleid: javascript.jwt.signature-not-verified
  const first = jwt.verify(token, key, { algorithms: ["HS256", "none"] });
  // ruleid: javascript.jwt.signature-not-verified
  const second = verify(token, null);
  // ruleid: javascript.jwt.signature-not-verified
  req.user = decode(token);
  // ruleid: javascript.jwt.signature-not-verified
  return [first, second, tokens.sign({ id: 1 }, key, { algorithm: "none" })];
}

function fromTheClaims(req, res, next) {
  const claims = jwt.decode(req.headers.authorization.slice(7), { json: true });
  // ruleid: javascript.jwt.signature-not-verified
  req.user = { id: claims.sub };
  next();
}

function withoutKey(token) {
  // ruleid: javascript.jwt.signature-not-verified
  return jwt.verify(token, "");
}

function signed(req, token, key) {
  // ok: javascript.jwt.signature-not-verified
  const first = jwt.verify(token, key, { algorithms: ["RS256"] });
  // ok: javascript.jwt.signature-not-verified
  req.user = verify(token, key);
  // ok: javascript.jwt.signature-not-verified
  const header = jwt.decode(token, { complete: true }).header;
  // ok: javascript.jwt.signature-not-verified
  return [first, header, tokens.sign({ id: 1 }, key, { algorithm: "RS256" })];
}

function keyById(req, token, keys) {
  const unchecked = jwt.decode(token, { complete: true });
  const claims = jwt.verify(token, keys[unchecked.header.kid], { algorithms: ["RS256"] });
  // ok: javascript.jwt.signature-not-verified
  req.user = claims;
}
