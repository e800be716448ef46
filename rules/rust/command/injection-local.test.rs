use std::process::Command;

fn run() {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).unwrap();
    // ruleid: rust.command.injection-local
    Command::new("sh").arg("-c").arg(&line).output();
    // ruleid: rust.command.injection-local
    Command::new(line.trim()).output();
    let script = std::fs::read_to_string("script").unwrap();
    // ruleid: rust.command.injection-local
    Command::new("bash").arg("-c").arg(script).output();
    // ok: rust.command.injection-local
    Command::new("echo").arg(&line).output();
    // ok: rust.command.injection-local
    Command::new("sh").arg("-c").arg("uptime").output();
    // ok: rust.command.injection-local
    Command::new("sh").arg(&line).output();
}
