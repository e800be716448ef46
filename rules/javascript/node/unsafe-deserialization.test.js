const serialize = require("node-serialize");
const yaml = require("js-yaml");
const types = require("js-yaml-js-types");
const funcster = require("funcster");

const FULL = yaml.DEFAULT_SCHEMA.extend(types.all);

function revived(req, text) {
  // ruleid: javascript.node.unsafe-deserialization
  const first = serialize.unserialize(req.cookies.profile);
  // ruleid: javascript.node.unsafe-deserialization
  const second = yaml.load(text, { schema: yaml.DEFAULT_FULL_SCHEMA });
  // ruleid: javascript.node.unsafe-deserialization
  const third = yaml.load(text, { filename: "x.yaml", schema: FULL });
  // ruleid: javascript.node.unsafe-deserialization
  const fourth = funcster.deepDeserialize(text);
  return [first, second, third, fourth];
}

function data(req, text, session) {
  // ok: javascript.node.unsafe-deserialization
  const first = JSON.parse(req.cookies.profile);
  // ok: javascript.node.unsafe-deserialization
  const second = yaml.load(text);
  // ok: javascript.node.unsafe-deserialization
  const third = yaml.load(text, { schema: yaml.JSON_SCHEMA });
  // ok: javascript.node.unsafe-deserialization
  const fourth = session.unserialize(text);
  return [first, second, third, fourth];
}
