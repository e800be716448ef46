use diesel::sql_query;
use sqlx::query_as;

const TABLE: &str = "users";

async fn built(pool: &sqlx::PgPool, name: &str, order: &str) -> Result<(), Error> {
    // ruleid: rust.sql.format-query
    sqlx::query(&format!("SELECT * FROM users WHERE name = '{name}'")).fetch_all(pool).await?;
    // ruleid: rust.sql.format-query
    query_as::<_, User>(&format!("SELECT * FROM users WHERE name = '{}'", name)).fetch_all(pool).await?;
    // ruleid: rust.sql.format-query
    sql_query(format!("DELETE FROM {} WHERE name = '{}'", TABLE, name)).execute(&mut connection)?;
    let statement = format!("SELECT * FROM users ORDER BY {order}");
    // ruleid: rust.sql.format-query
    sqlx::query(&statement).fetch_all(pool).await?;
    Ok(())
}

fn with_a_connection(connection: &rusqlite::Connection, name: &str) -> Result<(), Error> {
    // ruleid: rust.sql.format-query
    connection.execute(&format!("INSERT INTO users VALUES ('{}')", name), [])?;
    // ruleid: rust.sql.format-query
    let mut select = connection.prepare(
        &format!(
            "SELECT id
             FROM users
             WHERE name = '{name}'"
        ),
    )?;
    Ok(())
}

async fn bound(pool: &sqlx::PgPool, runner: &Runner, name: &str, marks: &str) -> Result<(), Error> {
    // ok: rust.sql.format-query
    sqlx::query("SELECT * FROM users WHERE name = $1").bind(name).fetch_all(pool).await?;
    // ok: rust.sql.format-query
    sqlx::query!("SELECT * FROM users WHERE name = $1", name).fetch_all(pool).await?;
    // ok: rust.sql.format-query
    sqlx::query(&format!("SELECT * FROM {TABLE} WHERE name = $1")).bind(name).fetch_all(pool).await?;
    // ok: rust.sql.format-query
    sqlx::query(&format!("SELECT * FROM {} WHERE name = $1", TABLE)).bind(name).fetch_all(pool).await?;
    // ok: rust.sql.format-query
    sqlx::query(&format!("SELECT * FROM users WHERE id IN ({marks})")).fetch_all(pool).await?;
    // ok: rust.sql.format-query
    runner.execute(&format!("select-{name}"))?;
    let statement = format!("SELECT * FROM {TABLE}");
    // ok: rust.sql.format-query
    sqlx::query(&statement).fetch_all(pool).await?;
    Ok(())
}
