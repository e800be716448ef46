"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const levels = ["critical", "high", "medium", "low", "info"];
const $ = (id) => document.getElementById(id);
// Text only ever becomes text nodes: nothing of the scanned code is markup here.
function el(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props || {})) {
    if (key === "class") node.className = value;
    else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== null) node.setAttribute(key, value);
  }
  for (const child of children.flat()) if (child !== undefined && child !== null && child !== "") node.append(child);
  return node;
}
// The filters are in the address, so that a view can be sent to others and the back button works.
const keys = ["severity", "family", "cwe", "owasp", "rule", "state", "path", "text", "sort"];
const filter = {};
function read() {
  const params = new URLSearchParams(location.hash.slice(1));
  for (const key of keys) filter[key] = params.get(key) || "";
  if (!filter.state) filter.state = "open";
}
function write(change, push) {
  Object.assign(filter, change);
  const params = new URLSearchParams();
  for (const key of keys) if (filter[key] && !(key === "state" && filter[key] === "open")) params.set(key, filter[key]);
  const hash = "#" + params.toString();
  if (push) history.pushState(null, "", hash); else history.replaceState(null, "", hash);
  draw();
}
const ruleOf = (finding) => data.rules[finding.rule] || { cwe: [], owasp: [], family: "code" };
const below = (path, folder) => !folder || path === folder || path.startsWith(folder + "/");
function fits(finding, except) {
  const rule = ruleOf(finding);
  const is = (key, test) => key === except || !filter[key] || test();
  return is("severity", () => filter.severity.split(",").includes(finding.severity)) &&
    is("family", () => rule.family === filter.family) &&
    is("cwe", () => rule.cwe.includes(filter.cwe)) &&
    is("owasp", () => rule.owasp.some((name) => short(name) === filter.owasp)) &&
    is("rule", () => finding.rule === filter.rule) &&
    is("path", () => below(finding.path, filter.path)) &&
    is("state", () => filter.state === "all" || (filter.state === "accepted" ? !!finding.accepted :
      filter.state === "new" ? !finding.accepted && finding.state === "new" : !finding.accepted)) &&
    is("text", () => { const words = filter.text.toLowerCase();
      return (finding.path + " " + finding.message + " " + finding.rule).toLowerCase().includes(words); });
}
const short = (name) => name.split(/\s/)[0];
function tally(list, of) {
  const counts = new Map();
  for (const finding of list) for (const key of of(finding)) counts.set(key, (counts.get(key) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
function bars(target, key, rows, titles) {
  const most = rows.length ? rows[0][1] : 1;
  $(target).replaceChildren(...rows.slice(0, 10).map(([name, count]) => el("button", {
    style: `--w:${(100 * count / most).toFixed(1)}%`, "aria-pressed": String(filter[key] === name), title: titles[name] || name,
    onclick: () => write({ [key]: filter[key] === name ? "" : name }, true) },
    el("span", {}, (filter[key] === name ? "✓ " : "") + (titles[name] ? `${name} ${titles[name]}` : name)), el("span", {}, String(count)))));
  if (!rows.length) $(target).append(el("p", { class: "dim" }, "none"));
}
const titles = {};
for (const rule of Object.values(data.rules)) rule.cwe.forEach((id, n) => { if (rule.cwe_titles[n]) titles[id] = rule.cwe_titles[n]; });
// Squarified treemap over the folders and files below the chosen folder.
function layout(items, x, y, w, h, out) {
  const total = items.reduce((sum, item) => sum + item.size, 0);
  if (!items.length || total <= 0 || w <= 0 || h <= 0) return;
  const scale = w * h / total, wide = w >= h, side = wide ? h : w;
  let row = [], area = 0, best = Infinity, at = 0;
  for (; at < items.length; at++) {
    const next = items[at].size * scale, sum = area + next, largest = Math.max(row.length ? row[0] : 0, next);
    const worst = Math.max(side * side * largest / (sum * sum), sum * sum / (side * side * next));
    if (worst > best) break;
    best = worst; row.push(next); area = sum;
  }
  const depth = area / side;
  let offset = 0;
  row.forEach((part, n) => {
    const length = part / depth;
    out.push({ item: items[n], x: wide ? x : x + offset, y: wide ? y + offset : y, w: wide ? depth : length, h: wide ? length : depth });
    offset += length;
  });
  layout(items.slice(at), wide ? x + depth : x, wide ? y : y + depth, wide ? w - depth : w, wide ? h : h - depth, out);
}
function map(list) {
  const root = filter.path, prefix = root ? root + "/" : "", parts = new Map();
  for (const [path, lines] of data.sizes) {
    if (!path.startsWith(prefix)) continue;
    const name = path.slice(prefix.length).split("/")[0], part = parts.get(name) || { name, size: 0, worst: 9, count: 0 };
    part.size += Math.max(lines, 1);
    parts.set(name, part);
  }
  for (const finding of list) {
    if (!finding.path.startsWith(prefix)) continue;
    const part = parts.get(finding.path.slice(prefix.length).split("/")[0]);
    if (part) { part.worst = Math.min(part.worst, levels.indexOf(finding.severity)); part.count++; }
  }
  let items = [...parts.values()].sort((a, b) => b.size - a.size);
  if (items.length > 150) {
    const rest = items.slice(150);
    items = items.slice(0, 150);
    items.push({ name: "", size: rest.reduce((sum, part) => sum + part.size, 0), worst: Math.min(...rest.map((part) => part.worst)),
      count: rest.reduce((sum, part) => sum + part.count, 0), label: `${rest.length} more` });
    items.sort((a, b) => b.size - a.size);
  }
  const box = $("map"), out = [];
  layout(items, 0, 0, box.clientWidth, box.clientHeight, out);
  box.replaceChildren(...out.map(({ item, x, y, w, h }) => {
    const label = `${item.label || item.name}: ${item.size} lines, ${item.count} findings`;
    return el("button", { class: levels[item.worst] || "", title: label, "aria-label": label,
      style: `left:${x}px;top:${y}px;width:${w}px;height:${h}px`, onclick: () => item.name && write({ path: prefix + item.name }, true) },
      w > 40 && h > 16 ? (item.label || item.name) : "", w > 60 && h > 34 && item.count ? el("br") : "", w > 60 && h > 34 && item.count ? String(item.count) : "");
  }));
  const crumbs = [el("button", { onclick: () => write({ path: "" }, true) }, "all")];
  root.split("/").filter(Boolean).forEach((name, n, all) =>
    crumbs.push(el("button", { onclick: () => write({ path: all.slice(0, n + 1).join("/") }, true) }, name)));
  $("crumbs").replaceChildren(...crumbs);
}
function code(block) {
  return el("pre", { tabindex: "0", "aria-label": "code" }, block.lines.map((text, n) => {
    const number = block.first + n, line = el("span", { class: "l" }, el("span", { class: "n" }, String(number)));
    const from = number === block.start[0] ? block.start[1] - 1 : 0, to = number === block.end[0] ? block.end[1] - 1 : text.length;
    if (number < block.start[0] || number > block.end[0]) line.append(text);
    else line.append(text.slice(0, from), el("mark", {}, text.slice(from, to)), text.slice(to));
    return line;
  }));
}
function step(one) {
  return el("li", {}, el("div", {}, el("strong", {}, one.note || "step"), " ", el("span", { class: "dim" }, `${one.path}:${one.line}`)), one.code ? code(one.code) : "");
}
function link(address) {
  return /^https?:\/\//.test(address) ? el("a", { href: address, rel: "noreferrer noopener" }, address) : address;
}
function body(finding) {
  const rule = ruleOf(finding), node = el("div", { class: "body" });
  node.append(el("p", {}, finding.message));
  if (finding.accepted) node.append(el("p", {}, el("strong", {}, "Accepted by " + finding.accepted.form + ". "),
    finding.accepted.reason || "No reason is given.", finding.accepted.owner ? ` Owner: ${finding.accepted.owner}.` : "",
    finding.accepted.until ? ` Until ${finding.accepted.until}.` : ""));
  if (finding.trace) node.append(el("ol", { class: "flow", "aria-label": "flow from source to sink" }, finding.trace.map(step)));
  else if (finding.code) node.append(code(finding.code));
  if (finding.related) node.append(el("p", { class: "dim" }, "Related places"), el("ol", { class: "flow" }, finding.related.map(step)));
  if (finding.fix !== undefined) node.append(el("p", { class: "dim" }, finding.safe ? "Proposed fix (safe)" : "Proposed fix"),
    el("pre", { tabindex: "0" }, el("span", { class: "l" }, finding.fix || "(delete)")));
  const list = el("dl");
  const row = (name, value) => value && value.length && list.append(el("dt", {}, name), el("dd", {}, value));
  row("rule", finding.rule);
  row("weakness", rule.cwe.map((id, n) => `${id} ${rule.cwe_titles[n] || ""}`.trim()).join(", "));
  row("OWASP", rule.owasp.join(", "));
  row("confidence", finding.confidence);
  row("references", rule.references.flatMap((address) => [link(address), el("br")]));
  row("fingerprint", finding.fingerprint);
  node.append(list);
  return node;
}
function item(finding) {
  const details = el("details", {}, el("summary", {}, el("span", { class: "sev " + finding.severity }, finding.severity), " ",
    finding.state === "new" ? el("strong", {}, "new ") : "", finding.title, " ", el("span", { class: "dim" }, `${finding.path}:${finding.line}`)));
  details.addEventListener("toggle", () => { if (details.open && details.children.length === 1) details.append(body(finding)); });
  return el("li", finding.accepted ? { class: "accepted" } : {}, details);
}
let shown = [], drawn = 0;
function more() {
  const batch = document.createDocumentFragment();
  for (const finding of shown.slice(drawn, drawn + 100)) batch.append(item(finding));
  drawn = Math.min(drawn + 100, shown.length);
  $("list").append(batch);
  $("more").hidden = drawn >= shown.length;
  $("more").textContent = `Show more (${shown.length - drawn})`;
}
const orders = {
  severity: (a, b) => levels.indexOf(a.severity) - levels.indexOf(b.severity),
  path: (a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line),
  rule: (a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
};
function draw() {
  const all = data.findings;
  shown = all.filter((finding) => fits(finding)).sort(orders[filter.sort] || orders.severity);
  const loose = all.filter((finding) => fits(finding, "severity"));
  $("severities").replaceChildren(...levels.map((level) => {
    const chosen = filter.severity.split(",").filter(Boolean), on = chosen.includes(level);
    return el("button", { class: "chip " + level, "aria-pressed": String(on), onclick: () =>
      write({ severity: (on ? chosen.filter((one) => one !== level) : [...chosen, level]).join(",") }, true) },
      `${loose.filter((finding) => finding.severity === level).length} ${level}`);
  }));
  bars("cwes", "cwe", tally(all.filter((f) => fits(f, "cwe")), (f) => ruleOf(f).cwe), titles);
  bars("owasps", "owasp", tally(all.filter((f) => fits(f, "owasp")), (f) => [...new Set(ruleOf(f).owasp.map(short))]), {});
  bars("rules", "rule", tally(all.filter((f) => fits(f, "rule")), (f) => [f.rule]), {});
  for (const key of ["family", "state", "sort"]) $(key).value = filter[key] || (key === "sort" ? "severity" : "");
  if (document.activeElement !== $("text")) $("text").value = filter.text;
  map(shown);
  $("count").textContent = `${shown.length} of ${all.length} findings`;
  $("list").replaceChildren();
  drawn = 0;
  more();
}
function trend() {
  if (!data.trend.length) return;
  const points = [...data.trend, { label: "now", counts: data.counts }], w = 600, h = 130, pad = 18;
  const total = (point) => point.counts.reduce((sum, n) => sum + n, 0), most = Math.max(1, ...points.map(total));
  const ns = "http://www.w3.org/2000/svg", svg = document.createElementNS(ns, "svg");
  svg.setAttribute("viewBox", `0 0 ${w} ${h}`); svg.setAttribute("class", "trend"); svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", points.map((point) => `${point.label}: ${total(point)}`).join(", "));
  const width = (w - 2 * pad) / points.length;
  points.forEach((point, n) => {
    let y = h - pad;
    point.counts.forEach((count, level) => {
      const height = (h - 2 * pad) * count / most, rect = document.createElementNS(ns, "rect");
      y -= height;
      for (const [key, value] of Object.entries({ x: pad + n * width + 2, y, width: Math.max(width - 4, 1), height, fill: `var(--${levels[level]})` })) rect.setAttribute(key, value);
      svg.append(rect);
    });
    const text = document.createElementNS(ns, "text");
    for (const [key, value] of Object.entries({ x: pad + (n + .5) * width, y: h - 4, "text-anchor": "middle", "font-size": 10, fill: "currentColor" })) text.setAttribute(key, value);
    text.textContent = `${point.label.slice(0, 24)} (${total(point)})`;
    svg.append(text);
  });
  $("trend").append(el("h2", {}, "Trend"), svg);
}
for (const key of ["family", "state", "sort"]) $(key).addEventListener("change", (event) => write({ [key]: event.target.value }, true));
let timer;
$("text").addEventListener("input", (event) => { clearTimeout(timer); timer = setTimeout(() => write({ text: event.target.value }, false), 120); });
$("clear").addEventListener("click", () => write(Object.fromEntries(keys.map((key) => [key, key === "state" ? "open" : ""])), true));
$("more").addEventListener("click", more);
addEventListener("popstate", () => { read(); draw(); });
addEventListener("resize", () => map(shown));
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /INPUT|SELECT|TEXTAREA/.test(event.target.tagName)) return;
  const heads = [...document.querySelectorAll("#list summary")], at = heads.indexOf(document.activeElement);
  if (event.key === "/") { $("text").focus(); event.preventDefault(); }
  else if (event.key === "j" || event.key === "k") {
    const next = event.key === "j" ? at + 1 : Math.max(at - 1, 0);
    if (next >= heads.length && !$("more").hidden) more();
    const head = document.querySelectorAll("#list summary")[Math.min(next, drawn - 1)];
    if (head) { head.focus(); head.scrollIntoView({ block: "nearest" }); }
  }
});
if ("IntersectionObserver" in window) new IntersectionObserver((seen) => { if (seen[0].isIntersecting && !$("more").hidden) more(); }, { rootMargin: "400px" }).observe($("more"));
read();
trend();
draw();
