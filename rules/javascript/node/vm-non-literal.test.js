const fs = require("fs");
const vm = require("vm");
const { Script, runInNewContext: run } = require("vm");
const { VM } = require("vm2");

const RULE = "x * 2";

function foreign(req, formula) {
  // ruleid: javascript.node.vm-non-literal
  const first = vm.runInNewContext(formula, { x: 1 });
  // ruleid: javascript.node.vm-non-literal
  const second = run(`x * ${req.body.factor}`, { x: 1 });
  // ruleid: javascript.node.vm-non-literal
  const third = new vm.Script("x + " + formula);
  // ruleid: javascript.node.vm-non-literal
  const fourth = new Script(req.body.code).runInThisContext();
  const box = new VM({ timeout: 100 });
  // ruleid: javascript.node.vm-non-literal
  return [first, second, third, fourth, box.run(formula)];
}

function own(task) {
  // ok: javascript.node.vm-non-literal
  const first = vm.runInNewContext("x * 2", { x: 1 });
  // ok: javascript.node.vm-non-literal
  const second = vm.runInThisContext(RULE);
  // ok: javascript.node.vm-non-literal
  const third = new vm.Script(fs.readFileSync("rules.js", "utf8"));
  // ok: javascript.node.vm-non-literal
  const fourth = vm.createContext({ x: 1 });
  const text = fs.readFileSync("rules.js", "utf8");
  // ok: javascript.node.vm-non-literal
  vm.runInThisContext(text);
  // ok: javascript.node.vm-non-literal
  return [first, second, third, fourth, task.run("now")];
}
