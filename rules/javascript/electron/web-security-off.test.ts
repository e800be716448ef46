import { BrowserWindow, app } from "electron";

export function open() {
  // ruleid: javascript.electron.web-security-off
  app.commandLine.appendSwitch("disable-web-security");
  // ruleid: javascript.electron.web-security-off
  const first = new BrowserWindow({ width: 800, webPreferences: { webSecurity: false } });
  // ruleid: javascript.electron.web-security-off
  const second = new BrowserWindow({ webPreferences: { preload: "p.js", allowRunningInsecureContent: true } });
  return [first, second];
}

export function closed() {
  // ok: javascript.electron.web-security-off
  app.commandLine.appendSwitch("disable-gpu");
  // ok: javascript.electron.web-security-off
  const first = new BrowserWindow({ width: 800, webPreferences: { webSecurity: true } });
  // ok: javascript.electron.web-security-off
  const second = new BrowserWindow({ webPreferences: { preload: "p.js" } });
  return [first, second];
}
