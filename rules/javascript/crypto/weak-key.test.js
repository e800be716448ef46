const crypto = require("crypto");
// ruleid: javascript.crypto.weak-key
crypto.generateKeyPairSync("rsa", { modulusLength: 1024 });
// ruleid: javascript.crypto.weak-key
crypto.createDiffieHellman(512);
// ruleid: javascript.crypto.weak-key
crypto.getDiffieHellman("modp1");
// ok: javascript.crypto.weak-key
crypto.generateKeyPairSync("rsa", { modulusLength: 4096 });
// ok: javascript.crypto.weak-key
crypto.createDiffieHellman(2048);
// ok: javascript.crypto.weak-key
crypto.getDiffieHellman("modp14");

// ruleid: javascript.crypto.weak-key
CryptoJS.PBKDF2(password, salt, { keySize: 2 });
// ok: javascript.crypto.weak-key
CryptoJS.PBKDF2(password, salt, { keySize: 256 / 32 });
// ok: javascript.crypto.weak-key
CryptoJS.PBKDF2(password, salt, { keySize: 8 });
