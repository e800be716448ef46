from flask import Flask, request
import elementpath
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


@app.route("/q")
def without_quotes():
    name = request.args["name"]
    if "'" in name:
        return "no"
    # ok: python.xml.xpath-injection
    return etree.parse("users.xml").xpath(f"/users/user[@name='{name}']")


@app.route("/r")
def with_quotes():
    name = request.args["name"]
    if "'" in name:
        # ruleid: python.xml.xpath-injection
        return etree.parse("users.xml").xpath(f"/users/user[@name='{name}']")
    return "no"


@app.route("/s")
def selected():
    # ruleid: python.xml.xpath-injection
    return elementpath.select(etree.parse("users.xml"), f"//user[@name='{request.args['name']}']")
