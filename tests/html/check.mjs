// Opens reports in headless Chromium and checks what a reader needs: both colour schemes, a phone, the keyboard, no
// network, and that 10,000 findings stay smooth. No packages: the browser is spoken to over a pipe.
//
//   node check.mjs CHROMIUM SMALL.html LARGE.html SCREENSHOTS
//
// Prints one line per check; exits with 1 if one fails.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [chromium, small, large, pictures] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), "tamis-html-"));
const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions",
  "--remote-debugging-pipe", `--user-data-dir=${profile}`, "about:blank"];
const browser = spawn(chromium, flags, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
let failed = 0;
const ok = (name, holds, more = "") => {
  if (!holds) failed++;
  console.log(`${holds ? "ok  " : "FAIL"} ${name}${more === "" ? "" : ": " + more}`);
};

let number = 0, rest = "";
const waiting = new Map(), listeners = [];
browser.stdio[4].on("data", (chunk) => {
  rest += chunk;
  const parts = rest.split("\0");
  rest = parts.pop();
  for (const part of parts) {
    const message = JSON.parse(part);
    if (message.id) waiting.get(message.id)?.(message);
    else listeners.forEach((listen) => listen(message));
  }
});
const send = (method, params = {}, sessionId) => new Promise((done, fail) => {
  const id = ++number;
  waiting.set(id, (message) => message.error ? fail(new Error(`${method}: ${message.error.message}`)) : done(message.result));
  browser.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
});
const event = (name, session) => new Promise((done) => {
  const listen = (message) => {
    if (message.method === name && message.sessionId === session) { listeners.splice(listeners.indexOf(listen), 1); done(message.params); }
  };
  listeners.push(listen);
});

async function open(file, width, height, mobile, scheme) {
  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  const page = (method, params) => send(method, params, sessionId);
  const trouble = [], requests = [];
  listeners.push((message) => {
    if (message.sessionId !== sessionId) return;
    if (message.method === "Network.requestWillBeSent") requests.push(message.params.request.url);
    if (message.method === "Runtime.exceptionThrown") trouble.push(message.params.exceptionDetails.text);
    if (message.method === "Log.entryAdded" && message.params.entry.level === "error") trouble.push(message.params.entry.text);
  });
  for (const domain of ["Page", "Runtime", "Network", "Log"]) await page(`${domain}.enable`);
  await page("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile });
  await page("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
  const loaded = event("Page.loadEventFired", sessionId), from = Date.now();
  await page("Page.navigate", { url: pathToFileURL(resolve(file)).href });
  await loaded;
  const load = Date.now() - from;
  const run = async (expression) => {
    const { result, exceptionDetails } = await page("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description || exceptionDetails.text);
    return result.value;
  };
  const key = async (name, text) => {
    const codes = { Tab: 9, Enter: 13, "/": 191, j: 74, k: 75 };
    const params = { key: name, windowsVirtualKeyCode: codes[name], text };
    await page("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", ...params });
    await page("Input.dispatchKeyEvent", { type: "keyUp", ...params });
  };
  const picture = async (name) => {
    const { data } = await page("Page.captureScreenshot", { format: "png" });
    writeFileSync(join(pictures, name), Buffer.from(data, "base64"));
  };
  return { page, run, key, picture, trouble, requests, load, close: () => send("Target.closeTarget", { targetId }) };
}

// The least contrast of text with what is behind it, and whose it is.
const contrast = `(() => {
  const parse = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = (c) => { const f = (v) => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; };
    return .2126 * f(c[0]) + .7152 * f(c[1]) + .0722 * f(c[2]); };
  const behind = (node) => { for (let at = node; at; at = at.parentElement) { const c = parse(getComputedStyle(at).backgroundColor);
    if (c.length === 3 || c[3] > .9) return c; } return [255, 255, 255]; };
  let worst = 99, whose = "";
  for (const node of document.querySelectorAll("h1, h2, p, button, select, summary, .sev, .dim, pre span, dd, dt, a")) {
    if (!node.textContent.trim() || !node.getClientRects().length) continue;
    const a = light(parse(getComputedStyle(node).color)), b = light(behind(node));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < worst) { worst = ratio; whose = node.tagName + "." + node.className + " " + node.textContent.trim().slice(0, 30); }
  }
  return [worst, whose, light(behind(document.body))];
})()`;
const show = "document.querySelectorAll('#list details').forEach((one, n) => { if (n < 3) one.open = true; }); 0";

try {
  for (const scheme of ["light", "dark"]) {
    const tab = await open(small, 1280, 900, false, scheme);
    await tab.run(show);
    const [worst, whose, ground] = await tab.run(contrast);
    ok(`${scheme}: the ground is ${scheme}`, scheme === "light" ? ground > .8 : ground < .1, ground.toFixed(3));
    ok(`${scheme}: text has contrast 4.5`, worst >= 4.5, `${worst.toFixed(2)} of ${whose}`);
    ok(`${scheme}: a flow is drawn with its code`, await tab.run("document.querySelectorAll('ol.flow li pre').length") > 1);
    ok(`${scheme}: nothing is fetched`, tab.requests.every((url) => url.startsWith("file:")), tab.requests.join(" "));
    ok(`${scheme}: no errors`, tab.trouble.length === 0, tab.trouble.join("; "));
    await tab.picture(`${scheme}.png`);
    await tab.close();
  }

  const phone = await open(small, 390, 844, true, "light");
  await phone.run(show);
  const [wide, view] = await phone.run("[document.documentElement.scrollWidth, innerWidth]");
  ok("phone: nothing is wider than the screen", wide <= 390 && view === 390, `${wide} of ${view}`);
  const lost = await phone.run(`[...document.querySelectorAll("button, select, input, summary")].filter((node) => {
    const box = node.getBoundingClientRect(); return box.width && (box.right > 391 || box.left < -1); }).length`);
  ok("phone: every control is on the screen", lost === 0, lost);
  const low = await phone.run(`Math.min(...[...document.querySelectorAll("#filters button, select, input, summary")]
    .map((node) => node.getBoundingClientRect().height).filter(Boolean))`);
  ok("phone: controls can be hit with a finger", low >= 24, low.toFixed(0));
  await phone.picture("phone.png");
  await phone.close();

  const board = await open(small, 1280, 900, false, "light");
  const all = await board.run("document.querySelectorAll('#list li').length");
  await board.key("/");
  ok("keyboard: '/' goes to the search", await board.run("document.activeElement.id") === "text");
  const word = await board.run("data.findings[0].path.split('/').pop()");
  await board.page("Input.insertText", { text: word });
  await board.run("new Promise((done) => setTimeout(done, 400))");
  ok("keyboard: the filter is in the address", decodeURIComponent(await board.run("location.hash")).includes(`text=${word}`));
  ok("keyboard: the list is filtered", await board.run("document.querySelectorAll('#list li').length") < all);
  await board.run("$('clear').click(); document.activeElement.blur(); 0");
  await board.key("j", "j");
  ok("keyboard: 'j' goes to the first finding", await board.run("document.activeElement.matches('#list li:first-child summary')"));
  await board.key("Enter", "\r");
  ok("keyboard: Enter opens it", await board.run("document.querySelector('#list details').open"));
  await board.key("k", "k");
  await board.run("document.activeElement.blur(); document.body.focus(); 0");
  const seen = [];
  for (let n = 0; n < 14; n++) {
    await board.key("Tab");
    seen.push(await board.run(`(() => { const it = document.activeElement, style = getComputedStyle(it);
      return it === document.body ? "" : style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 ? "seen" : it.outerHTML.slice(0, 60); })()`));
  }
  ok("keyboard: Tab shows where it is", seen.filter(Boolean).length > 8 && seen.every((it) => !it || it === "seen"), seen.find((it) => it && it !== "seen") || seen.length);
  const nameless = await board.run(`[...document.querySelectorAll("button, select, input, pre[tabindex]")].filter((node) =>
    !(node.textContent.trim() || node.getAttribute("aria-label") || node.title)).length`);
  ok("keyboard: every control has a name", nameless === 0, nameless);
  await board.run("$('state').value = 'accepted'; $('state').dispatchEvent(new Event('change')); 0");
  ok("accepted findings show their reason", await board.run(`(() => { const one = document.querySelector("#list li.accepted details");
    if (!one) return false; one.open = true; return new Promise((done) => setTimeout(() => done(one.textContent.includes("Accepted by")), 100)); })()`));
  const kept = await board.run("location.hash");
  await board.page("Page.reload");
  await new Promise((done) => setTimeout(done, 800));
  ok("a view outlives a reload", await board.run("location.hash") === kept && await board.run("$('state').value") === "accepted");
  await board.close();

  const many = await open(large, 1280, 900, false, "light");
  const count = await many.run("data.findings.length");
  ok("large: 10,000 findings", count >= 10000, count);
  ok("large: opens in 5 s", many.load < 5000, `${many.load} ms`);
  ok("large: not all are drawn at once", await many.run("document.querySelectorAll('#list li').length") <= 400);
  const draw = await many.run("(() => { const from = performance.now(); write({ text: '7' }, false); return performance.now() - from; })()");
  ok("large: a filter takes less than 0.5 s", draw < 500, `${draw.toFixed(0)} ms`);
  await many.run("write({ text: '' }, false); 0");
  const gaps = await many.run(`new Promise((done) => {
    const gaps = []; let last = performance.now(), n = 0;
    const frame = (now) => { gaps.push(now - last); last = now; scrollBy(0, 700); if (++n < 90) requestAnimationFrame(frame); else done(gaps); };
    requestAnimationFrame(frame);
  })`);
  gaps.sort((a, b) => a - b);
  const middle = gaps[Math.floor(gaps.length / 2)], most = gaps[Math.floor(gaps.length * .95)];
  ok("large: scrolling is smooth", middle < 60 && most < 300, `frames of ${middle.toFixed(0)} ms, one in twenty ${most.toFixed(0)} ms or more`);
  ok("large: scrolling brings more", await many.run("document.querySelectorAll('#list li').length") > 200);
  ok("large: no errors", many.trouble.length === 0, many.trouble.join("; "));
  await many.picture("large.png");
} catch (error) {
  ok("the browser does as told", false, error.stack);
} finally {
  browser.kill();
  await new Promise((done) => browser.on("exit", done));
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(failed ? 1 : 0);
