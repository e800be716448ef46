const zlib = require("zlib"), AdmZip = require("adm-zip"), pako = require("pako");
app.post("/upload", (req, res) => {
  // ruleid: javascript.node.decompression-bomb
  zlib.gunzipSync(req.files.data.data);
  // ruleid: javascript.node.decompression-bomb
  pako.inflate(req.files.data.data);
  const zip = new AdmZip(req.files.data.data);
  // ruleid: javascript.node.decompression-bomb
  zip.extractAllTo("out");
  // ok: javascript.node.decompression-bomb
  zlib.gunzipSync(req.files.data.data, { maxOutputLength: 1024 * 1024 });
  // ok: javascript.node.decompression-bomb
  zlib.gzipSync(req.files.data.data);
  // ok: javascript.node.decompression-bomb
  zlib.gunzipSync(fs.readFileSync("own.gz"));
});
