const path = require("path");
const { BrowserWindow } = require("electron");

function open(options) {
  // ruleid: javascript.electron.no-isolation
  const first = new BrowserWindow({ width: 800, webPreferences: { nodeIntegration: true } });
  // ruleid: javascript.electron.no-isolation
  const second = new BrowserWindow({ webPreferences: { preload: "p.js", contextIsolation: false } });
  // ruleid: javascript.electron.no-isolation
  options.webPreferences.nodeIntegration = true;
  return [first, second];
}

function closed(options) {
  // ok: javascript.electron.no-isolation
  const first = new BrowserWindow({ webPreferences: { preload: path.join(__dirname, "preload.js") } });
  // ok: javascript.electron.no-isolation
  const second = new BrowserWindow({ webPreferences: { nodeIntegration: false, contextIsolation: true } });
  // ok: javascript.electron.no-isolation
  const third = new BrowserWindow({ width: 800 });
  // ok: javascript.electron.no-isolation
  options.webPreferences.nodeIntegration = false;
  return [first, second, third];
}
