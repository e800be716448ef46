import sqlite3
import pandas
import psycopg2
import aiopg.connection
from flask import Flask, request
from sqlalchemy import create_engine, text
from django.db import connection
from django.urls import path

app = Flask(__name__)


@app.route("/a")
def concatenated():
    cursor = sqlite3.connect("a.db").cursor()
    # ruleid: python.sql.injection
    cursor.execute("SELECT * FROM users WHERE name = '" + request.args["name"] + "'")


@app.route("/b/<name>")
def route_parameter(name):
    with psycopg2.connect("") as db:
        query = f"SELECT * FROM users WHERE name = '{name}'"
        # ruleid: python.sql.injection
        db.cursor().execute(query)


def find(column, value):
    engine = create_engine("sqlite://")
    # ruleid: python.sql.injection
    engine.connect().execute(text("SELECT * FROM t WHERE %s = :v" % column), {"v": value})


@app.route("/c")
def through_a_function():
    find(request.values.get("column"), 1)


def view(request, user):
    with connection.cursor() as cursor:
        # ruleid: python.sql.injection
        cursor.execute("SELECT * FROM users WHERE name = '%s'" % user)


urlpatterns = [path("users/<str:user>/", view)]


@app.route("/d")
def parameter():
    cursor = sqlite3.connect("a.db").cursor()
    # ok: python.sql.injection
    cursor.execute("SELECT * FROM users WHERE name = ?", (request.args["name"],))


@app.route("/e/<int:number>")
def number_of_route(number: int):
    # ok: python.sql.injection
    sqlite3.connect("a.db").execute("SELECT * FROM users WHERE id = " + str(number))


@app.route("/f")
def converted():
    # ok: python.sql.injection
    sqlite3.connect("a.db").execute("SELECT * FROM users LIMIT %d" % int(request.args["n"]))


@app.route("/g")
def chosen():
    order = request.args.get("order")
    if order not in ("name", "age"):
        order = "name"
    # ok: python.sql.injection
    sqlite3.connect("a.db").execute("SELECT * FROM users ORDER BY " + order)


def not_from_outside(name):
    # ok: python.sql.injection
    pandas.read_sql("SELECT * FROM " + name, None)


not_from_outside("users")


async def create(connection: aiopg.connection.Connection, name: str):
    async with connection.cursor() as cursor_of_type:
        # ruleid: python.sql.injection
        await cursor_of_type.execute("INSERT INTO users (name) VALUES ('%s')" % name)
        # ok: python.sql.injection
        await cursor_of_type.execute("INSERT INTO users (name) VALUES (%s)", (name,))


@app.route("/create")
async def created():
    await create(pool.acquire(), request.form["name"])
