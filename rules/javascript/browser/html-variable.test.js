const ICON = "<i class='star'></i>";

function variable(element, answer, render, html) {
  // ruleid: javascript.browser.html-variable
  element.innerHTML = answer.message;
  // ruleid: javascript.browser.html-variable
  element.outerHTML = html;
  // ruleid: javascript.browser.html-variable
  element.insertAdjacentHTML("afterend", render(answer));
  // ruleid: javascript.browser.html-variable
  document.write(answer["text"]);
}

function safe(element, other, answer) {
  // ok: javascript.browser.html-variable
  element.textContent = answer.message;
  // ok: javascript.browser.html-variable
  element.innerHTML = ICON;
  // ok: javascript.browser.html-variable
  element.innerHTML = null;
  // ok: javascript.browser.html-variable
  element.innerHTML = DOMPurify.sanitize(answer.message);
  // ok: javascript.browser.html-variable
  element.innerHTML = other.innerHTML;
  const clean = DOMPurify.sanitize(answer.message);
  // ok: javascript.browser.html-variable
  element.innerHTML = clean;
  // ok: javascript.browser.html-variable
  const before = element.innerHTML;
  return before;
}
