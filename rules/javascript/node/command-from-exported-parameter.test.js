const cp = require("child_process");

module.exports.remove = function (name) {
  // ruleid: javascript.node.command-from-exported-parameter
  cp.exec("rm -rf " + name);
  // ok: javascript.node.command-from-exported-parameter
  cp.execFile("rm", ["-rf", name]);
  // ok: javascript.node.command-from-exported-parameter
  cp.exec("rm -rf " + Number(name));
  // ok: javascript.node.command-from-exported-parameter
  cp.exec("rm -rf tmp");
};

module.exports.list = (folder) => {
  const line = `ls ${folder}`;
  // ruleid: javascript.node.command-from-exported-parameter
  cp.execSync(line);
};

function inner(name) {
  // ok: javascript.node.command-from-exported-parameter
  cp.exec("rm -rf " + name);
}

inner("tmp");

module.exports.show = function (file, done) {
  // ruleid: javascript.node.command-from-exported-parameter
  cp.exec(`cat ${file}`, done);
};
