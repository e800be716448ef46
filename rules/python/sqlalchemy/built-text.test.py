import sqlalchemy as sa
from sqlalchemy import literal_column, select, text

TABLE = "users"


def built(session, name, column):
    # ruleid: python.sqlalchemy.built-text
    session.execute(text(f"SELECT * FROM users WHERE name = '{name}'"))
    # ruleid: python.sqlalchemy.built-text
    session.execute(sa.text("SELECT * FROM users WHERE name = '" + name + "'"))
    # ruleid: python.sqlalchemy.built-text
    rows = session.query(literal_column("lower(%s)" % column))
    statement = "DELETE FROM users WHERE name = '{}'".format(name)
    # ruleid: python.sqlalchemy.built-text
    session.execute(text(statement))
    return rows


def bound(session, name, number, users):
    # ok: python.sqlalchemy.built-text
    session.execute(text("SELECT * FROM users WHERE name = :name"), {"name": name})
    # ok: python.sqlalchemy.built-text
    session.execute(text(f"SELECT * FROM {TABLE} WHERE name = :name"), {"name": name})
    # ok: python.sqlalchemy.built-text
    session.execute(text(f"SELECT * FROM users LIMIT {int(number)}"))
    # ok: python.sqlalchemy.built-text
    session.execute(select(users).where(users.c.name == name))
    # ok: python.sqlalchemy.built-text
    session.query(literal_column("lower(name)"))


def another_text(page, name):
    # ok: python.sqlalchemy.built-text
    page.text(f"Hello {name}")
