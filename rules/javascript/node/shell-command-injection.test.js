import * as children from "child_process";
import { exec as execute } from "child_process";
import { execSync as executeSync } from "node:child_process";
const cp = require("child_process");
const { exec: run, execSync, spawn } = require("child_process");
const { promisify } = require("util");
const shelljs = require("shelljs");
const quote = require("shell-quote").quote;

const start = require("child_process").exec;
const execAsync = promisify(cp.exec);
const TOOL = "git";

async function built(branch, path, extra) {
  // ruleid: javascript.node.shell-command-injection
  cp.exec(`git log ${branch}`, console.log);
  // ruleid: javascript.node.shell-command-injection
  run("rm -r " + path);
  // ruleid: javascript.node.shell-command-injection
  const out = execSync(["du", "-sh", path].join(" "));
  // ruleid: javascript.node.shell-command-injection
  require("child_process").exec("du -sh " + path);
  // ruleid: javascript.node.shell-command-injection
  spawn(`tar xf ${path}`, [], { stdio: "inherit", shell: true });
  // ruleid: javascript.node.shell-command-injection
  shelljs.exec("git checkout " + branch);
  // ruleid: javascript.node.shell-command-injection
  start("git fetch " + branch);
  // ruleid: javascript.node.shell-command-injection
  await execAsync(`git fetch ${branch}`);

  const command = `ping -c 1 ${path}`;
  console.log(command);
  // ruleid: javascript.node.shell-command-injection
  cp.exec(command);

  let longer = "ping ";
  longer += extra;
  // ruleid: javascript.node.shell-command-injection
  cp.execSync(longer);
  return out;
}

function imported(branch) {
  // ruleid: javascript.node.shell-command-injection
  children.exec(`git log ${branch}`);
  // ruleid: javascript.node.shell-command-injection
  execute("git log " + branch);
  // todoruleid: javascript.node.shell-command-injection
  executeSync("git log " + branch);
  // ok: javascript.node.shell-command-injection
  children.exec("git log");
}

async function safe(branch, path, pattern) {
  // ok: javascript.node.shell-command-injection
  cp.execFile("git", ["log", branch], console.log);
  // ok: javascript.node.shell-command-injection
  spawn("git", ["log", `--author=${branch}`]);
  // ok: javascript.node.shell-command-injection
  cp.exec("git log | head");
  // ok: javascript.node.shell-command-injection
  cp.exec(`${TOOL} fetch --all`);
  // ok: javascript.node.shell-command-injection
  cp.exec(TOOL + " fetch --all");
  // ok: javascript.node.shell-command-injection
  cp.exec("git log " + quote([branch]));
  // ok: javascript.node.shell-command-injection
  start("git fetch");
  // ok: javascript.node.shell-command-injection
  await execAsync("git fetch --all");
  // ok: javascript.node.shell-command-injection
  const match = /a(b)/.exec("a" + path);
  // ok: javascript.node.shell-command-injection
  pattern.exec(`${path}`);
  // ok: javascript.node.shell-command-injection
  spawn(`${path}/bin/tool`, ["--version"]);
  return match;
}
