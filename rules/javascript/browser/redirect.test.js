function parameter() {
  // ruleid: javascript.browser.redirect
  location.href = new URLSearchParams(location.search).get("next");
}

function hash() {
  // ruleid: javascript.browser.redirect
  window.location = location.hash.slice(1);
}

function called() {
  const next = document.URL.split("next=")[1];
  // ruleid: javascript.browser.redirect
  location.assign(next);
}

function own() {
  // ok: javascript.browser.redirect
  location.href = "/profile?name=" + encodeURIComponent(location.hash);
}

function constant() {
  // ok: javascript.browser.redirect
  window.location = "https://example.com/";
}

function fixed() {
  // ok: javascript.browser.redirect
  location.href = "https://example.com/?from=" + location.pathname;
}
