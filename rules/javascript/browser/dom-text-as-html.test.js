function show(target) {
  // ruleid: javascript.browser.dom-text-as-html
  target.innerHTML = "Hello " + document.getElementById("name").value;
  // ruleid: javascript.browser.dom-text-as-html
  $("#out").html("<b>" + $("#name").val() + "</b>");
  // ruleid: javascript.browser.dom-text-as-html
  document.write(document.querySelector("h1").getAttribute("data-title"));
  // ok: javascript.browser.dom-text-as-html
  target.textContent = document.getElementById("name").value;
  // ok: javascript.browser.dom-text-as-html
  $("#out").text($("#name").val());
  // ok: javascript.browser.dom-text-as-html
  target.innerHTML = "<b>" + $("#name").val().length + "</b>";
}

function message(text) {
  const line = $("<li>").text(text);
  // ok: javascript.browser.dom-text-as-html
  $("#log").append(line);
  const field = $("<input>").val(text).attr("title", text);
  // ok: javascript.browser.dom-text-as-html
  $("#form").prepend(field);
  const shown = $("#log").text();
  // ruleid: javascript.browser.dom-text-as-html
  $("#copy").html(shown);
}
