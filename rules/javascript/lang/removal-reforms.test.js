function strip(html) {
  // ruleid: javascript.lang.removal-reforms
  const a = html.replace(/<script>/g, "");
  // ruleid: javascript.lang.removal-reforms
  const b = html.replace(/<[^>]*>/g, "");
  // ruleid: javascript.lang.removal-reforms
  const c = html.replace(/\.\.\//g, "");
  // ruleid: javascript.lang.removal-reforms
  const d = html.replace(/<!--/g, "");
  // ok: javascript.lang.removal-reforms
  const e = html.replace(/</g, "");
  // ok: javascript.lang.removal-reforms
  const f = html.replace(/<script>/g, "[script]");
  let before;
  do {
    before = html;
    // ok: javascript.lang.removal-reforms
    html = html.replace(/<script>/g, "");
  } while (html !== before);
  // ok: javascript.lang.removal-reforms
  return html.replace(/ +/g, "") + a + b + c + d + e + f;
}
