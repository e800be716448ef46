//! `tamis upload`: SARIF to a code scanning API as GitHub has it.
//!
//! The request goes through the `curl` command: tamis itself speaks to no network, and curl knows the proxies and
//! certificates of the place it runs in. The token goes to curl by standard input, where no list of processes shows it.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::read::GzEncoder;
use miette::{IntoDiagnostic as _, Report, WrapErr as _, miette};
use serde_json::{Value, json};
use tamis_finding::AzurePipeline;

use super::print;
use crate::args::Upload;
use crate::git::{self, Git};

/// GitHub takes no more, compressed.
const LARGEST: usize = 10 << 20;
/// How often the service is asked whether it has read the report.
const MOST_CHECKS: u32 = 30;

pub(crate) fn run(args: &Upload) -> Result<u8, Report> {
    let name = args.file.display().to_string();
    let text =
        fs::read_to_string(&args.file).into_diagnostic().wrap_err_with(|| format!("'{name}'"))?;
    let sarif = prepared(&text).map_err(|why| {
        miette!(code = "tamis::upload::wrong", "'{name}' cannot be uploaded: {why}")
    })?;
    let token = variable(&args.token_env).ok_or_else(|| {
        miette!(
            code = "tamis::upload::no_token",
            help = "give the job the permission 'security-events: write' and set the variable, or name another with --token-env",
            "the environment variable '{}' holds no token",
            args.token_env
        )
    })?;
    let target = target(args)?;
    let service =
        Service { api: args.api.trim_end_matches('/'), token: &token, retries: args.retries };
    let body = json!({
        "commit_sha": target.commit,
        "ref": target.reference,
        "sarif": packed(&sarif)?,
        "tool_name": "tamis",
        "checkout_uri": target.checkout,
    });
    let address = format!("{}/repos/{}/code-scanning/sarifs", service.api, target.repository);
    let answer = service.ask("POST", &address, Some(&body.to_string()))?;
    let id = answer["id"].as_str().unwrap_or_default().to_owned();
    if !args.no_wait && !id.is_empty() {
        wait(&service, &format!("{address}/{id}"))?;
    }
    print(&format!("'{name}' uploaded for {} ({}), id {id}\n", target.repository, target.reference))
}

/// What goes up: valid, without accepted results, which GitHub would open as alerts, and under the category that a
/// pipeline gives, also if the report was made outside of one.
fn prepared(text: &str) -> Result<String, String> {
    let mut log: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    if log["version"] != "2.1.0" {
        return Err("it is no SARIF 2.1.0".to_owned());
    }
    let Some(runs) = log["runs"].as_array_mut() else { return Err("it has no runs".to_owned()) };
    for run in runs {
        if run["automationDetails"]["id"] == AzurePipeline::OUTSIDE {
            run["automationDetails"] = json!({"id": "tamis/"});
        }
        if let Some(results) = run["results"].as_array_mut() {
            results.retain(|result| result["suppressions"].as_array().is_none_or(Vec::is_empty));
        }
    }
    Ok(log.to_string())
}

fn packed(text: &str) -> Result<String, Report> {
    let mut bytes = Vec::new();
    GzEncoder::new(text.as_bytes(), Compression::best())
        .read_to_end(&mut bytes)
        .into_diagnostic()?;
    if bytes.len() > LARGEST {
        return Err(miette!(
            code = "tamis::upload::too_large",
            help = "raise --severity, or scan in parts with a --category each",
            "the report has {} bytes compressed, and the service takes {LARGEST}",
            bytes.len()
        ));
    }
    Ok(STANDARD.encode(bytes))
}

/// For what the report is.
struct Target {
    repository: String,
    commit: String,
    reference: String,
    checkout: String,
}

fn target(args: &Upload) -> Result<Target, Report> {
    let cwd = std::env::current_dir().into_diagnostic().wrap_err("working directory")?;
    let root = git::root_of(&cwd);
    let known = root.as_deref().and_then(|root| Git::new(root).provenance()).unwrap_or_default();
    let lacking = |what: &str, flag: &str| {
        miette!(
            code = "tamis::upload::unknown_target",
            help = format!("say it with {flag}"),
            "{what} of the report is not known: neither the environment nor git tells"
        )
    };
    let of_remote = || {
        let path = known.repository.strip_prefix("https://")?.split_once('/')?.1;
        Some(path.to_owned())
    };
    let repository = args.repository.clone().or_else(of_remote);
    let repository = repository
        .filter(|name| name.split('/').count() == 2 && name.chars().all(is_plain))
        .ok_or_else(|| lacking("the repository", "--repository OWNER/NAME"))?;
    let commit = args
        .commit
        .clone()
        .or_else(|| variable("GITHUB_SHA"))
        .or_else(|| variable("CI_COMMIT_SHA"))
        .or_else(|| Some(known.revision.clone()).filter(|commit| !commit.is_empty()))
        .ok_or_else(|| lacking("the commit", "--commit"))?;
    let branch = |name: String| format!("refs/heads/{name}");
    let reference = args
        .r#ref
        .clone()
        .or_else(|| variable("GITHUB_REF"))
        .or_else(|| variable("CI_COMMIT_REF_NAME").map(branch))
        .or_else(|| known.branch.clone().map(branch))
        .ok_or_else(|| lacking("the branch", "--ref refs/heads/NAME"))?;
    let checkout = format!("file://{}/", root.as_deref().unwrap_or(&cwd).display());
    Ok(Target { repository, commit, reference, checkout })
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_./".contains(c)
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

struct Service<'a> {
    api: &'a str,
    token: &'a str,
    retries: u32,
}

