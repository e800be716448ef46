// Starts the server, and gives its findings a view and commands. What findings are is the server's business.

const vscode = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");
const { FindingsView } = require("./findings");
const { report } = require("./report");

let client;
let view;

exports.activate = async (context) => {
  view = new FindingsView(vscode);
  const on = (command, act) => context.subscriptions.push(vscode.commands.registerCommand(command, act));
  on("tamis.scan", scan);
  on("tamis.report", showReport);
  on("tamis.restart", restart);
  context.subscriptions.push(
    vscode.window.registerTreeDataProvider("tamis.findings", view),
    vscode.languages.onDidChangeDiagnostics(() => view.refresh()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      const own = ["tamis.enable", "tamis.path", "tamis.arguments"];
      if (own.some((key) => event.affectsConfiguration(key))) restart();
    }),
  );
  await start();
};

exports.deactivate = () => stop();

async function start() {
  const settings = vscode.workspace.getConfiguration("tamis");
  if (!settings.get("enable")) return;
  const command = settings.get("path") || "tamis";
  const server = { command, args: ["lsp", ...settings.get("arguments", [])], transport: TransportKind.stdio };
  client = new LanguageClient("tamis", "tamis", server, {
    documentSelector: [{ scheme: "file" }],
    initializationOptions: { settings: plain(settings) },
    synchronize: { configurationSection: "tamis" },
  });
  try {
    await client.start();
    await vscode.commands.executeCommand("setContext", "tamis.running", true);
  } catch (error) {
    client = undefined;
    const choice = await vscode.window.showErrorMessage(
      `tamis does not start: ${error.message || error}. Is '${command}' installed?`, "Open Settings");
    if (choice) vscode.commands.executeCommand("workbench.action.openSettings", "tamis.path");
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await vscode.commands.executeCommand("setContext", "tamis.running", false);
  if (running) await running.stop();
}

async function restart() {
  await stop();
  await start();
}

// Settings as the server reads them: what is not set is left out.
function plain(settings) {
  const keys = ["rules", "severity", "confidence", "exclude", "configuration", "index"];
  const set = keys.map((key) => [key, settings.get(key)]).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(set);
}

async function scan() {
  if (!client) return vscode.window.showWarningMessage("tamis is not running");
  try {
    // The server shows progress itself, with a way to cancel.
    const result = await client.sendRequest("workspace/executeCommand", { command: "tamis.scanWorkspace", arguments: [] });
    vscode.window.setStatusBarMessage(`tamis: ${result.findings} findings`, 5000);
  } catch (error) {
    if (error.code !== -32800) vscode.window.showErrorMessage(`tamis: ${error.message}`);
  }
}

async function showReport() {
  const content = report(view.groups(), (uri) => vscode.workspace.asRelativePath(uri));
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content });
  await vscode.window.showTextDocument(document, { preview: true });
}
