const cp = require("child_process");
const argv = require("minimist")(process.argv.slice(2));

// ruleid: javascript.node.command-from-arguments
cp.exec("git clone " + process.argv[2]);
// ruleid: javascript.node.command-from-arguments
cp.execSync(`rm -rf ${argv.folder}`);
// ok: javascript.node.command-from-arguments
cp.execFile("git", ["clone", process.argv[2]]);
// ok: javascript.node.command-from-arguments
cp.exec("git clone " + Number(process.argv[2]));

const [, , name] = process.argv;
// ruleid: javascript.node.command-from-arguments
cp.spawnSync("sh", ["-c", "grep " + name + " notes.txt"]);
// ruleid: javascript.node.command-from-arguments
cp.spawn(`convert ${name}`, { shell: true });
// Whoever starts the program may as well name another one, and no shell reads it.
// ok: javascript.node.command-from-arguments
cp.spawn(name, ["--version"]);
// ok: javascript.node.command-from-arguments
cp.execFileSync(name, ["--version"]);
