const crypto = require("crypto");
// ruleid: privacy.javascript.weak-hash-personal-data
const a = crypto.createHash("md5").update(user.email).digest("hex");
// ruleid: privacy.javascript.weak-hash-personal-data
const b = CryptoJS.SHA1(customer.password);
// ruleid: privacy.javascript.weak-hash-personal-data
const c = md5(patient.ssn);
// ok: privacy.javascript.weak-hash-personal-data
const d = crypto.createHmac("sha256", key).update(user.email).digest("hex");
// ok: privacy.javascript.weak-hash-personal-data
const e = crypto.createHash("md5").update(file.content).digest("hex");
