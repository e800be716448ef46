import * as crypto from "crypto";
import CryptoJS from "crypto-js";

const { createCipheriv, createDecipher } = require("crypto");
const ALGORITHM = "aes-128-ecb";

export function weak(text, key, iv) {
  // ruleid: javascript.crypto.weak-cipher
  const first = crypto.createCipher("aes192", key);
  // ruleid: javascript.crypto.weak-cipher
  const second = createDecipher("aes192", key);
  // ruleid: javascript.crypto.weak-cipher
  const third = createCipheriv("DES-EDE3-CBC", key, iv);
  // ruleid: javascript.crypto.weak-cipher
  const fourth = crypto.createCipheriv("rc4", key, "");
  // ruleid: javascript.crypto.weak-cipher
  const fifth = crypto.createCipheriv(ALGORITHM, key, null);
  // ruleid: javascript.crypto.weak-cipher
  const sixth = CryptoJS.AES.encrypt(text, key, { mode: CryptoJS.mode.ECB });
  // ruleid: javascript.crypto.weak-cipher
  return [first, second, third, fourth, fifth, sixth, CryptoJS.TripleDES.encrypt(text, key)];
}

export function strong(text, key, iv) {
  // ok: javascript.crypto.weak-cipher
  const first = crypto.createCipheriv("aes-256-gcm", key, iv);
  // ok: javascript.crypto.weak-cipher
  const second = createCipheriv("chacha20-poly1305", key, iv);
  // ok: javascript.crypto.weak-cipher
  const third = crypto.createDecipheriv("aes-256-cbc", key, iv);
  // ok: javascript.crypto.weak-cipher
  const fourth = CryptoJS.AES.encrypt(text, key, { mode: CryptoJS.mode.CBC });
  return [first, second, third, fourth];
}
