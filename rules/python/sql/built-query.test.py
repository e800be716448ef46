import sqlite3

import psycopg2
from psycopg2 import sql

TABLE = "users"


class Settings:
    USERS = "users"


def built_in_the_call(cursor, connection, name, kind, ids):
    # ruleid: python.sql.built-query
    cursor.execute(f"SELECT * FROM users WHERE name = '{name}'")
    # ruleid: python.sql.built-query
    cursor.execute("SELECT * FROM users WHERE name = '" + name + "'")
    # ruleid: python.sql.built-query
    cursor.execute("DELETE FROM users WHERE name = '%s'" % name)
    # ruleid: python.sql.built-query
    cursor.execute("UPDATE users SET kind = '{}' WHERE name = '{}'".format(kind, name))
    # ruleid: python.sql.built-query
    connection.executescript(f"insert into users values ('{name}')")
    # ruleid: python.sql.built-query
    cursor.execute(
        f"""
        SELECT id
        FROM {TABLE}
        WHERE kind = '{kind}'
        """
    )
    # ruleid: python.sql.built-query
    cursor.execute("SELECT * FROM users WHERE id IN (%s)" % ",".join(ids))


def built_before(cursor, name, order):
    query = "SELECT * FROM users WHERE name = '%s'" % name
    # ruleid: python.sql.built-query
    cursor.execute(query)

    statement = f"DROP TABLE {name}"
    print(statement)
    # ruleid: python.sql.built-query
    cursor.execute(statement)

    listing = "SELECT * FROM users"
    listing += f" ORDER BY {order}"
    # ruleid: python.sql.built-query
    cursor.execute(listing)


def safe(cursor, name, number, ids, executor):
    # ok: python.sql.built-query
    cursor.execute("SELECT * FROM users WHERE name = %s", (name,))
    # ok: python.sql.built-query
    cursor.execute("SELECT * FROM " + TABLE + " WHERE name = ?", (name,))
    # ok: python.sql.built-query
    cursor.execute(f"SELECT * FROM {TABLE} WHERE name = ?", (name,))
    # ok: python.sql.built-query
    cursor.execute(f"SELECT * FROM {Settings.USERS} WHERE name = ?", (name,))
    # ok: python.sql.built-query
    cursor.execute("SELECT * FROM %s" % TABLE)
    # ok: python.sql.built-query
    cursor.execute("SELECT * FROM users LIMIT %d" % int(number))
    # ok: python.sql.built-query
    cursor.execute("SELECT * FROM users WHERE id IN (%s)" % ",".join(["?"] * len(ids)), ids)
    placeholders = ", ".join("?" for _ in ids)
    # ok: python.sql.built-query
    cursor.execute(f"SELECT * FROM users WHERE id IN ({placeholders})", ids)
    # ok: python.sql.built-query
    executor.execute(f"deploy {name}")
    # ok: python.sql.built-query
    executor.run_query("select" + name)

    query = "SELECT * FROM users"
    query += " ORDER BY name"
    # ok: python.sql.built-query
    cursor.execute(query)


def composed(cursor, table, name):
    # ok: python.sql.built-query
    cursor.execute(sql.SQL("SELECT * FROM {} WHERE name = %s").format(sql.Identifier(table)), [name])
    statement = sql.SQL("SELECT * FROM {}").format(sql.Identifier(table))
    # ok: python.sql.built-query
    cursor.execute(statement)
