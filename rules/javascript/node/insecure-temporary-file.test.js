const fs = require("fs");
const os = require("os");
const path = require("path");

function save(text) {
  // ruleid: javascript.node.insecure-temporary-file
  fs.writeFileSync(path.join(os.tmpdir(), "report.txt"), text);
  // ruleid: javascript.node.insecure-temporary-file
  fs.writeFile("/tmp/report", text, () => {});
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "report-"));
  // ok: javascript.node.insecure-temporary-file
  fs.writeFileSync(path.join(folder, "report.txt"), text);
  // ok: javascript.node.insecure-temporary-file
  fs.writeFileSync(path.join(os.tmpdir(), "report.txt"), text, { mode: 0o600 });
  // ok: javascript.node.insecure-temporary-file
  fs.readFileSync(path.join(os.tmpdir(), "report.txt"));
}

function stream(rows) {
  // ruleid: javascript.node.insecure-temporary-file
  const out = fs.createWriteStream(os.tmpdir() + "/rows.csv");
  rows.forEach((row) => out.write(row));
}
