import ldap
import ldap3
from flask import Flask, request
from ldap.filter import escape_filter_chars

app = Flask(__name__)


@app.route("/a")
def search_filter():
    connection = ldap.initialize("ldap://localhost")
    # ruleid: python.ldap.injection
    return connection.search_s("dc=a", ldap.SCOPE_SUBTREE, "(uid=" + request.args["user"] + ")")


@app.route("/b")
def base():
    connection = ldap.initialize("ldap://localhost")
    # ruleid: python.ldap.injection
    return connection.search_s("ou=%s,dc=a" % request.args["unit"], ldap.SCOPE_SUBTREE, "(uid=a)")


@app.route("/c")
def other_library():
    connection = ldap3.Connection(ldap3.Server("localhost"))
    # ruleid: python.ldap.injection
    return connection.search("dc=a", f"(uid={request.args['user']})")


@app.route("/d")
def escaped():
    connection = ldap.initialize("ldap://localhost")
    user = escape_filter_chars(request.args["user"])
    # ok: python.ldap.injection
    return connection.search_s("dc=a", ldap.SCOPE_SUBTREE, "(uid=" + user + ")")


@app.route("/e")
def constant():
    connection = ldap.initialize("ldap://localhost")
    # ok: python.ldap.injection
    return connection.search_s("dc=a", ldap.SCOPE_SUBTREE, "(uid=admin)")


@app.route("/f")
def attributes():
    connection = ldap3.Connection(ldap3.Server("localhost"))
    # ok: python.ldap.injection
    return connection.search("dc=a", "(uid=a)", attributes=[request.args["attribute"]])
