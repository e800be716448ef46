const ICON = "<i class='star'></i>";

function built(element: HTMLElement, user: { name: string }, items: string[]) {
  // ruleid: javascript.browser.built-html
  element.innerHTML = `<td>${user.name}</td>`;
  // ruleid: javascript.browser.built-html
  element.innerHTML += "<li>" + items[0] + "</li>";
  // ruleid: javascript.browser.built-html
  element.insertAdjacentHTML("beforeend", `<li>${items[0]}</li>`);
  // ruleid: javascript.browser.built-html
  document.write("<h1>" + document.title + "</h1>");
  // ruleid: javascript.browser.built-html
  element.outerHTML = `
    <section>
      <h2>${user.name}</h2>
    </section>`;
}

function safe(element: HTMLElement, user: { name: string }, items: string[], escapeHtml: (text: string) => string) {
  // ok: javascript.browser.built-html
  element.textContent = `Hello ${user.name}`;
  // ok: javascript.browser.built-html
  element.innerHTML = "<td>New</td>";
  // ok: javascript.browser.built-html
  element.innerHTML = `<td>${ICON}</td>`;
  // ok: javascript.browser.built-html
  element.innerHTML = DOMPurify.sanitize(`<td>${user.name}</td>`);
  // ok: javascript.browser.built-html
  element.innerHTML = `<td>${escapeHtml(user.name)}</td>`;
  // ok: javascript.browser.built-html
  element.innerHTML = `<b>${items.length}</b> items`;
  // ok: javascript.browser.built-html
  element.innerHTML = "";
  // ok: javascript.browser.built-html
  element.insertAdjacentHTML("beforeend", "<hr>");
  // ok: javascript.browser.built-html
  element.className = `<${user.name}>`;
}
