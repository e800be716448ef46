function escape(text) {
  // ruleid: javascript.lang.incomplete-escape
  const a = text.replace("'", "''");
  // ruleid: javascript.lang.incomplete-escape
  const b = text.replace(/</, "&lt;");
  // ruleid: javascript.lang.incomplete-escape
  const c = text.replace(/["']/i, "");
  // ok: javascript.lang.incomplete-escape
  const d = text.replace(/'/g, "''");
  // ok: javascript.lang.incomplete-escape
  const e = text.replaceAll("'", "''");
  // ok: javascript.lang.incomplete-escape
  const f = text.replace("{name}", "x");
  // ok: javascript.lang.incomplete-escape
  const g = text.replace('"', "").replace('"', "");
  while (text.includes("<")) {
    // ok: javascript.lang.incomplete-escape
    text = text.replace("<", "");
  }
  // ok: javascript.lang.incomplete-escape
  return text.replace(/^"/, "") + a + b + c + d + e + f + g;
}
