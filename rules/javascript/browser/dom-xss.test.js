import DOMPurify from "dompurify";
import $ from "jquery";

const element = document.getElementById("a");

function hash() {
  // ruleid: javascript.browser.dom-xss
  element.innerHTML = "Hello " + location.hash.slice(1);
}

function search() {
  const name = new URLSearchParams(window.location.search).get("name");
  // ruleid: javascript.browser.dom-xss
  document.write("<p>" + name + "</p>");
}

function query() {
  // ruleid: javascript.browser.dom-xss
  $("#a").html(document.referrer);
}

function text() {
  // ok: javascript.browser.dom-xss
  element.textContent = "Hello " + location.hash.slice(1);
}

function purified() {
  // ok: javascript.browser.dom-xss
  element.innerHTML = DOMPurify.sanitize(location.hash.slice(1));
}

function encoded() {
  // ok: javascript.browser.dom-xss
  element.innerHTML = "<a href='/?q=" + encodeURIComponent(location.search) + "'>";
}

function constant() {
  // ok: javascript.browser.dom-xss
  element.innerHTML = "<p>hello</p>";
}
