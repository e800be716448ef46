use axum::extract::{Path, Query};
use std::process::Command;

async fn ping(Path(host): Path<String>, Query(q): Query<Params>) {
    // ruleid: rust.command.injection
    Command::new("sh").arg("-c").arg(format!("ping {host}")).output();
    // ruleid: rust.command.injection
    Command::new(q.program).output();
    // ruleid: rust.command.injection
    std::process::Command::new("bash").args(["-c", &host]).status();
    let mut command = Command::new("/bin/sh");
    // ruleid: rust.command.injection
    command.arg("-c").arg(&host);
}

async fn safe(Path(host): Path<String>, Path(port): Path<u16>) {
    // ok: rust.command.injection
    Command::new("ping").arg("-c").arg(&host).output();
    // ok: rust.command.injection
    Command::new("sh").arg("-c").arg(format!("nc -l {port}")).output();
    // ok: rust.command.injection
    Command::new("sh").arg("-c").arg("uptime").output();
    // ok: rust.command.injection
    Command::new("git").args(["log", &host]).output();
}
