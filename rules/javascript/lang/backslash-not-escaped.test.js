function quote(text) {
  // ruleid: javascript.lang.backslash-not-escaped
  const a = "'" + text.replace(/'/g, "\\'") + "'";
  // ruleid: javascript.lang.backslash-not-escaped
  const b = '"' + text.replace(/"/g, '\\"') + '"';
  // ok: javascript.lang.backslash-not-escaped
  const c = text.replace(/\\/g, "\\\\").replace(/'/g, "\\'");
  // ok: javascript.lang.backslash-not-escaped
  const d = JSON.stringify(text).replace(/'/g, "\\'");
  // ok: javascript.lang.backslash-not-escaped
  return text.replace(/'/g, "''") + a + b + c + d;
}

function quoteAll(text) {
  // ruleid: javascript.lang.backslash-not-escaped
  return "'" + text.replaceAll("'", "\\'") + "'";
}
