function toAnyone(token, frame, state) {
  // ruleid: javascript.browser.post-message-any-origin
  window.opener.postMessage({ type: "login", token: token }, "*");
  // ruleid: javascript.browser.post-message-any-origin
  frame.contentWindow.postMessage(JSON.stringify(state), "*");
  // ruleid: javascript.browser.post-message-any-origin
  parent.postMessage(state, { targetOrigin: "*" });
}

function toSomeone(token, frame, state, worker, origin) {
  // ok: javascript.browser.post-message-any-origin
  window.opener.postMessage({ token: token }, "https://app.example.com");
  // ok: javascript.browser.post-message-any-origin
  frame.contentWindow.postMessage(state, origin);
  // ok: javascript.browser.post-message-any-origin
  worker.postMessage(state);
  // ok: javascript.browser.post-message-any-origin
  parent.postMessage("ready", "*");
  // ok: javascript.browser.post-message-any-origin
  parent.postMessage({ type: "ready", version: 2 }, "*");
  // ok: javascript.browser.post-message-any-origin
  parent.postMessage({ type: "resize", height: document.body.scrollHeight }, "*");
}
