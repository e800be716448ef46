const EXPRESSION = "1 + 1";
const operations = { add: (a, b) => a + b };

function unsafe(formula, name, body) {
  // ruleid: javascript.lang.eval-non-literal
  let total = eval(formula);
  // ruleid: javascript.lang.eval-non-literal
  total += window.eval(`value(${formula})`);
  // ruleid: javascript.lang.eval-non-literal
  const indirect = (0, eval)(formula);
  // ruleid: javascript.lang.eval-non-literal
  const add = new Function("a", "b", "return " + body);
  // ruleid: javascript.lang.eval-non-literal
  const make = Function(body);
  // ruleid: javascript.lang.eval-non-literal
  setTimeout("show('" + name + "')", 100);
  // ruleid: javascript.lang.eval-non-literal
  setInterval(`show('${name}')`, 100);
  return [total, indirect, add, make];
}

function safe(text, name, frame, show) {
  // ok: javascript.lang.eval-non-literal
  const data = JSON.parse(text);
  // ok: javascript.lang.eval-non-literal
  const total = operations[name](1, 2);
  // ok: javascript.lang.eval-non-literal
  const two = eval("1 + 1");
  // ok: javascript.lang.eval-non-literal
  const constant = eval(EXPRESSION);
  // ok: javascript.lang.eval-non-literal
  const root = new Function("return this");
  // ok: javascript.lang.eval-non-literal
  setTimeout(() => show(name), 100);
  // ok: javascript.lang.eval-non-literal
  setTimeout(show, 100 + data.delay);
  // ok: javascript.lang.eval-non-literal
  frame.eval(text);
  return [data, total, two, constant, root];
}
