// ruleid: javascript.browser.message-origin-not-checked
window.addEventListener("message", function (e) { run(e.data); });
// ruleid: javascript.browser.message-origin-not-checked
window.addEventListener("message", (e) => { run(e.data); });
// ruleid: javascript.browser.message-origin-not-checked
window.onmessage = (e) => { run(e.data); };
// ok: javascript.browser.message-origin-not-checked
window.addEventListener("message", function (e) { if (e.origin !== "https://good.com") return; run(e.data); });
// ok: javascript.browser.message-origin-not-checked
window.addEventListener("message", (e) => { if (!trustedOrigin(e)) return; run(e.data); });
// ok: javascript.browser.message-origin-not-checked
window.addEventListener("click", (e) => { run(e.data); });
// ok: javascript.browser.message-origin-not-checked
worker.addEventListener("message", (e) => { run(e.data); });
