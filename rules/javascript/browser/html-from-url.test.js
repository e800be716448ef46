function direct(element) {
  // ruleid: javascript.browser.html-from-url
  element.innerHTML = new URLSearchParams(location.search).get("title");
  // ruleid: javascript.browser.html-from-url
  document.write("<a href='" + window.location.href + "'>here</a>");
  // ruleid: javascript.browser.html-from-url
  element.insertAdjacentHTML("beforeend", decodeURIComponent(location.hash.slice(1)));
}

function fromVariables(element) {
  const params = new URLSearchParams(window.location.search);
  const name = params.get("name");
  // ruleid: javascript.browser.html-from-url
  element.innerHTML = `Hello ${name}`;

  const tab = location.hash.substring(1);
  // ruleid: javascript.browser.html-from-url
  $("#tab").html("<b>" + tab + "</b>");
}

function safe(element, pages, escapeHtml) {
  const params = new URLSearchParams(location.search);
  const name = params.get("name");
  // ok: javascript.browser.html-from-url
  element.textContent = name;
  // ok: javascript.browser.html-from-url
  element.innerHTML = "Hello";
  // ok: javascript.browser.html-from-url
  element.innerHTML = DOMPurify.sanitize(location.hash);
  // ok: javascript.browser.html-from-url
  element.innerHTML = `<a href="/login?next=${encodeURIComponent(location.href)}">Log in</a>`;
  // ok: javascript.browser.html-from-url
  element.innerHTML = "Hello " + escapeHtml(name);
  // ok: javascript.browser.html-from-url
  element.innerHTML = pages[location.hash];
  // ok: javascript.browser.html-from-url
  element.innerHTML = location.hash === "#new" ? "New" : "Old";
  // ok: javascript.browser.html-from-url
  element.href = location.href;
}
