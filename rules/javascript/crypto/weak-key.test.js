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
