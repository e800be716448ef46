// ruleid: privacy.javascript.weak-encryption-personal-data
const a = CryptoJS.RC4.encrypt(user.email, key);
// ruleid: privacy.javascript.weak-encryption-personal-data
const b = CryptoJS.DES.encrypt(account.password, key).toString();
// ok: privacy.javascript.weak-encryption-personal-data
const c = CryptoJS.AES.encrypt(user.email, key);
// ok: privacy.javascript.weak-encryption-personal-data
const d = CryptoJS.DES.encrypt(blob.content, key);