impl Service<'_> {
    /// The answer's JSON. Tries again where the service is busy or does not answer, ever more slowly.
    fn ask(&self, method: &str, address: &str, body: Option<&str>) -> Result<Value, Report> {
        let mut tried = 0;
        loop {
            let (status, answer) = self.once(method, address, body)?;
            let passing = status == 0 || status == 429 || status >= 500;
            if (200..300).contains(&status) {
                return Ok(serde_json::from_str(&answer).unwrap_or_default());
            }
            if !passing || tried >= self.retries {
                return Err(refused(status, &answer, address, tried));
            }
            std::thread::sleep(Duration::from_millis(500 << tried.min(6)));
            tried += 1;
        }
    }

    /// Status and body; status 0 where there was no answer.
    fn once(
        &self,
        method: &str,
        address: &str,
        body: Option<&str>,
    ) -> Result<(u16, String), Report> {
        let mut folder = None;
        let mut command = Command::new("curl");
        command
            .args(["--silent", "--show-error", "--max-time", "120", "--request", method])
            .args(["--write-out", "\n%{http_code}", "--config", "-"])
            .args(["--header", "Accept: application/vnd.github+json"])
            .args(["--header", "Content-Type: application/json"])
            .args(["--header", "X-GitHub-Api-Version: 2022-11-28"]);
        if let Some(body) = body {
            let kept = tempfile::TempDir::new().into_diagnostic()?;
            let file = kept.path().join("body.json");
            fs::write(&file, body).into_diagnostic()?;
            command.arg("--data-binary").arg(at(&file));
            folder = Some(kept);
        }
        command.args(["--url", address]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| {
            miette!(
                code = "tamis::upload::no_curl",
                help = "install curl, or use the service's own uploader",
                "'curl' cannot be run: {error}"
            )
        })?;
        if let Some(mut input) = child.stdin.take() {
            let token: String = self
                .token
                .chars()
                .filter(|c| c.is_ascii_graphic() && *c != '"' && *c != '\\')
                .collect();
            writeln!(input, "header = \"Authorization: Bearer {token}\"").into_diagnostic()?;
        }
        let output = child.wait_with_output().into_diagnostic()?;
        drop(folder);
        if !output.status.success() {
            return Ok((0, String::from_utf8_lossy(&output.stderr).trim().to_owned()));
        }
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let (answer, status) = text.rsplit_once('\n').unwrap_or(("", &text));
        Ok((status.trim().parse().unwrap_or(0), answer.to_owned()))
    }
}

fn at(file: &Path) -> String {
    format!("@{}", file.display())
}

fn refused(status: u16, answer: &str, address: &str, tried: u32) -> Report {
    let said: Value = serde_json::from_str(answer).unwrap_or_default();
    let said = said["message"].as_str().unwrap_or(answer).trim().to_owned();
    let help = match status {
        0 => "check the address (--api), proxies and certificates",
        401 => "the token is not valid",
        403 => {
            "the token lacks 'security-events: write', or code scanning is off for the repository"
        }
        404 => "there is no such repository, or the token cannot see it",
        413 => "the report is too large: raise --severity, or scan in parts",
        422 => {
            "the service does not know the commit or the branch, or the report breaks its limits"
        }
        _ => "try again later",
    };
    let what = if status == 0 { "did not answer".to_owned() } else { format!("answered {status}") };
    let tries = if tried > 0 { format!(" ({} tries)", tried + 1) } else { String::new() };
    miette!(code = "tamis::upload::refused", help = help, "'{address}' {what}{tries}: {said}")
}

/// Until the service has read the report.
fn wait(service: &Service<'_>, address: &str) -> Result<(), Report> {
    for n in 0..MOST_CHECKS {
        let answer = service.ask("GET", address, None)?;
        match answer["processing_status"].as_str() {
            Some("failed") => {
                let errors = answer["errors"].as_array().cloned().unwrap_or_default();
                let errors: Vec<&str> = errors.iter().filter_map(Value::as_str).collect();
                return Err(miette!(
                    code = "tamis::upload::not_read",
                    "the service could not read the report: {}",
                    errors.join("; ")
                ));
            }
            Some("pending") => std::thread::sleep(Duration::from_millis(250 << n.min(4))),
            _ => return Ok(()),
        }
    }
    Ok(())
}
