async fn run(pool: &sqlx::PgPool, connection: &rusqlite::Connection) {
    let name = std::env::args().nth(1).unwrap_or_default();
    let sql = format!("SELECT * FROM users WHERE name = '{name}'");
    // ruleid: rust.sql.injection-local
    sqlx::query(&sql).fetch_all(pool).await;
    let body = reqwest::get("https://example.com").await.unwrap().text().await.unwrap();
    // ruleid: rust.sql.injection-local
    sqlx::query(&body).execute(pool).await;
    // ruleid: rust.sql.injection-local
    connection.execute(&std::env::var("STATEMENT").unwrap(), ());
    // ok: rust.sql.injection-local
    sqlx::query("SELECT * FROM users WHERE name = $1").bind(name).fetch_all(pool).await;
    let number: u32 = body.parse().unwrap();
    // ok: rust.sql.injection-local
    sqlx::query(&format!("SELECT {number}")).execute(pool).await;
    // ok: rust.sql.injection-local
    sqlx::query(&format!("SELECT {}", "1")).execute(pool).await;
}
