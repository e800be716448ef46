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

function link(anchor) {
  // ruleid: javascript.browser.redirect
  anchor.href = location.hash.slice(1);
  // ruleid: javascript.browser.redirect
  $("#next").attr("href", location.hash.slice(1));
  // ok: javascript.browser.redirect
  $("#next").attr("title", location.hash.slice(1));
}

function Component() {
  // ruleid: javascript.browser.redirect
  return <a href={location.hash.slice(1)}>next</a>;
}

function OwnPath() {
  // ok: javascript.browser.redirect
  return <a href={"/next?" + location.hash.slice(1)}>next</a>;
}

function samePage() {
  // ok: javascript.browser.redirect
  window.location = location.href.split("?")[0] + "?page=2";
  // ok: javascript.browser.redirect
  window.location = window.location.href + "#" + location.search;
}
