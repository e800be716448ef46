// All findings as a Markdown page.

function report(groups, relative) {
  const count = groups.flatMap((family) => family.rules).reduce((sum, rule) => sum + rule.places.length, 0);
  const lines = ["# tamis", "", `${count} finding${count === 1 ? "" : "s"}.`];
  for (const family of groups) {
    lines.push("", `## ${family.title}`);
    for (const { rule, places } of family.rules) {
      lines.push("", `### ${escape(rule)}`, "");
      for (const { uri, diagnostic } of places) {
        const place = `${relative(uri)}:${diagnostic.range.start.line + 1}`;
        lines.push(`- ${escape(place)}: ${escape(diagnostic.message.replace(/\s+/g, " "))}`);
      }
    }
  }
  return lines.join("\n") + "\n";
}

// Code of the scanned files is not taken for markup.
function escape(text) {
  return text.replace(/[\\`*_[\]<>|#!&~]/g, "\\$&");
}

module.exports = { report };
