const crypto = require("crypto");
const chars = "abcdefghijklmnopqrstuvwxyz0123456789";

function pick() {
  const bytes = crypto.randomBytes(8);
  // ruleid: javascript.crypto.biased-random
  const one = chars[bytes[0] % chars.length];
  // ruleid: javascript.crypto.biased-random
  const digit = crypto.randomBytes(1)[0] % 10;
  // ok: javascript.crypto.biased-random
  const even = bytes[1] % 16;
  // ok: javascript.crypto.biased-random
  return one + digit + even + chars[crypto.randomInt(chars.length)];
}

function dice() {
  const [byte] = crypto.randomBytes(1);
  // ruleid: javascript.crypto.biased-random
  const side = (byte % 6) + 1;
  // ok: javascript.crypto.biased-random
  const hour = Date.now() % 24;
  return side + hour;
}
