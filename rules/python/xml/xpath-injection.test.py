from flask import Flask, request
from lxml import etree

app = Flask(__name__)


@app.route("/a")
def method():
    tree = etree.parse("users.xml")
    # ruleid: python.xml.xpath-injection
    return tree.xpath("/users/user[@name='" + request.args["name"] + "']")


@app.route("/b")
def compiled():
    # ruleid: python.xml.xpath-injection
    return etree.XPath(f"/users/user[@name='{request.args['name']}']")


@app.route("/c")
def find():
    # ruleid: python.xml.xpath-injection
    return etree.parse("users.xml").find("./user[@name='%s']" % request.args["name"])


@app.route("/d")
def variable():
    # ok: python.xml.xpath-injection
    return etree.parse("users.xml").xpath("/users/user[@name=$name]", name=request.args["name"])


@app.route("/e")
def number():
    # ok: python.xml.xpath-injection
    return etree.parse("users.xml").xpath("/users/user[%d]" % int(request.args["n"]))


@app.route("/f")
def constant():
    # ok: python.xml.xpath-injection
    return etree.parse("users.xml").xpath("/users/user")
