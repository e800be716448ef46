async fn run(client: reqwest::Client) {
    // ruleid: rust.http.cleartext
    reqwest::get("http://api.example.com/data").await;
    // ruleid: rust.http.cleartext
    client.post("http://example.org/login").send().await;
    // ruleid: rust.http.cleartext
    ureq::get("HTTP://EXAMPLE.COM").call();
    // ok: rust.http.cleartext
    reqwest::get("https://api.example.com/data").await;
    // ok: rust.http.cleartext
    reqwest::get("http://localhost:8080/health").await;
    // ok: rust.http.cleartext
    client.get("http://10.0.0.1/").send().await;
}
