function unescape(text) {
  // ruleid: javascript.lang.escape-order
  return text.replace(/&amp;/g, "&").replace(/&lt;/g, "<");
}
function unescapeWell(text) {
  // ok: javascript.lang.escape-order
  return text.replace(/&lt;/g, "<").replace(/&amp;/g, "&");
}
function escape(text) {
  // ruleid: javascript.lang.escape-order
  return text.replace(/</g, "&lt;").replace(/&/g, "&amp;");
}
function escapeInSteps(text) {
  text = text.replace(/</g, "&lt;");
  // ruleid: javascript.lang.escape-order
  text = text.replace(/&/g, "&amp;");
  return text;
}
function escapeWell(text) {
  // ok: javascript.lang.escape-order
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}
function unescapeWellInSteps(text) {
  text = text.replace(/&lt;/g, "<");
  // ok: javascript.lang.escape-order
  text = text.replace(/&amp;/g, "&");
  return text;
}
