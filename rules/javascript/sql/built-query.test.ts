import mysql from "mysql2";
import { Pool } from "pg";

const TABLE = "users";
const config = { USERS: "users" };

async function built(db: any, pool: Pool, sequelize: any, prisma: any, name: string, kind: string, order: string) {
  // ruleid: javascript.sql.built-query
  await db.query(`SELECT * FROM users WHERE name = '${name}'`);
  // ruleid: javascript.sql.built-query
  await pool.query("SELECT * FROM users WHERE name = '" + name + "'");
  // ruleid: javascript.sql.built-query
  db.run(`UPDATE users SET kind = '${kind}' WHERE name = '${name}'`, console.log);
  // ruleid: javascript.sql.built-query
  await pool.query({ text: `DELETE FROM users WHERE name = '${name}'` });
  // ruleid: javascript.sql.built-query
  await sequelize.query(
    `
      SELECT id FROM ${TABLE}
      WHERE kind = '${kind}'`,
    { raw: true },
  );
  // ruleid: javascript.sql.built-query
  await prisma.$queryRawUnsafe("SELECT * FROM users WHERE name = '" + name + "'");

  const statement = "DELETE FROM users WHERE name = '" + name + "'";
  console.log(statement);
  // ruleid: javascript.sql.built-query
  db.execute(statement);

  let listing = "SELECT * FROM users";
  listing += ` ORDER BY ${order}`;
  // ruleid: javascript.sql.built-query
  db.all(listing);
}

async function safe(db: any, pool: Pool, prisma: any, sql: any, client: any, name: string, ids: number[]) {
  // ok: javascript.sql.built-query
  await db.query("SELECT * FROM users WHERE name = ?", [name]);
  // ok: javascript.sql.built-query
  await pool.query({ text: "SELECT * FROM users WHERE name = $1", values: [name] });
  // ok: javascript.sql.built-query
  await db.query(`SELECT * FROM ${TABLE} WHERE name = ?`, [name]);
  // ok: javascript.sql.built-query
  await db.query(`SELECT * FROM ${config.USERS} WHERE name = ?`, [name]);
  // ok: javascript.sql.built-query
  await db.query("SELECT * FROM " + TABLE);
  // ok: javascript.sql.built-query
  await db.query(`SELECT * FROM users WHERE id IN (${ids.map(() => "?").join(",")})`, ids);
  // ok: javascript.sql.built-query
  await prisma.$queryRaw`SELECT * FROM users WHERE name = ${name}`;
  // ok: javascript.sql.built-query
  await pool.query(sql`SELECT * FROM users WHERE name = ${name}`);
  // ok: javascript.sql.built-query
  await db.query("SELECT * FROM users WHERE name = " + mysql.escape(name));
  // ok: javascript.sql.built-query
  await client.get(`/users/${name}`);
  // ok: javascript.sql.built-query
  await client.run(`select-${name}`);

  let listing = "SELECT * FROM users";
  listing += " ORDER BY name";
  // ok: javascript.sql.built-query
  db.all(listing);
}
