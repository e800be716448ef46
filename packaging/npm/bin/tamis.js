#!/usr/bin/env node
"use strict";
// Runs the binary of this platform, which the package brings: nothing is fetched when it is installed.
const { spawnSync } = require("node:child_process");
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const name = process.platform === "win32" ? "tamis.exe" : "tamis";
const binary = join(__dirname, "..", "binaries", `${process.platform}-${process.arch}`, name);
if (!existsSync(binary)) {
  console.error(`tamis: this package has no binary for ${process.platform} ${process.arch}; use 'cargo install tamis'`);
  process.exit(2);
}
const result = spawnSync(binary, process.argv.slice(2), { stdio: "inherit" });
if (result.error) {
  console.error(`tamis: ${result.error.message}`);
  process.exit(2);
}
// As a shell says it where a signal ended the program.
process.exit(result.status === null ? 130 : result.status);
