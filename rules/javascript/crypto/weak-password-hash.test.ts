import * as bcrypt from "bcrypt";
import { createHash, randomBytes, scryptSync } from "crypto";
import * as crypto from "crypto";
import argon2 from "argon2";
import md5 from "md5";

async function store(user: any, password: string, salt: string, body: any) {
  // ruleid: javascript.crypto.weak-password-hash
  user.hash = crypto.createHash("md5").update(password).digest("hex");
  // ruleid: javascript.crypto.weak-password-hash
  user.hash = createHash("sha256").update(salt + password).digest("hex");
  // ruleid: javascript.crypto.weak-password-hash
  user.hash = createHash("sha512").update(body.newPassword, "utf8").digest("base64");
  // ruleid: javascript.crypto.weak-password-hash
  user.hash = md5(body.password);
  // ruleid: javascript.crypto.weak-password-hash
  user.hash = crypto.createHmac("sha256", salt).update(password).digest("hex");
}

async function storeWell(user: any, password: string, salt: string, body: any) {
  // ok: javascript.crypto.weak-password-hash
  user.hash = await argon2.hash(password);
  // ok: javascript.crypto.weak-password-hash
  user.hash = scryptSync(password, randomBytes(16), 64);
  // ok: javascript.crypto.weak-password-hash
  user.hash = await bcrypt.hash(createHash("sha256").update(password).digest("base64"), 12);
  // ok: javascript.crypto.weak-password-hash
  const digest = createHash("sha256").update(body.text).digest("hex");
  // ok: javascript.crypto.weak-password-hash
  const shown = createHash("sha256").update(user.passwordHash).digest("hex");
  // ok: javascript.crypto.weak-password-hash
  const link = createHash("sha256").update(body.passwordResetToken).digest("hex");
  return [digest, shown, link];
}
