const https = require("https");
const tls = require("tls");
const fs = require("fs");

function unchecked(options, host) {
  // ruleid: javascript.node.tls-verification-off
  const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: false });
  // ruleid: javascript.node.tls-verification-off
  options.rejectUnauthorized = false;
  // ruleid: javascript.node.tls-verification-off
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
  // ruleid: javascript.node.tls-verification-off
  process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = 0;
  // ruleid: javascript.node.tls-verification-off
  const socket = tls.connect({ host, checkServerIdentity: () => undefined });
  return [agent, socket];
}

function checked(options, host, strict, handler) {
  // ok: javascript.node.tls-verification-off
  const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: true });
  // ok: javascript.node.tls-verification-off
  const own = new https.Agent({ ca: fs.readFileSync("internal-ca.pem") });
  // ok: javascript.node.tls-verification-off
  options.rejectUnauthorized = strict;
  // ok: javascript.node.tls-verification-off
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "1";
  // ok: javascript.node.tls-verification-off
  delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  // ok: javascript.node.tls-verification-off
  const server = https.createServer({ requestCert: true, rejectUnauthorized: false }, handler);
  // ok: javascript.node.tls-verification-off
  const socket = tls.connect({ host, checkServerIdentity: (name, certificate) => pinned(name, certificate) });
  return [agent, own, server, socket];
}
