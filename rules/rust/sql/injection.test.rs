use axum::extract::{Path, Query};
use sqlx::PgPool;
use tokio_postgres::Client;

async fn by_name(Path(name): Path<String>, pool: &PgPool) {
    let sql = format!("SELECT * FROM users WHERE name = '{name}'");
    // ruleid: rust.sql.injection
    sqlx::query(&sql).fetch_all(pool).await;
    // ruleid: rust.sql.injection
    pool.execute(sql.as_str()).await;
    // ok: rust.sql.injection
    sqlx::query("SELECT * FROM users WHERE name = $1").bind(name).fetch_all(pool).await;
}

async fn sorted(Query(params): Query<Params>, client: &Client) {
    run(client, params.order).await;
    // ok: rust.sql.injection
    client.query("SELECT * FROM users WHERE name = $1", &[&params.name]).await;
}

async fn run(client: &Client, order: String) {
    let mut sql = String::from("SELECT * FROM users ORDER BY ");
    sql.push_str(&order);
    // ruleid: rust.sql.injection
    client.query(&sql, &[]).await;
}

fn light(Path(name): Path<String>, connection: &rusqlite::Connection) {
    // ruleid: rust.sql.injection
    connection.execute(&("DELETE FROM users WHERE name = '".to_string() + &name + "'"), ());
    // ok: rust.sql.injection
    connection.execute("DELETE FROM users WHERE name = ?1", [&name]);
}

async fn safe(Path(id): Path<u32>, Query(q): Query<Params>, pool: &PgPool) {
    // ok: rust.sql.injection
    sqlx::query(&format!("SELECT * FROM users WHERE id = {id}")).fetch_all(pool).await;
    let column = match q.order.as_str() {
        "name" => "name",
        _ => "id",
    };
    // ok: rust.sql.injection
    sqlx::query(&format!("SELECT * FROM users ORDER BY {column}")).fetch_all(pool).await;
}
