use axum::extract::{Path, Query};

async fn fetch(Query(q): Query<Params>, client: reqwest::Client) {
    // ruleid: rust.http.ssrf
    reqwest::get(&q.url).await;
    // ruleid: rust.http.ssrf
    client.post(format!("https://{}/hook", q.host)).send().await;
    // ruleid: rust.http.ssrf
    reqwest::Client::new().get(q.url.clone()).send().await;
}

async fn safe(Query(q): Query<Params>, Path(id): Path<u32>, client: reqwest::Client) {
    // ok: rust.http.ssrf
    reqwest::get(format!("https://api.example.com/users/{}", q.name)).await;
    // ok: rust.http.ssrf
    client.post("https://api.example.com").body(q.url.clone()).send().await;
    let hosts = ["https://a.example.com", "https://b.example.com"];
    if hosts.contains(&q.url.as_str()) {
        // ok: rust.http.ssrf
        reqwest::get(&q.url).await;
    }
    // ok: rust.http.ssrf
    reqwest::get(format!("https://api.example.com/{id}")).await;
}
