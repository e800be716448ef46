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
