app.get("/", (req, res) => {
  const n = parseInt(req.query.n);
  // ruleid: javascript.node.resource-exhaustion
  Buffer.alloc(n);
  // ruleid: javascript.node.resource-exhaustion
  "x".repeat(req.query.n);
  // ruleid: javascript.node.resource-exhaustion
  new Array(Number(req.query.n)).fill(0);
  // ok: javascript.node.resource-exhaustion
  Buffer.alloc(Math.min(n, 100));
  // ok: javascript.node.resource-exhaustion
  Buffer.alloc(100);
  if (n < 100) {
    // ok: javascript.node.resource-exhaustion
    Buffer.alloc(n);
  }
});
