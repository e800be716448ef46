function copy(dst, src) {
  for (let key in src) {
    if (dst[key]) {
      copy(dst[key], src[key]);
    } else {
      // ruleid: javascript.lang.prototype-pollution-merge
      dst[key] = src[key];
    }
  }
}
function byKeys(dst, src) {
  Object.keys(src).forEach(key => {
    if (dst[key]) {
      byKeys(dst[key], src[key]);
    } else {
      // ruleid: javascript.lang.prototype-pollution-merge
      dst[key] = src[key];
    }
  });
}
function byEntries(target, source) {
  for (const [key, value] of Object.entries(source)) {
    if (typeof value === "object") byEntries(target[key], value);
    // ruleid: javascript.lang.prototype-pollution-merge
    else target[key] = value;
  }
}
function guarded(dst, src) {
  for (let key in src) {
    if (key === "__proto__" || key === "constructor") continue;
    if (dst[key]) {
      guarded(dst[key], src[key]);
    } else {
      // ok: javascript.lang.prototype-pollution-merge
      dst[key] = src[key];
    }
  }
}
function flat(dst, src) {
  for (let key in src) {
    // ok: javascript.lang.prototype-pollution-merge
    dst[key] = src[key];
  }
}
function counts(list) {
  const seen = {};
  for (const item of list) {
    // ok: javascript.lang.prototype-pollution-merge
    seen[item] = true;
  }
}
