const http = require("http");

http.createServer((req, res) => {
  try {
    work(req);
  } catch (err) {
    console.error(err.stack);
    // ruleid: javascript.express.stack-trace
    res.end(err.stack);
    // ruleid: javascript.express.stack-trace
    res.end(err);
    const text = "Failed: " + err.stack;
    // ruleid: javascript.express.stack-trace
    res.write(text);
    // ok: javascript.express.stack-trace
    res.end("something went wrong");
    // ok: javascript.express.stack-trace
    res.end(err.message);
  }
});

http.createServer((req, res) => {
  try {
    work(req);
  } catch (error) {
    log(error.stack);
    res.statusCode = 500;
    // ok: javascript.express.stack-trace
    res.end(`failed with ${res.statusCode}`);
  }
});
