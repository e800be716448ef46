const assert = require("node:assert");
const test = require("node:test");
const { group } = require("../src/findings");
const { report } = require("../src/report");

const at = (line) => ({ start: { line } });
const finding = (rule, family, severity, line) =>
  ({ source: "tamis", code: { value: rule }, data: { family }, severity, message: `m of ${rule}`, range: at(line) });

test("findings stand by family and rule, the gravest first", () => {
  const groups = group([
    ["a.py", [finding("py.low", "code", 2, 0), finding("py.high", "code", 0, 1), { source: "other", code: "x" }]],
    ["b.tf", [finding("tf.open", "iac", 1, 4)]],
  ]);
  assert.deepStrictEqual(groups.map((it) => it.title), ["Code", "Infrastructure"]);
  assert.deepStrictEqual(groups[0].rules.map((it) => it.rule), ["py.high", "py.low"]);
});

test("the report shows code of the scanned files as it stands", () => {
  const text = report(group([["a_b.py", [finding("<img>", "code", 0, 2)]]]), (uri) => uri);
  assert.ok(text.includes("1 finding.") && text.includes("- a\\_b.py:3: m of \\<img\\>"), text);
});
