const fs = require("fs");
const path = require("path");
const unzipper = require("unzipper");
const tar = require("tar-stream");
const AdmZip = require("adm-zip");

fs.createReadStream("a.zip")
  .pipe(unzipper.Parse())
  .on("entry", (entry) => {
    // ruleid: javascript.node.archive-entry
    entry.pipe(fs.createWriteStream(path.join("out", entry.path)));
  });

tar.extract().on("entry", (header, stream) => {
  const target = path.join("/srv/out", header.name);
  if (target.startsWith("/srv/out/")) {
    // ok: javascript.node.archive-entry
    stream.pipe(fs.createWriteStream(target));
  }
});

// ruleid: javascript.node.archive-entry
new AdmZip("a.zip").getEntries().forEach((entry) => {
  fs.writeFileSync("out/" + entry.entryName, entry.getData());
});

fs.createReadStream("a.zip")
  .pipe(unzipper.Parse())
  .on("entry", (entry) => {
    // ok: javascript.node.archive-entry
    entry.pipe(fs.createWriteStream(path.join("out", path.basename(entry.path))));
  });

new AdmZip("b.zip").getEntries().forEach((entry) => {
  // ok: javascript.node.archive-entry
  fs.writeFileSync("out/entry.bin", entry.getData());
});

// ruleid: javascript.node.archive-entry
new AdmZip("c.zip").getEntries().forEach((entry) => {
  const target = path.join("out", entry.entryName);
  fs.writeFileSync(target, entry.getData());
});
