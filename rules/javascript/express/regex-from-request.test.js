const escapeStringRegexp = require("escape-string-regexp");

function fromTheRequest(req, items) {
  // ruleid: javascript.express.regex-from-request
  const first = new RegExp(req.query.search, "i");
  // ruleid: javascript.express.regex-from-request
  const second = new RegExp("^" + req.body.prefix);
  // ruleid: javascript.express.regex-from-request
  const third = RegExp(`^${req.params.name}$`);
  const search = req.query.search;
  // ruleid: javascript.express.regex-from-request
  const fourth = items.filter((item) => new RegExp(search).test(item));
  const { name } = req.query;
  // ruleid: javascript.express.regex-from-request
  const fifth = new RegExp(`^${name}`, "i");
  return [first, second, third, fourth, fifth];
}

function escaped(req, items, pattern) {
  // ok: javascript.express.regex-from-request
  const first = new RegExp(escapeStringRegexp(req.query.search), "i");
  // ok: javascript.express.regex-from-request
  const second = new RegExp("^[a-z]+$");
  const search = escapeStringRegexp(req.query.search);
  // ok: javascript.express.regex-from-request
  const third = items.filter((item) => new RegExp(search).test(item));
  // ok: javascript.express.regex-from-request
  const fourth = /^[a-z]+$/.test(req.query.search);
  // ok: javascript.express.regex-from-request
  const fifth = new RegExp(pattern);
  return [first, second, third, fourth, fifth];
}
