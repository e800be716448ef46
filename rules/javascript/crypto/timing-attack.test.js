function check(req, user, stored) {
  // ruleid: javascript.crypto.timing-attack
  if (req.body.password === stored) return 1;
  // ruleid: javascript.crypto.timing-attack
  if (signature !== expected) return 2;
  // ruleid: javascript.crypto.timing-attack
  if (user.apiKey == req.get("x-api-key")) return 3;
  // ok: javascript.crypto.timing-attack
  if (crypto.timingSafeEqual(a, b)) return 4;
  // ok: javascript.crypto.timing-attack
  if (password === undefined) return 5;
  // ok: javascript.crypto.timing-attack
  if (password !== confirmPassword) return 6;
  // ok: javascript.crypto.timing-attack
  if (name === stored) return 7;
}
