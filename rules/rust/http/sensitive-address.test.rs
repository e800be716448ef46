async fn send(client: reqwest::Client, password: String, card_number: String, id: u32) {
    // ruleid: rust.http.sensitive-address
    reqwest::get(format!("https://example.com/?password={password}")).await;
    let url = format!("https://example.com/?card={}", card_number);
    // ruleid: rust.http.sensitive-address
    client.get(&url).send().await;
    // ruleid: rust.http.sensitive-address
    client.post(format!("http://example.com/{password}")).send().await;
    // ok: rust.http.sensitive-address
    client.post("https://example.com/").body(password).send().await;
    // ok: rust.http.sensitive-address
    client.get(format!("https://example.com/{id}")).send().await;
    // ok: rust.http.sensitive-address
    reqwest::get("https://example.com/password").await;
}
