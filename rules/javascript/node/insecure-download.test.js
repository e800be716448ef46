const request = require("request");
const nugget = require("nugget");
const cp = require("child_process");

// ruleid: javascript.node.insecure-download
request("http://example.org/setup.exe", done);
const address = "http://example.org/tool.tar.gz";
// ruleid: javascript.node.insecure-download
nugget(address, done);
// ruleid: javascript.node.insecure-download
cp.exec("curl " + address, done);
// ok: javascript.node.insecure-download
request("https://example.org/setup.exe", done);
// ok: javascript.node.insecure-download
request("http://localhost:8080/setup.exe", done);
// ok: javascript.node.insecure-download
request("http://example.org/page.html", done);
// ok: javascript.node.insecure-download
console.log(address);
