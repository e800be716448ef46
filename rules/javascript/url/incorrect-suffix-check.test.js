// ruleid: javascript.url.incorrect-suffix-check
const a = x.indexOf(y) === x.length - y.length;
// ruleid: javascript.url.incorrect-suffix-check
const b = x.lastIndexOf("example.com") === x.length - "example.com".length;
// ruleid: javascript.url.incorrect-suffix-check
const c = x.indexOf("example.com") === x.length - 11;
// ok: javascript.url.incorrect-suffix-check
const d = x.endsWith(y);
// ok: javascript.url.incorrect-suffix-check
const e = x.length >= y.length && x.indexOf(y) === x.length - y.length;
// ok: javascript.url.incorrect-suffix-check
const f = x.indexOf("/") === x.length - 1;
// ok: javascript.url.incorrect-suffix-check
const g = x.indexOf(y) !== -1 && x.indexOf(y) === x.length - y.length;
