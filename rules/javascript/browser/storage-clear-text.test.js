// ruleid: javascript.browser.storage-clear-text
localStorage.setItem("x", data.password);
// ruleid: javascript.browser.storage-clear-text
sessionStorage.x = data.password;
// ruleid: javascript.browser.storage-clear-text
res.cookie("pw", password);
// ok: javascript.browser.storage-clear-text
localStorage.setItem("theme", data.theme);
// ok: javascript.browser.storage-clear-text
localStorage.setItem("x", encrypt(data.password));
// ok: javascript.browser.storage-clear-text
res.cookie("session", id);
