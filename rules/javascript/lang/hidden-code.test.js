const text = "636f6e736f6c652e6c6f672831293b0a";
// ruleid: javascript.lang.hidden-code
eval(Buffer.from(text, "hex").toString());

function decode(part) {
  return Buffer.from(part, "hex").toString();
}
// ruleid: javascript.lang.hidden-code
const found = require(decode("2e2f746573742f64617461"));

// ok: javascript.lang.hidden-code
console.log(decode("636f6e736f6c652e6c6f672831293b0a"));
// ok: javascript.lang.hidden-code
eval("run()");
// ok: javascript.lang.hidden-code
require("./configuration");

const again = "\x72\x75\x6e\x28\x31\x29\x3b\x3b";
// ruleid: javascript.lang.hidden-code
new Function(again)();
