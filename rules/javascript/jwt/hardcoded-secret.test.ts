import jwt from "jsonwebtoken";
import * as tokens from "jsonwebtoken";
import { sign, verify } from "jsonwebtoken";
import { Strategy as JwtStrategy } from "passport-jwt";

const SECRET = "not a secret any more";
const KEY = process.env.JWT_SECRET;

function inTheCode(user: any, token: string) {
  // ruleid: javascript.jwt.hardcoded-secret
  const first = jwt.sign({ id: user.id }, "change me", { expiresIn: "1h" });
  // ruleid: javascript.jwt.hardcoded-secret
  const second = verify(token, SECRET);
  // ruleid: javascript.jwt.hardcoded-secret
  const third = tokens.sign({ id: user.id }, `change me`);
  // ruleid: javascript.jwt.hardcoded-secret
  const fourth = jwt.sign({ id: user.id }, process.env.JWT_SECRET || "change me");
  // ruleid: javascript.jwt.hardcoded-secret
  return [first, second, third, fourth, new JwtStrategy({ secretOrKey: "change me" }, console.log)];
}

function fromOutside(user: any, token: string, config: any, keys: any) {
  // ok: javascript.jwt.hardcoded-secret
  const first = jwt.sign({ id: user.id }, process.env.JWT_SECRET, { expiresIn: "1h" });
  // ok: javascript.jwt.hardcoded-secret
  const second = verify(token, KEY);
  // ok: javascript.jwt.hardcoded-secret
  const third = sign({ id: user.id }, config.get("jwt.secret"));
  // ok: javascript.jwt.hardcoded-secret
  return [first, second, third, keys.sign("text", "name"), new JwtStrategy({ secretOrKey: KEY }, console.log)];
}
