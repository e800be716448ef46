use log::{debug, info};

fn login(name: String, password: String, encrypted_password: String) {
    // ruleid: rust.log.sensitive-data
    info!("login {} {}", name, password);
    // ruleid: rust.log.sensitive-data
    debug!("login {password:?}");
    let text = format!("password = {}", password);
    // ruleid: rust.log.sensitive-data
    println!("{}", text);
    // ok: rust.log.sensitive-data
    info!("login {}", name);
    // ok: rust.log.sensitive-data
    info!("login {}", encrypted_password);
    // ok: rust.log.sensitive-data
    info!("{}", password.len());
    // ok: rust.log.sensitive-data
    check(&password);
}

fn pay(card: Card) {
    // ruleid: rust.log.sensitive-data
    panic!("no money on {}", card.card_number);
}
