fn store(connection: &rusqlite::Connection, card_number: String, password: String, name: String) {
    // ruleid: rust.sql.sensitive-data
    connection.execute(&format!("INSERT INTO cards VALUES ('{card_number}')"), ());
    let sql = "UPDATE users SET password = '".to_string() + &password + "'";
    // ruleid: rust.sql.sensitive-data
    connection.execute(&sql, ());
    // ruleid: rust.sql.sensitive-data
    sqlx::query("INSERT INTO cards VALUES (?)").bind(card_number.clone());
    // ok: rust.sql.sensitive-data
    sqlx::query("INSERT INTO cards VALUES (?)").bind(encrypt(card_number));
    // ok: rust.sql.sensitive-data
    sqlx::query("INSERT INTO users VALUES (?)").bind(name);
    // ok: rust.sql.sensitive-data
    connection.execute("SELECT 1", ());
}
