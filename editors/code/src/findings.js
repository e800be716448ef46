// The view of findings: families, then rules, then places.

const FAMILIES = { code: "Code", iac: "Infrastructure", secrets: "Secrets", privacy: "Privacy" };
const ICONS = ["error", "warning", "info", "lightbulb"];

// Findings by family and rule, from pairs of an address and its diagnostics; the gravest rule first.
function group(all) {
  const families = new Map();
  for (const [uri, diagnostics] of all) {
    for (const diagnostic of diagnostics) {
      if (diagnostic.source !== "tamis") continue;
      const family = (diagnostic.data && diagnostic.data.family) || "code";
      const code = diagnostic.code;
      const rule = String(code && typeof code === "object" ? code.value : code);
      const rules = families.get(family) || families.set(family, new Map()).get(family);
      const places = rules.get(rule) || rules.set(rule, []).get(rule);
      places.push({ uri, diagnostic });
    }
  }
  const gravest = (places) => Math.min(...places.map((place) => place.diagnostic.severity));
  return [...families].sort().map(([family, rules]) => ({
    family,
    title: FAMILIES[family] || family,
    rules: [...rules]
      .map(([rule, places]) => ({ rule, places, severity: gravest(places) }))
      .sort((a, b) => a.severity - b.severity || a.rule.localeCompare(b.rule)),
  }));
}

class FindingsView {
  constructor(vscode) {
    this.vscode = vscode;
    this.changed = new vscode.EventEmitter();
    this.onDidChangeTreeData = this.changed.event;
  }

  // Many files may change at once: the view is drawn once for all of them.
  refresh() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.changed.fire(), 100);
  }

  groups() {
    return group(this.vscode.languages.getDiagnostics());
  }

  getChildren(element) {
    if (!element) return this.groups();
    return element.rules || element.places || [];
  }

  getTreeItem(element) {
    const { vscode } = this;
    const states = vscode.TreeItemCollapsibleState;
    if (element.family) {
      const item = new vscode.TreeItem(element.title, states.Expanded);
      item.description = String(element.rules.reduce((sum, rule) => sum + rule.places.length, 0));
      return item;
    }
    if (element.rule) {
      const item = new vscode.TreeItem(element.rule, states.Collapsed);
      item.description = String(element.places.length);
      item.iconPath = new vscode.ThemeIcon(ICONS[element.severity] || "info");
      return item;
    }
    const { uri, diagnostic } = element;
    const item = new vscode.TreeItem(diagnostic.message.split("\n")[0], states.None);
    item.description = `${vscode.workspace.asRelativePath(uri)}:${diagnostic.range.start.line + 1}`;
    item.tooltip = diagnostic.message;
    item.command = { title: "Open", command: "vscode.open", arguments: [uri, { selection: diagnostic.range }] };
    return item;
  }
}

module.exports = { FindingsView, group };
