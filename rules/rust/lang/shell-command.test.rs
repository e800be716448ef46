use std::process::Command;

const COMMAND: &str = "uptime";

fn built(branch: &str, script: &str) -> std::io::Result<()> {
    // ruleid: rust.lang.shell-command
    Command::new("sh").arg("-c").arg(format!("git log {branch}")).status()?;
    // ruleid: rust.lang.shell-command
    std::process::Command::new("/bin/bash").arg("-lc").arg(script).output()?;
    // ruleid: rust.lang.shell-command
    Command::new("cmd").args(["/C", script]).spawn()?;
    // ruleid: rust.lang.shell-command
    Command::new("sh").args(&["-c", &format!("ls {}", script)]).spawn()?;
    Ok(())
}

async fn in_the_background(script: String) -> std::io::Result<()> {
    // ruleid: rust.lang.shell-command
    tokio::process::Command::new("sh").arg("-c").arg(&script).spawn()?;
    Ok(())
}

fn fixed(branch: &str) -> std::io::Result<()> {
    // ok: rust.lang.shell-command
    Command::new("git").arg("log").arg(branch).status()?;
    // ok: rust.lang.shell-command
    Command::new("sh").arg("-c").arg("uptime | cut -c 1-8").status()?;
    // ok: rust.lang.shell-command
    Command::new("sh").arg("-c").arg(COMMAND).status()?;
    // ok: rust.lang.shell-command
    Command::new("sh").arg("-c").arg(shell_words::join(["git", "log", branch])).status()?;
    // ok: rust.lang.shell-command
    Command::new("cc").arg("-c").arg(branch).status()?;
    // ok: rust.lang.shell-command
    Command::new("sh").arg("install.sh").arg(branch).status()?;
    Ok(())
}
