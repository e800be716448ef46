const fs = require("fs");
const rows = [{ email: user.email, id: user.id }];
// ruleid: privacy.javascript.file-personal-data
fs.writeFileSync("people.json", JSON.stringify(rows));
// ruleid: privacy.javascript.file-personal-data
fs.appendFile("phones.txt", user.phoneNumber, done);
// ok: privacy.javascript.file-personal-data
fs.writeFileSync("ids.json", JSON.stringify([user.id]));
// ok: privacy.javascript.file-personal-data
fs.appendFile("hashes.txt", hash(user.email), done);
