function a(url) {
  // ruleid: javascript.url.incomplete-scheme-check
  if (url.trim().toLowerCase().startsWith("javascript:")) return "about:blank";
  return url;
}
function b(url) {
  const scheme = url.split(":")[0];
  // ruleid: javascript.url.incomplete-scheme-check
  if (scheme === "javascript") return "about:blank";
  return url;
}
function c(url) {
  // ruleid: javascript.url.incomplete-scheme-check
  if (["javascript:", "data:"].includes(new URL(url).protocol)) return "about:blank";
  return url;
}
function d(url) {
  // ok: javascript.url.incomplete-scheme-check
  if (url.startsWith("javascript:") || url.startsWith("data:") || url.startsWith("vbscript:")) return "about:blank";
  return url;
}
function e(url) {
  // ok: javascript.url.incomplete-scheme-check
  if (["javascript:", "data:", "vbscript:"].includes(new URL(url).protocol)) return "about:blank";
  return url;
}
function f(url) {
  // ok: javascript.url.incomplete-scheme-check
  if (!url.startsWith("https:")) return "about:blank";
  return url;
}

function kind(module) {
  // ok: javascript.url.incomplete-scheme-check
  if (module.type === "javascript") return 1;
  // ok: javascript.url.incomplete-scheme-check
  return /^data:/i.test(module.resource) ? 2 : 3;
}
