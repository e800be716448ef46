import crypto from "node:crypto";
import { createHash as hash } from "crypto";
import CryptoJS from "crypto-js";

const ALGORITHM = "md5";

export function weak(secret, body, certificate) {
  // ruleid: javascript.crypto.weak-hash
  const signature = crypto.createHash("md5").update(secret + body).digest("hex");
  // ruleid: javascript.crypto.weak-hash
  const second = hash("SHA1").update(body).digest();
  // ruleid: javascript.crypto.weak-hash
  const third = crypto.createHash(ALGORITHM);
  // ruleid: javascript.crypto.weak-hash
  const fourth = CryptoJS.MD5(body).toString();
  // ruleid: javascript.crypto.weak-hash
  const signer = crypto.createSign("RSA-SHA1");
  // ruleid: javascript.crypto.weak-hash
  return [signature, second, third, fourth, signer, crypto.subtle.digest("SHA-1", body)];
}

export function strong(secret, body) {
  // ok: javascript.crypto.weak-hash
  const signature = crypto.createHmac("sha256", secret).update(body).digest("hex");
  // ok: javascript.crypto.weak-hash
  const second = hash("sha256").update(body).digest();
  // ok: javascript.crypto.weak-hash
  const third = CryptoJS.SHA256(body).toString();
  // ok: javascript.crypto.weak-hash
  const signer = crypto.createSign("RSA-SHA256");
  return [signature, second, third, signer];
}

export function labels(body, url, response, email) {
  // ok: javascript.crypto.weak-hash
  const etag = crypto.createHash("md5").update(body).digest("hex");
  // ok: javascript.crypto.weak-hash
  const cacheKey = "page:" + crypto.createHash("sha1").update(url).digest("hex");
  // ok: javascript.crypto.weak-hash
  const avatarUrl = "https://gravatar.example/" + hash("md5").update(email).digest("hex");
  return [etag, cacheKey, avatarUrl];
}

export function fileChecksum(bytes) {
  // ok: javascript.crypto.weak-hash
  const digest = crypto.createHash("md5");
  digest.update(bytes);
  return digest.digest("hex");
}
