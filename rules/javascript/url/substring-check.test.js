// ruleid: javascript.url.substring-check
if (url.indexOf("good.com") !== -1) { go(url); }
// ruleid: javascript.url.substring-check
if (url.includes("https://good.com")) { go(url); }
// ruleid: javascript.url.substring-check
if (url.endsWith("good.com")) { go(url); }
// ok: javascript.url.substring-check
if (new URL(url).host === "good.com") { go(url); }
// ok: javascript.url.substring-check
if (url.endsWith(".pdf")) { go(url); }
// ok: javascript.url.substring-check
if (allowedHosts.includes("good.com")) { go(url); }
// ok: javascript.url.substring-check
if (url.startsWith("https://good.com/")) { go(url); }
