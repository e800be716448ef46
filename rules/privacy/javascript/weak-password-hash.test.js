// ruleid: privacy.javascript.weak-password-hash
const a = await argon2.hash(user.password, { type: argon2.argon2i, memoryCost: 65536 });
// ruleid: privacy.javascript.weak-password-hash
const b = await argon2.hash(newPassword, { type: argon2.argon2d });
// ok: privacy.javascript.weak-password-hash
const c = await argon2.hash(user.password, { type: argon2.argon2id });
// ok: privacy.javascript.weak-password-hash
const d = await argon2.hash(user.nothing, { type: argon2.argon2i });
